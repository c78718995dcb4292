// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/outfall_name.h"

#include "core/coding/code_points.h"
#include "core/coding/name_joiner.h"

#include <algorithm>
#include <cmath>

namespace suyuan::coding {

namespace {

std::shared_ptr<const NameIndex> indexOf(const NameTemplates& templates) {
  auto index = std::make_shared<NameIndex>();
  for (const NameSuffix& s : templates.suffixes) index->suffixes.push_back(toCodePoints(s.text));
  for (const NameReplacement& r : templates.replacements) index->replacements.push_back({toCodePoints(r.found), toCodePoints(r.expected)});
  for (const std::string& c : templates.rareCharacters) index->rare.push_back(toCodePoints(c));
  for (const std::string& c : templates.forbiddenCharacters) index->forbidden.push_back(toCodePoints(c));
  const auto characters = [](const std::vector<std::u32string>& words, std::vector<NameIndex::Characters>& out) {
    for (const std::u32string& w : words) out.push_back(NameIndex::charactersOf(w));
  };
  for (const NameIndex::Replacement& r : index->replacements) index->replacementCharacters.push_back(NameIndex::charactersOf(r.found));
  characters(index->rare, index->rareCharacters);
  characters(index->forbidden, index->forbiddenCharacters);
  return index;
}

} // namespace

NameIndex::Characters NameIndex::charactersOf(std::u32string_view words) noexcept {
  Characters out;
  for (const char32_t c : words) out.set((c ^ c >> 8) & 0xFF);
  return out;
}

void NameTemplates::index() { index_ = indexOf(*this); }

std::shared_ptr<const NameIndex> NameTemplates::indexed() const { return index_ ? index_ : indexOf(*this); }

std::string NameTemplates::suffixFor(std::string_view class1, std::string_view class2, std::string_view class3) const {
  const NameSuffix* best = nullptr;
  int bestScore = -1;
  for (const NameSuffix& suffix : suffixes) {
    if (!suffix.proposed) continue;
    int score = 0;
    bool fits = true;
    const auto compare = [&](const std::string& wanted, std::string_view given, int worth) {
      if (wanted.empty()) return;
      if (wanted == given) score += worth;
      else fits = false;
    };
    compare(suffix.class1, class1, 1);
    compare(suffix.class2, class2, 2);
    compare(suffix.class3, class3, 4);
    if (fits && score > bestScore) {
      best = &suffix;
      bestScore = score;
    }
  }
  return best ? best->text : "排污口";
}

std::string proposeName(const NameParts& parts, const NameTemplates& templates) {
  NameJoiner name;
  name.add(parts.prefecture);
  if (parts.county != parts.prefecture) name.add(parts.county);
  name.add(parts.township);
  name.add(parts.place);
  name.addAsIs(parts.direction);
  name.addAsIs(distanceText(parts.distanceM, parts.unit.empty() ? templates.distanceUnit : parts.unit));
  name.addAsIs(numberText(parts.number, templates));
  name.addSuffix(parts.suffix);
  return toUtf8(name.text());
}

std::string distanceText(std::optional<double> metres, std::string_view unit) {
  if (!metres || !std::isfinite(*metres) || *metres < 0.5 || *metres >= 1e7) return {};
  return std::to_string(std::llround(*metres)) + std::string(unit);
}

std::string numberText(std::string_view number, const NameTemplates& templates) {
  if (number.empty()) return {};
  const char last = number.back();
  return std::string(number) + (last >= '0' && last <= '9' ? templates.numberMark : std::string());
}

std::string mendName(std::string_view name, const std::vector<NameDeviation>& deviations) {
  std::u32string text = toCodePoints(name);
  std::vector<const NameDeviation*> order;
  for (const NameDeviation& d : deviations)
    if (d.fixable) order.push_back(&d);
  std::ranges::stable_sort(order, [](const NameDeviation* a, const NameDeviation* b) { return a->at > b->at; });
  std::size_t untouched = text.size(); // what lies before this has not been changed yet
  for (const NameDeviation* d : order) {
    if (d->at + d->length > untouched) continue;
    text.replace(d->at, d->length, toCodePoints(d->expected));
    untouched = d->at;
  }
  return toUtf8(text);
}

} // namespace suyuan::coding

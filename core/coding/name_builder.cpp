// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/name_builder.h"

#include "core/coding/code_points.h"
#include "core/coding/name_joiner.h"

#include <algorithm>
#include <array>

namespace suyuan::coding {

namespace {

/// Every way to write a division's name, the full one first.
std::vector<std::string> formsOf(const std::string& division, const NameTemplates& templates) {
  std::vector<std::string> forms;
  if (division.empty()) return forms;
  forms.push_back(division);
  for (const DivisionAlias& alias : templates.aliases)
    if (alias.name == division) forms.insert(forms.end(), alias.shortNames.begin(), alias.shortNames.end());
  return forms;
}

std::string usualForm(const std::string& division, const NameTemplates& templates) {
  const auto alias = std::ranges::find(templates.aliases, division, &DivisionAlias::name);
  return alias != templates.aliases.end() && alias->proposed ? alias->shortNames.front() : division;
}

/// An address without the divisions that it begins with: they stand before it in the name.
std::string withoutDivisions(std::string address, const NameFacts& facts, const NameTemplates& templates) {
  for (const std::string* division : {&facts.prefecture, &facts.county, &facts.township})
    for (const std::string& form : formsOf(*division, templates))
      if (const auto at = address.find(form); at != std::string::npos && address.size() > at + form.size()) {
        // 吉林省长春市…: what stands before the prefecture is the province.
        const bool province = division == &facts.prefecture && std::string_view(address).substr(0, at).ends_with("省");
        if (at != 0 && !province) continue;
        address.erase(0, at + form.size());
        break;
      }
  return address;
}

class Builder {
public:
  Builder(const NameFacts& facts, const NameTemplates& templates) : facts_(facts), templates_(templates) {}

  BuiltName run() {
    static const NameTemplate fallback{{}, {}, {}, {},
        *parseNamePattern("{prefecture}{county}{township}{unit|address|river+bank}{direction}{distance}{number}{suffix}"), Confidence::Practice};
    const NameTemplate* found = templateFor(templates_, facts_.class1, facts_.class2, facts_.class3);
    const NameTemplate& used = found ? *found : fallback;
    built_.unverified = !isVerified(used.confidence);
    for (const NameElement& element : used.elements) {
      if (element.choices.empty()) {
        piece("words", element.words, joiner_.addAsIs(element.words));
        continue;
      }
      for (const auto& choice : element.choices) {
        if (!std::ranges::all_of(choice, [&](NameFact f) { return !text(f).empty(); })) continue;
        for (const NameFact fact : choice) add(fact);
        break;
      }
    }
    built_.text = toUtf8(joiner_.text());
    return std::move(built_);
  }

private:
  std::string text(NameFact fact) const {
    switch (fact) {
    case NameFact::Prefecture: return usualForm(facts_.prefecture, templates_);
    case NameFact::County: return facts_.county == facts_.prefecture ? std::string() : usualForm(facts_.county, templates_);
    case NameFact::Township: return facts_.township;
    case NameFact::Unit: return facts_.unit;
    case NameFact::Address: return withoutDivisions(facts_.address, facts_, templates_);
    case NameFact::River: return facts_.river;
    case NameFact::Bank: return facts_.bank;
    case NameFact::Direction: return facts_.direction;
    case NameFact::Distance: return distanceText(facts_.distanceM, templates_.distanceUnit);
    case NameFact::Number: return numberText(facts_.number, templates_);
    case NameFact::Suffix: return templates_.suffixFor(facts_.class1, facts_.class2, facts_.class3);
    }
    return {};
  }

  void add(NameFact fact) {
    const std::string words = text(fact);
    switch (fact) {
    case NameFact::Suffix: return piece("suffix", words, joiner_.addSuffix(words));
    case NameFact::Direction:
    case NameFact::Distance:
    case NameFact::Number: return piece(nameOf(fact), words, joiner_.addAsIs(words));
    case NameFact::Unit:
    case NameFact::Address:
    case NameFact::River:
    case NameFact::Bank:
      built_.place = true;
      return piece("place", words, joiner_.add(words));
    default: return piece(nameOf(fact), words, joiner_.add(words));
    }
  }

  void piece(std::string_view part, const std::string&, std::size_t length) {
    if (length == 0) return;
    const std::size_t at = joiner_.text().size() - length;
    std::string text = toUtf8(std::u32string_view(joiner_.text()).substr(at));
    if (!built_.pieces.empty() && built_.pieces.back().part == part) { // river and bank are one place
      built_.pieces.back().text += text;
      built_.pieces.back().length += length;
      return;
    }
    built_.pieces.push_back({std::string(part), std::move(text), at, length});
  }

  const NameFacts& facts_;
  const NameTemplates& templates_;
  NameJoiner joiner_;
  BuiltName built_;
};

} // namespace

const NameTemplate* templateFor(const NameTemplates& templates, std::string_view class1, std::string_view class2,
                                std::string_view class3) noexcept {
  const NameTemplate* best = nullptr;
  int bestScore = -1;
  for (const NameTemplate& t : templates.templates) {
    const auto fits = [](const std::string& wanted, std::string_view given) { return wanted.empty() || wanted == given; };
    if (!fits(t.class1, class1) || !fits(t.class2, class2) || !fits(t.class3, class3)) continue;
    const int score = !t.class1.empty() + 2 * !t.class2.empty() + 4 * !t.class3.empty();
    if (score > bestScore) {
      best = &t;
      bestScore = score;
    }
  }
  return best;
}

BuiltName buildName(const NameFacts& facts, const NameTemplates& templates) { return Builder(facts, templates).run(); }

} // namespace suyuan::coding

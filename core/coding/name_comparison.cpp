// SPDX-License-Identifier: GPL-3.0-or-later
// A written name against its template, part by part.
#include "core/coding/code_points.h"
#include "core/coding/name_builder.h"

#include <algorithm>
#include <array>

namespace suyuan::coding {

namespace {

constexpr std::array<std::string_view, 7> order{"prefecture", "county", "township", "place", "direction", "distance", "number"};

std::vector<std::string> formsOf(const std::string& division, const NameTemplates& templates) {
  std::vector<std::string> forms;
  if (!division.empty()) forms.push_back(division);
  for (const DivisionAlias& alias : templates.aliases)
    if (!division.empty() && alias.name == division) forms.insert(forms.end(), alias.shortNames.begin(), alias.shortNames.end());
  return forms;
}

/// Takes a name apart from both ends; what is left in the middle is the place.
class Splitter {
public:
  Splitter(std::string_view name, const NameFacts& facts, const NameTemplates& templates)
      : text_(toCodePoints(name)), facts_(facts), templates_(templates), end_(text_.size()) {}

  std::vector<NamePiece> run() {
    leading("prefecture", formsOf(facts_.prefecture, templates_));
    if (facts_.county != facts_.prefecture) leading("county", formsOf(facts_.county, templates_));
    if (!facts_.township.empty()) leading("township", {facts_.township});
    note();
    suffix();
    number();
    distance();
    direction();
    if (begin_ < end_) front_.push_back(cut("place", begin_, end_));
    std::ranges::reverse(back_);
    front_.insert(front_.end(), back_.begin(), back_.end());
    return std::move(front_);
  }

private:
  NamePiece cut(std::string_view part, std::size_t from, std::size_t to) const {
    return {std::string(part), toUtf8(std::u32string_view(text_).substr(from, to - from)), from, to - from};
  }
  void take(std::string_view part, std::size_t from) { // from the end
    back_.push_back(cut(part, from, end_));
    end_ = from;
  }

  void leading(std::string_view part, const std::vector<std::string>& forms) {
    std::size_t longest = 0;
    for (const std::string& form : forms) {
      const std::u32string words = toCodePoints(form);
      if (!words.empty() && text_.compare(begin_, words.size(), words) == 0) longest = std::max(longest, words.size());
    }
    if (longest == 0) return;
    front_.push_back(cut(part, begin_, begin_ + longest));
    begin_ += longest;
  }

  void note() {
    if (end_ <= begin_ || !isBracketClose(text_[end_ - 1])) return;
    for (std::size_t open = end_ - 1; open > begin_; --open)
      if (isBracketOpen(text_[open - 1])) return take("note", open - 1);
  }

  void suffix() {
    std::size_t longest = 0;
    std::u32string body = text_.substr(begin_, end_ - begin_);
    // Its look-alikes count as the suffix itself: 排囗, 其它排口. Only those of the same length, so that places hold.
    const auto index = templates_.indexed();
    for (const auto& [found, expected] : index->replacements) {
      if (found.empty() || found.size() != expected.size()) continue;
      for (auto at = body.find(found); at != body.npos; at = body.find(found, at + found.size())) body.replace(at, found.size(), expected);
    }
    for (const std::u32string& words : index->suffixes)
      if (words.size() > longest && body.ends_with(words)) longest = words.size();
    if (longest > 0) take("suffix", end_ - longest);
  }

  void number() {
    if (end_ <= begin_ + 1) return;
    const char32_t mark = text_[end_ - 1];
    if (mark != U'#' && mark != 0xFF03 && mark != U'号') return;
    std::size_t from = end_ - 1;
    while (from > begin_ && isAnyDigit(text_[from - 1])) --from;
    if (from < end_ - 1) take("number", from);
  }

  void distance() {
    std::size_t end = end_;
    if (end > begin_ && text_[end - 1] == U'处') --end;
    if (end <= begin_ + 1) return;
    const char32_t unit = text_[end - 1];
    if (unit != U'米' && unit != U'm' && unit != U'M') return;
    std::size_t from = end - 1;
    while (from > begin_ && (isAnyDigit(text_[from - 1]) || text_[from - 1] == U'.')) --from;
    if (from < end - 1) take("distance", from);
  }

  void direction() {
    constexpr std::u32string_view points = U"东南西北中上下左右";
    std::size_t from = end_;
    if (from > begin_ && (text_[from - 1] == U'侧' || text_[from - 1] == U'面' || text_[from - 1] == U'边' || text_[from - 1] == U'方')) --from;
    const std::size_t side = from;
    while (from > begin_ && side - from < 2 && points.find(text_[from - 1]) != points.npos) --from;
    // A place of which nothing but its direction would be left (河东) keeps it.
    if (from < side && from > begin_ && !back_.empty() && back_.back().part == "distance") take("direction", from);
  }

  std::u32string text_;
  const NameFacts& facts_;
  const NameTemplates& templates_;
  std::size_t begin_ = 0, end_;
  std::vector<NamePiece> front_, back_;
};

bool agreesSuffix(const std::string& written, const NameFacts& facts, const NameTemplates& templates) {
  const auto agree = [](const std::string& wanted, const std::string& given) {
    return wanted.empty() || given.empty() || wanted == given;
  };
  return std::ranges::any_of(templates.suffixes, [&](const NameSuffix& s) {
    return s.text == written && agree(s.class1, facts.class1) && agree(s.class2, facts.class2) && agree(s.class3, facts.class3);
  });
}

/// The part is known to the record and the name says something else, or nothing.
bool differs(const NameDifference& d, const NameFacts& facts, const NameTemplates& templates) {
  if (d.part == "note") return true;
  if (d.written == d.expected) return false;
  if (d.part == "suffix") return !agreesSuffix(d.written, facts, templates);
  if (d.expected.empty()) return false; // a place, a distance, a number that the record knows nothing of
  if (d.part == "prefecture") return !std::ranges::contains(formsOf(facts.prefecture, templates), d.written);
  if (d.part == "county") return !std::ranges::contains(formsOf(facts.county, templates), d.written);
  if (d.part != "place" || d.written.empty()) return true;
  for (const std::string* known : {&facts.unit, &facts.address, &facts.river})
    if (!known->empty() && (d.written.find(*known) != std::string::npos || known->ends_with(d.written))) return false;
  return d.written.find(d.expected) == std::string::npos;
}

} // namespace

std::vector<NamePiece> splitName(std::string_view name, const NameFacts& facts, const NameTemplates& templates) {
  return Splitter(name, facts, templates).run();
}

std::vector<NameDifference> compareName(std::string_view written, const NameFacts& facts, const NameTemplates& templates) {
  const std::vector<NamePiece> has = splitName(written, facts, templates);
  const BuiltName wants = buildName(facts, templates);
  std::vector<NameDifference> rows;
  std::size_t at = 0; // where a missing part would stand
  const auto compare = [&](std::string_view part) {
    const auto mine = std::ranges::find(has, part, &NamePiece::part);
    const auto theirs = std::ranges::find(wants.pieces, part, &NamePiece::part);
    if (mine == has.end() && theirs == wants.pieces.end()) return;
    NameDifference row;
    row.part = part;
    if (mine != has.end()) {
      row.written = mine->text;
      row.at = mine->at;
      row.length = mine->length;
      at = mine->at + mine->length;
    } else {
      row.at = at;
    }
    if (theirs != wants.pieces.end()) row.expected = theirs->text;
    if (part == "suffix") row.expected = templates.suffixFor(facts.class1, facts.class2, facts.class3);
    row.differs = differs(row, facts, templates);
    rows.push_back(std::move(row));
  };
  for (const std::string_view part : order) compare(part);
  compare("suffix");
  compare("note");
  return rows;
}

} // namespace suyuan::coding

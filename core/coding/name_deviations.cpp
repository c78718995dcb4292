// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/code_points.h"
#include "core/coding/outfall_name.h"

#include <algorithm>

namespace suyuan::coding {

namespace {

constexpr std::size_t longestName = 200; // outlet_name(200) of a working platform's dictionary

class Linter {
public:
  Linter(std::string_view name, const NameContext& context, const NameTemplates& templates)
      : text_(toCodePoints(name)), context_(context), templates_(templates), index_(templates.indexed()), lacking_(~NameIndex::charactersOf(text_)) {}

  std::vector<NameDeviation> run() {
    if (text_.empty()) return {};
    if (text_.size() > longestName) report("long", longestName, text_.size() - longestName, "", false);
    characters();
    replacements();
    units();
    if (text_.size() <= longestName) doubled();
    notes();
    suffix();
    division();
    std::ranges::stable_sort(found_, {}, &NameDeviation::at);
    return std::move(found_);
  }

private:
  void report(std::string kind, std::size_t at, std::size_t length, std::string expected, bool fixable,
              Confidence confidence = Confidence::Practice) {
    found_.push_back({std::move(kind), at, length, toUtf8(std::u32string_view(text_).substr(at, length)),
                      std::move(expected), fixable, confidence});
  }

  void characters() {
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const char32_t c = text_[i];
      if (c < 0x20 || c == 0x7F || c == U' ' || c == 0xA0 || c == 0x3000 || c == 0xFEFF || (c >= 0x200B && c <= 0x200F))
        report("character", i, 1, "", true);
      else if (c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000)
        report("character", i, 1, "", false);
      else if (isAnyDigit(c) && c > 0x7F)
        report("character", i, 1, std::string(1, static_cast<char>('0' + (c - 0xFF10))), true);
      else if (c == 0xFF03)
        report("character", i, 1, "#", true);
      else if ((c >= 0x2600 && c <= 0x27BF) || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x1F000 && c <= 0x1FAFF))
        report("character", i, 1, "", true); // pictures
      else if ((c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c < 0xF0000))
        report("rare", i, 1, "", false);
    }
    each(index_->rare, index_->rareCharacters, "rare");
    each(index_->forbidden, index_->forbiddenCharacters, "character");
  }

  void each(const std::vector<std::u32string>& words, const std::vector<NameIndex::Characters>& characters, const char* kind) {
    for (std::size_t n = 0; n < words.size(); ++n) {
      const std::u32string& what = words[n];
      if (what.empty() || (characters[n] & lacking_).any()) continue;
      for (std::size_t i = text_.find(what); i != text_.npos; i = text_.find(what, i + what.size()))
        report(kind, i, what.size(), "", false);
    }
  }

  void replacements() {
    for (std::size_t n = 0; n < index_->replacements.size(); ++n) {
      const NameReplacement& r = templates_.replacements[n];
      const std::u32string& what = index_->replacements[n].found;
      if (what.empty() || (index_->replacementCharacters[n] & lacking_).any()) continue;
      for (std::size_t i = text_.find(what); i != text_.npos; i = text_.find(what, i + what.size()))
        report(r.kind, i, what.size(), r.expected, true, r.confidence);
    }
  }

  void units() {
    for (std::size_t i = 1; i < text_.size(); ++i) {
      const char32_t c = text_[i];
      if ((c != U'm' && c != U'M' && c != 0xFF4D && c != 0xFF2D) || !isAnyDigit(text_[i - 1])) continue;
      const char32_t next = i + 1 < text_.size() ? text_[i + 1] : U' ';
      const bool longer = (next >= U'a' && next <= U'z') || (next >= U'A' && next <= U'Z') || isAnyDigit(next) || next == 0xB2 || next == 0xB3;
      if (!longer) report("unit", i, 1, templates_.distanceUnit, true);
    }
  }

  /// Words written twice running: four characters and more, or any that end in 口. Shorter repeats are place names
  /// (胜利村胜利村 is a hamlet of its village).
  void doubled() {
    const std::u32string_view text = text_;
    for (std::size_t length = text.size() / 2; length >= 2; --length)
      for (std::size_t i = 0; i + 2 * length <= text.size(); ++i) {
        if (text[i] != text[i + length]) continue;
        const auto first = text.substr(i, length);
        if (first != text.substr(i + length, length)) continue;
        if (length < 4 && first.back() != U'口') continue;
        report("doubled", i + length, length, "", true);
        return;
      }
  }

  void notes() {
    for (std::size_t open = 0; open < text_.size(); ++open) {
      if (!isBracketOpen(text_[open])) continue;
      std::size_t close = open + 1;
      while (close < text_.size() && !isBracketClose(text_[close])) ++close;
      if (close == text_.size()) {
        report("character", open, 1, "", false); // a bracket that is not closed
        return;
      }
      const std::string inside = toUtf8(std::u32string_view(text_).substr(open + 1, close - open - 1));
      const bool atEnd = close + 1 == text_.size();
      const bool note = std::ranges::any_of(templates_.noteWords, [&](const std::string& w) { return inside.find(w) != inside.npos; });
      // Brackets within a company's name, 华新水泥（长阳）有限公司, are its own. Taking a note out would lose it: no fix.
      if (atEnd || note) report("note", open, close - open + 1, "", false);
      if (atEnd) bodyEnd_ = open;
      open = close;
    }
  }

  void suffix() {
    std::u32string body = text_.substr(0, std::min(bodyEnd_, text_.size()));
    NameIndex::Characters lacking = lacking_;
    for (std::size_t n = 0; n < index_->replacements.size(); ++n) { // 排囗 is 排口 here, told apart already
      const auto& [what, with] = index_->replacements[n];
      if (what.empty() || (index_->replacementCharacters[n] & lacking).any() || what == with) continue;
      for (std::size_t i = body.find(what); i != body.npos; i = body.find(what, i + with.size())) {
        body.replace(i, what.size(), with);
        lacking &= ~NameIndex::charactersOf(with);
      }
    }
    while (!body.empty() && (body.back() <= 0x20 || body.back() == 0x3000)) body.pop_back();
    const NameSuffix* longest = nullptr;
    std::size_t longestLength = 0;
    bool ownFits = false; // some suffix of the name goes with the class
    for (std::size_t n = 0; n < index_->suffixes.size(); ++n) {
      const NameSuffix& s = templates_.suffixes[n];
      const std::u32string& words = index_->suffixes[n];
      if (words.empty() || !body.ends_with(words)) continue;
      if (fits(s) && words.size() >= longestLength) ownFits = true;
      if (words.size() > longestLength) {
        ownFits = fits(s);
        longest = &s;
        longestLength = words.size();
      }
    }
    const bool classKnown = !context_.class1.empty();
    const auto wanted = [&] { return templates_.suffixFor(context_.class1, context_.class2, context_.class3); };
    const std::size_t end = std::min(bodyEnd_, text_.size());
    if (!longest) {
      report("suffix", end, 0, wanted(), classKnown && !context_.class2.empty());
    } else if (classKnown && !ownFits) {
      report("suffix-class", end - std::min(end, longestLength), std::min(end, longestLength), wanted(), false, longest->confidence);
    }
  }

  bool fits(const NameSuffix& s) const {
    const auto agree = [](const std::string& wanted, std::string_view given) {
      return wanted.empty() || given.empty() || wanted == given;
    };
    return agree(s.class1, context_.class1) && agree(s.class2, context_.class2) && agree(s.class3, context_.class3);
  }

  bool startsWithDivision(std::size_t from, const std::string& division, std::size_t& length) const {
    if (division.empty()) return false;
    const auto starts = [&](const std::string& words) {
      const std::u32string w = toCodePoints(words);
      if (w.empty() || text_.compare(from, w.size(), w) != 0) return false;
      length = w.size();
      return true;
    };
    if (starts(division)) return true;
    for (const DivisionAlias& alias : templates_.aliases)
      if (alias.name == division)
        for (const std::string& shortName : alias.shortNames)
          if (starts(shortName)) return true;
    return false;
  }

  void division() {
    if (!context_.divisions) return;
    const DivisionTable& table = *context_.divisions;
    std::size_t length = 0;
    if (!table.known(context_.division)) {
      // Which division is not known: any prefecture or county at the front will do.
      for (std::size_t n = 2; n <= std::min<std::size_t>(text_.size(), 15); ++n)
        if (!table.findByName(toUtf8(std::u32string_view(text_).substr(0, n))).empty()) return;
      for (const DivisionAlias& alias : templates_.aliases)
        if (startsWithDivision(0, alias.name, length)) return;
      report("division", 0, 0, "", false);
      return;
    }
    const DivisionCode now = table.current(context_.division);
    const std::string prefecture = table.prefectureName(now), county = table.name(now);
    if (startsWithDivision(0, prefecture, length)) return;
    // A name given before the county moved to another city is still its name.
    if (now != context_.division && startsWithDivision(0, table.name(context_.division.prefecture()), length)) return;
    std::size_t countyLength = 0;
    if (startsWithDivision(0, county, countyLength)) {
      report("division", 0, 0, prefecture == county ? "" : prefecture, prefecture != county);
      return;
    }
    for (std::size_t n = 3; n <= std::min<std::size_t>(text_.size(), 12); ++n) {
      const auto others = table.findByName(toUtf8(std::u32string_view(text_).substr(0, n)));
      if (std::ranges::any_of(others, [](DivisionCode c) { return !c.isCounty(); })) {
        report("division", 0, n, prefecture, false);
        return;
      }
    }
    report("division", 0, 0, table.fullName(now), true);
  }

  std::u32string text_;
  const NameContext& context_;
  const NameTemplates& templates_;
  std::shared_ptr<const NameIndex> index_;
  NameIndex::Characters lacking_; ///< characters that the name has not
  std::vector<NameDeviation> found_;
  std::size_t bodyEnd_ = std::u32string::npos;
};

} // namespace

std::vector<NameDeviation> nameDeviations(std::string_view name, const NameContext& context,
                                          const NameTemplates& templates) {
  return Linter(name, context, templates).run();
}

} // namespace suyuan::coding

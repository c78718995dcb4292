// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/confidence.h"
#include "core/coding/division_table.h"
#include "core/coding/name_template.h"

#include <bitset>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// 排污口名称, grammar inferred from some 170 real names (HJ 1235-2021's own naming clause was not read):
//   [地级市][县区][乡镇街道][村、地物、企业][方位][距离米][N#] + suffix of the type

namespace suyuan::coding {

/// What a name may end with.
struct NameSuffix {
  std::string text;
  std::string class1, class2, class3; ///< class that it belongs to; empty = any
  bool proposed = false;              ///< used for new names of that class
  Confidence confidence = Confidence::Practice;
};

/// A spelling that is always wrong in a name, and the right one.
struct NameReplacement {
  std::string kind; ///< lookalike, variant, stray
  std::string found;
  std::string expected; ///< may be empty: take it out
  Confidence confidence = Confidence::Practice;
};

struct DivisionAlias {
  std::string name; ///< 延边朝鲜族自治州
  std::vector<std::string> shortNames; ///< 延边州
  bool proposed = false;               ///< the first short form is the usual one in new names
};

/// The words of the templates as characters, made once: linting a name converts nothing but the name.
struct NameIndex {
  struct Replacement {
    std::u32string found, expected;
  };
  std::vector<std::u32string> suffixes;    ///< as NameTemplates::suffixes
  std::vector<Replacement> replacements;   ///< as NameTemplates::replacements
  std::vector<std::u32string> rare, forbidden;
  /// Which characters words have, by a few of their bits: what has not those of a word does not contain it.
  using Characters = std::bitset<256>;
  [[nodiscard]] static Characters charactersOf(std::u32string_view words) noexcept;
  std::vector<Characters> replacementCharacters, rareCharacters, forbiddenCharacters; ///< of what is looked for
};

struct NameTemplates {
  std::vector<NameTemplate> templates;
  std::vector<NameSuffix> suffixes;
  std::vector<NameReplacement> replacements;
  std::vector<DivisionAlias> aliases;
  std::vector<std::string> noteWords; ///< in brackets they make a note: 新增, 年 …
  std::vector<std::string> rareCharacters;
  std::vector<std::string> forbiddenCharacters; ///< no place in a name: punctuation, what file systems refuse
  std::string distanceUnit = "米";
  std::string numberMark = "#";
  Confidence confidence = Confidence::Practice;

  /// Makes the index; the book does so when it is loaded. Templates that were changed since must be indexed again.
  void index();
  [[nodiscard]] std::shared_ptr<const NameIndex> indexed() const; ///< made on the spot when index() was not called

  /// Suffix for new names of a class: the most particular that fits. Empty class: "排污口".
  [[nodiscard]] std::string suffixFor(std::string_view class1, std::string_view class2, std::string_view class3) const;

private:
  std::shared_ptr<const NameIndex> index_;
};

struct NameParts {
  std::string prefecture, county, township, place, direction;
  std::optional<double> distanceM; ///< metres, written without decimals
  std::string unit;                ///< empty = the template's
  std::string number;              ///< "1": written 1#
  std::string suffix;
};

/// The name from its parts; a place that already ends in the suffix's words (…污水处理厂 + 城镇污水处理厂排污口) is not
/// doubled, nor is a part that repeats the one before it.
[[nodiscard]] std::string proposeName(const NameParts& parts, const NameTemplates& templates);

/// "180米"; empty when there is no sensible distance. "2#"; empty without a number.
[[nodiscard]] std::string distanceText(std::optional<double> metres, std::string_view unit);
[[nodiscard]] std::string numberText(std::string_view number, const NameTemplates& templates);

struct NameDeviation {
  std::string kind; ///< lookalike, variant, unit, stray, doubled, suffix, suffix-class, note, division, character
  std::size_t at = 0, length = 0; ///< characters (code points) of the name; length 0: something is missing here
  std::string found, expected;
  bool fixable = false; ///< putting `expected` in place of `found` is safe
  Confidence confidence = Confidence::Practice;
  friend bool operator==(const NameDeviation&, const NameDeviation&) = default;
};

/// What a name is compared with; unknown parts are empty.
struct NameContext {
  std::string_view class1, class2, class3;
  DivisionCode division;                    ///< of the record; value 0 = not known
  const DivisionTable* divisions = nullptr; ///< not owned; without it divisions are not looked at
};

/// How a written name departs from the template, in order of place.
[[nodiscard]] std::vector<NameDeviation> nameDeviations(std::string_view name, const NameContext& context,
                                                        const NameTemplates& templates);

/// The name with every fixable deviation mended.
[[nodiscard]] std::string mendName(std::string_view name, const std::vector<NameDeviation>& deviations);

} // namespace suyuan::coding

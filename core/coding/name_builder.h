// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/outfall_name.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::coding {

/// What is known of an outfall that its name can be made of; what is not known is empty.
struct NameFacts {
  std::string class1, class2, class3;
  std::string prefecture, county, township;
  std::string unit, address, river, bank, direction;
  std::optional<double> distanceM; ///< metres
  std::string number;              ///< "2": written 2#
};

/// A piece of a name: which element of the template it is, and where it stands.
struct NamePiece {
  std::string part; ///< prefecture, county, township, place, direction, distance, number, suffix, words
  std::string text;
  std::size_t at = 0, length = 0; ///< characters (code points) of the name
  friend bool operator==(const NamePiece&, const NamePiece&) = default;
};

struct BuiltName {
  std::string text;
  std::vector<NamePiece> pieces; ///< in order; only those that are there
  bool place = false;            ///< unit, address or river is known: without it the name says only the county
  bool unverified = false;       ///< the template rests on an entry whose source is not verified
};

/// The template for a class: the most particular that fits.
[[nodiscard]] const NameTemplate* templateFor(const NameTemplates& templates, std::string_view class1,
                                              std::string_view class2, std::string_view class3) noexcept;

/// The name that the class's template gives. A prefecture whose short form is the usual one in names (延边州) is
/// abbreviated; an address loses the divisions that it begins with; words that repeat what stands before them are not
/// doubled.
[[nodiscard]] BuiltName buildName(const NameFacts& facts, const NameTemplates& templates);

/// A written name taken apart by the same grammar. Pieces follow each other without gaps; a note in brackets at the
/// end is part "note", and what nothing else explains is "place".
[[nodiscard]] std::vector<NamePiece> splitName(std::string_view name, const NameFacts& facts, const NameTemplates& templates);

/// One row of the comparison of a written name with its template, for display side by side.
struct NameDifference {
  std::string part;
  std::string written, expected;
  std::size_t at = 0, length = 0; ///< where `written` stands; length 0: it is missing there
  bool differs = false;           ///< what is only not known to the record does not differ
  friend bool operator==(const NameDifference&, const NameDifference&) = default;
};

/// All parts in the name's order, those that agree too. Abbreviated divisions agree with the full ones, a place agrees
/// when it holds the unit's, the address's or the river's name, a suffix when it goes with the class.
[[nodiscard]] std::vector<NameDifference> compareName(std::string_view written, const NameFacts& facts,
                                                      const NameTemplates& templates);

} // namespace suyuan::coding

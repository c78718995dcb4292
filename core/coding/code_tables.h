// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/confidence.h"
#include "core/coding/division_table.h"

#include <bitset>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::coding {

/// One letter (水资源一级区) or two (水系, after SL 249) and their name.
struct BasinEntry {
  std::string code; ///< "A" or "AB"
  std::string name;
  Confidence confidence = Confidence::Memory;
  bool local = false;   ///< seen in provincial codes only
  bool preferred = false; ///< used in the province whose rules are loaded
};

enum class TypeGeneration : std::uint8_t {
  Both,
  Old, ///< the older seven types
  New, ///< the four classes (国办函〔2022〕17号)
};

/// A sea that coastal outfalls (入海排污口) drain to. `code` is empty as long as its two letters are not known: then no
/// coastal outfall can be coded, and none is refused.
struct SeaEntry {
  std::string code;
  std::string name; ///< 渤海
  Confidence confidence = Confidence::Memory;
};

/// What one of the five parts is, for people: its term and where it comes from.
struct PartEntry {
  std::string part; ///< basin, division, sequence, type, extension
  std::string zh, en;
  std::vector<std::string> tables; ///< names of the tables that it is looked up in; empty = counted
  std::string citation;
  Confidence confidence = Confidence::Memory;
};

/// The two type letters of a code.
struct TypeEntry {
  std::string code; ///< "GY"
  std::string name;
  TypeGeneration generation = TypeGeneration::Both;
  std::vector<std::string> class1; ///< first-level classes that it may stand with
  Confidence confidence = Confidence::Memory;
};

/// Letters of a class whose own letters are not known.
struct TypeCandidate {
  std::string class1;
  std::vector<std::string> letters; ///< first is the one proposed
  Confidence confidence = Confidence::Memory;
};

/// Which letters and counties the tables know, one bit each.
struct CodeIndex {
  static constexpr std::size_t letterPairs = 26 * 26;
  static constexpr std::size_t divisionCodes = 1'000'000;
  std::bitset<letterPairs> basins; ///< fit to begin a code without a remark: known, or of a region without known pairs
  std::bitset<letterPairs> types;  ///< types and candidates
  std::vector<bool> counties;      ///< known counties, by code; empty when divisions are not looked up

  [[nodiscard]] static constexpr std::size_t pair(char first, char second) noexcept {
    return static_cast<std::size_t>(first - 'A') * 26 + static_cast<std::size_t>(second - 'A');
  }
};

/// The tables of HJ 1235-2021, as a value made by the rule book.
struct CodeTables {
  std::vector<BasinEntry> regions; ///< one letter each
  std::vector<BasinEntry> basins;  ///< two letters each
  std::vector<SeaEntry> seas;
  std::vector<PartEntry> parts;    ///< in the order of the code
  std::vector<TypeEntry> types;
  std::vector<TypeCandidate> candidates;
  std::string usualExtension = "00";
  int firstBranch = 1, lastBranch = 99; ///< extensions that number the branches of one outfall
  int highestNumber = 9999;
  std::shared_ptr<const DivisionTable> divisions; ///< may be empty: then divisions are not looked up

  [[nodiscard]] const BasinEntry* region(char letter) const noexcept;
  [[nodiscard]] const BasinEntry* basin(std::string_view letters) const noexcept;
  [[nodiscard]] const TypeEntry* type(std::string_view letters) const noexcept;
  [[nodiscard]] const SeaEntry* sea(std::string_view letters) const noexcept; ///< nothing for letters not known
  [[nodiscard]] bool isCandidate(std::string_view letters) const noexcept;

  /// Answers the questions of parsing in constant time once index() was called; the book does so when it is loaded.
  /// Tables that were changed since must be indexed again.
  void index();
  [[nodiscard]] const CodeIndex* indexed() const noexcept { return index_.get(); }

private:
  std::shared_ptr<const CodeIndex> index_;
};

} // namespace suyuan::coding

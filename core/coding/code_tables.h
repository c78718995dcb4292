// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/confidence.h"
#include "core/coding/division_table.h"

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

/// The tables of HJ 1235-2021, as a value made by the rule book.
struct CodeTables {
  std::vector<BasinEntry> regions; ///< one letter each
  std::vector<BasinEntry> basins;  ///< two letters each
  std::vector<TypeEntry> types;
  std::vector<TypeCandidate> candidates;
  std::string usualExtension = "00";
  int highestNumber = 9999;
  std::shared_ptr<const DivisionTable> divisions; ///< may be empty: then divisions are not looked up

  [[nodiscard]] const BasinEntry* region(char letter) const noexcept;
  [[nodiscard]] const BasinEntry* basin(std::string_view letters) const noexcept;
  [[nodiscard]] const TypeEntry* type(std::string_view letters) const noexcept;
  [[nodiscard]] bool isCandidate(std::string_view letters) const noexcept;
};

} // namespace suyuan::coding

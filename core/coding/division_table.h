// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/confidence.h"
#include "core/model/error.h"
#include "core/model/ids.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace suyuan::coding {

enum class DivisionLevel : std::uint8_t {
  Province,   ///< 省级
  Prefecture, ///< 地级
  County,     ///< 县级
};

struct DivisionEntry {
  DivisionCode code;
  std::string name;    ///< 南关区
  DivisionCode parent; ///< value 0 for a province
  DivisionLevel level = DivisionLevel::County;
  bool zone = false;   ///< 开发区 and the like: no code of GB/T 2260, but townships are counted under it
};

struct TownshipEntry {
  std::string code; ///< nine digits
  std::string name; ///< 南岭街道
  DivisionCode county;
};

/// A code that was given up, and what it became. Old codes stay legal inside old outfall codes.
struct DivisionChange {
  DivisionCode from, to;
  std::string fromName; ///< name under the old code
  std::string date;     ///< YYYY, YYYY-MM or YYYY-MM-DD
  Confidence confidence = Confidence::Memory;
};

/// 行政区划: GB/T 2260 six-digit codes, townships below them, and changes over time. A value; read-only once made,
/// so any number of threads may ask it.
class DivisionTable {
public:
  /// Reads `code,name,parent,level` (UTF-8, header line). Errors FileNotFound, RuleFileInvalid with file and line.
  [[nodiscard]] static Result<DivisionTable> loadGbt2260(const std::filesystem::path& csv);
  /// Adds `code,name,county_code` (nine-digit codes). Counties that GB/T 2260 lacks (development zones) become
  /// zone entries under their prefecture.
  [[nodiscard]] Result<> loadTownships(const std::filesystem::path& csv);
  void addChange(DivisionChange change);

  [[nodiscard]] const DivisionEntry* find(DivisionCode code) const noexcept;
  [[nodiscard]] bool exists(DivisionCode code) const noexcept { return find(code) != nullptr; }
  /// In force now, or given up but known.
  [[nodiscard]] bool known(DivisionCode code) const noexcept;
  /// What an old code became (followed to the end); the code itself when it never changed.
  [[nodiscard]] DivisionCode current(DivisionCode code) const noexcept;
  [[nodiscard]] const DivisionChange* change(DivisionCode from) const noexcept;
  /// Both codes mean the same ground once changes are followed (220381 and 220184).
  [[nodiscard]] bool same(DivisionCode a, DivisionCode b) const noexcept { return current(a) == current(b); }

  [[nodiscard]] std::string name(DivisionCode code) const;     ///< "南关区"; empty when unknown
  [[nodiscard]] std::string fullName(DivisionCode code) const; ///< "长春市南关区": prefecture and county, no province
  [[nodiscard]] std::string prefectureName(DivisionCode code) const; ///< "长春市"; the province for its direct counties
  [[nodiscard]] std::optional<DivisionCode> parent(DivisionCode code) const noexcept;
  /// Every division of exactly this name (朝阳区 is in two cities), in code order; with `within` only below it.
  [[nodiscard]] std::vector<DivisionCode> findByName(std::string_view name, DivisionCode within = {}) const;
  [[nodiscard]] std::vector<DivisionCode> childrenOf(DivisionCode code) const;
  /// A known county that differs in one digit, the same prefecture first; nothing when there is none.
  [[nodiscard]] std::optional<DivisionCode> nearest(std::string_view sixCharacters) const;

  [[nodiscard]] std::vector<TownshipEntry> townshipsOf(DivisionCode county) const;
  [[nodiscard]] const TownshipEntry* township(std::string_view nineDigits) const noexcept;
  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }

private:
  std::map<DivisionCode, DivisionEntry> entries_;
  std::unordered_multimap<std::string, DivisionCode> byName_;
  std::map<std::string, TownshipEntry, std::less<>> townships_;
  std::map<DivisionCode, DivisionChange> changes_;
};

} // namespace suyuan::coding

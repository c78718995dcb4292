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

/// What happened to a division.
enum class DivisionChangeKind : std::uint8_t {
  Recoded,   ///< 改设、划归: the whole county goes on under another code (县改区, another city)
  Merged,    ///< 合并: it ended, its ground joined a county that was there already
  Split,     ///< 拆分: it ended, its ground went to several; one entry each, the main one first
  Carved,    ///< 析置: it goes on, part of its ground became a new county
  Renamed,   ///< 更名: same code, another name
  Abolished, ///< 撤销: it ended and nothing took its place
};

/// One change of a code or name. Old codes stay legal inside old outfall codes.
struct DivisionChange {
  DivisionCode from, to; ///< to: value 0 when abolished; equal when renamed
  std::string fromName;  ///< name before
  std::string date;      ///< YYYY, YYYY-MM or YYYY-MM-DD
  Confidence confidence = Confidence::Memory;
  DivisionChangeKind kind = DivisionChangeKind::Recoded;
  std::string toName;    ///< name after, when it became another or the table is older than the change
  std::string citation;

  /// The code `from` is not in force after this.
  [[nodiscard]] bool endsFrom() const noexcept {
    return kind != DivisionChangeKind::Carved && kind != DivisionChangeKind::Renamed;
  }
  /// The code `to` is in force only from this on.
  [[nodiscard]] bool beginsTo() const noexcept {
    return kind == DivisionChangeKind::Recoded || kind == DivisionChangeKind::Carved;
  }
};

/// Whether a code was in force on a date.
enum class DivisionValidity : std::uint8_t {
  Unknown, ///< the code is in no table
  InForce,
  NotYet,  ///< began later
  Ended,   ///< given up before
  Unsure,  ///< the change's date is known by its year or month only, and the date asked for lies in it
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
  /// An entry of the same from, to and kind is replaced. A `to` that the table is too old to hold is added with its
  /// name, below its city.
  void addChange(DivisionChange change);

  [[nodiscard]] const DivisionEntry* find(DivisionCode code) const noexcept;
  [[nodiscard]] bool exists(DivisionCode code) const noexcept { return find(code) != nullptr; }
  /// In force now, or given up but known.
  [[nodiscard]] bool known(DivisionCode code) const noexcept;
  /// What an old code became (followed to the end); the code itself when it never changed.
  [[nodiscard]] DivisionCode current(DivisionCode code) const noexcept;
  /// The change that ended the code; nothing when it is in force or not known.
  [[nodiscard]] const DivisionChange* change(DivisionCode from) const noexcept;
  /// Everything that happened to a code, as `from` or as `to`, oldest first.
  [[nodiscard]] std::vector<DivisionChange> history(DivisionCode code) const;
  /// All that an old code became, followed to the end, the main one first; the code itself when it is in force; empty
  /// when it was abolished without a successor.
  [[nodiscard]] std::vector<DivisionCode> became(DivisionCode code) const;
  /// `date`: YYYY-MM-DD, or a date-time that begins so.
  [[nodiscard]] DivisionValidity validity(DivisionCode code, std::string_view date) const;
  /// The name that the code had on the date.
  [[nodiscard]] std::string nameOn(DivisionCode code, std::string_view date) const;
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
  /// Counties in force and given up, ascending.
  [[nodiscard]] std::vector<DivisionCode> knownCounties() const;
  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }

private:
  std::map<DivisionCode, DivisionEntry> entries_;
  std::unordered_multimap<std::string, DivisionCode> byName_;
  std::map<std::string, TownshipEntry, std::less<>> townships_;
  std::map<DivisionCode, std::vector<DivisionChange>> changes_; ///< by the old code, in the order given
};

} // namespace suyuan::coding

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/division_table.h"
#include "core/model/geometry.h"
#include "core/store/reader.h"

#include <array>
#include <functional>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::search {

/// What a record, or a division of the tables, can be found by.
struct SearchRecord {
  Layer layer = Layer::Outfalls;
  Fid fid;                              ///< not set for a division that is known from the tables only
  std::vector<std::string> names;       ///< the name first, then others that it goes by
  std::vector<std::string> codes;       ///< as they are written
  std::vector<std::string> formerNames; ///< 曾用名
  std::vector<std::string> formerCodes; ///< 旧编码
  std::optional<Point> at;              ///< middle of its box, lon/lat
};

/// The layers that are searched, in the order in which equal finds are shown.
inline constexpr std::array searchedLayers{Layer::Divisions, Layer::Rivers, Layer::Lakes, Layer::Outfalls, Layer::Units, Layer::Zones, Layer::Candidates};
[[nodiscard]] bool isSearched(Layer layer) noexcept;

/// The fields of a layer that hold its codes, the one that is shown first.
[[nodiscard]] std::vector<std::string> codeFields(Layer layer);

/// 曾用名、旧编码: what a record was called before.
struct FormerWords {
  std::set<std::string> names, codes;
};
/// Adds them to a record, but for those that it goes by now.
void addFormer(SearchRecord& record, const FormerWords& former);

/// Reads all of a layer, fid order; records with neither name nor code are passed over. `take` returns false to stop.
Result<> readSearchRecords(store::Reader& reader, Layer layer, const std::function<bool(SearchRecord&)>& take);
/// One of them; nothing when it is not there or has neither name nor code.
[[nodiscard]] Result<std::optional<SearchRecord>> readSearchRecord(store::Reader& reader, Layer layer, Fid fid);

/// Provinces, cities and counties in force and given up, and the townships that are known: their codes, names with and
/// without the city, what they were called before and the codes they had.
[[nodiscard]] std::vector<SearchRecord> divisionRecords(const coding::DivisionTable& divisions);

} // namespace suyuan::search

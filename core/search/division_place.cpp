// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/division_place.h"

#include "core/store/reader.h"

#include <format>

namespace suyuan::search {

Result<Box> boxOfOutfalls(store::Reader& reader, std::string_view divisionCode) {
  const bool town = divisionCode.size() > 6;
  std::string first(divisionCode);
  if (!town)
    while (first.size() > 2 && first.ends_with("00")) first.resize(first.size() - 2);
  Box box;
  // The colon follows the nine: every code that begins so.
  auto done = reader.select(std::format("SELECT min(r.minx), min(r.miny), max(r.maxx), max(r.maxy) FROM outfalls o JOIN rtree_outfalls_geom r ON r.id = o.fid "
                                        "WHERE o.{0} >= ?1 AND o.{0} < ?1 || ':'", town ? "township_code" : "division_code"),
                            {Value{first}}, [&](const std::vector<Value>& row) {
                              if (std::holds_alternative<double>(row[0])) box = {std::get<double>(row[0]), std::get<double>(row[1]), std::get<double>(row[2]), std::get<double>(row[3])};
                              return false;
                            });
  if (!done) return std::unexpected(std::move(done).error());
  return box;
}

} // namespace suyuan::search

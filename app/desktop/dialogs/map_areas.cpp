// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/map_areas.h"

#include "app/desktop/shell/look.h"

#include <map>
#include <set>

namespace suyuan::desktop {

namespace {

constexpr std::size_t mostRivers = 300;

/// Rivers that are on the map and take outfalls up: a name that only outfalls have could not be drawn.
Result<std::vector<RiverRow>> riversOf(store::Reader& reader) {
  std::set<std::string> drawn;
  for (const Layer layer : {Layer::Rivers, Layer::Lakes}) {
    auto names = reader.countBy(layer, "name");
    if (!names) return std::unexpected(std::move(names).error());
    for (auto& [name, count] : *names)
      if (!name.empty()) drawn.insert(std::move(name));
  }
  auto counted = reader.countBy(Layer::Outfalls, "river_name");
  if (!counted) return std::unexpected(std::move(counted).error());
  std::vector<RiverRow> rows;
  for (auto& [name, count] : *counted) {
    if (rows.size() == mostRivers) break;
    if (drawn.contains(name)) rows.push_back({std::move(name), count});
  }
  return rows;
}

} // namespace

Result<MapAreas> mapAreasOf(store::Reader& reader, const rules::RuleBook& book) {
  auto counties = countiesOf(reader, book);
  if (!counties) return std::unexpected(std::move(counties).error());
  auto rivers = riversOf(reader);
  if (!rivers) return std::unexpected(std::move(rivers).error());
  MapAreas areas{.prefectures = {}, .counties = std::move(*counties), .rivers = std::move(*rivers)};
  std::map<DivisionCode, std::pair<CountyRow, int>> above;
  for (const CountyRow& county : areas.counties) {
    const auto parent = book.divisions().parent(county.code);
    if (!parent || parent->value == 0) continue;
    auto& [row, members] = above[*parent];
    row.code = *parent;
    row.name = qs(book.divisions().fullName(*parent));
    row.outfalls += county.outfalls;
    ++members;
  }
  for (auto& [code, found] : above)
    if (found.second > 1) areas.prefectures.push_back(std::move(found.first));
  return areas;
}

} // namespace suyuan::desktop

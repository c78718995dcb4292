// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/location/place_finder.h"

#include "core/model/geometry_functions.h"
#include "gis/location/area_index.h"
#include "gis/location/segment_grid.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <numbers>

namespace suyuan::location {

namespace {

/// Calls visit(points) for each line of a line geometry, each ring of an area.
template <class Visit>
void eachLine(const Geometry& geometry, const Visit& visit) {
  if (const auto* line = std::get_if<LineString>(&geometry)) visit(line->points);
  if (const auto* lines = std::get_if<MultiLineString>(&geometry))
    for (const auto& part : lines->parts) visit(part.points);
  if (const auto* area = std::get_if<Polygon>(&geometry))
    for (const auto& ring : area->rings) visit(ring);
  if (const auto* areas = std::get_if<MultiPolygon>(&geometry))
    for (const auto& part : areas->parts)
      for (const auto& ring : part.rings) visit(ring);
}

std::string directionOf(double east, double north) {
  static constexpr std::array words{"东", "东北", "北", "西北", "西", "西南", "南", "东南"};
  const double eighth = std::atan2(north, east) / (std::numbers::pi / 4);
  return words[static_cast<std::size_t>(std::lround(eighth) + 8) % 8];
}

struct Area {
  AreaIndex index;
  std::string code, name;
  Fid fid;
  std::optional<Point> anchor;
};

struct Water {
  Fid fid;
  std::string name, basin;
  bool flowKnown = false;
  std::optional<Point> anchor;
  Box box;
};

} // namespace

struct PlaceFinder::Impl {
  const Options options;
  coding::DivisionTable table;
  std::vector<Area> counties, townships, lakeAreas;
  std::vector<Water> rivers, lakes;
  SegmentGrid borders, riverLines, shores;
  struct Place {
    std::string name;
    Point at;
  };
  std::vector<Place> places;

  explicit Impl(const Options& o) : options(o) {}

  void nameDivision(PlaceAnswer& answer, const Area& area) const;
  void addRiver(PlaceAnswer& answer, double lon, double lat) const;
  void addLake(PlaceAnswer& answer, double lon, double lat) const;
  void addPlace(PlaceAnswer& answer, double lon, double lat) const;
};

PlaceFinder::PlaceFinder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PlaceFinder::PlaceFinder(PlaceFinder&&) noexcept = default;
PlaceFinder& PlaceFinder::operator=(PlaceFinder&&) noexcept = default;
PlaceFinder::~PlaceFinder() = default;

Result<PlaceFinder> PlaceFinder::fromSurvey(store::Reader& reader, const coding::DivisionTable& table,
                                            const Options& options) {
  const auto divisions = reader.all<Division>();
  if (!divisions) return std::unexpected(divisions.error());
  const auto rivers = reader.all<River>();
  if (!rivers) return std::unexpected(rivers.error());
  const auto lakes = reader.all<Lake>();
  if (!lakes) return std::unexpected(lakes.error());
  return fromRecords(*divisions, *rivers, *lakes, table, options);
}

PlaceFinder PlaceFinder::fromRecords(std::span<const Division> divisions, std::span<const River> rivers,
                                     std::span<const Lake> lakes, const coding::DivisionTable& table,
                                     const Options& options) {
  auto impl = std::make_unique<Impl>(options);
  impl->table = table;
  for (const auto& division : divisions) {
    auto& into = division.code.size() == 9 ? impl->townships : impl->counties;
    if (&into == &impl->counties) {
      // A province or prefecture would hide the counties within it.
      const auto code = DivisionCode::parse(division.code);
      if (!code || !code->isCounty()) continue;
      const auto owner = static_cast<std::uint32_t>(impl->counties.size());
      eachLine(division.geometry, [&](std::span<const Point> ring) { impl->borders.add(owner, ring); });
    }
    into.push_back({AreaIndex(division.geometry), division.code, division.name, division.fid,
                    anchorOf(division.geometry)});
  }
  for (const auto& river : rivers) {
    const auto owner = static_cast<std::uint32_t>(impl->rivers.size());
    eachLine(river.geometry, [&](std::span<const Point> line) { impl->riverLines.add(owner, line); });
    impl->rivers.push_back({river.fid, river.name, river.basin, river.flowKnown.value_or(false),
                            anchorOf(river.geometry), boxOf(river.geometry)});
  }
  for (const auto& lake : lakes) {
    const auto owner = static_cast<std::uint32_t>(impl->lakes.size());
    eachLine(lake.geometry, [&](std::span<const Point> ring) { impl->shores.add(owner, ring); });
    impl->lakeAreas.push_back({AreaIndex(lake.geometry), {}, lake.name, lake.fid, {}});
    impl->lakes.push_back({lake.fid, lake.name, lake.basin, false, anchorOf(lake.geometry), boxOf(lake.geometry)});
  }
  impl->borders.build();
  impl->riverLines.build();
  impl->shores.build();
  return PlaceFinder(std::move(impl));
}

Result<> PlaceFinder::loadPlaces(const std::filesystem::path& csv) {
  std::ifstream file(csv);
  if (!file) return failure(ErrorCode::FileNotFound, {.file = csv.string()});
  std::vector<Impl::Place> places;
  std::string line;
  for (std::int64_t row = 1; std::getline(file, line); ++row) {
    if (line.ends_with('\r')) line.pop_back();
    if (row == 1 || line.empty()) continue;
    const auto second = line.rfind(','), first = second == 0 ? std::string::npos : line.rfind(',', second - 1);
    Impl::Place place;
    const auto number = [&](std::size_t from, std::size_t to, double& out) {
      const auto [end, bad] = std::from_chars(line.data() + from, line.data() + to, out);
      return bad == std::errc{} && end == line.data() + to && std::isfinite(out);
    };
    if (second == std::string::npos || first == std::string::npos || first == 0 ||
        !number(first + 1, second, place.at.x) || !number(second + 1, line.size(), place.at.y))
      return failure(ErrorCode::SourceDamaged, {.file = csv.string(), .row = row}, "expected name,lon,lat");
    place.name = line.substr(0, first);
    places.push_back(std::move(place));
  }
  impl_->places = std::move(places);
  return {};
}

void PlaceFinder::Impl::nameDivision(PlaceAnswer& answer, const Area& area) const {
  const auto written = DivisionCode::parse(area.code);
  if (!written) return;
  answer.county = table.current(*written); // 220381 is 220184 today
  answer.countyName = table.name(answer.county);
  if (answer.countyName.empty()) answer.countyName = area.name;
  answer.province = answer.county.province();
  answer.provinceName = table.name(answer.province);
  if (const auto parent = table.parent(answer.county); parent && *parent != answer.province) {
    answer.prefecture = *parent;
    answer.prefectureName = table.name(*parent);
  } else if (!parent) {
    answer.prefecture = answer.county.prefecture();
    answer.prefectureName = table.name(answer.prefecture);
  }
}

void PlaceFinder::Impl::addRiver(PlaceAnswer& answer, double lon, double lat) const {
  const auto nearest = riverLines.nearest(lon, lat, options.reachMetres);
  if (!nearest) return;
  const auto& river = rivers[nearest->owner];
  NearRiver found{.fid = river.fid, .name = river.name, .basin = river.basin, .distance = nearest->distance,
                  .chainage = nearest->along, .chainageFromSource = river.flowKnown};
  if (!river.flowKnown)
    found.bankUnknown = BankUnknown::FlowUnknown;
  else if (nearest->side == 0)
    found.bankUnknown = BankUnknown::OnLine;
  else
    found.bank = nearest->side > 0 ? "左岸" : "右岸";
  answer.river = std::move(found);
}

void PlaceFinder::Impl::addLake(PlaceAnswer& answer, double lon, double lat) const {
  for (std::size_t i = 0; i < lakeAreas.size(); ++i)
    if (lakeAreas[i].index.contains(lon, lat)) {
      answer.lake = NearLake{lakes[i].fid, lakes[i].name, lakes[i].basin, 0};
      return;
    }
  if (const auto nearest = shores.nearest(lon, lat, options.reachMetres)) {
    const auto& lake = lakes[nearest->owner];
    answer.lake = NearLake{lake.fid, lake.name, lake.basin, nearest->distance};
  }
}

void PlaceFinder::Impl::addPlace(PlaceAnswer& answer, double lon, double lat) const {
  const auto [lonMetres, latMetres] = degreeLength(lat);
  const Place* best = nullptr;
  double bestSquare = options.placeReachMetres * options.placeReachMetres, east = 0, north = 0;
  for (const auto& place : places) {
    const double dx = (lon - place.at.x) * lonMetres, dy = (lat - place.at.y) * latMetres;
    if (dx * dx + dy * dy < bestSquare) best = &place, bestSquare = dx * dx + dy * dy, east = dx, north = dy;
  }
  if (best) answer.place = NearPlace{best->name, std::sqrt(bestSquare), directionOf(east, north)};
}

PlaceAnswer PlaceFinder::find(double lon, double lat) const {
  PlaceAnswer answer;
  if (!std::isfinite(lon) || !std::isfinite(lat) || std::abs(lon) > 180 || std::abs(lat) > 90) return answer;

  const auto inside = [&](const Area& area) { return area.index.contains(lon, lat); };
  if (const auto county = std::ranges::find_if(impl_->counties, inside); county != impl_->counties.end()) {
    impl_->nameDivision(answer, *county);
  } else if (const auto border = impl_->borders.nearest(lon, lat, impl_->options.borderMetres)) {
    impl_->nameDivision(answer, impl_->counties[border->owner]);
    answer.countyByNearness = true;
  }
  if (const auto township = std::ranges::find_if(impl_->townships, inside); township != impl_->townships.end()) {
    answer.townshipCode = township->code;
    answer.township = township->name;
  }
  impl_->addRiver(answer, lon, lat);
  impl_->addLake(answer, lon, lat);
  impl_->addPlace(answer, lon, lat);
  return answer;
}

std::vector<NamedPlace> PlaceFinder::search(std::string_view text, std::size_t limit) const {
  std::vector<NamedPlace> found;
  if (text.empty()) return found;
  for (const auto& county : impl_->counties) {
    std::string full = county.name;
    if (const auto code = DivisionCode::parse(county.code))
      if (const auto current = impl_->table.fullName(impl_->table.current(*code)); !current.empty()) full = current;
    if ((full.contains(text) || county.code == text) && county.anchor)
      found.push_back({std::move(full), Layer::Divisions, county.fid, *county.anchor, county.index.box()});
  }
  const auto addWater = [&](const std::vector<Water>& waters, Layer layer) {
    for (const auto& water : waters)
      if (water.name.contains(text) && water.anchor)
        found.push_back({water.name, layer, water.fid, *water.anchor, water.box});
  };
  addWater(impl_->rivers, Layer::Rivers);
  addWater(impl_->lakes, Layer::Lakes);
  std::ranges::stable_sort(found, {}, [&](const NamedPlace& p) { return std::pair(p.name != text, p.name.size()); });
  if (found.size() > limit) found.resize(limit);
  return found;
}

} // namespace suyuan::location

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/gcj02_check.h"

#include "gis/exchange/row_maker.h"
#include "gis/exchange/wkb_geometry.h"
#include "gis/projection/gcj02.h"

#include <algorithm>
#include <format>
#include <unordered_set>

namespace suyuan::exchange {

namespace {

constexpr std::size_t rowsLookedAt = 20000, sampleSize = 48, referenceVertices = 200'000;
constexpr double around = 0.03; ///< degrees: the comparison goes as far as 2 km

/// Layers whose lines the imported things lie on or near. Units and wells stand anywhere: no comparison.
std::vector<Layer> referencesFor(Layer layer) {
  switch (layer) {
  case Layer::Outfalls:
  case Layer::Candidates:
  case Layer::Reaches:
  case Layer::Tracks: return {Layer::Rivers, Layer::Lakes};
  case Layer::Rivers:
  case Layer::Lakes: return {Layer::Rivers, Layer::Lakes};
  case Layer::Divisions: return {Layer::Divisions};
  default: return {};
  }
}

/// Vertices of the source's first rows, spread evenly over them, in the survey's CRS.
std::vector<Point> sampleOf(Source& source, const ImportPlan& plan) {
  std::vector<Point> all;
  auto maker = RowMaker::make(source, plan);
  if (!maker) return all;
  std::vector<Row> rows;
  const auto done = source.read(plan.wanted, [&](const SourceBatch& batch) {
    maker->take(batch, rows);
    for (Row& row : rows) forEachVertex(row.geometry, [&](Point& p) { all.push_back(p); });
    return static_cast<std::size_t>(maker->read) < rowsLookedAt && all.size() < 20 * rowsLookedAt;
  });
  if (!done || all.size() <= sampleSize) return done ? all : std::vector<Point>{};
  std::vector<Point> sample;
  for (std::size_t i = 0; i < sampleSize; ++i) sample.push_back(all[i * all.size() / sampleSize]);
  return sample;
}

void addLines(const Geometry& geometry, MultiLineString& lines) {
  if (const auto* l = std::get_if<LineString>(&geometry)) lines.parts.push_back(*l);
  if (const auto* m = std::get_if<MultiLineString>(&geometry)) lines.parts.insert(lines.parts.end(), m->parts.begin(), m->parts.end());
  const auto rings = [&](const Polygon& area) {
    for (const auto& ring : area.rings) lines.parts.push_back({ring});
  };
  if (const auto* a = std::get_if<Polygon>(&geometry)) rings(*a);
  if (const auto* m = std::get_if<MultiPolygon>(&geometry)) std::ranges::for_each(m->parts, rings);
}

/// Outlines of the survey's records near the sample.
MultiLineString outlinesNear(store::Reader& survey, const std::vector<Layer>& layers, const std::vector<Point>& sample) {
  MultiLineString lines;
  std::size_t vertices = 0;
  for (const Layer layer : layers) {
    std::unordered_set<std::int64_t> seen;
    for (const Point& p : sample) {
      store::Query query;
      query.box = Box{p.x, p.y, p.x, p.y}.grown(around, around);
      query.fields = {"source_id"};
      (void)survey.scan(layer, query, [&](const Row& row) {
        if (!seen.insert(row.fid.value).second) return true;
        const std::size_t before = lines.parts.size();
        addLines(row.geometry, lines);
        for (std::size_t i = before; i < lines.parts.size(); ++i) vertices += lines.parts[i].points.size();
        return vertices < referenceVertices;
      });
      if (vertices >= referenceVertices) return lines;
    }
  }
  return lines;
}

} // namespace

std::optional<Note> gcj02Note(Source& source, const ImportPlan& plan, store::Reader& survey) {
  if (!plan.crs) return std::nullopt;
  auto layers = referencesFor(plan.layer);
  std::erase_if(layers, [&](Layer layer) {
    const auto box = survey.extent(layer);
    return !box || box->isEmpty();
  });
  if (layers.empty()) return std::nullopt;
  const auto sample = sampleOf(source, plan);
  const auto verdict = projection::compareAsGcj02(sample, Geometry{outlinesNear(survey, layers, sample)});
  if (!verdict || !verdict->likely) return std::nullopt;
  return Note{.key = NoteKey::Gcj02Likely,
              .args = {{"metres", std::format("{:.0f}", verdict->offsetMetres)},
                       {"compared", std::to_string(verdict->compared)},
                       {"plain", std::format("{:.0f}", verdict->plainMetres)},
                       {"shifted", std::format("{:.0f}", verdict->shiftedMetres)}},
              .layer = layers.front()};
}

} // namespace suyuan::exchange

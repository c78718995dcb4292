// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demo_run.h"
#include "gis/exchange/import_file.h"

namespace suyuan::demo {

namespace {

Result<std::int64_t> bringIn(DemoRun& run, std::string_view file, Layer as, std::string_view sourceLayer = {},
                             std::map<std::string, std::string> mapping = {}) {
  const exchange::ImportRequest request{.path = run.input(file), .as = as, .sourceLayer = std::string(sourceLayer),
                                        .mapping = std::move(mapping), .crs = "EPSG:4490",
                                        .strict = true, // our own files: a refused row is a damaged installation
                                        .tables = run.resources / "exchange"};
  auto report = exchange::importFile(run.survey, request, {}, run.stop);
  if (!report) return std::unexpected(std::move(report).error());
  return report->taken;
}

} // namespace

Result<std::int64_t> importDivisions(DemoRun& run) { return bringIn(run, "divisions.gpkg", Layer::Divisions); }
Result<std::int64_t> importRivers(DemoRun& run) { return bringIn(run, "rivers.gpkg", Layer::Rivers); }
Result<std::int64_t> importLakes(DemoRun& run) { return bringIn(run, "lakes.gpkg", Layer::Lakes); }
Result<std::int64_t> importZones(DemoRun& run) { return bringIn(run, "zones.geojson", Layer::Zones); }

Result<std::int64_t> importSewers(DemoRun& run) {
  std::int64_t taken = 0;
  for (const auto& [layer, name] : {std::pair(Layer::Channels, "channels"), std::pair(Layer::Wells, "wells"),
                                    std::pair(Layer::Units, "units")}) {
    auto done = bringIn(run, "sewers.gpkg", layer, name);
    if (!done) return done;
    taken += *done;
  }
  return taken;
}

Result<std::int64_t> importPlants(DemoRun& run) {
  return bringIn(run, "treatment_plants.csv", Layer::Outfalls, {},
                 {{"lon", "LON_OUT"}, {"lat", "LAT_OUT"}, {"source_id", "WASTE_ID"}, {"flow_m3d", "WASTE_DIS"}});
}

Result<std::int64_t> importOutfalls(DemoRun& run) { return bringIn(run, "outfalls.geojson", Layer::Outfalls); }
Result<std::int64_t> importCandidates(DemoRun& run) { return bringIn(run, "candidates.geojson", Layer::Candidates); }

} // namespace suyuan::demo

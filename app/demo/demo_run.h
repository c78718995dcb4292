// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/run_demo.h"
#include "core/rules/rule_book.h"
#include "core/store/survey_file.h"

namespace suyuan::demo {

/// What the steps share. Internal to app/demo.
struct DemoRun {
  std::filesystem::path resources;
  store::SurveyFile survey;
  rules::RuleBook book;
  std::stop_token stop;
  DemoReport report;

  [[nodiscard]] std::filesystem::path input(std::string_view name) const { return resources / "demo" / name; }
};

/// Does one thing to the survey; returns how many records it took, changed, found or wrote.
using StepWork = Result<std::int64_t> (*)(DemoRun&);

// demo_inputs.cpp
Result<std::int64_t> importDivisions(DemoRun& run);
Result<std::int64_t> importRivers(DemoRun& run);
Result<std::int64_t> importLakes(DemoRun& run);
Result<std::int64_t> importZones(DemoRun& run);
Result<std::int64_t> importSewers(DemoRun& run); ///< channels, wells, units
Result<std::int64_t> importPlants(DemoRun& run);
Result<std::int64_t> importOutfalls(DemoRun& run);
Result<std::int64_t> importCandidates(DemoRun& run);

// demo_records.cpp
Result<std::int64_t> confirm(DemoRun& run);
Result<std::int64_t> classify(DemoRun& run);
Result<std::int64_t> place(DemoRun& run);
Result<std::int64_t> traceUnits(DemoRun& run);
Result<std::int64_t> nameOutfalls(DemoRun& run);
Result<std::int64_t> code(DemoRun& run);
Result<std::int64_t> addSamples(DemoRun& run);

// demo_outputs.cpp
Result<std::int64_t> check(DemoRun& run);
Result<std::int64_t> exportUtf8(DemoRun& run);
Result<std::int64_t> exportGbk(DemoRun& run);
Result<std::int64_t> exportXlsx(DemoRun& run);
Result<std::int64_t> exportGeojson(DemoRun& run);
Result<std::int64_t> drawMap(DemoRun& run);
Result<std::int64_t> drawSewerMap(DemoRun& run);
Result<std::int64_t> drawTracingMap(DemoRun& run);
Result<> writeSummary(DemoRun& run);

/// The outfall that came with this id. Error RecordMissing.
[[nodiscard]] Result<Fid> outfallOf(store::Reader& reader, std::string_view sourceId);

} // namespace suyuan::demo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/run_demo.h"
#include "app/pages/tracing_map_of.h"

#include "core/store/survey_file.h"
#include "core/survey/trace_survey.h"

#include <catch2/catch_session.hpp>
#include <catch2/catch_test_macros.hpp>

#include <QGuiApplication>
#include <QImage>
#include <QTemporaryDir>

#include <gdal.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <set>

using namespace suyuan;
using namespace suyuan::demo;
namespace fs = std::filesystem;

namespace {

fs::path pathOf(const QTemporaryDir& folder) { return fs::path(folder.path().toStdU16String()); }

DemoOptions options() { return {.resources = SUYUAN_RESOURCES_DIR}; }

struct Made {
  QTemporaryDir folder;
  Result<DemoReport> report = runDemo(pathOf(folder) / "demo", options());
};

/// One demo for all tests that only look at it.
const DemoReport& made() {
  static const Made once;
  if (!once.report) {
    const Error& e = once.report.error();
    FAIL(errorKey(e.code) << " " << e.place.file << " " << e.place.layer << " " << e.place.field << " " << e.detail);
  }
  return *once.report;
}

std::int64_t countOf(const DemoReport& report, std::string_view key) {
  for (const auto& step : report.steps)
    if (step.key == key) return step.count;
  FAIL("no step " << key);
  return -1;
}

nlohmann::json jsonOf(const fs::path& file) {
  std::ifstream in(file);
  return nlohmann::json::parse(in);
}

/// Records in a vector file as GDAL counts them; -1 when it does not open.
GIntBig recordsIn(const fs::path& file) {
  GDALAllRegister();
  GDALDatasetH data = GDALOpenEx(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, nullptr, nullptr);
  if (!data) return -1;
  const auto count = OGR_L_GetFeatureCount(GDALDatasetGetLayer(data, 0), 1);
  GDALClose(data);
  return count;
}

} // namespace

TEST_CASE("the demo runs the whole chain with the counts that its inputs have") {
  const auto& report = made();
  CHECK(countOf(report, "import-divisions") == 60);
  CHECK(countOf(report, "import-rivers") == 182);
  CHECK(countOf(report, "import-zones") == 1);
  CHECK(countOf(report, "import-sewers") == 85 + 78 + 5);
  CHECK(countOf(report, "import-plants") == 39);
  CHECK(countOf(report, "import-outfalls") == 3 + 24 + 15);
  CHECK(countOf(report, "import-candidates") == 24);
  CHECK(countOf(report, "confirm") == 18);
  CHECK(countOf(report, "sample") == 27);
  CHECK(report.outfalls == 39 + 42 + 18);
  CHECK(countOf(report, "trace") == 2); // of three networks one has three units: who discharges is left open
  CHECK(report.traced == 2);
  CHECK(report.coded > 70);
}

TEST_CASE("every outfall is named, confirmed ones have codes of their own county") {
  auto survey = store::SurveyFile::open(made().survey, store::OpenMode::ReadOnly);
  REQUIRE(survey);
  auto outfalls = survey->reader().all<Outfall>();
  REQUIRE(outfalls);
  std::set<std::string> codes;
  for (const auto& outfall : *outfalls) {
    INFO(outfall.sourceId);
    CHECK_FALSE(outfall.name.empty());
    CHECK_FALSE(outfall.name.starts_with("疑似"));
    CHECK_FALSE(outfall.source.empty());
    CHECK_FALSE(outfall.note.empty()); // says what is invented
    if (outfall.codeNational.empty() || outfall.sourceId.starts_with("FAULT")) continue;
    CHECK(codes.insert(outfall.codeNational).second);
    CHECK(outfall.codeNational.starts_with(outfall.basin + "-"));
  }
  CHECK(codes.size() > 60);
}

TEST_CASE("a sewer's outfall knows its unit, body and bank") {
  auto survey = store::SurveyFile::open(made().survey, store::OpenMode::ReadOnly);
  REQUIRE(survey);
  auto found = survey->reader().all<Outfall>({.equals = {{"source_id", Value{std::string("SEWER-甲")}}}});
  REQUIRE(found);
  REQUIRE(found->size() == 1);
  const auto& outfall = found->front();
  CHECK(outfall.unitName == "示范食品加工厂");
  CHECK(outfall.traceStatus == "已溯源");
  CHECK(outfall.responsibleCode == "91220102DEM000014B");
  CHECK(outfall.riverName == "伊通河");
  CHECK(outfall.bank == "左岸");
  CHECK(outfall.chainage.value_or(0) > 80'000);
}

TEST_CASE("the check finds each planted fault at its record") {
  const auto& report = made();
  const auto document = jsonOf(report.out / "check.json");
  CHECK(document.at("checked") == report.outfalls);
  auto survey = store::SurveyFile::open(report.survey, store::OpenMode::ReadOnly);
  REQUIRE(survey);
  std::map<std::string, std::set<std::string>> rulesOf; // source_id → rules
  for (const auto& finding : document.at("findings")) {
    CHECK_FALSE(finding.at("message").get<std::string>().empty());
    const auto layer = layerNamed(finding.at("layer").get<std::string>());
    REQUIRE(layer);
    auto row = survey->reader().row(*layer, *parseFid(finding.at("fid").get<std::string>()));
    REQUIRE(row);
    REQUIRE(*row);
    const auto& id = (*row)->values[static_cast<std::size_t>(schemaOf(*layer).indexOf("source_id"))];
    rulesOf[toText(id)].insert(finding.at("rule").get<std::string>());
  }
  const auto hasGroup = [&](const std::string& id, std::string_view group) {
    INFO(id << " " << group);
    std::string all;
    for (const auto& rule : rulesOf[id]) all += rule + " ";
    INFO(all);
    CHECK(std::ranges::any_of(rulesOf[id], [&](const std::string& rule) { return rule.starts_with(group); }));
  };
  hasGroup("FAULT-01", "name.");
  hasGroup("FAULT-02", "name.");
  hasGroup("FAULT-03", "name.");
  hasGroup("FAULT-04", "uscc.");
  hasGroup("FAULT-05", "duplicate");
  hasGroup("FAULT-06", "duplicate");
  hasGroup("FAULT-07", "place.");
  hasGroup("FAULT-08", "place.");
  hasGroup("FAULT-09", "field.");
  hasGroup("FAULT-10", "class.");
  hasGroup("FAULT-11", "code.");
  hasGroup("FAULT-12", "code.");
  hasGroup("FAULT-13", "zone.");
  hasGroup("FAULT-14", "trace.");
  hasGroup("FAULT-15", "sample.unit-range");
  hasGroup("UNIT-4", "unit.uscc");
  hasGroup("SAMPLE-OUT-01", "sample.");
}

TEST_CASE("every output is there and opens") {
  const auto& report = made();
  for (const auto& file : report.files) {
    INFO(file.string());
    CHECK(fs::exists(file));
    CHECK(fs::file_size(file) > 0);
  }
  for (const char* name : {"outfalls_utf8.shp", "outfalls_gbk.shp", "outfalls.geojson", "outfalls.xlsx"}) {
    INFO(name);
    CHECK(recordsIn(report.out / name) == report.outfalls);
  }
  CHECK(recordsIn(report.survey / "survey.gpkg") >= 0);
  for (const char* name : {"map.png", "map_sewers.png"}) {
    const QImage picture(QString::fromStdU16String((report.out / name).u16string()));
    REQUIRE_FALSE(picture.isNull());
    std::set<QRgb> colours;
    for (int y = 0; y < picture.height(); y += 7)
      for (int x = 0; x < picture.width(); x += 7) colours.insert(picture.pixel(x, y));
    CHECK(colours.size() > 10); // not a blank sheet
  }
  std::ifstream pdf(report.out / "tracing_map.pdf", std::ios::binary);
  std::string head(5, ' ');
  pdf.read(head.data(), 5);
  CHECK(head == "%PDF-");
  const auto summary = jsonOf(report.out / "summary.json");
  CHECK(summary.at("outfalls") == report.outfalls);
  CHECK(summary.at("steps").size() == report.steps.size());
  CHECK(fs::exists(report.survey.parent_path() / "demo_notes.txt"));
}

TEST_CASE("it is done in time") { CHECK(made().totalMs < 60'000); } // 20 s on two idle cores; the test's may be busy

TEST_CASE("a folder with something in it is refused and left as it is") {
  QTemporaryDir folder;
  std::ofstream(pathOf(folder) / "letter.txt") << "keep me";
  for (const bool replace : {false, true}) {
    auto again = options();
    again.replace = replace;
    const auto report = runDemo(pathOf(folder), again);
    REQUIRE_FALSE(report);
    CHECK(report.error().code == ErrorCode::SurveyExists);
    CHECK(std::distance(fs::directory_iterator(pathOf(folder)), {}) == 1);
  }
  const auto second = runDemo(made().survey.parent_path(), options());
  REQUIRE_FALSE(second);
  CHECK(second.error().code == ErrorCode::SurveyExists);
  CHECK(fs::exists(made().out / "summary.json"));
}

TEST_CASE("a demo with a stranger's file in it is not replaced") {
  QTemporaryDir folder;
  fs::create_directories(pathOf(folder) / "survey");
  std::ofstream(pathOf(folder) / "demo_notes.txt") << "demo";
  std::ofstream(pathOf(folder) / "mine.txt") << "keep me";
  auto replacing = options();
  replacing.replace = true;
  const auto report = runDemo(pathOf(folder), replacing);
  REQUIRE_FALSE(report);
  CHECK(fs::exists(pathOf(folder) / "mine.txt"));
  CHECK(fs::exists(pathOf(folder) / "survey"));
}

TEST_CASE("replaced, the demo comes out the same") {
  QTemporaryDir folder;
  auto replacing = options();
  replacing.replace = true;
  fs::create_directories(pathOf(folder) / "survey");
  std::ofstream(pathOf(folder) / "survey" / "old") << "old";
  std::ofstream(pathOf(folder) / "demo_notes.txt") << "demo";
  std::vector<double> done;
  const auto report = runDemo(pathOf(folder), replacing, [&](std::string_view, double part) { done.push_back(part); });
  REQUIRE(report);
  CHECK_FALSE(fs::exists(report->survey / "old"));
  CHECK(std::ranges::is_sorted(done));
  CHECK(done.back() == 1);
  CHECK(report->findings == made().findings);
  REQUIRE(report->steps.size() == made().steps.size());
  for (std::size_t i = 0; i < report->steps.size(); ++i) {
    INFO(report->steps[i].key);
    if (!report->steps[i].key.starts_with("map")) CHECK(report->steps[i].count == made().steps[i].count);
  }
  const auto names = [](const DemoReport& demo) {
    std::vector<std::string> all;
    auto survey = store::SurveyFile::open(demo.survey, store::OpenMode::ReadOnly);
    REQUIRE(survey);
    auto outfalls = survey->reader().all<Outfall>({.orderBy = "source_id"});
    REQUIRE(outfalls);
    for (const auto& outfall : *outfalls) all.push_back(outfall.sourceId + " " + outfall.name + " " + outfall.codeNational);
    return all;
  };
  CHECK(names(*report) == names(made()));
}

TEST_CASE("stopped before it starts, it says so") {
  QTemporaryDir folder;
  std::stop_source source;
  source.request_stop();
  const auto report = runDemo(pathOf(folder) / "demo", options(), {}, source.get_token());
  REQUIRE_FALSE(report);
  CHECK(report.error().code == ErrorCode::Cancelled);
}

TEST_CASE("missing resources are named") {
  QTemporaryDir folder;
  const auto report = runDemo(pathOf(folder) / "demo", {.resources = pathOf(folder)});
  REQUIRE_FALSE(report);
  CHECK(report.error().code == ErrorCode::ResourceMissing);
  CHECK_FALSE(fs::exists(pathOf(folder) / "demo"));
}

int main(int argc, char* argv[]) {
  qputenv("QT_QPA_PLATFORM", "offscreen"); // tests are listed by running the program, wherever that is
  QGuiApplication app(argc, argv);
  return Catch::Session().run(argc, argv);
}

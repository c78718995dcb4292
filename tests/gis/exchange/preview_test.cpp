// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/division.h"
#include "core/model/river.h"
#include "gis/projection/gcj02.h"
#include "tests/gis/exchange/test_survey.h"

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <format>

using namespace suyuan;
using namespace suyuan::exchange;
using test::TestSurvey;

namespace {

/// A river that winds from the south-west to the north-east through Changchun.
std::vector<Point> bends() {
  std::vector<Point> points;
  for (int i = 0; i <= 200; ++i) points.push_back({125.20 + i * 0.001, 43.80 + i * 0.0008 + 0.01 * std::sin(i * 0.15)});
  return points;
}

void addRiver(TestSurvey& t) {
  const auto done = t.survey->edit("test", [](store::Edit& edit) -> Result<> {
    River river;
    river.name = "伊通河";
    river.geometry = LineString{bends()};
    SUYUAN_TRY(edit.insert(river));
    return {};
  });
  REQUIRE(done);
}

/// Outfalls a few metres off the bank, as they are or as a web map shows them.
std::string banks(bool shifted) {
  std::string table = "name,lon,lat\n";
  const auto points = bends();
  for (std::size_t i = 5; i < points.size(); i += 6) {
    const Point p{points[i].x + 0.0002, points[i].y};
    const Point shown = shifted ? projection::gcj02Of(p) : p;
    table += std::format("{},{:.6f},{:.6f}\n", i, shown.x, shown.y);
  }
  return table;
}

} // namespace

TEST_CASE("web-map coordinates are noticed against the survey's rivers, and never moved") {
  TestSurvey t;
  addRiver(t);
  const auto shifted = t.write("shifted.csv", banks(true)), plain = t.write("plain.csv", banks(false));
  const auto preview = test::previewImport({.path = shifted}, &t.survey->reader());
  REQUIRE(preview);
  REQUIRE(test::notes(preview->notes, NoteKey::Gcj02Likely) == 1);
  const Note& note = *std::ranges::find(preview->notes, NoteKey::Gcj02Likely, &Note::key);
  CHECK(note.layer == Layer::Rivers);
  CHECK(std::stod(note.args.at(0).second) > 300); // the size of the shift here
  const auto sound = test::previewImport({.path = plain}, &t.survey->reader());
  REQUIRE(sound);
  CHECK(test::notes(sound->notes, NoteKey::Gcj02Likely) == 0);
  const auto alone = test::previewImport({.path = shifted});
  REQUIRE(alone);
  CHECK(test::notes(alone->notes, NoteKey::Gcj02Likely) == 0); // nothing to compare with

  const auto report = test::importFile(*t.survey, {.path = shifted});
  REQUIRE(report);
  CHECK(test::notes(report->notes, NoteKey::Gcj02Likely) == 1);
  const auto first = t.survey->reader().all<Outfall>({.equals = {{"name", Value{std::string("5")}}}});
  const Point truth{bends()[5].x + 0.0002, bends()[5].y};
  CHECK(std::abs(std::get<Point>(first->front().geometry).x - projection::gcj02Of(truth).x) < 1e-5);
}

TEST_CASE("county outlines of a web map are noticed against the survey's own") {
  TestSurvey t;
  std::vector<Point> ring;
  for (int i = 0; i <= 60; ++i) ring.push_back({125.3 + 0.2 * std::cos(i * 0.10472), 43.9 + 0.15 * std::sin(i * 0.10472)});
  ring.back() = ring.front();
  REQUIRE(t.survey->edit("test", [&](store::Edit& edit) -> Result<> {
    Division county;
    county.code = "220102";
    county.geometry = Polygon{{ring}};
    SUYUAN_TRY(edit.insert(county));
    return {};
  }));
  std::string json = R"({"type":"Feature","properties":{"adcode":"220102","name":"南关区"},"geometry":{"type":"Polygon","coordinates":[[)";
  for (const Point& p : ring) json += std::format("{}[{:.6f},{:.6f}]", json.ends_with("[[") ? "" : ",", projection::gcj02Of(p).x, projection::gcj02Of(p).y);
  const auto preview = test::previewImport({.path = t.write("county.geojson", json + "]]}}"), .as = Layer::Divisions}, &t.survey->reader());
  REQUIRE(preview);
  CHECK(test::notes(preview->notes, NoteKey::Gcj02Likely) == 1);
}

TEST_CASE("a preview proposes the mapping that the survey remembers for these columns") {
  TestSurvey t;
  REQUIRE(test::importFile(*t.survey, {.path = t.write("a.csv", "no,what,lon,lat\n1,东门口,125.3,43.9\n"), .mapping = {{"name", "what"}}}));
  const auto next = t.write("b.csv", "no,what,lon,lat\n2,西门口,125.4,43.9\n");
  const auto preview = test::previewImport({.path = next}, &t.survey->reader());
  REQUIRE(preview);
  REQUIRE(preview->mapping.contains("name"));
  CHECK(preview->mapping.at("name") == "what");
  CHECK(preview->columns.at(1).field == "name");
  CHECK_FALSE(test::previewImport({.path = next})->mapping.contains("name"));
}

TEST_CASE("a preview shows a file that cannot be imported yet, with what is missing") {
  TestSurvey t;
  const auto preview = test::previewImport({.path = t.write("n.csv", "名称,备注\n甲,乙\n")});
  REQUIRE(preview);
  CHECK(preview->rows.size() == 1);
  REQUIRE(preview->fault);
  CHECK(preview->fault->code == ErrorCode::SourceColumnUnknown);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Heights, areas of coordinate systems, several layers: what another program finds in the file.
#include "core/model/channel.h"
#include "core/model/river.h"
#include "core/model/zone.h"
#include "tests/gis/exchange/test_survey.h"

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <fstream>
#include <iterator>

using namespace suyuan;
using namespace suyuan::exchange;
using test::run;
using test::TestSurvey;

namespace {

std::string info(const std::filesystem::path& file) { return run("ogrinfo -ro -al '" + file.string() + "'"); }

template <class Record>
Fid add(TestSurvey& t, const Record& record) {
  Fid fid;
  REQUIRE(t.survey->edit("test", [&](store::Edit& edit) -> Result<> {
    auto made = edit.insert(record);
    if (!made) return std::unexpected(made.error());
    fid = *made;
    return {};
  }));
  return fid;
}

Fid addOutfall(TestSurvey& t, const std::string& name, const Geometry& geometry) {
  Outfall o;
  o.name = name;
  o.geometry = geometry;
  return add(t, o);
}

void addChannel(TestSurvey& t, const Geometry& geometry) {
  Channel c;
  c.geometry = geometry;
  add(t, c);
}

} // namespace

TEST_CASE("heights are in every format that has room for them") {
  TestSurvey t;
  addOutfall(t, "高", Point{125.3, 43.9, 210.5});
  addOutfall(t, "也高", Point{125.4, 43.9, -3.25});
  for (const std::string format : {"shapefile", "gpkg", "geojson", "kml", "csv", "xlsx"}) {
    INFO(format);
    const auto report = test::exportLayers(t.survey->reader(), {.out = t.folder / "z", .format = format});
    if (!report) FAIL(report.error().detail);
    const std::string said = info(report->files[0]);
    INFO(said);
    CHECK(said.contains("210.5"));
    CHECK(said.contains("-3.25"));
    CHECK_FALSE(said.contains("Warning"));
    CHECK(test::notes(report->notes, NoteKey::HeightsDropped) == 0);
    TestSurvey back;
    const auto again = test::importFile(*back.survey, {.path = report->files[0]});
    if (!again) FAIL(again.error().detail);
    CHECK(test::notes(again->notes, NoteKey::MeasuresDropped) == 0);
    const auto high = back.survey->reader().all<Outfall>({.equals = {{"name", Value{std::string("高")}}}});
    REQUIRE(high);
    REQUIRE(high->size() == 1);
    CHECK(std::get<Point>(high->front().geometry).z == 210.5);
  }
}

TEST_CASE("lines and areas keep their heights in a shapefile and a GeoPackage") {
  TestSurvey t;
  addChannel(t, LineString{{{125.3, 43.9, 200}, {125.31, 43.9, 199.5}, {125.32, 43.91, 198}}});
  addChannel(t, MultiLineString{{{{{125.4, 43.9, 10}, {125.41, 43.9, 11}}}, {{{125.5, 43.9, 12}, {125.51, 43.9, 13}}}}});
  Zone zone;
  zone.geometry = Polygon{{{{125, 43, 1}, {125, 44, 2}, {126, 44, 3}, {125, 43, 1}}}};
  add(t, zone);
  for (const std::string format : {"shapefile", "gpkg"})
    for (const Layer layer : {Layer::Channels, Layer::Zones}) {
      INFO(format << " " << layerName(layer));
      const auto report = test::exportLayers(t.survey->reader(), {.out = t.folder / std::string(layerName(layer)), .format = format, .layers = {layer}});
      if (!report) FAIL(report.error().detail);
      const std::string said = info(report->files[0]);
      INFO(said);
      CHECK(said.contains(layer == Layer::Channels ? "125.31 43.9 199.5" : "126 44 3"));
      CHECK_FALSE(said.contains("Warning"));
      TestSurvey back;
      REQUIRE(test::importFile(*back.survey, {.path = report->files[0], .as = layer}));
      if (layer == Layer::Channels) {
        const auto all = back.survey->reader().all<Channel>();
        REQUIRE(all->size() == 2);
        CHECK(all->front().geometry == Geometry{LineString{{{125.3, 43.9, 200}, {125.31, 43.9, 199.5}, {125.32, 43.91, 198}}}});
      }
    }
}

TEST_CASE("what a format cannot hold is told before it is written") {
  TestSurvey t;
  addOutfall(t, "高", Point{125.3, 43.9, 210.5});
  addOutfall(t, "平", Point{125.4, 43.9});
  addChannel(t, LineString{{{125.3, 43.9, 200}, {125.31, 43.9, 199}}});
  const auto shapefile = test::preflightExport(t.survey->reader(), {.out = t.folder / "o.shp", .format = "shapefile"});
  REQUIRE(shapefile);
  REQUIRE(test::notes(shapefile->notes, NoteKey::HeightUnknown) == 1);
  CHECK(std::ranges::find(shapefile->notes, NoteKey::HeightUnknown, &Note::key)->count == 1);
  CHECK(test::notes(shapefile->notes, NoteKey::NamesShortened) == 1);
  const auto table = test::preflightExport(t.survey->reader(), {.out = t.folder / "c.csv", .format = "csv", .layers = {Layer::Channels}});
  REQUIRE(table);
  CHECK(test::notes(table->notes, NoteKey::HeightsDropped) == 1);
  CHECK(test::notes(table->notes, NoteKey::ShapesDropped) == 1);
  CHECK_FALSE(std::filesystem::exists(t.folder / "c.csv"));
}

TEST_CASE("records out of the system's area are named before, and have no place at infinity after") {
  TestSurvey t;
  addOutfall(t, "在", Point{125.9, 43.9});
  const Fid beside = addOutfall(t, "旁", Point{120.1, 43.9});
  const Fid far = addOutfall(t, "远", Point{36.0, 0.0}); // a quarter of the earth off: no easting at all
  const ExportRequest request{.out = t.folder / "zone.shp", .format = "shapefile", .crs = "EPSG:4551"};
  const auto before = test::preflightExport(t.survey->reader(), request);
  REQUIRE(before);
  std::vector<Fid> named;
  for (const Note& note : before->notes)
    if (note.key == NoteKey::OutsideArea) named.push_back(note.fid);
  std::ranges::sort(named, {}, &Fid::value);
  std::vector<Fid> expected{beside, far};
  std::ranges::sort(expected, {}, &Fid::value);
  CHECK(named == expected);
  CHECK(test::notes(before->notes, NoteKey::OutsideZone) == 1);
  const auto report = test::exportLayers(t.survey->reader(), request);
  if (!report) FAIL(report.error().detail);
  CHECK(report->written == 3);
  REQUIRE(test::notes(report->notes, NoteKey::NoPlaceInCrs) == 1);
  CHECK(std::ranges::find(report->notes, NoteKey::NoPlaceInCrs, &Note::key)->fid == far);
  const std::string said = info(t.folder / "zone.shp");
  INFO(said);
  CHECK_FALSE(said.contains("inf"));
  CHECK_FALSE(said.contains("nan"));
  CHECK(said.contains("Feature Count: 3"));
  std::ifstream in(t.folder / "zone_report.txt");
  const std::string kept((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  CHECK(kept.contains(toText(far)));
  CHECK(kept.contains("no-place-in-crs"));
}

TEST_CASE("several layers go to one GeoPackage, workbook or KML, and to a shapefile each") {
  TestSurvey t;
  addOutfall(t, "口", Point{125.3, 43.9});
  addChannel(t, LineString{{{125.3, 43.9}, {125.31, 43.9}}});
  River river;
  river.name = "伊通河";
  river.geometry = MultiLineString{{{{{125.1, 43.9}, {125.2, 43.9}}}, {{{125.3, 43.9}, {125.4, 43.9}}}}};
  add(t, river);
  const std::vector<Layer> layers{Layer::Outfalls, Layer::Channels, Layer::Rivers};
  for (const std::string format : {"gpkg", "xlsx", "kml", "shapefile", "geojson"}) {
    INFO(format);
    const auto report = test::exportLayers(t.survey->reader(), {.out = t.folder / "all", .format = format, .layers = layers});
    if (!report) FAIL(report.error().detail);
    CHECK(report->written == 3);
    if (format == "shapefile" || format == "geojson") {
      for (const Layer layer : layers)
        CHECK(std::filesystem::exists(t.folder / ("all_" + std::string(layerName(layer)) + (format == "geojson" ? ".geojson" : ".shp"))));
      continue;
    }
    REQUIRE(report->files.size() == 1);
    const std::string said = info(report->files[0]);
    INFO(said);
    CHECK_FALSE(said.contains("Warning"));
    CHECK_FALSE(said.contains("ERROR"));
    CHECK(said.contains("伊通河"));
    for (const Layer layer : layers) CHECK(said.contains("Layer name: " + std::string(format == "xlsx" ? layerTerm(layer) : layerName(layer))));
  }
  const std::string projected = [&] {
    const auto report = test::exportLayers(t.survey->reader(), {.out = t.folder / "p.gpkg", .format = "gpkg", .layers = layers, .crs = "EPSG:4551"});
    REQUIRE(report);
    return info(report->files[0]);
  }();
  CHECK(projected.contains("CGCS2000 / 3-degree Gauss-Kruger CM 126E"));
  CHECK_FALSE(projected.contains("Warning"));
}

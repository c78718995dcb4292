// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/column_names.h"
#include "gis/exchange/name_tables.h"
#include "tests/gis/exchange/test_survey.h"

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <iterator>
#include <set>

using namespace suyuan;
using namespace suyuan::exchange;

namespace {

std::string shipped(const char* name) {
  std::ifstream in(test::tables() / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Error refusedNames(const std::string& json) {
  const auto read = parseImportNames(json, "n.json");
  REQUIRE_FALSE(read);
  CHECK(read.error().code == ErrorCode::ExchangeTableInvalid);
  CHECK(read.error().place.file == "n.json");
  return read.error();
}

Error refusedFields(std::string_view wanted, std::string_view line) {
  std::string text = shipped("shapefile_fields.csv");
  const auto at = text.find(wanted);
  REQUIRE(at != std::string::npos);
  text.replace(at, wanted.size(), line);
  const auto read = ShapefileNames::parse(text, "f.csv");
  REQUIRE_FALSE(read);
  CHECK(read.error().code == ErrorCode::ExchangeTableInvalid);
  return read.error();
}

} // namespace

TEST_CASE("every field of every layer has a shapefile name of at most ten bytes, unique in its layer") {
  const auto names = ShapefileNames::load(test::tables());
  if (!names) FAIL(names.error().detail << " line " << names.error().place.row);
  for (const Layer layer : allLayers) {
    REQUIRE(names->of(layer).size() == schemaOf(layer).fields.size());
    std::set<std::string> seen{names->fid()};
    for (const std::string& name : names->of(layer)) {
      INFO(layerName(layer) << " " << name);
      CHECK(!name.empty());
      CHECK(name.size() <= 10);
      CHECK(seen.insert(name).second);
    }
  }
  const auto& outfalls = names->of(Layer::Outfalls);
  CHECK(outfalls[static_cast<std::size_t>(schemaOf(Layer::Outfalls).indexOf("code_national"))] == "CODE");
}

TEST_CASE("a wrong table of shapefile names is told by file, line and reason") {
  CHECK(refusedFields("outfalls,source,SOURCE", "outfalls,source,SOURCE_OF_IT").place.row == 4);
  CHECK(refusedFields("outfalls,source,SOURCE", "outfalls,source,source").detail.contains("capital"));
  CHECK(refusedFields("outfalls,source,SOURCE", "outfalls,source,SRC_ID").detail.contains("another field's name"));
  CHECK(refusedFields("outfalls,source,SOURCE", "outfalls,source,FID_TEXT").detail.contains("another field's name"));
  CHECK(refusedFields("outfalls,source,SOURCE", "outfalls,sauce,SOURCE").detail.contains("no field \"sauce\""));
  CHECK(refusedFields("outfalls,source,SOURCE", "outfall,source,SOURCE").detail.contains("no layer \"outfall\""));
  CHECK(refusedFields("outfalls,source,SOURCE", "outfalls,source").detail.contains("three columns"));
  CHECK(refusedFields("outfalls,source,SOURCE\n", "").detail.contains("outfalls.source has no line"));
  CHECK(refusedFields("*,fid,FID_TEXT\n", "").detail.contains("*,fid"));
  CHECK(refusedFields("layer,field,shapefile", "layer;field;shapefile").place.row == 1);
  CHECK(ShapefileNames::load("no such folder").error().code == ErrorCode::ResourceMissing);
}

TEST_CASE("a wrong table of synonyms is told by file, line and reason") {
  CHECK(refusedNames("{\"fields\": [\n{\"field\": \"nmae\", \"words\": [\"a\"]}]}").place.row == 2);
  CHECK(refusedNames("{\"fields\": [\n{\"field\": \"name\", \"words\": [\"a\"]},\n{\"field\": \"name\", \"words\": [\"b\"]}]}").place.row == 3);
  CHECK(refusedNames("{\"fields\": [{\"field\": \"name\", \"words\": [\"Site Name\"]}]}").detail.contains("\"sitename\""));
  CHECK(refusedNames("{\"fields\": [{\"field\": \"name\", \"words\": \"a\"}]}").detail.contains("a list"));
  CHECK(refusedNames("{\"fields\": [{\"field\": \"name\", \"words\": [\"a\"], \"extra\": 1}]}").detail.contains("extra"));
  CHECK(refusedNames("{\"fields\": [").detail.size() > 5);
  CHECK(loadImportNames("no such folder").error().code == ErrorCode::ResourceMissing);
}

TEST_CASE("columns find their fields by shipped synonyms, the surer word first") {
  const auto tables = NameTables::load(test::tables());
  if (!tables) FAIL(tables.error().detail << " line " << tables.error().place.row);
  const auto mapping = proposeMapping({"X", "Y", "经度", "纬度", "排污口名称", "排放量(m3/d)", "高程", "REMARKS"}, schemaOf(Layer::Outfalls), *tables);
  CHECK(mapping.at("lon") == "经度");
  CHECK(mapping.at("lat") == "纬度");
  CHECK(mapping.at("height") == "高程");
  CHECK(mapping.at("name") == "排污口名称");
  CHECK(mapping.at("flow_m3d") == "排放量(m3/d)");
  CHECK(mapping.at("note") == "REMARKS");
  // What an export to shapefile wrote comes back to its fields.
  CHECK(proposeMapping({"DIVISION"}, schemaOf(Layer::Outfalls), *tables).at("division_code") == "DIVISION");
}

TEST_CASE("an import or export without its tables says so and does nothing") {
  test::TestSurvey t;
  const auto file = t.write("a.csv", "name,lon,lat\na,125.3,43.9\n");
  CHECK(exchange::importFile(*t.survey, {.path = file}).error().code == ErrorCode::ResourceMissing);
  CHECK(t.outfalls() == 0);
  CHECK(exchange::exportLayers(t.survey->reader(), {.out = t.folder / "o.shp", .format = "shapefile"}).error().code == ErrorCode::ResourceMissing);
  CHECK_FALSE(std::filesystem::exists(t.folder / "o.shp"));
}

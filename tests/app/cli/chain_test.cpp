// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/program.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan::test;

namespace {

// Two units drain through one well to an outfall on the bank; a third channel stands apart.
constexpr auto channels = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"LINKNO":"C1"},"geometry":{"type":"LineString","coordinates":[[125.3500,43.8800],[125.3490,43.8800]]}},
{"type":"Feature","properties":{"LINKNO":"C2"},"geometry":{"type":"LineString","coordinates":[[125.3490,43.8800],[125.3480,43.8800]]}},
{"type":"Feature","properties":{"LINKNO":"C3"},"geometry":{"type":"LineString","coordinates":[[125.3490,43.8810],[125.3490,43.8800]]}},
{"type":"Feature","properties":{"LINKNO":"C9"},"geometry":{"type":"LineString","coordinates":[[125.3600,43.8900],[125.3610,43.8900]]}}]})";
constexpr auto units = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"长春一厂","id":"U1"},"geometry":{"type":"Point","coordinates":[125.3500,43.8800]}},
{"type":"Feature","properties":{"name":"长春二厂","id":"U2"},"geometry":{"type":"Point","coordinates":[125.3490,43.8810]}}]})";
constexpr auto outfalls = "name,lon,lat,division_code,class_1,basin,status,no\n"
                          "长春市南关区一厂排污口,125.3480,43.8800,220102,工业排污口,AB,已确认,O1\n"
                          "长春市南关区二号排口,125.3580,43.8900,220102,其他排口,AB,已确认,O2\n"
                          "坐标缺失排口,-,NA,220102,其他排口,AB,已确认,O3\n";

} // namespace

TEST_CASE("from files to a traced, coded and exported survey") {
  const TempFolder folder;
  const std::string survey = folder / "survey";
  REQUIRE(runSuyuan({"new", survey, "--division", "220100", "--name", "试点"}).exit == 0);

  const Run taken = runSuyuan({"import", survey, folder.write("outfalls.csv", outfalls), "--as", "outfalls", "--map", "source_id=no", "--json"});
  INFO(taken.out << taken.err);
  REQUIRE(taken.exit == 1);
  CHECK(taken.json()["read"] == 3);
  CHECK(taken.json()["taken"] == 2);
  REQUIRE(taken.json()["refused"].size() == 1);
  CHECK(taken.json()["refused"][0]["row"] == 3);
  REQUIRE(runSuyuan({"import", survey, folder.write("channels.geojson", channels), "--as", "channels", "--map", "source_id=LINKNO"}).exit == 0);
  REQUIRE(runSuyuan({"import", survey, folder.write("units.geojson", units), "--as", "units", "--map", "source_id=id"}).exit == 0);

  const Run coded = runSuyuan({"code", "assign", survey, "--json"});
  REQUIRE(coded.exit == 0);
  CHECK(coded.json()["assigned"].size() == 2);

  const Run up = runSuyuan({"trace", survey, "--from", "outfalls:source_id=O1", "--up", "--fields", "source_id", "--json"});
  INFO(up.out << up.err);
  REQUIRE(up.exit == 0);
  const auto reached = up.json()["reached"];
  CHECK(reached["channels"].size() == 3);
  REQUIRE(reached["units"].size() == 2);
  CHECK(up.json()["length_m"].get<double>() > 200);
  const Run down = runSuyuan({"trace", survey, "--from", "units:source_id=U1", "--down", "--fields", "source_id", "--json"});
  REQUIRE(down.exit == 0);
  REQUIRE(down.json()["reached"]["outfalls"].size() == 1);
  CHECK(down.json()["reached"]["outfalls"][0]["source_id"] == "O1");
  const Run nothing = runSuyuan({"trace", survey, "--from", "outfalls:source_id=O2", "--up", "--json"});
  CHECK_FALSE(nothing.json()["note"].get<std::string>().empty());

  const Run checked = runSuyuan({"check", survey, "--json"});
  CHECK(checked.exit == 1);
  CHECK(checked.json()["checked"] == 2);
  CHECK_FALSE(checked.json()["findings"].empty());

  const Run written = runSuyuan({"export", survey, folder / "out.geojson", "--format", "geojson", "--json"});
  INFO(written.out << written.err);
  REQUIRE(written.exit == 0);
  CHECK(written.json()["written"] == 2);
  const Run info = run("ogrinfo", {"-so", "-al", folder / "out.geojson"});
  CHECK(info.out.find("Feature Count: 2") != std::string::npos);

  const Run counted = runSuyuan({"stats", survey, "--json"});
  CHECK(counted.json()["layers"]["outfalls"] == 2);
  CHECK(counted.json()["layers"]["channels"] == 4);
  CHECK(counted.json()["coded"] == 2);
}

TEST_CASE("a field set by a script is in the history and can be taken back") {
  const TempFolder folder;
  const std::string survey = folder / "survey";
  REQUIRE(runSuyuan({"new", survey, "--division", "220100"}).exit == 0);
  REQUIRE(runSuyuan({"import", survey, folder.write("o.csv", "no,name,lon,lat\nO1,甲,125.3,43.8\n"), "--as", "outfalls", "--map", "source_id=no"}).exit == 0);
  const std::string before = runSuyuan({"stats", survey, "--json"}).json()["content_hash"];

  REQUIRE(runSuyuan({"set", survey, "outfalls:source_id=O1", "name=乙", "survey_level=2"}).exit == 0);
  const Run history = runSuyuan({"history", survey, "outfalls:source_id=O1", "--json"});
  REQUIRE(history.exit == 0);
  bool seen = false;
  const auto answer = history.json();
  for (const auto& change : answer["changes"])
    if (change["field"] == "name" && change["before"] == "甲" && change["after"] == "乙") seen = true;
  CHECK(seen);
  CHECK(runSuyuan({"set", survey, "outfalls:source_id=O1", "survey_level=two"}).exit == 3);
  CHECK(runSuyuan({"set", survey, "outfalls:source_id=O1", "no_such=1"}).exit == 3);

  REQUIRE(runSuyuan({"undo", survey}).exit == 0);
  CHECK(runSuyuan({"stats", survey, "--json"}).json()["content_hash"] == before);
  REQUIRE(runSuyuan({"redo", survey}).exit == 0);
  CHECK(runSuyuan({"stats", survey, "--json"}).json()["content_hash"] != before);
}

TEST_CASE("two copies edited apart end equal after sync, and the clash is listed") {
  const TempFolder folder;
  const std::string one = folder / "one", two = folder / "two", hub = folder / "hub";
  REQUIRE(runSuyuan({"new", one, "--division", "220100"}).exit == 0);
  REQUIRE(runSuyuan({"import", one, folder.write("o.csv", "no,name,lon,lat\nO1,甲,125.3,43.8\n"), "--as", "outfalls", "--map", "source_id=no"}).exit == 0);
  const Run first = runSuyuan({"sync", one, hub, "--json"});
  INFO(first.out << first.err);
  REQUIRE(first.exit == 0);
  CHECK(first.json()["sent"].get<int>() >= 1);
  REQUIRE(runSuyuan({"sync", two, hub}).exit == 0); // a folder that is not there yet joins

  REQUIRE(runSuyuan({"set", one, "outfalls:source_id=O1", "name=一队的名称", "team=一队"}).exit == 0);
  REQUIRE(runSuyuan({"set", two, "outfalls:source_id=O1", "name=二队的名称", "note=二队备注"}).exit == 0);
  REQUIRE(runSuyuan({"sync", one, hub}).exit == 0);
  const Run clash = runSuyuan({"sync", two, hub, "--json"});
  INFO(clash.out << clash.err);
  CHECK(clash.exit == 1);
  REQUIRE(clash.json()["conflicts"].size() == 1);
  CHECK(clash.json()["conflicts"][0]["field"] == "name");
  CHECK(runSuyuan({"sync", one, hub, "--json"}).exit != 3);
  const auto hash = [](const std::string& survey) { return runSuyuan({"stats", survey, "--json"}).json()["content_hash"]; };
  CHECK(hash(one) == hash(two));
  const Run again = runSuyuan({"sync", two, hub, "--json"});
  CHECK(again.json()["sent"] == 0);
  CHECK(again.json()["received"] == 0);
}

TEST_CASE("what an import and an export have to tell is said in words and in keys") {
  const TempFolder folder;
  const std::string survey = folder / "survey";
  REQUIRE(runSuyuan({"new", survey, "--division", "220100"}).exit == 0);
  const std::string swapped = folder.write("swapped.csv", "no,name,lon,lat\nO1,𠮷口,43.8,125.3\nO2,乙,43.81,125.31\n");
  const Run taken = runSuyuan({"import", survey, swapped, "--as", "outfalls", "--json"});
  INFO(taken.out << taken.err);
  REQUIRE(taken.exit == 0);
  REQUIRE(taken.json()["notes"].size() == 1);
  CHECK(taken.json()["notes"][0]["key"] == "axes-exchanged");
  CHECK(taken.json()["notes"][0]["count"] == 2);
  CHECK(taken.json()["warnings"][0].get<std::string>().starts_with("axes-exchanged: In 2 rows "));

  const std::string out = folder / "gbk.shp";
  const Run written = runSuyuan({"export", survey, out, "--format", "shapefile", "--encoding", "GBK", "--json"});
  INFO(written.out << written.err);
  REQUIRE(written.exit == 0);
  bool unsayable = false;
  const auto answer = written.json();
  for (const auto& note : answer["notes"])
    if (note["key"] == "not-in-gbk" && note["field"] == "name" && note["args"]["value"] == "𠮷") unsayable = true;
  CHECK(unsayable);
  CHECK(run("cat", {folder / "gbk_report.txt"}).out.find("that GBK does not have") != std::string::npos);
  // An export over the survey itself, or into nothing, is refused with one sentence.
  CHECK(runSuyuan({"export", survey, survey + "/survey.gpkg", "--format", "gpkg"}).exit == 3);
  CHECK(runSuyuan({"stats", survey}).exit == 0);
}

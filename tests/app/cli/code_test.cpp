// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/program.h"

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <iterator>
#include <utility>
#include <vector>

using namespace suyuan::test;

namespace {

/// Three storm outlets at one bridge and one works of a county that moved, its old code still on it.
std::string surveyed(const TempFolder& folder) {
  const std::string csv = folder.write("o.csv",
      "name,lon,lat,division_code,class_1,class_2,basin,status,address,river_name,bank,chainage_m,code_national\n"
      ",125.30,43.90,220102,其他排口,城镇雨洪排口,AB,已确认,伊通河大桥,伊通河,右岸,100,\n"
      ",125.31,43.91,220102,其他排口,城镇雨洪排口,AB,已确认,伊通河大桥,伊通河,左岸,900,\n"
      ",125.32,43.92,220102,其他排口,城镇雨洪排口,AB,已确认,伊通河大桥,伊通河,左岸,200,\n"
      "某厂排污口,124.80,43.50,220184,工业排污口,,AB,已确认,某厂,,,,AB-220381-0007-GY-00\n");
  const std::string survey = folder / "s";
  REQUIRE(runSuyuan({"new", survey, "--division", "220100", "--name", "试点"}).exit == 0);
  REQUIRE(runSuyuan({"import", survey, csv, "--as", "outfalls"}).exit == 0);
  return survey;
}

} // namespace

TEST_CASE("codes follow the walk, and a dry run writes nothing") {
  const TempFolder folder;
  const std::string survey = surveyed(folder);
  const auto assigned = [&](const std::vector<std::string>& more) {
    std::vector<std::string> call{"code", "assign", survey, "--json"};
    call.insert(call.end(), more.begin(), more.end());
    const auto answer = runSuyuan(call).json();
    std::vector<std::string> fids, codes;
    for (const auto& one : answer["assigned"]) {
      fids.push_back(one["fid"]);
      codes.push_back(one["code"]);
    }
    return std::pair(fids, codes);
  };
  const std::vector<std::string> numbers{"AB-220102-0001-QT-00", "AB-220102-0002-QT-00", "AB-220102-0003-QT-00"};
  const auto [fids, codes] = assigned({"--dry-run"});
  REQUIRE(fids.size() == 3);
  CHECK(codes == numbers);
  // Together the right bank's one at 100 m comes first, bank by bank it comes last.
  CHECK(assigned({"--dry-run", "--banks", "together"}).first == std::vector{fids[2], fids[0], fids[1]});
  CHECK(assigned({}) == std::pair(fids, numbers));
  CHECK(assigned({}).first.empty()); // all have one now
}

TEST_CASE("outfalls are named in one go, shown before") {
  const TempFolder folder;
  const std::string survey = surveyed(folder);
  const Run dry = runSuyuan({"code", survey, "--names", "--dry-run", "--json"});
  REQUIRE(dry.exit == 0);
  CHECK(dry.json()["named"].size() == 3);
  CHECK(dry.json()["named"][0]["name"] == "长春市南关区伊通河大桥1#城镇雨洪排口");
  CHECK(runSuyuan({"code", survey, "--names", "--json"}).json()["named"].size() == 3);
  CHECK(runSuyuan({"code", survey, "--names", "--json"}).json()["named"].empty());
  const Run over = runSuyuan({"code", survey, "--names", "--overwrite", "--dry-run", "--json"});
  REQUIRE(over.json()["named"].size() == 1);
  CHECK(over.json()["named"][0]["before"] == "某厂排污口");
  CHECK(over.json()["named"][0]["differs"][0]["part"] == "prefecture");
}

TEST_CASE("a county that moved is renumbered, with its table") {
  const TempFolder folder;
  const std::string survey = surveyed(folder), csv = folder / "table.csv";
  const Run done = runSuyuan({"code", survey, "--renumber", "record", "--csv", csv, "--json"});
  REQUIRE(done.exit == 0);
  REQUIRE(done.json()["assigned"].size() == 1);
  CHECK(done.json()["assigned"][0]["code"] == "AB-220184-0001-GY-00");
  std::ifstream in(csv, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  CHECK(text.find("AB-220381-0007-GY-00,AB-220184-0001-GY-00") != std::string::npos);
  const Run table = runSuyuan({"code", survey, "--table", "--json"});
  REQUIRE(table.json()["changes"].size() == 1);
  CHECK(table.json()["changes"][0]["before"] == "AB-220381-0007-GY-00");
}

TEST_CASE("a lease taken through the hub counts at once") {
  const TempFolder folder;
  const std::string survey = surveyed(folder), hub = folder / "hub";
  const Run taken = runSuyuan({"code", survey, "--lease", "220102/QT", "--count", "2", "--hub", hub, "--json"});
  REQUIRE(taken.exit == 0);
  CHECK(taken.json()["lease"]["confirmed"] == true);
  CHECK(taken.json()["lease"]["free"] == 2);
  const Run given = runSuyuan({"code", "assign", survey, "--json"});
  CHECK(given.exit == 1); // three wait, two numbers were leased
  CHECK(given.json()["assigned"].size() == 2);
  CHECK(given.json()["left"][0]["missing"] == "lease");
  CHECK(runSuyuan({"code", survey, "--leases", "--json"}).json()["leases"][0]["free"] == 0);
}

TEST_CASE("what was meant is told, and what an old county became") {
  const Run bad = runSuyuan({"code", "parse", "--json", "FA-42O581-259-GY-00"});
  CHECK(bad.json()["codes"][0]["meant"] == "FA-420581-0259-GY-00");
  const Run old = runSuyuan({"code", "parse", "--json", "AB-220381-0007-GY-00"});
  CHECK(old.exit == 0);
  CHECK(old.json()["codes"][0]["division_became"][0] == "220184");
  CHECK(runSuyuan({"code"}).exit == 2);
  CHECK(runSuyuan({"code", "nowhere", "--names", "--leases"}).exit == 2);
}

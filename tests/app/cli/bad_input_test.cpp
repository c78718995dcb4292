// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/program.h"

#include <catch2/catch_test_macros.hpp>

#include <random>

using namespace suyuan::test;

namespace {

std::string randomBytes(std::size_t size) {
  std::mt19937 random(7);
  std::string bytes(size, '\0');
  for (char& c : bytes) c = static_cast<char>(random());
  return bytes;
}

} // namespace

TEST_CASE("bad input of every format is one sentence, exit 3, and nothing imported") {
  const TempFolder folder;
  const std::string survey = folder / "survey";
  REQUIRE(runSuyuan({"new", survey, "--division", "220100"}).exit == 0);
  const std::string before = runSuyuan({"stats", survey, "--json"}).json()["content_hash"];
  for (const auto* ending : {"shp", "gpkg", "geojson", "kml", "kmz", "gpx", "csv", "xlsx", "zip", "tab", "qqq"})
    for (const auto& [name, bytes] : {std::pair<std::string, std::string>{"empty", ""}, {"noise", randomBytes(5000)},
                                      {"one_byte", "x"}}) {
      const std::string file = folder.write(name + "." + ending, bytes);
      const Run bad = runSuyuan({"import", survey, file, "--as", "outfalls", "--json"});
      INFO(file << "\n" << bad.out << bad.err);
      CHECK(bad.exit == 3);
      CHECK(bad.json()["error"]["number"].get<int>() > 0);
      CHECK(bad.err.find('\n') == bad.err.size() - 1);
    }
  CHECK(runSuyuan({"import", survey, folder / "not there.shp", "--as", "outfalls"}).exit == 3);
  CHECK(runSuyuan({"stats", survey, "--json"}).json()["content_hash"] == before);
}

TEST_CASE("a file that is no survey is refused and left as it is") {
  const TempFolder folder;
  std::filesystem::create_directories(folder / "s");
  folder.write("s/survey.gpkg", randomBytes(8192));
  const Run bad = runSuyuan({"stats", folder / "s", "--json"});
  CHECK(bad.exit == 3);
  CHECK(bad.json()["error"]["number"].get<int>() >= 112);
  CHECK(std::filesystem::file_size(folder / "s/survey.gpkg") == 8192);
}

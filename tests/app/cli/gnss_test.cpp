// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/program.h"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <sstream>

using namespace suyuan::test;

namespace {

std::string logNamed(const std::string& name) { return SUYUAN_TEST_DATA "/nmea/gpsd_" + name + ".log"; }

std::vector<nlohmann::json> linesOf(const Run& run) {
  std::vector<nlohmann::json> lines;
  std::istringstream in(run.out);
  for (std::string line; std::getline(in, line);) lines.push_back(nlohmann::json::parse(line, nullptr, false));
  return lines;
}

} // namespace

TEST_CASE("a log of a receiver is told as one fix a line, and summed up") {
  const Run run = runSuyuan({"gnss", "replay", logNamed("nmea-rtk"), "--as-fast"});
  REQUIRE(run.exit == 0);
  CHECK(run.err == "244 sentences, 0 with a wrong checksum, 0 without one, 0 too long, 0 malformed; 122 moments, 122 fixes.\n");
  const auto fixes = linesOf(run);
  REQUIRE(fixes.size() == 122);
  const auto& first = fixes.front();
  CHECK(first["time"] == "2020-03-18T13:28:19.600Z");
  CHECK(first["quality"] == "dgps");
  CHECK(first["lon"] == -93.7505719013); // 093°45.03431408' W
  CHECK(first["lat"] == 41.5749659098);  //  41°34.49795459' N
  CHECK(first["height_msl_m"] == 278.161);
  CHECK(first["height_ellipsoid_m"] == 246.719);
  CHECK(first["satellites_used"] == 10);
  CHECK(first["gate"] == "passes");
  CHECK(fixes.back()["quality"] == "rtk-fixed");
  CHECK(fixes.back()["accuracy_estimated"] == true);
  CHECK(fixes.back()["accuracy_m"] < 0.05);
}

TEST_CASE("moments without a position are told on demand, satellites too") {
  const Run plain = runSuyuan({"gnss", "replay", logNamed("unicore-um621"), "--as-fast"});
  const Run all = runSuyuan({"gnss", "replay", logNamed("unicore-um621"), "--as-fast", "--all", "--sky"});
  CHECK(linesOf(plain).size() == 16);
  const auto moments = linesOf(all);
  CHECK(moments.size() == 20);
  int lost = 0;
  for (const auto& moment : moments) {
    if (moment["health"] != "lost") continue;
    ++lost;
    CHECK_FALSE(moment.contains("lon"));
    CHECK(moment["gate"] == "no-fix");
  }
  CHECK(lost == 4);
  CHECK(moments[1]["satellites"].size() > 30);
}

TEST_CASE("one document is given when asked for") {
  const Run run = runSuyuan({"gnss", "replay", logNamed("gp-320fw-2019-04-07-coldboot"), "--as-fast", "--json"});
  CHECK(run.exit == 0);
  const auto document = run.json();
  REQUIRE(document["fixes"].size() == 2);
  CHECK(document["summary"]["fixes"] == 2);
  CHECK(document["summary"]["bad_checksum"].get<int>() + document["summary"]["missing_checksum"].get<int>() >= 32);
}

TEST_CASE("without haste a log takes its own time") {
  const auto begun = std::chrono::steady_clock::now();
  const Run run = runSuyuan({"gnss", "replay", logNamed("hab-gpspi")}); // three fixes, a second apart
  CHECK(linesOf(run).size() == 3);
  CHECK(std::chrono::steady_clock::now() - begun >= std::chrono::milliseconds(1900));
}

TEST_CASE("what is no log gives no fix and says so") {
  const TempFolder folder;
  const Run missing = runSuyuan({"gnss", "replay", folder / "none.log", "--json"});
  CHECK(missing.exit == 3);
  CHECK(missing.json()["error"]["key"] == "file-not-found");
  CHECK(runSuyuan({"gnss", "replay", folder / "."}).exit == 3);
  CHECK(runSuyuan({"gnss"}).exit == 2);
  CHECK(runSuyuan({"gnss", "replay"}).exit == 2);
  for (const std::string& text : {std::string(), std::string("经度,纬度\n125,43\n"), std::string(100'000, '$'), std::string(100'000, '\0')}) {
    const Run run = runSuyuan({"gnss", "replay", folder.write("x.log", text), "--as-fast"});
    CHECK(run.exit == 1);
    CHECK(run.out.empty());
    CHECK(run.err.ends_with("0 fixes.\n"));
  }
}

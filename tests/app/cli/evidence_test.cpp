// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite_handle.h"
#include "core/store/survey_impl.h"
#include "tests/app/cli/program.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan::test;

namespace {

constexpr auto outfalls = "no,name,lon,lat,surveyed_at,team,class_1\n"
                          "O1,甲口,125.30,43.90,2026-05-01T01:00:00Z,一队,工业排污口\n"
                          "O2,乙口,125.30004,43.90003,2026-05-02T01:00:00Z,二队,工业排污口\n"
                          "O3,丙口,125.31,43.91,2026-05-01T01:00:00Z,一队,工业排污口\n";

struct EvidenceSurvey {
  TempFolder folder;
  std::string path = folder / "survey";
  EvidenceSurvey() {
    REQUIRE(runSuyuan({"new", path, "--division", "220100", "--name", "试点"}).exit == 0);
    const Run taken = runSuyuan({"import", path, folder.write("outfalls.csv", outfalls), "--as", "outfalls", "--map", "source_id=no"});
    INFO(taken.out << taken.err);
    REQUIRE(taken.exit == 0);
  }
};

} // namespace

TEST_CASE("evidence scores records with reasons in words, below a figure, and names what is odd") {
  const EvidenceSurvey survey;
  const Run one = runSuyuan({"evidence", survey.path, "outfalls:source_id=O1", "--json"});
  INFO(one.out << one.err);
  CHECK(one.exit == 0);
  const auto record = one.json()["records"][0];
  CHECK(record["score"] == 10); // so few rows count as typed, months after the visit; nothing else is known
  CHECK(record["contradicted"] == false);
  REQUIRE(record["reasons"].size() == 5);
  CHECK(record["reasons"][4]["key"] == "entry-late");
  CHECK(record["reasons"][0]["most"] == 15);
  const Run low = runSuyuan({"evidence", survey.path, "--below", "50", "--json"});
  CHECK(low.exit == 1);
  CHECK(low.json()["records"].size() == 3);
  CHECK(low.json()["judged"] == 3);
  CHECK(runSuyuan({"evidence", survey.path}).out.find("there is no track of that time") != std::string::npos);
  CHECK(run(SUYUAN_BIN_DIR "/suyuan", {"--language", "zh", "evidence", survey.path}).out.find("没有当时的轨迹") != std::string::npos);
  CHECK(runSuyuan({"evidence", survey.path, "--oddities", "--json"}).exit == 0);
  CHECK(runSuyuan({"evidence", survey.path, "nothing"}).exit == 3);
  CHECK(runSuyuan({"evidence", survey.path, "--below", "0"}).exit == 2);
}

TEST_CASE("outfalls that may be one are ranked with reasons") {
  const EvidenceSurvey survey;
  const Run ranked = runSuyuan({"fieldwork", "duplicates", survey.path, "--ranked", "--json"});
  INFO(ranked.out << ranked.err);
  CHECK(ranked.exit == 1);
  const auto proposals = ranked.json()["proposals"];
  REQUIRE(proposals.size() == 1);
  CHECK(proposals[0]["a"]["layer"] == "outfalls");
  CHECK(proposals[0]["score"] >= 0.5);
  CHECK_FALSE(proposals[0]["reasons"].empty());
  CHECK(run(SUYUAN_BIN_DIR "/suyuan", {"--language", "zh", "fieldwork", "duplicates", survey.path, "--ranked"}).out.find("由两支队伍记录") != std::string::npos);
}

TEST_CASE("the history is verified as a whole, and the first entry that does not fit is named") {
  const EvidenceSurvey survey;
  const std::string hub = survey.folder / "hub";
  REQUIRE(runSuyuan({"sync", survey.path, hub}).exit == 0);
  const Run whole = runSuyuan({"history", survey.path, "--verify", "--records", "--hub", hub, "--json"});
  INFO(whole.out << whole.err);
  CHECK(whole.exit == 0);
  CHECK(whole.json()["whole"] == true);
  CHECK(whole.json()["hub"]["compared"] == 1);
  CHECK(whole.json()["records"]["checked"] == 3);
  CHECK(whole.json()["records"]["differences"] == 0);
  {
    auto db = suyuan::store::openConnection(std::filesystem::path(survey.path) / "survey.gpkg", true);
    REQUIRE(db);
    REQUIRE(suyuan::store::execute(db->get(), "UPDATE suyuan_journal SET author = '李四'"));
  }
  const Run broken = runSuyuan({"history", survey.path, "--verify", "--json"});
  CHECK(broken.exit == 1);
  CHECK(broken.json()["whole"] == false);
  CHECK(broken.json()["first"]["author"] == "李四");
  CHECK(broken.json()["first"]["fault"] == "altered");
  CHECK(runSuyuan({"history", survey.path, "--verify"}).out.find("李四") != std::string::npos);
  CHECK(runSuyuan({"history", survey.path}).exit == 2);
}

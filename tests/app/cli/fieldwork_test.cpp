// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fieldwork/track_log.h"
#include "tests/app/cli/program.h"

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <format>
#include <fstream>
#include <map>

using namespace suyuan::test;

namespace {

// 4 km of river due south, so that east is its left bank; four candidates on the left, one of them twice, one on the right.
constexpr auto river = R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"伊通河","flow_known":true},
"geometry":{"type":"LineString","coordinates":[[125.3,44.0],[125.3,43.99],[125.3,43.98],[125.3,43.964]]}}]})";
constexpr auto candidates = "no,name,source,lon,lat\n"
                            "C1,甲口,原有台账,125.3003,43.998\n"
                            "C2,乙口,无人机解译,125.3003,43.990\n"
                            "C3,乙口（台账）,原有台账,125.3004,43.99005\n"
                            "C4,丙口,卫星解译,125.3003,43.970\n"
                            "C5,丁口,管网图,125.2997,43.985\n";

/// Down the left bank 20 m from the line, or the right one.
std::string walk(const char* team, double side, double from, double to, const char* day) {
  std::string points;
  for (int i = 0; i <= 40; ++i) points += std::format("{}[{},{}]", i ? "," : "", 125.3 + side, from + (to - from) * i / 40);
  return std::format(R"({{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"team":"{}","started_at":"{}T01:00:00.000Z","ended_at":"{}T03:00:00.000Z"}},
"geometry":{{"type":"LineString","coordinates":[{}]}}}}]}})", team, day, day, points);
}

struct Survey {
  TempFolder folder;
  std::string path = folder / "survey";
  Survey() {
    REQUIRE(runSuyuan({"new", path, "--division", "220100", "--name", "试点"}).exit == 0);
    REQUIRE(runSuyuan({"import", path, folder.write("river.geojson", river), "--as", "rivers"}).exit == 0);
    REQUIRE(runSuyuan({"import", path, folder.write("candidates.csv", candidates), "--as", "candidates", "--map", "source_id=no"}).exit == 0);
  }
  [[nodiscard]] Run run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "fieldwork");
    arguments.insert(arguments.begin() + 2, path);
    arguments.emplace_back("--json");
    return runSuyuan(arguments);
  }
  void walked(const std::string& geojson) const {
    const Run taken = runSuyuan({"import", path, folder.write("walk.geojson", geojson), "--as", "tracks", "--json"});
    INFO(taken.out << taken.err);
    REQUIRE(taken.exit == 0);
  }
};

std::string fidOf(const Run& list, const std::string& bank, int number) {
  int seen = 0;
  const auto answer = list.json();
  for (const auto& reach : answer["reaches"])
    if (reach["bank"] == bank && seen++ == number) return reach["fid"];
  FAIL("no such reach");
  return {};
}

} // namespace

TEST_CASE("rivers are cut into reaches, shared out, listed nearest next, from the command line") {
  const Survey survey;
  const Run made = survey.run({"reaches", "--length", "2100"});
  INFO(made.out << made.err);
  REQUIRE(made.exit == 0);
  CHECK(made.json()["reaches"] == 4);
  CHECK(std::abs(made.json()["bank_m"].get<double>() - 8000) < 10);
  CHECK(made.json()["candidates_placed"] == 5);
  const Run again = survey.run({"reaches"});
  CHECK(again.exit == 1);
  CHECK(again.json()["reaches"] == 0);
  CHECK(again.json()["had_reaches"][0] == "伊通河");
  CHECK(survey.run({"reaches", "--list"}).json()["reaches"].size() == 4);

  CHECK(survey.run({"assign", "--team", "一队", "--role", "team", "--name", "一队"}).exit == 3);
  const Run given = survey.run({"assign", "--team", "二队,一队"});
  REQUIRE(given.exit == 0);
  std::map<std::string, int> reaches;
  const auto loads = given.json();
  for (const auto& load : loads["teams"]) {
    CHECK(load["reaches"] == 2);
    CHECK(std::abs(load["bank_m"].get<double>() - 4000) < 10);
    reaches[load["team"]] = load["candidates"];
  }
  CHECK(reaches == std::map<std::string, int>{{"一队", 4}, {"二队", 1}}); // the left bank, and the right one
  CHECK(survey.run({"teams", "--add", "三队", "--leader", "赵"}).json()["teams"].size() == 3);
  CHECK(survey.run({"teams", "--add", "三队"}).exit == 3);
  const auto teams = survey.run({"teams"}).json();
  for (const auto& team : teams["teams"]) CHECK(team["waiting"] == (team["team"] == "一队" ? 4 : team["team"] == "二队" ? 1 : 0));

  const Run list = survey.run({"worklist", "--team", "一队", "--from", "125.3003,43.971"});
  REQUIRE(list.exit == 0);
  std::string order;
  const auto stops = list.json();
  for (const auto& stop : stops["stops"]) order += stop["source_id"].get<std::string>();
  CHECK(order == "C4C2C3C1");
  CHECK(std::abs(stops["stops"][0]["from_last_m"].get<double>() - 111) < 2);
  CHECK(survey.run({"worklist", "--team", "一队", "--from", "125.3003"}).exit == 2);
  CHECK(survey.run({"worklist", "--team", "一队", "--from", "125.3003,north"}).exit == 2);
}

TEST_CASE("duplicates are something to look at, and one is merged into the other") {
  const Survey survey;
  const Run found = survey.run({"duplicates"});
  REQUIRE(found.exit == 1);
  const auto groups = found.json()["groups"];
  REQUIRE(groups.size() == 1);
  REQUIRE(groups[0]["candidates"].size() == 2);
  CHECK(survey.run({"duplicates", "--within", "5"}).exit == 0);
  CHECK(survey.run({"move", "candidates:source_id=C3", "--to", "merge"}).exit == 3);
  CHECK(survey.run({"move", "candidates:source_id=C3", "--to", "merge", "--into", "candidates:source_id=C3"}).exit == 3);
  const Run merged = survey.run({"move", "candidates:source_id=C3", "--to", "merge", "--into", "candidates:source_id=C2"});
  INFO(merged.out << merged.err);
  REQUIRE(merged.exit == 0);
  CHECK(merged.json()["state"] == "已排除");
  CHECK(survey.run({"duplicates"}).exit == 0);
  REQUIRE(runSuyuan({"undo", survey.path}).exit == 0);
  CHECK(survey.run({"duplicates"}).exit == 1);
}

TEST_CASE("a move that is refused is one sentence that names the clause, and changes nothing") {
  const Survey survey;
  REQUIRE(survey.run({"reaches"}).exit == 0);
  REQUIRE(survey.run({"assign", "--team", "一队"}).exit == 0);
  const auto hash = [&] { return runSuyuan({"stats", survey.path, "--json"}).json()["content_hash"]; };
  const auto before = hash();
  struct Case {
    std::vector<std::string> call;
    const char* key;
    const char* words;
  };
  for (const Case& one : std::vector<Case>{
           {{"move", "candidates:source_id=C1", "--to", "confirm", "--role", "desk"}, "move-not-by-role", "HJ 1232-2021 chapter 7, second level"},
           {{"move", "candidates:source_id=C1", "--to", "confirm", "--role", "team", "--name", "二队"}, "move-needs", "the team that it was given to"},
           {{"move", "candidates:source_id=C1", "--to", "exclude", "--role", "team", "--name", "一队"}, "move-needs", "a reason"},
           {{"move", "candidates:source_id=C1", "--to", "confirm-difficult", "--role", "team", "--name", "一队"}, "move-not-from-here", "HJ 1232-2021 chapter 8"},
           {{"move", "candidates:source_id=C1", "--to", "pass-on", "--role", "team", "--name", "一队", "--difficulty", "远"}, "move-needs", "kind of difficulty"},
           {{"move", "candidates:team=一队", "--to", "reopen", "--role", "quality"}, "move-not-from-here", "HJ 1232-2021 chapter 9"},
           {{"move", "reaches:team=一队", "--to", "finish", "--role", "team", "--name", "一队"}, "move-not-from-here", "HJ 1232-2021 chapter 7"},
           {{"move", "reaches:team=一队", "--to", "fly"}, "move-unknown", "fly"},
           {{"move", "candidates:source_id=none", "--to", "assign"}, "record-missing", "none"},
           {{"move", "outfalls:source_id=C1", "--to", "assign"}, "layer-unknown", "outfalls"},
           {{"move", "77", "--to", "assign"}, "record-missing", "77"},
       }) {
    const Run refused = survey.run(one.call);
    INFO(one.call[3] << "\n" << refused.out << refused.err);
    CHECK(refused.exit == 3);
    CHECK(refused.json()["error"]["key"] == one.key);
    CHECK(refused.err.contains(one.words));
    CHECK(std::ranges::count(refused.err, '\n') == 1);
  }
  CHECK(survey.run({"move", "candidates:source_id=C1", "reaches:bank=左岸", "--to", "assign"}).exit == 2);
  CHECK(survey.run({"move", "candidates:source_id=C1", "--role", "king"}).exit == 2);
  CHECK(hash() == before);

  const auto may = survey.run({"move", "candidates:source_id=C1", "--role", "team", "--name", "一队"}).json();
  REQUIRE(may["records"].size() == 1);
  CHECK(may["records"][0]["stage"] == "第二级待查");
  std::string moves;
  for (const auto& move : may["records"][0]["moves"]) moves += move["move"].get<std::string>() + " ";
  CHECK(moves == "merge confirm exclude pass-on ");
}

TEST_CASE("a reach is walked, checked by a seed and passed, and its coverage told, from the command line") {
  const Survey survey;
  REQUIRE(survey.run({"reaches", "--length", "5000"}).exit == 0);
  REQUIRE(survey.run({"assign", "--team", "二队,一队"}).exit == 0);
  const Run list = survey.run({"reaches", "--list"});
  const std::string left = fidOf(list, "左岸", 0);
  const std::vector<std::string> first{"--role", "team", "--name", "一队"};
  const auto step = [&](std::vector<std::string> call, const std::vector<std::string>& who) {
    call.insert(call.begin(), "move");
    call.insert(call.end(), who.begin(), who.end());
    return survey.run(call);
  };
  REQUIRE(step({left, "--to", "start"}, first).exit == 0);
  REQUIRE(step({"candidates:source_id=C3", "--to", "merge", "--into", "candidates:source_id=C2"}, first).exit == 0);
  const Run confirmed = step({"candidates:source_id=C1", "candidates:source_id=C2", "--to", "confirm"}, first);
  REQUIRE(confirmed.exit == 0);
  CHECK(confirmed.json()["outfalls"].size() == 2);
  REQUIRE(step({"candidates:source_id=C4", "--to", "pass-on", "--difficulty", "水下"}, first).exit == 0);
  const Run added = survey.run({"found", "--name", "一队", "--at", "125.3002,43.975", "--called", "新口"});
  REQUIRE(added.exit == 0);
  REQUIRE(step({added.json()["candidate"], "--to", "exclude", "--reason", "雨水口"}, first).exit == 0);

  CHECK(survey.run({"coverage"}).exit == 1);
  CHECK(step({left, "--to", "finish"}, first).err.contains("enough of the bank covered"));
  survey.walked(walk("一队", 0.00025, 44.0, 43.964, "2026-06-01"));
  const auto covered = survey.run({"coverage", "--by", "team", "--gaps", "50", "--from", "125.3003,43.9"}).json();
  REQUIRE(covered["rows"].size() == 2);
  for (const auto& row : covered["rows"]) {
    CHECK(std::abs(row["length_m"].get<double>() - 4000) < 10);
    if (row["key"] == "一队") CHECK(row["done"].get<double>() > 0.99);
    else CHECK(row["seen_m"].get<double>() > 3990); // from across
  }
  CHECK(covered["gaps"].empty());
  CHECK(covered["nearest_gap"].is_null());
  const auto day = survey.run({"day", "--date", "2026-06-01"}).json();
  REQUIRE(day["teams"].size() >= 1);
  CHECK(std::abs(day["teams"][0]["walked_m"].get<double>() - 4000) < 10);
  CHECK(survey.run({"day", "--date", "2026-13-01"}).exit == 2);
  const std::string page = survey.folder / "day.csv";
  CHECK(survey.run({"day", "--date", "2026-06-01", "--out", page}).json()["file"] == page);
  std::ifstream written(page);
  CHECK(std::string(std::istreambuf_iterator<char>(written), {}).contains("伊通河,8"));
  CHECK(survey.run({"day", "--date", "2026-06-01", "--out", survey.folder / "day.doc"}).exit == 3);

  CHECK(survey.run({"sample", "--seed", "7"}).json()["checks"].empty());
  REQUIRE(step({left, "--to", "finish"}, first).exit == 0);
  CHECK(survey.run({"sample", "--seed", "7", "--role", "desk"}).err.contains("HJ 1232-2021 chapter 9"));
  CHECK(survey.run({"sample"}).exit == 2);
  const auto drawn = survey.run({"sample", "--seed", "7"}).json();
  REQUIRE(drawn["checks"].size() == 1);
  CHECK(drawn["checks"][0]["reach"] == left);
  CHECK(step({left, "--to", "pass"}, {"--role", "quality", "--name", "王工"}).err.contains("a quality check that passed"));
  const Run own = survey.run({"sample-result", left, "--missed", "0", "--wrong", "0", "--name", "一队"});
  CHECK(own.exit == 3);
  const Run failed = survey.run({"sample-result", left, "--missed", "1", "--wrong", "0", "--name", "王工"});
  INFO(failed.out << failed.err);
  REQUIRE(failed.exit == 1);
  CHECK(failed.json()["passed"] == false);
  CHECK(failed.json()["recorded"] == 2);
  CHECK(std::abs(failed.json()["miss_share"].get<double>() - 1.0 / 3) < 1e-9);
  CHECK(survey.run({"coverage", "--by", "state"}).json()["rows"].size() == 2);
  CHECK(survey.run({"reaches", "--list"}).out.contains("已退回"));
  // The walk of before does not count any more for the reach that went back.
  const auto anew = survey.run({"coverage", "--by", "team", "--gaps", "1000", "--team", "一队"}).json();
  REQUIRE(anew["gaps"].size() == 1);
  CHECK(std::abs(anew["gaps"][0]["length_m"].get<double>() - 4000) < 10);
  REQUIRE(step({left, "--to", "start"}, first).exit == 0);
  survey.walked(walk("一队", 0.00025, 44.0, 43.964, "2099-06-02"));
  REQUIRE(step({left, "--to", "finish"}, first).exit == 0);
  REQUIRE(survey.run({"sample", "--seed", "8"}).json()["checks"].size() == 1);
  REQUIRE(survey.run({"sample-result", left, "--missed", "0", "--wrong", "0", "--name", "王工"}).exit == 0);
  REQUIRE(step({left, "--to", "pass"}, {"--role", "quality", "--name", "王工"}).exit == 0);
  CHECK(survey.run({"sample", "--list"}).json()["checks"].size() == 2);
}

TEST_CASE("a walk that a crash left behind is told, and taken into the survey once") {
  const Survey survey;
  CHECK(survey.run({"recordings"}).exit == 0);
  std::filesystem::path file;
  {
    auto log = suyuan::fieldwork::TrackLog::begin(survey.path, "一队", "手持机");
    REQUIRE(log);
    for (int i = 0; i < 30; ++i) REQUIRE(log->append({{125.3003, 43.99 - i * 1e-4}, std::format("2026-06-01T01:00:{:02}.000Z", i), 2.5}));
    file = log->file();
  }
  std::ofstream(file, std::ios::app) << "125.3\t43."; // the line that was being written
  const Run left = survey.run({"recordings"});
  REQUIRE(left.exit == 1);
  CHECK(left.json()["recordings"][0]["positions"] == 30);
  CHECK(left.json()["recordings"][0]["cut_off"] == true);
  const Run taken = survey.run({"recordings", "--take"});
  CHECK(taken.exit == 1); // its end is missing
  CHECK(taken.json()["recordings"][0]["track"].is_string());
  CHECK(survey.run({"recordings"}).exit == 0);
  CHECK(runSuyuan({"stats", survey.path, "--json"}).json()["layers"]["tracks"] == 1);
}

TEST_CASE("a team's package is a copy that is synced back, with its work list") {
  const Survey survey;
  REQUIRE(survey.run({"reaches", "--length", "5000"}).exit == 0);
  REQUIRE(survey.run({"assign", "--team", "二队,一队"}).exit == 0);
  const std::string out = survey.folder / "一队的包";
  const Run packed = survey.run({"package", out, "--team", "一队", "--from", "125.3003,43.97"});
  INFO(packed.out << packed.err);
  REQUIRE(packed.exit == 0);
  const auto answer = packed.json();
  CHECK(answer["reaches"] == 1);
  CHECK(answer["candidates"] == 4);
  CHECK(answer["pages"].get<int>() >= 2);
  CHECK(std::filesystem::file_size(answer["worklist"].get<std::string>()) > 20'000);
  const std::string text = run("pdftotext", {"-layout", answer["worklist"], "-"}).out;
  CHECK(text.contains("Work list of 一队"));
  for (const char* name : {"甲口", "乙口", "丙口"}) CHECK(text.contains(name));
  CHECK_FALSE(text.contains("丁口")); // the other team's
  // What the team does in its copy comes back through the hub.
  const std::string copy = answer["survey"], hub = answer["hub"];
  REQUIRE(runSuyuan({"fieldwork", "move", copy, "candidates:source_id=C4", "--to", "exclude", "--role", "team", "--name", "一队", "--reason", "雨水口"}).exit == 0);
  REQUIRE(runSuyuan({"sync", copy, hub}).exit == 0);
  REQUIRE(runSuyuan({"sync", survey.path, hub}).exit == 0);
  CHECK(survey.run({"move", "candidates:source_id=C4"}).json()["records"][0]["stage"] == "已排除");
  // Packed anew for another team through the same hub; nothing is written over, and nothing half-made is left.
  CHECK(survey.run({"package", out, "--team", "二队"}).exit == 3);
  CHECK(survey.run({"package", survey.folder / "none", "--team", "九队"}).exit == 3);
  CHECK_FALSE(std::filesystem::exists(survey.folder / "none"));
  const Run second = survey.run({"package", survey.folder / "two", "--team", "二队"});
  INFO(second.out << second.err);
  REQUIRE(second.exit == 0);
  CHECK(second.json()["hub"] == hub);
}

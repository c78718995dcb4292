// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/program.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan::test;

TEST_CASE("help and version end well, a wrong call ends with 2") {
  CHECK(runSuyuan({"--help"}).exit == 0);
  CHECK(runSuyuan({"--version"}).out.starts_with("suyuan "));
  CHECK(runSuyuan({}).exit == 2);
  CHECK(runSuyuan({"fly"}).exit == 2);
  CHECK(runSuyuan({"new"}).exit == 2);
  CHECK(runSuyuan({"trace", "x", "--from", "y", "--up", "--down"}).exit == 2);
}

TEST_CASE("every verb answers --help with its own page") {
  for (const auto* verb : {"new", "import", "export", "check", "code", "trace", "set", "history", "undo", "redo", "stats", "fieldwork", "find", "place", "samples",
                           "sync", "render", "gnss", "report", "demo", "evidence"}) {
    const Run help = runSuyuan({verb, "--help"});
    INFO(verb);
    CHECK(help.exit == 0);
    CHECK(help.out.find(verb) != std::string::npos);
  }
}

TEST_CASE("codes are taken apart, and faults say where") {
  const Run good = runSuyuan({"code", "parse", "--json", "FA-420581-0259-GY-00", "fa4205810319gy00"});
  REQUIRE(good.exit == 0);
  const auto codes = good.json()["codes"];
  CHECK(codes[0]["parts"]["division"] == "420581");
  CHECK(codes[0]["parts"]["sequence"] == 259);
  CHECK(codes[1]["canonical"] == "FA-420581-0319-GY-00");
  const Run bad = runSuyuan({"code", "parse", "--json", "FA-42O581-0259-GY-00"});
  CHECK(bad.exit == 1);
  const auto fault = bad.json()["codes"][0];
  CHECK(fault["valid"] == false);
  REQUIRE_FALSE(fault["faults"].empty());
  CHECK(fault["faults"][0]["part"] == "division");
  CHECK(fault["faults"][0]["at"] == 5);
}

TEST_CASE("a survey that is not there is one sentence and 3") {
  const TempFolder folder;
  const Run missing = runSuyuan({"stats", folder / "nothing", "--json"});
  CHECK(missing.exit == 3);
  CHECK(missing.json()["error"]["key"] == "survey-missing");
  CHECK(missing.err.find('\n') == missing.err.size() - 1);
}

TEST_CASE("a new survey does not overwrite what is there") {
  const TempFolder folder;
  REQUIRE(runSuyuan({"new", folder / "s", "--division", "220100", "--name", "试点"}).exit == 0);
  const Run again = runSuyuan({"new", folder / "s", "--json"});
  CHECK(again.exit == 3);
  CHECK(again.json()["error"]["key"] == "survey-exists");
  CHECK(runSuyuan({"new", folder / "t", "--division", "22"}).exit == 2);
}

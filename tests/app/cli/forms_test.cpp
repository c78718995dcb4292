// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/record_answers.h"
#include "core/forms/form_set.h"
#include "tests/app/cli/program.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace suyuan;
using namespace suyuan::test;

namespace {

const char* const ice = R"({"format": "suyuan-form/1", "id": "ice", "version": "J1", "citation": "省办通知", "extends": "level-2-outfall", "sections": [
  {"id": "look", "questions": [
    {"id": "ice", "zh": "冰封状况", "en": "Ice cover", "type": "choice", "choices": [{"value": "封冻"}, {"value": "未封冻"}], "citation": "省办通知", "confidence": "M"}
  ]}
]})";

} // namespace

TEST_CASE("forms are listed and shown with every question's type, target and citation") {
  const Run listed = runSuyuan({"forms", "list", "--json"});
  INFO(listed.err);
  REQUIRE(listed.exit == 0);
  CHECK(listed.json()["forms"].size() == 4);
  const Run shown = runSuyuan({"forms", "show", "level-2-outfall", "--json"});
  REQUIRE(shown.exit == 0);
  const auto json = shown.json();
  CHECK(json["level"] == 2);
  bool seen = false;
  for (const auto& section : json["sections"])
    for (const auto& question : section["questions"])
      if (question["id"] == "outlet_size_m") {
        seen = true;
        CHECK(question["type"] == "number");
        CHECK(question["target"] == "outfalls.outlet_size_m");
        CHECK(question["units"][0]["unit"] == "mm");
        CHECK_FALSE(question["citation"].get<std::string>().empty());
      }
  CHECK(seen);
  CHECK(runSuyuan({"forms", "show", "level-9"}).exit == 2);
  CHECK(runSuyuan({"forms", "show", "revisit"}).out.find("drain_feature") != std::string::npos);
}

TEST_CASE("an office checks its file, and a fault is named with its line") {
  const TempFolder folder;
  const Run sound = runSuyuan({"forms", "check", folder.write("ice.json", ice), "--json"});
  INFO(sound.err);
  REQUIRE(sound.exit == 0);
  CHECK(sound.json()["form"]["laid_over"][0] == "ice");
  std::string wrong = ice;
  wrong.replace(wrong.find("\"choice\""), 8, "\"choise\"");
  const Run refused = runSuyuan({"forms", "check", folder.write("wrong.json", wrong), "--json"});
  CHECK(refused.exit == 3);
  CHECK(refused.json()["error"]["place"]["row"] == 3);
  CHECK(refused.err.find("choise") != std::string::npos);
  CHECK(runSuyuan({"forms", "check", folder / "not_there.json"}).exit == 3);
}

TEST_CASE("a survey's own forms are taken, a faulty one is told and left out") {
  const TempFolder folder;
  const std::string survey = folder / "survey";
  REQUIRE(runSuyuan({"new", survey, "--division", "220100", "--name", "长春"}).exit == 0);
  std::filesystem::create_directories(survey + "/forms");
  std::filesystem::copy_file(folder.write("ice.json", ice), survey + "/forms/ice.json");
  CHECK(runSuyuan({"forms", "show", "level-2-outfall", "--survey", survey}).out.find("Ice cover") != std::string::npos);
  std::filesystem::copy_file(folder.write("bad.json", "{"), survey + "/forms/bad.json");
  const Run listed = runSuyuan({"forms", "list", "--survey", survey, "--json"});
  CHECK(listed.exit == 1);
  CHECK(listed.json()["faults"].size() == 1);
  CHECK(listed.json()["forms"].size() == 4);
}

TEST_CASE("values of the levels are told side by side") {
  const TempFolder folder;
  const std::string path = folder / "survey";
  {
    auto survey = store::SurveyFile::create(path, {.name = "长春", .divisionCode = "220100", .author = "张三"});
    REQUIRE(survey);
    const auto book = rules::RuleBook::load(SUYUAN_RESOURCES_DIR "/rules");
    REQUIRE(book);
    const auto set = forms::loadForms(SUYUAN_RESOURCES_DIR, "");
    Fid outfall;
    for (const auto& [id, shape] : {std::pair("level-2-outfall", "管道"), {"level-3-outfall", "潜没"}}) {
      forms::FormState state(*set.find(id), *book);
      state.set("is_outfall", std::string("是"));
      state.set("name", std::string("一号排口"));
      state.set("outlet_shape", std::string(shape));
      const auto made = forms::record(*survey, "填报", state, {.outfall = outfall, .by = id[6] == '2' ? "张三" : "李四"});
      REQUIRE(made);
      outfall = made->outfall;
    }
  }
  const Run values = runSuyuan({"forms", "values", path, "一号排口", "--json"});
  INFO(values.out << values.err);
  CHECK(values.exit == 1); // levels differ: somebody should look
  const auto json = values.json();
  CHECK(json["differing"] == 1);
  bool seen = false;
  for (const auto& row : json["values"])
    if (row["question"] == "outlet_shape") {
      seen = true;
      CHECK(row["differs"] == true);
      CHECK(row["level_1"].empty());
      CHECK(row["level_2"][0]["value"] == "管道");
      CHECK(row["level_2"][0]["by"] == "张三");
      CHECK(row["level_3"][0]["value"] == "潜没");
      CHECK(row["now"] == "潜没");
    }
  CHECK(seen);
  CHECK(runSuyuan({"forms", "values", path, "没有这个"}).exit == 3);
}

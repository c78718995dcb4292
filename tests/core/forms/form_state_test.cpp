// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/last_values.h"
#include "core/model/answer.h"
#include "tests/core/forms/desk.h"

#include <algorithm>
#include <cmath>

using namespace suyuan;
using namespace suyuan::test;
using forms::AnswerFault;
using forms::FormState;

TEST_CASE("only what matters shows: class, level and conditions decide") {
  FormState state(form("level-2-outfall"), nationalBook());
  CHECK(shows(state, "outlet_shape"));
  CHECK_FALSE(shows(state, "reason"));
  CHECK_FALSE(shows(state, "class_2")); // no words before there is a first level
  CHECK_FALSE(shows(state, "ph"));
  state.set("is_outfall", std::string("否"));
  CHECK(shows(state, "reason"));
  CHECK_FALSE(shows(state, "outlet_shape"));
  CHECK(state.verdict() == forms::Verdict::Exclude);
  state.set("is_outfall", std::string("转第三级"));
  CHECK(shows(state, "difficulty"));
  CHECK(state.verdict() == forms::Verdict::PassOn);
  state.set("is_outfall", std::string("是"));
  state.set("drain_feature", std::string("排水"));
  CHECK(shows(state, "can_sample"));
  state.set("can_sample", std::string("是"));
  CHECK(shows(state, "ph"));
  state.set("drain_feature", std::string("无水"));
  CHECK_FALSE(shows(state, "colour"));
  state.set("outlet_shape", std::string("其他"));
  CHECK(shows(state, "outlet_shape_other"));
  // What is hidden is not recorded, and there again when it shows.
  state.set("outlet_shape_other", std::string("沟谷"));
  state.set("outlet_shape", std::string("管道"));
  CHECK_FALSE(state.recorded(*state.form().question("outlet_shape_other")));
  state.set("outlet_shape", std::string("其他"));
  CHECK(state.recorded(*state.form().question("outlet_shape_other"))->text == "沟谷");
}

TEST_CASE("classes hang together: words of the first level's own, and what does not belong goes") {
  FormState state(form("level-2-outfall"), nationalBook());
  state.set("class_1", std::string("工业排污口"));
  state.set("class_2", std::string("工矿企业排污口"));
  const auto third = state.choicesOf(*state.form().question("class_3"));
  REQUIRE(third.size() == 3);
  CHECK(third[1].value == "矿山排污口");
  CHECK(third[1].key == '2');
  state.set("class_3", std::string("矿山排污口"));
  state.set("class_1", std::string("其他排口"));
  CHECK(state.given("class_2").text.empty());
  CHECK(state.given("class_3").text.empty());
  const auto second = state.choicesOf(*state.form().question("class_2"));
  CHECK(second.size() == 9);
  CHECK(second[8].value == "其他排污口");
  CHECK_FALSE(shows(state, "class_3"));
}

TEST_CASE("what is missing is told, in order; an excluded point needs its reason and no outlet") {
  FormState state(form("level-2-outfall"), nationalBook());
  const auto missing = idsOf(state.missing());
  CHECK(std::ranges::contains(missing, "position"));
  CHECK(std::ranges::contains(missing, "is_outfall"));
  CHECK_FALSE(std::ranges::contains(missing, "outlet_shape")); // not before it is said to be one
  state.set("is_outfall", std::string("是"));
  CHECK(std::ranges::contains(idsOf(state.missing()), "outlet_shape"));
  CHECK(idsOf(wholeSecondLevel().missing()).empty());
  FormState none = wholeSecondLevel();
  none.set("is_outfall", std::string("否"));
  CHECK(idsOf(none.missing()) == std::vector<std::string>{"reason"});
  none.set("reason", std::string("雨水篦子，无管道"));
  CHECK(none.missing().empty());
}

TEST_CASE("what is asked once and stands in the record is not missing at a later level") {
  FormState state(form("level-3-outfall"), nationalBook());
  state.set("is_outfall", std::string("是"));
  CHECK(std::ranges::contains(idsOf(state.missing()), "river_name"));
  CHECK(std::ranges::contains(idsOf(state.missing()), "drain_feature"));
  state.setStanding({"river_name", "drain_feature"});
  CHECK_FALSE(std::ranges::contains(idsOf(state.missing()), "river_name"));
  CHECK(std::ranges::contains(idsOf(state.missing()), "drain_feature")); // seen anew at each level
}

TEST_CASE("numbers are judged as typed, in whatever unit") {
  FormState state(form("level-2-outfall"), nationalBook());
  state.set("is_outfall", std::string("是"));
  state.set("drain_feature", std::string("排水"));
  state.set("can_sample", std::string("是"));
  const auto fault = [&](const char* id, const char* text) {
    state.set(id, std::string(text));
    return state.faultOf(*state.form().question(id));
  };
  CHECK(fault("ph", "7.2") == AnswerFault::None);
  CHECK(fault("ph", "７.２") == AnswerFault::None);
  CHECK(fault("ph", "13") == AnswerFault::Unusual);
  CHECK(fault("ph", "71") == AnswerFault::Impossible);
  CHECK(fault("ph", "7,2") == AnswerFault::NoNumber);
  CHECK(fault("ph", "") == AnswerFault::None);
  CHECK(fault("ph", "nan") == AnswerFault::NoNumber);
  CHECK(fault("outlet_size_m", "600") == AnswerFault::None); // mm come first
  CHECK(state.unitOf("outlet_size_m") == "mm");
  CHECK(state.recorded(*state.form().question("outlet_size_m"))->value == Value{0.6});
  state.setUnit("outlet_size_m", "m");
  CHECK(state.given("outlet_size_m").text == "0.6");
  CHECK(fault("outlet_size_m", "600") == AnswerFault::Impossible);
  CHECK(fault("drain_feature", "流水") == AnswerFault::NotOffered);
  CHECK(fault("colour", "铁锈色") == AnswerFault::None); // other words may be written
  CHECK(fault("surveyed_at", "昨天") == AnswerFault::NoDate);
}

TEST_CASE("a unit is switched without the answer saying something else") {
  FormState state(form("level-2-outfall"), nationalBook());
  state.set("is_outfall", std::string("是"));
  state.set("drain_feature", std::string("排水"));
  const forms::Question& flow = *state.form().question("flow_m3d");
  state.set("flow_m3d", std::string("1728"));
  CHECK(state.unitOf("flow_m3d") == "m3/d");
  state.setUnit("flow_m3d", "m3/s");
  CHECK(state.given("flow_m3d").text == "0.02");
  CHECK(state.recorded(flow)->value == Value{1728.0});
  CHECK(state.recorded(flow)->unit == "m3/s");
  state.setUnit("flow_m3d", "L/s");
  CHECK(state.given("flow_m3d").text == "20");
  state.setUnit("flow_m3d", "m3/d");
  CHECK(state.given("flow_m3d").text == "1728");
  state.setUnit("flow_m3d", "furlong");
  CHECK(state.unitOf("flow_m3d") == "m3/d");
  // The other way round: the target is m3/s.
  state.set("can_sample", std::string("是"));
  state.setUnit("flow_measured", "m3/d");
  state.set("flow_measured", std::string("864"));
  CHECK(std::abs(std::get<double>(state.recorded(*state.form().question("flow_measured"))->value) - 0.01) < 1e-12);
}

TEST_CASE("a form of its own: yes and no, dates, several words, range and keys beyond nine") {
  std::string many;
  for (int i = 0; i < 12; ++i) many += (i ? ", " : "") + std::string("{\"value\": \"w") + std::to_string(i) + "\"}";
  const forms::Form own = formOf(ask("ok", "yes-no") + ",\n" + ask("day", "date", R"("shown_when": "ok = true")") + ",\n" + ask("late", "text", R"("shown_when": "day > '2026-01-31'")") + ",\n" +
                                 ask("many", "choices", "\"choices\": [" + many + "]") + ",\n" + ask("depth", "number", R"("range": {"high": 3, "possible_high": 10}, "units": [{"unit": "m", "factor": 1}, {"unit": "cm", "factor": 0.01}])") +
                                 ",\n" + ask("deep", "text", R"x("shown_when": "depth >= 2 and form_level = 2 and contains(many, 'w3')")x"));
  FormState state(own, nationalBook());
  CHECK_FALSE(shows(state, "day"));
  state.set("ok", std::string("是"));
  CHECK(shows(state, "day"));
  state.set("day", std::string("2026年2月3日"));
  CHECK(shows(state, "late"));
  state.set("day", std::string("2026-01-03"));
  CHECK_FALSE(shows(state, "late"));
  const auto choices = state.choicesOf(*own.question("many"));
  CHECK(choices[8].key == '9');
  CHECK(choices[9].key == 'a');
  state.set("many", std::string("w1 、w3"));
  CHECK(state.recorded(*own.question("many"))->text == "w1、w3");
  state.set("depth", forms::Given{"250", "cm", {}, false});
  CHECK(shows(state, "deep"));
  CHECK(state.faultOf(*own.question("depth")) == AnswerFault::None);
  state.set("depth", forms::Given{"350", "cm", {}, false});
  CHECK(state.faultOf(*own.question("depth")) == AnswerFault::Unusual);
  state.set("nothing", std::string("of the form"));
  CHECK(state.all().size() == 4);
}

TEST_CASE("last answers are carried over where the form says so") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid outfall = addOutfall(survey, outfallNumber(1));
  for (const auto& [question, value] : std::initializer_list<std::pair<const char*, const char*>>{{"team", "一队"}, {"team", "二队"}, {"outlet_shape", "箱涵"}, {"address", "某桥"}, {"purpose", "排查"}})
    must(survey.edit("test", [&](store::Edit& edit) -> Result<> {
      Answer answer;
      answer.outfallFid = outfall;
      answer.question = question;
      answer.value = value;
      auto fid = edit.insert(answer);
      return fid ? Result<>{} : std::unexpected(fid.error());
    }));
  const auto last = must(forms::lastValues(survey.reader(), form("level-2-outfall")));
  CHECK(last.at("team").text == "二队"); // the newest
  CHECK(last.at("outlet_shape").text == "箱涵");
  CHECK_FALSE(last.contains("address"));
  FormState state(form("level-2-outfall"), nationalBook());
  state.set("purpose", std::string("监督检查"));
  carryOver(state, last);
  CHECK(state.given("team").text == "二队");
  CHECK(state.given("team").byProgram);
  CHECK(state.given("purpose").text == "监督检查");
  CHECK(state.given("outlet_shape").text.empty()); // offered only
}

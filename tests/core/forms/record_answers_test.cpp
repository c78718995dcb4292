// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/record_answers.h"

#include "core/forms/level_values.h"
#include "core/model/answer.h"
#include "core/model/candidate.h"
#include "core/model/outfall.h"
#include "core/model/sample.h"
#include "core/model/visit.h"
#include "core/store/journal.h"
#include "tests/core/forms/desk.h"

#include <algorithm>

using namespace suyuan;
using namespace suyuan::test;
using forms::FormState;
using forms::RecordRequest;

namespace {

template <class Record>
std::vector<Record> all(store::SurveyFile& survey) {
  return must(survey.reader().all<Record>());
}

Outfall outfallOf(store::SurveyFile& survey, Fid fid) { return must(survey.reader().get<Outfall>(fid)).value(); }

Fid put(store::SurveyFile& survey, const Candidate& candidate) {
  Fid fid;
  must(survey.edit("test", [&](store::Edit& edit) -> Result<> {
    fid = must(edit.insert(candidate));
    return {};
  }));
  return fid;
}

RecordRequest by(const char* who, const char* at = "2026-06-01T02:00:00.000Z") {
  RecordRequest request;
  request.by = who;
  request.at = at;
  return request;
}

FormState thirdLevel() {
  FormState state(form("level-3-outfall"), nationalBook(), "2026-07-01");
  for (const auto& [id, text] : std::initializer_list<std::pair<const char*, const char*>>{
           {"is_outfall", "是"}, {"method", "染色示踪"}, {"result", "染色水 20 分钟后流出"}, {"class_1", "工业排污口"}, {"class_2", "工矿企业排污口"}, {"class_3", "工业企业排污口"},
           {"outlet_shape", "潜没"}, {"drain_feature", "排水"}, {"flow_m3d", "900"}, {"responsible_body", "某化工厂"}, {"trace_status", "已溯源"}})
    state.set(id, std::string(text));
  return state;
}

const Answer& answerTo(const std::vector<Answer>& answers, std::string_view question, std::int64_t level) {
  const auto found = std::ranges::find_if(answers, [&](const Answer& a) { return a.question == question && a.surveyLevel == level; });
  if (found == answers.end()) FAIL("no answer to " << question << " at level " << level);
  return *found;
}

} // namespace

TEST_CASE("a level-2 form makes outfall, visit and answers in one entry that one undo takes back") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  FormState state = wholeSecondLevel();
  state.set("colour", std::string("灰"));
  state.set("oil_film", std::string("否"));
  state.setUnit("flow_m3d", "L/s");
  state.set("flow_m3d", forms::Given{"2.5", "L/s", {}, false});
  RecordRequest request = by("张三");
  request.localCode = "L1";
  const auto made = must(forms::record(survey, "踏查填报", state, request));
  const Outfall outfall = outfallOf(survey, made.outfall);
  CHECK(outfall.status == "已确认");
  CHECK(outfall.surveyLevel == 2);
  CHECK(outfall.class2 == "城镇雨洪排口");
  CHECK(outfall.flow == 216.0);
  CHECK(outfall.divisionCode == "220102");
  CHECK(outfall.codeLocal == "L1");
  CHECK(outfall.accuracy == 2.5);
  CHECK(std::get<Point>(outfall.geometry).x == 125.3);
  const auto visits = all<Visit>(survey);
  REQUIRE(visits.size() == 1);
  CHECK(visits[0].outfallFid == made.outfall);
  CHECK(visits[0].colour == "灰");
  CHECK(visits[0].oilFilm == false);
  CHECK(visits[0].visitedAt == "2026-06-01T02:00:00.000Z");
  CHECK(all<Sample>(survey).empty()); // nothing was measured
  const auto answers = all<Answer>(survey);
  CHECK(answers.size() == made.answers);
  const Answer& flow = answerTo(answers, "flow_m3d", 2);
  CHECK(flow.value == "2.5");
  CHECK(flow.unit == "L/s");
  CHECK(flow.givenBy == "张三");
  CHECK(flow.form == "level-2-outfall");
  CHECK(flow.visitFid == made.visit);
  must(survey.undo());
  CHECK(all<Outfall>(survey).empty());
  CHECK(all<Visit>(survey).empty());
  CHECK(all<Answer>(survey).empty());
}

TEST_CASE("a sample is made when something was measured, and belongs to the visit") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  FormState state = wholeSecondLevel();
  state.set("can_sample", std::string("是"));
  state.set("ph", std::string("7.4"));
  state.set("nh3n_mgl", std::string("3.1"));
  const auto made = must(forms::record(survey, "填报", state, by("张三")));
  const auto samples = all<Sample>(survey);
  REQUIRE(samples.size() == 1);
  CHECK(samples[0].ph == 7.4);
  CHECK(samples[0].ammonia == 3.1);
  CHECK(samples[0].visitFid == made.visit);
  CHECK(samples[0].outfallFid == made.outfall);
  // Gone on with: the same visit and sample, and an answer for what is new only.
  state.set("cod_mgl", std::string("41"));
  RecordRequest again = by("张三", "2026-06-01T02:05:00.000Z");
  again.outfall = made.outfall;
  again.visit = made.visit;
  const auto more = must(forms::record(survey, "填报", state, again));
  CHECK(more.answers == 1);
  CHECK(more.sample == made.sample);
  CHECK(all<Sample>(survey).size() == 1);
  CHECK(all<Sample>(survey)[0].cod == 41);
  CHECK(all<Visit>(survey).size() == 1);
}

TEST_CASE("an incomplete form is recorded as it is") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  FormState state(form("level-2-outfall"), nationalBook());
  state.set("outlet_shape", std::string("管道"));
  state.set("ph", std::string("seven")); // cannot be read, and is not recorded as a number
  CHECK_FALSE(state.missing().empty());
  const auto made = must(forms::record(survey, "填报", state, by("张三")));
  CHECK(outfallOf(survey, made.outfall).status == "疑似"); // nobody said that it is one
  CHECK(made.answers == 1);
}

TEST_CASE("a later level stands beside the earlier one: the field has the newest, every answer stays") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const auto second = must(forms::record(survey, "二级", wholeSecondLevel(), by("张三")));
  RecordRequest request = by("李四", "2026-07-01T03:00:00.000Z");
  request.outfall = second.outfall;
  const auto third = must(forms::record(survey, "三级", thirdLevel(), request));
  CHECK(third.outfall == second.outfall);
  CHECK(third.visit != second.visit);
  const Outfall outfall = outfallOf(survey, second.outfall);
  CHECK(outfall.class1 == "工业排污口");
  CHECK(outfall.outletShape == "潜没");
  CHECK(outfall.surveyLevel == 3);
  CHECK(outfall.responsibleBody == "某化工厂");
  CHECK(outfall.name == "长春市南关区一号雨洪排口"); // not asked again
  const auto rows = must(forms::answersOf(survey.reader(), second.outfall, shippedForms()));
  const auto row = [&](std::string_view id) {
    const auto found = std::ranges::find(rows, id, &forms::ComparedAnswer::question);
    if (found == rows.end()) FAIL("no row " << id);
    return *found;
  };
  CHECK(row("outlet_shape").differs);
  CHECK(row("outlet_shape").newest(2)->value == "管道");
  CHECK(row("outlet_shape").newest(2)->by == "张三");
  CHECK(row("outlet_shape").newest(3)->value == "潜没");
  CHECK(row("outlet_shape").newest(3)->at == "2026-07-01T03:00:00.000Z");
  CHECK(row("outlet_shape").newest(1) == nullptr);
  CHECK(row("outlet_shape").now == "潜没");
  CHECK_FALSE(row("drain_feature").differs);

  // Level 2 is put right afterwards: its answer joins, the field keeps level 3's.
  FormState late(form("level-2-outfall"), nationalBook());
  late.set("outlet_shape", std::string("箱涵"));
  late.set("address", std::string("某桥下"));
  RecordRequest after = by("张三", "2026-07-05T03:00:00.000Z");
  after.outfall = second.outfall;
  must(forms::record(survey, "二级补", late, after));
  CHECK(outfallOf(survey, second.outfall).outletShape == "潜没");
  CHECK(outfallOf(survey, second.outfall).address == "某桥下"); // level 3 did not speak of it
  CHECK(outfallOf(survey, second.outfall).surveyLevel == 3);
  const auto later = must(forms::answersOf(survey.reader(), second.outfall, shippedForms()));
  const auto shape = std::ranges::find(later, "outlet_shape", &forms::ComparedAnswer::question);
  CHECK(shape->newest(2)->value == "箱涵");
  REQUIRE(shape->levels[1].size() == 2);
  CHECK(shape->levels[1][1].value == "管道");
}

TEST_CASE("what stood in the record without an answer is kept as one before it is changed") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  Outfall imported = outfallNumber(3);
  imported.outletShape = "明渠";
  imported.surveyor = "台账";
  imported.surveyLevel = 1;
  const Fid fid = addOutfall(survey, imported);
  RecordRequest request = by("张三");
  request.outfall = fid;
  must(forms::record(survey, "二级", wholeSecondLevel(), request));
  const auto rows = must(forms::answersOf(survey.reader(), fid, shippedForms()));
  const auto shape = std::ranges::find(rows, "outlet_shape", &forms::ComparedAnswer::question);
  REQUIRE(shape != rows.end());
  REQUIRE(shape->newest(1) != nullptr);
  CHECK(shape->newest(1)->value == "明渠");
  CHECK(shape->newest(1)->by == "台账");
  CHECK(shape->newest(2)->value == "管道");
  CHECK(shape->differs);
}

TEST_CASE("repeat visits keep their own values") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const auto made = must(forms::record(survey, "二级", wholeSecondLevel(), by("张三")));
  for (const auto& [colour, at] : {std::pair("灰", "2026-08-01T01:00:00.000Z"), {"黑", "2026-09-01T01:00:00.000Z"}}) {
    FormState state(form("revisit"), nationalBook());
    for (const auto& [id, text] : std::initializer_list<std::pair<const char*, const char*>>{{"found_again", "是"}, {"drain_feature", "排水"}, {"draining", "是"}, {"colour", colour}, {"purpose", "监督性抽测"}})
      state.set(id, std::string(text));
    RecordRequest request = by("王五", at);
    request.outfall = made.outfall;
    const auto again = must(forms::record(survey, "复查", state, request));
    CHECK(again.outfall == made.outfall);
  }
  const auto visits = all<Visit>(survey);
  REQUIRE(visits.size() == 3);
  CHECK(visits[1].colour == "灰");
  CHECK(visits[2].colour == "黑");
  CHECK(visits[2].purpose == "监督性抽测");
  const auto rows = must(forms::answersOf(survey.reader(), made.outfall, shippedForms()));
  const auto colour = std::ranges::find(rows, "colour", &forms::ComparedAnswer::question);
  REQUIRE(colour->levels[1].size() == 2);
  CHECK(colour->levels[1][0].value == "黑"); // the newest first
  CHECK(colour->levels[1][1].value == "灰");
  CHECK(colour->levels[1][0].visit == visits[2].fid);
  const auto first = must(forms::answersOfLevel(survey.reader(), made.outfall, 2, visits[1].fid));
  CHECK(std::ranges::find(first, "colour", &std::pair<std::string, forms::GivenAnswer>::first)->second.value == "灰");
  CHECK(outfallOf(survey, made.outfall).surveyLevel == 2);
}

TEST_CASE("a candidate's level 1 stands beside what the team found, and the team's move is the rule book's") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  FormState first(form("level-1-candidate"), nationalBook());
  first.setPlace(forms::GivenPlace{Point{125.3, 43.9}, "影像", std::nullopt, std::nullopt});
  for (const auto& [id, text] : std::initializer_list<std::pair<const char*, const char*>>{{"name", "三号桥下管口"}, {"source", "无人机影像"}, {"kind", "城镇雨洪排口"}, {"sureness", "中"}, {"found_by", "解译员"}})
    first.set(id, std::string(text));
  const auto listed = must(forms::record(survey, "一级", first, by("解译员", "2026-05-01T02:00:00.000Z")));
  CHECK_FALSE(listed.outfall.isSet());
  Candidate candidate = must(survey.reader().get<Candidate>(listed.candidate)).value();
  CHECK(candidate.status == "疑似");
  CHECK(candidate.surveyLevel == 1);
  CHECK(candidate.kind == "城镇雨洪排口");

  FormState second = wholeSecondLevel();
  RecordRequest request = by("张三");
  request.candidate = listed.candidate;
  request.team = "一队";
  // Nobody has assigned it: the move is refused, and nothing at all is written.
  const auto refused = forms::record(survey, "二级", second, request);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::MoveNotFromHere);
  CHECK(all<Outfall>(survey).empty());

  candidate.surveyLevel = 2;
  candidate.team = "一队";
  must(survey.edit("分派", [&](store::Edit& edit) { return edit.update(candidate); }));
  const auto made = must(forms::record(survey, "二级", second, request));
  REQUIRE(made.outfall.isSet());
  CHECK(must(survey.reader().get<Candidate>(listed.candidate)).value().status == "已确认");
  CHECK(must(survey.reader().get<Candidate>(listed.candidate)).value().outfallFid == made.outfall);
  CHECK(outfallOf(survey, made.outfall).name == "长春市南关区一号雨洪排口");
  const auto rows = must(forms::answersOf(survey.reader(), made.outfall, shippedForms()));
  const auto name = std::ranges::find(rows, "name", &forms::ComparedAnswer::question);
  REQUIRE(name->newest(1) != nullptr);
  CHECK(name->newest(1)->value == "三号桥下管口");
  CHECK(name->newest(1)->by == "解译员");
  CHECK(name->levels[0].size() == 1);
  CHECK(name->differs);
  CHECK(std::ranges::find(rows, "sureness", &forms::ComparedAnswer::question)->newest(1)->value == "中");
}

TEST_CASE("a candidate is excluded with its reason, or passed on with its difficulty") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const auto candidate = [&](int level) {
    Candidate one;
    one.geometry = Point{125.3, 43.9};
    one.status = "疑似";
    one.surveyLevel = level;
    one.team = "一队";
    return put(survey, one);
  };
  const Fid no = candidate(2), hard = candidate(2);
  FormState state(form("level-2-outfall"), nationalBook());
  state.set("is_outfall", std::string("否"));
  RecordRequest request = by("张三");
  request.team = "一队";
  request.candidate = no;
  const auto refused = forms::record(survey, "二级", state, request);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::MoveNeeds); // HJ 1232-2021 第7章: with a reason
  state.set("reason", std::string("雨水篦子"));
  const auto made = must(forms::record(survey, "二级", state, request));
  CHECK_FALSE(made.outfall.isSet());
  CHECK(must(survey.reader().get<Candidate>(no)).value().status == "已排除");
  CHECK(must(survey.reader().get<Candidate>(no)).value().reason == "雨水篦子");
  CHECK(std::ranges::any_of(all<Answer>(survey), [&](const Answer& a) { return a.candidateFid == no && a.question == "reason" && !a.outfallFid.isSet(); }));

  FormState pass(form("level-2-outfall"), nationalBook());
  pass.set("is_outfall", std::string("转第三级"));
  pass.set("difficulty", pass.choicesOf(*pass.form().question("difficulty")).front().value);
  request.candidate = hard;
  must(forms::record(survey, "二级", pass, request));
  CHECK(must(survey.reader().get<Candidate>(hard)).value().surveyLevel == 3);
  FormState third = thirdLevel();
  third.set("method", third.choicesOf(*third.form().question("method")).front().value);
  const auto confirmed = must(forms::record(survey, "三级", third, request));
  CHECK(confirmed.outfall.isSet());
  CHECK(outfallOf(survey, confirmed.outfall).surveyLevel == 3);
}

TEST_CASE("a record that is gone is told, and nothing is written") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  RecordRequest request = by("张三");
  request.outfall = Fid{12345};
  const auto made = forms::record(survey, "二级", wholeSecondLevel(), request);
  REQUIRE_FALSE(made);
  CHECK(made.error().code == ErrorCode::RecordMissing);
  CHECK(all<Answer>(survey).empty());
}

TEST_CASE("a question that an office added is recorded as an answer with who and when") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  write(survey.folder() / "forms/ice.json", "{\"format\": \"suyuan-form/1\", \"id\": \"ice\", \"version\": \"1\", \"citation\": \"x\", \"extends\": \"level-2-outfall\", \"sections\": [{\"id\": \"look\", \"questions\": [" +
                                                ask("ice", "choice", R"("choices": [{"value": "封冻"}, {"value": "未封冻"}])") + "]}]}");
  const auto set = forms::loadForms(SUYUAN_RESOURCES_DIR, "", survey.folder());
  REQUIRE(set.faults.empty());
  FormState state(*set.find("level-2-outfall"), nationalBook());
  state.set("ice", std::string("封冻"));
  const auto made = must(forms::record(survey, "二级", state, by("张三")));
  const auto rows = must(forms::answersOf(survey.reader(), made.outfall, set));
  const auto ice = std::ranges::find(rows, "ice", &forms::ComparedAnswer::question);
  REQUIRE(ice != rows.end());
  CHECK(ice->newest(2)->value == "封冻");
  CHECK(ice->now.empty());
  // A form that has lost the question still shows what was answered.
  const auto without = must(forms::answersOf(survey.reader(), made.outfall, shippedForms()));
  CHECK(std::ranges::contains(without, "ice", &forms::ComparedAnswer::question));
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/check_survey.h"

#include "book.h"
#include "core/rules/survey_check.h"
#include "core/store/journal.h"
#include "core/survey/explain_finding.h"
#include "core/survey/live_check.h"
#include "core/survey/survey_view.h"
#include "tests/support/survey_builder.h"

#include <algorithm>
#include <format>
#include <random>

using namespace suyuan;
using namespace suyuan::survey;
using namespace suyuan::test;

namespace {

using Told = std::vector<std::string>;

/// Findings as lines in an order of their own, so that two checks can be compared.
Told told(const std::vector<Finding>& findings) {
  Told lines;
  for (const Finding& f : findings) {
    if (f.rule.starts_with("evidence.")) continue; // of many records, and only by the whole check: tests/core/evidence
    std::string line = std::format("{} {} {} {}", layerName(f.layer), f.fid.value, f.rule, f.field);
    // Of more than twenty equal ones a check tells twenty; which one comes first is then left open.
    const bool many = std::ranges::contains(f.args, std::pair<std::string, std::string>{"count", "20"});
    for (const auto& [name, value] : f.args)
      if (name != "other" || !many) line += " " + name + "=" + value;
    lines.push_back(std::move(line));
  }
  std::ranges::sort(lines);
  return lines;
}

Outfall nth(int i) {
  Outfall o = outfallNumber(i);
  o.fid = Fid{1'000'000 + i};
  o.geometry = Point{125.3 + (i % 40) * 0.0011 + 1e-7, 43.8 + i / 40 * 0.0013};
  o.codeNational = std::format("AB-220102-{:04}-QT-00", i % 9998 + 1);
  o.name = std::format("长春市南关区某街{}号城镇雨洪排口", i);
  o.class1 = "其他排口";
  o.class2 = "城镇雨洪排口";
  o.divisionCode = "220102";
  o.unitFid = Fid{5'000'000 + i / 3};
  return o;
}

/// Outfalls with faults of many kinds, some thousands, so that the pieces of a check have borders.
store::SurveyFile faultySurvey(const TempFolder& folder, int outfalls) {
  store::SurveyFile survey = newSurvey(folder);
  std::mt19937 random(5);
  must(survey.edit("make", [&](store::Edit& edit) -> Result<> {
    std::vector<Row> o, u, s, p, v;
    for (int i = 0; i < outfalls; ++i) {
      Outfall outfall = nth(i);
      switch (random() % 40) {
      case 0: outfall.codeNational = "AB-220102-0001-QT-00"; break;
      case 1: outfall.name = "长春市南关区某街1号城镇雨洪排口"; break;
      case 2: outfall.geometry = Point{125.3 + 1e-7, 43.8}; break;
      case 3: outfall.bank = "中岸"; break;
      case 4: outfall.status = "已排除"; break;
      case 5: outfall.unitFid = Fid{99}; break;
      default: break;
      }
      o.push_back(toRow(outfall));
      if (i % 3 == 0) {
        Unit unit;
        unit.fid = Fid{5'000'000 + i / 3};
        unit.name = std::format("厂{}", i / 3);
        unit.uscc = random() % 5 ? "" : "11220100013828800N";
        u.push_back(toRow(unit));
      }
      Sample sample;
      sample.fid = Fid{6'000'000 + i};
      if (random() % 30) sample.outfallFid = outfall.fid;
      sample.cod = random() % 30 ? 30 : 9000;
      s.push_back(toRow(sample));
      for (int k = 0; k < static_cast<int>(random() % 3); ++k) {
        Photo photo;
        photo.fid = Fid{7'000'000 + i * 3 + k};
        photo.outfallFid = outfall.fid;
        photo.sha256 = std::format("{:064x}", random() % 50 ? i * 3 + k : 7);
        p.push_back(toRow(photo));
      }
      if (random() % 4 == 0) {
        Visit visit;
        visit.fid = Fid{8'000'000 + i};
        visit.outfallFid = outfall.fid;
        visit.visitors = "张三";
        v.push_back(toRow(visit));
      }
    }
    SUYUAN_TRY(edit.insertBulk(Layer::Outfalls, o));
    SUYUAN_TRY(edit.insertBulk(Layer::Units, u));
    SUYUAN_TRY(edit.insertBulk(Layer::Samples, s));
    SUYUAN_TRY(edit.insertBulk(Layer::Photos, p));
    SUYUAN_TRY(edit.insertBulk(Layer::Visits, v));
    Candidate candidate;
    candidate.outfallFid = Fid{1'000'003};
    auto given = edit.insert(candidate);
    if (!given) return std::unexpected(given.error());
    Channel channel;
    channel.geometry = LineString{{{125.3, 43.8}, {125.31, 43.81}}};
    given = edit.insert(channel);
    if (!given) return std::unexpected(given.error());
    return {};
  }));
  return survey;
}

std::vector<Finding> checked(store::SurveyFile& survey) {
  auto report = must(checkSurvey(survey.reader(), jilinBook()));
  return std::move(report.findings);
}

void change(store::SurveyFile& survey, Layer layer, Fid fid, std::string_view field, const Value& value) {
  must(survey.edit("change", [&](store::Edit& edit) { return edit.setField(layer, fid, field, value); }));
}

} // namespace

TEST_CASE("a check in pieces, on one thread or two, tells what a check in memory tells") {
  const TempFolder folder;
  store::SurveyFile survey = faultySurvey(folder, 9000); // three pieces
  const auto records = must(readRecords(survey.reader()));
  const auto memory = must(rules::checkSurvey(records.view(), jilinBook()));
  CHECK(memory.size() > 1000);
  const auto one = must(checkSurvey(survey.reader(), jilinBook()));
  CHECK(one.checked == 9000);
  CHECK(told(one.findings) == told(memory));
  auto readers = must(readersForCheck(survey));
  CHECK(told(must(checkSurvey(std::span(readers), jilinBook())).findings) == told(memory));
  CHECK(checked(survey).size() == memory.size()); // again, with memory that was used before
}

TEST_CASE("a check is narrowed to rules and to outfalls that fit a condition") {
  const TempFolder folder;
  store::SurveyFile survey = faultySurvey(folder, 300);
  const auto all = checked(survey);
  const auto some = must(checkSurvey(survey.reader(), jilinBook(), {}, {}, {.rules = {"code", "field.word"}, .where = {}, .today = {}}));
  CHECK(some.findings.size() == static_cast<std::size_t>(std::ranges::count_if(all, [](const Finding& f) { return f.rule.starts_with("code.") || f.rule == "field.word"; })));
  CHECK_FALSE(some.findings.empty());
  const auto excluded = must(checkSurvey(survey.reader(), jilinBook(), {}, {}, {.rules = {}, .where = "status = '已排除'", .today = {}}));
  CHECK(excluded.checked > 0);
  CHECK(excluded.checked < 30);
  CHECK(std::ranges::any_of(excluded.findings, [](const Finding& f) { return f.rule == "survey.excluded-coded"; }));
  CHECK(std::ranges::none_of(excluded.findings, [](const Finding& f) { return f.rule == "sample.orphan" || f.layer == Layer::Units; }));
  const auto wrong = checkSurvey(survey.reader(), jilinBook(), {}, {}, {.rules = {}, .where = "colour = 'x'", .today = {}});
  REQUIRE_FALSE(wrong.has_value());
  CHECK(wrong.error().code == ErrorCode::FilterInvalid);
  CHECK(wrong.error().detail.starts_with("character 1: "));
}

TEST_CASE("after each edit the live check tells what a whole check tells") {
  const TempFolder folder;
  store::SurveyFile survey = faultySurvey(folder, 400);
  auto readers = must(readersForCheck(survey));
  auto live = must(LiveCheck::start(readers, jilinBook()));
  const auto agree = [&](const char* what) {
    INFO(what);
    CHECK(told(live.findings()) == told(checked(survey)));
  };
  agree("start");
  std::mt19937 random(9);
  for (int round = 0; round < 60; ++round) {
    const Fid fid{1'000'000 + static_cast<std::int64_t>(random() % 400)};
    switch (random() % 6) {
    case 0: change(survey, Layer::Outfalls, fid, "name", Value{std::string("长春市南关区某街1号城镇雨洪排口")}); break;
    case 1: change(survey, Layer::Outfalls, fid, "code_national", Value{std::string("AB-220102-0001-QT-00")}); break;
    case 2: change(survey, Layer::Outfalls, fid, "status", Value{std::string(random() % 2 ? "已排除" : "已确认")}); break;
    case 3: change(survey, Layer::Outfalls, fid, "class_1", Value{std::string(random() % 2 ? "农业排口" : "其他排口")}); break;
    case 4:
      must(survey.edit("move", [&](store::Edit& edit) { return edit.setGeometry(Layer::Outfalls, fid, Point{125.3 + 1e-7, 43.8 + static_cast<double>(random() % 3) * 2e-5}); }));
      break;
    default: change(survey, Layer::Outfalls, fid, "code_national", Value{std::format("AB-220102-{:04}-QT-00", random() % 9000 + 1)}); break;
    }
    must(live.refresh(Layer::Outfalls, fid));
  }
  agree("outfalls edited");
  change(survey, Layer::Units, Fid{5'000'010}, "name", Value{std::string("新厂")});
  must(live.refresh(Layer::Units, Fid{5'000'010}));
  change(survey, Layer::Units, Fid{5'000'011}, "uscc", Value{std::string("11220100013828800N")});
  must(live.refresh(Layer::Units, Fid{5'000'011}));
  agree("units edited");
  change(survey, Layer::Samples, Fid{6'000'020}, "cod_mgl", Value{9500.0});
  must(live.refresh(Layer::Samples, Fid{6'000'020}));
  Photo photo;
  photo.outfallFid = Fid{1'000'030};
  photo.sha256 = std::format("{:064x}", 7);
  must(survey.edit("photo", [&](store::Edit& edit) -> Result<> {
    auto given = edit.insert(photo);
    if (!given) return std::unexpected(given.error());
    photo.fid = *given;
    return {};
  }));
  must(live.refresh(Layer::Photos, photo.fid));
  agree("a sample and a photo");
  must(survey.edit("remove", [&](store::Edit& edit) { return edit.removeRow(Layer::Photos, photo.fid); }));
  must(live.refresh(Layer::Photos, photo.fid, Fid{1'000'030}));
  agree("a photo removed");
  CHECK_FALSE(LiveCheck::follows(Layer::Rivers));
}

TEST_CASE("an edit in the form changes the findings of its neighbours too, before it is stored") {
  const TempFolder folder;
  store::SurveyFile survey = newSurvey(folder);
  must(survey.edit("two", [&](store::Edit& edit) -> Result<> {
    std::vector<Row> rows{toRow(nth(1)), toRow(nth(2))};
    return edit.insertBulk(Layer::Outfalls, rows);
  }));
  auto readers = must(readersForCheck(survey));
  auto live = must(LiveCheck::start(readers, jilinBook()));
  Outfall form = nth(2);
  form.codeNational = nth(1).codeNational;
  const ChangedFindings changed = must(live.update(form));
  CHECK(changed.records.size() == 2);
  CHECK(std::ranges::count(changed.findings, "code.duplicate", &Finding::rule) == 2);
  const ChangedFindings back = must(live.update(nth(2)));
  CHECK(back.records.size() == 2);
  CHECK(std::ranges::count(back.findings, "code.duplicate", &Finding::rule) == 0);
  CHECK(must(live.update(nth(2))).records.empty());
}

TEST_CASE("the form and the whole check agree about an outfall") {
  const TempFolder folder;
  store::SurveyFile survey = faultySurvey(folder, 300);
  const auto all = checked(survey);
  for (int i = 0; i < 300; i += 7) {
    const Fid fid{1'000'000 + i};
    auto outfall = must(survey.reader().get<Outfall>(fid));
    std::vector<Finding> mine, form;
    std::ranges::copy_if(all, std::back_inserter(mine), [&](const Finding& f) { return f.layer == Layer::Outfalls && f.fid == fid; });
    std::ranges::copy_if(must(checkOutfall(survey.reader(), jilinBook(), *outfall)), std::back_inserter(form), [](const Finding& f) { return f.layer == Layer::Outfalls; });
    INFO(i);
    // Of many equal ones a check tells twenty, the form all: the rules are compared, not the counts.
    const auto rulesOf = [](const std::vector<Finding>& findings) {
      std::vector<std::string> ids;
      for (const Finding& f : findings) ids.push_back(f.rule + " " + f.field);
      return ids;
    };
    CHECK(rulesOf(mine) == rulesOf(form));
  }
}

TEST_CASE("a finding is set aside with a reason and a name, kept in the journal, and taken up again") {
  const TempFolder folder;
  store::SurveyFile survey = newSurvey(folder);
  Outfall o = nth(1);
  o.bank = "中岸";
  must(survey.edit("one", [&](store::Edit& edit) -> Result<> {
    auto given = edit.insert(o);
    return given ? Result<>{} : std::unexpected(given.error());
  }));
  auto report = must(checkSurvey(survey.reader(), jilinBook()));
  std::erase_if(report.findings, [](const Finding& f) { return f.rule != "field.word"; });
  REQUIRE(report.findings.size() == 1);
  CHECK(ignoreFindings(survey, report.findings, "  ").error().code == ErrorCode::ValueInvalid);
  must(ignoreFindings(survey, report.findings, "当地如此称呼"));
  const auto after = must(checkSurvey(survey.reader(), jilinBook()));
  CHECK(std::ranges::none_of(after.findings, [](const Finding& f) { return f.rule == "field.word"; }));
  REQUIRE(after.ignored.size() == 1);
  CHECK(after.ignored[0].by.reason == "当地如此称呼");
  CHECK(after.ignored[0].by.by == survey.info().author);
  CHECK(after.ignored[0].by.at.size() == 24);
  CHECK(std::ranges::none_of(must(checkOutfall(survey.reader(), jilinBook(), o)), [](const Finding& f) { return f.rule == "field.word"; }));
  CHECK(must(store::entries(survey.reader()))[0].changes == 1);
  // Another field's finding of the same rule is not set aside.
  change(survey, Layer::Outfalls, o.fid, "outlet_shape", Value{std::string("圆的")});
  CHECK(std::ranges::count(checked(survey), "field.word", &Finding::rule) == 1);
  must(takeUpFindings(survey, std::vector{after.ignored[0].by}));
  CHECK(std::ranges::count(checked(survey), "field.word", &Finding::rule) == 2);
  must(survey.undo());
  CHECK(must(ignoredFindings(survey.reader())).size() == 1);
}

TEST_CASE("a card tells what, where in the standard, the values, and who touched it last") {
  const TempFolder folder;
  store::SurveyFile survey = newSurvey(folder);
  Outfall o = nth(1);
  o.handleType = "清理合并";
  must(survey.edit("one", [&](store::Edit& edit) -> Result<> {
    auto given = edit.insert(o);
    return given ? Result<>{} : std::unexpected(given.error());
  }));
  change(survey, Layer::Outfalls, o.fid, "note", Value{std::string("x")});
  change(survey, Layer::Outfalls, o.fid, "handle_type", Value{std::string("依法取缔")});
  const auto findings = checked(survey);
  const auto hit = std::ranges::find(findings, "handle.storm-closed", &Finding::rule);
  REQUIRE(hit != findings.end());
  const FindingCard card = must(explainFinding(survey.reader(), jilinBook(), *hit));
  REQUIRE(card.rule);
  CHECK(card.rule->citation.zh.find("三(十)") != std::string::npos);
  CHECK(card.condition.find("城镇雨洪排口") != std::string::npos);
  const auto value = [&](std::string_view name) {
    const auto found = std::ranges::find(card.values, name, &ExplainedValue::name);
    return found == card.values.end() ? std::string("?") : found->value;
  };
  CHECK(value("handle_type") == "依法取缔");
  CHECK(value("class_2") == "城镇雨洪排口");
  REQUIRE(card.last);
  CHECK(card.last->field == "handle_type");
  CHECK(toText(card.last->before) == "清理合并");
}

TEST_CASE("findings are counted by county and rule") {
  const TempFolder folder;
  store::SurveyFile survey = faultySurvey(folder, 200);
  const auto findings = checked(survey);
  const auto counts = must(countByCounty(survey.reader(), findings));
  std::int64_t sum = 0, samples = 0;
  for (const CountyCount& c : counts) {
    sum += c.count;
    if (c.rule == "sample.unit-range" && c.county == "220102") samples += c.count;
  }
  CHECK(sum == static_cast<std::int64_t>(findings.size()));
  CHECK(samples > 0); // by the outfall that the sample belongs to
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/record_check.h"

#include "core/rules/survey_check.h"
#include "good_record.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <set>

using namespace suyuan;
using namespace suyuan::rules;

namespace {

std::vector<std::string> idsOf(const std::vector<Finding>& findings) {
  std::vector<std::string> ids;
  for (const auto& f : findings) ids.push_back(f.rule);
  return ids;
}

struct Case {
  std::string rule;
  std::function<void(Outfall&, RecordContext&)> spoil;
  std::string field;
};

const Zone& reserve() {
  static const Zone zone = [] {
    Zone z;
    z.name = "石头口门水库";
    z.kind = "饮用水水源保护区";
    z.grade = "一级";
    return z;
  }();
  return zone;
}

/// One case for each rule over an outfall: what spoils the good record so that this rule, and no other, fires.
std::vector<Case> cases() {
  using O = Outfall&;
  using C = RecordContext&;
  const double nan = std::numeric_limits<double>::quiet_NaN();
  return {
      {"code.shape", [](O o, C) { o.codeNational = "AB-22O102-0001-QT-00"; }, "code_national"},
      {"code.provincial-shape", [](O o, C) { o.codeProvincial = "JL-1"; }, "code_provincial"},
      {"code.form", [](O o, C) { o.codeNational = "ab2201020001qt00"; }, "code_national"},
      {"code.duplicate", [](O, C c) { c.sameNationalCode = {Fid{7}}; }, "code_national"},
      {"code.provincial-duplicate", [](O o, C c) { o.codeProvincial = "AB-220102-0009-QT-00"; c.sameProvincialCode = {Fid{7}}; }, "code_provincial"},
      {"code.basin", [](O o, C) { o.codeNational = "AX-220102-0001-QT-00"; o.basin = "AX"; }, "code_national"},
      {"code.basin-river", [](O o, C) { o.basin = "BA"; }, "code_national"},
      {"code.type-unknown", [](O o, C) { o.codeNational = "AB-220102-0001-XX-00"; }, "code_national"},
      {"code.type-class", [](O o, C) { o.codeNational = "AB-220102-0001-GY-00"; }, "code_national"},
      {"code.division-unknown", [](O o, C) { o.codeNational = "AB-220199-0001-QT-00"; o.divisionCode = ""; o.townshipCode = ""; o.status = "已排除"; }, "code_national"},
      {"code.division-record", [](O o, C) { o.codeNational = "AB-220103-0001-QT-00"; }, "code_national"},
      {"code.extension", [](O o, C) { o.codeNational = "AB-220102-0001-QT-01"; }, "code_national"},
      {"code.missing", [](O o, C) { o.codeNational = ""; }, "code_national"},
      {"name.lookalike", [](O o, C) { o.name = "长春市南关区某街城镇雨洪排囗"; }, "name"},
      {"name.variant", [](O o, C) { o.name = "长春市南关区某街其它排口"; }, "name"},
      {"name.unit", [](O o, C) { o.name = "长春市南关区某街东100m城镇雨洪排口"; }, "name"},
      {"name.stray", [](O o, C) { o.name = "长春市南关区+某街城镇雨洪排口"; }, "name"},
      {"name.doubled", [](O o, C) { o.name = "长春市南关区某街城镇雨洪排口城镇雨洪排口"; }, "name"},
      {"name.suffix", [](O o, C) { o.name = "长春市南关区某街拦水坝"; }, "name"},
      {"name.suffix-class", [](O o, C) { o.name = "长春市南关区某街矿山排污口"; }, "name"},
      {"name.note", [](O o, C) { o.name = "长春市南关区某街城镇雨洪排口（2025年新增）"; }, "name"},
      {"name.division", [](O o, C) { o.name = "某街城镇雨洪排口"; }, "name"},
      {"name.character", [](O o, C) { o.name = "长春市南关区 某街城镇雨洪排口"; }, "name"},
      {"name.rare", [](O o, C) { o.name = "长春市南关区奤街城镇雨洪排口"; }, "name"},
      {"name.long", [](O o, C) { o.name = "长春市南关区"; for (int i = 0; i < 200; ++i) o.name += "街"; o.name += "城镇雨洪排口"; }, "name"},
      {"name.duplicate", [](O, C c) { c.sameName = {Fid{7}}; }, "name"},
      {"class.unknown", [](O o, C) { o.class1 = "奇怪的类别"; o.name = "长春市南关区某街排口"; }, "class_1"},
      {"class.older", [](O o, C) { o.class1 = "城镇雨洪排口"; o.class2 = ""; o.name = "长春市南关区某街排口"; }, "class_1"},
      {"class.pair", [](O o, C) { o.class1 = "农业排口"; o.codeNational = "AB-220102-0001-NY-00"; o.name = "长春市南关区某街排口"; }, "class_2"},
      {"class.level3", [](O o, C) { o.class1 = "工业排污口"; o.class2 = "工矿企业排污口"; o.codeNational = "AB-220102-0001-GY-00"; o.name = "长春市某厂排污口"; o.approveStatus = "已审批"; }, "class_3"},
      {"class.undetermined", [](O o, C) { o.class1 = "暂无法确定"; o.class2 = ""; o.handleStage = "完成整治"; o.name = "长春市某厂排污口"; }, "class_1"},
      {"approve.procedure", [](O o, C) { o.approveStatus = "已审批"; }, "approve_status"},
      {"division.unknown", [](O o, C) { o.divisionCode = "220199"; o.codeNational = "AB-220199-0001-QT-00"; o.townshipCode = ""; o.codeNational = ""; o.status = "疑似"; }, "division_code"},
      {"division.level", [](O o, C) { o.divisionCode = "220100"; o.townshipCode = ""; }, "division_code"},
      {"division.old", [](O o, C) { o.divisionCode = "220381"; o.townshipCode = ""; o.codeNational = "AB-220184-0001-QT-00"; }, "division_code"},
      {"division.township", [](O o, C) { o.townshipCode = "220103001"; }, "township_code"},
      {"place.missing", [](O o, C) { o.geometry = std::monostate{}; }, ""},
      {"place.impossible", [nan](O o, C) { o.geometry = Point{nan, 43.87}; }, ""},
      {"place.swapped", [](O o, C) { o.geometry = Point{43.87, 125.33}; }, ""},
      {"place.outside-division", [](O, C c) { c.countyAtPoint = DivisionCode{220103}; c.ownCountyDistanceM = 5000; }, "division_code"},
      {"place.far-from-river", [](O, C c) { c.riverName = "伊通河"; c.riverDistanceM = 850; }, "river_name"},
      {"place.accuracy", [](O o, C) { o.accuracy = 35; }, "accuracy_m"},
      {"field.required", [](O o, C) { o.riverName = ""; }, "river_name"},
      {"field.word", [](O o, C) { o.bank = "中岸"; }, "bank"},
      {"uscc.shape", [](O o, C) { o.responsibleCode = "1122010001382880"; }, "responsible_uscc"},
      {"uscc.check", [](O o, C) { o.responsibleCode = "91350100M0001TGQXM"; }, "responsible_uscc"},
      {"sample.unit-range", [](O o, C) { o.flow = 5e6; }, "flow_m3d"},
      {"sample.impossible", [](O o, C) { o.flow = -1; }, "flow_m3d"},
      {"duplicate.near", [](O, C c) { c.nearby = {{Fid{7}, 2.5}}; }, ""},
      {"trace.unit-missing", [](O o, C) { o.unitName = ""; }, "unit_name"},
      {"trace.unit-gone", [](O o, C c) { o.unitFid = Fid{5}; c.unitLookedUp = true; }, "unit_fid"},
      {"trace.responsible-missing", [](O o, C) { o.responsibleBody = ""; }, "responsible_body"},
      {"zone.protected", [](O, C c) { c.zonesAtPoint = {&reserve()}; }, ""},
      {"photo.missing", [](O, C c) { c.photos.emplace(); }, ""},
      {"time.order", [](O o, C) { o.finishDate = "2023-01-01"; }, "finish_date"},
      {"handle.pair", [](O o, C) { o.handleType = "无需整治"; }, "handle_stage"},
  };
}

/// Rules over other records than outfalls, tested below and in survey_check_test.cpp.
const std::set<std::string> elsewhere{"unit.uscc", "sample.flow-unit", "sample.bod-over-cod", "sample.ammonia-over-total",
                                      "sample.orphan", "photo.off-point", "photo.orphan"};

} // namespace

TEST_CASE("a good record has no finding") {
  const auto findings = checkOutfall(goodOutfall(), testBook());
  for (const auto& f : findings) UNSCOPED_INFO(f.rule << " " << testBook().message(f, "zh"));
  CHECK(findings.empty());
}

TEST_CASE("each rule fires for its own fault and no other does") {
  for (const Case& c : cases()) {
    INFO(c.rule);
    Outfall outfall = goodOutfall();
    RecordContext context;
    c.spoil(outfall, context);
    const auto findings = checkOutfall(outfall, testBook(), context);
    std::vector<std::string> ids = idsOf(findings);
    // A record without division_code also misses a required field: the one pair that cannot be told apart.
    if (c.rule == "code.division-unknown") std::erase(ids, "field.required");
    CHECK(ids == std::vector<std::string>{c.rule});
    const auto hit = std::ranges::find(findings, c.rule, &Finding::rule);
    if (hit == findings.end()) continue;
    CHECK(hit->field == c.field);
    CHECK(hit->fid == outfall.fid);
    CHECK(hit->severity == testBook().rule(c.rule)->severity);
    for (const char* language : {"zh", "en"}) {
      const std::string sentence = testBook().message(*hit, language);
      INFO(sentence);
      CHECK(sentence != c.rule);
      CHECK(sentence.find('{') == std::string::npos);
      CHECK(sentence.find("code.fault") == std::string::npos);
    }
  }
}

TEST_CASE("every rule of the book has a case that fires it") {
  std::set<std::string> tested = elsewhere;
  for (const Case& c : cases()) tested.insert(c.rule);
  for (const Rule& rule : testBook().rules()) {
    INFO(rule.id);
    CHECK(tested.contains(rule.id));
  }
  CHECK(tested.size() == testBook().rules().size());
}

TEST_CASE("only shape, duplicates and impossible values are errors") {
  std::set<std::string> errors;
  for (const Rule& rule : testBook().rules())
    if (rule.severity == Severity::Error) errors.insert(rule.id);
  CHECK(errors == std::set<std::string>{"code.shape", "code.duplicate", "place.impossible", "place.swapped", "sample.impossible"});
}

TEST_CASE("a fix mends what its finding says") {
  const std::vector<std::string> fixable{"code.form", "name.lookalike", "name.variant", "name.unit", "name.stray", "name.doubled", "name.suffix",
                                         "name.division", "name.character", "class.pair", "division.old"};
  for (const Case& c : cases()) {
    if (std::ranges::find(fixable, c.rule) == fixable.end()) continue;
    INFO(c.rule);
    Outfall outfall = goodOutfall();
    RecordContext context;
    c.spoil(outfall, context);
    const auto findings = checkOutfall(outfall, testBook(), context);
    const auto hit = std::ranges::find(findings, c.rule, &Finding::rule);
    REQUIRE(hit != findings.end());
    REQUIRE(hit->fix.has_value());
    Outfall::fields(outfall, [&](const FieldDef& def, auto& member) {
      if (def.name == hit->fix->field) fromValue(hit->fix->value, member);
    });
    const auto after = idsOf(checkOutfall(outfall, testBook(), context));
    CHECK(std::ranges::find(after, c.rule) == after.end());
  }
}

TEST_CASE("a finding that rests on an unverified entry says so") {
  const auto one = [](auto spoil) {
    Outfall o = goodOutfall();
    spoil(o);
    const auto findings = checkOutfall(o, testBook());
    REQUIRE(findings.size() == 1);
    return findings[0].unverified;
  };
  CHECK(one([](Outfall& o) { o.codeNational = "AB-220102-0001-XX-00"; }));       // letters not in a table that is incomplete
  CHECK(one([](Outfall& o) { o.approveStatus = "已审批"; }));                      // second-hand
  CHECK_FALSE(one([](Outfall& o) { o.codeNational = "AB-22O102-0001-QT-00"; })); // the shape is firm
  CHECK_FALSE(one([](Outfall& o) { o.codeNational = "AB-220102-0001-GY-00"; })); // GY is seen in practice
}

TEST_CASE("the rows of practice are warned about, not refused") {
  // A mine of class 工业 coded QT, and coded in a county that is not its own.
  Outfall mine = goodOutfall();
  mine.codeNational = "FA-420503-0028-QT-00";
  mine.basin = "FA";
  mine.divisionCode = "420506";
  mine.townshipCode = "";
  mine.name = "湖北民泰矿业有限公司后湾磷矿矿山排污口";
  mine.class1 = "工业排污口";
  mine.class2 = "工矿企业排污口";
  mine.class3 = "矿山排污口";
  mine.approveStatus = "";
  const auto findings = checkOutfall(mine, testBook());
  CHECK(idsOf(findings) == std::vector<std::string>{"code.division-record", "code.type-class", "name.division"});
  CHECK(std::ranges::none_of(findings, [](const Finding& f) { return f.severity == Severity::Error; }));

  // Two codes that differ in letters and number are both right.
  Outfall qing = goodOutfall();
  qing.codeNational = "FA-420528-0163-QT-00";
  qing.codeProvincial = "FM4205280216QT00";
  qing.basin = "FA";
  qing.divisionCode = "420528";
  qing.townshipCode = "";
  qing.name = "宜昌市长阳土家族自治县鸭子口乡航运管理所东10米处城镇雨洪排口";
  CHECK(idsOf(checkOutfall(qing, testBook())).empty());
}

TEST_CASE("fields are asked for by survey level, and not of what was excluded") {
  Outfall o = goodOutfall();
  o.outletShape = o.drainFeature = o.sewageKind = "";
  const auto count = [&] { return std::ranges::count(idsOf(checkOutfall(o, testBook())), "field.required"); };
  o.surveyLevel = 1;
  CHECK(count() == 0);
  o.surveyLevel = 2;
  CHECK(count() == 2);
  o.surveyLevel = 3;
  CHECK(count() == 3);
  o.surveyLevel.reset(); // confirmed: held to the second level
  CHECK(count() == 2);
  o.status = "已排除";
  CHECK(count() == 0);
}

TEST_CASE("an undetermined class is allowed until closing") {
  Outfall o = goodOutfall();
  o.class1 = "暂无法确定";
  o.class2 = "";
  o.name = "长春市南关区某街排口";
  CHECK(idsOf(checkOutfall(o, testBook())).empty());
}

TEST_CASE("a point across the border, but near it, is not remarked") {
  RecordContext context;
  context.countyAtPoint = DivisionCode{220103};
  context.ownCountyDistanceM = 400;
  CHECK(checkOutfall(goodOutfall(), testBook(), context).empty());
}

TEST_CASE("a unit's credit code is checked") {
  Unit unit;
  unit.fid = Fid{3};
  unit.name = "某厂";
  unit.uscc = "11220100013828800N";
  CHECK(checkUnit(unit, testBook()).empty());
  unit.uscc = "91350100M0001TGQXM";
  const auto findings = checkUnit(unit, testBook());
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule == "unit.uscc");
  CHECK(findings[0].layer == Layer::Units);
  CHECK(testBook().message(findings[0], "zh").find("“1”") != std::string::npos);
}

TEST_CASE("a sample's numbers are checked, and the unit trap of the flow is told") {
  Sample s;
  s.fid = Fid{4};
  s.ph = 7.2;
  s.cod = 38;
  s.bod = 9;
  s.ammonia = 1.2;
  s.nitrogen = 6.5;
  s.flow = 0.02;
  CHECK(checkSample(s, testBook()).empty());

  const auto only = [](const Sample& bad) {
    const auto findings = checkSample(bad, testBook());
    REQUIRE(findings.size() == 1);
    return findings[0];
  };
  Sample bad = s;
  bad.flow = 1728; // m³/d
  const Finding flow = only(bad);
  CHECK(flow.rule == "sample.flow-unit");
  REQUIRE(flow.fix.has_value());
  CHECK(std::get<double>(flow.fix->value) == 0.02);
  bad = s;
  bad.ph = 15;
  CHECK(only(bad).rule == "sample.impossible");
  bad.ph = 1.5;
  CHECK(only(bad).rule == "sample.unit-range");
  bad.ph = std::numeric_limits<double>::quiet_NaN();
  CHECK(only(bad).rule == "sample.impossible");
  bad = s;
  bad.bod = 40;
  CHECK(only(bad).rule == "sample.bod-over-cod");
  bad = s;
  bad.ammonia = 7;
  CHECK(only(bad).rule == "sample.ammonia-over-total");
}

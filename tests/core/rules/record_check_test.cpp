// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/record_check.h"

#include "core/rules/survey_check.h"
#include "good_record.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

using namespace suyuan;
using namespace suyuan::rules;

namespace {

std::vector<std::string> idsOf(const std::vector<Finding>& findings) {
  std::vector<std::string> ids;
  for (const auto& f : findings) ids.push_back(f.rule);
  return ids;
}

} // namespace

TEST_CASE("a good record has no finding") {
  const auto findings = checkOutfall(goodOutfall(), testBook());
  for (const auto& f : findings) UNSCOPED_INFO(f.rule << " " << testBook().message(f, "zh"));
  CHECK(findings.empty());
}

TEST_CASE("only shape, duplicates and impossible values are errors") {
  std::set<std::string> errors;
  for (const Rule& rule : testBook().rules())
    if (rule.severity == Severity::Error) errors.insert(rule.id);
  CHECK(errors == std::set<std::string>{"code.shape", "code.duplicate", "place.impossible", "place.swapped", "sample.impossible"});
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
  mine.approveStatus = "已审批";
  mine.permitNo = "11220100013828800N001P";
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
  unit.geometry = Point{125.3, 43.8};
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
  s.sampledAt = "2024-05-02T02:00:00.000Z";
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/survey_check.h"

#include "core/coding/outfall_code.h"
#include "good_record.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <format>
#include <map>
#include <random>

using namespace suyuan;
using namespace suyuan::rules;

namespace {

Polygon square(double x, double y, double half) {
  return {{{{x - half, y - half}, {x + half, y - half}, {x + half, y + half}, {x - half, y + half}, {x - half, y - half}}}};
}

/// 南关区 and 宽城区 side by side, the 伊通河 between them, a reserve, and good outfalls along the bank.
struct Survey {
  std::vector<Outfall> outfalls;
  std::vector<River> rivers;
  std::vector<Lake> lakes;
  std::vector<Zone> zones;
  std::vector<Division> divisions;
  std::vector<Unit> units;
  std::vector<Sample> samples;
  std::vector<Photo> photos;

  explicit Survey(int count) {
    divisions.resize(2);
    divisions[0].code = "220102";
    divisions[0].geometry = square(125.3, 43.8, 0.1);
    divisions[1].code = "220103";
    divisions[1].geometry = square(125.5, 43.8, 0.1);
    rivers.resize(2);
    rivers[0].fid = Fid{501};
    rivers[0].name = "伊通河";
    rivers[0].basin = "AB";
    rivers[0].geometry = LineString{{{125.21, 43.8}, {125.3, 43.8}, {125.39, 43.8}}};
    rivers[1].fid = Fid{502};
    rivers[1].name = "东新开河";
    rivers[1].geometry = LineString{{{125.21, 43.85}, {125.39, 43.85}}};
    zones.resize(1);
    zones[0].name = "某水源地";
    zones[0].kind = "饮用水水源保护区";
    zones[0].citation = "某号文";
    zones[0].geometry = square(125.38, 43.8, 0.01);
    for (int i = 0; i < count; ++i) {
      Outfall o = goodOutfall();
      o.fid = Fid{1000 + i};
      o.codeNational = std::format("AB-220102-{:04}-QT-00", i + 1);
      o.name = std::format("长春市南关区南岭街道某街{}号城镇雨洪排口", i + 1);
      o.geometry = Point{125.22 + 0.14 * i / std::max(count, 1), 43.8003};
      o.unitName = "某处";
      outfalls.push_back(o);
      Photo p;
      p.fid = Fid{90000000 + i};
      p.outfallFid = o.fid;
      p.fileName = std::format("{}.jpg", i);
      p.geometry = o.geometry;
      p.sha256 = std::format("{:064x}", i);
      p.kind = "近景";
      p.takenAt = "2024-05-01T02:05:00.000Z";
      photos.push_back(p);
    }
  }

  [[nodiscard]] SurveyView view() const {
    SurveyView v;
    v.outfalls = outfalls;
    v.rivers = rivers;
    v.lakes = lakes;
    v.zones = zones;
    v.divisions = divisions;
    v.units = units;
    v.samples = samples;
    v.photos = photos;
    return v;
  }
  [[nodiscard]] std::vector<Finding> check() const {
    const auto found = checkSurvey(view(), testBook());
    REQUIRE(found.has_value());
    return *found;
  }
};

Finding only(const std::vector<Finding>& findings) {
  for (const auto& f : findings) UNSCOPED_INFO(f.rule << " " << f.fid.value);
  REQUIRE(findings.size() == 1);
  return findings[0];
}

std::string arg(const Finding& f, std::string_view name) {
  for (const auto& [key, value] : f.args)
    if (key == name) return value;
  return {};
}

} // namespace

TEST_CASE("a good survey has no findings") {
  const auto findings = Survey(20).check();
  for (const auto& f : findings) UNSCOPED_INFO(f.rule << " " << testBook().message(f, "zh"));
  CHECK(findings.empty());
  CHECK(Survey(0).check().empty());
}

TEST_CASE("the same code in two forms is one code twice") {
  Survey s(5);
  s.outfalls[3].codeNational = "ab2201020001qt00";
  const auto findings = s.check();
  std::vector<std::int64_t> duplicates;
  for (const auto& f : findings)
    if (f.rule == "code.duplicate") duplicates.push_back(f.fid.value);
  CHECK(duplicates == std::vector<std::int64_t>{1000, 1003});
}

TEST_CASE("a point in the neighbouring county is told with both names") {
  Survey s(5);
  s.outfalls[2].geometry = Point{125.4501, 43.8001};
  s.rivers[0].geometry = LineString{{{125.21, 43.8}, {125.5, 43.8}}};
  s.photos[2].geometry = std::monostate{};
  const Finding f = only(s.check());
  CHECK(f.rule == "place.outside-division");
  CHECK(arg(f, "there") == "长春市宽城区");
  CHECK(arg(f, "county") == "长春市南关区");
  CHECK(std::abs(std::stod(arg(f, "distance")) - 4020) < 30);
}

TEST_CASE("a point far from the river that it names is told, however near another runs") {
  Survey s(5);
  s.outfalls[1].geometry = Point{125.3, 43.8497};
  s.photos[1].geometry = std::monostate{};
  const Finding f = only(s.check());
  CHECK(f.rule == "place.far-from-river");
  CHECK(arg(f, "river") == "伊通河");
  CHECK(std::abs(std::stod(arg(f, "distance")) - 5522) < 30);
  s.outfalls[1].riverName = "东新开河"; // known only by name
  CHECK(s.check().empty());
  s.outfalls[1].riverFid = Fid{501}; // the record counts more than the name
  s.outfalls[1].riverName = "伊通河";
  CHECK(only(s.check()).rule == "place.far-from-river");
}

TEST_CASE("a lake's shore is a bank") {
  Survey s(1);
  s.lakes.resize(1);
  s.lakes[0].fid = Fid{601};
  s.lakes[0].name = "南湖";
  s.lakes[0].geometry = square(125.3, 43.83, 0.005);
  s.outfalls[0].geometry = Point{125.3051, 43.83};
  s.outfalls[0].riverName = "南湖";
  s.photos[0].geometry = std::monostate{};
  CHECK(s.check().empty());
  s.outfalls[0].geometry = Point{125.3121, 43.83};
  CHECK(only(s.check()).rule == "place.far-from-river");
}

TEST_CASE("an outfall in a protected zone is told") {
  Survey s(5);
  s.outfalls[4].geometry = Point{125.38, 43.8003};
  s.outfalls[4].handleType = s.outfalls[4].handleStage = ""; // what is to be done with it is another rule's matter
  s.outfalls[4].traceStatus = "溯源中";
  s.photos[4].geometry = std::monostate{};
  const Finding f = only(s.check());
  CHECK(f.rule == "zone.protected");
  CHECK(arg(f, "zone") == "某水源地");
  s.zones[0].kind = "水功能区";
  CHECK(s.check().empty());
}

TEST_CASE("two records of one class within a few metres are told, of another class not") {
  Survey s(5);
  s.outfalls[3].geometry = Point{125.2201, 43.8003};
  s.outfalls[0].geometry = Point{125.22012, 43.80031};
  s.photos[3].geometry = s.photos[0].geometry = std::monostate{};
  const auto findings = s.check();
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].rule == "duplicate.near");
  CHECK(arg(findings[0], "other") == "1003");
  CHECK(arg(findings[1], "other") == "1000");
  s.outfalls[3].class1 = "农业排口";
  s.outfalls[3].class2 = "规模化水产养殖排污口";
  s.outfalls[3].codeNational = "AB-220102-0004-NY-00";
  s.outfalls[3].name = "长春市南关区某村规模化水产养殖排污口";
  CHECK(s.check().empty());
}

TEST_CASE("photos are missing, elsewhere, or without an outfall") {
  Survey s(3);
  s.photos[1].geometry = Point{125.3, 43.81};
  CHECK(only(s.check()).rule == "photo.off-point");
  s.photos[1].outfallFid = Fid{7};
  const auto findings = s.check();
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].rule == "photo.orphan"); // its outfall would come first
  CHECK(findings[1].rule == "photo.missing");
  s.photos.clear();
  CHECK(s.check().size() == 3);
  SurveyView unread = s.view();
  unread.photosRead = false;
  CHECK(checkSurvey(unread, testBook())->empty());
}

TEST_CASE("units and samples are checked where they hang") {
  Survey s(2);
  s.units.resize(1);
  s.units[0].fid = Fid{5};
  s.units[0].name = "某处";
  s.units[0].geometry = Point{125.3, 43.81};
  s.units[0].uscc = "91350100M0001TGQXM";
  s.outfalls[0].unitFid = Fid{5};
  CHECK(only(s.check()).rule == "unit.uscc");
  s.units[0].uscc = "11220100013828800N";
  s.outfalls[1].unitFid = Fid{6};
  CHECK(only(s.check()).rule == "trace.unit-gone");
  s.outfalls[1].unitFid = Fid{5};
  s.samples.resize(1);
  s.samples[0].fid = Fid{8};
  s.samples[0].outfallFid = Fid{9999};
  s.samples[0].sampledAt = "2024-05-02T02:00:00.000Z";
  s.samples[0].cod = 30;
  const Finding f = only(s.check());
  CHECK(f.rule == "sample.orphan");
  CHECK(f.layer == Layer::Samples);
}

TEST_CASE("broken geometry is survived") {
  Survey s(3);
  s.divisions[0].geometry = Polygon{};
  s.divisions[1].geometry = LineString{{{1, 2}}};
  s.rivers[0].geometry = LineString{{{std::nan(""), 1}, {125.2, 43.8}, {125.4, 43.8}}};
  s.zones[0].geometry = Polygon{{{}, {{std::nan(""), std::nan("")}}}};
  s.outfalls[0].geometry = Point{1e300, -1e300};
  s.outfalls[1].geometry = Polygon{};
  const auto found = s.check();
  CHECK(std::ranges::any_of(found, [](const Finding& f) { return f.rule == "place.impossible"; }));
  CHECK(std::ranges::any_of(found, [](const Finding& f) { return f.rule == "place.missing"; }));
}

TEST_CASE("a check can be cancelled and tells how far it is") {
  const Survey s(20000);
  std::stop_source source;
  std::vector<double> steps;
  const auto stopped = checkSurvey(s.view(), testBook(), source.get_token(), [&](double at) {
    steps.push_back(at);
    if (at > 0.3) source.request_stop();
  }, {.today = {}, .threads = 1});
  REQUIRE_FALSE(stopped.has_value());
  CHECK(stopped.error().code == ErrorCode::Cancelled);
  CHECK(steps.size() > 1);
  CHECK(std::ranges::is_sorted(steps));
  CHECK(steps.back() < 0.6);
}

TEST_CASE("the time grows with the records, not with their pairs") {
  const auto milliseconds = [](int count) {
    Survey s(count);
    // The worst on purpose: one code, one name, one spot.
    for (Outfall& o : s.outfalls) {
      o.codeNational = "AB-220102-0001-QT-00";
      o.name = s.outfalls[0].name;
      o.geometry = Point{125.3, 43.8003};
    }
    s.photos.clear();
    const auto begin = std::chrono::steady_clock::now();
    CHECK(s.check().size() >= static_cast<std::size_t>(count));
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  };
  const double small = milliseconds(1000), large = milliseconds(8000);
  CHECK(large < small * 8 * 4); // a quadratic check would take 64 times as long
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/candidate.h"
#include "core/model/division.h"
#include "core/model/river.h"
#include "core/model/unit.h"
#include "core/search/division_place.h"
#include "tests/core/search/find_tools.h"

#include <algorithm>
#include <cmath>

using namespace suyuan;
using namespace suyuan::test;
using search::Match;
using search::SearchHit;

namespace {

Outfall outfall(const std::string& name, const std::string& code = {}, Point at = {125.3, 43.8}) {
  Outfall o;
  o.geometry = at;
  o.name = name;
  o.codeNational = code;
  o.class1 = "其他排口";
  o.class2 = "城镇雨洪排口";
  o.divisionCode = "220102";
  o.riverName = "伊通河";
  return o;
}

River river(const std::string& name, std::vector<Point> line) {
  River r;
  r.name = name;
  r.geometry = LineString{std::move(line)};
  return r;
}

/// 长春 in small: two rivers, four outfalls, a unit, a suspected outfall, a county's outline.
Searched sample(const TempFolder& folder) {
  Searched s(newSurvey(folder));
  s.add(river("伊通河", {{125.3, 43.7}, {125.32, 43.8}}));
  s.add(river("伊通河", {{125.32, 43.8}, {125.35, 43.9}}));
  s.add(river("重溪沟", {{125.5, 43.7}, {125.51, 43.8}}));
  s.add(outfall("长春市南关区伊通河右岸1号城镇雨洪排口", "AB-220102-0001-QT-00"));
  s.add(outfall("长春市南关区伊通河右岸2号城镇雨洪排口", "AB-220102-0012-QT-00", {125.31, 43.81}));
  s.add(outfall("长春市朝阳区永春河3号排口", "AB-220104-0012-QT-00", {125.2, 43.7}));
  s.add(outfall("Jilin化工A12号（东）排口"));
  Unit unit;
  unit.name = "长春市北郊污水处理厂";
  unit.uscc = "91220101MA0Y4XXX1K";
  s.add(unit);
  Candidate candidate;
  candidate.name = "无人机疑似点7";
  candidate.geometry = Point{125.4, 43.9};
  s.add(candidate);
  Division county;
  county.code = "220102";
  county.name = "南关区";
  county.geometry = Polygon{{{{125.2, 43.7}, {125.4, 43.7}, {125.4, 43.9}, {125.2, 43.9}, {125.2, 43.7}}}};
  s.add(county);
  return s;
}

const SearchHit* named(const std::vector<SearchHit>& hits, std::string_view name) {
  const auto at = std::ranges::find(hits, name, &SearchHit::name);
  return at == hits.end() ? nullptr : &*at;
}

} // namespace

TEST_CASE("a Chinese name is found by any part of it, one character too") {
  const TempFolder folder;
  auto s = sample(folder);
  CHECK(s.names("伊通河右岸2号", {Layer::Outfalls}) == std::vector<std::string>{"长春市南关区伊通河右岸2号城镇雨洪排口"});
  CHECK(s.names("永春", {Layer::Outfalls}) == std::vector<std::string>{"长春市朝阳区永春河3号排口"});
  CHECK(s.names("溪", {Layer::Rivers}) == std::vector<std::string>{"重溪沟"});
  CHECK(s.names("沟", {Layer::Rivers}) == std::vector<std::string>{"重溪沟"});
  CHECK(s.names("右岸", {Layer::Outfalls}).size() == 2);
  CHECK(s.names("通右").empty());                       // has the characters, not the row
  CHECK(s.names("河右岸号", {Layer::Outfalls}).empty());
  CHECK(s.names("化工a12号东", {Layer::Outfalls}).size() == 1); // case and brackets do not count
  CHECK(s.names("污水 北郊", {Layer::Units}).size() == 1);      // words in any order
  CHECK(s.names("疑似点7") == std::vector<std::string>{"无人机疑似点7"});
}

TEST_CASE("a code is found whole, by its beginning, by a part, with and without hyphens") {
  const TempFolder folder;
  auto s = sample(folder);
  auto hits = s.find("AB-220102-0012-QT-00");
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].match == Match::Code);
  CHECK(hits[0].division == "长春市南关区");
  CHECK(hits[0].kind == "城镇雨洪排口");
  CHECK(hits[0].water == "伊通河");
  CHECK(s.find("ab2201020012qt00").size() == 1);
  CHECK(s.find("AB-220102").size() == 2);
  CHECK(s.best("AB-220102").match == Match::CodeBegins);
  CHECK(s.find("0012").size() == 2);
  CHECK(s.find("220102-0012").size() == 1);
  hits = s.find("91220101ma0y4");
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].layer == Layer::Units);
}

TEST_CASE("a river is found by pinyin and by its first letters, before what merely holds its name") {
  const TempFolder folder;
  auto s = sample(folder);
  for (const char* typed : {"yth", "yitonghe", "yitongh", "YiTongHe", "yi tong he", "ytonghe"}) {
    INFO(typed);
    const auto hits = s.find({.text = typed, .layers = {Layer::Rivers, Layer::Outfalls}});
    REQUIRE(hits.size() == 3);
    CHECK(hits[0].layer == Layer::Rivers);
    CHECK(hits[0].name == "伊通河");
    CHECK(hits[0].match == Match::Reading);
    CHECK(hits[1].match == Match::ReadingHolds);
  }
  CHECK(s.names("chongxi", {Layer::Rivers}) == std::vector<std::string>{"重溪沟"});
  CHECK(s.names("zhongxigou", {Layer::Rivers}) == std::vector<std::string>{"重溪沟"});
  CHECK(s.names("ccsbjwsclc") == std::vector<std::string>{"长春市北郊污水处理厂"});
  CHECK(s.names("y", {Layer::Rivers}) == std::vector<std::string>{"伊通河"});
}

TEST_CASE("records of one river are one find, with the box of all") {
  const TempFolder folder;
  auto s = sample(folder);
  const auto hits = s.find({.text = "伊通河", .near = Point{125.35, 43.9}, .layers = {Layer::Rivers}});
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].parts == 2);
  CHECK(hits[0].box.minX < 125.301);
  CHECK(hits[0].box.maxX > 125.349);
  s.add(river("伊通河", {{127.3, 42.7}, {127.32, 42.8}})); // another of that name, far away
  CHECK(s.find({.text = "伊通河", .layers = {Layer::Rivers}}).size() == 2);
}

TEST_CASE("a division is found by name, code, former name and former code, with its outline when there is one") {
  const TempFolder folder;
  auto s = sample(folder);
  auto hits = s.find({.text = "南关区", .layers = {Layer::Divisions}});
  REQUIRE_FALSE(hits.empty());
  CHECK(hits[0].match == Match::Name);
  CHECK(hits[0].code == "220102");
  CHECK(hits[0].division == "长春市");
  CHECK(hits[0].fid.isSet());
  CHECK(hits[0].box.maxX > 125.39);
  CHECK(std::ranges::count(hits, "220102", &SearchHit::code) == 1); // table and outline are one
  CHECK(s.best("220102").layer == Layer::Divisions);
  CHECK(named(s.find("长春市南关区"), "南关区") != nullptr);
  // Two counties of this name: the survey's province comes first.
  hits = s.find({.text = "朝阳区", .layers = {Layer::Divisions}});
  REQUIRE(hits.size() >= 2);
  CHECK(hits[0].code == "220104");
  hits = s.find("扶余县");
  REQUIRE_FALSE(hits.empty());
  CHECK(hits[0].name == "扶余市");
  CHECK(hits[0].former == "扶余县");
  hits = s.find("220381");
  REQUIRE_FALSE(hits.empty());
  CHECK(hits[0].name == "公主岭市");
  CHECK(s.best("南岭街道").division == "长春市南关区");
  CHECK(named(s.find("南关区南岭"), "南岭街道") != nullptr);
  CHECK(named(s.find("ngqnl"), "南岭街道") != nullptr);
  CHECK(s.names("南关", {Layer::Divisions}) == std::vector<std::string>{"南关区"}); // and not each of its townships
  CHECK(s.best({.text = "nanguan", .layers = {Layer::Divisions}}).name == "南关区");
  CHECK(named(s.find({.text = "nanguan", .limit = 100}), "南岭街道") == nullptr);
}

TEST_CASE("equal finds are ordered by nearness, and kinds share the list") {
  const TempFolder folder;
  Searched s(newSurvey(folder));
  must(s.survey.edit("导入", [&](store::Edit& edit) -> Result<> {
    std::vector<Row> rows;
    for (int i = 0; i < 60; ++i) rows.push_back(toRow(outfall("河边" + std::to_string(i) + "号排口", {}, {125 + i * 0.01, 43})));
    SUYUAN_TRY(edit.insertBulk(Layer::Outfalls, rows));
    for (int i = 0; i < 12; ++i) {
      Unit unit;
      unit.name = "河边" + std::to_string(i) + "厂";
      unit.geometry = Point{125.3, 43};
      if (auto added = edit.insert(unit); !added) return std::unexpected(std::move(added).error());
    }
    return {};
  }));
  const auto hits = s.find({.text = "河边", .near = Point{125.302, 43}, .limit = 20});
  REQUIRE(hits.size() == 20);
  CHECK(hits[0].name == "河边30号排口");
  CHECK(hits[1].name == "河边31号排口");
  CHECK(std::ranges::count(hits, Layer::Units, &SearchHit::layer) == 10);
  must(s.search.refresh(s.survey.reader()));
  CHECK(must(s.search.find(s.survey.reader(), {.text = "河边", .limit = 20})).more);
  CHECK_FALSE(must(s.search.find(s.survey.reader(), {.text = "河边30号", .limit = 20})).more);
}

TEST_CASE("a field is completed from one layer") {
  const TempFolder folder;
  auto s = sample(folder);
  must(s.search.refresh(s.survey.reader()));
  const auto units = must(s.search.complete(s.survey.reader(), Layer::Units, "bjws"));
  REQUIRE(units.size() == 1);
  CHECK(units[0].name == "长春市北郊污水处理厂");
  CHECK(must(s.search.complete(s.survey.reader(), Layer::Rivers, "长春")).empty());
}

TEST_CASE("whatever is typed is answered") {
  const TempFolder folder;
  auto s = sample(folder);
  for (const std::string text : {"", " ", "\"", "' OR 1=1 --", "NEAR(", "伊* AND 河", "^伊", "»伊", "{}:^-", "\xFF", "((((", "〇", "a", "1", "%", "_", "🏞", "no such thing at all"}) {
    INFO(text);
    must(s.search.refresh(s.survey.reader()));
    CHECK(search::Search(s.survey, pinyin(), divisions()).isReady() == false);
    CHECK(s.search.find(s.survey.reader(), {.text = text}).has_value());
  }
  CHECK(s.find(std::string(5000, 'a')).empty());
  std::string longName;
  for (int i = 0; i < 2000; ++i) longName += "河";
  CHECK(s.find(longName).empty());
}

TEST_CASE("a division without an outline lies where its outfalls are") {
  const TempFolder folder;
  auto s = sample(folder);
  const auto place = [&](std::string_view code) { return must(search::boxOfOutfalls(s.survey.reader(), code)); };
  Outfall other = outfall("别处的排口", {}, {125.6, 43.8});
  other.divisionCode = "220104";
  s.add(other);
  CHECK(std::abs(place("220102").maxX - 125.31) < 1e-4);
  CHECK(std::abs(place("220104").minX - 125.6) < 1e-4);
  CHECK(std::abs(place("220100").minX - 125.2) < 1e-4); // the whole city
  CHECK(std::abs(place("220000").maxX - 125.6) < 1e-4);
  CHECK(place("110000").isEmpty());
  CHECK(place("220102001").isEmpty()); // no outfall names a township
  CHECK(place("").isEmpty() == false); // all that have a code
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/outfall_name.h"
#include "core/rules/rule_book.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <fstream>
#include <map>

using namespace suyuan;
using namespace suyuan::coding;

namespace {

const rules::RuleBook& book() {
  static const auto loaded = rules::RuleBook::load(std::string(SUYUAN_RESOURCES_DIR) + "/rules");
  REQUIRE(loaded.has_value());
  return *loaded;
}

std::vector<NameDeviation> lint(std::string_view name, std::string_view class1 = "", std::string_view class2 = "",
                                std::string_view class3 = "", DivisionCode division = {}) {
  return nameDeviations(name, {class1, class2, class3, division, &book().divisions()}, book().names());
}

std::vector<std::string> kinds(std::string_view name, DivisionCode division = {}) {
  std::vector<std::string> out;
  for (const auto& d : lint(name, "", "", "", division)) out.push_back(d.kind);
  return out;
}

using Kinds = std::vector<std::string>;

} // namespace

TEST_CASE("real names are judged as they were found") {
  // The names that depart, and how; every other real name is clean.
  const std::map<std::string, Kinds> odd{
      {"宜昌市点军区五龙大道延伸段大桥搅拌站涵洞城镇雨洪排囗", {"lookalike"}},
      {"宜昌市当阳市半月镇泰山村半边街东侧300m种植业排口", {"unit"}},
      {"宜昌市当阳市王店镇满山红村新华村东北侧500m种植业排污口", {"unit"}},
      {"宜昌市当阳市王店镇满山红村光明大队东北侧900m种植业排口", {"unit"}},
      {"宜昌市高新区李家湾一路雨洪沟渠", {"suffix"}},
      {"宜昌市宜都市五眼泉镇关山垴东北230米处沟渠", {"suffix"}},
      {"宜昌市高新区白洋镇沙湾路万福闸雨洪入江闸口", {"suffix"}},
      {"宜昌市西陵区二十五中对面河道溢流口", {"suffix"}},
      {"八里荒西340米其它排口", {"division", "variant"}},
      {"清水湾村委会东南740米其它排口", {"division", "variant"}},
      {"八里荒东北110米其它排口", {"division", "variant"}},
      {"九里坪村3组38号东50米其它排口", {"division", "variant"}},
      {"湖北民泰矿业有限公司后湾磷矿矿山排污口", {"division"}},
      {"中海油化学宜昌矿业有限公司杉树垭西部磷矿矿山排污口", {"division"}},
      {"王家庙福安桥西面9#沟渠入河排口", {"division"}},
      {"随州市曾都区淅河镇光化村复旦水务（随州）城南污水处理有限公司城镇污水处理厂城镇污水处理厂排污口", {"doubled"}},
  };
  std::ifstream file(std::string(SUYUAN_TEST_DATA) + "/rules/real_names.tsv");
  REQUIRE(file);
  std::string line;
  int names = 0, departing = 0;
  while (std::getline(file, line)) {
    if (line.starts_with('#')) continue;
    const std::string name = line.substr(0, line.find('\t'));
    ++names;
    INFO(name);
    const auto known = odd.find(name);
    departing += known != odd.end();
    CHECK(kinds(name) == (known == odd.end() ? Kinds{} : known->second));
  }
  CHECK(names > 80);
  CHECK(departing == static_cast<int>(odd.size()));
}

TEST_CASE("the lints of practice are found at their place") {
  const auto lookalike = lint("宜昌市点军区某桥城镇雨洪排囗");
  REQUIRE(lookalike.size() == 1);
  CHECK(lookalike[0].at == 13);
  CHECK(lookalike[0].found == "囗");
  CHECK(lookalike[0].expected == "口");
  CHECK(kinds("宜昌市夷陵区+三峡通航管理局往南200米点源入长江城镇雨洪排口") == Kinds{"stray"});
  CHECK(kinds("宜昌市点军区某某2号沟渠排口（2025年新增）") == Kinds{"note"});
  CHECK(kinds("宜昌市西陵区融创融园拦水坝") == Kinds{"suffix"});
  CHECK(kinds("七河里东北340米其它排口") == Kinds{"division", "variant"});
  CHECK(kinds("宜昌市点军区某某奤排口") == Kinds{"rare"});
  CHECK(kinds("宜昌市点军区 某某排口") == Kinds{"character"});
  CHECK(kinds("宜昌市点军区某某３００米排口").size() == 3);
  CHECK(kinds("宜昌市点军区华新水泥（长阳）有限公司排污口").empty());
  CHECK(kinds("宜昌市点军区某某排污口排污口") == Kinds{"doubled"});
  CHECK(kinds("").empty());
}

TEST_CASE("a name in its own county is clean, in another city it is told") {
  CHECK(kinds("长春市南关区某街城镇雨洪排口", DivisionCode{220102}).empty());
  CHECK(kinds("延边州延吉市某街城镇雨洪排口", DivisionCode{222401}).empty()); // the usual short form
  CHECK(kinds("四平市公主岭市某街城镇雨洪排口", DivisionCode{220381}).empty());
  CHECK(kinds("吉林市某街城镇雨洪排口", DivisionCode{220102}) == Kinds{"division"});
  const auto missing = lint("某街城镇雨洪排口", "", "", "", DivisionCode{220102});
  REQUIRE(missing.size() == 1);
  CHECK(missing[0].expected == "长春市南关区");
  CHECK(mendName("某街城镇雨洪排口", missing) == "长春市南关区某街城镇雨洪排口");
}

TEST_CASE("one mending leaves nothing to mend") {
  const std::string bad = "某桥东侧300m+其它排囗";
  const auto deviations = lint(bad, "其他排口", "其他排污口", "", DivisionCode{220102});
  const std::string mended = mendName(bad, deviations);
  CHECK(mended == "长春市南关区某桥东侧300米其他排口");
  CHECK(lint(mended, "其他排口", "其他排污口", "", DivisionCode{220102}).empty());
}

TEST_CASE("a suffix of another class is told, a general one is not") {
  CHECK(lint("长春市某厂矿山排污口", "其他排口", "城镇雨洪排口").at(0).kind == "suffix-class");
  CHECK(lint("长春市某厂矿山排污口", "工业排污口", "工矿企业排污口", "矿山排污口").empty());
  CHECK(lint("长春市某处入河排污口", "其他排口", "城镇雨洪排口").empty());
}

TEST_CASE("a name is put together from its parts") {
  NameParts parts{"长春市", "南关区", "南岭街道", "伊通河大桥", "东南", 179.6, "", "2", "城镇雨洪排口"};
  CHECK(proposeName(parts, book().names()) == "长春市南关区南岭街道伊通河大桥东南180米2#城镇雨洪排口");
  parts.distanceM.reset();
  parts.direction.clear();
  parts.number.clear();
  parts.place = "南岭街道第一污水处理厂";
  parts.suffix = "城镇污水处理厂排污口";
  CHECK(proposeName(parts, book().names()) == "长春市南关区南岭街道第一污水处理厂排污口");
}

TEST_CASE("each class has its suffix, and a proposed name is clean") {
  for (const auto& entry : book().classes().entries) {
    std::vector<std::string> thirds = entry.class3;
    if (thirds.empty()) thirds.emplace_back();
    for (const std::string& third : thirds) {
      INFO(entry.class2 << third);
      const std::string suffix = book().names().suffixFor(entry.class1, entry.class2, third);
      CHECK(suffix.ends_with("口"));
      const std::string name = proposeName({"长春市", "南关区", "", "某街", "", {}, "", "", suffix}, book().names());
      CHECK(lint(name, entry.class1, entry.class2, third, DivisionCode{220102}).empty());
    }
  }
  CHECK(book().names().suffixFor("", "", "") == "排污口");
}

TEST_CASE("a very long name is told and costs little") {
  std::string name = "长春市";
  for (int i = 0; i < 20000; ++i) name += "街";
  const auto found = lint(name + "排口");
  CHECK(std::ranges::any_of(found, [](const auto& d) { return d.kind == "long"; }));
}

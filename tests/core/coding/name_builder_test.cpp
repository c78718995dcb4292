// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/name_builder.h"
#include "core/rules/rule_book.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace suyuan;
using namespace suyuan::coding;

namespace {

const NameTemplates& templates() {
  static const auto book = rules::RuleBook::load(std::string(SUYUAN_RESOURCES_DIR) + "/rules", "jilin");
  REQUIRE(book.has_value());
  return book->names();
}

NameFacts storm() {
  NameFacts facts;
  facts.class1 = "其他排口";
  facts.class2 = "城镇雨洪排口";
  facts.prefecture = "长春市";
  facts.county = "南关区";
  facts.township = "南岭街道";
  facts.address = "伊通河大桥";
  facts.unit = "长春市排水有限公司";
  facts.river = "伊通河";
  facts.bank = "左岸";
  return facts;
}

std::string partsOf(const std::vector<NamePiece>& pieces) {
  std::string text;
  for (const NamePiece& piece : pieces) text += (text.empty() ? "" : "|") + piece.part + "=" + piece.text;
  return text;
}

const NameDifference* differing(const std::vector<NameDifference>& rows, std::string_view part) {
  const auto found = std::ranges::find(rows, part, &NameDifference::part);
  return found == rows.end() || !found->differs ? nullptr : &*found;
}

} // namespace

TEST_CASE("each class takes its name by its own template") {
  NameFacts facts = storm();
  CHECK(buildName(facts, templates()).text == "长春市南关区南岭街道伊通河大桥城镇雨洪排口"); // a storm outlet is its place
  facts.class1 = "工业排污口";
  facts.class2 = "工矿企业排污口";
  facts.class3 = "工业企业排污口";
  facts.unit = "长春某某制药有限公司";
  CHECK(buildName(facts, templates()).text == "长春市南关区南岭街道长春某某制药有限公司工业企业排污口"); // works are their owner
  facts.unit.clear();
  facts.address.clear();
  CHECK(buildName(facts, templates()).text == "长春市南关区南岭街道伊通河左岸工业企业排污口"); // river and bank for want of better
  facts.bank.clear();
  CHECK_FALSE(buildName(facts, templates()).place); // a river alone is no place: the two go together
  facts.class1 = facts.class2 = facts.class3 = "";
  CHECK(buildName(facts, templates()).text.ends_with("排污口"));
}

TEST_CASE("a name says nothing twice") {
  NameFacts facts = storm();
  facts.address = "吉林省长春市南关区南岭街道伊通河大桥";
  CHECK(buildName(facts, templates()).text == "长春市南关区南岭街道伊通河大桥城镇雨洪排口");
  facts.class1 = facts.class2 = "城镇污水处理厂排污口";
  facts.unit = "长春市第一污水处理厂";
  CHECK(buildName(facts, templates()).text == "长春市南关区南岭街道长春市第一污水处理厂排污口");
}

TEST_CASE("an autonomous prefecture is abbreviated, its counties are not") {
  NameFacts facts = storm();
  facts.prefecture = "延边朝鲜族自治州";
  facts.county = "延吉市";
  facts.township.clear();
  CHECK(buildName(facts, templates()).text == "延边州延吉市伊通河大桥城镇雨洪排口");
  facts.prefecture = "松原市";
  facts.county = "前郭尔罗斯蒙古族自治县";
  CHECK(buildName(facts, templates()).text.starts_with("松原市前郭尔罗斯蒙古族自治县"));
}

TEST_CASE("pieces stand where they say") {
  NameFacts facts = storm();
  facts.direction = "东南";
  facts.distanceM = 180;
  facts.number = "2";
  const BuiltName built = buildName(facts, templates());
  CHECK(partsOf(built.pieces) ==
        "prefecture=长春市|county=南关区|township=南岭街道|place=伊通河大桥|direction=东南|distance=180米|number=2#|suffix=城镇雨洪排口");
  std::size_t at = 0;
  for (const NamePiece& piece : built.pieces) {
    CHECK(piece.at == at);
    at += piece.length;
  }
}

TEST_CASE("a written name falls into the same parts") {
  const NameFacts facts = storm();
  const auto split = [&](const char* name) { return partsOf(splitName(name, facts, templates())); };
  CHECK(split("长春市南关区南岭街道伊通河大桥东南180米2#城镇雨洪排口") ==
        "prefecture=长春市|county=南关区|township=南岭街道|place=伊通河大桥|direction=东南|distance=180米|number=2#|suffix=城镇雨洪排口");
  CHECK(split("某桥东侧300m其它排囗（2025年新增）") == "place=某桥|direction=东侧|distance=300m|suffix=其它排囗|note=（2025年新增）");
  CHECK(split("某桥东10米处城镇雨洪排口") == "place=某桥|direction=东|distance=10米处|suffix=城镇雨洪排口");
  CHECK(split("河东排口") == "place=河东|suffix=排口"); // a place's own name
  CHECK(split("").empty());
}

TEST_CASE("a written name is compared with its template part by part") {
  NameFacts facts = storm();
  const auto rows = compareName("长春市朝阳区伊通河大桥东南180米种植业排口（旧）", facts, templates());
  REQUIRE(differing(rows, "county"));
  CHECK(*differing(rows, "county") == NameDifference{"county", "", "南关区", 3, 0, true});
  CHECK(differing(rows, "township")->expected == "南岭街道");
  CHECK(differing(rows, "suffix")->written == "种植业排口");
  CHECK(differing(rows, "suffix")->expected == "城镇雨洪排口");
  CHECK(differing(rows, "note")->written == "（旧）");
  CHECK_FALSE(differing(rows, "prefecture"));
  CHECK_FALSE(differing(rows, "place"));    // 朝阳区伊通河大桥 holds the address
  CHECK_FALSE(differing(rows, "distance")); // the record knows none
  CHECK(std::ranges::none_of(compareName(buildName(facts, templates()).text, facts, templates()), &NameDifference::differs));
  // Short and full forms agree, and a general suffix goes with the class.
  facts.prefecture = "延边朝鲜族自治州";
  facts.county = "延吉市";
  facts.township.clear();
  CHECK(std::ranges::none_of(compareName("延边州延吉市伊通河大桥雨洪排口", facts, templates()), &NameDifference::differs));
  CHECK(std::ranges::none_of(compareName("延边朝鲜族自治州延吉市伊通河大桥雨洪排口", facts, templates()), &NameDifference::differs));
}

TEST_CASE("characters that no name may hold are told") {
  const auto kinds = [](const char* name) {
    std::vector<std::string> out;
    for (const auto& d : nameDeviations(name, {}, templates())) out.push_back(d.kind);
    return out;
  };
  for (const char* name : {"长春市某街/某桥排口", "长春市某街，某桥排口", "长春市“某街排口", "长春市某街😀排口", "长春市某街;排口"}) {
    INFO(name);
    CHECK(kinds(name) == std::vector<std::string>{"character"});
  }
}

TEST_CASE("a pattern that cannot be is refused with its place") {
  const auto fault = [](std::string_view pattern) { return parseNamePattern(pattern).error(); };
  CHECK(fault("{county}").why == "{suffix} is missing");
  CHECK(fault("{county}{street}{suffix}").at == 9);
  CHECK(fault("{county{suffix}").at == 1);
  CHECK(fault("{county").at == 0);
  CHECK(fault("county}{suffix}").at == 6);
  CHECK(fault("{}{suffix}").at == 1);
  CHECK(fault("{unit+unit}{suffix}").at == 6);
  const auto good = parseNamePattern("入海{unit|river+bank}{suffix}");
  REQUIRE(good);
  REQUIRE(good->size() == 3);
  CHECK((*good)[0].words == "入海");
  CHECK((*good)[1].choices == std::vector<std::vector<NameFact>>{{NameFact::Unit}, {NameFact::River, NameFact::Bank}});
}

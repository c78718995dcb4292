// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/division_table.h"
#include "core/rules/rule_book.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <random>

using namespace suyuan;
using namespace suyuan::coding;

namespace {

const DivisionTable& table() {
  static const auto book = rules::RuleBook::load(std::string(SUYUAN_RESOURCES_DIR) + "/rules");
  REQUIRE(book.has_value());
  return book->divisions();
}

Error refused(const std::string& text) {
  const auto file = std::filesystem::temp_directory_path() / ("suyuan-divisions-" + std::to_string(std::random_device{}()) + ".csv");
  std::ofstream(file, std::ios::binary) << text;
  const auto loaded = DivisionTable::loadGbt2260(file);
  std::filesystem::remove(file);
  REQUIRE_FALSE(loaded.has_value());
  CHECK(loaded.error().place.file == file.string());
  return loaded.error();
}

} // namespace

TEST_CASE("a county has its name, its city and its full name") {
  CHECK(table().name(DivisionCode{220102}) == "南关区");
  CHECK(table().fullName(DivisionCode{220102}) == "长春市南关区");
  CHECK(table().prefectureName(DivisionCode{220102}) == "长春市");
  CHECK(table().fullName(DivisionCode{220100}) == "长春市");
  CHECK(table().fullName(DivisionCode{222401}) == "延边朝鲜族自治州延吉市");
  CHECK(table().parent(DivisionCode{220102}) == DivisionCode{220100});
  CHECK_FALSE(table().parent(DivisionCode{220000}).has_value());
  CHECK(table().name(DivisionCode{999999}).empty());
}

TEST_CASE("a name that two cities share gives both, or the one within") {
  const auto both = table().findByName("朝阳区");
  CHECK(both == std::vector{DivisionCode{110105}, DivisionCode{220104}});
  CHECK(table().findByName("朝阳区", DivisionCode{220100}) == std::vector{DivisionCode{220104}});
  CHECK(table().findByName("没有区").empty());
}

TEST_CASE("a county that moved is known under both codes") {
  const DivisionCode old{220381}, now{220184};
  CHECK_FALSE(table().exists(old));
  CHECK(table().known(old));
  CHECK(table().current(old) == now);
  CHECK(table().same(old, now));
  CHECK_FALSE(table().same(old, DivisionCode{220382}));
  CHECK(table().name(old) == "公主岭市");
  CHECK(table().fullName(now) == "长春市公主岭市");
}

TEST_CASE("a circle of changes ends") {
  DivisionTable circle = table();
  circle.addChange({DivisionCode{999901}, DivisionCode{999902}, "甲", "2000", Confidence::Memory});
  circle.addChange({DivisionCode{999902}, DivisionCode{999901}, "乙", "2001", Confidence::Memory});
  CHECK(circle.known(circle.current(DivisionCode{999901})));
}

TEST_CASE("townships lie below their county, development zones below their city") {
  const auto* town = table().township("220102001");
  REQUIRE(town);
  CHECK(town->name == "南岭街道");
  CHECK(town->county == DivisionCode{220102});
  CHECK(table().townshipsOf(DivisionCode{220102}).size() > 10);
  REQUIRE(table().find(DivisionCode{220171}));
  CHECK(table().find(DivisionCode{220171})->zone);
  CHECK(table().known(DivisionCode{220171}));
}

TEST_CASE("the nearest county to a slip is in the same city") {
  CHECK(table().nearest("220109")->prefecture() == DivisionCode{220100});
  CHECK_FALSE(table().nearest("000000").has_value());
  CHECK_FALSE(table().nearest("22010").has_value());
}

TEST_CASE("a wrong division file is refused with its line") {
  const std::string head = "code,name,parent,level\n";
  CHECK(refused("").place.row == 1);
  CHECK(refused("kode,name\n").place.row == 1);
  CHECK(refused(head).detail == "no data lines");
  CHECK(refused(head + "220000,吉林省,,province\n22,长春市,220000,prefecture\n").place.row == 3);
  CHECK(refused(head + "220000,吉林省,,province\n220000,吉林省,,province\n").place.row == 3);
  CHECK(refused(head + "220000,吉林省,,kingdom\n").place.field == "level");
  CHECK(refused(head + "220000,吉林省\n").place.row == 2);
  CHECK(DivisionTable::loadGbt2260("/nowhere/at/all.csv").error().code == ErrorCode::RuleFileMissing);
}

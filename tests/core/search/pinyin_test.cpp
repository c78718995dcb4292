// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/search_words.h"
#include "tests/core/search/find_tools.h"

#include <algorithm>
#include <fstream>

using namespace suyuan;
using namespace suyuan::test;

namespace {

std::size_t length(std::u32string_view name, std::string_view letters, std::size_t at = 0) { return pinyin()->lengthAt(name, at, letters); }

} // namespace

TEST_CASE("a name is read by whole syllables, first letters, and both mixed") {
  CHECK(length(U"伊通河", "yth") == 3);
  CHECK(length(U"伊通河", "yitonghe") == 3);
  CHECK(length(U"伊通河", "ytonghe") == 3);
  CHECK(length(U"伊通河", "yitongh") == 3);
  CHECK(length(U"伊通河", "yit") == 2);
  CHECK(length(U"伊通河", "yiton") == 2); // still being typed
  CHECK(length(U"伊通河", "tonghe") == 0);
  CHECK(length(U"伊通河", "tonghe", 1) == 2);
  CHECK(length(U"伊通河", "yithe") == 3);
  CHECK(length(U"伊通河", "yite") == 0);
  CHECK(length(U"伊通河", "ythx") == 0);
  CHECK(length(U"中山", "zhshan") == 2); // zh is one sound
  CHECK(length(U"2号沟", "2hg") == 3);
  CHECK(length(U"伊通河", "") == 0);
  CHECK(length(U"伊通河", std::string(80, 'y')) == 0);
}

TEST_CASE("a character with several readings is found by each") {
  CHECK(length(U"长春", "changchun") == 2);
  CHECK(length(U"长春", "zhangchun") == 2);
  CHECK(length(U"重庆", "cq") == 2);
  CHECK(length(U"重庆", "zhongqing") == 2);
  CHECK(length(U"厦门", "xiamen") == 2);
  CHECK(length(U"绿园", "lvyuan") == 2);
  CHECK(length(U"绿园", "luyuan") == 2);
}

TEST_CASE("letters are cut into syllables in every way there is") {
  const auto rows = [](std::string_view letters) { return pinyin()->initials(letters); };
  CHECK(rows("yth") == std::vector<std::string>{"yth"});
  CHECK(std::ranges::count(rows("xian"), "x") == 1);
  CHECK(std::ranges::count(rows("xian"), "xa") == 1);
  CHECK(std::ranges::count(rows("yitonghe"), "yth") == 1);
  CHECK(rows("iii").empty());
  CHECK(rows("").empty());
  for (const std::string& row : rows(std::string(60, 'a'))) CHECK(row.size() <= 3); // too many ways: their beginnings
  CHECK_FALSE(rows(std::string(60, 'a')).empty());
}

TEST_CASE("what the letters match is among what the index is asked for") {
  // The words of a name must hold those that any way of typing it asks for.
  for (const std::u32string name : {U"伊通河", U"长春市南关区", U"重庆大桥", U"西安", U"东升街雨水口"})
    for (const char* letters : {"yth", "yitonghe", "ccsn", "changchunshi", "zhangchun", "cqdq", "chongqdaq", "xian", "xa", "dsjysk", "dongshengjieyushuikou"}) {
      const std::size_t found = length(name, letters);
      if (found == 0) continue;
      const std::string words = " " + search::wordsOf(std::vector{name}, {}, *pinyin());
      bool any = false;
      std::string condition = search::whereReadingBegins(letters, *pinyin());
      INFO(letters << ": " << condition);
      for (std::size_t from = 0; from != std::string::npos;) { // one way of several: all of its words are there
        const auto to = condition.find(" OR ", from);
        std::string way = condition.substr(from, to == std::string::npos ? to : to - from);
        bool all = true;
        for (std::size_t q = way.find('"'); q != std::string::npos; q = way.find('"', way.find('"', q + 1) + 1))
          all = all && words.find(" " + way.substr(q + 1, way.find('"', q + 1) - q - 1) + " ") != std::string::npos;
        any = any || all;
        from = to == std::string::npos ? to : to + 4;
      }
      CHECK(any);
    }
}

TEST_CASE("a damaged table of readings is refused by line") {
  const TempFolder folder;
  const auto file = folder / "readings.txt";
  std::ofstream(file) << "# remark\nyi 一\nTong 通\n";
  const auto loaded = search::PinyinTable::load(file);
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().code == ErrorCode::RuleFileInvalid);
  CHECK(loaded.error().place.row == 3);
  CHECK(search::PinyinTable::load(folder / "none.txt").error().code == ErrorCode::FileNotFound);
}

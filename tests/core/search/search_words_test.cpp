// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/search_words.h"

#include "core/search/search_key.h"
#include "tests/core/search/find_tools.h"

using namespace suyuan;
using namespace suyuan::test;
using namespace suyuan::search;

TEST_CASE("blanks, punctuation, width and case do not count") {
  CHECK(searchKey("AB-220102-0012-QT-00") == U"ab2201020012qt00");
  CHECK(searchKey("ＡＢ２２０１０２") == U"ab220102");
  CHECK(searchKey(" 伊通河（左岸）、1号 ") == U"伊通河左岸1号");
  CHECK(searchKey("·—…“”《》").empty());
  CHECK(searchKey("\xFF\xFE").empty());
  CHECK(searchKey("〇号") == U"〇号");
}

TEST_CASE("words stand between blanks, hyphens and commas") {
  CHECK(searchWords("伊通河 0012") == std::vector<std::u32string>{U"伊通河", U"0012"});
  CHECK(searchWords("AB-220102，，0012　") == std::vector<std::u32string>{U"ab", U"220102", U"0012"});
  CHECK(searchWords(" - ").empty());
}

TEST_CASE("a name is kept by its characters, pairs and first letters") {
  const std::string words = " " + wordsOf(std::vector<std::u32string>{U"伊通河"}, std::vector<std::string>{"AB-220102-0012"}, *pinyin());
  for (const char* word : {"伊", "通", "河", "伊通", "通河", "»伊", "»伊通", "¦yi", "¦y", "¦yt", "¦yth", "¶yth", "§ab", "§220102", "§0012"}) {
    INFO(word);
    CHECK(words.find(std::string(" ") + word + " ") != std::string::npos);
  }
  CHECK(words.find("伊河") == std::string::npos);
}

TEST_CASE("conditions name the pairs of what is typed") {
  CHECK(whereNameHolds(U"通河桥") == "\"通河\" AND \"河桥\"");
  CHECK(whereNameHolds(U"河") == "\"河\"");
  CHECK(whereNameHolds(U"a").empty());
  CHECK(whereNameBegins(U"伊通河") == "\"»伊通\" AND \"通河\"");
  CHECK(whereCodePart(U"0012") == "\"§0012\"");
  CHECK(whereCodePart(U"伊通").empty());
  CHECK(pinyinLetters(U"yth") == "yth");
  CHECK(pinyinLetters(U"yt2").empty());
}

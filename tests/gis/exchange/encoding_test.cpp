// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/encoding.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using namespace suyuan::exchange;

TEST_CASE("encodings are told apart by validity") {
  CHECK(guessEncoding("plain")->evidence == "ascii");
  CHECK(guessEncoding("\xEF\xBB\xBF名称")->evidence == "bom");
  CHECK(guessEncoding("长春市入河排污口")->evidence == "valid-utf8");
  const auto gbk = guessEncoding("\xB3\xA4\xB4\xBA\xCA\xD0"); // 长春市
  REQUIRE(gbk);
  CHECK(gbk->encoding == "GBK");
  CHECK(guessEncoding("caf\xE9 \xE0 l'ombre").error().code == ErrorCode::EncodingUnknown);
}

TEST_CASE("names of encodings are understood as files and people write them") {
  for (const char* name : {"UTF-8", "utf8", "65001"}) CHECK(encodingNamed(name) == "UTF-8");
  for (const char* name : {"GBK", "gb2312", "CP936", "936\r\n", "GB18030", "OEM 936"}) CHECK(encodingNamed(name) == "GBK");
  CHECK(encodingNamed("ANSI 1251") == "CP1251");
  CHECK(encodingOfLdid(0x4D) == "GBK");
  CHECK(encodingOfLdid(0x57).empty());
  CHECK(Recoder::make("no-such").error().code == ErrorCode::EncodingUnknown);
}

TEST_CASE("text is never cut within a character") {
  CHECK(cutUtf8("长春", 6) == "长春");
  CHECK(cutUtf8("长春", 5) == "长");
  CHECK(cutUtf8("长春", 2).empty());
  auto gbk = Recoder::make("GBK");
  std::string out;
  const auto written = gbk->fromUtf8("长春A", 3, out);
  CHECK(written.cut);
  CHECK(out == "\xB3\xA4");
}

TEST_CASE("characters that GBK cannot say are named and replaced") {
  auto gbk = Recoder::make("GBK");
  std::string out;
  const auto written = gbk->fromUtf8("饮马河𠮷口", 100, out);
  CHECK_FALSE(written.cut);
  CHECK(written.missing == "𠮷");
  CHECK(out.contains('?'));
  std::string back;
  REQUIRE(gbk->toUtf8(out, back));
  CHECK(back == "饮马河?口");
  CHECK_FALSE(Recoder::make("UTF-8")->toUtf8("\xB3\xA4", back));
}

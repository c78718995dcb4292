// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/code_allocator.h"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace suyuan;
using namespace suyuan::coding;

TEST_CASE("numbers go up from the highest ever used and none is given twice") {
  const CodeParts parts{"AB", DivisionCode{220102}, 0, "GY", "00"};
  std::set<std::string> given;
  for (int highest = 0; highest < 9999; ++highest) {
    const auto code = nextCode(parts, highest);
    REQUIRE(code.has_value());
    REQUIRE(given.insert(*code).second);
  }
  CHECK(*given.begin() == "AB-220102-0001-GY-00");
  CHECK(*given.rbegin() == "AB-220102-9999-GY-00");
}

TEST_CASE("a series that is full says so") {
  const auto code = nextCode({"AB", DivisionCode{220102}, 0, "GY", "00"}, 9999);
  REQUIRE_FALSE(code.has_value());
  CHECK(code.error().code == ErrorCode::CodeNumbersExhausted);
  CHECK(code.error().args == std::vector<std::string>{"220102/GY"});
}

TEST_CASE("a part that is missing is named") {
  const auto missing = [](CodeParts parts) { return nextCode(parts, 0).error().place.field; };
  CHECK(missing({"", DivisionCode{220102}, 0, "GY", "00"}) == "basin");
  CHECK(missing({"AB", DivisionCode{220100}, 0, "GY", "00"}) == "division_code");
  CHECK(missing({"AB", DivisionCode{0}, 0, "GY", "00"}) == "division_code");
  CHECK(missing({"AB", DivisionCode{220102}, 0, "", "00"}) == "class_1");
  CHECK(missing({"AB", DivisionCode{220102}, 0, "GY", ""}) == "extension");
}

TEST_CASE("numbers are counted by county and type") {
  CHECK(codeSeries(DivisionCode{220102}, "GY") == "220102/GY");
  CHECK(codeSeries(DivisionCode{220102}, "GY") != codeSeries(DivisionCode{220102}, "QT"));
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json/json_document.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using namespace suyuan::json;

namespace {

Error refused(std::string_view text) {
  const auto parsed = parseJson(text, "f.json");
  REQUIRE_FALSE(parsed.has_value());
  CHECK(parsed.error().code == ErrorCode::RuleFileInvalid);
  CHECK(parsed.error().place.file == "f.json");
  return parsed.error();
}

} // namespace

TEST_CASE("every value knows its line") {
  const auto json = parseJson("{\n  \"a\": 1,\n  \"b\": [true,\n    2\n  ],\n  \"c\": {\"d\": \"x\"}\n}\n", "f.json");
  REQUIRE(json.has_value());
  REQUIRE(json->members.size() == 3);
  CHECK(json->line == 1);
  CHECK(json->members[0].value.line == 2);
  CHECK(json->members[1].value.line == 3);
  CHECK(json->members[1].value.items[0].line == 3);
  CHECK(json->members[1].value.items[1].line == 4); // a number whose end is the line's end
  CHECK(json->members[2].value.line == 6);
  CHECK(json->members[2].value.members[0].value.line == 6);
}

TEST_CASE("a file that is no JSON is refused with the line") {
  CHECK(refused("").place.row == 1);
  CHECK(refused("{\n\"a\": 1,\n}").place.row == 3);
  CHECK(refused("{\n\"a\": tru\n}").place.row == 2);
  CHECK(refused("{\n\"a\": 1\n").place.row >= 2);
  CHECK(refused("{\"a\": 1} x").place.row == 1);
}

TEST_CASE("a file that is not UTF-8 is refused") {
  const Error error = refused("{\n\"a\": \"\xB3\xA4\xB4\xBA\"\n}"); // GBK
  CHECK(error.place.row == 2);
  CHECK(error.detail.find("UTF-8") != std::string::npos);
}

TEST_CASE("a name twice in one object is refused") {
  const Error error = refused("{\n\"a\": 1,\n\"a\": 2\n}");
  CHECK(error.place.row == 3);
  CHECK(error.detail.find("\"a\"") != std::string::npos);
}

TEST_CASE("depth and size are bounded") {
  CHECK(refused(std::string(100000, '[')).detail == "nested too deeply");
  CHECK(refused(std::string(largestFile + 1, ' ')).detail.find("larger") != std::string::npos);
}

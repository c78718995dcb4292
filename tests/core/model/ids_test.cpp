// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/error.h"
#include "core/model/ids.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan;

TEST_CASE("a fid is read from decimal text only") {
  CHECK(parseFid("9007199254740993") == Fid{9007199254740993});
  CHECK(parseFid("9223372036854775807") == Fid{9223372036854775807});
  CHECK_FALSE(parseFid(""));
  CHECK_FALSE(parseFid("0"));
  CHECK_FALSE(parseFid("-4"));
  CHECK_FALSE(parseFid("12a"));
  CHECK_FALSE(parseFid("9223372036854775808"));
  CHECK(toText(Fid{9007199254740993}) == "9007199254740993");
}

TEST_CASE("a division code knows its parents and what it covers") {
  const auto county = DivisionCode::parse("220102");
  REQUIRE(county);
  CHECK(county->prefecture().text() == "220100");
  CHECK(county->province().text() == "220000");
  CHECK(county->isCounty());
  CHECK(county->province().covers(*county));
  CHECK(county->prefecture().covers(*county));
  CHECK(county->covers(*county));
  CHECK_FALSE(DivisionCode::parse("220200")->covers(*county));
  CHECK_FALSE(county->covers(county->prefecture()));
}

TEST_CASE("a division code is six digits of a province that exists") {
  for (const auto* wrong : {"", "22010", "2201021", "22010x", "000000", "990102", "２２０１０２"})
    CHECK_FALSE(DivisionCode::parse(wrong));
}

TEST_CASE("every error code has a key of its own") {
  CHECK(errorKey(ErrorCode::SurveyNewer) == "survey-newer");
  CHECK(errorKey(ErrorCode::Cancelled) == "cancelled");
}

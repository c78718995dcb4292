// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/field.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan;

TEST_CASE("numbers are read as people and spreadsheets write them") {
  CHECK(parseValue(FieldType::Integer, " 3 ") == Value{std::int64_t{3}});
  CHECK(parseValue(FieldType::Integer, "3.0") == Value{std::int64_t{3}});
  CHECK(parseValue(FieldType::Integer, "３２") == Value{std::int64_t{32}});
  CHECK_FALSE(parseValue(FieldType::Integer, "3.5"));
  CHECK(parseValue(FieldType::Real, "-1.5e2") == Value{-150.0});
  CHECK_FALSE(parseValue(FieldType::Real, "inf"));
  CHECK_FALSE(parseValue(FieldType::Real, "12米"));
  CHECK_FALSE(parseValue(FieldType::Real, "-"));
}

TEST_CASE("empty text is NULL in every type") {
  for (const auto type : {FieldType::Text, FieldType::Integer, FieldType::Real, FieldType::Boolean, FieldType::Date,
                          FieldType::DateTime, FieldType::Fid})
    CHECK(parseValue(type, "  ") == Value{});
}

TEST_CASE("dates come out as ISO, impossible ones are refused") {
  for (const auto* written : {"2024-1-5", "2024/01/05", "2024.1.5", "2024年1月5日", "20240105"})
    CHECK(parseValue(FieldType::Date, written) == Value{std::string("2024-01-05")});
  CHECK_FALSE(parseValue(FieldType::Date, "2024-02-30"));
  CHECK_FALSE(parseValue(FieldType::Date, "5/1/2024"));
  CHECK_FALSE(parseValue(FieldType::Date, "2024-1-5x"));
}

TEST_CASE("times with an offset are kept as UTC") {
  CHECK(parseValue(FieldType::DateTime, "2024-01-05T08:30:00+08:00") == Value{std::string("2024-01-05T00:30:00.000Z")});
  CHECK(parseValue(FieldType::DateTime, "2024-01-05 00:30:00.25") == Value{std::string("2024-01-05T00:30:00.250Z")});
  CHECK(parseValue(FieldType::DateTime, "2024-01-05T00:30Z") == Value{std::string("2024-01-05T00:30:00.000Z")});
  CHECK_FALSE(parseValue(FieldType::DateTime, "2024-01-05T25:00:00"));
  CHECK_FALSE(parseValue(FieldType::DateTime, "2024-01-05T08:30:00 clock"));
}

TEST_CASE("yes and no are read in both languages") {
  CHECK(parseValue(FieldType::Boolean, "是") == Value{std::int64_t{1}});
  CHECK(parseValue(FieldType::Boolean, "false") == Value{std::int64_t{0}});
  CHECK_FALSE(parseValue(FieldType::Boolean, "maybe"));
}

TEST_CASE("text of a value is what a person would write") {
  CHECK(toText(Value{}) == "");
  CHECK(toText(Value{0.1}) == "0.1");
  CHECK(toText(Value{std::int64_t{9007199254740993}}) == "9007199254740993");
  CHECK(toText(Value{Blob{std::byte{0x0f}, std::byte{0xa0}}}) == "0fa0");
}

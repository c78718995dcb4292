// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/lab_cell.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace suyuan::sampling;

TEST_CASE("a result is read as laboratories write it, below the limit of detection too") {
  const auto value = [](const char* text) { return readLabResult(text).value().value.value(); };
  CHECK(value("12.3") == 12.3);
  CHECK(value(" 7.05 ") == 7.05);
  CHECK(value("１２．５") == 12.5);
  CHECK(value("1.2×10^3") == Catch::Approx(1200));
  CHECK(value("1.2×10³") == Catch::Approx(1200));
  CHECK(value("3.5e-2") == Catch::Approx(0.035));
  CHECK(value("-0.4") == -0.4);
  CHECK_FALSE(readLabResult("12.3")->below);
  for (const char* below : {"0.025L", "<0.025", "＜0.025", "0.025l", "≤0.025"}) {
    INFO(below);
    REQUIRE(readLabResult(below));
    CHECK(readLabResult(below)->below);
    CHECK(readLabResult(below)->value == 0.025);
  }
  for (const char* none : {"未检出", "ND", "n.d."}) {
    INFO(none);
    REQUIRE(readLabResult(none));
    CHECK(readLabResult(none)->below);
    CHECK_FALSE(readLabResult(none)->value);
  }
  for (const char* odd : {"", "L", "<", "mg/L", "12.3.4", "1,200", "7~8", "nan", "inf", "1e999", "异常"}) {
    INFO(odd);
    CHECK_FALSE(readLabResult(odd));
  }
  for (const char* empty : {"", " ", "-", "——", "/", "未测", "N/A"}) {
    INFO(empty);
    CHECK(isNoResult(empty));
  }
  CHECK_FALSE(isNoResult("0"));
}

TEST_CASE("a heading is taken apart into item and unit, however it is written") {
  const auto read = [](const char* text) {
    const LabHeading heading = readLabHeading(text);
    return heading.name + "|" + heading.unit;
  };
  CHECK(read("氨氮(mg/L)") == "氨氮|mg/l");
  CHECK(read("氨氮（以N计）（mg/L）") == "氨氮|mg/l");
  CHECK(read("化学需氧量/(mg/L)") == "化学需氧量|mg/l");
  CHECK(read("总磷，mg/L") == "总磷|mg/l");
  CHECK(read("COD mg/L") == "cod|mg/l");
  CHECK(read("NH₃-N (μg/L)") == "nh3n|ug/l");
  CHECK(read("pH值（无量纲）") == "ph值|无量纲");
  CHECK(read("水温(℃)") == "水温|°c");
  CHECK(read("流量 (m³/d)") == "流量|m3/d");
  CHECK(read("采样点位") == "采样点位|");
  CHECK(read("备注（未完") == "备注|");
}

TEST_CASE("units are converted only where it is known what they are") {
  CHECK(unitFactor("mg/L", "mg/L") == 1);
  CHECK(unitFactor("μg/L", "mg/L") == 1e-3);
  CHECK(unitFactor("mS/cm", "uS/cm") == 1e3);
  CHECK(unitFactor("m³/d", "m3/s").value() == Catch::Approx(1 / 86400.0));
  CHECK(unitFactor("万吨/日", "m3/s").value() == Catch::Approx(1e4 / 86400));
  CHECK(unitFactor("", "mg/L") == 1);      // laboratories leave out the usual one
  CHECK_FALSE(unitFactor("", "m3/s"));     // no usual one: a day's and a second's differ by 86,400
  CHECK_FALSE(unitFactor("NTU", "mg/L"));
  CHECK_FALSE(unitFactor("个/L", "mg/L"));
}

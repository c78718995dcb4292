// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/water_class.h"

#include "tests/core/survey/book.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using namespace suyuan::sampling;

namespace {

const rules::Standard& quality() { return *surfaceWater(test::jilinBook().standards()); }

std::string titleOf(const Sample& sample) {
  const auto of = waterClassOf(sample, quality());
  return of ? classTitle(*of, quality()) : "none";
}

Sample sampleOf(std::optional<double> oxygen, std::optional<double> cod, std::optional<double> ammonia, std::optional<double> phosphorus) {
  Sample sample;
  sample.dissolvedOxygen = oxygen;
  sample.cod = cod;
  sample.ammonia = ammonia;
  sample.phosphorus = phosphorus;
  return sample;
}

} // namespace

TEST_CASE("the class of a water is that of its worst item, GB 3838-2002 table 1") {
  CHECK(titleOf(sampleOf(8, 10, 0.1, 0.02)) == "Ⅰ类");
  CHECK(titleOf(sampleOf(7, 10, 0.1, 0.02)) == "Ⅱ类");
  CHECK(titleOf(sampleOf({}, 20, 0.15, 0.02)) == "Ⅲ类");
  CHECK(titleOf(sampleOf({}, 20, 1.0, 0.2)) == "Ⅲ类");
  CHECK(titleOf(sampleOf({}, 20, 1.01, 0.2)) == "Ⅳ类");
  CHECK(titleOf(sampleOf(2, 40, 2, 0.4)) == "Ⅴ类");
  CHECK(titleOf(sampleOf(1.9, 40, 2, 0.4)) == "劣Ⅴ类");
  CHECK(titleOf(sampleOf({}, 41, {}, {})) == "劣Ⅴ类");
  CHECK(titleOf({}) == "none");
  Sample warm;
  warm.temperature = 20;
  CHECK(titleOf(warm) == "none");
}

TEST_CASE("the items that decide the class are named, in the table's order, and none for the best") {
  const auto of = waterClassOf(sampleOf(6, 28, 1.4, 0.05), quality());
  REQUIRE(of);
  CHECK(of->items == 4);
  REQUIRE(of->deciding.size() == 2);
  CHECK(of->deciding[0]->item == "化学需氧量");
  CHECK(of->deciding[1]->item == "氨氮");
  CHECK(waterClassOf(sampleOf(8, 10, 0.1, 0.01), quality())->deciding.empty());
}

TEST_CASE("pH beyond 6 to 9 is worse than all classes, within it decides nothing") {
  Sample sample = sampleOf({}, 10, {}, {});
  sample.ph = 7;
  CHECK(titleOf(sample) == "Ⅰ类");
  sample.ph = 9.4;
  CHECK(titleOf(sample) == "劣Ⅴ类");
}

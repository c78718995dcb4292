// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/field_flow.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <numbers>

using namespace suyuan;
using namespace suyuan::sampling;
using Catch::Matchers::WithinRel;

TEST_CASE("a bucket's flow is the mean of its fillings, and their spread is told") {
  const auto flow = flowOf(BucketReadings{10, {4, 5, 5}}).value();
  CHECK_THAT(flow.m3PerSecond, WithinRel((0.0025 + 0.002 + 0.002) / 3, 1e-12));
  CHECK_THAT(flow.spread, WithinRel(0.13323, 1e-4)); // 0.000288675 / 0.002166667
  CHECK(flowOf(BucketReadings{10, {4}}).value().spread == 0);
}

TEST_CASE("a float's flow is speed times area times the factor") {
  const FloatReadings ditch{10, {20}, DitchSection{2, {0.3}}, 0.85};
  CHECK_THAT(flowOf(ditch).value().m3PerSecond, WithinRel(0.5 * 0.6 * 0.85, 1e-12));
  // Three depths across 2 m: four strips of 0.5 m between banks of depth 0.
  CHECK_THAT(sectionArea(DitchSection{2, {0.2, 0.4, 0.2}}).value(), WithinRel(0.5 * (0.1 + 0.3 + 0.3 + 0.1), 1e-12));
}

TEST_CASE("a pipe's water is a segment of its circle") {
  constexpr double pi = std::numbers::pi;
  CHECK_THAT(sectionArea(PipeSection{1, 1}).value(), WithinRel(pi / 4, 1e-12));
  CHECK_THAT(sectionArea(PipeSection{1, 0.5}).value(), WithinRel(pi / 8, 1e-12));
  CHECK_THAT(sectionArea(PipeSection{1, 0.25}).value(), WithinRel(0.25 * (pi / 3) - 0.25 * std::numbers::sqrt3 / 4, 1e-12)); // half an angle of 60°
  CHECK_THAT(sectionArea(PipeSection{1, 0.25}).value() + sectionArea(PipeSection{1, 0.75}).value(), WithinRel(pi / 4, 1e-12));
}

TEST_CASE("readings that cannot be are refused with their field") {
  const auto fieldOf = [](const FlowReadings& readings) {
    const auto flow = flowOf(readings);
    return flow ? std::string("taken") : flow.error().place.field;
  };
  CHECK(fieldOf(BucketReadings{0, {4}}) == "litres");
  CHECK(fieldOf(BucketReadings{10, {}}) == "seconds");
  CHECK(fieldOf(BucketReadings{10, {4, -1}}) == "seconds");
  CHECK(fieldOf(FloatReadings{0, {4}, DitchSection{1, {1}}, 0.85}) == "metres");
  CHECK(fieldOf(FloatReadings{5, {4}, DitchSection{0, {1}}, 0.85}) == "width_m");
  CHECK(fieldOf(FloatReadings{5, {4}, DitchSection{1, {}}, 0.85}) == "depths_m");
  CHECK(fieldOf(FloatReadings{5, {4}, PipeSection{0, 1}, 0.85}) == "diameter_m");
  CHECK(fieldOf(FloatReadings{5, {4}, PipeSection{1, 1.2}, 0.85}) == "depth_m");
  CHECK(fieldOf(FloatReadings{5, {4}, PipeSection{1, 0.2}, 1.4}) == "factor");
}

TEST_CASE("readings are kept as words and come back") {
  for (const FlowReadings& readings : {FlowReadings{BucketReadings{10, {4, 5.25}}}, FlowReadings{FloatReadings{10, {20, 21}, DitchSection{1.2, {0.3, 0.35}}, 0.85}},
                                       FlowReadings{FloatReadings{3, {2.5}, PipeSection{0.8, 0.2}, 0.9}}}) {
    const std::string text = toText(readings);
    const auto back = parseFlowReadings(text);
    REQUIRE(back);
    CHECK(toText(*back) == text);
    CHECK(flowOf(*back).value().m3PerSecond == flowOf(readings).value().m3PerSecond);
  }
  CHECK(toText(FlowReadings{BucketReadings{10, {4, 5.25}}}) == "bucket litres=10 seconds=4,5.25");
  for (const char* text : {"", "bucket", "bucket litres=10", "bucket litres=x seconds=1", "float metres=1 seconds=1 factor=0.8", "weir h=0.2", "bucket litres=1 seconds=1,,2"})
    CHECK_FALSE(parseFlowReadings(text));
}

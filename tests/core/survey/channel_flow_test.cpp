// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/channel_flow.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>

using namespace suyuan;
using namespace suyuan::survey;
using Catch::Approx;

TEST_CASE("a full concrete pipe runs as fast as the hydraulic tables say") {
  Channel pipe;
  pipe.diameter = 0.4;
  pipe.roughness = 0.014;
  pipe.invertUp = 100;
  pipe.invertDown = 99.7;
  // D 400, n 0.014, i 0.3 %: 0.84 m/s and 106 L/s full, as the tables of the drainage handbook have it.
  CHECK(fullSpeed(pipe, 100).value_or(0) == Approx(0.843).epsilon(0.002));
  pipe.flow = "反向";
  CHECK_FALSE(fullSpeed(pipe, 100));
  std::swap(pipe.invertUp, pipe.invertDown);
  CHECK(fullSpeed(pipe, 100).value_or(0) == Approx(0.843).epsilon(0.002));
}

TEST_CASE("sections other than circles have their own radius") {
  Channel box;
  box.shape = "RECT_CLOSED";
  box.height = 1.5, box.width = 2.0;
  box.material = "钢筋混凝土";
  box.invertUp = 10, box.invertDown = 9;
  const double radius = 3.0 / 7.0;
  CHECK(fullSpeed(box, 1000).value_or(0) == Approx(std::pow(radius, 2.0 / 3) * std::sqrt(0.001) / 0.0135));
  box.shape = "RECT_OPEN";
  CHECK(fullSpeed(box, 1000).value_or(0) == Approx(std::pow(3.0 / 5.0, 2.0 / 3) * std::sqrt(0.001) / 0.0135));
  Channel ditch;
  ditch.shape = "TRAPEZOIDAL";
  ditch.section = "2 2 1";
  ditch.height = 1, ditch.width = 1;
  ditch.roughness = 0.03;
  ditch.invertUp = 10, ditch.invertDown = 9;
  CHECK(fullSpeed(ditch, 500).value_or(0) == Approx(std::pow(3.0 / (1 + 2 * std::sqrt(5.0)), 2.0 / 3) * std::sqrt(0.002) / 0.03));
}

TEST_CASE("what is not known gives no speed") {
  Channel pipe;
  pipe.diameter = 0.4;
  pipe.invertUp = 100, pipe.invertDown = 99;
  CHECK_FALSE(fullSpeed(pipe, 100)); // no roughness, no material
  pipe.material = "混凝土";
  CHECK(fullSpeed(pipe, 100));
  CHECK_FALSE(fullSpeed(pipe, 0));
  pipe.invertDown = 100;
  CHECK_FALSE(fullSpeed(pipe, 100));
  pipe.invertDown.reset();
  CHECK_FALSE(fullSpeed(pipe, 100));
  pipe.invertDown = 99;
  pipe.shape = "IRREGULAR";
  CHECK_FALSE(fullSpeed(pipe, 100));
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/projection/transformer.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cmath>
#include <cstdio>
#include <memory>
#include <string>

using namespace suyuan;
using namespace suyuan::projection;

namespace {
/// The position as gdaltransform gives it, in a process of its own.
std::array<double, 2> reference(const std::string& to, double lon, double lat) {
  const std::string command = "echo '" + std::to_string(lon) + " " + std::to_string(lat) +
                              "' | gdaltransform -s_srs EPSG:4490 -t_srs " + to + " -output_xy";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::array<double, 2> at{};
  REQUIRE(pipe);
  REQUIRE(std::fscanf(pipe.get(), "%lf %lf", &at[0], &at[1]) == 2);
  return at;
}
} // namespace

TEST_CASE("positions come out as the reference program has them, easting first") {
  for (const char* code : {"EPSG:4551", "EPSG:4530", "EPSG:4511", "EPSG:3857", "EPSG:32651"}) {
    INFO(code);
    const auto to = Crs::parse(code);
    auto forward = Transformer::make(surveyCrs(), *to);
    REQUIRE(forward);
    double x = 125.3125, y = 43.875;
    CHECK(forward->transform({&x, 1}, {&y, 1}) == 0);
    const auto expected = reference(code, 125.3125, 43.875);
    CHECK(x == Catch::Approx(expected[0]).margin(1e-3));
    CHECK(y == Catch::Approx(expected[1]).margin(1e-3));
    auto back = Transformer::make(*to, surveyCrs());
    back->transform({&x, 1}, {&y, 1});
    CHECK(x == Catch::Approx(125.3125).margin(1e-9));
    CHECK(y == Catch::Approx(43.875).margin(1e-9));
  }
}

TEST_CASE("on the central meridian the easting is the false easting") {
  auto plain = Transformer::make(surveyCrs(), *Crs::parse("EPSG:4551"));
  auto numbered = Transformer::make(surveyCrs(), *Crs::parse("EPSG:4530"));
  double x = 126, y = 44, x2 = 126, y2 = 44;
  plain->transform({&x, 1}, {&y, 1});
  numbered->transform({&x2, 1}, {&y2, 1});
  CHECK(x == Catch::Approx(500000).margin(1e-6));
  CHECK(x2 == Catch::Approx(42500000).margin(1e-6));
  CHECK(y == Catch::Approx(y2).margin(1e-6));
}

TEST_CASE("positions that cannot be transformed become NaN and the others stay good") {
  auto forward = Transformer::make(surveyCrs(), *Crs::parse("EPSG:4551"));
  double x[] = {126, std::nan(""), 126, HUGE_VAL}, y[] = {44, 44, 1e9, 44};
  CHECK(forward->transform(x, y) == 3);
  CHECK(std::isfinite(x[0]));
  for (int i : {1, 2, 3}) CHECK(std::isnan(x[i]));
  CHECK(Transformer::make(surveyCrs(), *Crs::parse("4490"))->isIdentity());
}

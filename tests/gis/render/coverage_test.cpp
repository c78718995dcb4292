// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/coverage.h"
#include "gis/render/pixel.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <random>

using namespace suyuan::render;

namespace {

/// How much of each pixel is covered, as black on nothing.
QImage drawn(const Coverage& coverage, int side) {
  QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  coverage.blendOnto(image, Qt::black);
  return image;
}

/// Share of the pixel that the band around the segment covers, which is cut across the longer axis; 32 x 32 samples.
double coveredBy(double x0, double y0, double x1, double y1, double width, int column, int row) {
  const bool flat = std::fabs(x1 - x0) >= std::fabs(y1 - y0);
  const double half = width / 2 * std::hypot(x1 - x0, y1 - y0) / std::max(std::fabs(x1 - x0), std::fabs(y1 - y0));
  int inside = 0;
  for (int i = 0; i < 32; ++i)
    for (int j = 0; j < 32; ++j) {
      const double x = column + (i + 0.5) / 32, y = row + (j + 0.5) / 32;
      const double t = flat ? (x - x0) / (x1 - x0) : (y - y0) / (y1 - y0);
      const double off = flat ? y - (y0 + t * (y1 - y0)) : x - (x0 + t * (x1 - x0));
      inside += t >= 0 && t <= 1 && std::fabs(off) <= half;
    }
  return inside / 1024.0;
}

} // namespace

TEST_CASE("a thin line covers each pixel as far as it lies in it, also where the picture ends") {
  std::mt19937 random(7);
  constexpr int side = 40;
  std::uniform_real_distribution<float> place(-8, side + 8), width(0.3F, 4);
  for (int n = 0; n < 300; ++n) {
    const float x0 = place(random), y0 = place(random), x1 = place(random), y1 = place(random), w = width(random);
    Coverage coverage(side, side);
    coverage.addSegment(x0, y0, x1, y1, w);
    const QImage image = drawn(coverage, side);
    double worst = 0, sum = 0, expected = 0;
    for (int row = 0; row < side; ++row)
      for (int column = 0; column < side; ++column) {
        const double is = qAlpha(image.pixel(column, row)) / 255.0, should = coveredBy(x0, y0, x1, y1, w, column, row);
        worst = std::max(worst, std::fabs(is - should));
        sum += is;
        expected += should;
      }
    INFO(x0 << ',' << y0 << ' ' << x1 << ',' << y1 << " wide " << w);
    CHECK(worst < 0.25); // a column's slanted ends are taken as level
    CHECK(std::fabs(sum - expected) < 0.02 * expected + 0.5);
  }
}

TEST_CASE("four pixels blended at once are what each is alone") {
  std::mt19937 random(3);
  std::uniform_int_distribution<std::uint32_t> any(0, 255);
  const auto premultiplied = [&](std::uint32_t alpha) {
    const auto part = [&] { return any(random) * alpha / 255; };
    return alpha << 24 | part() << 16 | part() << 8 | part();
  };
  for (std::uint32_t alpha = 0; alpha < 256; ++alpha)
    for (int n = 0; n < 20; ++n) {
      const std::array top{premultiplied(alpha), premultiplied(any(random)), premultiplied(255), premultiplied(0)};
      const std::array under{premultiplied(any(random)), premultiplied(255), premultiplied(any(random)), premultiplied(255)};
      Four above, below;
      std::memcpy(&above, top.data(), sizeof above);
      std::memcpy(&below, under.data(), sizeof below);
      const Four both = overFour(above, below);
      for (int i = 0; i < 4; ++i) REQUIRE(both[i] == over(top[static_cast<std::size_t>(i)], under[static_cast<std::size_t>(i)]));
    }
}

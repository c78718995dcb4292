// SPDX-License-Identifier: GPL-3.0-or-later
// bench_select [outfalls]: what a box and an outline of twelve corners take of that many points (default 1000000), spread evenly
// over a square of 400 km; the median and the longest of nine. CSV: shape, share, found, median_ms, longest_ms.
#include "gis/render/identify.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <numbers>
#include <random>

using namespace suyuan;

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
  constexpr double side = 400'000;
  auto table = std::make_shared<layers::FeatureTable>();
  table->name = "outfalls";
  table->kind = GeometryKind::Point;
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> place(0, side);
  for (std::size_t i = 0; i < count; ++i) {
    table->fids.push_back(static_cast<std::int64_t>(i) + 1'000);
    table->x.push_back(place(random));
    table->y.push_back(place(random));
  }
  table->index = layers::SpatialIndex(table->x, table->y);
  render::SceneLayer layer;
  layer.id = "outfalls";
  layer.table = table;
  std::puts("shape,share,found,median_ms,longest_ms");
  for (const double share : {0.0001, 0.01, 0.1, 1.0}) {
    const double half = side * std::sqrt(share) / 2, middle = side / 2;
    const Box box{middle - half, middle - half, middle + half, middle + half};
    std::vector<Point> outline;
    for (int i = 0; i < 12; ++i) outline.push_back({middle + half * 1.13 * std::cos(i * std::numbers::pi / 6), middle + half * 1.13 * std::sin(i * std::numbers::pi / 6)});
    for (const bool isBox : {true, false}) {
      std::array<double, 9> took{};
      std::size_t found = 0;
      for (double& ms : took) {
        const auto from = std::chrono::steady_clock::now();
        found = (isBox ? render::recordsIn(layer, box) : render::recordsIn(layer, outline)).size();
        ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from).count();
      }
      std::ranges::sort(took);
      std::printf("%s,%g,%zu,%.2f,%.2f\n", isBox ? "box" : "outline", share, found, took[took.size() / 2], took.back());
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
// bench_coverage [points] [km]: a walk of that many positions (default 100,000) beside that many kilometres of bank (default
// 1,000), both banks of one river in reaches of 2 km. A new position is taken in as a window takes it: added, the shares and gaps of
// the touched reaches read, the sum over all, and the way to the nearest gap of the team. CSV: what, run, points, bank_km,
// p50_ms, p99_ms, max_ms, sum_ms. One warm-up and five runs, and as many of a walk that leaves a gap every 200 m.
#include "core/fieldwork/coverage.h"
#include "core/fieldwork/make_reaches.h"
#include "core/model/geometry_functions.h"
#include "tests/bench/bench_support.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <numbers>

using namespace suyuan;
using namespace suyuan::fieldwork;

namespace {

/// A winding river of this length, a vertex every 25 m or so.
std::vector<Point> winding(double metres) {
  std::vector<Point> line{{125.3, 45.0}};
  double length = 0;
  for (int i = 1; length < metres; ++i) {
    const double heading = std::numbers::pi + std::sin(i * 0.02) * 1.2 + std::sin(i * 0.31) * 0.4;
    const DegreeLength degree = degreeLength(line.back().y);
    line.push_back({line.back().x + std::sin(heading) * 25 / degree.lon, line.back().y + std::cos(heading) * 25 / degree.lat});
    length += 25;
  }
  return line;
}

/// Positions spread evenly over the line, 20 m off, on the left, on every second lap on the right.
std::vector<Point> walked(const std::vector<Point>& line, std::size_t points) {
  std::vector<Point> walk;
  const double step = 5;
  std::size_t segment = 0;
  double within = 0;
  while (walk.size() < points) {
    const Point &a = line[segment], &b = line[segment + 1];
    const DegreeLength degree = degreeLength(a.y);
    const double dx = (b.x - a.x) * degree.lon, dy = (b.y - a.y) * degree.lat, length = std::hypot(dx, dy), t = within / length;
    const double off = 20 + 8 * std::sin(static_cast<double>(walk.size()) * 0.05);
    walk.push_back({a.x + (b.x - a.x) * t - off * dy / length / degree.lon, a.y + (b.y - a.y) * t + off * dx / length / degree.lat});
    within += step;
    while (within >= length) {
      within -= length;
      if (++segment + 2 >= line.size()) segment = 0, within = 0;
    }
  }
  return walk;
}

} // namespace

int main(int argc, char** argv) {
  const auto points = static_cast<std::size_t>(argc > 1 ? std::max(1, std::atoi(argv[1])) : 100'000);
  const double km = argc > 2 ? std::max(1.0, std::atof(argv[2])) : 1000;
  River river;
  river.name = "试河";
  river.flowKnown = true;
  const auto line = winding(km / 2 * 1000);
  river.geometry = LineString{line};
  const rules::Fieldwork work;
  auto reaches = planReaches(std::vector{river}, {}, {}, work, {.lengthM = 2000, .rivers = {}});
  for (std::size_t i = 0; i < reaches.size(); ++i) {
    reaches[i].fid = Fid{static_cast<std::int64_t>(i) + 1};
    reaches[i].team = "一队";
  }
  const auto walk = walked(line, points);
  double bank = 0;
  for (const SurveyReach& reach : reaches) bank += reach.lengthM.value_or(0);
  std::puts("what,run,points,bank_km,p50_ms,p99_ms,max_ms,sum_ms");
  for (const bool gaps : {false, true})
    for (int run = 0; run <= 5; ++run) {
      Coverage coverage(reaches, work.limits);
      SurveyCoverage all{reaches, std::move(coverage)};
      std::vector<double> times;
      double sum = 0, told = 0;
      for (std::size_t i = 0; i < walk.size(); ++i) {
        if (gaps && i % 80 >= 40) continue; // 200 m walked, 200 m not
        const auto start = std::chrono::steady_clock::now();
        for (const std::size_t touched : all.coverage.add(walk[i])) {
          told += all.coverage.share(touched).done();
          told += static_cast<double>(all.coverage.gaps(touched).size());
        }
        told += all.coverage.total().gap();
        if (const auto gap = all.coverage.nearestGap(walk[i], 20, "一队")) told += gap->distanceM;
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
        sum += times.back();
      }
      std::ranges::sort(times);
      if (run > 0)
        std::printf("%s,%d,%zu,%.0f,%.4f,%.4f,%.4f,%.0f\n", gaps ? "gap-every-200-m" : "walked-through", run, times.size(), bank / 1000, times[times.size() / 2],
                    times[times.size() * 99 / 100], times.back(), sum);
      if (told < 0) return 3; // keeps what is computed
    }
  return 0;
}

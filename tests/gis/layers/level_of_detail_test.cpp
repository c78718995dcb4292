// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/level_of_detail.h"

#include "gis/layers/table_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

using namespace suyuan;
using layers::FeatureTable;

namespace {

const projection::Crs& metres() {
  static const projection::Crs crs = projection::Crs::parse("EPSG:4551").value();
  return crs;
}

FeatureTable tableOf(const std::vector<std::vector<Point>>& parts, GeometryKind kind) {
  FeatureTable table;
  layers::TableBuilder builder(table);
  std::int64_t fid = 0;
  for (const auto& part : parts) {
    builder.openPart();
    for (const Point& p : part) builder.addVertex(p.x, p.y);
    REQUIRE(builder.commit(++fid, kind));
  }
  REQUIRE(builder.finish(metres(), metres()));
  return table;
}

std::vector<Point> winding(std::uint32_t seed, double x, double y, int count) {
  std::mt19937 random(seed);
  std::normal_distribution<double> turn(0, 0.5);
  std::vector<Point> line{{x, y}};
  double angle = turn(random);
  for (int i = 1; i < count; ++i) {
    angle += turn(random);
    line.push_back({line.back().x + 40 * std::cos(angle), line.back().y + 40 * std::sin(angle)});
  }
  return line;
}

double distanceToSegment(const Point& p, const Point& a, const Point& b) {
  const double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
  const double t = length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0;
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

/// The places that a part keeps at a level.
std::vector<Point> kept(const FeatureTable& t, std::size_t part, int level) {
  std::vector<Point> points;
  for (std::size_t i = t.partStart[part]; i < t.partStart[part + 1]; ++i)
    if (t.vertexLevel[i] >= level) points.push_back({t.x[i], t.y[i]});
  return points;
}

} // namespace

TEST_CASE("What a level leaves out of a line lies within the tolerance beside what it keeps") {
  std::vector<std::vector<Point>> lines;
  for (std::uint32_t seed = 1; seed <= 30; ++seed) lines.push_back(winding(seed, 500000, 4800000, 200));
  FeatureTable t = tableOf(lines, GeometryKind::Line);
  layers::markVertexLevels(t);
  std::size_t before = t.x.size() + 1;
  for (const double tolerance : {0.01, 5.0, 20.0, 80.0, 400.0}) {
    const int level = layers::vertexLevelFor(t, tolerance);
    std::size_t count = 0;
    for (std::size_t part = 0; part < lines.size(); ++part) {
      std::size_t last = t.partStart[part];
      REQUIRE(t.vertexLevel[last] >= level);
      REQUIRE(t.vertexLevel[t.partStart[part + 1] - 1] >= level);
      for (std::size_t i = last + 1; i < t.partStart[part + 1]; ++i) {
        if (t.vertexLevel[i] < level) continue;
        for (std::size_t left = last + 1; left < i; ++left)
          REQUIRE(distanceToSegment({t.x[left], t.y[left]}, {t.x[last], t.y[last]}, {t.x[i], t.y[i]}) <= tolerance);
        last = i;
      }
      count += kept(t, part, level).size();
    }
    CHECK(count < before); // each coarser level is smaller, or the levels would be of no use
    before = count;
  }
  CHECK(layers::vertexLevelFor(t, 0) == 0);
}

TEST_CASE("A pack holds, part by part, just the vertices of its level, far closer than the level's tolerance") {
  std::vector<std::vector<Point>> lines;
  for (std::uint32_t seed = 1; seed <= 2500; ++seed) lines.push_back(winding(seed, 400000 + 80.0 * seed, 4800000 - 60.0 * seed, 60));
  FeatureTable t = tableOf(lines, GeometryKind::Line);
  layers::markVertexLevels(t);
  REQUIRE(t.linePacks);
  CHECK(layers::linePackFor(t, 0) == nullptr); // every vertex is in the table itself
  int before = 0;
  for (const layers::LinePack& pack : *t.linePacks) {
    CHECK(pack.level > before);
    before = pack.level;
    CHECK(layers::linePackFor(t, pack.level) == &pack);
    CHECK(layers::linePackFor(t, pack.level - 1) != &pack);
    const double tolerance = std::ldexp(t.vertexStep, pack.level - 1);
    REQUIRE(pack.partStart.size() == t.partStart.size());
    bool same = true;
    for (std::size_t part = 0; part < lines.size(); ++part) {
      std::size_t next = pack.partStart[part];
      for (std::size_t i = t.partStart[part]; i < t.partStart[part + 1]; ++i) {
        if (t.vertexLevel[i] < pack.level) continue;
        const auto& [x, y] = pack.vertices.at(next++);
        same = same && std::fabs(pack.originX + x - t.x[i]) < tolerance / 16 && std::fabs(pack.originY + y - t.y[i]) < tolerance / 16;
      }
      same = same && next == pack.partStart[part + 1];
    }
    CHECK(same);
  }
  CHECK(layers::linePackFor(t, 254) == &t.linePacks->back());
}

TEST_CASE("A vertex in which a tributary ends is kept at every level, though it lies on a straight line") {
  std::vector<Point> straight;
  for (int i = 0; i <= 100; ++i) straight.push_back({500000.0 + 10 * i, 4800000});
  FeatureTable t = tableOf({straight, {{500500, 4801000}, {500500, 4800000}}}, GeometryKind::Line);
  layers::markVertexLevels(t);
  const std::vector<Point> coarse = kept(t, 0, 250);
  REQUIRE(coarse.size() == 3);
  CHECK(coarse[1].x == 500500);
}

TEST_CASE("Of the points in a cell the most severe stays, and no cell is left empty") {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> east(500000, 503000), north(4800000, 4802000);
  std::vector<std::vector<Point>> points;
  for (int i = 0; i < 5000; ++i) points.push_back({{east(random), north(random)}});
  FeatureTable t = tableOf(points, GeometryKind::Point);
  for (std::size_t row = 0; row < t.size(); ++row) t.status.add(row % 100 == 7 ? "疑似" : row % 3 == 0 ? "已确认" : "已排除");
  std::vector<std::uint8_t> severity;
  for (const std::string& word : t.status.words) severity.push_back(word == "疑似" ? 0 : word == "已确认" ? 1 : word == "已排除" ? 2 : 255);
  layers::markPointLevels(t, severity);
  for (const double cell : {20.0, 100.0, 1000.0}) {
    const int level = layers::pointLevelFor(t, cell);
    REQUIRE(level > 0);
    const double width = std::ldexp(t.pointStep, level);
    CHECK(width <= cell);
    std::map<std::pair<long, long>, int> most, shown;
    std::map<std::pair<long, long>, int> count;
    for (std::size_t row = 0; row < t.size(); ++row) {
      const std::pair<long, long> at{static_cast<long>((t.x[row] - t.extent().minX) / width), static_cast<long>((t.y[row] - t.extent().minY) / width)};
      const int rank = severity[t.status.at(row)];
      most.try_emplace(at, rank);
      most[at] = std::min(most[at], rank);
      if (t.pointLevel[row] < level) continue;
      shown[at] = rank;
      ++count[at];
    }
    CHECK(shown == most);
    CHECK(std::ranges::all_of(count, [](const auto& c) { return c.second == 1; }));
    CHECK(shown.size() < t.size());
  }
}

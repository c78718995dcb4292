// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/geometry_functions.h"
#include "core/model/line_editing.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <random>

using namespace suyuan;

namespace {

/// A line that winds eastwards and never crosses itself.
std::vector<Point> winding(std::mt19937& random, std::size_t vertices) {
  std::uniform_real_distribution<double> step(0.001, 0.003), off(-0.002, 0.002), height(150, 250);
  std::vector<Point> line{{125.3, 43.9, height(random)}};
  while (line.size() < vertices) line.push_back({line.back().x + step(random), 43.9 + off(random), height(random)});
  return line;
}

bool hasAll(const std::vector<Point>& line, const std::vector<Point>& vertices) {
  return std::ranges::all_of(vertices, [&](const Point& p) { return std::ranges::find(line, p) != line.end(); });
}

const std::vector<Point>& pointsOf(const Geometry& geometry) { return std::get<LineString>(geometry).points; }

} // namespace

TEST_CASE("a split keeps the length and every vertex, and a join makes the line whole again") {
  std::mt19937 random(4);
  std::uniform_real_distribution<double> part(0.01, 0.99), aside(-0.0003, 0.0003);
  for (int round = 0; round < 300; ++round) {
    const std::vector<Point> line = winding(random, 2 + static_cast<std::size_t>(round) % 30);
    const double length = lengthMetres(line);
    Point at = pointAlong(line, part(random) * length);
    at.x += aside(random);
    at.y += aside(random);
    const auto pieces = splitAt(LineString{line}, at);
    if (!pieces) continue; // nearest to an end
    const auto &first = pointsOf(pieces->first), &second = pointsOf(pieces->second);
    REQUIRE(first.back() == second.front());
    REQUIRE(first.front() == line.front());
    REQUIRE(second.back() == line.back());
    CHECK(lengthMetres(first) + lengthMetres(second) == Catch::Approx(length).margin(0.001));
    std::vector<Point> all = first;
    all.insert(all.end(), second.begin(), second.end());
    REQUIRE(hasAll(all, line));

    std::vector<Geometry> both{pieces->second, reversed(pieces->first)}; // any order, any direction
    const auto whole = joined(both, 0, 1);
    REQUIRE(whole);
    CHECK(whole->line.points.front() == line.front()); // as the leading one runs
    CHECK(whole->order == std::vector<std::size_t>{1, 0});
    CHECK(whole->turned == std::vector<bool>{false, true});
    CHECK(lengthMetres(whole->line.points) == Catch::Approx(length).margin(0.001));
    CHECK(whole->line.points.size() <= line.size() + 1); // the cut, unless it fell on a vertex
    REQUIRE(hasAll(whole->line.points, line));
  }
}

TEST_CASE("a cut at a vertex makes no other vertex, one at an end is refused") {
  const Geometry line = LineString{{{125, 43, 200}, {125.01, 43, 190}, {125.02, 43}}};
  const auto pieces = splitAt(line, {125.01, 43});
  REQUIRE(pieces);
  CHECK(pointsOf(pieces->first) == std::vector<Point>{{125, 43, 200}, {125.01, 43, 190}});
  CHECK(pointsOf(pieces->second) == std::vector<Point>{{125.01, 43, 190}, {125.02, 43}});
  CHECK_FALSE(splitAt(line, {124.9, 43}));
  CHECK_FALSE(splitAt(line, {125.02, 43.001}));
  CHECK_FALSE(splitAt(Point{125, 43}, {125, 43}));
  CHECK_FALSE(splitAt(LineString{}, {125, 43}));
}

TEST_CASE("a multi-line is cut in its nearest part, and the parts stay with their side") {
  const LineString a{{{125, 43}, {125.01, 43}}}, b{{{125.02, 43}, {125.03, 43}}}, c{{{125.04, 43}, {125.05, 43}}};
  const auto pieces = splitAt(MultiLineString{{a, b, c}}, {125.025, 43.001});
  REQUIRE(pieces);
  const auto &first = std::get<MultiLineString>(pieces->first).parts, &second = std::get<MultiLineString>(pieces->second).parts;
  REQUIRE(first.size() == 2);
  REQUIRE(second.size() == 2);
  CHECK(first[0] == a);
  CHECK(second[1] == c);
  CHECK(first[1].points.back() == second[0].points.front());
  CHECK(first[1].points.back().x == Catch::Approx(125.025));
}

TEST_CASE("lines that lie apart, branch off or are broken are not joined") {
  const LineString a{{{125, 43}, {125.01, 43}}}, apart{{{125.02, 43}, {125.03, 43}}}, near{{{125.010005, 43}, {125.02, 43}}};
  const auto join = [](std::vector<Geometry> lines) { return joined(lines, 0, 1); };
  CHECK_FALSE(join({a, apart}));
  CHECK_FALSE(join({a, Geometry{}}));
  CHECK_FALSE(join({a, LineString{{{125.01, 43}}}}));
  CHECK_FALSE(join({a, LineString{{{125.01, 43}, {125.01, 43.01}}}, LineString{{{125.01, 43}, {125.02, 43}}}, LineString{{{125.01, 43}, {125.01, 42.9}}}}));
  const auto bridged = join({a, near, apart}); // 0.4 m between the first two: both ends stay
  REQUIRE(bridged);
  CHECK(bridged->line.points.size() == 5);
}

TEST_CASE("turned round twice a line is what it was") {
  std::mt19937 random(5);
  const Geometry line = MultiLineString{{{winding(random, 9)}, {winding(random, 4)}}};
  CHECK(reversed(line) != line);
  CHECK(reversed(reversed(line)) == line);
  CHECK(lengthMetres(reversed(line)) == Catch::Approx(lengthMetres(line)));
}

TEST_CASE("vertices of lines and rings are moved, added and taken away, and a ring stays closed") {
  const Geometry line = LineString{{{125, 43}, {125.01, 43}, {125.02, 43}}};
  const Geometry area = Polygon{{{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}}, {{1, 1}, {2, 1}, {2, 2}, {1, 1}}}};
  CHECK(pointsOf(*withMovedVertex(line, {0, 1}, {125.01, 43.5}))[1] == Point{125.01, 43.5});
  CHECK(pointsOf(*withNewVertex(line, {0, 0}, {125.005, 43.1})).size() == 4);
  CHECK(pointsOf(*withoutVertex(line, {0, 0})) == std::vector<Point>{{125.01, 43}, {125.02, 43}});
  CHECK_FALSE(withoutVertex(*withoutVertex(line, {0, 0}), {0, 0}));
  CHECK_FALSE(withMovedVertex(line, {0, 3}, {0, 0}));
  CHECK_FALSE(withMovedVertex(line, {1, 0}, {0, 0}));
  CHECK_FALSE(withNewVertex(line, {0, 2}, {0, 0}));
  CHECK_FALSE(withMovedVertex(Point{1, 1}, {0, 0}, {0, 0}));
  for (const std::size_t corner : {std::size_t{0}, std::size_t{4}}) {
    const auto ring = std::get<Polygon>(*withMovedVertex(area, {0, corner}, {-1, -1})).rings[0];
    CHECK(ring.front() == Point{-1, -1});
    CHECK(ring.back() == Point{-1, -1});
    const auto less = std::get<Polygon>(*withoutVertex(area, {0, corner})).rings[0];
    CHECK(less == std::vector<Point>{{0, 4}, {4, 0}, {4, 4}, {0, 4}});
  }
  CHECK_FALSE(withoutVertex(area, {1, 1})); // a triangle
}

TEST_CASE("what lies between two crossings is replaced by what was drawn, whichever way it was drawn") {
  const std::vector<Point> line{{0, 0, 10}, {1, 0, 11}, {2, 0, 12}, {3, 0, 13}, {4, 0, 14}};
  std::vector<Point> drawn{{0.5, -1}, {0.5, 1}, {3.5, 1}, {3.5, -1}};
  const std::vector<Point> wanted{{0, 0, 10}, {0.5, 0}, {0.5, 1}, {3.5, 1}, {3.5, 0}, {4, 0, 14}};
  CHECK(pointsOf(*reshaped(LineString{line}, drawn)) == wanted);
  std::ranges::reverse(drawn);
  CHECK(pointsOf(*reshaped(LineString{line}, drawn)) == wanted);
  // Drawn from vertex to vertex: these stay, heights too, and are there once.
  CHECK(pointsOf(*reshaped(LineString{line}, std::vector<Point>{{1, 0}, {2, 2}, {3, 0}})) == std::vector<Point>{{0, 0, 10}, {1, 0, 11}, {2, 2}, {3, 0, 13}, {4, 0, 14}});
  // A detour that crosses on its way counts from its first to its last crossing.
  CHECK(pointsOf(*reshaped(LineString{line}, std::vector<Point>{{0.5, 1}, {1.5, -1}, {2.5, 1}, {3.5, -1}})).size() == 6);
  CHECK_FALSE(reshaped(LineString{line}, std::vector<Point>{{0.5, -1}, {0.5, 1}}));
  CHECK_FALSE(reshaped(LineString{line}, std::vector<Point>{{0.5, 2}, {3.5, 2}}));
  CHECK_FALSE(reshaped(LineString{line}, std::vector<Point>{{0.5, 0}}));
  CHECK_FALSE(reshaped(Point{0, 0}, drawn));
}

TEST_CASE("a line drawn on from an end lengthens it") {
  const std::vector<Point> line{{0, 0}, {1, 0}};
  CHECK(pointsOf(*reshaped(LineString{line}, std::vector<Point>{{1, 0}, {2, 1}})) == std::vector<Point>{{0, 0}, {1, 0}, {2, 1}});
  CHECK(pointsOf(*reshaped(LineString{line}, std::vector<Point>{{-2, 1}, {-1, 1}, {0, 0}})) == std::vector<Point>{{-2, 1}, {-1, 1}, {0, 0}, {1, 0}});
}

TEST_CASE("an area is reshaped outwards and inwards so that the larger part stays, closed") {
  const Geometry area = Polygon{{{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}}}};
  for (const double to : {5.0, 3.0}) {
    std::vector<Point> drawn{{to > 4 ? 3.9 : 4.1, 1}, {to, 1}, {to, 3}, {to > 4 ? 3.9 : 4.1, 3}};
    for (int way = 0; way < 2; ++way) {
      const auto now = reshaped(area, drawn);
      REQUIRE(now);
      const auto& ring = std::get<Polygon>(*now).rings[0];
      CHECK(ring.front() == ring.back());
      CHECK(areaSquareMetres(*now) / areaSquareMetres(area) == Catch::Approx(to > 4 ? 18.0 / 16 : 14.0 / 16).epsilon(0.01));
      std::ranges::reverse(drawn);
    }
  }
  // Over the vertex where the ring begins.
  const auto cut = reshaped(area, std::vector<Point>{{-1, 2}, {2, -1}});
  REQUIRE(cut);
  const auto& ring = std::get<Polygon>(*cut).rings[0];
  CHECK(ring.front() == ring.back());
  CHECK(std::ranges::find(ring, Point{0, 0}) == ring.end());
  CHECK(ring.size() == 6);
}

TEST_CASE("reshaping a winding line keeps what lies before and after the crossings") {
  std::mt19937 random(6);
  std::uniform_int_distribution<std::size_t> pick(1, 17);
  for (int round = 0; round < 200; ++round) {
    const std::vector<Point> line = winding(random, 20);
    auto a = pick(random), b = pick(random);
    if (a == b) continue;
    if (a > b) std::swap(a, b);
    const auto middle = [&](std::size_t i) { return (line[i].x + line[i + 1].x) / 2; };
    const std::vector<Point> drawn{{middle(a), 43.8}, {middle(a), 44}, {middle(b), 44}, {middle(b), 43.8}};
    const auto now = reshaped(LineString{line}, drawn);
    REQUIRE(now);
    const auto& points = pointsOf(*now);
    CHECK(points.size() == line.size() - (b - a) + 4);
    CHECK(hasAll(points, {line.begin(), line.begin() + static_cast<std::ptrdiff_t>(a) + 1}));
    CHECK(hasAll(points, {line.begin() + static_cast<std::ptrdiff_t>(b) + 1, line.end()}));
  }
}

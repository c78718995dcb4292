// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/snapping.h"

#include "tests/gis/render/sketch.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cmath>
#include <random>

using namespace suyuan;
using namespace suyuan::render;

namespace {

/// Screen (x, y) is map (x, 300 - y).
MapScene scene() {
  MapScene scene;
  scene.style = sketch::style();
  scene.add(sketch::table("zones", {{41, sketch::square(200, 20, 100), "", "", "", "保护区"}}));
  scene.add(sketch::table("rivers", {{21, LineString{{{0, 200}, {150, 200}, {400, 250}}}, "", "", "2", "伊通河"}}));
  scene.add(sketch::table("channels", {{22, LineString{{{20, 80}, {60, 80}, {60, 192}}}, "", "", "", "干管"}}));
  scene.add(sketch::table("outfalls", {{31, Point{63, 192}, "", "", "", "排口"}}));
  return scene;
}

QPointF screen(double x, double y) { return {x, 300 - y}; }

} // namespace

TEST_CASE("the pointer is drawn to the nearest vertex before any edge, and to ends, points and edges by their kinds") {
  const auto at = [](double x, double y) { return snapAt(scene(), sketch::view(), screen(x, y)); };
  auto snap = at(61, 195); // nearest: the channel's end at 3.2 px; the outfall at 3.6; the river's edge at 5
  REQUIRE(snap);
  CHECK(snap->kind == SnapKind::End);
  CHECK(snap->layer == "channels");
  CHECK(snap->fid == 22);
  CHECK(snap->name == QStringLiteral("干管"));
  CHECK(snap->at == Point{60, 192});
  CHECK(snap->distance == Catch::Approx(std::hypot(1, 3)));
  snap = at(63, 191);
  REQUIRE(snap);
  CHECK(snap->kind == SnapKind::Point);
  CHECK(snap->layer == "outfalls");
  snap = at(60, 81);
  REQUIRE(snap);
  CHECK(snap->kind == SnapKind::Vertex);
  snap = at(144, 199); // the edge is 1 px away, the vertex 6: the vertex
  REQUIRE(snap);
  CHECK(snap->kind == SnapKind::Vertex);
  CHECK(snap->at == Point{150, 200});
  snap = at(100, 205);
  REQUIRE(snap);
  CHECK(snap->kind == SnapKind::Edge);
  CHECK(snap->name == QStringLiteral("伊通河"));
  CHECK(snap->at == Point{100, 200});
  snap = at(250, 124); // the zone's outline
  REQUIRE(snap);
  CHECK(snap->layer == "zones");
  CHECK(snap->at == Point{250, 120});
  CHECK_FALSE(at(250, 70)); // inside it
  CHECK_FALSE(at(100, 211));
}

TEST_CASE("a river's edge wins over another that is as near") {
  MapScene both;
  both.style = sketch::style();
  both.add(sketch::table("rivers", {{1, LineString{{{0, 200}, {300, 200}}}, "", "", "", ""}}));
  both.add(sketch::table("channels", {{2, LineString{{{0, 200}, {300, 200}}}, "", "", "", ""}}));
  for (int i = 0; i < 2; ++i) {
    const auto snap = snapAt(both, sketch::view(), screen(150, 203));
    REQUIRE(snap);
    CHECK(snap->layer == "rivers");
    std::swap(both.layers[0], both.layers[1]);
  }
}

TEST_CASE("tolerance, chosen layers, the record that is moved, and what is not to be seen are respected") {
  MapScene map = scene();
  const QPointF by = screen(61, 195);
  CHECK_FALSE(snapAt(map, sketch::view(), by, {.tolerance = 2}));
  constexpr std::array<std::string_view, 1> rivers{"rivers"};
  CHECK(snapAt(map, sketch::view(), by, {.layers = rivers})->layer == "rivers");
  CHECK(snapAt(map, sketch::view(), by, {.exceptLayer = "channels", .exceptFid = 22})->layer == "outfalls");
  CHECK(snapAt(map, sketch::view(), by, {.exceptLayer = "channels", .exceptFid = 21})->layer == "channels");
  map.find("channels")->visible = false;
  CHECK(snapAt(map, sketch::view(), by)->layer == "outfalls");
  map.find("outfalls")->hidden = {0};
  CHECK(snapAt(map, sketch::view(), by)->layer == "rivers");
  map.layers.clear();
  CHECK_FALSE(snapAt(map, sketch::view(), by));
}

TEST_CASE("among many features the snap is the one that trying them all finds") {
  std::mt19937 random(8);
  std::uniform_real_distribution<double> x(0, 400), y(0, 300), step(-25, 25);
  std::vector<sketch::Feature> lines, points;
  for (int i = 0; i < 300; ++i) {
    LineString line{{{x(random), y(random)}}};
    for (int v = 0; v < 6; ++v) line.points.push_back({line.points.back().x + step(random), line.points.back().y + step(random)});
    lines.push_back({i + 1, line, "", "", "", ""});
    points.push_back({i + 1, Point{x(random), y(random)}, "", "", "", ""});
  }
  MapScene map;
  map.style = sketch::style();
  map.add(sketch::table("rivers", lines));
  map.add(sketch::table("wells", points));
  for (int i = 0; i < 500; ++i) {
    const double px = x(random), py = y(random), tolerance = 4;
    double nearest = tolerance;
    for (const auto& feature : points) nearest = std::min(nearest, std::hypot(std::get<Point>(feature.geometry).x - px, std::get<Point>(feature.geometry).y - py));
    for (const auto& feature : lines)
      for (const Point& p : std::get<LineString>(feature.geometry).points) nearest = std::min(nearest, std::hypot(p.x - px, p.y - py));
    const auto snap = snapAt(map, sketch::view(), screen(px, py), {.tolerance = tolerance});
    if (nearest < tolerance) {
      REQUIRE(snap);
      CHECK(snap->kind != SnapKind::Edge);
      CHECK(snap->distance == Catch::Approx(nearest));
    } else if (snap) {
      CHECK(snap->kind == SnapKind::Edge);
    }
  }
}

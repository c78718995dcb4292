// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/decorations.h"
#include "gis/render/line_label.h"
#include "gis/render/scene_painter.h"

#include "tests/gis/render/sketch.h"

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <map>
#include <random>

using namespace suyuan;
using namespace suyuan::render;

TEST_CASE("labels never meet one another nor leave the map, and the same view has the same labels") {
  std::mt19937 random(9);
  std::uniform_real_distribution<double> x(0, 400), y(0, 300);
  std::vector<sketch::Feature> outfalls;
  for (int i = 0; i < 50; ++i) outfalls.push_back({i + 1, Point{x(random), y(random)}, "工业排污口", "已确认", "", "排污口" + std::to_string(i)});
  LineString river;
  for (int i = 0; i <= 80; ++i) river.points.push_back({i * 5.0, 150 + 20 * std::sin(i / 12.0)});
  MapScene scene;
  scene.style = sketch::style();
  scene.add(sketch::table("rivers", {{1, river, "", "", "1", "伊通河"}}));
  scene.add(sketch::table("outfalls", outfalls));
  PaintReport first, second;
  REQUIRE(renderMap(scene, sketch::view(), {}, &first));
  REQUIRE(renderMap(scene, sketch::view(), {}, &second));
  REQUIRE(first.labels.size() > 10);
  REQUIRE(first.labels.size() == second.labels.size());
  std::vector<QRectF> boxes;
  for (std::size_t i = 0; i < first.labels.size(); ++i) {
    CHECK(first.labels[i].boxes == second.labels[i].boxes);
    for (const QRectF& box : first.labels[i].boxes) {
      CHECK(QRectF(0, 0, 400, 300).contains(box));
      if (first.labels[i].boxes.size() == 1)
        for (const QRectF& other : boxes) CHECK_FALSE(box.intersects(other));
    }
    for (const QRectF& box : first.labels[i].boxes) boxes.push_back(box);
  }
}

TEST_CASE("labels keep their places on the map while it is moved under the hand") {
  std::mt19937 random(11);
  std::uniform_real_distribution<double> x(-400, 1200), y(-400, 1000);
  std::vector<sketch::Feature> outfalls;
  for (int i = 0; i < 700; ++i) outfalls.push_back({i + 1, Point{x(random), y(random)}, i % 3 == 0 ? "农业排口" : "工业排污口", "已确认", "", "排污口" + std::to_string(i)});
  MapScene scene;
  scene.style = sketch::style();
  scene.add(sketch::table("outfalls", outfalls));
  MapView view = sketch::view();
  std::map<std::int64_t, QPointF> former; // lower left corner on the map
  int kept = 0, changed = 0;
  for (int step = 0; step < 30; ++step) {
    PaintReport report;
    REQUIRE(renderMap(scene, view, {}, &report));
    std::map<std::int64_t, QPointF> now;
    for (const PlacedLabel& label : report.labels) {
      const Point corner = view.toMap(label.boxes[0].bottomLeft());
      now[label.fid] = {corner.x, corner.y};
    }
    // Those well inside both maps, of former and of now.
    const QRectF inside = QRectF(0, 0, 400, 300).adjusted(90, 60, -90, -60);
    for (const auto& [fid, place] : former) {
      if (!inside.contains(view.toScreen(place.x(), place.y()))) continue;
      const auto again = now.find(fid);
      const bool same = again != now.end() && std::hypot(again->second.x() - place.x(), again->second.y() - place.y()) < 0.01;
      same ? ++kept : ++changed;
    }
    former = std::move(now);
    view.centerX += 7;
    view.centerY += 3;
  }
  INFO(kept << " kept, " << changed << " changed");
  CHECK(kept > 200);
  CHECK(changed * 50 <= kept);
}

TEST_CASE("a river's name is written once beside it, character by character") {
  LineString river{{{10, 100}, {200, 110}, {390, 100}}};
  MapScene scene;
  scene.style = sketch::style();
  scene.add(sketch::table("rivers", {{1, river, "", "", "1", "饮马河"}}));
  PaintReport report;
  REQUIRE(renderMap(scene, sketch::view(), {}, &report));
  REQUIRE(report.labels.size() == 1);
  CHECK(report.labels[0].text == "饮马河");
  REQUIRE(report.labels[0].boxes.size() == 3);
  CHECK(report.labels[0].boxes[0].center().x() < report.labels[0].boxes[2].center().x());
  for (const QRectF& box : report.labels[0].boxes) CHECK(box.bottom() < 200); // above the line (screen y 190 … 200)
}

TEST_CASE("names read from left to right, and downwards on steep rivers, whichever way the line was drawn") {
  const QPolygonF west{QPointF(400, 50), QPointF(0, 60)}, north{QPointF(50, 400), QPointF(60, 0)};
  const auto flat = placeAlong(west, std::vector(3, 12.0), 12, 4, 0);
  REQUIRE(flat);
  CHECK(flat->front().center.x() < flat->back().center.x());
  const auto steep = placeAlong(north, std::vector(3, 12.0), 12, 4, 0);
  REQUIRE(steep);
  CHECK(steep->front().center.y() < steep->back().center.y());
  for (const GlyphPlace& place : *steep) CHECK(std::fabs(place.angle) < 10); // characters stand upright
}

TEST_CASE("a river's name stands off the outfalls along it, on whichever side and however near there is room") {
  LineString river{{{10, 150}, {390, 150}}};
  std::vector<sketch::Feature> outfalls;
  for (int i = 0; i < 38; ++i) outfalls.push_back({i + 1, Point{10.0 + i * 10, 150}, "工业排污口", "已确认", "", ""});
  MapScene scene;
  scene.style = sketch::style();
  scene.add(sketch::table("rivers", {{1, river, "", "", "1", "饮马河"}}));
  scene.add(sketch::table("outfalls", outfalls));
  PaintReport report;
  REQUIRE(renderMap(scene, sketch::view(), {}, &report));
  REQUIRE(report.labels.size() == 1);
  CHECK(report.labels[0].text == "饮马河");
}

TEST_CASE("an outfall among wells keeps its name, and no sign of an outfall is covered by a name") {
  std::vector<sketch::Feature> wells;
  for (int i = -7; i <= 7; ++i)
    for (int k = -7; k <= 7; ++k)
      if (i != 0 || k != 0) wells.push_back({1000 + i * 100 + k, Point{200.0 + i * 14, 150.0 + k * 14}, "检查井", "", "", ""});
  MapScene scene;
  scene.style = sketch::style();
  scene.add(sketch::table("wells", wells));
  scene.add(sketch::table("outfalls", {{1, Point{200, 150}, "工业排污口", "已确认", "", "一号排口"}, {2, Point{225, 150}, "工业排污口", "已确认", "", "二号排口"}}));
  PaintReport report;
  REQUIRE(renderMap(scene, sketch::view(), {}, &report));
  REQUIRE(report.labels.size() == 2);
  for (const PlacedLabel& label : report.labels)
    for (const double x : {200.0, 225.0}) CHECK_FALSE(label.boxes[0].contains(QPointF(x, 150)));
}

TEST_CASE("a river that crosses the map has its name, wherever its vertices are") {
  MapScene scene;
  scene.style = sketch::style();
  scene.add(sketch::table("rivers", {{1, LineString{{{-5000, 100}, {5400, 200}}}, "", "", "1", "饮马河"}}));
  PaintReport report;
  REQUIRE(renderMap(scene, sketch::view(), {}, &report));
  REQUIRE(report.labels.size() == 1);
  CHECK(report.labels[0].text == "饮马河");
}

TEST_CASE("names keep off the scale bar, the north arrow and the legend") {
  std::vector<sketch::Feature> outfalls;
  for (int i = 0; i < 40; ++i)
    for (int k = 0; k < 12; ++k) outfalls.push_back({i * 100 + k + 1, Point{i * 10.0, k * 25.0}, "工业排污口", "已确认", "", "口" + std::to_string(i)});
  MapScene scene;
  scene.style = sketch::style();
  scene.add(sketch::table("outfalls", outfalls));
  scene.furniture = 0.72;
  scene.legendOver = true;
  const MapView view = sketch::view();
  const auto furniture = furnitureOf(scene, view);
  REQUIRE(furniture.size() == 3);
  PaintReport report;
  REQUIRE(renderMap(scene, view, {}, &report));
  REQUIRE(report.labels.size() > 10);
  for (const PlacedLabel& label : report.labels)
    for (const QRectF& box : furniture) CHECK_FALSE(label.boxes[0].intersects(box));
}

TEST_CASE("a line too short or too bent for its name gets none") {
  CHECK_FALSE(placeAlong({QPointF(0, 0), QPointF(20, 0)}, std::vector(4, 12.0), 12, 2, 0));
  CHECK_FALSE(placeAlong({QPointF(0, 0), QPointF(30, 0), QPointF(30, 30), QPointF(0, 30), QPointF(0, 4)}, std::vector(6, 12.0), 12, 2, 0));
  CHECK_FALSE(placeAlong({}, std::vector(2, 12.0), 12, 2, 0));
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/scene_painter.h"

#include "tests/gis/render/sketch.h"

#include <catch2/catch_test_macros.hpp>

#include <QPainter>

#include <cmath>
#include <random>

using namespace suyuan;
using namespace suyuan::render;

namespace {

int distance(QColor a, QColor b) {
  return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
}

int pixelsUnlike(const QImage& image, QColor background, QRect box) {
  int count = 0;
  for (int y = box.top(); y <= box.bottom(); ++y)
    for (int x = box.left(); x <= box.right(); ++x)
      if (distance(image.pixelColor(x, y), background) > 24) ++count;
  return count;
}

MapScene sceneOf(std::initializer_list<std::shared_ptr<const layers::FeatureTable>> tables) {
  MapScene scene;
  scene.style = sketch::style();
  for (const auto& table : tables) scene.add(table);
  return scene;
}

} // namespace

TEST_CASE("an outfall is drawn at its place in its class's colour") {
  const MapScene scene = sceneOf({sketch::table("outfalls", {{1, Point{100, 200}, "农业排口", "已确认", "", ""}})});
  MapView view = sketch::view();
  view.metresPerUnit = 100; // 1:378,000, where markers are not pictures
  const auto image = renderMap(scene, view);
  REQUIRE(image);
  const Symbol& symbol = scene.layers[0].style->classes[2].symbol;
  CHECK(distance(image->pixelColor(100, 100), symbol.color) < 12);
  CHECK(distance(image->pixelColor(140, 100), scene.style->background) < 6);
}

TEST_CASE("a class's picture wears the class's colour, its own too") {
  const auto middle = [](const MapScene& scene) {
    MapView view = sketch::view();
    view.devicePixelRatio = 6; // the crowd of one is drawn small
    return renderMap(scene, view).value().copy(80 * 6, 80 * 6, 40 * 6, 40 * 6);
  };
  MapScene scene = sceneOf({sketch::table("outfalls", {{1, Point{100, 200}, "农业排口", "已确认", "", ""}})});
  const auto count = [&](const QImage& image, const QColor& color) {
    int near = 0;
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x) near += distance(image.pixelColor(x, y), color) < 12;
    return near;
  };
  const QColor given = scene.layers[0].style->classes[2].symbol.color, other(0x10, 0x20, 0xf0);
  CHECK(count(middle(scene), given) > 60); // white leaves lie on it: a picture, not the plain marker
  LayerStyle changed = *scene.layers[0].style;
  changed.classes[2].symbol.color = other;
  scene.layers[0].style = std::make_shared<const LayerStyle>(changed);
  const QImage blue = middle(scene);
  CHECK(count(blue, other) > 60);
  CHECK(count(blue, given) == 0);
  CHECK(count(blue, Qt::white) > 5);
}

TEST_CASE("a hidden layer draws nothing and is not counted") {
  MapScene scene = sceneOf({sketch::table("outfalls", {{1, Point{100, 200}, "农业排口", "已确认", "", ""}})});
  scene.layers[0].visible = false;
  PaintReport report;
  const auto image = renderMap(scene, sketch::view(), {}, &report);
  REQUIRE(image);
  CHECK(pixelsUnlike(*image, scene.style->background, image->rect()) == 0);
  CHECK(report.features.empty());
}

TEST_CASE("a river of many vertices looks the same on the mass path as on the painter's") {
  // A wave of 60,000 vertices takes the mass path; the same wave with 200 takes Qt's painter.
  const auto wave = [](int count) {
    LineString line;
    for (int i = 0; i <= count; ++i) {
      const double x = 20 + 360.0 * i / count;
      line.points.push_back({x, 150 + 80 * std::sin(x / 40)});
    }
    return line;
  };
  MapView view = sketch::view();
  view.metresPerUnit = 1000;
  const auto many = renderMap(sceneOf({sketch::table("rivers", {{1, wave(60000), "", "", "1", ""}})}), view);
  const auto few = renderMap(sceneOf({sketch::table("rivers", {{1, wave(200), "", "", "1", ""}})}), view);
  REQUIRE(many);
  REQUIRE(few);
  double difference = 0;
  for (int y = 0; y < 300; ++y)
    for (int x = 0; x < 400; ++x) difference += distance(many->pixelColor(x, y), few->pixelColor(x, y));
  const int drawn = pixelsUnlike(*few, sketch::style()->background, few->rect());
  CHECK(drawn > 400);
  CHECK(difference / drawn < 60);
}

TEST_CASE("many wide lines have no notch where they turn, however they turn") {
  // Fifty hooks, more than the painter's path takes: two strokes that meet at every angle between.
  std::vector<sketch::Feature> hooks;
  std::vector<QPoint> corners;
  for (int n = 0; n < 50; ++n) {
    const Point corner{20.5 + 40 * (n % 10), 30.5 + 60 * (n / 10)};
    const double in = n * 0.9, out = n * 0.9 + 0.5 + n * 0.05;
    LineString line;
    line.points = {{corner.x + 15 * std::cos(in), corner.y + 15 * std::sin(in)}, corner, {corner.x + 15 * std::cos(out), corner.y + 15 * std::sin(out)}};
    hooks.push_back({n + 1, line, "", "", "1", ""});
    corners.emplace_back(static_cast<int>(corner.x), static_cast<int>(300 - corner.y));
  }
  const auto drawn = [](std::vector<sketch::Feature> some) { return *renderMap(sceneOf({sketch::table("rivers", some)}), sketch::view()); };
  const QImage all = drawn(hooks), first = drawn({hooks.begin(), hooks.begin() + 25}), rest = drawn({hooks.begin() + 25, hooks.end()});
  const auto inkAt = [&](const QImage& image, QPoint corner) {
    double ink = 0;
    for (int y = -2; y <= 2; ++y)
      for (int x = -2; x <= 2; ++x) ink += distance(image.pixelColor(corner + QPoint(x, y)), sketch::style()->background);
    return ink;
  };
  for (std::size_t n = 0; n < corners.size(); ++n) {
    const double is = inkAt(all, corners[n]), painted = inkAt(n < 25 ? first : rest, corners[n]);
    INFO(n << ": " << is << " of " << painted);
    CHECK(is > 0.95 * painted);
    CHECK(is < 1.1 * painted);
  }
}

TEST_CASE("of a crowd of points every occupied pixel is drawn") {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> x(10, 390), y(10, 290);
  std::vector<sketch::Feature> features;
  for (int i = 0; i < 6000; ++i) features.push_back({i + 1, Point{x(random), y(random)}, "工业排污口", "已确认", "", ""});
  const MapScene scene = sceneOf({sketch::table("outfalls", features)});
  PaintReport report;
  const auto image = renderMap(scene, sketch::view(), {}, &report);
  REQUIRE(image);
  CHECK(report.features["outfalls"] == 6000);
  int missing = 0;
  for (const auto& f : features) {
    const auto& p = std::get<Point>(f.geometry);
    if (distance(image->pixelColor(static_cast<int>(p.x), static_cast<int>(300 - p.y)), scene.style->background) < 24) ++missing;
  }
  CHECK(missing == 0);
}

TEST_CASE("thinning keeps the status that stands first in the style") {
  std::vector<sketch::Feature> features;
  features.push_back({1, Point{200.5, 150.5}, "工业排污口", "已确认", "", ""});
  // Four thousand ruled-out ones lie on and around it, and come later in the file.
  for (int i = 0; i < 4000; ++i) features.push_back({i + 2, Point{200.5, 150.5}, "其他排口", "已排除", "", ""});
  const MapScene scene = sceneOf({sketch::table("outfalls", features)});
  const auto image = renderMap(scene, sketch::view());
  REQUIRE(image);
  CHECK(distance(image->pixelColor(200, 149), scene.layers[0].style->classes[0].symbol.color) < 40);
}

TEST_CASE("zones are hatched, not filled") {
  const MapScene scene = sceneOf({sketch::table("zones", {{1, sketch::square(50, 50, 200), "饮用水水源保护区", "", "", ""}})});
  const auto image = renderMap(scene, sketch::view());
  REQUIRE(image);
  const int marked = pixelsUnlike(*image, scene.style->background, QRect(60, 60, 180, 180));
  CHECK(marked > 180 * 180 / 30);
  CHECK(marked < 180 * 180 / 2);
  CHECK(pixelsUnlike(*image, scene.style->background, QRect(270, 20, 100, 200)) == 0);
}

TEST_CASE("areas and lines are seen in a layer that begins with a point") {
  const MapScene scene = sceneOf({sketch::table("somebodys_file", {{1, Point{20, 280}, "", "", "", ""}, {2, sketch::square(100, 100, 80), "", "", "", ""}, {3, LineString{{{250, 50}, {350, 250}}}, "", "", "", ""}})});
  const auto image = renderMap(scene, sketch::view());
  REQUIRE(image);
  CHECK(distance(image->pixelColor(140, 160), scene.style->background) > 40); // inside the square
  CHECK(pixelsUnlike(*image, scene.style->background, QRect(98, 118, 6, 84)) > 60);
  CHECK(pixelsUnlike(*image, scene.style->background, QRect(250, 50, 100, 200)) > 150);
}

TEST_CASE("a lake with an island leaves the island open") {
  Polygon lake = sketch::square(50, 50, 200);
  lake.rings.push_back(sketch::square(120, 120, 60).rings[0]);
  const MapScene scene = sceneOf({sketch::table("lakes", {{1, lake, "", "", "", ""}})});
  const auto image = renderMap(scene, sketch::view());
  REQUIRE(image);
  CHECK(distance(image->pixelColor(70, 230), scene.layers[0].style->base.fill) < 6);
  CHECK(distance(image->pixelColor(150, 150), scene.style->background) < 6);
}

TEST_CASE("a boundary shared by two divisions is dashed once, so that its gaps stay open") {
  const auto two = sketch::table("divisions", {{1, sketch::square(0, -100, 200), "county", "", "", ""}, {2, sketch::square(200, -100, 200), "county", "", "", ""}});
  MapScene scene = sceneOf({two});
  auto style = std::make_shared<LayerStyle>(*scene.layers[0].style);
  for (auto& c : style->classes) c.symbol.casing = QColor();
  scene.layers[0].style = style;
  MapView view = sketch::view();
  view.centerY = 0;
  const auto image = renderMap(scene, view);
  REQUIRE(image);
  int gaps = 0;
  for (int y = 80; y < 220; ++y)
    if (pixelsUnlike(*image, scene.style->background, QRect(198, y, 5, 1)) == 0) ++gaps;
  CHECK(gaps > 20);
}

TEST_CASE("a selected and a traced record stand out") {
  const auto line = sketch::table("channels", {{5, LineString{{{50, 150}, {350, 150}}}, "管道", "", "", ""}});
  MapScene plain = sceneOf({line});
  MapScene lit = plain;
  lit.layers[0].traced = {5};
  const auto before = renderMap(plain, sketch::view()), after = renderMap(lit, sketch::view());
  REQUIRE(before);
  REQUIRE(after);
  CHECK(distance(after->pixelColor(220, 148), plain.style->trace) < distance(before->pixelColor(220, 148), plain.style->trace) / 2);
}

TEST_CASE("arrows point the way that a channel flows, whichever way it was drawn") {
  // An arrow is wide at its tail: where the columns left of its middle hold more ink, it points to the right.
  const auto leftHeavy = [](const LineString& channel, const char* flow) {
    const MapScene scene = sceneOf({sketch::table("channels", {{1, channel, "", flow, "", ""}})});
    MapView view = sketch::view();
    view.devicePixelRatio = 4;
    const QImage image = renderMap(scene, view).value();
    const auto ink = [&](int from, int to) { return pixelsUnlike(image, scene.style->background, QRect(QPoint(from * 4, 140 * 4), QPoint(to * 4 - 1, 160 * 4))); };
    return ink(137, 140) - ink(141, 144);
  };
  const LineString east{{{100, 150}, {180, 150}}}, west{{{180, 150}, {100, 150}}};
  CHECK(leftHeavy(east, "") > 20);
  CHECK(leftHeavy(west, "") < -20);
  CHECK(leftHeavy(east, "反向") < -20);
  CHECK(leftHeavy(west, "反向") > 20);
}

TEST_CASE("a stopped drawing returns Cancelled") {
  std::stop_source stop;
  stop.request_stop();
  const auto image = renderMap(sceneOf({sketch::table("outfalls", {{1, Point{1, 1}, "", "", "", ""}})}), sketch::view(), stop.get_token());
  REQUIRE_FALSE(image);
  CHECK(image.error().code == ErrorCode::Cancelled);
}

TEST_CASE("an impossible view is an error") {
  MapView view = sketch::view();
  view.metresPerPixel = 0;
  CHECK(renderMap(sceneOf({}), view).error().code == ErrorCode::RenderFailed);
  CHECK(renderMap(MapScene{}, sketch::view()).error().code == ErrorCode::RenderFailed);
}

TEST_CASE("a high-resolution screen gets the same map with twice the pixels") {
  const MapScene scene = sceneOf({sketch::table("lakes", {{1, sketch::square(100, 100, 100), "", "", "", ""}})});
  MapView view = sketch::view();
  view.devicePixelRatio = 2;
  const auto image = renderMap(scene, view);
  REQUIRE(image);
  CHECK(image->size() == QSize(800, 600));
  CHECK(distance(image->pixelColor(300, 300), scene.layers[0].style->base.fill) < 6);
  CHECK(distance(image->pixelColor(150, 150), scene.style->background) < 6);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/composition/grid.h"
#include "gis/composition/map_frame.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>

using namespace suyuan;
using namespace suyuan::composition;

namespace {

bool isMultiple(double value, double step) { return std::fabs(std::remainder(value, step)) < 1e-6; }

} // namespace

TEST_CASE("kilometre lines are at round eastings and northings and say so in kilometres") {
  const auto lines = kilometreGrid({431'250, 4'860'400, 441'900, 4'868'100}, 1800);
  std::size_t upright = 0;
  for (const GridLine& line : lines) {
    CHECK(isMultiple(line.value, 2000)); // 1,800 m asked: the nearest round step
    CHECK(line.label == QString::number(line.value / 1000, 'f', 0));
    upright += line.upright ? 1 : 0;
    for (const Point& p : line.line) CHECK((line.upright ? p.x : p.y) == line.value);
  }
  CHECK(upright == 5);               // 432 … 440
  CHECK(lines.size() - upright == 4); // 4862 … 4868
  CHECK(kilometreGrid({431'250, 4'860'400, 431'650, 4'860'700}, 90).front().label == QStringLiteral("431.3"));
}

TEST_CASE("meridians and parallels are at round minutes and lie where the projection puts them") {
  auto bridge = render::GeoBridge::make("EPSG:4551");
  REQUIRE(bridge);
  const Box box{430'000, 4'855'000, 450'000, 4'875'000};
  const auto lines = graticule(box, *bridge, 7000);
  REQUIRE(lines.size() >= 4);
  for (const GridLine& line : lines) {
    CHECK(isMultiple(line.value * 3600, 300)); // 7,000 m are 227″: 5′
    for (const Point& p : line.line) {
      const auto lonLat = bridge->toLonLat(p);
      REQUIRE(lonLat);
      CHECK((line.upright ? lonLat->x : lonLat->y) == Catch::Approx(line.value).margin(1e-9));
    }
    // Where it meets the frame is the same place, to a tenth of a millimetre at 1:50,000.
    if (const auto met = meets(line, box, false)) {
      const auto lonLat = bridge->toLonLat(line.upright ? Point{*met, box.maxY} : Point{box.maxX, *met});
      REQUIRE(lonLat);
      CHECK(((line.upright ? lonLat->x : lonLat->y) - line.value) * 111'320 == Catch::Approx(0).margin(5));
    }
  }
  CHECK(degreesText(125.5, 300) == QStringLiteral("125°30′"));
  CHECK(degreesText(43.0 + 59.0 / 60 + 30.0 / 3600, 30) == QStringLiteral("43°59′30″"));
  CHECK(degreesText(-7, 3600) == QStringLiteral("−7°"));
}

TEST_CASE("a grid of nothing, of an empty box or of endless lines is empty") {
  auto bridge = render::GeoBridge::make("EPSG:4551");
  REQUIRE(bridge);
  CHECK(kilometreGrid({}, 1000).empty());
  CHECK(kilometreGrid({0, 0, 1, 1}, 0).empty());
  CHECK(kilometreGrid({0, 0, 1e7, 1e7}, 1).empty());
  CHECK(graticule({}, *bridge, 1000).empty());
}

TEST_CASE("a known ground distance is the right millimetres on paper, whatever the letters' size") {
  for (const double enlarge : {1.0, 2.4}) {
    const QRectF at(17, 25, 200.3, 164.7);
    const MapFrame frame = frameAround("EPSG:4551", at, 440'000, 4'870'000, 25'000, enlarge);
    CHECK(QLineF(frame.toPaper(440'000, 4'870'000), at.center()).length() < 1e-6);
    const QPointF east = frame.toPaper(441'000, 4'870'000) - frame.toPaper(440'000, 4'870'000);
    CHECK(east.x() == Catch::Approx(40).margin(1e-6)); // 1 km at 1:25,000
    CHECK(east.y() == Catch::Approx(0).margin(1e-6));
    CHECK(frame.box().maxX - frame.box().minX == Catch::Approx(200.3 * 25).margin(1e-6));
  }
  CHECK(roundScaleFor({0, 0, 4000, 1000}, {0, 0, 180, 150}) == 25'000);
  CHECK(roundScaleFor({0, 0, 4000, 4000}, {0, 0, 200, 160}) == 25'000);
  CHECK(roundScaleFor({0, 0, 4001, 4001}, {0, 0, 200, 160}) == 30'000);
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Fingers on the map.
#include "tests/app/desktop/open_window.h"

#include <QPointingDevice>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

struct Touched : OpenWindow {
  QPointingDevice* device = QTest::createTouchDevice();
  MapCanvas* map = window.canvas();
  QPoint middle = map->rect().center();
  Touched() {
    map->fitAll();
    settle();
  }
};

} // namespace

TEST_CASE("two fingers that part zoom in where they are, and moved together move the map") {
  Touched open;
  const auto before = open.map->view();
  const QPoint at = open.middle + QPoint(60, 20);
  const Point held = before.toMap(at);
  QTest::touchEvent(open.map, open.device).press(0, at - QPoint(50, 0), open.map);
  QTest::touchEvent(open.map, open.device).move(0, at - QPoint(50, 0), open.map).press(1, at + QPoint(50, 0), open.map);
  QTest::touchEvent(open.map, open.device).move(0, at - QPoint(100, 0), open.map).move(1, at + QPoint(100, 0), open.map);
  const auto zoomed = open.map->view();
  CHECK(std::abs(before.scaleDenominator() / zoomed.scaleDenominator() - 2) < 0.01);
  CHECK((zoomed.toScreen(held.x, held.y) - at).manhattanLength() < 1);
  const QPoint by(30, -40);
  QTest::touchEvent(open.map, open.device).move(0, at - QPoint(100, 0) + by, open.map).move(1, at + QPoint(100, 0) + by, open.map);
  CHECK((open.map->view().toScreen(held.x, held.y) - (at + by)).manhattanLength() < 1);
  QTest::touchEvent(open.map, open.device).release(0, at, open.map).stationary(1);
  const auto rested = open.map->view();
  QTest::touchEvent(open.map, open.device).move(1, at + QPoint(10, 90), open.map); // the last finger means nothing
  QTest::touchEvent(open.map, open.device).release(1, at + QPoint(10, 90), open.map);
  CHECK(open.map->view() == rested);
  CHECK(open.count() == 0);
}

TEST_CASE("a tap does what a click does, and two fingers never do") {
  Touched open;
  open.use("tool_add");
  QTest::touchEvent(open.map, open.device).press(0, open.middle, open.map);
  QTest::touchEvent(open.map, open.device).stationary(0).press(1, open.middle + QPoint(80, 0), open.map);
  QTest::touchEvent(open.map, open.device).release(0, open.middle, open.map).release(1, open.middle + QPoint(80, 0), open.map);
  CHECK(open.count() == 0);
  QTest::touchEvent(open.map, open.device).press(0, open.middle, open.map);
  QTest::touchEvent(open.map, open.device).release(0, open.middle, open.map);
  CHECK(open.count() == 1);
}

TEST_CASE("a finger drags the map where the tool lets it") {
  Touched open;
  open.use("tool_pan");
  const Point held = open.map->view().toMap(open.middle);
  QTest::touchEvent(open.map, open.device).press(0, open.middle, open.map);
  QTest::touchEvent(open.map, open.device).move(0, open.middle + QPoint(40, 30), open.map);
  QTest::touchEvent(open.map, open.device).release(0, open.middle + QPoint(40, 30), open.map);
  CHECK((open.map->view().toScreen(held.x, held.y) - (open.middle + QPoint(40, 30))).manhattanLength() < 1);
}

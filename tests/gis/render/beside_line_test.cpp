// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/beside_line.h"

#include <catch2/catch_test_macros.hpp>

#include <cmath>

using suyuan::render::besideLine;

TEST_CASE("a line moved aside lies left or right of its direction, at its distance, and corners stay near") {
  const QPolygonF east({{0, 0}, {10, 0}, {20, 0}});
  for (const QPointF& p : besideLine(east, 3, true)) CHECK(p.y() == -3); // north of it: up on the screen
  for (const QPointF& p : besideLine(east, 3, false)) CHECK(p.y() == 3);
  const QPolygonF corner({{0, 0}, {10, 0}, {10, 10}}); // turns right, down the screen
  const auto outer = besideLine(corner, 2, true), inner = besideLine(corner, 2, false);
  CHECK(outer[1] == QPointF(12, -2));
  CHECK(inner[1] == QPointF(8, 2));
  for (const QPointF& p : besideLine(QPolygonF({{0, 0}, {10, 0}, {0, 0.01}}), 2, true)) CHECK(std::hypot(p.x(), p.y()) < 15);
  CHECK(besideLine(QPolygonF({{5, 5}, {5, 5}}), 2, true).size() == 2);
  CHECK(besideLine({}, 2, true).isEmpty());
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/tools/measure_tool.h"
#include "gis/projection/geodesic.h"
#include "tests/app/desktop/open_window.h"

#include <catch2/catch_approx.hpp>

#include <QClipboard>
#include <QStatusBar>

#include <array>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

/// A river, so that the map has a place.
Result<> riverIn(store::Edit& edit) {
  River river;
  river.name = "伊通河";
  river.geometry = LineString{{{125.30, 43.80}, {125.34, 43.86}}};
  auto inserted = edit.insert(river);
  if (!inserted) return std::unexpected(inserted.error());
  return {};
}

void clickAt(MapCanvas& canvas, QPoint at) { QTest::mouseClick(&canvas, Qt::LeftButton, {}, at); }
void moveTo(MapCanvas& canvas, QPoint at) {
  QMouseEvent move(QEvent::MouseMove, at, canvas.mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
  QApplication::sendEvent(&canvas, &move);
}

} // namespace

TEST_CASE("a length is measured along the ellipsoid while the pointer moves, and ends with Enter") {
  OpenWindow open(riverIn);
  MapCanvas& canvas = *open.window.canvas();
  open.use("tool_length");
  auto* tool = dynamic_cast<MeasureTool*>(canvas.tool());
  REQUIRE(tool != nullptr);
  const QImage before = canvas.grab().toImage();
  const QPoint a(200, 200), b(320, 240), c(400, 180);
  clickAt(canvas, a);
  CHECK(tool->length() == 0);
  clickAt(canvas, b);
  const Point at[3] = {*canvas.lonLatAt(a), *canvas.lonLatAt(b), *canvas.lonLatAt(c)};
  CHECK(tool->length() == Catch::Approx(projection::geodesicLength(std::span(at, 2))));
  moveTo(canvas, c);
  CHECK(tool->length() == Catch::Approx(projection::geodesicLength(at)));
  CHECK(open.window.statusBar()->currentMessage() == tool->figure());
  CHECK(canvas.grab().toImage() != before);

  canvas.setFocus();
  QTest::keyClick(&canvas, Qt::Key_Return); // ends where the last corner is, not at the pointer
  const Point off = *canvas.lonLatAt(QPointF(500, 400));
  moveTo(canvas, QPoint(500, 400));
  CHECK(tool->length() == Catch::Approx(projection::geodesicLength(std::span(at, 2))));
  canvas.setView(canvas.view().panned({40, 30})); // the figure stays with the ground
  CHECK(tool->length() == Catch::Approx(projection::geodesicLength(std::span(at, 2))));
  QTest::keyClick(&canvas, Qt::Key_C, Qt::ControlModifier);
  CHECK(QGuiApplication::clipboard()->text() == tool->figure());
  CHECK(tool->figure().endsWith(QStringLiteral("m")));

  QTest::keyClick(&canvas, Qt::Key_Backspace);
  const std::array again{at[0], off}; // it goes on from the corner before
  CHECK(tool->length() == Catch::Approx(projection::geodesicLength(again)));
  QTest::keyClick(&canvas, Qt::Key_Escape);
  CHECK(tool->figure().isEmpty());
  clickAt(canvas, a);
  open.use("tool_pick"); // another tool drops what is half done
  open.use("tool_length");
  CHECK(tool->length() == 0);
}

TEST_CASE("an area is measured with the way around it, and a double click ends it") {
  OpenWindow open(riverIn);
  MapCanvas& canvas = *open.window.canvas();
  open.use("tool_area");
  auto* tool = dynamic_cast<MeasureTool*>(canvas.tool());
  REQUIRE(tool != nullptr);
  const std::vector<QPoint> corners{{200, 200}, {320, 200}, {320, 300}, {200, 300}};
  std::vector<Point> ring;
  for (const QPoint& at : corners) {
    clickAt(canvas, at);
    ring.push_back(*canvas.lonLatAt(at));
  }
  QMouseEvent twice(QEvent::MouseButtonDblClick, corners.back(), canvas.mapToGlobal(corners.back()), Qt::LeftButton, Qt::LeftButton, {});
  QApplication::sendEvent(&canvas, &twice);
  QTest::mouseRelease(&canvas, Qt::LeftButton, {}, corners.back());
  moveTo(canvas, QPoint(500, 500));
  CHECK(tool->area() == Catch::Approx(projection::geodesicArea(ring)));
  ring.push_back(ring.front());
  CHECK(tool->length() == Catch::Approx(projection::geodesicLength(ring)));
  clickAt(canvas, {100, 100}); // begins the next
  CHECK(tool->area() == 0);
}

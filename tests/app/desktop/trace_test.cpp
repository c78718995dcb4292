// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/channel.h"
#include "core/model/unit.h"
#include "tests/app/desktop/open_window.h"

#include <QTreeWidget>

using namespace suyuan;
using namespace suyuan::desktop;

TEST_CASE("a click on an outfall and the trace key light the path up to the unit") {
  const Point outlet{125.3000, 43.9000}, bend{125.3030, 43.9010}, source{125.3060, 43.9000};
  OpenWindow open([&](store::Edit& e) -> Result<> {
    Outfall outfall;
    outfall.geometry = outlet;
    outfall.name = "甲排口";
    SUYUAN_TRY(e.insert(outfall));
    Channel channel;
    channel.geometry = LineString{{source, bend, outlet}}; // drawn in the direction of flow
    channel.kind = "管道";
    SUYUAN_TRY(e.insert(channel));
    Unit unit;
    unit.name = "某某纸业";
    unit.geometry = source;
    SUYUAN_TRY(e.insert(unit));
    return {};
  });
  open.activate();
  MapCanvas& canvas = *open.window.canvas();
  QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.screenOf(outlet)->toPoint());
  REQUIRE(open.window.form()->fid().isSet());
  open.settle();
  const auto colourNearBend = [&] {
    const QImage picture = canvas.grab().toImage();
    const QColor wanted = canvas.scene().style->trace;
    const QPoint at = canvas.screenOf(Point{(bend.x + source.x) / 2, (bend.y + source.y) / 2})->toPoint();
    int close = 0;
    for (int dx = -4; dx <= 4; ++dx)
      for (int dy = -4; dy <= 4; ++dy) {
        const QColor c = picture.pixelColor(at + QPoint(dx, dy));
        if (std::abs(c.red() - wanted.red()) + std::abs(c.green() - wanted.green()) + std::abs(c.blue() - wanted.blue()) < 60) ++close;
      }
    return close;
  };
  CHECK(colourNearBend() == 0);
  QTest::keyClick(&open.window, Qt::Key_U, Qt::ControlModifier);
  REQUIRE(QTest::qWaitFor([&] { return !canvas.scene().tracePaths.empty() && open.window.isSettled(); }, 20'000));
  CHECK(colourNearBend() > 5);
  auto* reached = open.find<QTreeWidget>("trace");
  CHECK_FALSE(reached->findItems(QStringLiteral("某某纸业"), Qt::MatchRecursive | Qt::MatchExactly).isEmpty());
}

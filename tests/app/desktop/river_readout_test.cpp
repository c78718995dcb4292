// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/river_readout.h"
#include "tests/app/desktop/open_window.h"

#include <QStatusBar>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

/// The 伊通河 northwards through Changchun, and a brook whose direction nobody confirmed.
Result<> riversIn(store::Edit& edit) {
  River river;
  river.name = "伊通河";
  river.flowKnown = true;
  river.geometry = LineString{{{125.30, 43.80}, {125.30, 43.90}}};
  River brook;
  brook.geometry = LineString{{{125.34, 43.80}, {125.34, 43.90}}};
  for (const River& one : {river, brook})
    if (auto inserted = edit.insert(one); !inserted) return std::unexpected(inserted.error());
  return {};
}

void pointAt(OpenWindow& open, const Point& lonLat) {
  MapCanvas& canvas = *open.window.canvas();
  const auto at = canvas.screenOf(lonLat);
  REQUIRE(at);
  REQUIRE(canvas.rect().contains(at->toPoint()));
  QMouseEvent move(QEvent::MouseMove, *at, canvas.mapToGlobal(*at), Qt::NoButton, Qt::NoButton, {});
  QApplication::sendEvent(&canvas, &move);
}

} // namespace

TEST_CASE("the status bar says river, chainage and bank under the pointer, and nothing far from rivers") {
  OpenWindow open(riversIn);
  auto* label = open.window.statusBar()->findChild<QLabel*>(QStringLiteral("river"));
  CHECK(label->text().isEmpty());
  pointAt(open, {125.298, 43.85});
  open.settle();
  const QString west = label->text();
  CHECK(west.startsWith(QStringLiteral("伊通河  K5+5")));
  CHECK(west.contains(QStringLiteral("左岸")));
  CHECK_FALSE(west.contains(QStringLiteral("流向未确认")));
  pointAt(open, {125.302, 43.85});
  open.settle();
  CHECK(label->text().contains(QStringLiteral("右岸")));
  pointAt(open, {125.32, 43.85});
  open.settle();
  CHECK(label->text().isEmpty());
  pointAt(open, {125.341, 43.86});
  open.settle();
  CHECK(label->text().startsWith(QStringLiteral("无名河流  K6+6")));
  CHECK(label->text().contains(QStringLiteral("流向未确认")));
}

TEST_CASE("the place of the last position is shown, whatever the pointer passed on the way") {
  OpenWindow open(riversIn);
  auto* label = open.window.statusBar()->findChild<QLabel*>(QStringLiteral("river"));
  int answers = 0;
  QObject::connect(open.window.canvas()->findChild<RiverReadout*>(), &RiverReadout::said, label, [&] { ++answers; });
  for (int i = 0; i <= 40; ++i) pointAt(open, {125.298, 43.802 + i * 0.002});
  open.settle();
  CHECK(label->text().startsWith(QStringLiteral("伊通河  K9+1")));
  CHECK(answers < 41); // positions passed over are not looked up
}

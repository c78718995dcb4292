// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/canvas/overview_map.h"
#include "tests/app/desktop/open_window.h"

#include <QWheelEvent>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

/// Two outfalls, 16 km apart.
Result<> outfallsApart(store::Edit& edit) {
  for (const Point at : {Point{125.20, 43.80}, Point{125.40, 43.90}}) {
    Outfall outfall;
    outfall.geometry = at;
    if (auto inserted = edit.insert(outfall); !inserted) return std::unexpected(inserted.error());
  }
  return {};
}

OverviewMap& shownOverview(OpenWindow& open) {
  auto* overview = open.window.canvas()->findChild<OverviewMap*>();
  if (overview == nullptr || !overview->isVisible()) open.use("act_overview");
  overview = open.window.canvas()->findChild<OverviewMap*>();
  REQUIRE(overview != nullptr);
  REQUIRE(QTest::qWaitFor([&] { return overview->isDrawn(); }, 10'000));
  return *overview;
}

std::int64_t coloured(const QImage& picture, QRgb background) {
  std::int64_t count = 0;
  for (int y = 2; y < picture.height() - 2; ++y)
    for (int x = 2; x < picture.width() - 2; ++x) count += picture.pixel(x, y) != background;
  return count;
}

} // namespace

TEST_CASE("the overview frames what the map shows, and a click in it moves the map there") {
  OpenWindow open(outfallsApart);
  MapCanvas& canvas = *open.window.canvas();
  canvas.fitAll();
  canvas.setView(canvas.view().withScale(canvas.view().scaleDenominator() / 4));
  OverviewMap& overview = shownOverview(open);
  const QRectF before = overview.frame();
  REQUIRE_FALSE(before.isEmpty());
  CHECK(QRectF(overview.rect()).contains(before));

  const double scale = canvas.view().scaleDenominator();
  const QPoint to(overview.width() / 4, overview.height() / 4);
  QTest::mouseClick(&overview, Qt::LeftButton, {}, to);
  CHECK(std::abs(overview.frame().center().x() - to.x()) < 0.01);
  CHECK(std::abs(overview.frame().center().y() - to.y()) < 0.01);
  CHECK(canvas.view().scaleDenominator() == scale);

  // A drag takes the frame along; the outfall of the south-west stands in the left lower corner of the overview.
  QTest::mousePress(&overview, Qt::LeftButton, {}, to);
  const QPoint past(overview.width() / 2, overview.height() / 2 + 10);
  QMouseEvent move(QEvent::MouseMove, past, overview.mapToGlobal(past), Qt::LeftButton, Qt::LeftButton, {});
  QApplication::sendEvent(&overview, &move);
  QTest::mouseRelease(&overview, Qt::LeftButton, {}, past);
  CHECK(std::abs(overview.frame().center().x() - past.x()) < 0.01);
  CHECK(std::abs(overview.frame().center().y() - past.y()) < 0.01);
  const QPointF southWest = *canvas.screenOf({125.20, 43.80});
  CHECK(southWest.x() < canvas.width() / 2.0);
  CHECK(southWest.y() > canvas.height() / 2.0);

  QWheelEvent wheel(QPointF(past), overview.mapToGlobal(QPointF(past)), {}, {0, 240}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
  QApplication::sendEvent(&overview, &wheel);
  CHECK(std::abs(canvas.view().scaleDenominator() * 2 / scale - 1) < 1e-9);
}

TEST_CASE("the overview shows what is recorded while it is open, wherever the map is") {
  OpenWindow open(outfallsApart);
  MapCanvas& canvas = *open.window.canvas();
  OverviewMap& overview = shownOverview(open);
  const QRgb background = canvas.scene().style->background.rgb();
  const auto drawn = [&] {
    canvas.showLonLat({127, 42}, 1'000); // the frame is far away
    return coloured(overview.grab().toImage(), background);
  };
  const auto before = drawn();
  CHECK(before > 0);
  open.window.addOutfallAt(Point{125.25, 43.88});
  open.settle();
  REQUIRE(QTest::qWaitFor([&] { return overview.isDrawn(); }, 10'000));
  CHECK(drawn() > before);
}

TEST_CASE("overview, scale bar and north arrow are as they were left, also after a restart") {
  OpenWindow open(outfallsApart);
  shownOverview(open);
  open.use("act_furniture");
  REQUIRE(open.window.openSurvey(open.survey));
  open.settle();
  CHECK(open.find<OverviewMap>("overview")->isVisible());
  CHECK_FALSE(open.find<QAction>("act_furniture")->isChecked());
  open.use("act_overview");
  CHECK_FALSE(open.find<OverviewMap>("overview")->isVisible());

  MapCanvas& canvas = *open.window.canvas();
  const QRect corner(canvas.width() - 60, 10, 50, 72);
  const QRgb background = canvas.scene().style->background.rgb();
  canvas.showLonLat({127, 42}, 1'000); // where nothing is
  open.settle();
  CHECK(coloured(canvas.grab(corner).toImage(), background) == 0);
  open.use("act_furniture");
  CHECK(coloured(canvas.grab(corner).toImage(), background) > 200);
}

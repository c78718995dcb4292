// SPDX-License-Identifier: GPL-3.0-or-later
// Coordinates in the window: the notation at the status bar, copying and pasting.
#include "gis/exchange/position_text.h"
#include "tests/app/desktop/open_window.h"

#include <QClipboard>
#include <QMenu>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

struct Placed : OpenWindow {
  Fid first;
  Placed() : OpenWindow([](store::Edit& e) -> Result<> {
    Outfall outfall;
    outfall.name = "口";
    outfall.geometry = Point{125.325, 43.8875};
    SUYUAN_TRY(e.insert(outfall));
    return {};
  }) {
    window.canvas()->fitAll();
    settle();
    activate();
    first = window.session()->reader().all<Outfall>().value().front().fid;
    use("notation_degrees");
  }
  ~Placed() { use("notation_degrees"); }
  QString shown() {
    for (const QLabel* label : window.findChildren<QLabel*>())
      if (label->text().contains(u'°') || label->text().startsWith(u'X')) return label->text();
    return {};
  }
  void paste(const char* text) {
    QGuiApplication::clipboard()->setText(QString::fromUtf8(text));
    use("act_paste_place");
    settle();
  }
  void isInTheMiddle(double lon, double lat) {
    const auto at = window.canvas()->screenOf({.x = lon, .y = lat});
    REQUIRE(at);
    CHECK((*at - QRectF(window.canvas()->rect()).center()).manhattanLength() < 3);
  }
};

} // namespace

TEST_CASE("the status bar writes the pointer's position as it is chosen, and the choice is kept") {
  Placed open;
  const QPoint at = open.window.canvas()->screenOf({.x = 125.325, .y = 43.8875})->toPoint();
  QTest::mouseMove(open.window.canvas(), at);
  CHECK(open.shown().contains(QStringLiteral("°N")));
  open.use("notation_dms");
  CHECK(open.shown().contains(u'″'));
  open.use("notation_metres");
  CHECK(open.shown().startsWith(QStringLiteral("X 48")));
  CHECK(open.shown().contains(QStringLiteral("EPSG:4530"))); // zone 42
  CHECK(Preferences::load().notation == projection::Notation::GaussKruger);
  open.window.setLanguage(text::Language::English);
  open.settle();
  QTest::mouseMove(open.window.canvas(), at + QPoint(1, 0));
  QTest::mouseMove(open.window.canvas(), at);
  CHECK(open.shown().startsWith(QStringLiteral("X 48")));
  open.window.setLanguage(text::Language::Chinese);
  open.settle();
}

TEST_CASE("a position is copied from under the pointer, and that of the shown outfall when the pointer is elsewhere") {
  Placed open;
  open.window.selectOutfall(open.first, false);
  open.use("notation_dms");
  QTest::mouseMove(open.window.canvas(), QPoint(100, 100));
  open.use("act_copy_place");
  const auto under = exchange::parsePosition(QGuiApplication::clipboard()->text().toStdString(), std::nullopt);
  REQUIRE(under);
  const auto expected = open.window.canvas()->lonLatAt(QPointF(100, 100));
  CHECK(std::abs(under->x - expected->x) < 1e-5);
  QCursor::setPos(open.window.mapToGlobal(QPoint(2, 2))); // on the menu
  open.use("act_copy_place");
  CHECK(QGuiApplication::clipboard()->text() == QStringLiteral("43°53′15.00″N 125°19′30.00″E"));
}

TEST_CASE("the map's menu copies the position that it was opened at") {
  Placed open;
  Q_EMIT open.window.canvas()->customContextMenuRequested(QPoint(60, 80));
  auto* copy = open.find<QAction>("place_copy");
  copy->trigger();
  const auto there = exchange::parsePosition(QGuiApplication::clipboard()->text().toStdString(), std::nullopt);
  REQUIRE(there);
  const auto expected = open.window.canvas()->lonLatAt(QPointF(60, 80));
  CHECK(std::abs(there->x - expected->x) < 2e-6);
  CHECK(std::abs(there->y - expected->y) < 2e-6);
  open.find<QMenu>("menu_place")->close();
}

TEST_CASE("a pasted coordinate is gone to, in Chinese words and full-width digits too, and becomes an outfall only while they are added") {
  Placed open;
  open.paste("东经125°19′48″，北纬43°54′00″");
  open.isInTheMiddle(125.33, 43.9);
  CHECK(open.count() == 1);
  open.paste("１２５．３４，４３．９１");
  open.isInTheMiddle(125.34, 43.91);
  open.paste("没有坐标");
  CHECK(open.banner().contains(QStringLiteral("没有坐标")));
  open.isInTheMiddle(125.34, 43.91);
  open.use("tool_add");
  open.paste("43°54′36″N 125°20′24″E");
  REQUIRE(open.count() == 2);
  const auto placed = std::get<Point>(open.outfall(open.window.form()->fid()).geometry);
  CHECK(std::abs(placed.x - 125.34) < 1e-9);
  CHECK(std::abs(placed.y - 43.91) < 1e-9);
}

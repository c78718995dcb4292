// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/bookmarks.h"
#include "tests/app/desktop/open_window.h"

#include <QInputDialog>
#include <QTimer>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

Result<> songhua(store::Edit& edit) {
  River river;
  river.geometry = LineString{{{125.30, 43.80}, {125.34, 43.86}}};
  if (auto inserted = edit.insert(river); !inserted) return std::unexpected(inserted.error());
  return {};
}

/// Keys go to the map again, wherever a dialog left the window.
void returnToMap(OpenWindow& open) {
  open.activate();
  open.window.canvas()->setFocus();
}

void press(OpenWindow& open, Qt::Key key, Qt::KeyboardModifiers with) {
  returnToMap(open);
  QTest::keyClick(open.window.canvas(), key, with);
}

/// Presses the keys and answers the question for the name.
void bookmark(OpenWindow& open, const QString& name) {
  returnToMap(open);
  bool wasAsked = false;
  QTimer::singleShot(0, &open.window, [&] {
    auto& dialog = open.dialog<QInputDialog>();
    wasAsked = true;
    dialog.setTextValue(name);
    dialog.accept();
  });
  QTest::keyClick(open.window.canvas(), Qt::Key_B, Qt::ControlModifier | Qt::AltModifier);
  REQUIRE(wasAsked);
}

QStringList names(OpenWindow& open) {
  QStringList list;
  for (const QAction* action : open.find<QMenu>("menu_remove_bookmark")->actions()) list.append(action->text());
  return list;
}

void checkIsAt(const MapCanvas& canvas, const Point& lonLat, double scale) {
  const auto middle = canvas.lonLatAt(QRectF(canvas.rect()).center());
  REQUIRE(middle);
  CHECK(std::abs(middle->x - lonLat.x) < 1e-9);
  CHECK(std::abs(middle->y - lonLat.y) < 1e-9);
  CHECK(std::abs(canvas.view().scaleDenominator() / scale - 1) < 1e-9);
}

} // namespace

TEST_CASE("a bookmarked view comes back by its number, after the survey was opened again, too") {
  OpenWindow open(songhua);
  MapCanvas* canvas = open.window.canvas();
  canvas->fitAll();
  canvas->setView(canvas->view().withScale(5'000).panned({37, 12}));
  const Point place = canvas->lonLatAt(QRectF(canvas->rect()).center()).value();
  bookmark(open, QStringLiteral("伊通河口 & 桥"));
  canvas->setView(canvas->view().withScale(80'000).panned({300, 100}));
  const Point other = canvas->lonLatAt(QRectF(canvas->rect()).center()).value();
  bookmark(open, QStringLiteral("全河"));

  press(open, Qt::Key_1, Qt::ControlModifier);
  checkIsAt(*canvas, place, 5'000);
  press(open, Qt::Key_2, Qt::ControlModifier);
  checkIsAt(*canvas, other, 80'000);

  REQUIRE(open.window.openSurvey(open.survey));
  open.settle();
  CHECK(names(open) == QStringList{QStringLiteral("伊通河口 && 桥"), QStringLiteral("全河")});
  press(open, Qt::Key_1, Qt::ControlModifier);
  checkIsAt(*open.window.canvas(), place, 5'000);
}

TEST_CASE("a bookmark of a name that is there takes its place, and a removed one stays gone") {
  OpenWindow open(songhua);
  MapCanvas* canvas = open.window.canvas();
  canvas->fitAll();
  bookmark(open, QStringLiteral("甲"));
  bookmark(open, QStringLiteral("乙"));
  canvas->setView(canvas->view().withScale(3'000));
  bookmark(open, QStringLiteral(" 甲 "));
  CHECK(names(open) == QStringList{QStringLiteral("甲"), QStringLiteral("乙")});
  canvas->setView(canvas->view().withScale(900'000));
  press(open, Qt::Key_1, Qt::ControlModifier);
  CHECK(std::abs(canvas->view().scaleDenominator() / 3'000 - 1) < 1e-9);

  open.find<QMenu>("menu_remove_bookmark")->actions().front()->trigger();
  CHECK(names(open) == QStringList{QStringLiteral("乙")});
  REQUIRE(open.window.openSurvey(open.survey));
  open.settle();
  CHECK(names(open) == QStringList{QStringLiteral("乙")});
}

TEST_CASE("no name, no bookmark") {
  OpenWindow open(songhua);
  bookmark(open, QStringLiteral("  "));
  CHECK(names(open).isEmpty());
}

TEST_CASE("what is no bookmark in the survey's setting is left out") {
  const std::vector<Bookmark> kept{{QStringLiteral("甲"), {125.5, 43.25}, 5'000}};
  CHECK(bookmarksFrom(toJson(kept)) == kept);
  CHECK(bookmarksFrom(R"([{"name":"甲","lon":125.5,"lat":43.25,"scale":5000},{"name":"","lon":1,"lat":1,"scale":1},{"name":"乙","lat":1,"scale":1},
                          {"name":"丙","lon":1,"lat":91,"scale":1},{"name":"丁","lon":1,"lat":1,"scale":0},7,"x"])") == kept);
  CHECK(bookmarksFrom("[{\"name\":").empty());
}

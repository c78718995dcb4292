// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/search_box.h"
#include "core/model/division.h"
#include "core/model/river.h"
#include "tests/app/desktop/open_window.h"

#include <QListWidget>
#include <QSettings>

#include <cmath>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

/// Two outfalls by the 伊通河, and 南关区 with its outline.
Result<> fill(store::Edit& edit) {
  for (const auto& [name, code, at] : {std::tuple("长春市南关区伊通河右岸1号排口", "AB-220102-0001-QT-00", Point{125.31, 43.81}),
                                       std::tuple("长春市南关区伊通河右岸2号排口", "AB-220102-0012-QT-00", Point{125.35, 43.89})}) {
    Outfall outfall;
    outfall.name = name;
    outfall.codeNational = code;
    outfall.divisionCode = "220102";
    outfall.geometry = at;
    if (auto added = edit.insert(outfall); !added) return std::unexpected(std::move(added).error());
  }
  River river;
  river.name = "伊通河";
  river.geometry = LineString{{{125.3, 43.7}, {125.4, 44.0}}};
  if (auto added = edit.insert(river); !added) return std::unexpected(std::move(added).error());
  Division county;
  county.name = "南关区";
  county.code = "220102";
  county.geometry = Polygon{{{{125.2, 43.6}, {125.6, 43.6}, {125.6, 44.0}, {125.2, 44.0}, {125.2, 43.6}}}};
  if (auto added = edit.insert(county); !added) return std::unexpected(std::move(added).error());
  return {};
}

struct Searching {
  OpenWindow& open;
  SearchBox* frame = nullptr;
  QLineEdit* text = nullptr;
  QListWidget* list = nullptr;
  QLabel* note = nullptr;

  /// By Ctrl+F.
  explicit Searching(OpenWindow& window) : open(window) {
    QSettings().remove(QStringLiteral("search"));
    open.activate();
    show();
    frame = open.find<SearchBox>("search_box");
    text = open.find<QLineEdit>("search_text");
    list = open.find<QListWidget>("search_list");
    note = open.find<QLabel>("search_note");
    REQUIRE(frame->isVisible());
    REQUIRE(text->hasFocus());
    settle();
  }
  void show() { QTest::keyClick(&open.window, Qt::Key_F, Qt::ControlModifier); }
  void settle() { REQUIRE(QTest::qWaitFor([this] { return frame->isSettled(); }, 20'000)); }
  void type(const QString& words) {
    text->selectAll();
    OpenWindow::write(text, words);
    settle();
  }
  void press(Qt::Key key) { QTest::keyClick(text, key); }
  QString line(int row) { return list->item(row) != nullptr ? list->item(row)->text() : QString(); }
  QString detail(int row) { return list->item(row)->data(Qt::UserRole).toString(); }
};

Point middleOf(OpenWindow& open) { return open.window.canvas()->lonLatAt(QRectF(open.window.canvas()->rect()).center()).value(); }

} // namespace

TEST_CASE("an outfall is found while it is typed, and Enter shows it on the map and in the form") {
  OpenWindow open(fill);
  Searching box(open);
  box.type(QStringLiteral("右岸2号"));
  REQUIRE(box.list->count() == 1);
  CHECK(box.line(0) == QStringLiteral("长春市南关区伊通河右岸2号排口"));
  CHECK(box.detail(0).contains(QStringLiteral("AB-220102-0012-QT-00 · 长春市南关区")));
  box.press(Qt::Key_Return);
  open.settle();
  CHECK_FALSE(box.frame->isVisible());
  REQUIRE(open.window.form()->fid().isSet());
  CHECK(open.outfall(open.window.form()->fid()).codeNational == "AB-220102-0012-QT-00");
  CHECK(std::abs(middleOf(open).x - 125.35) < 1e-3);
}

TEST_CASE("first letters find the river, arrows go down the list, and Enter before the answer waits for it") {
  OpenWindow open(fill);
  Searching box(open);
  box.type(QStringLiteral("yth"));
  REQUIRE(box.list->count() >= 3);
  CHECK(box.line(0) == QStringLiteral("伊通河"));
  CHECK(box.list->currentRow() == 0);
  box.press(Qt::Key_Down);
  box.press(Qt::Key_Down);
  box.press(Qt::Key_Up);
  CHECK(box.list->currentRow() == 1);
  box.press(Qt::Key_Escape);
  CHECK_FALSE(box.frame->isVisible());

  box.show();
  CHECK(box.text->selectedText() == QStringLiteral("yth"));
  OpenWindow::write(box.text, QStringLiteral("AB-220102-0001"));
  box.press(Qt::Key_Return); // no answer yet
  REQUIRE(QTest::qWaitFor([&] { return !box.frame->isVisible(); }, 20'000));
  CHECK(open.outfall(open.window.form()->fid()).codeNational == "AB-220102-0001-QT-00");
}

TEST_CASE("a division is shown whole, and one without an outline where its outfalls are") {
  OpenWindow open(fill);
  Searching box(open);
  box.type(QStringLiteral("南关区"));
  CHECK(box.line(0) == QStringLiteral("南关区"));
  box.press(Qt::Key_Return);
  open.settle();
  CHECK(std::abs(middleOf(open).x - 125.4) < 0.01);
  CHECK(std::abs(middleOf(open).y - 43.8) < 0.01);
  CHECK(open.window.canvas()->screenOf({125.2, 43.6}).has_value());
  CHECK(open.window.canvas()->rect().contains(open.window.canvas()->screenOf({125.21, 43.61})->toPoint()));
  box.show();
  box.type(QStringLiteral("220100"));
  CHECK(box.line(0) == QStringLiteral("长春市"));
  box.press(Qt::Key_Return);
  REQUIRE(QTest::qWaitFor([&] { return open.banner().contains(QStringLiteral("长春市")); }, 20'000));
  CHECK(std::abs(middleOf(open).x - 125.33) < 0.01);
}

TEST_CASE("a coordinate that is typed is gone to, and what cannot be read is explained") {
  OpenWindow open(fill);
  Searching box(open);
  const Point before = middleOf(open);
  box.type(QStringLiteral("43 52 xyz"));
  CHECK(box.list->count() == 0);
  CHECK(box.note->text().contains(QStringLiteral("43 52 xyz")));
  box.press(Qt::Key_Return);
  CHECK(box.frame->isVisible());
  CHECK(middleOf(open) == before);

  box.type(QStringLiteral("北纬43度52分12秒，东经125度18分30秒"));
  CHECK(box.line(0).contains(QStringLiteral("125.308333")));
  box.press(Qt::Key_Return);
  open.settle();
  // Within a pixel of 1 : 10 000.
  CHECK(std::abs(middleOf(open).x - (125 + 18.5 / 60)) < 1e-4);
  CHECK(std::abs(middleOf(open).y - (43 + 52.2 / 60)) < 1e-4);
  CHECK(open.window.canvas()->view().scaleDenominator() < 10'001);
}

TEST_CASE("former searches are offered, and an edit is found at once") {
  OpenWindow open(fill);
  Searching box(open);
  CHECK(box.list->count() == 0);
  box.type(QStringLiteral("右岸1号"));
  box.press(Qt::Key_Return);
  open.settle();
  open.type("name", QStringLiteral("卫星广场雨水口"));
  box.show();
  box.type(QStringLiteral("卫星广场"));
  REQUIRE(box.list->count() == 1);
  box.press(Qt::Key_Return);
  box.show();
  box.text->clear();
  box.settle();
  REQUIRE(box.list->count() == 2);
  CHECK(box.line(0) == QStringLiteral("卫星广场"));
  CHECK(box.line(1) == QStringLiteral("右岸1号"));
  box.press(Qt::Key_Down);
  box.press(Qt::Key_Down);
  box.press(Qt::Key_Return); // searches it again
  CHECK(box.text->text() == QStringLiteral("右岸1号"));
  box.settle();
  REQUIRE(box.list->count() == 1);
  CHECK(box.detail(0).contains(QStringLiteral("右岸1号"))); // its former name
  QTest::mouseClick(open.window.canvas(), Qt::LeftButton, {}, QPoint(30, open.window.canvas()->height() - 30));
  open.window.form()->editor("name")->setFocus();
  CHECK_FALSE(box.frame->isVisible());
}

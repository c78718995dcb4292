// SPDX-License-Identifier: GPL-3.0-or-later
// Selecting by click, box, outline and condition in the real window, and what is done with all that is selected.
#include "app/desktop/dialogs/export_dialog.h"
#include "app/desktop/dialogs/name_dialog.h"
#include "app/desktop/dialogs/select_dialog.h"
#include "core/model/channel.h"
#include "tests/app/desktop/open_window.h"

#include <QCheckBox>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTimer>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

/// Four outfalls in a row, west to east; the first two confirmed.
Result<> fill(store::Edit& e) {
  for (int i = 0; i < 4; ++i) {
    Outfall outfall;
    outfall.name = "口" + std::to_string(i);
    outfall.status = i < 2 ? "已确认" : "疑似";
    outfall.geometry = Point{125.30 + i * 0.01, 43.89};
    SUYUAN_TRY(e.insert(outfall));
  }
  return {};
}

struct Selecting : OpenWindow {
  Selecting() : OpenWindow(fill) {
    window.canvas()->fitAll();
    settle();
    activate();
  }
  QPoint at(double i, int down = 0) { return window.canvas()->screenOf({.x = 125.30 + i * 0.01, .y = 43.89})->toPoint() + QPoint(0, down); }
  void box(double west, double east, Qt::KeyboardModifiers held = {}) {
    QTest::mousePress(window.canvas(), Qt::LeftButton, held, at(west, -30));
    QTest::mouseMove(window.canvas(), at((west + east) / 2));
    QTest::mouseMove(window.canvas(), at(east, 30));
    QTest::mouseRelease(window.canvas(), Qt::LeftButton, held, at(east, 30));
    settle();
  }
  void click(QPoint where, Qt::KeyboardModifiers held = {}) { QTest::mouseClick(window.canvas(), Qt::LeftButton, held, where); }
  /// Names of what is selected, joined; each is one digit.
  std::string chosen() {
    std::string names;
    for (const std::int64_t fid : *window.selection()->fids()) names += outfall(Fid{fid}).name.substr(3);
    std::ranges::sort(names);
    return names;
  }
  void where(const QString& condition, int how = 0) {
    use("act_select_where");
    auto& asked = dialog<SelectDialog>();
    asked.findChild<QPlainTextEdit*>(QStringLiteral("select_condition"))->setPlainText(condition);
    asked.findChild<QComboBox*>(QStringLiteral("select_how"))->setCurrentIndex(how);
    asked.findChild<QPushButton*>(QStringLiteral("select_go"))->click();
    settle();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  }
};

} // namespace

TEST_CASE("a dragged box selects what it meets, and Shift, Ctrl and Alt add, remove and intersect") {
  Selecting open;
  const auto view = open.window.canvas()->view();
  open.use("tool_select_box");
  open.box(-0.5, 1.5);
  CHECK(open.chosen() == "01");
  CHECK(open.window.canvas()->scene().find("outfalls")->selected == *open.window.selection()->fids()); // it stands out
  CHECK(open.find<QLabel>("selected")->text().contains(u'2'));
  open.box(2.5, 3.5, Qt::ShiftModifier);
  CHECK(open.chosen() == "013");
  CHECK(open.window.canvas()->view() == view); // Shift and a drag was not the zoom's
  open.box(-0.5, 0.5, Qt::ControlModifier);
  CHECK(open.chosen() == "13");
  open.box(0.5, 2.5, Qt::AltModifier);
  CHECK(open.chosen() == "1");
  open.box(1.6, 1.8); // empty there
  CHECK(open.chosen().empty());
}

TEST_CASE("a click selects one, Shift and a click another, and a click beside lets all go") {
  Selecting open;
  open.use("tool_select_box");
  open.click(open.at(0));
  CHECK(open.chosen() == "0");
  open.click(open.at(2), Qt::ShiftModifier);
  CHECK(open.chosen() == "02");
  open.click(open.at(2), Qt::ControlModifier);
  CHECK(open.chosen() == "0");
  open.click(open.at(1.5));
  CHECK(open.chosen().empty());
}

TEST_CASE("an outline takes what lies inside it and not what its box alone holds") {
  Selecting open;
  open.use("tool_select_outline");
  open.click(open.at(-0.5, 60)); // a triangle over the middle two: the outer ones lie in its box, below its sides
  open.click(open.at(3.5, 60));
  open.click(open.at(2, 60));
  QTest::keyClick(open.window.canvas(), Qt::Key_Backspace);
  open.click(open.at(1.5, -30));
  QTest::keyClick(open.window.canvas(), Qt::Key_Return);
  open.settle();
  CHECK(open.chosen() == "12");
}

TEST_CASE("a condition selects in the rules' own form, and a wrong one says where while it is typed") {
  Selecting open;
  open.where(QStringLiteral("status = '已确认'"));
  CHECK(open.chosen() == "01");
  open.where(QStringLiteral("name = '口1' or name = '口3'"), 3);
  CHECK(open.chosen() == "1");
  open.use("act_select_where");
  auto& asked = open.dialog<SelectDialog>();
  asked.findChild<QPlainTextEdit*>(QStringLiteral("select_condition"))->setPlainText(QStringLiteral("colour = 'red'"));
  CHECK_FALSE(asked.findChild<QPushButton*>(QStringLiteral("select_go"))->isEnabled());
  CHECK_FALSE(asked.findChild<QLabel*>(QStringLiteral("select_fault"))->text().isEmpty());
}

TEST_CASE("all, none and the others are selected, and the view goes to them") {
  Selecting open;
  open.use("act_select_all");
  open.settle();
  CHECK(open.chosen() == "0123");
  open.use("act_select_none");
  CHECK(open.chosen().empty());
  open.where(QStringLiteral("name = '口3'"));
  open.use("act_select_zoom");
  open.settle();
  CHECK(open.window.canvas()->rect().contains(open.at(3)));
  CHECK_FALSE(open.window.canvas()->rect().contains(open.at(0)));
  open.use("act_select_invert");
  open.settle();
  CHECK(open.chosen() == "012");
}

TEST_CASE("the table shows only the selected, and follows when others are") {
  Selecting open;
  open.where(QStringLiteral("name = '口2'"));
  open.find<QCheckBox>("table_only")->click();
  open.settle();
  CHECK(open.window.table()->total() == 1);
  open.where(QStringLiteral("status = '已确认'"));
  CHECK(open.window.table()->total() == 2);
  open.use("act_select_none");
  open.settle();
  CHECK(open.window.table()->total() == 4);
  CHECK_FALSE(open.find<QCheckBox>("table_only")->isChecked());
}

TEST_CASE("a batch and an export are for the selected when there are some") {
  Selecting open;
  open.where(QStringLiteral("status = '疑似'"));
  open.use("act_name");
  auto& names = open.dialog<NameDialog>();
  waitFor(names);
  auto* scope = names.findChild<QComboBox*>(QStringLiteral("scope"));
  REQUIRE(scope != nullptr);
  CHECK(scope->currentText().contains(u'2'));
  names.findChild<QCheckBox*>(QStringLiteral("name_overwrite"))->setChecked(true);
  waitFor(names);
  auto* plan = names.findChild<QTableView*>(QStringLiteral("plan"));
  CHECK(plan->model()->rowCount() == 2);
  names.reject();
  ExportDialog out(*open.window.session(), &open.window, open.window.selection()->layer(), open.window.selection()->fids());
  const QString file = open.folder.filePath(QStringLiteral("two.csv"));
  out.findChild<QLineEdit*>(QStringLiteral("export_file"))->setText(file);
  out.findChild<QComboBox*>(QStringLiteral("export_format"))->setCurrentText(QStringLiteral("csv"));
  out.show();
  out.findChild<QPushButton*>(QStringLiteral("export_go"))->click();
  open.settle();
  QFile written(file);
  REQUIRE(written.open(QIODevice::ReadOnly));
  CHECK(written.readAll().trimmed().split('\n').size() == 3); // the heading and two
}

TEST_CASE("the selected are deleted after one question, in one entry that one undo takes back") {
  Selecting open;
  open.where(QStringLiteral("status = '疑似'"));
  const auto answer = [&](const char* button) {
    QTimer::singleShot(0, &open.window, [button] {
      auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
      if (box == nullptr) return;
      if (auto* go = box->findChild<QPushButton*>(QLatin1String(button))) go->click();
      else box->reject();
    });
    open.use("act_select_delete");
    open.settle();
  };
  answer("no such button");
  CHECK(open.count() == 4);
  answer("delete_go");
  CHECK(open.count() == 2);
  CHECK(open.chosen().empty());
  open.use("act_undo");
  open.settle();
  CHECK(open.count() == 4);
}

TEST_CASE("what was deleted elsewhere is not selected any more") {
  Selecting open;
  open.use("act_select_all");
  open.settle();
  const Fid first{open.window.selection()->fids()->front()};
  REQUIRE(open.window.session()->edit(QStringLiteral("weg"), [&](store::Edit& e) { return e.removeRow(Layer::Outfalls, first); }));
  CHECK(open.window.selection()->fids()->size() == 3);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/finding_panel.h"
#include "app/desktop/panels/layer_panel.h"
#include "app/desktop/panels/table_panel.h"

#include "tests/app/desktop/open_window.h"

#include <QDockWidget>
#include <QInputDialog>
#include <QHeaderView>
#include <QMenu>
#include <QTabBar>
#include <QToolButton>
#include <QTableView>
#include <QTextBrowser>
#include <QTimer>
#include <QTreeView>
#include <QTreeWidget>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

Outfall outfallAt(double x, const char* name) {
  Outfall outfall;
  outfall.geometry = Point{x, 43.9};
  outfall.name = name;
  return outfall;
}

/// Second-level classes that belong to another first-level one: a finding with a safe repair each.
Result<> threeWithWrongClass(store::Edit& e) {
  for (const char* name : {"甲", "乙", "丙"}) {
    Outfall outfall = outfallAt(125.3 + name[2] * 0.0001, name);
    outfall.class1 = "农业排口";
    outfall.class2 = "港口码头排口";
    SUYUAN_TRY(e.insert(outfall));
  }
  return {};
}

} // namespace

TEST_CASE("findings are grouped with counts, filtered, lead to their record, and are fixed one by one or by kind") {
  OpenWindow open(threeWithWrongClass);
  QTest::keyClick(&open.window, Qt::Key_F9);
  FindingPanel& panel = open.check();
  FindingModel& model = panel.model();
  REQUIRE(model.findings().size() >= 3);

  // The group that can be fixed.
  QModelIndex group;
  for (int i = 0; i < model.rowCount(); ++i)
    for (const Finding& f : model.groupOf(model.index(i, 0)))
      if (f.fix && f.fix->field == "class_1") group = model.index(i, 0);
  REQUIRE(group.isValid());
  CHECK(model.rowCount(group) == 3);
  CHECK(model.data(group, Qt::DisplayRole).toString().contains(u'3'));
  panel.view()->setCurrentIndex(model.index(1, 0, group));
  const Finding second = *model.findingAt(model.index(1, 0, group));
  CHECK(open.window.form()->fid() == second.fid);

  auto* fixOne = open.find<QPushButton>("findings_fix_one");
  REQUIRE(fixOne->isEnabled());
  QTest::mouseClick(fixOne, Qt::LeftButton);
  CHECK(open.outfall(second.fid).class1 == "其他排口");
  std::size_t fixable = 0;
  for (const Finding& f : model.findings()) fixable += f.fix && f.fix->field == "class_1" ? 1 : 0;
  CHECK(fixable == 2);
  for (int i = 0; i < model.rowCount(); ++i)
    if (const auto list = model.groupOf(model.index(i, 0)); !list.empty() && list.front().rule == second.rule) group = model.index(i, 0);
  panel.view()->setCurrentIndex(group);
  QTest::mouseClick(open.find<QPushButton>("findings_fix_kind"), Qt::LeftButton);
  open.settle();
  const auto left = [&] {
    store::Query wrong;
    wrong.equals = {{"class_1", Value{std::string("农业排口")}}};
    return *open.window.session()->reader().count(Layer::Outfalls, wrong);
  };
  CHECK(left() == 0);
  open.use("act_undo");
  open.settle();
  CHECK(left() == 2); // the two of the kind are one step

  QTest::keyClicks(open.find<QLineEdit>("findings_filter"), QStringLiteral("no such finding"));
  CHECK(QTest::qWaitFor([&] { return model.shown() == 0; }, 5'000));
  open.find<QLineEdit>("findings_filter")->clear();
  CHECK(QTest::qWaitFor([&] { return model.shown() == model.findings().size(); }, 5'000));
  model.setGroupBy(FindingModel::GroupBy::Severity);
  CHECK(model.rowCount() <= 3);
}

TEST_CASE("the history of a record says who, when and what, and takes an entry back") {
  OpenWindow open;
  const Fid fid = open.addInTheMiddle();
  open.type("address", QStringLiteral("under the bridge"));
  open.type("note", QStringLiteral("later"));
  auto* dock = open.find<QDockWidget>("dock_history");
  dock->raise();
  auto* list = open.find<QTreeWidget>("history");
  REQUIRE(QTest::qWaitFor([&] { return list->topLevelItemCount() == 3; }, 20'000)); // made, address, note
  CHECK(list->topLevelItem(0)->text(1) == QStringLiteral("张三"));
  REQUIRE(list->topLevelItem(1)->childCount() == 1);
  CHECK(list->topLevelItem(1)->child(0)->text(0).contains(QStringLiteral("→ under the bridge")));
  list->setCurrentItem(list->topLevelItem(1));
  QTest::mouseClick(open.find<QPushButton>("history_take_back"), Qt::LeftButton);
  CHECK(open.outfall(fid).address.empty());
  CHECK(open.outfall(fid).note == "later"); // a later change of another field stays
  CHECK(QTest::qWaitFor([&] { return list->topLevelItemCount() == 4; }, 20'000));
  open.find<QTabBar>("history_scope")->setCurrentIndex(1);
  CHECK(QTest::qWaitFor([&] { return list->topLevelItemCount() >= 4 && list->topLevelItem(0)->childCount() == 0; }, 20'000));
}

TEST_CASE("layers show their classes, are moved and switched by keys, and stay so when the survey is opened again") {
  OpenWindow open([](store::Edit& e) -> Result<> {
    Outfall outfall = outfallAt(125.3, "甲");
    outfall.class1 = "工业排污口";
    SUYUAN_TRY(e.insert(outfall));
    SUYUAN_TRY(e.insert(outfallAt(125.4, "乙")));
    River river;
    river.name = "伊通河";
    river.geometry = LineString{{{125.2, 43.8}, {125.3, 43.9}}};
    return e.insert(river) ? Result<>{} : failure(ErrorCode::Internal);
  });
  auto* panel = open.find<QTreeWidget>("layers");
  REQUIRE(panel->topLevelItemCount() == 2);
  QTreeWidgetItem* outfalls = panel->topLevelItem(0);
  REQUIRE(outfalls->childCount() == 2); // one of a class, one without
  CHECK(outfalls->child(0)->text(0) == QStringLiteral("工业排污口"));
  CHECK(outfalls->child(0)->text(1) == QStringLiteral("1"));
  panel->setFocus();
  panel->setCurrentItem(outfalls);
  QTest::keyClick(panel, Qt::Key_Down, Qt::ControlModifier);
  CHECK(panel->topLevelItem(1) == outfalls);
  const auto order = [](MainWindow& window) {
    std::string ids;
    for (const auto& layer : window.canvas()->scene().layers)
      if (layer.table->size() > 0) ids += layer.id + " ";
    return ids;
  };
  CHECK(order(open.window) == "outfalls rivers "); // from the bottom
  QTest::keyClick(panel, Qt::Key_Space);           // the box
  CHECK_FALSE(open.window.canvas()->scene().find("outfalls")->visible);
  open.settle();
  open.window.closeSurvey();
  REQUIRE(open.window.openSurvey(open.survey));
  open.settle();
  CHECK(order(open.window) == "outfalls rivers ");
  CHECK_FALSE(open.window.canvas()->scene().find("outfalls")->visible);
}

TEST_CASE("the table sorts by a click on a heading, filters as one types, and keeps the chosen columns") {
  OpenWindow open([](store::Edit& e) -> Result<> {
    for (const char* name : {"bbb", "ccc", "aaa"}) SUYUAN_TRY(e.insert(outfallAt(125.3, name)));
    return {};
  });
  auto* view = open.find<QTableView>("table");
  const int name = schemaOf(Layer::Outfalls).indexOf("name"), address = schemaOf(Layer::Outfalls).indexOf("address");
  const auto first = [&] { return view->model()->index(0, name).data().toString(); };
  CHECK(QTest::qWaitFor([&] { return first() == QStringLiteral("bbb"); }, 20'000));
  QHeaderView* header = view->horizontalHeader();
  QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(header->sectionViewportPosition(name) + 12, header->height() / 2));
  CHECK(QTest::qWaitFor([&] { return first() == QStringLiteral("aaa"); }, 20'000));
  QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(header->sectionViewportPosition(name) + 12, header->height() / 2));
  CHECK(QTest::qWaitFor([&] { return first() == QStringLiteral("ccc"); }, 20'000));
  QTest::keyClicks(open.find<QLineEdit>("table_filter"), QStringLiteral("bb"));
  CHECK(QTest::qWaitFor([&] { return open.window.table()->total() == 1 && first() == QStringLiteral("bbb"); }, 20'000));
  view->setCurrentIndex(view->model()->index(0, name));
  CHECK(open.outfall(open.window.form()->fid()).name == "bbb");

  auto* menu = open.find<QToolButton>("table_columns")->menu();
  CHECK(view->isColumnHidden(address));
  QMetaObject::invokeMethod(menu, "aboutToShow");
  for (QAction* action : menu->actions())
    if (action->data().isValid() && action->data().toInt() == address) action->trigger();
  CHECK_FALSE(view->isColumnHidden(address));
  OpenWindow again;
  CHECK_FALSE(again.find<QTableView>("table")->isColumnHidden(address));
  QMetaObject::invokeMethod(again.find<QToolButton>("table_columns")->menu(), "aboutToShow");
  again.find<QToolButton>("table_columns")->menu()->actions().first()->trigger(); // back to the standard ones
  CHECK(again.find<QTableView>("table")->isColumnHidden(address));
}

TEST_CASE("a finding is explained, set aside with a reason and a name in one step, and taken up again") {
  OpenWindow open(threeWithWrongClass);
  FindingPanel& panel = open.check();
  FindingModel& model = panel.model();
  const std::size_t before = model.findings().size();
  const QModelIndex group = model.index(0, 0);
  REQUIRE(model.rowCount(group) > 0);
  panel.view()->setCurrentIndex(model.index(0, 0, group));
  const Finding first = *model.findingAt(model.index(0, 0, group));
  auto* card = open.find<QTextBrowser>("findings_card");
  CHECK(QTest::qWaitFor([&] { return card->toPlainText().contains(QString::fromStdString(first.rule)); }, 20'000));
  CHECK(card->toPlainText().contains(QStringLiteral("张三"))); // who last touched it

  // The first answer has no reason and is refused; the dialog asks again.
  int asked = 0;
  QTimer answering;
  QObject::connect(&answering, &QTimer::timeout, [&] {
    auto* dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
    if (dialog == nullptr) return;
    if (asked++ > 0) dialog->setTextValue(QStringLiteral("现场已核实"));
    QTest::keyClick(dialog, Qt::Key_Return);
  });
  answering.start(50);
  QTest::mouseClick(open.find<QPushButton>("findings_ignore"), Qt::LeftButton);
  answering.stop();
  CHECK(asked == 2);
  open.settle();
  CHECK(model.findings().size() == before - 1);
  QTest::mouseClick(open.find<QToolButton>("findings_show_aside"), Qt::LeftButton);
  const QModelIndex last = model.index(model.rowCount() - 1, 0);
  REQUIRE(model.isAside(last));
  const QModelIndex one = model.index(0, 0, last);
  CHECK(one.data().toString().contains(QStringLiteral("现场已核实")));
  CHECK(one.data().toString().contains(QStringLiteral("张三")));
  panel.view()->setCurrentIndex(one);
  QTest::mouseClick(open.find<QPushButton>("findings_ignore"), Qt::LeftButton);
  open.settle();
  CHECK(model.findings().size() == before);
  CHECK(model.aside().empty());
  open.use("act_undo"); // of the taking up
  open.settle();
  CHECK(model.aside().size() == 1);
  open.use("act_undo");
  open.settle();
  CHECK(model.aside().empty());
  model.setGroupBy(FindingModel::GroupBy::Team);
  CHECK(model.rowCount() == 1);
  open.settle();
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/code_dialog.h"
#include "app/desktop/dialogs/code_table_dialog.h"
#include "app/desktop/dialogs/name_dialog.h"
#include "app/desktop/panels/history_panel.h"
#include "core/survey/code_leases.h"
#include "core/sync/folder_hub.h"
#include "core/sync/sync.h"

#include "tests/app/desktop/open_window.h"

#include <QCheckBox>
#include <QDockWidget>
#include <QFile>
#include <QTabBar>
#include <QTableView>
#include <QTableWidget>
#include <QTreeWidget>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

Outfall confirmedAt(double chainage, const char* bank, const char* county = "220102") {
  Outfall outfall;
  outfall.geometry = Point{125.3 + chainage / 100'000, 43.9};
  outfall.divisionCode = county;
  outfall.class1 = "工业排污口";
  outfall.class2 = "工矿企业排污口";
  outfall.class3 = "工业企业排污口";
  outfall.basin = "AB";
  outfall.status = "已确认";
  outfall.riverName = "伊通河";
  outfall.bank = bank;
  outfall.chainage = chainage;
  outfall.unitName = "长春某某纸业";
  return outfall;
}

/// Left bank at 900 and 100, right bank at 300; one in another county; one without a county.
Result<> alongTheRiver(store::Edit& e) {
  SUYUAN_TRY(e.insert(confirmedAt(900, "左岸")));
  SUYUAN_TRY(e.insert(confirmedAt(300, "右岸")));
  SUYUAN_TRY(e.insert(confirmedAt(100, "左岸")));
  SUYUAN_TRY(e.insert(confirmedAt(500, "左岸", "220104")));
  SUYUAN_TRY(e.insert(confirmedAt(700, "左岸", "")));
  return {};
}

std::vector<Outfall> all(OpenWindow& open) { return open.window.session()->reader().all<Outfall>().value(); }

void chooseByKeys(QComboBox& box, const QString& words) {
  goDownTo(box, [&](const QString& text) { return text.contains(words); });
}

template <class T>
T& part(QWidget& dialog, const char* name) {
  T* found = dialog.findChild<T*>(QLatin1String(name));
  REQUIRE(found != nullptr);
  return *found;
}

void untick(PlanDialog& dialog, int row) {
  auto& view = part<QTableView>(dialog, "plan");
  view.setCurrentIndex(dialog.model().index(row, PlanModel::Tick));
  QTest::keyClick(&view, Qt::Key_Space);
}

} // namespace

TEST_CASE("outfalls of a county are named with a preview, without the unticked one, as one step") {
  OpenWindow open(alongTheRiver);
  open.activate();
  QTest::keyClick(&open.window, Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
  auto& dialog = open.dialog<NameDialog>();
  waitFor(dialog, 30'000);
  REQUIRE(dialog.model().rows().size() == 5);
  const PlanRow& impossible = dialog.model().rows().back();
  CHECK(impossible.after.isEmpty());
  CHECK(impossible.why.contains(QStringLiteral("行政区划代码")));
  CHECK(dialog.model().tickedCount() == 4);

  chooseByKeys(part<QComboBox>(dialog, "scope"), QStringLiteral("南关区"));
  waitFor(dialog, 30'000);
  REQUIRE(dialog.model().rows().size() == 3);
  for (const PlanRow& row : dialog.model().rows()) {
    CHECK(row.after.contains(QStringLiteral("某某纸业")));
    CHECK_FALSE(row.why.isEmpty());
  }
  const Fid left = dialog.model().rows()[1].fid;
  untick(dialog, 1);
  CHECK(dialog.model().tickedCount() == 2);
  CHECK(part<QPushButton>(dialog, "plan_apply").text().contains(u'2'));
  CHECK(std::ranges::all_of(all(open), [](const Outfall& o) { return o.name.empty(); })); // nothing is written before
  QTest::mouseClick(&part<QPushButton>(dialog, "plan_apply"), Qt::LeftButton);
  open.settle();
  int named = 0;
  for (const Outfall& o : all(open)) named += o.name.empty() ? 0 : 1;
  CHECK(named == 2);
  CHECK(open.outfall(left).name.empty());
  CHECK(open.banner().contains(u'2'));
  open.use("act_undo");
  CHECK(std::ranges::all_of(all(open), [](const Outfall& o) { return o.name.empty(); }));
}

TEST_CASE("names that differ from their template are shown with the parts, and a plan left behind is refused in words") {
  OpenWindow open([](store::Edit& e) -> Result<> {
    Outfall outfall = confirmedAt(100, "左岸");
    outfall.name = "南关区某某纸业排口";
    return e.insert(outfall) ? Result<>{} : failure(ErrorCode::Internal);
  });
  open.use("act_name");
  auto& dialog = open.dialog<NameDialog>();
  waitFor(dialog, 30'000);
  CHECK(dialog.model().rows().empty());
  QTest::mouseClick(&part<QCheckBox>(dialog, "name_overwrite"), Qt::LeftButton, {}, QPoint(8, part<QCheckBox>(dialog, "name_overwrite").height() / 2));
  waitFor(dialog, 30'000);
  REQUIRE(dialog.model().rows().size() == 1);
  const PlanRow row = dialog.model().rows().front();
  CHECK(row.before == QStringLiteral("南关区某某纸业排口"));
  CHECK(row.after != row.before);
  CHECK(row.why.contains(QStringLiteral("与模板不同")));
  REQUIRE(open.window.session()->setField(Layer::Outfalls, row.fid, "name", Value{std::string("别的名字")}, QStringLiteral("改")));
  QTest::mouseClick(&part<QPushButton>(dialog, "plan_apply"), Qt::LeftButton);
  open.settle();
  CHECK(open.outfall(row.fid).name == "别的名字");
  CHECK(part<QLabel>(dialog, "plan_summary").text().contains(QStringLiteral("在预览之后被改动过")));
  QTest::mouseClick(&part<QPushButton>(dialog, "plan_again"), Qt::LeftButton);
  waitFor(dialog, 30'000);
  CHECK(dialog.model().rows().front().before == QStringLiteral("别的名字"));
}

TEST_CASE("codes are given along the river after a preview, and a renumbering keeps its old and new codes in the history") {
  OpenWindow open(alongTheRiver);
  open.activate();
  QTest::keyClick(&open.window, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
  {
    auto& dialog = open.dialog<CodeDialog>();
    waitFor(dialog, 30'000);
    chooseByKeys(part<QComboBox>(dialog, "scope"), QStringLiteral("南关区"));
    waitFor(dialog, 30'000);
    const auto chainages = [&] {
      std::vector<double> list;
      for (const PlanRow& row : dialog.model().rows()) list.push_back(open.outfall(row.fid).chainage.value());
      return list;
    };
    CHECK(chainages() == std::vector{100.0, 900.0, 300.0}); // the left bank, then the right one
    CHECK(dialog.model().rows()[0].after == QStringLiteral("AB-220102-0001-GY-00"));
    chooseByKeys(part<QComboBox>(dialog, "code_banks"), QStringLiteral("两岸一起"));
    waitFor(dialog, 30'000);
    CHECK(chainages() == std::vector{100.0, 300.0, 900.0});
    for (const Outfall& o : all(open)) CHECK(o.codeNational.empty());
    QTest::mouseClick(&part<QPushButton>(dialog, "plan_apply"), Qt::LeftButton);
    open.settle();
  }
  const auto coded = [&] { return std::ranges::count_if(all(open), [](const Outfall& o) { return !o.codeNational.empty(); }); };
  CHECK(coded() == 3);
  open.use("act_undo");
  CHECK(coded() == 0);
  open.use("act_redo");
  open.settle();
  CHECK(coded() == 3);

  open.use("act_code");
  {
    auto& dialog = open.dialog<CodeDialog>();
    chooseByKeys(part<QComboBox>(dialog, "code_work"), QStringLiteral("全部重新编号"));
    waitFor(dialog, 30'000);
    REQUIRE(dialog.model().rows().size() == 3);
    CHECK(dialog.model().rows()[0].before == QStringLiteral("AB-220102-0001-GY-00"));
    CHECK(dialog.model().rows()[0].after == QStringLiteral("AB-220102-0004-GY-00")); // numbers are never given again
    CHECK(dialog.model().rows()[0].why.contains(QStringLiteral("序号")));
    QTest::mouseClick(&part<QPushButton>(dialog, "plan_apply"), Qt::LeftButton);
    open.settle();
  }
  auto* dock = open.find<QDockWidget>("dock_history");
  dock->raise();
  open.find<QTabBar>("history_scope")->setCurrentIndex(1);
  auto* list = open.find<QTreeWidget>("history");
  REQUIRE(QTest::qWaitFor([&] { return list->topLevelItemCount() > 0 && list->topLevelItem(0)->text(2) == QStringLiteral("重新编号"); }, 20'000));
  list->setCurrentItem(list->topLevelItem(0));
  QTest::mouseClick(open.find<QPushButton>("history_codes"), Qt::LeftButton);
  auto& table = open.dialog<CodeTableDialog>();
  REQUIRE(QTest::qWaitFor([&] { return table.isSettled(); }, 20'000));
  auto& codes = part<QTableWidget>(table, "code_table");
  REQUIRE(codes.rowCount() == 3);
  CHECK(codes.item(0, 1)->text() == QStringLiteral("AB-220102-0001-GY-00"));
  CHECK(codes.item(0, 2)->text() == QStringLiteral("AB-220102-0004-GY-00"));
  const QString file = open.folder.filePath(QStringLiteral("codes.csv"));
  REQUIRE(table.save(file));
  QFile written(file);
  REQUIRE(written.open(QIODevice::ReadOnly));
  CHECK(written.readAll().contains("AB-220102-0001-GY-00,AB-220102-0004-GY-00"));
}

TEST_CASE("rows selected in the table are what a batch begins with") {
  OpenWindow open(alongTheRiver);
  auto* view = open.find<QTableView>("table");
  REQUIRE(QTest::qWaitFor([&] { return open.window.table()->fidAt(1).isSet(); }, 20'000));
  view->setFocus();
  view->setCurrentIndex(open.window.table()->index(0, schemaOf(Layer::Outfalls).indexOf("name")));
  QTest::keyClick(view, Qt::Key_Down, Qt::ShiftModifier);
  open.settle();
  const std::vector<Fid> selected{open.window.table()->fidAt(0), open.window.table()->fidAt(1)};
  open.use("act_name");
  auto& dialog = open.dialog<NameDialog>();
  waitFor(dialog, 30'000);
  REQUIRE(dialog.model().rows().size() == 2);
  for (const PlanRow& row : dialog.model().rows()) CHECK(std::ranges::contains(selected, row.fid));
}

TEST_CASE("the dialog and the form give codes from this copy's leases alone") {
  QTemporaryDir hubFolder;
  OpenWindow open([](store::Edit& e) -> Result<> { return e.insert(confirmedAt(100, "左岸")) ? Result<>{} : failure(ErrorCode::Internal); },
                  [&](store::SurveyFile& survey) {
                    // 0001–0020 are somebody's, 0021–0025 are ours once the hub has them.
                    REQUIRE(survey::reserveNumbers(survey, "220102/GY", 1, 20, "园区"));
                    REQUIRE(survey::takeLease(survey, "220102/GY", 5));
                    auto hub = sync::FolderHub::open(hubFolder.path().toStdString());
                    REQUIRE(hub);
                    REQUIRE(sync::syncWith(survey, *hub, {}, {}));
                  });
  const Outfall outfall = all(open).front();
  open.window.selectOutfall(outfall.fid, false);
  open.settle();
  auto* adopt = open.find<QPushButton>("fix_code_national");
  QStringList notes;
  for (const QLabel* label : adopt->parentWidget()->findChildren<QLabel*>()) notes << label->text();
  CHECK(notes.join(u' ').contains(QStringLiteral("AB-220102-0021-GY-00")));

  open.use("act_code");
  auto& dialog = open.dialog<CodeDialog>();
  waitFor(dialog, 30'000);
  REQUIRE(dialog.model().rows().size() == 1);
  CHECK(dialog.model().rows().front().after == QStringLiteral("AB-220102-0021-GY-00"));
  chooseByKeys(part<QComboBox>(dialog, "code_numbers"), QStringLiteral("园区"));
  waitFor(dialog, 30'000);
  CHECK(dialog.model().rows().front().after == QStringLiteral("AB-220102-0001-GY-00"));
  dialog.reject();
  QTest::mouseClick(adopt, Qt::LeftButton);
  CHECK(open.outfall(outfall.fid).codeNational == "AB-220102-0021-GY-00");
}

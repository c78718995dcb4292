// SPDX-License-Identifier: GPL-3.0-or-later
// Plan and assignment, duplicates side by side, quality control: the dialogs of the three levels in the real window.
#include "app/desktop/fieldwork/duplicates_dialog.h"
#include "app/desktop/fieldwork/quality_dialog.h"
#include "app/desktop/fieldwork/walk_plan_dialog.h"
#include "tests/app/desktop/fieldwork_survey.h"

#include <QDoubleSpinBox>
#include <QFile>
#include <QListWidget>
#include <QSpinBox>
#include <QTableView>
#include <QTableWidget>

#include <cmath>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

template <class T>
T& part(QDialog& dialog, const char* name) {
  auto* found = dialog.findChild<T*>(QLatin1String(name));
  REQUIRE(found != nullptr);
  return *found;
}

/// A second river of 6 km that has no reaches, with a candidate on its left bank.
void addRiver(store::SurveyFile& file) {
  REQUIRE(file.edit("河", [](store::Edit& e) -> Result<> {
    River river;
    river.name = "新凯河";
    river.flowKnown = true;
    river.geometry = LineString{{{125.4, 43.92}, {125.4, 43.866}}};
    SUYUAN_TRY(e.insert(river));
    Candidate one;
    one.name = "戊口";
    one.status = "疑似";
    one.surveyLevel = 1;
    one.geometry = Point{125.4003, 43.9};
    SUYUAN_TRY(e.insert(one));
    return {};
  }));
}

} // namespace

TEST_CASE("reaches are made of a river, shared out by length of bank, and a team's package is written") {
  FieldWindow field({SurveyRole::Desk, "李主任"}, addRiver);
  field.open.use("act_plan");
  auto& dialog = field.open.dialog<WalkPlanDialog>();
  waitFor(dialog);
  auto& rivers = part<QListWidget>(dialog, "plan_rivers");
  REQUIRE(rivers.count() == 2);
  // Nothing is chosen yet.
  part<QPushButton>(dialog, "plan_make").click();
  CHECK(part<QLabel>(dialog, "plan_result").text().contains(QStringLiteral("勾选")));
  for (int i = 0; i < rivers.count(); ++i)
    if (rivers.item(i)->text().startsWith(QStringLiteral("新凯河"))) rivers.item(i)->setCheckState(Qt::Checked);
  part<QDoubleSpinBox>(dialog, "plan_length").setValue(1000);
  part<QPushButton>(dialog, "plan_make").click();
  waitFor(dialog);
  CHECK(part<QLabel>(dialog, "plan_result").text().contains(QStringLiteral("划分河段 12 个"))); // 6.0 km, six parts a bank
  CHECK(field.all<SurveyReach>().size() == 14);
  // The desk sets a difficulty anew.
  auto& view = part<QTableView>(dialog, "plan_reaches");
  const QModelIndex difficulty = view.model()->index(2, ReachTable::Difficulty);
  REQUIRE(view.model()->setData(difficulty, QStringLiteral("困难"), Qt::EditRole));
  CHECK(std::ranges::count(field.all<SurveyReach>(), "困难", &SurveyReach::difficulty) == 1);

  dialog.showPage(1);
  auto& teams = part<QListWidget>(dialog, "plan_teams");
  REQUIRE(teams.count() == 2);
  part<QLineEdit>(dialog, "plan_new_team").setText(QStringLiteral("三队"));
  part<QPushButton>(dialog, "plan_add_team").click();
  auto& balance = part<QTableWidget>(dialog, "plan_balance");
  REQUIRE(balance.rowCount() == 3);
  CHECK(field.all<SurveyTeam>().size() == 2); // seen, not given yet
  part<QPushButton>(dialog, "plan_share").click();
  waitFor(dialog);
  CHECK(part<QLabel>(dialog, "plan_result").text().contains(QStringLiteral("已分派河段 13 个")));
  std::map<std::string, double> bank;
  for (const SurveyReach& reach : field.all<SurveyReach>())
    if (reach.state == "待排查") bank[reach.team] += reach.lengthM.value_or(0);
  REQUIRE(bank.size() == 3);
  for (const auto& [team, metres] : bank) CHECK(std::abs(metres - 14'000 / 3.0) < 2'001); // no more than a reach beside the even share
  for (const Candidate& candidate : field.all<Candidate>())
    if (candidate.name == "戊口") CHECK_FALSE(candidate.team.empty());

  dialog.showPage(2);
  auto& packed = part<QComboBox>(dialog, "plan_packed");
  packed.setCurrentText(QStringLiteral("二队"));
  const QString out = field.open.folder.filePath(QStringLiteral("package"));
  part<QLineEdit>(dialog, "plan_folder").setText(out);
  part<QPushButton>(dialog, "plan_pack").click();
  waitFor(dialog, 60'000);
  INFO(part<QLabel>(dialog, "plan_result").text().toStdString());
  CHECK(QFile::exists(out + QStringLiteral("/worklist.pdf")));
  CHECK(QFile::exists(out + QStringLiteral("/survey/survey.gpkg")));
  CHECK(part<QPushButton>(dialog, "plan_open").isVisible());
  // The same folder again is refused, and what is there stays.
  part<QPushButton>(dialog, "plan_pack").click();
  waitFor(dialog, 60'000);
  CHECK_FALSE(part<QPushButton>(dialog, "plan_open").isVisible());
  CHECK(QFile::exists(out + QStringLiteral("/worklist.pdf")));
}

TEST_CASE("sharing out is the office's: another role is refused with the clause") {
  FieldWindow field({SurveyRole::Team, "一队"});
  field.open.use("act_plan");
  auto& dialog = field.open.dialog<WalkPlanDialog>();
  waitFor(dialog);
  part<QPushButton>(dialog, "plan_share").click();
  waitFor(dialog);
  CHECK(part<QLabel>(dialog, "plan_result").text().contains(QStringLiteral("不由排查队办理")));
  CHECK(part<QLabel>(dialog, "plan_result").text().contains(QStringLiteral("第6章")));
  CHECK(field.reach("伊通河右岸1").state == "待分配");
}

TEST_CASE("duplicates stand side by side: values are chosen field by field, merged in one step, or kept apart") {
  FieldWindow field({SurveyRole::Desk, "李主任"});
  field.open.use("act_duplicates");
  auto& dialog = field.open.dialog<DuplicatesDialog>();
  waitFor(dialog);
  auto& list = part<QListWidget>(dialog, "duplicates_list");
  REQUIRE(list.count() == 1);
  auto& values = part<QTableWidget>(dialog, "duplicates_values");
  CHECK(values.horizontalHeaderItem(1)->text() == QStringLiteral("丁口"));
  CHECK(values.horizontalHeaderItem(2)->text() == QStringLiteral("丁口（台账）"));
  // The first stays with its place; the second's source is the right one.
  for (int row = 1; row < values.rowCount(); ++row)
    if (values.item(row, 1)->text() == QStringLiteral("管网图")) {
      values.setCurrentCell(row, 2);
      QTest::mouseClick(values.viewport(), Qt::LeftButton, {}, values.visualItemRect(values.item(row, 2)).center());
    }
  part<QPushButton>(dialog, "duplicates_merge").click();
  waitFor(dialog);
  CHECK(list.count() == 0);
  CHECK(field.candidate("丁口").source == "原有台账");
  CHECK(std::get<Point>(field.candidate("丁口").geometry).x == 125.3003);
  CHECK(field.candidate("丁口（台账）").status == "已排除");
  CHECK(field.candidate("丁口（台账）").mergedInto == field.fid("丁口"));
  dialog.close();
  field.open.use("act_undo");
  field.open.settle();
  CHECK(field.candidate("丁口").source == "管网图");
  CHECK(field.candidate("丁口（台账）").status == "疑似");

  field.open.use("act_duplicates");
  auto& again = field.open.dialog<DuplicatesDialog>();
  waitFor(again);
  REQUIRE(part<QListWidget>(again, "duplicates_list").count() == 1);
  part<QPushButton>(again, "duplicates_apart").click();
  waitFor(again);
  CHECK(part<QListWidget>(again, "duplicates_list").count() == 0);
  again.close();
  QCoreApplication::sendPostedEvents(&again, QEvent::DeferredDelete);
  field.open.use("act_duplicates");
  auto& third = field.open.dialog<DuplicatesDialog>();
  waitFor(third);
  CHECK(part<QListWidget>(third, "duplicates_list").count() == 0); // for good
  CHECK(field.candidate("丁口（台账）").status == "疑似");
}

TEST_CASE("quality control draws by a seed, judges against the rule book's limits, and a failed reach goes back") {
  FieldWindow field({SurveyRole::Quality, "王工"}, [](store::SurveyFile& file) {
    auto reaches = file.reader().all<SurveyReach>();
    REQUIRE(reaches);
    REQUIRE(file.edit("走完", [&](store::Edit& e) { return e.setField(Layer::Reaches, reaches->front().fid, "state", Value{std::string("待质控")}); }));
  });
  field.open.use("act_quality");
  auto& dialog = field.open.dialog<QualityDialog>();
  waitFor(dialog);
  auto& verdict = part<QLabel>(dialog, "quality_verdict");
  CHECK(part<QLabel>(dialog, "quality_limits").text().contains(QStringLiteral("5.0 %")));
  CHECK(part<QLabel>(dialog, "quality_limits").text().contains(QStringLiteral("HJ 1232-2021")));
  CHECK_FALSE(part<QPushButton>(dialog, "quality_close").isEnabled());
  part<QSpinBox>(dialog, "quality_seed").setValue(2026);
  part<QPushButton>(dialog, "quality_draw").click();
  waitFor(dialog);
  auto& table = part<QTableWidget>(dialog, "quality_checks");
  REQUIRE(table.rowCount() == 1);
  CHECK(table.item(0, 0)->text() == QStringLiteral("伊通河左岸1"));
  CHECK(table.item(0, 6)->text() == QStringLiteral("2026"));
  part<QSpinBox>(dialog, "quality_recorded").setValue(20);
  part<QSpinBox>(dialog, "quality_missed").setValue(1);
  CHECK(verdict.text().startsWith(QStringLiteral("合格"))); // 1 of 21
  part<QSpinBox>(dialog, "quality_missed").setValue(2);
  CHECK(verdict.text().startsWith(QStringLiteral("不合格")));
  part<QPushButton>(dialog, "quality_close").click();
  waitFor(dialog);
  CHECK(table.item(0, 2)->text() == QStringLiteral("不合格"));
  CHECK(field.reach("伊通河左岸1").state == "已退回");
  CHECK(field.reach("伊通河左岸1").reason.contains("漏查 2 处"));
  dialog.close();
  field.open.use("act_undo");
  field.open.settle();
  CHECK(field.reach("伊通河左岸1").state == "待质控");
  CHECK_FALSE(field.all<QualityCheck>().front().passed.has_value());
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/finding_panel.h"
#include "core/survey/check_survey.h"

#include "tests/app/desktop/open_window.h"

#include <QRegularExpression>
#include <QTreeView>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

Result<> fourOutfalls(store::Edit& e) {
  int i = 0;
  for (const auto& [name, county, team] : {std::tuple{"甲口", "220102", "一队"}, {"乙口", "220102", "二队"}, {"丙口", "220104", "二队"}, {"丁口", "", ""}}) {
    Outfall outfall;
    outfall.geometry = Point{125.3 + ++i * 0.01, 43.9};
    outfall.name = name;
    outfall.divisionCode = county;
    outfall.team = team;
    outfall.class1 = "农业排口";
    outfall.class2 = "港口码头排口"; // of another first level
    SUYUAN_TRY(e.insert(outfall));
  }
  River river;
  river.name = "伊通河";
  river.geometry = LineString{{{125.2, 43.8}, {125.3, 43.9}}};
  return e.insert(river) ? Result<>{} : failure(ErrorCode::Internal);
}

std::vector<std::string> keysOf(const std::vector<Finding>& findings) {
  std::vector<std::string> keys;
  for (const Finding& f : findings) {
    if (f.rule.starts_with("evidence.")) continue; // only the whole check sees those
    std::string key = f.rule + " " + std::string(layerName(f.layer)) + " " + toText(f.fid) + " " + f.field;
    for (const auto& [name, value] : f.args) key += " " + name + "=" + value;
    keys.push_back(std::move(key));
  }
  std::ranges::sort(keys);
  return keys;
}

/// What a whole check of the survey finds now.
std::vector<std::string> wholeCheck(OpenWindow& open) {
  return keysOf(survey::checkSurvey(open.window.session()->reader(), open.window.session()->book())->findings);
}

Fid named(OpenWindow& open, const char* name) {
  store::Query query;
  query.equals = {{"name", Value{std::string(name)}}};
  return open.window.session()->reader().all<Outfall>(query).value().front().fid;
}

QString noteOf(FindingPanel& panel) { return panel.findChild<QLabel*>(QStringLiteral("findings_note"))->text(); }

} // namespace

TEST_CASE("after an edit the findings are as a whole check would find them, without one") {
  OpenWindow open(fourOutfalls);
  FindingPanel& panel = open.check();
  FindingModel& model = panel.model();
  REQUIRE(keysOf(model.findings()) == wholeCheck(open));
  const std::size_t before = model.findings().size();

  // A class that fits: one finding goes. A name that another has: both come.
  open.window.selectOutfall(named(open, "甲口"), false);
  open.type("class_1", QStringLiteral("其他排口"));
  open.settle();
  CHECK(model.findings().size() != before);
  CHECK(keysOf(model.findings()) == wholeCheck(open));
  open.type("name", QStringLiteral("乙口"));
  open.settle();
  const auto of = [&](Fid fid, const char* rule) { return std::ranges::count_if(model.findings(), [&](const Finding& f) { return f.fid == fid && f.rule == rule; }); };
  CHECK(of(named(open, "乙口"), "name.duplicate") == 1); // the neighbour, which nobody edited
  CHECK(keysOf(model.findings()) == wholeCheck(open));
  open.use("act_undo");
  open.use("act_undo");
  open.settle();
  CHECK(model.findings().size() == before);
  CHECK(keysOf(model.findings()) == wholeCheck(open));
  const Fid added = open.addInTheMiddle();
  open.settle();
  CHECK(keysOf(model.findings()) == wholeCheck(open));
  CHECK(std::ranges::any_of(model.findings(), [&](const Finding& f) { return f.fid == added; }));
  open.use("act_undo");
  open.settle();
  CHECK(keysOf(model.findings()) == wholeCheck(open));
  CHECK(noteOf(panel).contains(QStringLiteral("随改随查")));
}

TEST_CASE("what stands in the list stays selected while findings come and go around it") {
  OpenWindow open(fourOutfalls);
  FindingPanel& panel = open.check();
  FindingModel& model = panel.model();
  const Fid third = named(open, "丙口");
  QModelIndex chosen;
  for (int g = 0; g < model.rowCount(); ++g)
    for (int r = 0; r < model.rowCount(model.index(g, 0)); ++r)
      if (const QModelIndex at = model.index(r, 0, model.index(g, 0)); model.findingAt(at)->fid == third && model.findingAt(at)->rule == "class.pair") chosen = at;
  REQUIRE(chosen.isValid());
  panel.view()->expand(chosen.parent());
  panel.view()->setCurrentIndex(chosen);
  const int rowBefore = chosen.row();
  REQUIRE(open.window.session()->setField(Layer::Outfalls, named(open, "甲口"), "class_1", Value{std::string("其他排口")}, QStringLiteral("改")));
  open.settle();
  const QModelIndex now = panel.view()->currentIndex();
  REQUIRE(model.findingAt(now) != nullptr);
  CHECK(model.findingAt(now)->fid == third);
  CHECK(model.findingAt(now)->rule == "class.pair");
  CHECK(now.row() == rowBefore - 1);
  CHECK(panel.view()->isExpanded(now.parent()));
}

TEST_CASE("an edit that only a new check can follow is said beside the findings") {
  OpenWindow open(fourOutfalls);
  FindingPanel& panel = open.check();
  const auto river = open.window.session()->reader().all<River>().value().front();
  REQUIRE(open.window.session()->setField(Layer::Rivers, river.fid, "name", Value{std::string("东新开河")}, QStringLiteral("改")));
  open.settle();
  CHECK(noteOf(panel).contains(QStringLiteral("请重新检查")));
  open.use("act_check");
  open.settle();
  CHECK_FALSE(noteOf(panel).contains(QStringLiteral("请重新检查")));
}

TEST_CASE("findings are grouped by county and by team, and move with an edit of these") {
  OpenWindow open(fourOutfalls);
  FindingPanel& panel = open.check();
  FindingModel& model = panel.model();
  auto* group = open.find<QComboBox>("findings_group");
  const auto groups = [&] {
    QStringList list;
    for (int g = 0; g < model.rowCount(); ++g) list << model.index(g, 0).data().toString().section(QLatin1Char(' '), 1).section(QRegularExpression(QStringLiteral("[ (（]")), 0, 0);
    list.sort();
    return list;
  };
  const auto choose = [&](FindingModel::GroupBy by) {
    group->setFocus();
    QTest::keyClick(group, Qt::Key_Home);
    while (group->currentData().toInt() != static_cast<int>(by)) QTest::keyClick(group, Qt::Key_Down);
  };
  choose(FindingModel::GroupBy::County);
  CHECK(groups() == QStringList{QStringLiteral("无区县"), QStringLiteral("长春市南关区"), QStringLiteral("长春市朝阳区")});
  std::size_t sum = 0;
  for (int g = 0; g < model.rowCount(); ++g) sum += model.groupOf(model.index(g, 0)).size();
  CHECK(sum == model.findings().size());
  choose(FindingModel::GroupBy::Team);
  CHECK(groups() == QStringList{QStringLiteral("一队"), QStringLiteral("二队"), QStringLiteral("无排查队伍")});
  for (int g = 0; g < model.rowCount(); ++g)
    if (model.index(g, 0).data().toString().contains(QStringLiteral("一队")))
      for (const Finding& f : model.groupOf(model.index(g, 0))) CHECK(f.fid == named(open, "甲口"));
  REQUIRE(open.window.session()->setField(Layer::Outfalls, named(open, "甲口"), "team", Value{std::string("二队")}, QStringLiteral("改")));
  open.settle();
  CHECK(groups() == QStringList{QStringLiteral("二队"), QStringLiteral("无排查队伍")});
}

TEST_CASE("what the rules say of a word comes under its field while it is typed") {
  OpenWindow open;
  const Fid fid = open.addInTheMiddle();
  open.settle();
  const auto said = [&] {
    QApplication::processEvents(); // what was added is shown when its layout is made
    QStringList notes;
    for (const QLabel* label : open.window.form()->editor("code_national")->parentWidget()->findChildren<QLabel*>())
      if (label->isVisible()) notes << label->text();
    return notes.join(u' ');
  };
  CHECK_FALSE(said().contains(QStringLiteral("YC-220102")));
  QLineEdit* code = open.field("code_national");
  code->setFocus();
  QTest::keyClicks(code, QStringLiteral("YC-220102-00"));
  open.settle();
  INFO(said().toStdString());
  CHECK(said().contains(QStringLiteral("YC-220102")));
  CHECK(open.outfall(fid).codeNational.empty()); // not recorded yet
  CHECK(code->text() == QStringLiteral("YC-220102-00"));
  code->selectAll();
  QTest::keyClick(code, Qt::Key_Delete);
  open.settle();
  CHECK_FALSE(said().contains(QStringLiteral("YC-220102")));
}

// SPDX-License-Identifier: GPL-3.0-or-later
// The form of the field work in the real window: by keys, counted; by touch; killed and taken up again; levels side by side.
#include "app/desktop/forms/entry.h"
#include "app/desktop/forms/question_editor.h"
#include "app/desktop/panels/entry_panel.h"
#include "app/desktop/panels/record_panel.h"
#include "app/desktop/panels/values_panel.h"
#include "app/desktop/shell/banner.h"
#include "core/model/answer.h"
#include "core/model/candidate.h"
#include "core/model/division.h"
#include "core/model/river.h"
#include "core/model/sample.h"
#include "core/model/unit.h"
#include "core/model/visit.h"
#include "tests/app/desktop/open_window.h"

#include <QCheckBox>
#include <QDockWidget>
#include <QListView>
#include <QProcess>
#include <QScrollArea>
#include <QTreeWidget>
#include <QWindow>

#include <cstdio>
#include <filesystem>
#include <fstream>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

/// Counts what a person does: each key that is pressed and each press of a button of the mouse, as they come into the window.
class Strokes : public QObject {
public:
  int keys = 0, clicks = 0;
  Strokes() { qApp->installEventFilter(this); }
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() == QEvent::Shortcut) ++keys; // keys that are a shortcut do not come to the window
    if (!watched->isWindowType()) return false;
    if (event->type() == QEvent::KeyPress) ++keys;
    if (event->type() == QEvent::MouseButtonPress) ++clicks;
    return false;
  }
};

/// A stretch of the 伊通河 that runs north through its county, and what `more` puts beside it.
std::function<Result<>(store::Edit&)> byTheRiver(std::function<Result<>(store::Edit&)> more = {}) {
  return [more = std::move(more)](store::Edit& edit) -> Result<> {
    River river;
    river.name = "伊通河";
    river.basin = "AB";
    river.flowKnown = true;
    river.geometry = LineString{{{125.35, 43.80}, {125.35, 43.86}}};
    if (auto fid = edit.insert(river); !fid) return std::unexpected(fid.error());
    Division county;
    county.code = "220102";
    county.name = "南关区";
    county.level = "县级";
    county.geometry = Polygon{{{{125.30, 43.79}, {125.40, 43.79}, {125.40, 43.87}, {125.30, 43.87}, {125.30, 43.79}}}};
    if (auto fid = edit.insert(county); !fid) return std::unexpected(fid.error());
    return more ? more(edit) : Result<>{};
  };
}

struct Field : OpenWindow {
  using OpenWindow::OpenWindow;
  Entry& entry() { return *window.entry(); }
  EntryPanel& panel() { return *window.findChild<EntryPanel*>(); }
  const forms::FormState& state() { return entry().state(); }
  std::string said(const char* question) { return state().given(question).text; }
  void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(window.windowHandle(), key, modifiers); }
  void keys(const char* text) {
    for (const char* c = text; *c != 0; ++c) QTest::keyClick(window.windowHandle(), *c);
  }
  void click(QWidget* widget, std::optional<QPoint> at = {}) {
    QTest::mouseClick(window.windowHandle(), Qt::LeftButton, {}, widget->mapTo(&window, at.value_or(widget->rect().center())));
  }
  void begin() {
    key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    REQUIRE(entry().isOpen());
    settle();
  }
  void go(const char* question) {
    QuestionEditor* editor = panel().editor(question);
    REQUIRE(editor != nullptr);
    REQUIRE(editor->isVisible());
    editor->takeFocus();
  }
  void pressRecord() {
    key(Qt::Key_Return, Qt::ControlModifier);
    settle();
  }
  template <class Record>
  std::vector<Record> all() {
    auto found = window.session()->reader().all<Record>();
    REQUIRE(found);
    return *found;
  }
};

} // namespace

TEST_CASE("an outlet with everything required takes fewer than 25 keystrokes and clicks") {
  Field open(byTheRiver());
  open.activate();
  open.use("act_fit"); // the map is where the team is
  open.settle();
  Strokes strokes;
  open.begin(); // Ctrl+Shift+E
  open.click(open.window.canvas(), open.window.canvas()->rect().center() + QPoint(8, 0));
  open.settle();
  REQUIRE(open.state().place());
  INFO(open.state().place()->at.x << " " << open.state().place()->at.y);
  CHECK(open.said("river_name") == "伊通河");
  CHECK(open.said("bank") == "右岸");
  CHECK_FALSE(open.said("division_code").empty());
  CHECK_FALSE(open.said("name").empty()); // proposed
  int photos = 0;
  for (int guard = 0; guard < 40 && !open.state().missing().empty(); ++guard) {
    const std::string here = open.panel().current();
    INFO(here);
    REQUIRE_FALSE(here.empty());
    if (here == "is_outfall") {
      open.keys("1");
    } else if (here == "class_1") {
      open.keys("4"); // 其他排口
    } else if (here == "class_2") {
      open.keys("8");
    } else if (here == "photo_views") {
      const int before = strokes.keys;
      open.keys("125");
      photos = strokes.keys - before;
      open.key(Qt::Key_Return);
    } else {
      open.keys("2");
    }
    open.settle();
  }
  CHECK(open.state().missing().empty());
  open.pressRecord();
  const int all = strokes.keys + strokes.clicks - photos;
  WARN("keystrokes " << strokes.keys << ", clicks " << strokes.clicks << ", of them photos " << photos << ": " << all << " beyond photos");
  CHECK(all < 25);
  CHECK_FALSE(open.entry().isOpen());
  const auto outfalls = open.all<Outfall>();
  REQUIRE(outfalls.size() == 1);
  const Outfall& made = outfalls.front();
  CHECK(made.status == "已确认");
  CHECK(made.class2 == "城镇雨洪排口");
  CHECK(made.outletShape == "管道");
  CHECK(made.riverName == "伊通河");
  CHECK(made.riverFid.isSet());
  CHECK(made.bank == "右岸");
  CHECK(made.divisionCode.size() == 6);
  CHECK(made.name.find("排口") != std::string::npos);
  CHECK(made.surveyor == "张三");
  CHECK_FALSE(made.surveyedAt.empty());
  CHECK(made.surveyLevel == 2);
  CHECK(std::holds_alternative<Point>(made.geometry));
  CHECK(open.all<Visit>().size() == 1);
  CHECK(open.all<Answer>().size() >= 13);
  open.use("act_undo");
  CHECK(open.all<Outfall>().empty());
}

TEST_CASE("ranges are checked as typed, the blank key switches the unit, an incomplete form says what is missing and is recorded") {
  Field open(byTheRiver());
  open.activate();
  open.begin();
  open.key(Qt::Key_1); // it is an outfall
  open.go("drain_feature");
  open.keys("1");
  open.go("outlet_size_m");
  open.keys("60000");
  auto* note = open.find<QLabel>("note_outlet_size_m");
  CHECK(note->isVisible());
  CHECK(note->text().contains(QStringLiteral("30000"))); // mm
  open.key(Qt::Key_Space);
  CHECK(open.said("outlet_size_m") == "60");
  CHECK(open.state().unitOf("outlet_size_m") == "m");
  CHECK(note->text().contains(QStringLiteral("30 m")));
  open.key(Qt::Key_Backspace);
  CHECK(open.said("outlet_size_m") == "6");
  CHECK_FALSE(note->isVisible());
  open.keys("x");
  CHECK(note->isVisible());
  open.key(Qt::Key_Backspace);
  auto* missing = open.find<QPushButton>("entry_missing");
  CHECK(missing->text().contains(QStringLiteral("位置")));
  CHECK(missing->toolTip().contains(QStringLiteral("一级类别")));
  open.pressRecord();
  CHECK(open.banner().contains(QStringLiteral("缺")));
  const auto made = open.all<Outfall>();
  REQUIRE(made.size() == 1);
  CHECK(made[0].outletSize == 6.0);
  // Gone on with: what was answered stands in it.
  open.find<QCheckBox>("entry_selected")->setChecked(true);
  open.click(open.find<QPushButton>("begin_level-2-outfall"));
  open.settle();
  CHECK(open.said("outlet_size_m") == "6");
  CHECK(open.said("drain_feature") == "排水");
  open.go("outlet_shape");
  open.keys("6");
  open.pressRecord();
  REQUIRE(open.all<Outfall>().size() == 1);
  CHECK(open.all<Outfall>()[0].outletShape == "箱涵");
  CHECK(open.all<Visit>().size() == 1);
}

TEST_CASE("by touch or mouse alone: buttons choose, take back and record") {
  Field open(byTheRiver());
  open.activate();
  open.click(open.window.findChild<QDockWidget*>(QStringLiteral("dock_form"))->widget()); // wherever the focus is
  open.use("act_entry");
  open.settle();
  const auto press = [&](const char* name) {
    auto* button = open.find<QPushButton>(name);
    open.panel().findChild<QScrollArea*>()->ensureWidgetVisible(button);
    QApplication::processEvents();
    CHECK(button->height() >= 30);
    open.click(button);
  };
  press("choice_is_outfall_0");
  CHECK(open.said("is_outfall") == "是");
  press("choice_is_outfall_0");
  CHECK(open.said("is_outfall").empty());
  press("choice_is_outfall_0");
  press("step_look");
  press("choice_surroundings_0");
  press("choice_surroundings_2");
  CHECK(open.said("surroundings") == "居民区、农田");
  press("choice_surroundings_0");
  CHECK(open.said("surroundings") == "农田");
  press("entry_record");
  open.settle();
  CHECK(open.all<Outfall>().size() == 1);
}

TEST_CASE("a unit is found among many by pinyin's first letters and recorded with its record") {
  Fid plant;
  Field open(byTheRiver([&](store::Edit& edit) -> Result<> {
    std::vector<Row> rows;
    for (int i = 0; i < 3000; ++i) {
      Unit unit;
      unit.name = i == 2345 ? "吉林化工二厂" : "某某单位" + std::to_string(i);
      rows.push_back(toRow(unit));
    }
    SUYUAN_TRY(edit.insertBulk(Layer::Units, rows));
    plant = rows[2345].fid;
    return {};
  }));
  open.activate();
  const Fid outfall = open.addInTheMiddle();
  open.window.selectOutfall(outfall, false);
  open.use("act_entry");
  open.settle();
  open.entry().drop();
  open.find<QCheckBox>("entry_selected")->setChecked(true);
  open.click(open.find<QPushButton>("begin_level-3-outfall"));
  open.settle();
  open.go("unit_name");
  open.keys("jlhg");
  auto* list = open.find<QListView>("list_unit_name");
  REQUIRE(QTest::qWaitFor([&] { return list->isVisible() && list->model()->rowCount() == 1; }, 10'000));
  open.key(Qt::Key_Return);
  CHECK(open.said("unit_name") == "吉林化工二厂");
  CHECK_FALSE(list->isVisible());
  open.pressRecord();
  CHECK(open.outfall(outfall).unitFid == plant);
  CHECK(open.outfall(outfall).unitName == "吉林化工二厂");
  CHECK(open.outfall(outfall).surveyLevel == 3);
}

TEST_CASE("last answers are offered and taken with one key") {
  Field open(byTheRiver());
  open.activate();
  open.begin();
  open.keys("1");
  open.go("outlet_shape");
  open.keys("4");
  open.pressRecord();
  open.begin();
  open.keys("1");
  open.go("outlet_shape");
  CHECK(open.find<QPushButton>("offer_outlet_shape")->isVisible());
  open.key(Qt::Key_Apostrophe, Qt::ControlModifier);
  CHECK(open.said("outlet_shape") == "涵闸");
  CHECK(open.panel().current() != "outlet_shape"); // it went on
  CHECK(open.state().place() == std::nullopt);     // places are not carried over
  open.entry().drop();
}

TEST_CASE("a candidate that waits is confirmed by the form that is opened for it") {
  Fid fid;
  Field open(byTheRiver([&](store::Edit& edit) -> Result<> {
    Candidate one;
    one.geometry = Point{125.352, 43.83};
    one.status = "疑似";
    one.surveyLevel = 2;
    one.team = "一队";
    one.name = "桥下管口";
    auto made = edit.insert(one);
    if (made) fid = *made;
    return {};
  }));
  open.activate();
  open.window.selectRecord(Layer::Candidates, fid);
  open.begin();
  CHECK(open.entry().request().candidate == fid);
  REQUIRE(open.state().place());
  CHECK(open.said("team") == "一队");
  open.keys("1");
  open.pressRecord();
  const auto outfalls = open.all<Outfall>();
  REQUIRE(outfalls.size() == 1);
  CHECK(open.all<Candidate>()[0].outfallFid == outfalls[0].fid);
  CHECK(open.all<Candidate>()[0].status == "已确认");
}

TEST_CASE("levels stand side by side in their panel, what differs is marked") {
  Field open(byTheRiver());
  open.activate();
  open.begin();
  open.keys("1");
  open.go("outlet_shape");
  open.keys("2");
  open.pressRecord();
  const Fid outfall = open.all<Outfall>().front().fid;
  open.find<QCheckBox>("entry_selected")->setChecked(true);
  open.click(open.find<QPushButton>("begin_level-3-outfall"));
  open.settle();
  auto* earlier = open.find<QLabel>("note_outlet_shape");
  CHECK(earlier->text().contains(QStringLiteral("管道")));
  open.go("is_outfall");
  open.keys("1");
  open.go("outlet_shape");
  open.keys("7");
  open.pressRecord();
  CHECK(open.outfall(outfall).outletShape == "潜没");
  open.find<QDockWidget>("dock_values")->show();
  open.find<QDockWidget>("dock_values")->raise();
  auto* list = open.find<QTreeWidget>("values_list");
  const auto row = [&](const char* id) -> QTreeWidgetItem* {
    for (int i = 0; i < list->topLevelItemCount(); ++i)
      if (list->topLevelItem(i)->data(0, Qt::UserRole).toString() == QLatin1String(id)) return list->topLevelItem(i);
    return nullptr;
  };
  REQUIRE(QTest::qWaitFor([&] { return row("outlet_shape") != nullptr; }, 10'000));
  QTreeWidgetItem* shape = row("outlet_shape");
  CHECK(shape->text(0).startsWith(u'≠'));
  CHECK(shape->text(1).isEmpty());
  CHECK(shape->text(2).startsWith(QStringLiteral("管道\n张三")));
  CHECK(shape->text(3).startsWith(QStringLiteral("潜没\n张三")));
  CHECK(shape->text(4) == QStringLiteral("潜没"));
  CHECK_FALSE(row("is_outfall")->text(0).startsWith(u'≠'));
  open.find<QCheckBox>("values_differing")->setChecked(true);
  CHECK(list->topLevelItemCount() == 1);
}

TEST_CASE("a question that the office put into the survey's folder is asked, and recorded") {
  Field open(byTheRiver(), [](store::SurveyFile& survey) {
    std::filesystem::create_directories(survey.folder() / "forms");
    std::ofstream(survey.folder() / "forms/ice.json")
        << R"({"format": "suyuan-form/1", "id": "ice", "version": "1", "citation": "省办通知", "extends": "level-2-outfall", "sections": [{"id": "look", "questions": [
               {"id": "ice", "zh": "冰封状况", "en": "Ice", "type": "choice", "choices": [{"value": "封冻"}, {"value": "未封冻"}], "required": true, "citation": "省办通知", "confidence": "M"}]}]})";
    std::ofstream(survey.folder() / "forms/wrong.json") << "{\n\"format\": \"suyuan-form/1\",\n\"id\": 7}";
  });
  open.activate();
  open.begin();
  open.keys("1");
  open.go("ice");
  open.keys("2");
  open.pressRecord();
  const auto answers = open.all<Answer>();
  const auto ice = std::ranges::find(answers, "ice", &Answer::question);
  REQUIRE(ice != answers.end());
  CHECK(ice->value == "未封冻");
  CHECK(ice->givenBy == "张三");
  REQUIRE(open.entry().forms().faults.size() == 1); // the other file is left out, and told with its line
  CHECK(open.entry().forms().faults[0].place.row == 3);
}

TEST_CASE("another language, and closing the window, lose nothing of a form") {
  Field open(byTheRiver());
  open.activate();
  open.begin();
  open.keys("1");
  open.go("address");
  open.keys("bridge 3");
  open.window.setLanguage(text::Language::English);
  open.settle();
  REQUIRE(open.entry().isOpen());
  CHECK(open.said("address") == "bridge 3");
  CHECK(open.find<QPushButton>("step_where")->text().contains(QStringLiteral("Where")));
  open.window.setLanguage(text::Language::Chinese);
  open.window.closeSurvey();
  REQUIRE(open.window.openSurvey(open.survey));
  open.settle();
  REQUIRE(open.window.banner()->isAsking());
  CHECK(open.find<QLabel>("banner_question")->text().contains(QStringLiteral("bridge 3")));
  open.click(open.find<QPushButton>("banner_answer_1")); // dropped
  CHECK(std::filesystem::is_empty(std::filesystem::path(open.survey.toStdString()) / "drafts"));
  CHECK_FALSE(open.entry().isOpen());
}

// Run by the case below in a process of its own: fills in half a form and waits to be killed.
TEST_CASE("a form that is going to be killed", "[.child]") {
  MainWindow window;
  window.show();
  REQUIRE(window.openSurvey(qEnvironmentVariable("SUYUAN_TEST_SURVEY")));
  REQUIRE(QTest::qWaitFor([&] { return window.isSettled(); }, 30'000));
  window.findChild<QAction*>(QStringLiteral("act_entry"))->trigger();
  REQUIRE(QTest::qWaitFor([&] { return window.isSettled(); }, 30'000));
  QTest::mouseClick(window.canvas(), Qt::LeftButton, {}, window.canvas()->rect().center());
  QTest::keyClick(window.findChild<EntryPanel*>()->editor("is_outfall"), '1');
  auto* address = window.findChild<QLineEdit*>(QStringLiteral("answer_address"));
  address->setFocus();
  QTest::keyClicks(address, QStringLiteral("half a sen"));
  std::puts("typed");
  std::fflush(stdout);
  QTest::qWait(60'000);
}

TEST_CASE("a kill loses no character of a form: the program asks with time and summary, and goes on with it") {
  QTemporaryDir folder;
  const QString survey = folder.filePath(QStringLiteral("survey"));
  {
    auto made = store::SurveyFile::create(survey.toStdString(), {.name = "测试", .divisionCode = "220100", .author = "张三"});
    REQUIRE(made);
    REQUIRE(made->edit("准备", byTheRiver()));
  }
  QProcess child;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert(QStringLiteral("SUYUAN_TEST_SURVEY"), survey);
  child.setProcessEnvironment(environment);
  child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("a form that is going to be killed")});
  QByteArray said;
  REQUIRE(QTest::qWaitFor([&] { return (said += child.readAllStandardOutput()).contains("typed"); }, 60'000));
  child.kill();
  REQUIRE(child.waitForFinished());

  MainWindow window;
  window.show();
  REQUIRE(window.openSurvey(survey));
  const auto settle = [&] { REQUIRE(QTest::qWaitFor([&] { return window.isSettled(); }, 30'000)); };
  settle();
  REQUIRE(window.banner()->isAsking());
  const QString question = window.findChild<QLabel*>(QStringLiteral("banner_question"))->text();
  CHECK(question.contains(QStringLiteral("第二级排查")));
  CHECK(question.contains(QStringLiteral("half a sen")));
  CHECK(question.contains(QDate::currentDate().toString(QStringLiteral("yyyy-MM-dd"))));
  QTest::mouseClick(window.findChild<QPushButton*>(QStringLiteral("banner_answer_0")), Qt::LeftButton);
  settle();
  REQUIRE(window.entry()->isOpen());
  CHECK(window.entry()->state().given("is_outfall").text == "是");
  CHECK(window.entry()->state().given("address").text == "half a sen");
  REQUIRE(window.entry()->state().place());
  window.entry()->record();
  settle();
  const auto all = window.session()->reader().all<Outfall>();
  REQUIRE(all);
  REQUIRE(all->size() == 1);
  CHECK(all->front().address == "half a sen");
  CHECK(std::holds_alternative<Point>(all->front().geometry));
  window.closeSurvey();
  REQUIRE(window.openSurvey(survey));
  CHECK_FALSE(window.banner()->isAsking()); // once is enough
}

// SPDX-License-Identifier: GPL-3.0-or-later
// The board of candidates and reaches in the real window.
#include "app/desktop/fieldwork/move_dialog.h"
#include "tests/app/desktop/fieldwork_survey.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

/// As a hand does it; whether the column took it.
bool dragTo(BoardList& from, BoardList& to) {
  std::unique_ptr<QMimeData> data(from.column().mimeData(from.selectionModel()->selectedIndexes()));
  const QPoint at = to.viewport()->rect().center();
  QDragEnterEvent enter(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(to.viewport(), &enter);
  QDropEvent drop(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(to.viewport(), &drop);
  return drop.isAccepted();
}

template <class Field>
Field& in(MoveDialog& dialog, const char* name) {
  auto* field = dialog.findChild<Field*>(QLatin1String(name));
  REQUIRE(field != nullptr);
  return *field;
}

QStringList menuOf(FieldWindow& field) {
  QMenu* menu = nullptr;
  REQUIRE(QTest::qWaitFor([&] { return (menu = field.board().findChild<QMenu*>(QStringLiteral("board_menu"))) != nullptr && menu->isVisible(); }, 5'000));
  QStringList offered;
  for (const QAction* action : menu->actions())
    if (action->isEnabled() && !action->data().toString().isEmpty()) offered << action->data().toString();
  menu->close();
  QCoreApplication::sendPostedEvents(menu, QEvent::DeferredDelete);
  return offered;
}

} // namespace

TEST_CASE("candidates stand in the columns of their stage and are filtered by team, river and level") {
  FieldWindow field;
  CHECK(field.titles(field.column(CandidateStage::OnFoot)) == QStringList{QStringLiteral("甲口"), QStringLiteral("乙口"), QStringLiteral("丙口")});
  CHECK(field.titles(field.column(CandidateStage::Listed)).size() == 2);
  CHECK(field.open.find<QLabel>("board_head_1")->text().contains(QStringLiteral("第二级待查")));
  auto* team = field.open.find<QComboBox>("board_team");
  goDownTo(*team, [](const QString& name) { return name == QStringLiteral("二队"); });
  CHECK(field.titles(field.column(CandidateStage::OnFoot)) == QStringList{QStringLiteral("丙口")});
  CHECK(field.column(CandidateStage::Listed).column().rowCount() == 0);
  team->setCurrentIndex(0);
  auto* level = field.open.find<QComboBox>("board_level");
  level->setCurrentIndex(1);
  CHECK(field.column(CandidateStage::OnFoot).column().rowCount() == 0);
  CHECK(field.column(CandidateStage::Listed).column().rowCount() == 2);
  level->setCurrentIndex(0);
  auto* river = field.open.find<QComboBox>("board_river");
  CHECK(river->findText(QStringLiteral("伊通河")) > 0);
}

TEST_CASE("a card dragged to another column is asked for what the move needs, and one undo takes it back") {
  FieldWindow field;
  auto& from = field.column(CandidateStage::OnFoot);
  field.choose(from, QStringLiteral("甲口"));
  REQUIRE(dragTo(from, field.column(CandidateStage::Excluded)));
  auto& dialog = field.open.dialog<MoveDialog>();
  // Two moves of a team lead there: to exclude, and to merge; only what the chosen one needs is asked.
  auto& which = in<QComboBox>(dialog, "move_which");
  which.setCurrentIndex(which.findText(QStringLiteral("现场排除")));
  CHECK(in<QLineEdit>(dialog, "move_reason").isVisible());
  CHECK_FALSE(in<QComboBox>(dialog, "move_method").isVisible());
  CHECK(in<QLabel>(dialog, "move_clause").text().contains(QStringLiteral("HJ 1232-2021 第7章")));
  QTest::mouseClick(&in<QPushButton>(dialog, "move_go"), Qt::LeftButton);
  // Without a reason: said where one looks, with the clause; nothing moved.
  REQUIRE(QTest::qWaitFor([&] { return in<QLabel>(dialog, "move_refused").isVisible(); }, 5'000));
  CHECK(in<QLabel>(dialog, "move_refused").text().contains(QStringLiteral("理由")));
  CHECK(in<QLabel>(dialog, "move_refused").text().contains(QStringLiteral("第7章")));
  CHECK(field.candidate("甲口").status == "疑似");
  OpenWindow::write(&in<QLineEdit>(dialog, "move_reason"), QStringLiteral("雨水口"));
  QTest::keyClick(&in<QLineEdit>(dialog, "move_reason"), Qt::Key_Return);
  REQUIRE(QTest::qWaitFor([&] { return field.column(CandidateStage::Excluded).column().rowCount() == 1; }, 5'000));
  field.open.settle();
  CHECK(field.candidate("甲口").status == "已排除");
  CHECK(field.candidate("甲口").reason == "雨水口");
  CHECK(field.candidate("甲口").checkedBy == "一队");
  field.open.use("act_undo");
  field.open.settle();
  CHECK(field.candidate("甲口").status == "疑似");
  CHECK(field.titles(field.column(CandidateStage::OnFoot)).contains(QStringLiteral("甲口")));
  CHECK(field.column(CandidateStage::Excluded).column().rowCount() == 0);
}

TEST_CASE("a digit confirms at once what needs nothing typed: the outfall is there") {
  FieldWindow field;
  auto& from = field.column(CandidateStage::OnFoot);
  field.choose(from, QStringLiteral("乙口"));
  QTest::keyClick(&from, Qt::Key_4);
  REQUIRE(QTest::qWaitFor([&] { return field.column(CandidateStage::Confirmed).column().rowCount() == 1; }, 5'000));
  field.open.settle();
  CHECK(field.open.count() == 1);
  CHECK(field.candidate("乙口").outfallFid.isSet());
  field.open.use("act_undo");
  field.open.settle();
  CHECK(field.open.count() == 0);
}

TEST_CASE("several cards pass on to the third level in one step, with the kind of difficulty") {
  FieldWindow field;
  auto& from = field.column(CandidateStage::OnFoot);
  field.choose(from, QStringLiteral("甲口"));
  QTest::keyClick(&from, Qt::Key_Down, Qt::ShiftModifier);
  REQUIRE(from.chosen().size() == 2);
  field.open.settle();
  REQUIRE(from.chosen().size() == 2); // showing the one on the map leaves them chosen
  QTest::keyClick(&from, Qt::Key_3);
  auto& dialog = field.open.dialog<MoveDialog>();
  CHECK(in<QLabel>(dialog, "move_about").text().contains(QStringLiteral("1")));
  goDownTo(in<QComboBox>(dialog, "move_difficulty"), [](const QString& word) { return word == QStringLiteral("感潮"); });
  QTest::mouseClick(&in<QPushButton>(dialog, "move_go"), Qt::LeftButton);
  REQUIRE(QTest::qWaitFor([&] { return field.column(CandidateStage::Difficult).column().rowCount() == 2; }, 5'000));
  field.open.settle();
  CHECK(field.candidate("乙口").difficulty == "感潮");
  CHECK(field.candidate("乙口").surveyLevel == 3);
  field.open.use("act_undo");
  field.open.settle();
  CHECK(field.column(CandidateStage::Difficult).column().rowCount() == 0);
}

TEST_CASE("only what the role may do is offered, and what is refused is said with its clause") {
  FieldWindow field;
  auto& from = field.column(CandidateStage::OnFoot);
  field.choose(from, QStringLiteral("甲口"));
  QTest::keyClick(&from, Qt::Key_Return);
  CHECK(menuOf(field) == QStringList{QStringLiteral("merge"), QStringLiteral("confirm"), QStringLiteral("exclude"), QStringLiteral("pass-on")});
  // The first level is the office's: a team's card does not go there.
  CHECK_FALSE(dragTo(from, field.column(CandidateStage::Listed)));
  // Another team's candidate: offered to a team, refused to this one.
  field.choose(from, QStringLiteral("丙口"));
  QTest::keyClick(&from, Qt::Key_4);
  REQUIRE(QTest::qWaitFor([&] { return field.open.banner().contains(QStringLiteral("由负责它的排查队办理")); }, 5'000));
  CHECK(field.open.banner().contains(QStringLiteral("HJ 1232-2021 第7章")));
  field.open.settle();
  CHECK(field.candidate("丙口").status == "疑似");
  // The office gives out, and does not confirm.
  field.board().setActor({SurveyRole::Desk, "李主任"});
  QTest::keyClick(&from, Qt::Key_Return);
  CHECK(menuOf(field) == QStringList{QStringLiteral("assign"), QStringLiteral("merge")});
  QTest::keyClick(&from, Qt::Key_4);
  CHECK(field.open.banner().contains(QStringLiteral("不由办公室办理")));
  CHECK(field.open.banner().contains(QStringLiteral("第7章")));
}

TEST_CASE("role and name are kept for the next time") {
  { FieldWindow field({SurveyRole::Quality, "王工"}); }
  const Preferences kept = Preferences::load();
  CHECK(kept.fieldRole == SurveyRole::Quality);
  CHECK(kept.fieldName == QStringLiteral("王工"));
  OpenWindow other;
  CHECK(other.window.board()->actor().role == SurveyRole::Quality);
  CHECK(other.find<QComboBox>("board_name")->currentText() == QStringLiteral("王工"));
  other.window.board()->setActor({SurveyRole::Desk, ""});
  CHECK(other.window.board()->actor().name == "张三"); // the survey's author
}

TEST_CASE("a chosen card is shown on the map, and a record chosen on the map on the board") {
  FieldWindow field;
  auto& from = field.column(CandidateStage::OnFoot);
  field.choose(from, QStringLiteral("丙口"));
  field.open.settle();
  MapCanvas& canvas = *field.open.window.canvas();
  const auto at = canvas.screenOf({125.3003, 43.908});
  REQUIRE(at);
  CHECK(canvas.rect().contains(at->toPoint()));
  CHECK(field.open.find<QLabel>("record_title")->text().contains(QStringLiteral("丙口")));
  canvas.showLonLat({125.3003, 43.912}, 2'000); // apart from the river's line
  field.open.settle();
  const auto other = canvas.screenOf({125.3003, 43.912});
  REQUIRE(other);
  QTest::mouseClick(&canvas, Qt::LeftButton, Qt::NoModifier, other->toPoint());
  field.open.settle();
  CHECK(from.currentIndex().data().toString() == QStringLiteral("乙口"));
}

TEST_CASE("reaches have a board of their own: a walk is finished only when it may be") {
  FieldWindow field;
  auto* layer = field.open.find<QComboBox>("board_layer");
  layer->setCurrentIndex(1);
  field.open.settle();
  CHECK(field.titles(field.column(ReachState::Walking)) == QStringList{QStringLiteral("伊通河左岸1")});
  CHECK(field.titles(field.column(ReachState::Unassigned)).size() == 1);
  auto& from = field.column(ReachState::Walking);
  field.choose(from, QStringLiteral("伊通河左岸1"));
  QTest::keyClick(&from, Qt::Key_4);
  auto& dialog = field.open.dialog<MoveDialog>();
  QTest::mouseClick(&in<QPushButton>(dialog, "move_go"), Qt::LeftButton);
  REQUIRE(QTest::qWaitFor([&] { return in<QLabel>(dialog, "move_refused").isVisible(); }, 5'000));
  CHECK(in<QLabel>(dialog, "move_refused").text().contains(QStringLiteral("第二级待查"))); // candidates of it wait
  dialog.reject();
  CHECK(field.reach("伊通河左岸1").state == "排查中");
  // The office gives the other one to a team.
  field.board().setActor({SurveyRole::Desk, "李主任"});
  auto& waiting = field.column(ReachState::Unassigned);
  field.choose(waiting, QStringLiteral("伊通河右岸1"));
  REQUIRE(dragTo(waiting, field.column(ReachState::Assigned)));
  auto& give = field.open.dialog<MoveDialog>();
  in<QComboBox>(give, "move_team").setEditText(QStringLiteral("二队"));
  QTest::mouseClick(&in<QPushButton>(give, "move_go"), Qt::LeftButton);
  REQUIRE(QTest::qWaitFor([&] { return field.column(ReachState::Assigned).column().rowCount() == 1; }, 5'000));
  field.open.settle();
  CHECK(field.reach("伊通河右岸1").team == "二队");
}

TEST_CASE("a duplicate is merged into a candidate near by from the board") {
  FieldWindow field({SurveyRole::Desk, "李主任"});
  auto& from = field.column(CandidateStage::Listed);
  field.choose(from, QStringLiteral("丁口（台账）"));
  QTest::keyClick(&from, Qt::Key_5);
  auto& dialog = field.open.dialog<MoveDialog>();
  auto& into = in<QComboBox>(dialog, "move_into");
  CHECK(into.isVisible());
  REQUIRE(into.count() == 1);
  CHECK(into.currentText().startsWith(QStringLiteral("丁口 ")));
  QTest::mouseClick(&in<QPushButton>(dialog, "move_go"), Qt::LeftButton);
  REQUIRE(QTest::qWaitFor([&] { return field.column(CandidateStage::Excluded).column().rowCount() == 1; }, 5'000));
  field.open.settle();
  CHECK(field.candidate("丁口（台账）").mergedInto == field.fid("丁口"));
}

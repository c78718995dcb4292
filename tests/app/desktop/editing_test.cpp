// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/desktop/open_window.h"

#include <QSignalSpy>

using namespace suyuan;
using namespace suyuan::desktop;

TEST_CASE("Ctrl+Z and Ctrl+Shift+Z take a change back and bring it again") {
  OpenWindow open;
  open.activate();
  const Fid fid = open.addInTheMiddle();
  REQUIRE(fid.isSet());
  open.type("address", QStringLiteral("first"));
  open.type("address", QStringLiteral("second"));
  CHECK(open.outfall(fid).address == "second");
  open.window.canvas()->setFocus();
  QTest::keyClick(&open.window, Qt::Key_Z, Qt::ControlModifier);
  CHECK(open.outfall(fid).address == "first");
  CHECK(open.field("address")->text() == QStringLiteral("first"));
  QTest::keyClick(&open.window, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
  CHECK(open.outfall(fid).address == "second");
  CHECK(open.field("address")->text() == QStringLiteral("second"));
}

TEST_CASE("an outfall is added, named and undone with the keyboard alone") {
  OpenWindow open;
  open.activate();
  QTest::keyClick(&open.window, Qt::Key_F4); // the tool
  open.window.canvas()->setFocus();
  QTest::keyClick(open.window.canvas(), Qt::Key_Right);
  QTest::keyClick(open.window.canvas(), Qt::Key_Return); // at the middle of the map
  const Fid fid = open.window.form()->fid();
  REQUIRE(fid.isSet());
  CHECK(open.count() == 1);
  auto* name = open.field("name");
  REQUIRE(QTest::qWaitFor([&] { return name->hasFocus(); }, 5'000)); // ready to be typed in
  QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("by keys"));
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab); // leaving the field records it
  CHECK(open.outfall(fid).name == "by keys");
  open.window.canvas()->setFocus();
  QTest::keyClick(&open.window, Qt::Key_Z, Qt::ControlModifier);
  QTest::keyClick(&open.window, Qt::Key_Z, Qt::ControlModifier);
  CHECK(open.count() == 0);
}

TEST_CASE("an edit replaces its record on the map and in the table, nothing else is read again") {
  OpenWindow open([](store::Edit& e) -> Result<> {
    for (int i = 0; i < 50; ++i) {
      Outfall outfall;
      outfall.geometry = Point{125.3 + i * 0.001, 43.9};
      outfall.name = "口" + std::to_string(i);
      SUYUAN_TRY(e.insert(outfall));
    }
    return {};
  });
  const auto before = open.window.canvas()->scene().find("outfalls")->table;
  REQUIRE(before->size() == 50);
  const auto lakes = open.window.canvas()->scene().find("lakes")->table;
  const Fid fid{before->fids[7]};
  QSignalSpy everything(open.window.session(), &SurveySession::everythingChanged);
  REQUIRE(open.window.session()->setField(Layer::Outfalls, fid, "status", Value{std::string("已排除")}, QStringLiteral("改")));
  open.settle();
  const auto after = open.window.canvas()->scene().find("outfalls")->table;
  CHECK(after != before);
  CHECK(after->status.word(7) == "已排除");
  CHECK(open.window.canvas()->scene().find("lakes")->table == lakes);
  REQUIRE(open.window.session()->setField(Layer::Outfalls, fid, "note", Value{std::string("不在图上")}, QStringLiteral("改")));
  open.settle();
  CHECK(open.window.canvas()->scene().find("outfalls")->table == after); // the map looks the same: nothing was made
  const Fid added = open.addInTheMiddle();
  open.settle();
  CHECK(open.window.canvas()->scene().find("outfalls")->table->rowOf(added.value).has_value());
  CHECK(open.window.table()->total() == 51);
  open.use("act_undo");
  open.settle();
  CHECK_FALSE(open.window.canvas()->scene().find("outfalls")->table->rowOf(added.value).has_value());
  CHECK(open.window.table()->total() == 50);
  CHECK(everything.isEmpty());
}

TEST_CASE("choosing a class of the third level sets the levels above; another first level clears those below") {
  OpenWindow open;
  const Fid fid = open.addInTheMiddle();
  auto* third = qobject_cast<QComboBox*>(open.window.form()->editor("class_3"));
  auto* second = qobject_cast<QComboBox*>(open.window.form()->editor("class_2"));
  REQUIRE(third != nullptr);
  REQUIRE(second != nullptr);
  const int all = second->count();
  open.type("class_3", QStringLiteral("矿山排污口"));
  Outfall now = open.outfall(fid);
  CHECK(now.class1 == "工业排污口");
  CHECK(now.class2 == "工矿企业排污口");
  CHECK(now.class3 == "矿山排污口");
  CHECK(second->count() < all); // only those of the first level are offered
  CHECK(second->findText(QStringLiteral("大中型灌区排口")) < 0);
  open.type("class_1", QStringLiteral("农业排口"));
  now = open.outfall(fid);
  CHECK(now.class1 == "农业排口");
  CHECK(now.class2.empty());
  CHECK(now.class3.empty());
  open.use("act_undo"); // one step
  CHECK(open.outfall(fid).class3 == "矿山排污口");
}

TEST_CASE("what the rules say comes to the fields from a worker, and a repair is one press") {
  OpenWindow open;
  const Fid fid = open.addInTheMiddle();
  open.settle();
  auto* adopt = open.window.findChild<QPushButton*>(QStringLiteral("fix_name"));
  REQUIRE(adopt != nullptr); // a name is proposed
  QTest::mouseClick(adopt, Qt::LeftButton);
  CHECK_FALSE(open.outfall(fid).name.empty());
}

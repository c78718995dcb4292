// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/class_key_dialog.h"
#include "app/desktop/dialogs/reclassify_dialog.h"

#include "tests/app/desktop/open_window.h"

#include <QCheckBox>
#include <QCommandLinkButton>
#include <QTextBrowser>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

Outfall industrial() {
  Outfall outfall;
  outfall.geometry = Point{125.3, 43.9};
  outfall.divisionCode = "220102";
  outfall.basin = "AB";
  outfall.class1 = "工业排污口";
  outfall.class2 = "工矿企业排污口";
  outfall.class3 = "工业企业排污口";
  outfall.codeNational = "AB-220102-0007-GY-00";
  outfall.unitName = "某某纸业";
  outfall.name = "长春市南关区某某纸业工业排污口";
  outfall.status = "已确认";
  return outfall;
}

Fid only(OpenWindow& open) { return open.window.session()->reader().all<Outfall>().value().front().fid; }

QLabel* label(QWidget& dialog, const char* name) {
  auto* found = dialog.findChild<QLabel*>(QLatin1String(name));
  REQUIRE(found != nullptr);
  return found;
}

void goTo(QComboBox& box, const QString& word) {
  goDownTo(box, [&](const QString& text) { return text == word; });
}

} // namespace

TEST_CASE("the class key leads by digits to a class, with a clause at each answer, and the form takes it as one step") {
  OpenWindow open;
  const Fid fid = open.addInTheMiddle();
  open.settle();
  auto* button = open.find<QPushButton>("form_class_key");
  open.window.form()->showField("class_3");
  QTest::mouseClick(button, Qt::LeftButton);
  auto& key = open.dialog<ClassKeyDialog>();
  CHECK(label(key, "key_number")->text().contains(u'1'));
  QStringList asked;
  for (int question = 0; question < 4; ++question) {
    asked << label(key, "key_question")->text();
    auto* first = key.findChild<QCommandLinkButton*>(QStringLiteral("key_answer_0"));
    REQUIRE(first != nullptr);
    CHECK(first->description().contains(QRegularExpression(QStringLiteral("〔2022〕17号|HJ 1312"))));
    QTest::keyClick(&key, Qt::Key_1);
  }
  CHECK(asked.removeDuplicates() == 0);
  CHECK(label(key, "key_question")->text() == QStringLiteral("工业排污口 › 工矿企业排污口 › 工业企业排污口"));
  CHECK(label(key, "key_way")->text().contains(QStringLiteral("单个企业")));
  QTest::mouseClick(key.findChild<QPushButton*>(QStringLiteral("key_back")), Qt::LeftButton);
  CHECK(label(key, "key_question")->text() == asked.back());
  QTest::keyClick(&key, Qt::Key_2); // a mine
  QTest::keyClick(&key, Qt::Key_Return);
  open.settle();
  CHECK(open.outfall(fid).class1 == "工业排污口");
  CHECK(open.outfall(fid).class3 == "矿山排污口");
  open.use("act_undo");
  CHECK(open.outfall(fid).class1.empty());
  CHECK(open.outfall(fid).class3.empty());
}

TEST_CASE("reclassifying shows what of the code must change and must not, and what follows, and is one step") {
  OpenWindow open([](store::Edit& e) -> Result<> { return e.insert(industrial()) ? Result<>{} : failure(ErrorCode::Internal); });
  const Fid fid = only(open);
  open.window.selectOutfall(fid, false);
  open.activate();
  QTest::keyClick(&open.window, Qt::Key_R, Qt::ControlModifier);
  auto& dialog = open.dialog<ReclassifyDialog>();
  waitFor(dialog);
  auto* apply = dialog.findChild<QPushButton*>(QStringLiteral("reclassify_apply"));
  CHECK_FALSE(apply->isEnabled()); // nothing else is chosen yet
  auto* first = dialog.findChild<QComboBox*>(QStringLiteral("reclassify_class_1"));
  goTo(*first, QStringLiteral("其他排口"));
  CHECK(dialog.findChild<QComboBox*>(QStringLiteral("reclassify_class_2"))->currentText().isEmpty()); // the old one is of another
  goTo(*dialog.findChild<QComboBox*>(QStringLiteral("reclassify_class_2")), QStringLiteral("大中型灌区排口"));
  waitFor(dialog);
  const QString means = dialog.findChild<QTextBrowser*>(QStringLiteral("reclassify_means"))->toPlainText();
  INFO(means.toStdString());
  const QString flat = QString(means).replace(QRegularExpression(QStringLiteral("\\s+")), QStringLiteral(" "));
  CHECK(flat.contains(QRegularExpression(QStringLiteral("类型字母 GY QT 必须改变"))));
  CHECK(flat.contains(QStringLiteral("流域水系 AB AB 不得改变")));
  CHECK(flat.contains(QStringLiteral("行政区划代码 220102 220102 不得改变")));
  CHECK(flat.contains(QStringLiteral("审批 → 登记")));
  CHECK(flat.contains(QStringLiteral("监测项目和频次")));
  CHECK(flat.contains(QStringLiteral("标识牌")));
  CHECK(flat.contains(QStringLiteral("35号令")));
  CHECK(open.outfall(fid).class1 == "工业排污口");
  QTest::mouseClick(apply, Qt::LeftButton);
  open.settle();
  const Outfall now = open.outfall(fid);
  CHECK(now.class1 == "其他排口");
  CHECK(now.class2 == "大中型灌区排口");
  CHECK(now.class3.empty());
  CHECK(now.codeNational == "AB-220102-0001-QT-00"); // the first of that series
  CHECK(now.name != industrial().name);
  open.use("act_undo");
  const Outfall back = open.outfall(fid);
  CHECK(back.class1 == "工业排污口");
  CHECK(back.class3 == "工业企业排污口");
  CHECK(back.codeNational == "AB-220102-0007-GY-00");
  CHECK(back.name == industrial().name);
}

TEST_CASE("where a class stands already the key leads to what another one means, and code and name may be left") {
  OpenWindow open([](store::Edit& e) -> Result<> { return e.insert(industrial()) ? Result<>{} : failure(ErrorCode::Internal); });
  const Fid fid = only(open);
  open.window.selectOutfall(fid, false);
  open.use("act_class_key");
  auto& key = open.dialog<ClassKeyDialog>();
  QTest::keyClick(&key, Qt::Key_4); // a port
  QTest::mouseClick(key.findChild<QPushButton*>(QStringLiteral("key_take")), Qt::LeftButton);
  auto& dialog = open.dialog<ReclassifyDialog>();
  waitFor(dialog);
  CHECK(dialog.findChild<QComboBox*>(QStringLiteral("reclassify_class_2"))->currentText() == QStringLiteral("港口码头排口"));
  for (const char* name : {"reclassify_code", "reclassify_name"}) {
    auto* box = dialog.findChild<QCheckBox*>(QLatin1String(name));
    REQUIRE(box->isVisible());
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Space);
    CHECK_FALSE(box->isChecked());
  }
  QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("reclassify_apply")), Qt::LeftButton);
  open.settle();
  CHECK(open.outfall(fid).class2 == "港口码头排口");
  CHECK(open.outfall(fid).codeNational == "AB-220102-0007-GY-00");
  CHECK(open.outfall(fid).name == industrial().name);
}

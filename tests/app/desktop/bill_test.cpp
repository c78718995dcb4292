// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/county_bill_dialog.h"

#include "tests/app/desktop/open_window.h"

#include <QFile>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

std::function<Result<>(store::Edit&)> outfallsOfCounty(int count) {
  return [count](store::Edit& e) -> Result<> {
    for (int i = 0; i < count; ++i) {
      Outfall outfall;
      outfall.geometry = Point{125.3 + (i % 500) * 0.0001, 43.9 + (i / 500) * 0.0001};
      outfall.divisionCode = "220102";
      outfall.name = "口" + std::to_string(i);
      outfall.codeNational = "AB-220102-0001-GY-0"; // a character short: an error
      SUYUAN_TRY(e.insert(outfall));
    }
    return {};
  };
}

QByteArray beginningOf(const QString& name) {
  QFile file(name);
  return file.open(QIODevice::ReadOnly) ? file.read(4) : QByteArray();
}

} // namespace

TEST_CASE("a county's bill is written as pages and as a workbook from the window") {
  OpenWindow open(outfallsOfCounty(3));
  open.activate();
  QTest::keyClick(&open.window, Qt::Key_B, Qt::ControlModifier);
  auto& dialog = open.dialog<CountyBillDialog>();
  waitFor(dialog);
  auto* county = dialog.findChild<QComboBox*>(QStringLiteral("bill_county"));
  REQUIRE(county->count() == 1);
  CHECK(county->currentText().contains(QStringLiteral("南关区")));
  auto* file = dialog.findChild<QLineEdit*>(QStringLiteral("bill_file"));
  CHECK(file->text().endsWith(QStringLiteral(".pdf")));
  const QString pdf = open.folder.filePath(QStringLiteral("made/bill.pdf"));
  file->setFocus();
  file->selectAll();
  QTest::keyClicks(file, pdf);
  auto* go = dialog.findChild<QPushButton*>(QStringLiteral("bill_go"));
  auto* result = dialog.findChild<QLabel*>(QStringLiteral("bill_result"));
  QTest::mouseClick(go, Qt::LeftButton);
  waitFor(dialog, 60'000);
  INFO(result->text().toStdString());
  CHECK(beginningOf(pdf) == "%PDF");
  CHECK(result->text().contains(pdf));
  CHECK(result->text().contains(u'3')); // outfalls, and errors at least as many

  auto* format = dialog.findChild<QComboBox*>(QStringLiteral("bill_format"));
  format->setFocus();
  QTest::keyClick(format, Qt::Key_Down);
  CHECK(file->text().endsWith(QStringLiteral("made/bill.xlsx")));
  QTest::mouseClick(go, Qt::LeftButton);
  waitFor(dialog, 60'000);
  CHECK(beginningOf(open.folder.filePath(QStringLiteral("made/bill.xlsx"))).startsWith("PK"));
}

TEST_CASE("a bill that is stopped leaves no file and says so") {
  OpenWindow open(outfallsOfCounty(4000));
  open.use("act_bill");
  auto& dialog = open.dialog<CountyBillDialog>();
  waitFor(dialog);
  const QString pdf = open.folder.filePath(QStringLiteral("bill.pdf"));
  dialog.findChild<QLineEdit*>(QStringLiteral("bill_file"))->setText(pdf);
  QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("bill_go")), Qt::LeftButton);
  auto* stop = dialog.findChild<QPushButton*>(QStringLiteral("bill_stop"));
  REQUIRE(stop->isVisible());
  QTest::mouseClick(stop, Qt::LeftButton);
  waitFor(dialog, 60'000);
  CHECK(dialog.findChild<QLabel*>(QStringLiteral("bill_result"))->text().contains(QStringLiteral("已停止")));
  CHECK_FALSE(QFile::exists(pdf));
  CHECK_FALSE(stop->isVisible());
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/lab_dialog.h"

#include "tests/app/desktop/open_window.h"

#include <QFile>
#include <QTreeWidget>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

QString written(OpenWindow& open, const char* name, const char* text) {
  const QString path = open.folder.filePath(QLatin1String(name));
  QFile file(path);
  REQUIRE(file.open(QIODevice::WriteOnly));
  file.write(text);
  return path;
}

std::int64_t samples(OpenWindow& open) { return *open.window.session()->reader().count(Layer::Samples); }

} // namespace

TEST_CASE("a laboratory's sheet is looked at, its faults listed by row, taken as one step and taken back") {
  OpenWindow open([](store::Edit& edit) -> Result<> {
    Outfall outfall;
    outfall.geometry = Point{125.3, 43.9};
    outfall.name = "一号排口";
    SUYUAN_TRY(edit.insert(outfall));
    return {};
  });
  open.activate();
  open.window.findChild<QAction*>(QStringLiteral("act_lab"))->trigger();
  auto& dialog = open.dialog<LabDialog>();
  auto* take = dialog.findChild<QPushButton*>(QStringLiteral("lab_take"));
  auto* result = dialog.findChild<QLabel*>(QStringLiteral("lab_result"));
  auto* remarks = dialog.findChild<QTreeWidget*>(QStringLiteral("lab_remarks"));
  CHECK_FALSE(take->isEnabled());
  dialog.setFile(written(open, "lab.csv", "采样点,采样日期,pH,COD(mg/L)\n一号排口,2026-05-12,7.2,35\n无此口,2026-05-12,7,20\n一号排口,2026-05-13,7.4,31\n"));
  waitFor(dialog);
  CHECK(samples(open) == 0);
  CHECK(result->text().contains(QStringLiteral("可接收样品 2 个")));
  REQUIRE(remarks->topLevelItemCount() == 1);
  CHECK(remarks->topLevelItem(0)->text(0) == QStringLiteral("3"));
  CHECK(remarks->topLevelItem(0)->text(1).contains(QStringLiteral("无此口")));
  QTest::mouseClick(take, Qt::LeftButton);
  waitFor(dialog);
  CHECK(samples(open) == 2);
  CHECK(result->text().contains(QStringLiteral("接收样品 2 个")));
  CHECK_FALSE(take->isEnabled());

  // Again: all there. A file that is no sheet: one sentence, nothing changed.
  dialog.setFile(open.folder.filePath(QStringLiteral("lab.csv")));
  waitFor(dialog);
  CHECK(result->text().contains(QStringLiteral("已有 2 个")));
  CHECK_FALSE(take->isEnabled());
  dialog.setFile(written(open, "words.csv", "一,二\n三,四\n"));
  waitFor(dialog);
  CHECK(result->text().contains(QStringLiteral("words.csv")));
  CHECK(remarks->topLevelItemCount() == 0);
  CHECK(samples(open) == 2);
  dialog.close();
  open.settle();
  open.window.findChild<QAction*>(QStringLiteral("act_undo"))->trigger();
  open.settle();
  CHECK(samples(open) == 0);
}

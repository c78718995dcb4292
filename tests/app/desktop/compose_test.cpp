// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/compose_dialog.h"

#include "tests/app/desktop/open_window.h"

#include <QDir>
#include <QFile>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

std::function<Result<>(store::Edit&)> someOutfalls(int count) {
  return [count](store::Edit& e) -> Result<> {
    for (int i = 0; i < count; ++i) {
      Outfall outfall;
      outfall.geometry = Point{125.3 + (i % 100) * 0.0005, 43.9 + (i / 100) * 0.0005};
      outfall.divisionCode = "220102";
      outfall.name = "口" + std::to_string(i);
      SUYUAN_TRY(e.insert(outfall));
    }
    return {};
  };
}

QByteArray startOf(const QString& name) {
  QFile file(name);
  return file.open(QIODevice::ReadOnly) ? file.read(5) : QByteArray();
}

} // namespace

TEST_CASE("a county's map is previewed and written from the window as PDF and as a picture") {
  OpenWindow open(someOutfalls(20));
  open.activate();
  QTest::keyClick(&open.window, Qt::Key_P, Qt::ControlModifier);
  auto& dialog = open.dialog<ComposeDialog>();
  waitFor(dialog, 60'000);
  auto* facts = dialog.findChild<QLabel*>(QStringLiteral("compose_facts"));
  INFO(facts->text().toStdString());
  CHECK(facts->text().contains(QStringLiteral("297 × 210")));
  goDownTo(*dialog.findChild<QComboBox*>(QStringLiteral("compose_extent")), [](const QString& text) { return text.contains(QStringLiteral("南关区")); });
  auto* scale = dialog.findChild<QComboBox*>(QStringLiteral("compose_scale"));
  scale->setFocus();
  scale->lineEdit()->selectAll();
  QTest::keyClicks(scale->lineEdit(), QStringLiteral("1:20,000"));
  waitFor(dialog, 60'000);
  CHECK(facts->text().contains(QStringLiteral("1:20,000")));

  const QString pdf = open.folder.filePath(QStringLiteral("made/map.pdf"));
  auto* file = dialog.findChild<QLineEdit*>(QStringLiteral("compose_file"));
  file->setFocus();
  file->selectAll();
  QTest::keyClicks(file, pdf);
  auto* go = dialog.findChild<QPushButton*>(QStringLiteral("compose_go"));
  auto* result = dialog.findChild<QLabel*>(QStringLiteral("compose_result"));
  QTest::mouseClick(go, Qt::LeftButton);
  waitFor(dialog, 60'000);
  INFO(result->text().toStdString());
  CHECK(startOf(pdf) == "%PDF-");
  CHECK(result->text().contains(pdf));
  goDownTo(*dialog.findChild<QComboBox*>(QStringLiteral("compose_format")), [](const QString& text) { return text.startsWith(QStringLiteral("PNG")); });
  CHECK(file->text().endsWith(QStringLiteral("made/map.png")));
  QTest::mouseClick(go, Qt::LeftButton);
  waitFor(dialog, 60'000);
  CHECK(startOf(open.folder.filePath(QStringLiteral("made/map.png"))) == "\x89PNG\r");
}

TEST_CASE("a map that is stopped leaves no file and says so") {
  OpenWindow open(someOutfalls(4000));
  open.use("act_compose");
  auto& dialog = open.dialog<ComposeDialog>();
  waitFor(dialog, 60'000);
  auto* layout = dialog.findChild<QComboBox*>(QStringLiteral("compose_layout"));
  layout->setCurrentIndex(layout->findData(QStringLiteral("county_a0")));
  waitFor(dialog, 60'000);
  dialog.findChild<QLineEdit*>(QStringLiteral("compose_file"))->setText(open.folder.filePath(QStringLiteral("map.pdf")));
  QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("compose_go")), Qt::LeftButton);
  auto* stop = dialog.findChild<QPushButton*>(QStringLiteral("compose_stop"));
  REQUIRE(stop->isVisible());
  QTest::mouseClick(stop, Qt::LeftButton);
  waitFor(dialog, 60'000);
  CHECK(dialog.findChild<QLabel*>(QStringLiteral("compose_result"))->text().contains(QStringLiteral("已停止")));
  CHECK(QDir(open.folder.path()).entryList({QStringLiteral("map.pdf*")}).isEmpty());
}

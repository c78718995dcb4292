// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/export_dialog.h"
#include "app/desktop/dialogs/import_dialog.h"
#include "app/desktop/dialogs/new_survey_dialog.h"

#include "tests/app/desktop/open_window.h"

#include <QFile>

#include <cmath>

using namespace suyuan;
using namespace suyuan::desktop;

TEST_CASE("the new survey dialog makes a survey that opens") {
  QTemporaryDir folder;
  NewSurveyDialog dialog;
  dialog.show();
  dialog.findChild<QLineEdit*>(QStringLiteral("new_folder"))->setText(folder.filePath(QStringLiteral("made")));
  QTest::keyClicks(dialog.findChild<QLineEdit*>(QStringLiteral("new_division")), QStringLiteral("220100"));
  dialog.accept();
  CHECK(dialog.result() == QDialog::Accepted);
  MainWindow window;
  CHECK(window.openSurvey(dialog.folder()));
}

TEST_CASE("an outfall added by a click is in the store, its fields are recorded, and Ctrl+Z takes them back") {
  OpenWindow open;
  const Fid fid = open.add(open.window.canvas()->rect().center());
  REQUIRE(fid.isSet());
  CHECK(open.count() == 1);
  QLineEdit* address = open.field("address");
  REQUIRE(address != nullptr);
  address->setFocus();
  address->setText(QStringLiteral("自由大桥下"));
  QTest::keyClick(address, Qt::Key_Return);
  auto stored = open.window.session()->reader().get<Outfall>(fid);
  REQUIRE((stored && *stored));
  CHECK((*stored)->address == "自由大桥下");
  open.use("act_undo");
  stored = open.window.session()->reader().get<Outfall>(fid);
  REQUIRE((stored && *stored));
  CHECK((*stored)->address.empty());
  open.use("act_undo");
  CHECK(open.count() == 0);
}

TEST_CASE("a value that does not fit its field is refused and said") {
  OpenWindow open;
  const Fid fid = open.add(open.window.canvas()->rect().center());
  QLineEdit* flow = open.field("flow_m3d");
  flow->setText(QStringLiteral("many"));
  QTest::keyClick(flow, Qt::Key_Return);
  CHECK(flow->text().isEmpty());
  CHECK_FALSE(open.window.findChild<QLabel*>(QStringLiteral("banner"))->text().isEmpty());
  CHECK_FALSE((*open.window.session()->reader().get<Outfall>(fid))->flow);
}

TEST_CASE("the import dialog takes a CSV and the export dialog writes it") {
  OpenWindow open;
  const QString csv = open.folder.filePath(QStringLiteral("in.csv"));
  QFile file(csv);
  REQUIRE(file.open(QIODevice::WriteOnly));
  file.write("name,lon,lat\n甲排口,125.32,43.88\n乙排口,125.33,43.89\n");
  file.close();
  ImportDialog import(*open.window.session(), &open.window);
  import.show();
  import.setFile(csv);
  auto* go = import.findChild<QPushButton*>(QStringLiteral("import_go"));
  REQUIRE(QTest::qWaitFor([&] { return go->isEnabled(); }, 20'000));
  QTest::mouseClick(go, Qt::LeftButton);
  REQUIRE(QTest::qWaitFor([&] { return open.window.isSettled() && open.count() == 2; }, 20'000));

  REQUIRE(QTest::qWaitFor([&] { return open.window.table()->total() == 2; }, 20'000));
  open.window.table()->setFilter(QStringLiteral("乙排口"));
  CHECK(QTest::qWaitFor([&] { return open.window.table()->total() == 1; }, 20'000));

  ExportDialog dialog(*open.window.session(), &open.window);
  dialog.show();
  const QString out = open.folder.filePath(QStringLiteral("out.shp"));
  dialog.findChild<QLineEdit*>(QStringLiteral("export_file"))->setText(out);
  QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("export_go")), Qt::LeftButton);
  CHECK(QTest::qWaitFor([&] { return QFile::exists(out); }, 20'000));
}

TEST_CASE("a second window on the same survey is read-only and says so") {
  OpenWindow open;
  MainWindow second;
  REQUIRE(second.openSurvey(open.survey));
  CHECK(second.session()->isReadOnly());
  CHECK_FALSE(second.findChild<QAction*>(QStringLiteral("tool_add"))->isEnabled());
  CHECK_FALSE(second.findChild<QLabel*>(QStringLiteral("banner"))->text().isEmpty());
}

TEST_CASE("the language changes without a restart") {
  OpenWindow open;
  CHECK(open.window.findChild<QAction*>(QStringLiteral("act_import"))->text().startsWith(QStringLiteral("导入")));
  open.window.setLanguage(text::Language::English);
  CHECK(open.window.findChild<QAction*>(QStringLiteral("act_import"))->text().startsWith(QStringLiteral("&Import")));
  open.window.setLanguage(text::Language::Chinese);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/join_dialog.h"
#include "app/desktop/dialogs/new_survey_dialog.h"
#include "app/desktop/dialogs/settings_dialog.h"
#include "app/desktop/shell/start_page.h"
#include "core/sync/folder_hub.h"
#include "core/sync/sync.h"
#include "tests/app/desktop/open_window.h"

#include <QListWidget>
#include <QProgressBar>
#include <QTimer>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

/// Does something with the dialog that opens next.
template <class Dialog, class Work>
void withNext(Work work) {
  auto* timer = new QTimer(qApp);
  QObject::connect(timer, &QTimer::timeout, timer, [timer, work] {
    auto* dialog = qobject_cast<Dialog*>(QApplication::activeModalWidget());
    if (dialog == nullptr) return;
    timer->deleteLater();
    timer->stop();
    work(*dialog);
  });
  timer->start(20);
}

QPushButton* button(MainWindow& window, const char* name) {
  auto* found = window.findChild<QPushButton*>(QLatin1String(name));
  REQUIRE(found != nullptr);
  return found;
}

} // namespace

TEST_CASE("the start page makes a new survey and opens a recent one") {
  QTemporaryDir folder;
  const QString survey = folder.filePath(QStringLiteral("made here"));
  MainWindow window;
  window.show();
  withNext<NewSurveyDialog>([&](NewSurveyDialog& dialog) {
    dialog.findChild<QLineEdit*>(QStringLiteral("new_folder"))->setText(survey);
    dialog.accept();
  });
  QTest::mouseClick(button(window, "start_new"), Qt::LeftButton);
  REQUIRE(QTest::qWaitFor([&] { return window.session() != nullptr; }, 20'000));
  REQUIRE(QTest::qWaitFor([&] { return window.isSettled(); }, 20'000));
  window.closeSurvey();
  CHECK(window.session() == nullptr);

  auto* recent = window.findChild<QListWidget*>(QStringLiteral("start_recent"));
  REQUIRE(recent != nullptr);
  REQUIRE(recent->count() >= 1);
  CHECK(recent->item(0)->text().contains(QStringLiteral("made here")));
  recent->setCurrentRow(0);
  QTest::keyClick(recent, Qt::Key_Return);
  REQUIRE(QTest::qWaitFor([&] { return window.session() != nullptr; }, 20'000));
  CHECK(QString::fromStdString(window.session()->file().folder().string()) == survey);
}

TEST_CASE("the start page joins a survey under one's own name") {
  QTemporaryDir folder;
  const std::string hub = folder.filePath(QStringLiteral("hub")).toStdString();
  {
    auto made = store::SurveyFile::create(folder.filePath(QStringLiteral("first")).toStdString(), {.name = "共有", .divisionCode = "220100", .author = "张三"});
    REQUIRE(made);
    Outfall outfall;
    outfall.geometry = Point{125.3, 43.9};
    REQUIRE(made->edit("添", [&](store::Edit& e) -> Result<> {
      SUYUAN_TRY(e.insert(outfall));
      return {};
    }));
    auto opened = sync::FolderHub::open(hub);
    REQUIRE(opened);
    REQUIRE(sync::syncWith(*made, *opened));
  }
  MainWindow window;
  window.show();
  withNext<JoinDialog>([&](JoinDialog& dialog) {
    dialog.findChild<QLineEdit*>(QStringLiteral("join_hub"))->setText(QString::fromStdString(hub));
    dialog.findChild<QLineEdit*>(QStringLiteral("join_folder"))->setText(folder.filePath(QStringLiteral("mine")));
    dialog.findChild<QLineEdit*>(QStringLiteral("join_author"))->setText(QStringLiteral("李四"));
    QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("join_go")), Qt::LeftButton);
  });
  QTest::mouseClick(button(window, "start_join"), Qt::LeftButton);
  REQUIRE(QTest::qWaitFor([&] { return window.session() != nullptr; }, 20'000));
  CHECK(window.session()->file().info().author == "李四");
  CHECK(*window.session()->reader().count(Layer::Outfalls) == 1);
}

TEST_CASE("joining where there is no hub says so in the dialog and leaves nothing") {
  QTemporaryDir folder;
  JoinDialog dialog;
  dialog.show();
  dialog.findChild<QLineEdit*>(QStringLiteral("join_hub"))->setText(folder.filePath(QStringLiteral("no/hub")));
  dialog.findChild<QLineEdit*>(QStringLiteral("join_folder"))->setText(folder.filePath(QStringLiteral("mine")));
  QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("join_go")), Qt::LeftButton);
  auto* fault = dialog.findChild<QLabel*>(QStringLiteral("join_fault"));
  CHECK(QTest::qWaitFor([&] { return fault->text().contains(QStringLiteral("no/hub")); }, 20'000));
  CHECK(dialog.isVisible());
  CHECK_FALSE(QFileInfo::exists(folder.filePath(QStringLiteral("mine"))));
}

TEST_CASE("the demo is made with progress and can be cancelled") {
  MainWindow window;
  window.show();
  QTest::mouseClick(button(window, "start_demo"), Qt::LeftButton);
  auto* progress = window.findChild<QProgressBar*>(QStringLiteral("progress"));
  auto* cancel = window.findChild<QPushButton*>(QStringLiteral("cancel"));
  REQUIRE(progress != nullptr);
  REQUIRE(QTest::qWaitFor([&] { return cancel->isVisible() && progress->value() > 0; }, 60'000));
  QTest::mouseClick(cancel, Qt::LeftButton);
  CHECK(QTest::qWaitFor([&] { return !cancel->isVisible(); }, 60'000));
  CHECK(window.session() == nullptr);
  CHECK_FALSE(window.findChild<QLabel*>(QStringLiteral("banner"))->text().isEmpty());
}

TEST_CASE("settings apply at once and hold in the next run") {
  OpenWindow open;
  withNext<SettingsDialog>([](SettingsDialog& dialog) {
    dialog.findChild<QLineEdit*>(QStringLiteral("settings_author"))->setText(QStringLiteral("王五"));
    const auto pick = [&](const char* name, int index) { dialog.findChild<QComboBox*>(QLatin1String(name))->setCurrentIndex(index); };
    pick("settings_language", 1);
    pick("settings_theme", 1);
    pick("settings_scale", 2);
    dialog.accept();
  });
  open.use("act_settings");
  CHECK(open.window.findChild<QAction*>(QStringLiteral("act_import"))->text().startsWith(QStringLiteral("&Import")));
  CHECK(currentTheme() == Theme::Dark);
  REQUIRE(open.window.session() != nullptr);
  CHECK(open.window.session()->file().info().author == "王五");
  const Preferences kept = Preferences::load();
  CHECK(kept.author == QStringLiteral("王五"));
  CHECK(kept.language == text::Language::English);
  CHECK(kept.scalePercent == 150);
  Preferences standard;
  open.settle();
  open.window.applyPreferences(standard);
  CHECK(currentTheme() == Theme::Light);
  CHECK(Preferences::load() == standard);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/screenshots.h"

#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/dialogs/import_dialog.h"
#include "app/desktop/dialogs/settings_dialog.h"
#include "app/desktop/forms/record_form.h"
#include "app/desktop/shell/main_window.h"

#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QPixmap>
#include <QThread>

#include <cstdio>

namespace suyuan::desktop {

namespace {

void settle(MainWindow& window) {
  QElapsedTimer clock;
  clock.start();
  int calm = 0; // some rounds in a row: one task may start the next
  while (calm < 12 && clock.elapsed() < 30'000) {
    QApplication::processEvents(QEventLoop::AllEvents, 20);
    QThread::msleep(10);
    calm = window.isSettled() ? calm + 1 : 0;
  }
}

} // namespace

int saveScreenshots(MainWindow& window, const QString& survey, const QString& folder) {
  if (!QDir().mkpath(folder)) return 3;
  bool good = true;
  const auto save = [&](QWidget& what, const char* name) {
    good = what.grab().save(QDir(folder).filePath(QLatin1String(name) + QStringLiteral(".png"))) && good;
  };
  window.show();
  settle(window);
  save(window, "start");
  if (survey.isEmpty()) return good ? 0 : 3;
  if (!window.openSurvey(survey)) return 3;
  settle(window);
  save(window, "main_zh");
  Fid chosen;
  store::Query traced;
  traced.where = "unit_fid IS NOT NULL";
  traced.limit = 1;
  if (auto list = window.session()->reader().all<Outfall>(traced); list && !list->empty()) chosen = list->front().fid;
  if (chosen.isSet()) {
    window.selectOutfall(chosen, true);
    window.traceFrom(Layer::Outfalls, chosen, survey::TraceDirection::Up);
    settle(window);
    save(window, "trace");
    if (auto* dock = window.findChild<QDockWidget*>(QStringLiteral("dock_history"))) dock->raise();
    settle(window);
    save(window, "history");
    if (auto* dock = window.findChild<QDockWidget*>(QStringLiteral("dock_form"))) dock->raise();
  }
  window.runCheck();
  settle(window);
  if (auto list = window.session()->reader().all<Outfall>({.box = {}, .equals = {}, .where = "source_id LIKE 'FAULT%'", .containsText = {}, .orderBy = {}, .limit = 1, .fields = {}}); list && !list->empty())
    window.selectOutfall(list->front().fid, true);
  settle(window);
  save(window, "findings");
  window.setTheme(Theme::Dark);
  settle(window);
  save(window, "dark");
  window.setTheme(Theme::Contrast);
  settle(window);
  save(window, "contrast");
  window.setTheme(Theme::Light);
  window.setLanguage(text::Language::English);
  settle(window);
  save(window, "main_en");
  window.setLanguage(text::Language::Chinese);
  SettingsDialog settings(Preferences{}, &window);
  settings.show();
  settle(window);
  save(settings, "settings");
  settings.close();
  ImportDialog dialog(*window.session(), &window);
  const QString sample = qEnvironmentVariable("SUYUAN_RESOURCES") + QStringLiteral("/demo/treatment_plants.csv");
  if (QFile::exists(sample)) dialog.setFile(sample);
  dialog.show();
  settle(window);
  save(dialog, "import");
  std::printf("%s\n", qPrintable(QDir(folder).absolutePath()));
  return good ? 0 : 3;
}

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/look.h"

#include <QApplication>
#include <QTemporaryDir>

#include <catch2/catch_session.hpp>

#include <optional>

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  // Settings, drafts and documents of its own, so that cases run side by side; a child shares its parent's.
  std::optional<QTemporaryDir> home;
  if (!qEnvironmentVariableIsSet("SUYUAN_TEST_HOME")) {
    home.emplace();
    const QByteArray path = home->path().toUtf8();
    qputenv("SUYUAN_TEST_HOME", path);
    qputenv("HOME", path);
    qputenv("XDG_CONFIG_HOME", path + "/config");
    qputenv("XDG_DATA_HOME", path + "/data");
    qputenv("XDG_CACHE_HOME", path + "/cache");
  }
  if (!qEnvironmentVariableIsSet("SUYUAN_RESOURCES")) qputenv("SUYUAN_RESOURCES", SUYUAN_RESOURCES_DIR);
  QApplication app(argc, argv);
  QCoreApplication::setOrganizationName(QStringLiteral("suyuan-test"));
  QCoreApplication::setApplicationName(QStringLiteral("desktop"));
  suyuan::desktop::applyTheme(suyuan::desktop::Theme::Light);
  suyuan::desktop::applyLanguage(suyuan::text::Language::Chinese);
  return Catch::Session().run(argc, argv);
}

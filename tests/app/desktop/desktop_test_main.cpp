// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/look.h"

#include <QApplication>
#include <QStandardPaths>

#include <catch2/catch_session.hpp>

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  QCoreApplication::setOrganizationName(QStringLiteral("suyuan-test"));
  QStandardPaths::setTestModeEnabled(true);
  suyuan::desktop::applyTheme(suyuan::desktop::Theme::Light);
  suyuan::desktop::applyLanguage(suyuan::text::Language::Chinese);
  return Catch::Session().run(argc, argv);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/main_window.h"
#include "app/desktop/shell/preferences.h"
#include "app/desktop/shell/screenshots.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>

#include <cstdio>
#include <cstdlib>
#include <string_view>

using namespace suyuan;

int main(int argc, char** argv) {
  bool needsDisplay = true;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word.starts_with("--screenshots") || word == "--help" || word == "-h" || word == "--version" || word == "-v") needsDisplay = false;
  }
  const bool asked = std::getenv("QT_QPA_PLATFORM") != nullptr;
  if (!asked && std::getenv("DISPLAY") == nullptr && std::getenv("WAYLAND_DISPLAY") == nullptr) {
    if (needsDisplay) {
      std::fputs("没有可用的显示器，窗口未打开，数据未改动；请在桌面环境中运行，或用 --screenshots 目录 生成截图。\n"
                 "There is no display, so the window was not opened and nothing was changed; run it on a desktop, or use --screenshots DIR.\n", stderr);
      return 3;
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
  }
  QCoreApplication::setOrganizationName(QStringLiteral("suyuan"));
  QCoreApplication::setApplicationName(QStringLiteral("suyuan-desktop"));
  const desktop::Preferences preferences = desktop::Preferences::load();
  // Qt reads the factor when the application is made; who set it outside is not overruled.
  if (needsDisplay && preferences.scalePercent != 100 && !qEnvironmentVariableIsSet("QT_SCALE_FACTOR"))
    qputenv("QT_SCALE_FACTOR", QByteArray::number(preferences.scalePercent / 100.0));
  QApplication app(argc, argv);
  QCoreApplication::setApplicationVersion(QStringLiteral(SUYUAN_VERSION));
  QCommandLineParser parser;
  parser.setApplicationDescription(QStringLiteral("Desktop GIS for river outfalls"));
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addPositionalArgument(QStringLiteral("SURVEY"), QStringLiteral("Folder of the survey to open"), QStringLiteral("[SURVEY]"));
  parser.addOptions({{QStringLiteral("screenshots"), QStringLiteral("Save pictures of the window and end"), QStringLiteral("DIR")},
                     {QStringLiteral("language"), QStringLiteral("zh or en"), QStringLiteral("LANGUAGE")},
                     {QStringLiteral("theme"), QStringLiteral("light, dark or contrast"), QStringLiteral("THEME")},
                     {QStringLiteral("size"), QStringLiteral("Size of the window"), QStringLiteral("WxH")}});
  parser.process(app);
  const auto wrong = [](const char* option) {
    std::fprintf(stderr, "%s\n", option);
    return 2;
  };
  const bool pictures = parser.isSet(QStringLiteral("screenshots")); // look the same whatever a person chose
  auto language = std::optional(pictures ? text::Language::Chinese : preferences.language);
  if (parser.isSet(QStringLiteral("language"))) language = text::languageNamed(parser.value(QStringLiteral("language")).toStdString());
  if (!language) return wrong("--language zh|en");
  const QString theme = parser.value(QStringLiteral("theme"));
  if (!theme.isEmpty() && theme != u"light" && theme != u"dark" && theme != u"contrast") return wrong("--theme light|dark|contrast");
  desktop::Theme look = pictures ? desktop::Theme::Light : preferences.theme;
  if (!theme.isEmpty()) look = theme == u"dark" ? desktop::Theme::Dark : theme == u"contrast" ? desktop::Theme::Contrast : desktop::Theme::Light;
  desktop::applyTheme(look);
  desktop::applyLanguage(*language);
  desktop::MainWindow window;
  if (!pictures) window.keepLayout();
  if (parser.isSet(QStringLiteral("size"))) {
    const QStringList size = parser.value(QStringLiteral("size")).split(u'x');
    if (size.size() != 2 || size[0].toInt() < 200 || size[1].toInt() < 200) return wrong("--size WxH");
    window.resize(size[0].toInt(), size[1].toInt());
  }
  const QString survey = parser.positionalArguments().value(0);
  if (pictures) return desktop::saveScreenshots(window, survey, parser.value(QStringLiteral("screenshots")));
  window.show();
  if (!survey.isEmpty()) window.openSurveyLater(survey);
  return QApplication::exec();
}

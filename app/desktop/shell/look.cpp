// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/look.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QFont>
#include <QFontDatabase>
#include <QLayout>
#include <QLibraryInfo>
#include <QPalette>
#include <QPushButton>
#include <QStyleFactory>
#include <QTranslator>

namespace suyuan::desktop {

namespace {

Theme theme_ = Theme::Light;
text::Language language_ = text::Language::Chinese;

struct Colours {
  QColor window, base, text, button, highlight, highlightedText, muted, line;
};

Colours coloursOf(Theme theme) {
  switch (theme) {
    case Theme::Dark:
      return {QColor(0x23, 0x28, 0x2d), QColor(0x1b, 0x1f, 0x23), QColor(0xe6, 0xe9, 0xec), QColor(0x30, 0x36, 0x3d),
              QColor(0x3d, 0x8b, 0xd4), Qt::white, QColor(0x8f, 0x99, 0xa3), QColor(0x45, 0x4d, 0x55)};
    case Theme::Contrast:
      return {Qt::black, Qt::black, Qt::white, Qt::black, Qt::yellow, Qt::black, QColor(0xc8, 0xc8, 0xc8), Qt::white};
    case Theme::Light: break;
  }
  return {QColor(0xf4, 0xf6, 0xf8), Qt::white, QColor(0x1c, 0x22, 0x28), QColor(0xec, 0xef, 0xf2),
          QColor(0x1f, 0x6f, 0xb5), Qt::white, QColor(0x66, 0x70, 0x7a), QColor(0xc8, 0xcf, 0xd6)};
}

} // namespace

void applyTheme(Theme theme) {
  theme_ = theme;
  const Colours c = coloursOf(theme);
  QPalette palette;
  for (const auto& [role, colour] :
       {std::pair{QPalette::Window, c.window}, std::pair{QPalette::Base, c.base}, std::pair{QPalette::AlternateBase, c.window},
        std::pair{QPalette::Text, c.text}, std::pair{QPalette::WindowText, c.text}, std::pair{QPalette::ButtonText, c.text},
        std::pair{QPalette::Button, c.button}, std::pair{QPalette::Highlight, c.highlight},
        std::pair{QPalette::HighlightedText, c.highlightedText}, std::pair{QPalette::ToolTipBase, c.base},
        std::pair{QPalette::ToolTipText, c.text}, std::pair{QPalette::PlaceholderText, c.muted},
        std::pair{QPalette::Link, c.highlight}, std::pair{QPalette::Mid, c.line}, std::pair{QPalette::Dark, c.line},
        std::pair{QPalette::Light, c.base}, std::pair{QPalette::Midlight, c.button}})
    palette.setColor(role, colour);
  for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, c.muted);
  QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  QApplication::setPalette(palette);
  const QString focus = theme == Theme::Contrast
                            ? QStringLiteral("*:focus { outline: 2px solid yellow; } QLineEdit, QComboBox, QPushButton { border: 1px solid white; }"
                                             "QToolButton:checked { border: 2px solid yellow; }")
                            : QString();
  qApp->setStyleSheet(QStringLiteral("QToolButton { padding: 4px; } QLineEdit, QComboBox { min-height: 24px; }"
                                     "QPushButton { min-height: 26px; padding: 2px 12px; }"
                                     "QDockWidget::title { padding: 5px; background: palette(button); }"
                                     "QGroupBox { font-weight: bold; margin-top: 18px; }"
                                     "QGroupBox::title { subcontrol-origin: margin; left: 4px; }") + focus);
}

Theme currentTheme() noexcept { return theme_; }

const char* styleName(Theme theme) noexcept {
  return theme == Theme::Dark ? "dark" : theme == Theme::Contrast ? "contrast" : "day";
}

void applyLanguage(text::Language language) {
  // One family for both scripts, where there is one: mixed families sit on different lines and differ in weight.
  static const QFont system = QApplication::font();
  QFont font = system;
  for (const char* family : {"Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei"})
    if (QFontDatabase::hasFamily(QLatin1String(family))) {
      font.setFamilies(QStringList{QLatin1String(family)} + system.families());
      break;
    }
  QApplication::setFont(font);
  static QTranslator own, qt;
  language_ = language;
  QCoreApplication::removeTranslator(&own);
  QCoreApplication::removeTranslator(&qt);
  if (language != text::Language::Chinese) return;
  if (own.load(QStringLiteral(":/i18n/suyuan_zh_CN.qm"))) QCoreApplication::installTranslator(&own);
  if (qt.load(QStringLiteral("qtbase_zh_CN"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
    QCoreApplication::installTranslator(&qt);
}

text::Language currentLanguage() noexcept { return language_; }

QString labelOf(const FieldDef& field) {
  const QString name = qs(language_ == text::Language::Chinese ? field.term : field.label);
  return field.unit.empty() ? name : QStringLiteral("%1 (%2)").arg(name, qs(field.unit));
}

QString labelOf(Layer layer) {
  if (language_ == text::Language::Chinese) return qs(layerTerm(layer));
  QString name = qs(layerName(layer));
  name[0] = name[0].toUpper();
  return name;
}

QPushButton* addButton(QDialogButtonBox& buttons, const QString& text, const char* name) {
  auto* button = buttons.addButton(text, QDialogButtonBox::ActionRole);
  button->setObjectName(QLatin1String(name));
  button->setAutoDefault(false);
  return button;
}

void emptyLayout(QLayout& layout) {
  while (QLayoutItem* item = layout.takeAt(0)) {
    if (QWidget* widget = item->widget()) {
      widget->setObjectName(QString()); // what comes next may have the name
      widget->hide();
      widget->deleteLater();
    }
    delete item;
  }
}

} // namespace suyuan::desktop

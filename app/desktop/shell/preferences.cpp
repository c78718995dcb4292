// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/preferences.h"

#include <QSettings>

#include <algorithm>

namespace suyuan::desktop {

namespace {

constexpr const char* themeNames[]{"light", "dark", "contrast"};

} // namespace

Preferences Preferences::load() {
  const QSettings kept;
  Preferences p;
  p.author = kept.value(QStringLiteral("author")).toString();
  if (const auto language = text::languageNamed(kept.value(QStringLiteral("language"), QStringLiteral("zh")).toString().toStdString())) p.language = *language;
  const QString theme = kept.value(QStringLiteral("theme")).toString();
  for (int i = 0; i < 3; ++i)
    if (theme == QLatin1String(themeNames[i])) p.theme = static_cast<Theme>(i);
  p.provider = kept.value(QStringLiteral("provider"), p.provider).toString();
  p.notation = static_cast<projection::Notation>(std::clamp(kept.value(QStringLiteral("notation"), 0).toInt(), 0, 3));
  p.furniture = kept.value(QStringLiteral("furniture"), p.furniture).toBool();
  p.power = static_cast<PowerChoice>(std::clamp(kept.value(QStringLiteral("power"), 0).toInt(), 0, 2));
  p.overview = kept.value(QStringLiteral("overview"), p.overview).toBool();
  p.banks = kept.value(QStringLiteral("fieldwork/banks"), p.banks).toBool();
  p.fieldRole = static_cast<SurveyRole>(std::clamp(kept.value(QStringLiteral("fieldwork/role"), 0).toInt(), 0, 2));
  p.fieldName = kept.value(QStringLiteral("fieldwork/name")).toString();
  p.scalePercent = std::clamp(kept.value(QStringLiteral("scale"), 100).toInt(), 100, 200);
  return p;
}

void Preferences::save() const {
  QSettings kept;
  kept.setValue(QStringLiteral("author"), author);
  kept.setValue(QStringLiteral("language"), qs(text::code(language)));
  kept.setValue(QStringLiteral("theme"), QLatin1String(themeNames[static_cast<int>(theme)]));
  kept.setValue(QStringLiteral("provider"), provider);
  kept.setValue(QStringLiteral("scale"), scalePercent);
  kept.setValue(QStringLiteral("furniture"), furniture);
  kept.setValue(QStringLiteral("fieldwork/banks"), banks);
  kept.setValue(QStringLiteral("fieldwork/role"), static_cast<int>(fieldRole));
  kept.setValue(QStringLiteral("fieldwork/name"), fieldName);
  kept.setValue(QStringLiteral("overview"), overview);
  kept.setValue(QStringLiteral("power"), static_cast<int>(power));
  kept.setValue(QStringLiteral("notation"), static_cast<int>(notation));
}

QString Preferences::authorOrUser() const {
  return author.isEmpty() ? qEnvironmentVariable("USER") : author;
}

} // namespace suyuan::desktop

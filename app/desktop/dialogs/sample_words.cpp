// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/sample_words.h"

#include "app/desktop/shell/look.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

namespace suyuan::desktop {

namespace {

QString figure(double value) { return QLocale::c().toString(value, 'g', 4); }

QString words(const char* text) { return QCoreApplication::translate("suyuan::desktop::SampleWords", text); }

} // namespace

QString qualityWords(const sampling::SampleJudgement& one, const rules::Standard* quality) {
  if (!one.quality || quality == nullptr) return {};
  QStringList items;
  for (const rules::LimitRow* row : one.quality->deciding) items << qs(row->item);
  const QString title = qs(sampling::classTitle(*one.quality, *quality));
  return items.isEmpty() ? title : QStringLiteral("%1 (%2)").arg(title, items.join(QStringLiteral("、")));
}

QString beyondWords(const sampling::SampleJudgement& one) {
  QStringList items;
  for (const rules::Exceedance& item : one.beyond) items << QStringLiteral("%1 %2 %3 %4").arg(qs(item.row->item), figure(item.value), item.below ? QStringLiteral("<") : QStringLiteral(">"), figure(item.limit));
  return items.join(QStringLiteral("; "));
}

QString weatherWords(const sampling::SampleJudgement& one) {
  if (one.dryFlow) return words(QT_TRANSLATE_NOOP("suyuan::desktop::SampleWords", "Flow on a dry day"));
  switch (one.weather) {
  case sampling::Weather::Dry: return words(QT_TRANSLATE_NOOP("suyuan::desktop::SampleWords", "dry"));
  case sampling::Weather::Wet: return words(QT_TRANSLATE_NOOP("suyuan::desktop::SampleWords", "rain"));
  case sampling::Weather::Unknown: break;
  }
  return {};
}

QString rangeWords(double low, double high, bool impossible) {
  return (impossible ? words(QT_TRANSLATE_NOOP("suyuan::desktop::SampleWords", "only %1 to %2 is possible")) : words(QT_TRANSLATE_NOOP("suyuan::desktop::SampleWords", "usual is %1 to %2")))
      .arg(figure(low), figure(high));
}

std::optional<std::vector<double>> numbersIn(const QString& text) {
  static const QRegularExpression between(QStringLiteral("[\\s,，、;；]+"));
  std::vector<double> numbers;
  for (const QString& part : text.split(between, Qt::SkipEmptyParts)) {
    bool ok = false;
    numbers.push_back(QLocale::c().toDouble(part, &ok));
    if (!ok) return std::nullopt;
  }
  return numbers;
}

} // namespace suyuan::desktop

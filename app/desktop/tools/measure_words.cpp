// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/tools/measure_words.h"

#include <QLocale>

namespace suyuan::desktop {

QString lengthWords(double metres) {
  const QLocale locale;
  return metres < 10'000 ? QStringLiteral("%1 m").arg(locale.toString(metres, 'f', metres < 100 ? 2 : 1))
                         : QStringLiteral("%1 km").arg(locale.toString(metres / 1000, 'f', 3));
}

QString areaWords(double squareMetres) {
  const QLocale locale;
  return squareMetres < 100'000 ? QStringLiteral("%1 m²").arg(locale.toString(squareMetres, 'f', 1))
                                : QStringLiteral("%1 km²").arg(locale.toString(squareMetres / 1e6, 'f', squareMetres < 1e7 ? 4 : 2));
}

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/look.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>
#include <QPalette>

#include <map>
#include <string>

namespace suyuan::desktop {

namespace {

/// Strokes on a 24 × 24 grid: M x y, L x y, C centreX centreY radius; a dot is a small circle.
const std::map<std::string, const char*, std::less<>> strokes{
    {"new", "M 6 3 L 15 3 L 19 7 L 19 21 L 6 21 L 6 3 M 12 10 L 12 17 M 8 13 L 16 13"},
    {"open", "M 3 19 L 3 6 L 9 6 L 11 8 L 20 8 L 20 11 M 3 19 L 6 11 L 22 11 L 19 19 L 3 19"},
    {"import", "M 12 3 L 12 15 M 7 10 L 12 15 L 17 10 M 4 15 L 4 20 L 20 20 L 20 15"},
    {"export", "M 12 15 L 12 3 M 7 8 L 12 3 L 17 8 M 4 15 L 4 20 L 20 20 L 20 15"},
    {"undo", "M 8 5 L 3 10 L 8 15 M 3 10 L 15 10 L 19 12 L 20 16 L 18 20"},
    {"redo", "M 16 5 L 21 10 L 16 15 M 21 10 L 9 10 L 5 12 L 4 16 L 6 20"},
    {"pan", "M 12 2 L 12 22 M 2 12 L 22 12 M 9 5 L 12 2 L 15 5 M 9 19 L 12 22 L 15 19 M 5 9 L 2 12 L 5 15 M 19 9 L 22 12 L 19 15"},
    {"pick", "M 6 3 L 6 19 L 10 15 L 13 21 L 16 20 L 13 14 L 18 14 L 6 3"},
    {"add", "C 10 13 7 M 10 10 L 10 16 M 7 13 L 13 13 M 18 3 L 18 9 M 15 6 L 21 6"},
    {"move", "C 8 16 5 M 12 12 L 21 3 M 15 3 L 21 3 L 21 9"},
    {"trace", "C 5 19 2.5 C 19 5 2.5 M 7 17 L 11 13 L 11 9 L 17 6 M 11 13 L 17 15"},
    {"length", "M 3 16 L 16 3 L 21 8 L 8 21 L 3 16 M 7 12 L 9 14 M 10 9 L 13 12 M 13 6 L 15 8"},
    {"area", "M 4 18 L 6 6 L 15 4 L 20 12 L 14 20 L 4 18 M 9 10 L 15 10 M 9 14 L 14 14"},
    {"draw", "M 4 20 L 8 9 L 14 13 L 20 4 C 4 20 1.5 C 8 9 1.5 C 14 13 1.5 C 20 4 1.5"},
    {"vertices", "M 3 6 L 9 18 L 18 12 M 6 15 L 12 15 L 12 21 L 6 21 L 6 15 C 3 6 1.5 C 18 12 1.5 M 19 3 L 19 9 M 16 6 L 22 6"},
    {"reshape", "M 2 17 L 8 17 M 16 17 L 22 17 M 8 17 L 12 5 L 16 17 M 10 17 L 10.5 17 M 12 17 L 12.5 17 M 14 17 L 14.5 17"},
    {"split", "M 2 14 L 9 14 M 15 14 L 22 14 M 15 5 L 9 21 C 2 14 1 C 22 14 1"},
    {"join", "M 2 18 L 12 10 L 22 18 C 12 10 3"},
    {"reverse", "M 3 8 L 20 8 M 15 3 L 20 8 L 15 13 M 21 17 L 4 17 M 9 12 L 4 17 L 9 22"},
    {"snap", "M 5 3 L 5 13 L 8 18 L 12 20 L 16 18 L 19 13 L 19 3 L 15 3 L 15 13 L 12 16 L 9 13 L 9 3 L 5 3 M 5 8 L 9 8 M 15 8 L 19 8"},
    {"zoom-in", "C 10 10 7 M 15 15 L 21 21 M 7 10 L 13 10 M 10 7 L 10 13"},
    {"zoom-out", "C 10 10 7 M 15 15 L 21 21 M 7 10 L 13 10"},
    {"fit", "M 3 8 L 3 3 L 8 3 M 16 3 L 21 3 L 21 8 M 21 16 L 21 21 L 16 21 M 8 21 L 3 21 L 3 16 C 12 12 4"},
    {"search", "C 10 10 7 M 15 15 L 21 21"},
    {"check", "M 4 12 L 9 18 L 20 5"},
    {"sync", "M 4 10 L 6 6 L 12 4 L 18 6 L 20 9 M 20 4 L 20 9 L 15 9 M 20 14 L 18 18 L 12 20 L 6 18 L 4 15 M 4 20 L 4 15 L 9 15"},
    {"code", "M 4 5 L 4 19 M 8 5 L 8 19 M 11 5 L 11 19 M 15 5 L 15 19 M 17 5 L 17 19 M 20 5 L 20 19"},
};

QPixmap drawn(const char* text, const QColor& colour, int side) {
  QPixmap picture(side, side);
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.scale(side / 24.0, side / 24.0);
  painter.setPen(QPen(colour, 1.9, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  QPainterPath path;
  const QStringList words = QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
  for (qsizetype i = 0; i + 2 < words.size();) {
    const QString& kind = words[i];
    const QPointF at(words[i + 1].toDouble(), words[i + 2].toDouble());
    i += 3;
    if (kind == u"M") path.moveTo(at);
    if (kind == u"L") path.lineTo(at);
    if (kind == u"C") {
      path.addEllipse(at, words[i].toDouble(), words[i].toDouble());
      ++i;
    }
  }
  painter.drawPath(path);
  return picture;
}

} // namespace

QIcon icon(const char* name) {
  QIcon made;
  const auto found = strokes.find(std::string_view(name));
  if (found == strokes.end()) return made;
  const QPalette palette = QApplication::palette();
  for (const int side : {24, 48}) {
    made.addPixmap(drawn(found->second, palette.color(QPalette::ButtonText), side));
    made.addPixmap(drawn(found->second, palette.color(QPalette::Disabled, QPalette::ButtonText), side), QIcon::Disabled);
  }
  return made;
}

} // namespace suyuan::desktop

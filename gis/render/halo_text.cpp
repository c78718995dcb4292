// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/halo_text.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPen>

namespace suyuan::render {

QFont mapFont(const std::string& family, double size, bool bold, bool italic) {
  QFont font;
  font.setFamilies({QString::fromStdString(family), QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Source Han Sans SC"),
                    QStringLiteral("Microsoft YaHei"), QStringLiteral("WenQuanYi Micro Hei"), QStringLiteral("DejaVu Sans")});
  font.setPixelSize(std::max(1, static_cast<int>(size + 0.5)));
  font.setBold(bold);
  font.setItalic(italic);
  font.setHintingPreference(QFont::PreferNoHinting);
  return font;
}

void paintHaloText(QPainter& painter, QPointF at, const QString& text, const QFont& font, const QColor& color,
                   const QColor& halo, double haloWidth) {
  QPainterPath path;
  path.addText(at, font, text);
  if (halo.isValid() && haloWidth > 0)
    painter.strokePath(path, QPen(halo, haloWidth * 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  const QPaintEngine* engine = painter.paintEngine();
  if (engine && engine->type() == QPaintEngine::Pdf) {
    painter.setPen(color);
    painter.setFont(font);
    painter.drawText(at, text);
  } else {
    painter.fillPath(path, color);
  }
}

} // namespace suyuan::render

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/composition/page_painter.h"

#include "gis/render/halo_text.h"

#include <QFontMetricsF>

namespace suyuan::composition {

namespace {

/// Fonts have whole sizes in pixels: text is laid out in a finer unit and scaled down to millimetres.
constexpr double unitsPerMm = 40;
constexpr double mmPerPoint = 25.4 / 72;

} // namespace

QFont PagePainter::fontOf(double points, bool bold) const {
  return render::mapFont(style_.fontFamily, points * mmPerPoint * unitsPerMm, bold);
}

void PagePainter::text(const QRectF& box, const QString& words, double points, Qt::Alignment align, bool bold, bool wrap) {
  painter_.save();
  painter_.translate(box.topLeft());
  painter_.scale(1 / unitsPerMm, 1 / unitsPerMm);
  painter_.setFont(fontOf(points, bold));
  painter_.setPen(QColor(0x1d, 0x21, 0x28));
  const int flags = static_cast<int>(align.toInt()) | (wrap ? Qt::TextWordWrap : Qt::TextSingleLine);
  painter_.drawText(QRectF(0, 0, box.width() * unitsPerMm, box.height() * unitsPerMm), flags, words);
  painter_.restore();
}

double PagePainter::heightOf(const QString& words, double width, double points, bool bold) const {
  const QFontMetricsF metrics(fontOf(points, bold));
  const QRectF box = metrics.boundingRect(QRectF(0, 0, width * unitsPerMm, 1e6), Qt::TextWordWrap, words);
  return std::max(box.height(), metrics.height()) / unitsPerMm;
}

double PagePainter::widthOf(const QString& words, double points) const {
  return QFontMetricsF(fontOf(points, false)).horizontalAdvance(words) / unitsPerMm;
}

void PagePainter::frame(const QRectF& box, double width) {
  painter_.setBrush(Qt::NoBrush);
  painter_.setPen(QPen(QColor(0x1d, 0x21, 0x28), width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
  painter_.drawRect(box);
}

double PagePainter::table(QPointF at, double width, double labelWidth, const std::vector<std::pair<QString, QString>>& rows,
                          double points) {
  constexpr double padding = 1.1;
  double y = 0;
  for (const auto& [label, value] : rows) {
    const double height = heightOf(value, width - labelWidth - 2 * padding, points) + 2 * padding * 0.7;
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(QColor(0xf1, 0xf3, 0xf5));
    painter_.drawRect(QRectF(at.x(), at.y() + y, labelWidth, height));
    frame({at.x(), at.y() + y, labelWidth, height}, 0.15);
    frame({at.x() + labelWidth, at.y() + y, width - labelWidth, height}, 0.15);
    text({at.x() + padding, at.y() + y, labelWidth - 2 * padding, height}, label, points);
    text({at.x() + labelWidth + padding, at.y() + y, width - labelWidth - 2 * padding, height}, value, points,
         Qt::AlignLeft | Qt::AlignVCenter, false, true);
    y += height;
  }
  return y;
}

} // namespace suyuan::composition

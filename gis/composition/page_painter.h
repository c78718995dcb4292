// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/render/style.h"

#include <QPainter>
#include <QRectF>
#include <QString>

#include <utility>
#include <vector>

namespace suyuan::composition {

/// Pixels of 1/96 inch in a millimetre.
inline constexpr double pixelsPerMm = 96.0 / 25.4;

/// Pieces of a printed page. The painter's unit is the millimetre; text sizes are points.
class PagePainter {
public:
  PagePainter(QPainter& painter, const render::StyleSheet& style) : painter_(painter), style_(style) {}

  /// One line or wrapped text in a box.
  void text(const QRectF& box, const QString& words, double points, Qt::Alignment align = Qt::AlignLeft | Qt::AlignVCenter,
            bool bold = false, bool wrap = false);
  /// Height in mm that words need in a column of this width.
  [[nodiscard]] double heightOf(const QString& words, double width, double points, bool bold = false) const;
  /// Width in mm of words in one line.
  [[nodiscard]] double widthOf(const QString& words, double points) const;
  void frame(const QRectF& box, double width = 0.3);
  /// Two columns with rules; rows grow with their text. Returns the height used.
  double table(QPointF at, double width, double labelWidth, const std::vector<std::pair<QString, QString>>& rows, double points);

private:
  QFont fontOf(double points, bool bold) const;
  QPainter& painter_;
  const render::StyleSheet& style_;
};

} // namespace suyuan::composition

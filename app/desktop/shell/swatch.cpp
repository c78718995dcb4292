// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/swatch.h"

#include <QPainter>

namespace suyuan::desktop {

QIcon swatchOf(const render::LegendEntry& entry, QSize size, QSize sample, const QColor& background, double devicePixelRatio) {
  QPixmap picture(size * devicePixelRatio);
  picture.setDevicePixelRatio(devicePixelRatio);
  picture.fill(background);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  render::paintSample(painter, QRectF(QPointF((size.width() - sample.width()) / 2.0, (size.height() - sample.height()) / 2.0), QSizeF(sample)), entry);
  return picture;
}

} // namespace suyuan::desktop

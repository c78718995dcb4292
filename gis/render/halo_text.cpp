// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/halo_text.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPen>

#include <algorithm>
#include <cmath>
#include <vector>

namespace suyuan::render {

namespace {

struct Tap {
  int dx, dy;
  int weight; ///< 0 … 256
};

/// A disc of the halo's radius (device px), soft at its rim.
std::vector<Tap> disc(double radius) {
  std::vector<Tap> taps;
  const int reach = static_cast<int>(std::ceil(radius + 0.5));
  for (int dy = -reach; dy <= reach; ++dy)
    for (int dx = -reach; dx <= reach; ++dx) {
      const double weight = std::clamp(radius + 0.5 - std::hypot(dx, dy), 0.0, 1.0);
      if (weight > 0) taps.push_back({dx, dy, static_cast<int>(weight * 256)});
    }
  return taps;
}

/// Text with halo as pixels. Stroking outlines costs half a millisecond a label; widening a picture of the text does not.
QImage haloed(const QImage& text, const QColor& color, const QColor& halo, double radius) {
  const int width = text.width(), height = text.height();
  std::vector<std::uint8_t> around(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0);
  for (const Tap& tap : disc(radius)) {
    const int fromY = std::max(0, -tap.dy), toY = std::min(height, height - tap.dy);
    const int fromX = std::max(0, -tap.dx), toX = std::min(width, width - tap.dx);
    for (int y = fromY; y < toY; ++y) {
      const std::uint8_t* in = text.constScanLine(y);
      std::uint8_t* out = &around[static_cast<std::size_t>(y + tap.dy) * static_cast<std::size_t>(width)] + tap.dx;
      for (int x = fromX; x < toX; ++x) out[x] = std::max(out[x], static_cast<std::uint8_t>((in[x] * tap.weight) >> 8));
    }
  }
  QImage result(width, height, QImage::Format_ARGB32_Premultiplied);
  const auto part = [](int v, int a) { return (v * a + 127) / 255; };
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* in = text.constScanLine(y);
    auto* out = reinterpret_cast<QRgb*>(result.scanLine(y));
    for (int x = 0; x < width; ++x) {
      const int t = part(color.alpha(), in[x]);
      const int h = part(part(halo.alpha(), around[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)]), 255 - t);
      out[x] = qRgba(part(color.red(), t) + part(halo.red(), h), part(color.green(), t) + part(halo.green(), h),
                     part(color.blue(), t) + part(halo.blue(), h), t + h);
    }
  }
  return result;
}

void paintOnPicture(QPainter& painter, QPointF at, const QString& text, const QFont& font, const QColor& color,
                    const QColor& halo, double haloWidth) {
  const QTransform transform = painter.deviceTransform();
  const double scale = std::sqrt(std::fabs(transform.determinant()));
  const QFontMetricsF metrics(font);
  const double width = metrics.horizontalAdvance(text);
  const double margin = haloWidth + 2 + metrics.height() * 0.2; // slanted letters reach over their advance
  const QRectF box(at.x() - margin, at.y() - metrics.ascent() - margin, width + 2 * margin, metrics.height() + 2 * margin);
  const QRect pixels = transform.mapRect(box).toAlignedRect();
  if (pixels.isEmpty() || pixels.width() > 4000 || pixels.height() > 4000) return;
  QImage mask(pixels.size(), QImage::Format_Alpha8);
  mask.fill(0);
  {
    QPainter writer(&mask);
    writer.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    QTransform moved = transform;
    moved *= QTransform::fromTranslate(-pixels.x(), -pixels.y());
    writer.setTransform(moved);
    writer.setFont(font);
    writer.setPen(Qt::black);
    writer.drawText(at, text);
  }
  const bool withHalo = halo.isValid() && haloWidth > 0;
  const QImage picture = haloed(mask, color, withHalo ? halo : QColor(Qt::transparent), withHalo ? haloWidth * scale : 0);
  painter.save();
  painter.resetTransform();
  // What resetTransform leaves is the device's own ratio.
  const double ratio = painter.device()->devicePixelRatioF();
  painter.scale(1 / ratio, 1 / ratio);
  painter.drawImage(pixels.topLeft(), picture);
  painter.restore();
}

} // namespace

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
  const QPaintEngine* engine = painter.paintEngine();
  if (engine && engine->type() == QPaintEngine::Raster) return paintOnPicture(painter, at, text, font, color, halo, haloWidth);
  QPainterPath path;
  path.addText(at, font, text);
  if (halo.isValid() && haloWidth > 0)
    painter.strokePath(path, QPen(halo, haloWidth * 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setPen(color);
  painter.setFont(font);
  painter.drawText(at, text);
}

} // namespace suyuan::render

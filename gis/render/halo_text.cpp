// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/halo_text.h"

#include <QCache>
#include <QFont>
#include <QFontMetricsF>
#include <QImage>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPen>
#include <QTransform>

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
  const int tr = color.red(), tg = color.green(), tb = color.blue(), ta = color.alpha();
  const int hr = halo.red(), hg = halo.green(), hb = halo.blue(), ha = halo.alpha();
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* in = text.constScanLine(y);
    const std::uint8_t* rim = &around[static_cast<std::size_t>(y) * static_cast<std::size_t>(width)];
    auto* out = reinterpret_cast<QRgb*>(result.scanLine(y));
    for (int x = 0; x < width; ++x) {
      const int t = part(ta, in[x]);
      const int h = part(part(ha, rim[x]), 255 - t);
      out[x] = t + h == 0 ? 0U : qRgba(part(tr, t) + part(hr, h), part(tg, t) + part(hg, h), part(tb, t) + part(hb, h), t + h);
    }
  }
  return result;
}

/// What a picture of a word depends on.
struct WordKey {
  QString text;
  const TextFace* face;
  QRgb color, halo;
  double haloWidth;
  QTransform transform; ///< without the whole pixels of the shift
  friend bool operator==(const WordKey&, const WordKey&) = default;
  friend std::size_t qHash(const WordKey& k, std::size_t seed = 0) {
    const QTransform& t = k.transform;
    return qHashMulti(seed, k.text, k.face, k.color, k.halo, k.haloWidth, t.m11(), t.m12(), t.m21(), t.m22(), t.dx(), t.dy());
  }
};

struct WordPicture {
  QImage image;
  QPoint offset; ///< of its upper left pixel from the pixel that the text starts in
};

WordPicture pictureOf(const WordKey& key, TextFace& face, const QColor& color, const QColor& halo) {
  const double scale = std::sqrt(std::fabs(key.transform.determinant()));
  const double margin = key.haloWidth + 2 + face.height() * 0.2; // slanted letters reach over their advance
  const QRectF box(-margin, -face.ascent() - margin, face.width(key.text) + 2 * margin, face.height() + 2 * margin);
  const QRect pixels = key.transform.mapRect(box).toAlignedRect();
  if (pixels.isEmpty() || pixels.width() > 4000 || pixels.height() > 4000) return {};
  QImage mask(pixels.size(), QImage::Format_Alpha8);
  mask.fill(0);
  {
    QPainter writer(&mask);
    writer.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    writer.setTransform(key.transform * QTransform::fromTranslate(-pixels.x(), -pixels.y()));
    writer.setFont(face.font());
    writer.setPen(Qt::black);
    writer.drawText(QPointF(0, 0), key.text);
  }
  return {haloed(mask, color, halo, key.haloWidth * scale), pixels.topLeft()};
}

void paintOnPicture(QPainter& painter, QPointF at, const QString& text, TextFace& face, const QColor& color, const QColor& halo,
                    double haloWidth) {
  constexpr qsizetype storeBytes = 24 << 20; // for each thread
  thread_local QCache<WordKey, WordPicture> store(storeBytes);
  // Without the shift of a widget inside its window: resetTransform below leaves that as it is.
  const QTransform transform = painter.combinedTransform();
  // Upright words start on whole pixels and are crisp; turned characters keep half pixels, so that they stay in line.
  const double steps = transform.m12() == 0 && transform.m21() == 0 ? 1 : 2;
  const QPointF start = transform.map(at);
  const QPointF near(std::round(start.x() * steps) / steps, std::round(start.y() * steps) / steps);
  const QPoint whole(static_cast<int>(std::floor(near.x())), static_cast<int>(std::floor(near.y())));
  const bool withHalo = halo.isValid() && haloWidth > 0;
  const QColor around = withHalo ? halo : QColor(Qt::transparent);
  const WordKey key{text, &face, color.rgba(), around.rgba(), withHalo ? haloWidth : 0,
                    QTransform(transform.m11(), transform.m12(), transform.m21(), transform.m22(), near.x() - whole.x(), near.y() - whole.y())};
  const WordPicture* word = store.object(key);
  WordPicture made;
  if (!word) {
    made = pictureOf(key, face, color, around);
    if (made.image.isNull()) return;
    store.insert(key, new WordPicture(made), std::max<qsizetype>(1, made.image.sizeInBytes()));
    word = &made;
  }
  painter.save();
  painter.resetTransform();
  // What resetTransform leaves is the device's own ratio.
  const double ratio = painter.device()->devicePixelRatioF();
  painter.scale(1 / ratio, 1 / ratio);
  painter.drawImage(whole + word->offset, word->image);
  painter.restore();
}

/// Qt multiplies an absolute spacing by the device's resolution over the screen's: on a page of 1200 dpi a name was torn apart. The same letters
/// with the spacing that comes out as asked.
QFont spacedFor(const QFont& font, QPaintDevice& device) {
  if (font.letterSpacing() == 0 || font.letterSpacingType() != QFont::AbsoluteSpacing) return font;
  QFont out = font;
  out.setLetterSpacing(QFont::AbsoluteSpacing, 0);
  const QString letters = QStringLiteral("口口口口");
  const auto wider = [&](QPaintDevice* on) { return QFontMetricsF(font, on).horizontalAdvance(letters) - QFontMetricsF(out, on).horizontalAdvance(letters); };
  const double asked = font.letterSpacing() * static_cast<double>(letters.size()), comes = wider(&device);
  if (comes > 0) out.setLetterSpacing(QFont::AbsoluteSpacing, font.letterSpacing() * asked / comes);
  return out;
}

/// A device that knows no spacing gets its letters one by one, at the places that they were laid out for.
void drawLetters(QPainter& painter, QPointF at, const QString& text, TextFace& face) {
  QFont plain = face.font();
  plain.setLetterSpacing(QFont::AbsoluteSpacing, 0);
  painter.setFont(plain);
  for (qsizetype i = 0; i < text.size(); ++i) painter.drawText(at + QPointF(face.width(text.first(i)), 0), text.mid(i, 1));
}

} // namespace

void paintHaloText(QPainter& painter, QPointF at, const QString& text, TextFace& face, const QColor& color, const QColor& halo,
                   double haloWidth) {
  const QPaintEngine* engine = painter.paintEngine();
  if (engine && engine->type() == QPaintEngine::Raster) return paintOnPicture(painter, at, text, face, color, halo, haloWidth);
  QPainterPath path;
  path.addText(at, face.font(), text);
  if (halo.isValid() && haloWidth > 0)
    painter.strokePath(path, QPen(halo, haloWidth * 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setPen(color);
  if (engine && engine->type() == QPaintEngine::SVG && face.font().letterSpacing() != 0) return drawLetters(painter, at, text, face);
  painter.setFont(painter.device() ? spacedFor(face.font(), *painter.device()) : face.font());
  painter.drawText(at, text);
}

} // namespace suyuan::render

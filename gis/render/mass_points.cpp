// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/marker.h"
#include "gis/render/mass_painter.h"
#include "gis/render/parallel.h"
#include "gis/render/pixel.h"

#include <QPainter>

#include <cmath>

namespace suyuan::render {

namespace {

/// A marker drawn once: premultiplied pixels around its centre.
struct Sprite {
  QImage image;
  int reach = 0; ///< the centre is pixel (reach, reach)
};

Sprite spriteOf(const MarkerLook& look, double ratio) {
  Sprite sprite;
  sprite.reach = static_cast<int>(std::ceil((look.size * 0.65 + 1.5) * ratio));
  const int side = sprite.reach * 2 + 1;
  sprite.image = QImage(side, side, QImage::Format_ARGB32_Premultiplied);
  sprite.image.fill(Qt::transparent);
  QPainter painter(&sprite.image);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(sprite.reach + 0.5, sprite.reach + 0.5);
  painter.scale(ratio, ratio);
  paintMarker(painter, {0, 0}, look);
  return sprite;
}

struct Dot {
  std::int16_t x, y;
  std::uint16_t sprite;
};

/// Puts the sprite under what is there already.
void blitUnder(QRgb* pixels, int width, int top, int bottom, const Sprite& sprite, int x, int y) noexcept {
  const int fromX = std::max(0, x - sprite.reach), toX = std::min(width - 1, x + sprite.reach);
  const int fromY = std::max(top, y - sprite.reach), toY = std::min(bottom - 1, y + sprite.reach);
  for (int row = fromY; row <= toY; ++row) {
    const auto* in = reinterpret_cast<const QRgb*>(sprite.image.constScanLine(row - y + sprite.reach)) - x + sprite.reach;
    QRgb* out = pixels + static_cast<std::ptrdiff_t>(row) * width;
    for (int column = fromX; column <= toX; ++column) {
      const QRgb add = in[column];
      if (add == 0) continue;
      QRgb& there = out[column];
      const std::uint32_t rest = 255U - (there >> 24);
      if (rest == 0) continue;
      if (rest == 255) {
        there = add;
        continue;
      }
      there += scaled(add, rest);
    }
  }
}

} // namespace

void paintMassPoints(QImage& image, const SceneLayer& layer, const MapView& view, std::span<const std::uint32_t> rows,
                     std::stop_token stop) {
  const layers::FeatureTable& table = *layer.table;
  const LayerStyle& style = *layer.style;
  const ClassMap classes(table, style);
  const double denominator = view.scaleDenominator();
  const int width = image.width(), height = image.height();

  // One sprite for each class in each status; "no class" and "no status" come last.
  const std::size_t classCount = style.classes.size() + 1, statusCount = style.statuses.size() + 1;
  const double most = crowdedSize(table, view);
  std::vector<Sprite> sprites;
  std::vector<bool> hidden;
  int reach = 0;
  for (std::size_t s = 0; s < statusCount; ++s)
    for (std::size_t c = 0; c < classCount; ++c) {
      const int classIndex = c + 1 == classCount ? -1 : static_cast<int>(c);
      const int statusIndex = s + 1 == statusCount ? -1 : static_cast<int>(s);
      sprites.push_back(spriteOf(markerLook(style, classIndex, statusIndex, denominator, most), view.devicePixelRatio));
      hidden.push_back(!scaleShows(symbolOf(style, classIndex).maxScale, denominator));
      reach = std::max(reach, sprites.back().reach);
    }

  const double left = view.box().minX, top = view.box().maxY, scale = view.devicePixelRatio / view.metresPerPixel;
  std::vector<std::vector<Dot>> byStatus(statusCount);
  const bool single = table.isPoints();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::uint32_t row = rows[i];
    if ((i & 0xFFFF) == 0 && stop.stop_requested()) return;
    if (table.kindOf(row) != GeometryKind::Point) continue;
    const int c = classes.classAt(table, row), s = classes.statusAt(table, row);
    const std::size_t status = s < 0 ? statusCount - 1 : static_cast<std::size_t>(s);
    const std::size_t sprite = status * classCount + (c < 0 ? classCount - 1 : static_cast<std::size_t>(c));
    if (hidden[sprite]) continue;
    const std::size_t first = single ? row : table.partStart[table.featureStart[row]];
    const std::size_t last = single ? row + 1 : table.partStart[table.featureStart[row + 1]];
    for (std::size_t v = first; v < last; ++v) {
      const double x = (table.x[v] - left) * scale, y = (top - table.y[v]) * scale;
      if (x < -reach || y < -reach || x >= width + reach || y >= height + reach) continue;
      byStatus[status].push_back({static_cast<std::int16_t>(std::floor(x)), static_cast<std::int16_t>(std::floor(y)),
                                  static_cast<std::uint16_t>(sprite)});
    }
  }

  QImage dots(width, height, QImage::Format_ARGB32_Premultiplied);
  dots.fill(Qt::transparent);
  auto* pixels = reinterpret_cast<QRgb*>(dots.bits());
  const int cellsWide = width + 2 * reach + 1;
  onAllCores([&](std::size_t share, std::size_t shares) {
    // A band of rows for each core; what reaches over the edge of a band is drawn by both.
    const int from = static_cast<int>(static_cast<std::size_t>(height) * share / shares);
    const int to = static_cast<int>(static_cast<std::size_t>(height) * (share + 1) / shares);
    std::vector<bool> taken(static_cast<std::size_t>(cellsWide) * static_cast<std::size_t>(to - from + 2 * reach + 1));
    for (const auto& dotsOfStatus : byStatus) {
      // Topmost first: the last in the file lies above.
      for (std::size_t i = dotsOfStatus.size(); i-- > 0;) {
        const Dot& dot = dotsOfStatus[i];
        if (dot.y < from - reach || dot.y >= to + reach) continue;
        const auto cell = static_cast<std::size_t>(dot.y - from + reach) * static_cast<std::size_t>(cellsWide) +
                          static_cast<std::size_t>(dot.x + reach);
        if (taken[cell]) continue;
        taken[cell] = true;
        if ((i & 0xFFFF) == 0 && stop.stop_requested()) return;
        blitUnder(pixels, width, from, to, sprites[dot.sprite], dot.x, dot.y);
      }
    }
  });
  if (stop.stop_requested()) return;
  for (int y = 0; y < height; ++y) {
    const QRgb* dot = pixels + static_cast<std::ptrdiff_t>(y) * width;
    auto* under = reinterpret_cast<QRgb*>(image.scanLine(y));
    for (int x = 0; x < width; ++x) {
      if (dot[x] == 0) continue;
      under[x] = over(dot[x], under[x]);
    }
  }
}

} // namespace suyuan::render

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/level_of_detail.h"
#include "gis/layers/parallel.h"
#include "gis/render/marker.h"
#include "gis/render/mass_painter.h"
#include "gis/render/pixel.h"

#include <QPainter>

#include <atomic>
#include <cmath>
#include <cstring>

namespace suyuan::render {

namespace {

constexpr int bandHeight = 32; ///< px
constexpr std::size_t aloneBelow = 5000; ///< points that one core draws sooner than several

/// A marker drawn once: premultiplied pixels around its centre, cut to what is not empty; lines filled up to four pixels at a time.
struct Sprite {
  std::vector<QRgb> pixels;
  int width = 0, height = 0, stride = 0;
  int left = 0, top = 0; ///< of the corner from the centre's pixel
  int reach = 0;         ///< no pixel is farther from the centre's, across or down
};

Sprite spriteOf(const MarkerLook& look, double ratio) {
  const int reach = static_cast<int>(std::ceil((look.size * 0.65 + 1.5) * ratio));
  const int side = reach * 2 + 1;
  QImage whole(side, side, QImage::Format_ARGB32_Premultiplied);
  whole.fill(Qt::transparent);
  {
    QPainter painter(&whole);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(reach + 0.5, reach + 0.5);
    painter.scale(ratio, ratio);
    paintMarker(painter, {0, 0}, look);
  }
  QRect used;
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x)
      if (whole.pixel(x, y) != 0) used |= QRect(x, y, 1, 1);
  if (used.isEmpty()) return {};
  const int stride = (used.width() + 3) / 4 * 4;
  Sprite sprite{std::vector<QRgb>(static_cast<std::size_t>(stride * used.height())), used.width(), used.height(), stride, used.left() - reach, used.top() - reach,
                std::max({reach - used.left(), used.right() - reach, reach - used.top(), used.bottom() - reach, 0})};
  for (int y = 0; y < used.height(); ++y)
    std::copy_n(reinterpret_cast<const QRgb*>(whole.constScanLine(used.top() + y)) + used.left(), used.width(), sprite.pixels.data() + static_cast<std::ptrdiff_t>(y) * stride);
  return sprite;
}

struct Dot {
  std::int16_t x, y;
  std::uint16_t sprite;
};

/// Puts the sprite under what is there already.
inline void blitUnder(QRgb* pixels, int width, int height, const Sprite& sprite, int x, int y) noexcept {
  const int left = x + sprite.left, top = y + sprite.top;
  if (left >= 0 && top >= 0 && left + sprite.stride <= width && top + sprite.height <= height) {
    const QRgb* in = sprite.pixels.data();
    QRgb* out = pixels + static_cast<std::ptrdiff_t>(top) * width + left;
    for (int row = 0; row < sprite.height; ++row, in += sprite.stride, out += width)
      for (int column = 0; column < sprite.stride; column += 4) {
        Four above, below;
        std::memcpy(&above, out + column, sizeof above);
        std::memcpy(&below, in + column, sizeof below);
        above = overFour(above, below);
        std::memcpy(out + column, &above, sizeof above);
      }
    return;
  }
  const int fromX = std::max(0, -left), toX = std::min(sprite.width, width - left);
  const int fromY = std::max(0, -top), toY = std::min(sprite.height, height - top);
  for (int row = fromY; row < toY; ++row) {
    const QRgb* in = sprite.pixels.data() + static_cast<std::ptrdiff_t>(row) * sprite.stride;
    QRgb* out = pixels + static_cast<std::ptrdiff_t>(top + row) * width + left;
    for (int column = fromX; column < toX; ++column) out[column] = over(out[column], in[column]);
  }
}

/// Puts a line of pixels over another; most of it is empty.
void overLine(const QRgb* top, QRgb* under, int count) noexcept {
  int x = 0;
  for (; count - x >= 4; x += 4) {
    std::uint64_t halves[2];
    std::memcpy(halves, top + x, sizeof halves);
    if ((halves[0] | halves[1]) == 0) continue;
    Four above, below;
    std::memcpy(&above, halves, sizeof above);
    std::memcpy(&below, under + x, sizeof below);
    below = overFour(above, below);
    std::memcpy(under + x, &below, sizeof below);
  }
  for (; x < count; ++x)
    if (top[x] != 0) under[x] = over(top[x], under[x]);
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
  const double most = crowdedSize(layer, view);
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
  const bool single = table.isPoints();
  const int level = layers::pointLevelFor(table, 1 / scale);
  // What each core found, in the order of the rows.
  std::vector<std::vector<Dot>> found(layers::shareCount());
  layers::inShares(rows.size(), aloneBelow, [&](std::size_t share, std::size_t from, std::size_t to) {
    std::vector<Dot>& mine = found[share];
    for (std::size_t i = from; i < to; ++i) {
      const std::uint32_t row = rows[i];
      if ((i & 0xFFFF) == 0 && stop.stop_requested()) return;
      if (level > 0 && table.pointLevel[row] < level) continue;
      if (table.kindOf(row) != GeometryKind::Point) continue;
      const int c = classes.classAt(table, row), s = classes.statusAt(table, row);
      const std::size_t status = s < 0 ? statusCount - 1 : static_cast<std::size_t>(s);
      const std::size_t sprite = status * classCount + (c < 0 ? classCount - 1 : static_cast<std::size_t>(c));
      if (hidden[sprite]) continue;
      const std::size_t first = single ? row : table.partStart[table.featureStart[row]];
      const std::size_t last = single ? row + 1 : table.partStart[table.featureStart[row + 1]];
      for (std::size_t v = first; v < last; ++v) {
        const double x = (table.x[v] - left) * scale + reach, y = (top - table.y[v]) * scale + reach;
        if (!(x >= 0 && y >= 0 && x < width + 2 * reach && y < height + 2 * reach)) continue;
        mine.push_back({static_cast<std::int16_t>(static_cast<int>(x) - reach), static_cast<std::int16_t>(static_cast<int>(y) - reach),
                        static_cast<std::uint16_t>(sprite)});
      }
    }
  });
  if (stop.stop_requested()) return;

  auto* const imagePixels = reinterpret_cast<QRgb*>(image.bits());
  const std::ptrdiff_t stride = image.bytesPerLine() / static_cast<std::ptrdiff_t>(sizeof(QRgb));
  // Sorted by bands of the picture, whose pixels stay in the processor's cache, and by status; within these the topmost first:
  // the last in the file lies above. A dot that reaches over a band's edge is drawn by both bands.
  const int bandCount = (height + bandHeight - 1) / bandHeight;
  const auto bandsOf = [&](const Dot& dot, const auto& visit) {
    const int first = std::max(0, dot.y - reach) / bandHeight, last = std::min(height - 1, dot.y + reach) / bandHeight;
    for (int band = first; band <= last; ++band)
      visit(static_cast<std::size_t>(band) * statusCount + dot.sprite / classCount);
  };
  std::vector<std::uint32_t> start(static_cast<std::size_t>(bandCount) * statusCount + 1);
  for (const auto& dots : found)
    for (const Dot& dot : dots) bandsOf(dot, [&](std::size_t bin) { ++start[bin + 1]; });
  for (std::size_t bin = 1; bin < start.size(); ++bin) start[bin] += start[bin - 1];
  std::vector<Dot> sorted(start.back());
  std::vector<std::uint32_t> next(start.begin(), start.end() - 1);
  for (std::size_t share = found.size(); share-- > 0;)
    for (std::size_t i = found[share].size(); i-- > 0;) bandsOf(found[share][i], [&](std::size_t bin) { sorted[next[bin]++] = found[share][i]; });

  const int cellsWide = width + 2 * reach + 1;
  std::atomic<int> nextBand{0};
  const auto paintBands = [&] {
    std::vector<QRgb> pixels(static_cast<std::size_t>(width) * bandHeight);
    std::vector<std::uint8_t> taken(static_cast<std::size_t>(cellsWide) * static_cast<std::size_t>(bandHeight + 2 * reach + 1));
    for (int band = nextBand++; band < bandCount && !stop.stop_requested(); band = nextBand++) {
      const std::size_t firstDot = start[static_cast<std::size_t>(band) * statusCount], endDot = start[static_cast<std::size_t>(band + 1) * statusCount];
      if (firstDot == endDot) continue;
      const int from = band * bandHeight, high = std::min(bandHeight, height - from);
      std::ranges::fill(pixels, 0U);
      std::ranges::fill(taken, std::uint8_t{0});
      for (std::size_t i = firstDot; i < endDot; ++i) {
        const Dot& dot = sorted[i];
        std::uint8_t& cell = taken[static_cast<std::size_t>(dot.y - from + reach) * static_cast<std::size_t>(cellsWide) + static_cast<std::size_t>(dot.x + reach)];
        if (cell) continue;
        cell = 1;
        blitUnder(pixels.data(), width, high, sprites[dot.sprite], dot.x, dot.y - from);
      }
      for (int y = 0; y < high; ++y) {
        const QRgb* dot = pixels.data() + static_cast<std::ptrdiff_t>(y) * width;
        QRgb* under = imagePixels + static_cast<std::ptrdiff_t>(from + y) * stride;
        overLine(dot, under, width);
      }
    }
  };
  if (sorted.size() < aloneBelow) paintBands();
  else layers::onAllCores([&](std::size_t) { paintBands(); });
}

} // namespace suyuan::render

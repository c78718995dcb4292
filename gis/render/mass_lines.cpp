// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/coverage.h"
#include "gis/render/line_width.h"
#include "gis/render/mass_painter.h"
#include "gis/render/parallel.h"

#include <cmath>
#include <memory>

namespace suyuan::render {

namespace {

/// Vertices nearer than this to the last one drawn do not show (device px).
constexpr float simplifyPixels = 0.6F;

struct ToDevice {
  double left, top, scale;
  explicit ToDevice(const MapView& view)
      : left(view.box().minX), top(view.box().maxY), scale(view.devicePixelRatio / view.metresPerPixel) {}
};

void addFeature(Coverage& coverage, const layers::FeatureTable& t, std::size_t row, const ToDevice& d, float width) {
  for (std::size_t part = t.featureStart[row]; part < t.featureStart[row + 1]; ++part) {
    const std::size_t first = t.partStart[part], end = t.partStart[part + 1];
    if (end - first < 2) continue;
    float lastX = static_cast<float>((t.x[first] - d.left) * d.scale);
    float lastY = static_cast<float>((d.top - t.y[first]) * d.scale);
    for (std::size_t i = first + 1; i < end; ++i) {
      const float x = static_cast<float>((t.x[i] - d.left) * d.scale);
      const float y = static_cast<float>((d.top - t.y[i]) * d.scale);
      if (i + 1 < end && std::fabs(x - lastX) < simplifyPixels && std::fabs(y - lastY) < simplifyPixels) continue;
      coverage.addSegment(lastX, lastY, x, y, width);
      lastX = x;
      lastY = y;
    }
  }
}

} // namespace

void paintMassLines(QImage& image, const SceneLayer& layer, const MapView& view, std::span<const std::uint32_t> rows,
                    std::stop_token stop) {
  const layers::FeatureTable& table = *layer.table;
  const ClassMap classes(table, *layer.style);
  const double denominator = view.scaleDenominator();
  std::vector<std::vector<std::uint32_t>> byClass(layer.style->classes.size() + 1);
  for (const std::uint32_t row : rows) {
    if (table.kindOf(row) == GeometryKind::Point) continue;
    byClass[static_cast<std::size_t>(classes.classAt(table, row) + 1)].push_back(row);
  }
  const ToDevice toDevice(view);
  std::vector<std::unique_ptr<Coverage>> shareOf(16);
  // The first class is the most important: it is drawn last, the base (number 0) first.
  for (std::size_t n = 0; n < byClass.size(); ++n) {
    const std::size_t number = n == 0 ? 0 : byClass.size() - n;
    const auto& mine = byClass[number];
    const Symbol& symbol = symbolOf(*layer.style, static_cast<int>(number) - 1);
    if (mine.empty() || !scaleShows(symbol.maxScale, denominator)) continue;
    const float width = static_cast<float>(lineWidthAt(symbol.width, denominator) * view.devicePixelRatio);
    onAllCores([&](std::size_t share, std::size_t shares) {
      auto& coverage = shareOf[share];
      if (!coverage) coverage = std::make_unique<Coverage>(image.width(), image.height());
      else coverage->clear();
      const std::size_t first = mine.size() * share / shares, last = mine.size() * (share + 1) / shares;
      for (std::size_t i = first; i < last; ++i) {
        if ((i & 1023) == 0 && stop.stop_requested()) return;
        addFeature(*coverage, table, mine[i], toDevice, width);
      }
    });
    if (stop.stop_requested()) return;
    for (std::size_t share = 1; share < shareOf.size() && shareOf[share]; ++share) shareOf[0]->merge(*shareOf[share]);
    shareOf[0]->blendOnto(image, symbol.color);
  }
}

} // namespace suyuan::render

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/level_of_detail.h"
#include "gis/layers/parallel.h"
#include "gis/render/coverage.h"
#include "gis/render/line_width.h"
#include "gis/render/mass_painter.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace suyuan::render {

namespace {

/// What is left out of a line may lie this far beside what is drawn (device px).
constexpr double lineTolerance = 0.35;
/// Vertices nearer than this to the last one drawn do not show (device px).
constexpr float simplifyPixels = 0.6F;
/// Joints of wider lines are rounded; narrower ones have no notch to be seen.
constexpr float roundedFrom = 1.7F;
/// The widest line that is drawn well by columns (px).
constexpr double widestLine = 5;

struct ToDevice {
  double left, top, scale;
  explicit ToDevice(const MapView& view)
      : left(view.box().minX), top(view.box().maxY), scale(view.devicePixelRatio / view.metresPerPixel) {}
};

class LineSweep {
public:
  LineSweep(const layers::FeatureTable& table, const MapView& view)
      : t_(table), d_(view), level_(layers::vertexLevelFor(table, lineTolerance / d_.scale)) {}

  void add(Coverage& coverage, std::size_t row, float width) const {
    for (std::size_t part = t_.featureStart[row]; part < t_.featureStart[row + 1]; ++part) {
      const std::size_t first = t_.partStart[part], end = t_.partStart[part + 1];
      if (end - first < 2) continue;
      float lastX = static_cast<float>((t_.x[first] - d_.left) * d_.scale);
      float lastY = static_cast<float>((d_.top - t_.y[first]) * d_.scale);
      if (width > roundedFrom) coverage.addDisc(lastX, lastY, width / 2);
      for (std::size_t i = first + 1; i < end; ++i) {
        if (level_ > 0 && t_.vertexLevel[i] < level_) continue;
        const float x = static_cast<float>((t_.x[i] - d_.left) * d_.scale);
        const float y = static_cast<float>((d_.top - t_.y[i]) * d_.scale);
        if (i + 1 < end && std::fabs(x - lastX) < simplifyPixels && std::fabs(y - lastY) < simplifyPixels) continue;
        coverage.addSegment(lastX, lastY, x, y, width);
        if (width > roundedFrom) coverage.addDisc(x, y, width / 2);
        lastX = x;
        lastY = y;
      }
    }
  }

private:
  const layers::FeatureTable& t_;
  ToDevice d_;
  int level_;
};

} // namespace

bool isForMassLines(const LayerStyle& style, const MapView& view) noexcept {
  const double denominator = view.scaleDenominator();
  const auto simple = [&](const Symbol& s) {
    if (!s.dash.empty()) return false;
    const double casing = s.casing.isValid() ? 2 * s.casingWidth : 0;
    return (lineWidthAt(s.width, denominator) + casing) * view.devicePixelRatio <= widestLine;
  };
  return simple(style.base) && std::ranges::all_of(style.classes, [&](const SymbolClass& c) { return simple(c.symbol); });
}

void paintMassLines(QImage& image, const SceneLayer& layer, const MapView& view, std::span<const std::uint32_t> rows,
                    std::stop_token stop) {
  const double denominator = view.scaleDenominator();
  const LineSweep sweep(*layer.table, view);
  std::vector<std::unique_ptr<Coverage>> shareOf(layers::shareCount());
  const auto sweepClass = [&](const std::vector<std::uint32_t>& mine, double width, const QColor& color) {
    if (stop.stop_requested()) return;
    const float pixels = static_cast<float>(width * view.devicePixelRatio);
    for (auto& coverage : shareOf)
      if (coverage) coverage->clear();
    layers::inShares(mine.size(), 400, [&](std::size_t share, std::size_t from, std::size_t to) {
      auto& coverage = shareOf[share];
      if (!coverage) coverage = std::make_unique<Coverage>(image.width(), image.height());
      for (std::size_t i = from; i < to; ++i) {
        if ((i & 1023) == 0 && stop.stop_requested()) return;
        sweep.add(*coverage, mine[i], pixels);
      }
    });
    if (!stop.stop_requested()) Coverage::blendSum(shareOf, image, color);
  };
  const std::vector<ClassRows> classes = rowsByClass(layer, view, rows, GeometryKind::Line);
  // Casings lie under all of them.
  for (const auto& [symbol, mine] : classes)
    if (symbol->casing.isValid() && symbol->casingWidth > 0)
      sweepClass(mine, lineWidthAt(symbol->width, denominator) + 2 * symbol->casingWidth, symbol->casing);
  for (const auto& [symbol, mine] : classes) sweepClass(mine, lineWidthAt(symbol->width, denominator), symbol->color);
}

} // namespace suyuan::render

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
constexpr std::size_t linesAloneBelow = 400; ///< lines that one core draws sooner than several
constexpr std::size_t linesAtOnce = 64;      ///< lines that a core takes at once

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
      const bool rounded = width > roundedFrom;
      int cut = 0; // how the last segment's end is cut: 1, -1 upright, rightwards or leftwards; 2, -2 level
      for (std::size_t i = first + 1; i < end; ++i) {
        if (level_ > 0 && t_.vertexLevel[i] < level_) continue;
        const float x = static_cast<float>((t_.x[i] - d_.left) * d_.scale);
        const float y = static_cast<float>((d_.top - t_.y[i]) * d_.scale);
        const float dx = x - lastX, dy = y - lastY;
        if (i + 1 < end && std::fabs(dx) < simplifyPixels && std::fabs(dy) < simplifyPixels) continue;
        coverage.addSegment(lastX, lastY, x, y, width);
        if (rounded) {
          // Segments that are cut alike where they meet leave no notch.
          const int now = std::fabs(dx) >= std::fabs(dy) ? (dx < 0 ? -1 : 1) : (dy < 0 ? -2 : 2);
          if (now != cut) coverage.addDisc(lastX, lastY, width / 2);
          cut = now;
        }
        lastX = x;
        lastY = y;
      }
      if (rounded) coverage.addDisc(lastX, lastY, width / 2);
    }
  }

private:
  const layers::FeatureTable& t_;
  ToDevice d_;
  int level_;
};

/// The lines of a class, as wide (device px) and in the colour in which they are drawn.
struct Stroke {
  const std::vector<std::uint32_t>* rows;
  float width;
  QColor color;
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
  const auto pixelsOf = [&](double width) { return static_cast<float>(width * view.devicePixelRatio); };

  // Casings lie under all of them. What follows one another in one opaque colour is swept together: sums of covering show no seam.
  std::vector<Stroke> strokes;
  const std::vector<ClassRows> classes = rowsByClass(layer, view, rows, GeometryKind::Line);
  for (const auto& [symbol, mine] : classes)
    if (symbol->casing.isValid() && symbol->casingWidth > 0)
      strokes.push_back({&mine, pixelsOf(lineWidthAt(symbol->width, denominator) + 2 * symbol->casingWidth), symbol->casing});
  for (const auto& [symbol, mine] : classes) strokes.push_back({&mine, pixelsOf(lineWidthAt(symbol->width, denominator)), symbol->color});

  for (std::size_t first = 0, end = 0; first < strokes.size(); first = end) {
    if (stop.stop_requested()) return;
    end = first + 1;
    while (end < strokes.size() && strokes[end].color == strokes[first].color && strokes[end].color.alpha() == 255) ++end;
    const std::span<const Stroke> alike(strokes.data() + first, end - first);
    for (auto& coverage : shareOf)
      if (coverage) coverage->clear();
    std::size_t count = 0;
    for (const Stroke& stroke : alike) count += stroke.rows->size();
    const std::size_t shares = count < linesAloneBelow ? 1 : shareOf.size();
    const auto sweepShare = [&](std::size_t share) {
      auto& coverage = shareOf[share];
      if (!coverage) coverage = std::make_unique<Coverage>(image.width(), image.height());
      // Turn and turn about, so that a share has as many long lines as the next.
      for (const Stroke& stroke : alike)
        for (std::size_t block = share * linesAtOnce; block < stroke.rows->size(); block += shares * linesAtOnce) {
          if (stop.stop_requested()) return;
          for (std::size_t i = block; i < std::min(block + linesAtOnce, stroke.rows->size()); ++i) sweep.add(*coverage, (*stroke.rows)[i], stroke.width);
        }
    };
    if (shares == 1) sweepShare(0);
    else layers::onAllCores(sweepShare);
    if (!stop.stop_requested()) Coverage::blendSum(shareOf, image, strokes[first].color);
  }
}

} // namespace suyuan::render

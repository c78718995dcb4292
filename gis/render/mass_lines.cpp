// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/level_of_detail.h"
#include "gis/layers/parallel.h"
#include "gis/render/coverage.h"
#include "gis/render/line_width.h"
#include "gis/render/mass_painter.h"

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
  const layers::FeatureTable& table = *layer.table;
  const ClassMap classes(table, *layer.style);
  const double denominator = view.scaleDenominator();
  std::vector<std::vector<std::uint32_t>> byClass(layer.style->classes.size() + 1);
  for (const std::uint32_t row : rows) {
    if (table.kindOf(row) != GeometryKind::Line) continue;
    byClass[static_cast<std::size_t>(classes.classAt(table, row) + 1)].push_back(row);
  }
  const LineSweep sweep(table, view);
  std::vector<std::unique_ptr<Coverage>> shareOf(16);
  const auto sweepClass = [&](const std::vector<std::uint32_t>& mine, double width, const QColor& color) {
    const float pixels = static_cast<float>(width * view.devicePixelRatio);
    const auto share = [&](std::size_t number, std::size_t first, std::size_t last) {
      auto& coverage = shareOf[number];
      if (!coverage) coverage = std::make_unique<Coverage>(image.width(), image.height());
      else coverage->clear();
      for (std::size_t i = first; i < last; ++i) {
        if ((i & 1023) == 0 && stop.stop_requested()) return;
        sweep.add(*coverage, mine[i], pixels);
      }
    };
    if (mine.size() < 400) {
      for (auto& coverage : shareOf)
        if (coverage) coverage->clear();
      share(0, 0, mine.size());
    } else {
      layers::onAllCores([&](std::size_t number, std::size_t shares) {
        share(number, mine.size() * number / shares, mine.size() * (number + 1) / shares);
      });
    }
    if (!stop.stop_requested()) Coverage::blendSum(shareOf, image, color);
  };
  // The first class is the most important: it is drawn last, the base (number 0) first. Casings lie under all of them.
  const auto inOrder = [&](const auto& draw) {
    for (std::size_t n = 0; n < byClass.size() && !stop.stop_requested(); ++n) {
      const std::size_t number = n == 0 ? 0 : byClass.size() - n;
      const Symbol& symbol = symbolOf(*layer.style, static_cast<int>(number) - 1);
      if (!byClass[number].empty() && scaleShows(symbol.maxScale, denominator)) draw(symbol, byClass[number]);
    }
  };
  inOrder([&](const Symbol& symbol, const std::vector<std::uint32_t>& mine) {
    if (symbol.casing.isValid() && symbol.casingWidth > 0)
      sweepClass(mine, lineWidthAt(symbol.width, denominator) + 2 * symbol.casingWidth, symbol.casing);
  });
  inOrder([&](const Symbol& symbol, const std::vector<std::uint32_t>& mine) {
    sweepClass(mine, lineWidthAt(symbol.width, denominator), symbol.color);
  });
}

} // namespace suyuan::render

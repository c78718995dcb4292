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
      : t_(table), d_(view), level_(layers::vertexLevelFor(table, lineTolerance / d_.scale)), pack_(layers::linePackFor(table, level_)) {}

  void add(Coverage& coverage, std::size_t row, float width) const {
    for (std::size_t part = t_.featureStart[row]; part < t_.featureStart[row + 1]; ++part) {
      if (pack_ != nullptr) {
        const double left = d_.left - pack_->originX, top = d_.top - pack_->originY;
        const auto* vertices = pack_->vertices.data();
        addPart(coverage, pack_->partStart[part], pack_->partStart[part + 1], width, [&](std::size_t i) {
          return At{static_cast<float>((vertices[i][0] - left) * d_.scale), static_cast<float>((top - vertices[i][1]) * d_.scale)};
        }, [](std::size_t) { return true; });
      } else {
        addPart(coverage, t_.partStart[part], t_.partStart[part + 1], width, [&](std::size_t i) {
          return At{static_cast<float>((t_.x[i] - d_.left) * d_.scale), static_cast<float>((d_.top - t_.y[i]) * d_.scale)};
        }, [&](std::size_t i) { return level_ == 0 || t_.vertexLevel[i] >= level_; });
      }
    }
  }

  /// Brings near what the rows after this one will need: lines of a view lie far apart in the columns.
  void expect(std::span<const std::uint32_t> next) const {
    constexpr std::size_t far = 12, middle = 8, soon = 4;
    if (next.size() <= far) return;
    const std::vector<std::uint32_t>& starts = pack_ != nullptr ? pack_->partStart : t_.partStart;
    __builtin_prefetch(&t_.featureStart[next[far]]);
    __builtin_prefetch(&starts[t_.featureStart[next[middle]]]);
    const std::size_t vertex = starts[t_.featureStart[next[soon]]];
    if (pack_ != nullptr) {
      const auto* at = pack_->vertices.data() + vertex;
      for (std::size_t line = 0; line < 3; ++line) __builtin_prefetch(at + line * 8);
    } else {
      for (std::size_t line = 0; line < 3; ++line) {
        __builtin_prefetch(t_.x.data() + vertex + line * 8);
        __builtin_prefetch(t_.y.data() + vertex + line * 8);
      }
    }
  }

private:
  struct At {
    float x, y;
  };

  /// `at` gives the device position of a vertex, `isNeeded` whether it belongs to the view's level.
  template <class Position, class IsNeeded>
  static void addPart(Coverage& coverage, std::size_t first, std::size_t end, float width, const Position& at, const IsNeeded& isNeeded) {
    if (end - first < 2) return;
    auto [lastX, lastY] = at(first);
    const bool rounded = width > roundedFrom;
    int cut = 0; // how the last segment's end is cut: 1, -1 upright, rightwards or leftwards; 2, -2 level
    for (std::size_t i = first + 1; i < end; ++i) {
      if (!isNeeded(i)) continue;
      const auto [x, y] = at(i);
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

  const layers::FeatureTable& t_;
  ToDevice d_;
  int level_;
  const layers::LinePack* pack_;
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
    std::size_t count = 0;
    for (const Stroke& stroke : alike) count += stroke.rows->size();
    const std::size_t shares = count < linesAloneBelow ? 1 : shareOf.size();
    const auto sweepShare = [&](std::size_t share) {
      auto& coverage = shareOf[share];
      if (!coverage) coverage = std::make_unique<Coverage>(image.width(), image.height());
      else coverage->clear();
      // Turn and turn about, so that a share has as many long lines as the next.
      for (const Stroke& stroke : alike)
        for (std::size_t block = share * linesAtOnce; block < stroke.rows->size(); block += shares * linesAtOnce) {
          if (stop.stop_requested()) return;
          const std::span<const std::uint32_t> lines = std::span(*stroke.rows).subspan(block, std::min(linesAtOnce, stroke.rows->size() - block));
          for (std::size_t i = 0; i < lines.size(); ++i) {
            sweep.expect(lines.subspan(i));
            sweep.add(*coverage, lines[i], stroke.width);
          }
        }
    };
    for (std::size_t share = shares; share < shareOf.size(); ++share)
      if (shareOf[share]) shareOf[share]->clear(); // of an earlier colour
    if (shares == 1) sweepShare(0);
    else layers::onAllCores(sweepShare);
    if (!stop.stop_requested()) Coverage::blendSum(shareOf, image, strokes[first].color);
  }
}

} // namespace suyuan::render

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/coverage.h"

#include "gis/render/pixel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace suyuan::render {

namespace {

/// Cuts the segment to the box; false when nothing is left (Liang and Barsky).
bool clip(float& x0, float& y0, float& x1, float& y1, float minX, float minY, float maxX, float maxY) noexcept {
  float enter = 0, leave = 1;
  const float dx = x1 - x0, dy = y1 - y0;
  const auto edge = [&](float p, float q) {
    if (p == 0) return q >= 0;
    const float t = q / p;
    if (p < 0) enter = std::max(enter, t);
    else leave = std::min(leave, t);
    return enter <= leave;
  };
  if (!edge(-dx, x0 - minX) || !edge(dx, maxX - x0) || !edge(-dy, y0 - minY) || !edge(dy, maxY - y0)) return false;
  const float ax = x0, ay = y0;
  x0 = ax + enter * dx;
  y0 = ay + enter * dy;
  x1 = ax + leave * dx;
  y1 = ay + leave * dy;
  return true;
}

} // namespace

void Coverage::addSegment(float x0, float y0, float x1, float y1, float width) noexcept {
  const float w = static_cast<float>(width_), h = static_cast<float>(height_);
  const float reach = width + 2;
  if (!clip(x0, y0, x1, y1, -reach, -reach, w + reach, h + reach)) return;
  const float dx = x1 - x0, dy = y1 - y0;
  const bool flat = std::fabs(dx) >= std::fabs(dy);
  // Steps along the longer axis, one pixel column (or row) at a time, and fills the span that the line covers there.
  float a0 = flat ? x0 : y0, b0 = flat ? y0 : x0, a1 = flat ? x1 : y1, b1 = flat ? y1 : x1;
  if (a0 > a1) {
    std::swap(a0, a1);
    std::swap(b0, b1);
  }
  const float run = a1 - a0;
  if (run <= 0) return;
  const float slope = (b1 - b0) / run;
  const float half = width / 2 * std::sqrt(1 + slope * slope);
  const int limitA = flat ? width_ : height_, limitB = flat ? height_ : width_;
  const int first = std::max(0, static_cast<int>(std::floor(a0)));
  const int last = std::min(limitA - 1, static_cast<int>(std::floor(a1)));
  for (int a = first; a <= last; ++a) {
    const float from = std::max(a0, static_cast<float>(a));
    const float to = std::min(a1, static_cast<float>(a + 1));
    const float share = to - from;
    if (share <= 0) continue;
    const float b = b0 + ((from + to) / 2 - a0) * slope;
    const float low = b - half, high = b + half;
    const int firstB = std::max(0, static_cast<int>(std::floor(low)));
    const int lastB = std::min(limitB - 1, static_cast<int>(std::floor(high)));
    for (int c = firstB; c <= lastB; ++c) {
      const float covered = std::min(high, static_cast<float>(c + 1)) - std::max(low, static_cast<float>(c));
      flat ? add(a, c, covered * share) : add(c, a, covered * share);
    }
  }
}

void Coverage::addDisc(float x, float y, float radius) noexcept {
  const int fromY = std::max(0, static_cast<int>(std::floor(y - radius))), toY = std::min(height_ - 1, static_cast<int>(y + radius));
  const int fromX = std::max(0, static_cast<int>(std::floor(x - radius))), toX = std::min(width_ - 1, static_cast<int>(x + radius));
  for (int row = fromY; row <= toY; ++row)
    for (int column = fromX; column <= toX; ++column) {
      const float far = std::hypot(static_cast<float>(column) + 0.5F - x, static_cast<float>(row) + 0.5F - y);
      const float amount = std::clamp(radius + 0.5F - far, 0.0F, 1.0F);
      std::uint8_t& cell = cells_[static_cast<std::size_t>(row) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(column)];
      cell = std::max(cell, static_cast<std::uint8_t>(amount * 255));
    }
}

void Coverage::merge(const Coverage& other) noexcept {
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const auto sum = static_cast<std::uint8_t>(cells_[i] + other.cells_[i]);
    cells_[i] = sum < other.cells_[i] ? std::uint8_t{255} : sum;
  }
}

void Coverage::blendOnto(QImage& image, const QColor& color) const {
  // The colour at each amount of covering, premultiplied.
  std::array<QRgb, 256> shade{};
  for (int amount = 1; amount < 256; ++amount) {
    const int a = (color.alpha() * amount + 127) / 255;
    const auto part = [a](int v) { return (v * a + 127) / 255; };
    shade[static_cast<std::size_t>(amount)] = qRgba(part(color.red()), part(color.green()), part(color.blue()), a);
  }
  const auto width = static_cast<std::size_t>(width_);
  for (int y = 0; y < height_; ++y) {
    const std::uint8_t* cell = &cells_[static_cast<std::size_t>(y) * width];
    const std::uint8_t* const end = cell + width;
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
    while (cell != end) {
      // Most of a picture is untouched: eight pixels at once.
      std::uint64_t eight = 0;
      while (end - cell >= 8 && (std::memcpy(&eight, cell, 8), eight == 0)) {
        cell += 8;
        line += 8;
      }
      for (const std::uint8_t* const stop = end - cell >= 8 ? cell + 8 : end; cell != stop; ++cell, ++line)
        if (*cell != 0) *line = over(shade[*cell], *line);
    }
  }
}

} // namespace suyuan::render

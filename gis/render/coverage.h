// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace suyuan::render {

/// A picture of how much of each pixel thin lines cover: 0 … 255. Lines are added without blending a colour for each;
/// the colour is laid over the image once at the end. Device pixels.
class Coverage {
public:
  Coverage(int width, int height) : width_(width), height_(height), cells_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {}

  void clear() { std::ranges::fill(cells_, std::uint8_t{0}); }
  /// A straight piece of a line with butt ends; pieces that share an end join without a notch. Width up to some px.
  void addSegment(float x0, float y0, float x1, float y1, float width) noexcept;
  /// A round spot, for the joints of wide lines.
  void addDisc(float x, float y, float radius) noexcept;
  void merge(const Coverage& other) noexcept;
  /// Lays the colour over a premultiplied ARGB32 or RGB32 image of the same size.
  void blendOnto(QImage& image, const QColor& color) const;

private:
  void add(int x, int y, float amount) noexcept {
    std::uint8_t& cell = cells_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x)];
    const int sum = cell + static_cast<int>(amount * 255.0F + 0.5F);
    cell = static_cast<std::uint8_t>(sum > 255 ? 255 : sum);
  }
  int width_, height_;
  std::vector<std::uint8_t> cells_;
};

} // namespace suyuan::render

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace suyuan::render {

/// A picture of how much of each pixel thin lines cover: 0 … 255. Lines are added without blending a colour for each;
/// the colour is laid over the image once at the end. Device pixels. What no line touched costs nothing to clear or blend.
class Coverage {
public:
  Coverage(int width, int height);

  void clear() noexcept;
  [[nodiscard]] bool isEmpty() const noexcept { return firstRow_ >= endRow_; }
  /// A straight piece of a line with butt ends; pieces that share an end join without a notch. Width up to some px.
  void addSegment(float x0, float y0, float x1, float y1, float width) noexcept;
  /// A round spot, for the joints of wide lines.
  void addDisc(float x, float y, float radius) noexcept;
  /// Lays the colour over a premultiplied ARGB32 or RGB32 image of the same size.
  void blendOnto(QImage& image, const QColor& color) const;
  /// The same for the sum of several, all cores. Null ones count as empty.
  static void blendSum(std::span<const std::unique_ptr<Coverage>> parts, QImage& image, const QColor& color);

private:
  /// Steps along x when Flat, along y otherwise; nothing reaches over the border.
  template <bool Flat>
  void sweepInside(float a0, float b0, float a1, float slope, float half) noexcept;
  template <bool Flat>
  void sweepAtEdge(float a0, float b0, float a1, float slope, float half) noexcept;
  void touch(int firstX, int lastX, int firstY, int lastY) noexcept;

  int width_, height_;
  std::vector<std::uint8_t> cells_;
  int blockShift_;                   ///< a block of a row is 2^blockShift_ pixels wide; a row has at most 64
  std::vector<std::uint64_t> dirty_; ///< of each row, a bit for each block that may hold something
  int firstRow_, endRow_ = 0;
};

} // namespace suyuan::render

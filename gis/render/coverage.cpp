// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/coverage.h"

#include "gis/layers/parallel.h"
#include "gis/render/pixel.h"

#include <algorithm>
#include <array>
#include <bit>
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

/// std::floor for numbers above -1024: without SSE 4.1 the library's is a call.
int floorOf(float v) noexcept { return static_cast<int>(v + 1024.0F) - 1024; }

/// The colour at each amount of covering, premultiplied.
std::array<QRgb, 256> shadesOf(const QColor& color) {
  std::array<QRgb, 256> shade{};
  for (int amount = 1; amount < 256; ++amount) {
    const int a = (color.alpha() * amount + 127) / 255;
    const auto part = [a](int v) { return (v * a + 127) / 255; };
    shade[static_cast<std::size_t>(amount)] = qRgba(part(color.red()), part(color.green()), part(color.blue()), a);
  }
  return shade;
}

void blendCells(const std::uint8_t* cell, QRgb* line, int count, const std::array<QRgb, 256>& shade) noexcept {
  int i = 0;
  for (; count - i >= 8; i += 8) {
    // Most of a picture is untouched: eight pixels at once.
    std::uint64_t eight = 0;
    std::memcpy(&eight, cell + i, 8);
    if (eight == 0) continue;
    for (int n = i; n < i + 8; n += 4) {
      const std::array shades{shade[cell[n]], shade[cell[n + 1]], shade[cell[n + 2]], shade[cell[n + 3]]};
      Four top, under;
      std::memcpy(&top, shades.data(), sizeof top);
      std::memcpy(&under, line + n, sizeof under);
      const Four sum = overFour(top, under);
      std::memcpy(line + n, &sum, sizeof sum);
    }
  }
  for (; i < count; ++i)
    if (cell[i] != 0) line[i] = over(shade[cell[i]], line[i]);
}

} // namespace

Coverage::Coverage(int width, int height)
    : width_(width), height_(height), cells_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)),
      blockShift_(std::max(5, std::bit_width(static_cast<unsigned>(std::max(width - 1, 1))) - 6)),
      dirty_(static_cast<std::size_t>(height)), firstRow_(height) {}

void Coverage::touch(int firstX, int lastX, int firstY, int lastY) noexcept {
  const int first = firstX >> blockShift_, last = lastX >> blockShift_;
  const std::uint64_t bits = (~std::uint64_t{0} >> (63 - (last - first))) << first;
  for (int y = firstY; y <= lastY; ++y) dirty_[static_cast<std::size_t>(y)] |= bits;
  firstRow_ = std::min(firstRow_, firstY);
  endRow_ = std::max(endRow_, lastY + 1);
}

void Coverage::clear() noexcept {
  for (int y = firstRow_; y < endRow_; ++y) {
    std::uint8_t* row = &cells_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_)];
    for (std::uint64_t bits = dirty_[static_cast<std::size_t>(y)]; bits != 0; bits &= bits - 1) {
      const int from = std::countr_zero(bits) << blockShift_;
      std::memset(row + from, 0, static_cast<std::size_t>(std::min(1 << blockShift_, width_ - from)));
    }
    dirty_[static_cast<std::size_t>(y)] = 0;
  }
  firstRow_ = height_;
  endRow_ = 0;
}

template <bool Flat>
void Coverage::sweepInside(float a0, float b0, float a1, float slope, float half) noexcept {
  const std::ptrdiff_t stepA = Flat ? 1 : width_, stepB = Flat ? width_ : 1;
  // Positions across in 1/65536 px: a picture has at most 20000.
  constexpr float one = 65536;
  const int halfWay = static_cast<int>(half * one), step = static_cast<int>(slope * one);
  std::uint8_t* cells = cells_.data();
  const auto add = [](std::uint8_t& cell, int amount) {
    const int sum = cell + ((amount + 0x8000) >> 16);
    cell = static_cast<std::uint8_t>(sum > 255 ? 255 : sum);
  };
  const auto column = [&](int a, int b, int share) {
    const int low = b - halfWay, high = b + halfWay;
    const int firstB = low >> 16, lastB = high >> 16;
    std::uint8_t* cell = cells + a * stepA + firstB * stepB;
    if (firstB == lastB) return add(*cell, (high - low) * share);
    add(*cell, (0x10000 - (low & 0xFFFF)) * share);
    cell += stepB;
    for (int c = firstB + 1; c < lastB; ++c, cell += stepB) add(*cell, share << 16);
    add(*cell, (high & 0xFFFF) * share);
  };
  const int first = static_cast<int>(a0), last = static_cast<int>(a1);
  const auto part = [&](int a, float from, float to) {
    column(a, static_cast<int>((b0 + ((from + to) * 0.5F - a0) * slope) * one), static_cast<int>((to - from) * 255.0F + 0.5F));
  };
  if (first == last) return part(first, a0, a1);
  part(first, a0, static_cast<float>(first + 1));
  int b = static_cast<int>((b0 + (static_cast<float>(first) + 1.5F - a0) * slope) * one);
  for (int a = first + 1; a < last; ++a, b += step) column(a, b, 255);
  part(last, static_cast<float>(last), a1);
}

template <bool Flat>
void Coverage::sweepAtEdge(float a0, float b0, float a1, float slope, float half) noexcept {
  const int limitA = Flat ? width_ : height_, limitB = Flat ? height_ : width_;
  const std::ptrdiff_t stepA = Flat ? 1 : width_, stepB = Flat ? width_ : 1;
  const int first = std::max(floorOf(a0), 0), last = std::min(floorOf(a1), limitA - 1);
  for (int a = first; a <= last; ++a) {
    const float from = std::max(a0, static_cast<float>(a));
    const float to = std::min(a1, static_cast<float>(a + 1));
    const float share = (to - from) * 255.0F;
    if (share <= 0) continue;
    const float b = b0 + ((from + to) * 0.5F - a0) * slope;
    const float low = b - half, high = b + half;
    for (int c = std::max(floorOf(low), 0); c <= std::min(floorOf(high), limitB - 1); ++c) {
      const float covered = std::min(high, static_cast<float>(c + 1)) - std::max(low, static_cast<float>(c));
      std::uint8_t& cell = cells_[static_cast<std::size_t>(a * stepA + c * stepB)];
      cell = static_cast<std::uint8_t>(std::min(255, cell + static_cast<int>(covered * share + 0.5F)));
    }
  }
}

void Coverage::addSegment(float x0, float y0, float x1, float y1, float width) noexcept {
  const float w = static_cast<float>(width_), h = static_cast<float>(height_);
  const float reach = width + 2;
  const auto deepInside = [&](float x, float y) { return x > reach && x < w - reach && y > reach && y < h - reach; };
  const bool inside = deepInside(x0, y0) && deepInside(x1, y1);
  if (!inside && !clip(x0, y0, x1, y1, -reach, -reach, w + reach, h + reach)) return;
  const float dx = x1 - x0, dy = y1 - y0;
  const bool flat = std::fabs(dx) >= std::fabs(dy);
  // Steps along the longer axis, one pixel column (or row) at a time, and fills the span that the line covers there.
  float a0 = flat ? x0 : y0, b0 = flat ? y0 : x0, a1 = flat ? x1 : y1, b1 = flat ? y1 : x1;
  if (a0 > a1) {
    std::swap(a0, a1);
    std::swap(b0, b1);
  }
  const float run = a1 - a0;
  if (!(run > 0)) return;
  const float slope = (b1 - b0) / run;
  const float half = width * 0.5F * std::sqrt(1 + slope * slope);
  const float sideX = flat ? 0 : half, sideY = flat ? half : 0;
  const int firstX = std::max(0, floorOf(std::min(x0, x1) - sideX)), lastX = std::min(width_ - 1, floorOf(std::max(x0, x1) + sideX));
  const int firstY = std::max(0, floorOf(std::min(y0, y1) - sideY)), lastY = std::min(height_ - 1, floorOf(std::max(y0, y1) + sideY));
  if (firstX > lastX || firstY > lastY) return;
  touch(firstX, lastX, firstY, lastY);
  if (inside) flat ? sweepInside<true>(a0, b0, a1, slope, half) : sweepInside<false>(a0, b0, a1, slope, half);
  else flat ? sweepAtEdge<true>(a0, b0, a1, slope, half) : sweepAtEdge<false>(a0, b0, a1, slope, half);
}

void Coverage::addDisc(float x, float y, float radius) noexcept {
  const int fromY = std::max(0, static_cast<int>(std::floor(y - radius))), toY = std::min(height_ - 1, static_cast<int>(y + radius));
  const int fromX = std::max(0, static_cast<int>(std::floor(x - radius))), toX = std::min(width_ - 1, static_cast<int>(x + radius));
  if (fromY > toY || fromX > toX) return;
  touch(fromX, toX, fromY, toY);
  for (int row = fromY; row <= toY; ++row)
    for (int column = fromX; column <= toX; ++column) {
      const float far = std::hypot(static_cast<float>(column) + 0.5F - x, static_cast<float>(row) + 0.5F - y);
      const float amount = std::clamp(radius + 0.5F - far, 0.0F, 1.0F);
      std::uint8_t& cell = cells_[static_cast<std::size_t>(row) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(column)];
      cell = std::max(cell, static_cast<std::uint8_t>(amount * 255));
    }
}

void Coverage::blendOnto(QImage& image, const QColor& color) const {
  const auto shade = shadesOf(color);
  for (int y = firstRow_; y < endRow_; ++y) {
    const std::uint8_t* row = &cells_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_)];
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
    for (std::uint64_t bits = dirty_[static_cast<std::size_t>(y)]; bits != 0; bits &= bits - 1) {
      const int from = std::countr_zero(bits) << blockShift_;
      blendCells(row + from, line + from, std::min(1 << blockShift_, width_ - from), shade);
    }
  }
}

void Coverage::blendSum(std::span<const std::unique_ptr<Coverage>> parts, QImage& image, const QColor& color) {
  std::vector<const Coverage*> held;
  int first = image.height(), end = 0;
  for (const auto& part : parts)
    if (part && !part->isEmpty()) {
      held.push_back(part.get());
      first = std::min(first, part->firstRow_);
      end = std::max(end, part->endRow_);
    }
  if (held.empty()) return;
  if (held.size() == 1) return held[0]->blendOnto(image, color);
  const auto shade = shadesOf(color);
  const int width = image.width(), block = 1 << held[0]->blockShift_;
  auto* const pixels = reinterpret_cast<QRgb*>(image.bits());
  const auto stride = static_cast<std::size_t>(image.bytesPerLine()) / sizeof(QRgb);
  layers::inShares(static_cast<std::size_t>(end - first), 0, [&](std::size_t, std::size_t from, std::size_t to) {
    std::vector<std::uint8_t> sum(static_cast<std::size_t>(block));
    for (std::size_t y = static_cast<std::size_t>(first) + from; y < static_cast<std::size_t>(first) + to; ++y) {
      std::uint64_t bits = 0;
      for (const Coverage* c : held) bits |= c->dirty_[y];
      for (; bits != 0; bits &= bits - 1) {
        const int at = std::countr_zero(bits) * block, count = std::min(block, width - at);
        const std::size_t cell = y * static_cast<std::size_t>(width) + static_cast<std::size_t>(at);
        std::memcpy(sum.data(), &held[0]->cells_[cell], static_cast<std::size_t>(count));
        for (std::size_t n = 1; n < held.size(); ++n) {
          const std::uint8_t* more = &held[n]->cells_[cell];
          for (int x = 0; x < count; ++x) {
            const auto both = static_cast<std::uint8_t>(sum[static_cast<std::size_t>(x)] + more[x]);
            sum[static_cast<std::size_t>(x)] = both < more[x] ? std::uint8_t{255} : both;
          }
        }
        blendCells(sum.data(), pixels + y * stride + at, count, shade);
      }
    }
  });
}

} // namespace suyuan::render

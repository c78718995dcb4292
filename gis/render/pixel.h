// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRgb>

#include <cstdint>

namespace suyuan::render {

/// A premultiplied colour times share / 256, two channels at once; never more than exact, so that sums stay in range.
[[nodiscard]] inline QRgb scaled(QRgb color, std::uint32_t share) noexcept {
  const std::uint32_t even = (((color & 0x00FF00FFU) * share) >> 8) & 0x00FF00FFU;
  const std::uint32_t odd = ((color >> 8) & 0x00FF00FFU) * share & 0xFF00FF00U;
  return even + odd;
}

/// `top` over `under`, both premultiplied.
[[nodiscard]] inline QRgb over(QRgb top, QRgb under) noexcept {
  return top + scaled(under, 256U - (top >> 24) - (top >> 31)); // 255 counts as all
}

} // namespace suyuan::render

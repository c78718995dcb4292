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

using Four = std::uint32_t __attribute__((vector_size(16)));
using Eight = std::uint16_t __attribute__((vector_size(16)));

/// over() for four pixels at once: halves of 16 bits hold a channel times its share.
[[nodiscard]] inline Four overFour(Four top, Four under) noexcept {
  const Four alpha = top >> 24;
  Four share = 256U - alpha - (alpha >> 7);
  share |= share << 16;
  const auto even = reinterpret_cast<Eight>(under & 0x00FF00FFU) * reinterpret_cast<Eight>(share) >> 8;
  const auto odd = reinterpret_cast<Eight>(under >> 8 & 0x00FF00FFU) * reinterpret_cast<Eight>(share);
  return top + reinterpret_cast<Four>(even) + (reinterpret_cast<Four>(odd) & 0xFF00FF00U);
}

} // namespace suyuan::render

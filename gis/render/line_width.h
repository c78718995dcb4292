// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>

namespace suyuan::render {

/// Lines grow a little finer as the map gets smaller: full width from 1:100,000 down, 45 % at 1:5,000,000.
[[nodiscard]] inline double lineWidthAt(double width, double denominator) noexcept {
  return width * std::clamp(std::pow(100000.0 / std::max(denominator, 1.0), 0.205), 0.45, 1.0);
}

} // namespace suyuan::render

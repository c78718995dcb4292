// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/box_text.h"

#include <cmath>
#include <cstdio>

namespace suyuan::cli {

std::optional<Box> parseBox(const std::string& text) {
  Box box;
  int used = 0;
  if (std::sscanf(text.c_str(), "%lf,%lf,%lf,%lf%n", &box.minX, &box.minY, &box.maxX, &box.maxY, &used) != 4 || static_cast<std::size_t>(used) != text.size() ||
      !(box.minX < box.maxX && box.minY < box.maxY) || !std::isfinite(box.minX + box.minY + box.maxX + box.maxY))
    return std::nullopt;
  return box;
}

} // namespace suyuan::cli

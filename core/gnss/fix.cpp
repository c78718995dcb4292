// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gnss/fix.h"

#include <array>
#include <chrono>
#include <format>

namespace suyuan::gnss {

std::string_view keyOf(Quality quality) noexcept {
  static constexpr std::array<std::string_view, 10> keys{"none", "single", "dgps", "pps", "rtk-fixed", "rtk-float", "estimated", "manual", "simulated", "unstated"};
  return keys[static_cast<std::size_t>(quality)];
}

std::string timeText(const Fix& fix) {
  if (!fix.timed) return {};
  const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(fix.time)};
  return fix.dated ? std::format("{:%FT%T}Z", time) : std::format("{:%T}Z", time);
}

} // namespace suyuan::gnss

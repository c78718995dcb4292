// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace suyuan {

/// A moment as records keep it: UTC with milliseconds.
using UtcMillis = std::chrono::sys_time<std::chrono::milliseconds>;

/// "2024-05-01T02:03:04.000Z", as records keep it.
[[nodiscard]] std::string toIso(UtcMillis time);
/// The way back, of a record's time; nothing when it is none.
[[nodiscard]] std::optional<UtcMillis> parseUtc(std::string_view text);
/// The calendar day in China, which has one time for all of it (UTC+8).
[[nodiscard]] std::chrono::sys_days beijingDay(UtcMillis time) noexcept;

} // namespace suyuan

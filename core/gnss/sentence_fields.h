// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gnss/sentences.h"

namespace suyuan::gnss {

// Fields as NMEA writes them. Each is true for an empty field, which leaves the target at "unknown", and false for one that is wrong.

[[nodiscard]] bool readNumber(std::string_view field, double& target, double least, double most) noexcept;
[[nodiscard]] bool readWhole(std::string_view field, int& target, int least, int most) noexcept;
[[nodiscard]] bool readTime(std::string_view field, int& target) noexcept;                          ///< hhmmss[.s…] to ms of the day
[[nodiscard]] bool readDate(std::string_view field, int& year, int& month, int& day) noexcept;      ///< ddmmyy; 80–99 are of the last century
[[nodiscard]] bool readWhere(const Fields& fields, std::size_t first, Where& target) noexcept;      ///< lat, N/S, lon, E/W from `first`
[[nodiscard]] bool readMode(std::string_view field, Quality& target) noexcept;                      ///< one letter; empty is Unstated
[[nodiscard]] bool isDate(int year, int month, int day) noexcept;

} // namespace suyuan::gnss

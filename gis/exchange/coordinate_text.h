// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace suyuan::exchange {

/// A coordinate as people write it.
struct CoordinateText {
  enum class Axis : char { Unknown, Longitude, Latitude };
  double value = 0; ///< degrees, or metres for plain numbers above 360; west and south negative
  Axis axis = Axis::Unknown; ///< by its letter: E, W, 东经 … N, S, 北纬 …
  bool sexagesimal = false;
};

/// Reads 125.3, 125.3E, 东经125.3度, 43°52'12.5"N, 43-52-12.5, 43 52 12.5, 125度18分30秒, 43°52.2', 4860012.25, full-width
/// digits too. Nothing for text that is none of these, "-", "NA", minutes or seconds of 60 or more.
[[nodiscard]] std::optional<CoordinateText> parseCoordinate(std::string_view text);

/// Words that stand for "no value" in tables: "", "-", "--", "—", "/", NA, N/A, null, none, nan, 无.
[[nodiscard]] bool isNoValue(std::string_view text) noexcept;

} // namespace suyuan::exchange

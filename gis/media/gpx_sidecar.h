// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "core/model/utc_time.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

namespace suyuan::media {

struct TimedPoint {
  UtcMillis at;
  Point place; ///< lon, lat, WGS 84; height where it is said
};

/// The track that a camera or receiver has left beside a file: the same name with .gpx, in any case of letters.
[[nodiscard]] std::optional<std::filesystem::path> gpxBeside(const std::filesystem::path& file);

/// The points of a GPX file (1.0, 1.1) that have a time, by time; as far as it can be read. Never throws.
[[nodiscard]] std::vector<TimedPoint> readGpx(const std::filesystem::path& file);

/// Where a track was at a time, between the two points about it; nothing when the nearer of them is farther off in time than `slack`.
[[nodiscard]] std::optional<Point> placeAt(std::span<const TimedPoint> track, UtcMillis time, std::chrono::milliseconds slack = std::chrono::minutes{1});

} // namespace suyuan::media

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "gis/projection/crs.h"

#include <optional>

namespace suyuan::projection {

// Gauss-Krüger zones of CGCS2000. Zone n of 3 degrees has its central meridian at 3n (25 … 45 = 75 … 135 E), zone n of
// 6 degrees at 6n - 3 (13 … 23 = 75 … 135 E). EPSG has each twice: with the zone number before the easting
// (false easting zone*1e6 + 500 000) and without ("CM nnE", false easting 500 000).

enum class ZoneWidth : std::uint8_t { ThreeDegrees, SixDegrees };

/// Zone of a longitude in degrees east; a border belongs to the eastern zone. Not limited to China's zones.
[[nodiscard]] int zoneOf(double longitude, ZoneWidth width = ZoneWidth::ThreeDegrees) noexcept;
/// Central meridian of a zone, degrees east.
[[nodiscard]] double centralMeridian(int zone, ZoneWidth width = ZoneWidth::ThreeDegrees) noexcept;
/// EPSG code; nothing outside China's zones.
[[nodiscard]] std::optional<int> zoneEpsg(int zone, ZoneWidth width, bool withZoneNumber) noexcept;

struct Zone {
  int number = 0;
  ZoneWidth width = ZoneWidth::ThreeDegrees;
  bool withZoneNumber = false;
  friend bool operator==(const Zone&, const Zone&) = default;
};
/// The zone that an EPSG code of CGCS2000 Gauss-Krüger stands for.
[[nodiscard]] std::optional<Zone> zoneOfEpsg(int epsg) noexcept;

/// The CRS to show a lon/lat box in: the 3-degree zone (without number) of its middle when it lies in China's zones
/// and is at most 6 degrees wide, else the 6-degree zone up to 12 degrees, else Web Mercator.
[[nodiscard]] Result<Crs> bestCrsFor(const Box& lonLat);

/// How far (degrees) the box reaches over the zone's own borders; 0 inside.
[[nodiscard]] double outsideZone(const Box& lonLat, const Zone& zone) noexcept;

/// What a table of two projected coordinates looks like.
struct EastingGuess {
  bool swapped = false;        ///< the first number is the northing (X of Chinese survey sheets)
  std::optional<int> zone;     ///< zone number read from the easting's prefix
  ZoneWidth width = ZoneWidth::ThreeDegrees; ///< 13 … 23 are 6-degree numbers, 25 … 45 are 3-degree numbers
};
/// Judges a pair of metres as Gauss-Krüger of China: easting 200-800 km or with a zone number before it, northing
/// 0-6000 km. Nothing when neither order fits.
[[nodiscard]] std::optional<EastingGuess> guessEasting(double first, double second) noexcept;

} // namespace suyuan::projection

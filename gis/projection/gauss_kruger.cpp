// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/projection/gauss_kruger.h"

#include <algorithm>
#include <cmath>

namespace suyuan::projection {

namespace {

// First code, first zone and number of zones of the four families (EPSG registry; all consecutive).
struct Family {
  int firstEpsg, firstZone, count;
  ZoneWidth width;
  bool withZoneNumber;
};
constexpr Family families[] = {
    {4491, 13, 11, ZoneWidth::SixDegrees, true},    // CGCS2000 / Gauss-Kruger zone 13 … 23
    {4502, 13, 11, ZoneWidth::SixDegrees, false},   // CGCS2000 / Gauss-Kruger CM 75E … 135E
    {4513, 25, 21, ZoneWidth::ThreeDegrees, true},  // CGCS2000 / 3-degree Gauss-Kruger zone 25 … 45
    {4534, 25, 21, ZoneWidth::ThreeDegrees, false}, // CGCS2000 / 3-degree Gauss-Kruger CM 75E … 135E
};

bool isEasting(double v) { return v > 200'000 && v < 800'000; }
bool isNorthing(double v) { return v > 300'000 && v < 6'100'000; } // 3 N … 55 N

std::optional<int> zonePrefix(double v) {
  if (v < 13e6 || v >= 46e6) return std::nullopt;
  const int zone = static_cast<int>(v / 1e6);
  if (zone == 24 || !isEasting(v - zone * 1e6)) return std::nullopt;
  return zone;
}

} // namespace

int zoneOf(double longitude, ZoneWidth width) noexcept {
  return width == ZoneWidth::ThreeDegrees ? static_cast<int>(std::floor((longitude + 1.5) / 3))
                                          : static_cast<int>(std::floor(longitude / 6)) + 1;
}

double centralMeridian(int zone, ZoneWidth width) noexcept {
  return width == ZoneWidth::ThreeDegrees ? zone * 3.0 : zone * 6.0 - 3.0;
}

std::optional<int> zoneEpsg(int zone, ZoneWidth width, bool withZoneNumber) noexcept {
  for (const Family& f : families)
    if (f.width == width && f.withZoneNumber == withZoneNumber && zone >= f.firstZone && zone < f.firstZone + f.count)
      return f.firstEpsg + zone - f.firstZone;
  return std::nullopt;
}

std::optional<Zone> zoneOfEpsg(int epsg) noexcept {
  for (const Family& f : families)
    if (epsg >= f.firstEpsg && epsg < f.firstEpsg + f.count)
      return Zone{f.firstZone + epsg - f.firstEpsg, f.width, f.withZoneNumber};
  return std::nullopt;
}

Result<Crs> bestCrsFor(const Box& lonLat) {
  if (!lonLat.isEmpty()) {
    const double middle = (lonLat.minX + lonLat.maxX) / 2, wide = lonLat.maxX - lonLat.minX;
    const ZoneWidth width = wide <= 6 ? ZoneWidth::ThreeDegrees : ZoneWidth::SixDegrees;
    if (wide <= 12 && lonLat.minY >= 0 && lonLat.maxY <= 60)
      if (const auto epsg = zoneEpsg(zoneOf(middle, width), width, false)) return Crs::parse("EPSG:" + std::to_string(*epsg));
  }
  return Crs::parse("EPSG:3857");
}

double outsideZone(const Box& lonLat, const Zone& zone) noexcept {
  if (lonLat.isEmpty()) return 0;
  const double half = zone.width == ZoneWidth::ThreeDegrees ? 1.5 : 3.0;
  const double middle = centralMeridian(zone.number, zone.width);
  return std::max({0.0, middle - half - lonLat.minX, lonLat.maxX - middle - half});
}

std::optional<EastingGuess> guessEasting(double first, double second) noexcept {
  const auto judge = [](double easting, double northing, bool swapped) -> std::optional<EastingGuess> {
    if (!isNorthing(northing)) return std::nullopt;
    if (const auto zone = zonePrefix(easting))
      return EastingGuess{swapped, zone, *zone < 24 ? ZoneWidth::SixDegrees : ZoneWidth::ThreeDegrees};
    if (isEasting(easting)) return EastingGuess{swapped, std::nullopt, ZoneWidth::ThreeDegrees};
    return std::nullopt;
  };
  const auto plain = judge(first, second, false), swapped = judge(second, first, true);
  // Both can only be when both numbers are below 800 km: no mainland northing is, so the order given stands.
  return plain ? plain : swapped;
}

} // namespace suyuan::projection

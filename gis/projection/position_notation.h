// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "gis/projection/transformer.h"

#include <optional>
#include <string>

namespace suyuan::projection {

/// How a position is written. Each is read again by exchange::parsePosition.
enum class Notation : std::uint8_t {
  Degrees,        ///< 43.886123°N 125.323456°E
  DegreesMinutes, ///< 43°53.1674′N 125°19.4074′E
  Dms,            ///< 43°53′10.04″N 125°19′24.44″E
  GaussKruger,    ///< X 4862134.12  Y 42365321.50 (EPSG:4530): northing, easting with its zone of three degrees
};

/// Degrees, minutes and seconds with a letter, rounded as a whole: never 60″. Seconds with 0 to 4 decimals.
[[nodiscard]] std::string dmsText(double degrees, char positive, char negative, int decimals = 2);

/// Writes positions (lon/lat of CGCS2000, degrees) in the notation that is chosen; keeps the zone's transformation between calls.
/// Not thread-safe.
class PositionWriter {
public:
  /// Outside China's zones Gauss-Krüger gives degrees. Empty for what is no position.
  [[nodiscard]] std::string write(const Point& lonLat, Notation notation);

private:
  [[nodiscard]] std::optional<std::string> inZone(const Point& lonLat);

  int epsg_ = 0; ///< that zone_ goes to
  std::optional<Transformer> zone_;
};

} // namespace suyuan::projection

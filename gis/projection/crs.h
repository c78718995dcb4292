// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/geometry.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace suyuan::projection {

enum class WktFlavour : std::uint8_t { Wkt2, Esri };

/// A coordinate reference system. A value: copies share the definition, any thread may use one. Whatever axis order the
/// definition states, coordinates in Suyuan are lon/lat or easting/northing (see axisNote for what the definition says).
class Crs {
public:
  /// "EPSG:4551", "4551", WKT 1 or 2, ESRI WKT, PROJJSON, a PROJ string, "CGCS2000", "WGS84".
  /// Error CrsUnknown (args: the text).
  static Result<Crs> parse(std::string_view text);

  [[nodiscard]] const std::string& name() const noexcept;
  /// EPSG code when the definition carries one.
  [[nodiscard]] std::optional<int> epsg() const noexcept;
  /// What parse takes back: "EPSG:4551", or WKT 2 when there is no code.
  [[nodiscard]] const std::string& code() const noexcept;
  [[nodiscard]] bool isGeographic() const noexcept; ///< degrees of longitude and latitude
  [[nodiscard]] bool isProjected() const noexcept;
  /// One line of WKT; empty when the flavour cannot say it.
  [[nodiscard]] std::string wkt(WktFlavour flavour = WktFlavour::Wkt2) const;
  /// Axis order of the definition, e.g. "lat,lon" or "northing,easting".
  [[nodiscard]] const std::string& axisNote() const noexcept;
  /// Where it may be used, degrees of longitude and latitude; nothing when the definition does not say, or goes around
  /// the date line.
  [[nodiscard]] std::optional<Box> area() const noexcept;
  /// Same system by definition, axis order aside.
  [[nodiscard]] bool isSame(const Crs& other) const;

private:
  struct Definition;
  explicit Crs(std::shared_ptr<const Definition> definition) : definition_(std::move(definition)) {}
  std::shared_ptr<const Definition> definition_;
};

/// EPSG:4490, CGCS2000 longitude and latitude: what a survey stores. \pre PROJ finds its database
[[nodiscard]] const Crs& surveyCrs();

} // namespace suyuan::projection

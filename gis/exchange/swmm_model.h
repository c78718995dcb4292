// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/geometry.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::exchange {

/// What a SWMM .inp (EPA SWMM 5 User's Manual, appendix D.2) says of a drainage network. Metres, elevations of inverts; NaN
/// where nothing is said. Records stand in the file's order.
struct SwmmNode {
  enum class Kind : std::uint8_t { Junction, Outfall, Storage, Divider } kind = Kind::Junction;
  std::string name;
  std::optional<Point> at; ///< in the units of the model's map
  double invert = std::numeric_limits<double>::quiet_NaN();
  double depth = std::numeric_limits<double>::quiet_NaN(); ///< from the invert to the ground; NaN for outfalls
};

struct SwmmLink {
  enum class Kind : std::uint8_t { Conduit, Pump, Orifice, Weir, Outlet } kind = Kind::Conduit;
  std::string name, from, to;
  double length = std::numeric_limits<double>::quiet_NaN();
  double roughness = std::numeric_limits<double>::quiet_NaN(); ///< Manning's n
  double invertUp = std::numeric_limits<double>::quiet_NaN(), invertDown = std::numeric_limits<double>::quiet_NaN();
  std::string shape;                                           ///< SWMM's word: CIRCULAR, RECT_OPEN …
  double height = std::numeric_limits<double>::quiet_NaN();    ///< Geom1: full depth, of a circle its diameter
  double width = std::numeric_limits<double>::quiet_NaN();     ///< Geom2, where it is a width
  std::string section;                                         ///< the rest, as it stands in the file
  std::vector<Point> points;                                   ///< from node, vertices, to node; empty when a node has no place
};

struct SwmmModel {
  enum class MapUnits : std::uint8_t { None, Degrees, Feet, Metres } mapUnits = MapUnits::None;
  bool feet = true; ///< lengths and levels stood in feet
  std::vector<SwmmNode> nodes;
  std::vector<SwmmLink> links;
  [[nodiscard]] const SwmmNode* node(std::string_view name) const;
};

/// Reads UTF-8 text. Section heads in any letters, cut short or indented, as SWMM takes them. A record that lacks its fields
/// is an error with its line; links to nodes that are not there come without points. Errors: ModelOfOther (EPANET),
/// ModelWithoutPlaces, SourceEmpty (no nodes), SourceDamaged.
[[nodiscard]] Result<SwmmModel> readSwmm(std::string_view text, const std::string& file);

/// True for shapes whose Geom1 is a diameter.
[[nodiscard]] bool hasDiameter(std::string_view shape) noexcept;
/// True for shapes whose Geom2 is a width in the units of length.
[[nodiscard]] bool hasWidth(std::string_view shape) noexcept;
/// True for shapes that are open above.
[[nodiscard]] bool isOpenSection(std::string_view shape) noexcept;

} // namespace suyuan::exchange

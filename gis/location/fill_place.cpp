// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/location/fill_place.h"

#include <cmath>

namespace suyuan::location {

bool fillPlace(Outfall& outfall, const PlaceFinder& places, double reachMetres) {
  const auto* position = std::get_if<Point>(&outfall.geometry);
  if (!position) return false;
  const Outfall before = outfall;
  const PlaceAnswer found = places.find(position->x, position->y);

  const auto fill = [](std::string& field, const std::string& value) {
    if (field.empty()) field = value;
  };
  if (found.county.value != 0) fill(outfall.divisionCode, found.county.text());
  if (!found.township.empty() && outfall.township.empty() && outfall.townshipCode.empty()) {
    outfall.township = found.township;
    outfall.townshipCode = found.townshipCode;
  }
  if (found.river && found.river->distance <= reachMetres &&
      (outfall.riverName.empty() || outfall.riverName == found.river->name)) {
    fill(outfall.riverName, found.river->name);
    if (!outfall.riverFid.isSet()) outfall.riverFid = found.river->fid;
    if (outfall.riverFid == found.river->fid) {
      fill(outfall.basin, found.river->basin);
      fill(outfall.bank, found.river->bank);
      if (!outfall.chainage && found.river->chainageFromSource) outfall.chainage = std::round(found.river->chainage);
    }
  }
  return outfall != before;
}

} // namespace suyuan::location

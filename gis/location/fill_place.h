// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/outfall.h"
#include "gis/location/place_finder.h"

namespace suyuan::location {

/// How far an outfall may be from a river's centre line to be said to drain to it.
inline constexpr double receivingReachMetres = 2000;

/// Fills what the outfall does not say yet from where it lies: division_code, township, river_name, river_fid, basin,
/// bank, chainage_m. What is written stays; a river that contradicts the written river_name is not taken, and neither
/// are bank and chainage of it. Chainage only where the line is known to start upstream. Returns true when something
/// was filled. \pre the outfall's geometry is a Point, else nothing is done
bool fillPlace(Outfall& outfall, const PlaceFinder& places, double reachMetres = receivingReachMetres);

} // namespace suyuan::location

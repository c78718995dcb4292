// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

struct sqlite3;

namespace suyuan::store {

/// Registers ST_IsEmpty, ST_MinX, ST_MaxX, ST_MinY, ST_MaxY, which the R-tree triggers of a GeoPackage call. Must be
/// done on every connection that writes: core has no GDAL to do it.
Result<> registerGpkgFunctions(sqlite3* db);

} // namespace suyuan::store

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/exchange/name_tables.h"
#include "gis/exchange/source.h"
#include "gis/projection/crs.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace suyuan::exchange {

/// What was decided about a source before its rows are read: which column feeds which field, where positions come from
/// and in which CRS they are.
struct ImportPlan {
  Layer layer = Layer::Outfalls;
  std::map<std::string, std::string> mapping;        ///< field → column, as used
  std::vector<std::size_t> wanted;                   ///< columns of the source to read
  std::vector<std::pair<int, std::size_t>> fields;   ///< field of the layer ← place in `wanted`
  std::optional<std::size_t> lon, lat, height;       ///< places in `wanted`, for tables
  bool metres = false;                               ///< lon/lat columns hold easting/northing
  bool exchanged = false;                            ///< … in the other order (X = northing)
  std::optional<projection::Crs> crs;                ///< nothing when no positions are needed
  std::string crsEvidence;
  std::vector<Note> notes;
};

/// `remembered` is what the survey kept for these columns; request.mapping goes before it, names after it. An empty
/// column name takes a field out. Errors: SourceColumnUnknown, GeometryTypeWrong, CrsUnknown, SourceDamaged.
[[nodiscard]] Result<ImportPlan> planImport(Source& source, const ImportRequest& request,
                                            const std::map<std::string, std::string>& remembered, const NameTables& tables);

} // namespace suyuan::exchange

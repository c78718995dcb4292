// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/layers/load_survey.h"

#include <string>
#include <vector>

namespace suyuan::layers {

/// Names of the vector layers in a file that GDAL reads. Errors: FileNotFound, FormatUnknown, SourceDamaged.
[[nodiscard]] Result<std::vector<std::string>> fileLayers(const std::string& path);

/// Reads one layer of any vector file through GDAL's columnar interface (Arrow), and projects it to the map's CRS.
/// Known columns (kind, class_1, status, grade, name, code …) become the table's own. Curves are drawn as lines.
/// A file without CRS is taken as lon/lat when its numbers are degrees, else as the map's CRS.
/// Errors: FileNotFound, FormatUnknown, SourceLayerUnknown, SourceDamaged, CrsFailed, Cancelled.
[[nodiscard]] Result<FeatureTable> loadFile(const std::string& path, const std::string& layer,
                                            const projection::Crs& mapCrs, std::stop_token stop = {},
                                            const LoadProgress& progress = {});

} // namespace suyuan::layers

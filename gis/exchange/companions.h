// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/exchange/export_layers.h"
#include "gis/exchange/export_task.h"

namespace suyuan::exchange {

/// .prj (ESRI WKT), .cpg and the field dictionary of a shapefile, beside `shp`. Returns the files.
[[nodiscard]] Result<std::vector<std::filesystem::path>> writeShapefileCompanions(const std::filesystem::path& shp, const LayerTask& task,
                                                                                  const projection::Crs& crs);
/// NAME_report.txt: what was written and everything that is not as it was. Returns the file.
[[nodiscard]] Result<std::filesystem::path> writeReport(const std::filesystem::path& out, const PreflightReport& report, const projection::Crs& crs,
                                                        const std::function<std::string(const Note&)>& say);

} // namespace suyuan::exchange

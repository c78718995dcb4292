// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/exchange/export_layers.h"
#include "gis/projection/crs.h"

#include <string>
#include <vector>

namespace suyuan::exchange {

struct LayerTask {
  Layer layer = Layer::Outfalls;
  std::string encoding = "UTF-8";
  std::int64_t records = 0;
  std::vector<std::size_t> widths; ///< longest UTF-8 bytes of each field; shapefile only
  std::string fidName;             ///< shapefile only
  std::vector<std::string> names;  ///< columns of the fields; shapefile only
  std::int64_t shapes = 0, heights = 0; ///< records with a geometry; of them with heights
};

/// An export request with everything looked up.
struct ExportTask {
  projection::Crs crs = projection::surveyCrs();
  std::vector<LayerTask> layers;
};

/// Looks everything up and notes what can be known without reading every text.
[[nodiscard]] Result<ExportTask> planExport(store::Reader& reader, const ExportRequest& request, PreflightReport& report);

} // namespace suyuan::exchange

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/exchange/export_layers.h"

namespace suyuan::exchange {

/// Writes channels, wells and outfalls as one SWMM .inp, in metres, levels as elevations. What the network joins is one node:
/// an outfall, a well, else a junction made for it; a channel that something joins in its middle becomes as many conduits.
/// Where nothing is known stand SWMM's own defaults. ExportReport::written counts nodes and links. Aside first, as exportLayers.
/// Errors: as exportLayers, and Cancelled.
[[nodiscard]] Result<ExportReport> exportSwmm(store::Reader& reader, const ExportRequest& request, const Progress& progress = {}, std::stop_token stop = {});

} // namespace suyuan::exchange

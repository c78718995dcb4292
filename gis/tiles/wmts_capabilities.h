// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/tiles/tile_source.h"

#include <QByteArray>

#include <string>
#include <vector>

namespace suyuan::tiles {

/// Reads what a WMTS says of itself (OGC 07-057r7, GetCapabilities 1.0.0), by KVP or ResourceURL: a source for each layer and
/// each of its matrix sets in EPSG:3857, 4490 or 4326; other systems and formats that are no pictures are left out.
/// Known faults of services are put right: corners in the other axis order, scale denominators for 96 instead of 90.7 dots
/// an inch, bounding boxes that are not in degrees, http where the document came by https.
/// `address` is where the document came from; a key written in it is taken out (OwnSource::key).
/// Error WmtsInvalid: no such document, cut off, or nothing in it that can be used.
[[nodiscard]] Result<std::vector<OwnSource>> readWmtsCapabilities(const QByteArray& document, const std::string& address);

/// The address of the document for what a person pasted: of the service, of the document itself, or of a tile.
[[nodiscard]] std::string capabilitiesAddress(const std::string& pasted);

} // namespace suyuan::tiles

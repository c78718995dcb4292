// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/tiles/tile_source.h"

namespace suyuan::tiles {

/// Of an own source: a name for its keys and its tiles on the disk.
[[nodiscard]] std::string idOfAddress(const std::string& address);

/// Error TileSourceInvalid: not http(s), a part is missing or not known.
Result<> checkAddress(const std::string& address, const std::vector<std::string>& hosts);

/// A key that is written in an address is cut out of it, {key} put in its place; empty when there is none.
[[nodiscard]] std::string keyCutFrom(std::string& address);

} // namespace suyuan::tiles

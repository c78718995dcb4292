// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/geometry.h"

#include <string_view>

namespace suyuan::store {
class Reader;
}

namespace suyuan::search {

/// Where the outfalls of a division lie, lon/lat: the place of one that the survey has no outline of. Six digits of a
/// province, city or county, or nine of a township. Empty when it has no outfall. Reads all outfalls: for a worker.
[[nodiscard]] Result<Box> boxOfOutfalls(store::Reader& reader, std::string_view divisionCode);

} // namespace suyuan::search

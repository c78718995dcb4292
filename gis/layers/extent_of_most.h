// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/reader.h"

namespace suyuan::layers {

/// Where a layer is, lon/lat: its extent, unless that is wider than any province. Then that of the records within some degrees of the middle
/// one, so that a few positions at 0° 0° or in another country do not take the map away. Errors: the store's.
[[nodiscard]] Result<Box> extentOfMost(store::Reader& reader, Layer layer);

} // namespace suyuan::layers

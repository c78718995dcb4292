// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/exchange/swmm_model.h"

#include <gdal_priv.h>

namespace suyuan::exchange {

/// The model as three layers in memory, wells, outfalls and channels, whose columns bear the names of our fields, so that
/// it is brought in as any other file. Nothing when GDAL has no layers in memory.
[[nodiscard]] GDALDatasetUniquePtr swmmLayers(const SwmmModel& model);

/// What a link is in our words: 管道, 明渠, 泵, 孔口, 堰, 出水口.
[[nodiscard]] std::string channelKind(const SwmmLink& link);
[[nodiscard]] SwmmLink::Kind linkKind(std::string_view channelKind) noexcept;

} // namespace suyuan::exchange

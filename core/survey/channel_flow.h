// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/channel.h"

#include <optional>
#include <string_view>

namespace suyuan::survey {

/// Manning's n: the channel's own, else what GB 50014-2021 table 5.2.3 gives for its material (the middle of the range).
/// Nothing when neither is known.
[[nodiscard]] std::optional<double> roughnessOf(const Channel& channel);

/// Metres that the section is high: the diameter, else the height.
[[nodiscard]] std::optional<double> sizeOf(const Channel& channel);

/// Speed of a full section by Manning (GB 50014-2021, 5.2.2), m/s, from the size, the roughness and the fall between the
/// inverts over the length. Nothing when one of them is not known or it does not fall. Circles, rectangles and trapezoids.
[[nodiscard]] std::optional<double> fullSpeed(const Channel& channel, double lengthMetres);

} // namespace suyuan::survey

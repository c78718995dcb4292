// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/location/gnss_source.h"

#include <QString>

namespace suyuan::desktop {

// What the receiver's states are called, in the window's language.

[[nodiscard]] QString wordOf(gnss::Quality quality);
[[nodiscard]] QString wordOf(gnss::Health health);
[[nodiscard]] QString wordOf(location::GnssLink link);
[[nodiscard]] QString wordOf(gnss::GateAnswer answer); ///< why a fix may not make a point
/// "± 3.2 m", with a mark when it is estimated; says so when it is not known.
[[nodiscard]] QString wordOf(const gnss::Accuracy& accuracy);

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace suyuan::desktop {

[[nodiscard]] QString lengthWords(double metres);      ///< in m, from 10 km on in km
[[nodiscard]] QString areaWords(double squareMetres);  ///< in m², from 0.1 km² on in km²

} // namespace suyuan::desktop

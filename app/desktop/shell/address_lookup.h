// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"

#include <QObject>
#include <QString>

#include <functional>

namespace suyuan::desktop {

/// Asks the geocoding provider that the user chose for the address of a place (longitude, latitude, CGCS2000, which is
/// WGS 84 to within the width of a hand). `then` gets the address, or why there is none; not at all when `owner` is gone.
void lookUpAddress(const QString& provider, const Point& lonLat, QObject* owner, std::function<void(const QString& address, const QString& why)> then);

} // namespace suyuan::desktop

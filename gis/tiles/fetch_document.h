// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <QByteArray>

#include <stop_token>
#include <string>

namespace suyuan::tiles {

/// A document from the network, waited for on this thread (not the window's). Its address may hold a key and is in no error.
/// Errors: TilesUnreachable with its host; Cancelled.
[[nodiscard]] Result<QByteArray> fetchDocument(const std::string& address, std::stop_token stop);

} // namespace suyuan::tiles

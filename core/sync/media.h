// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/hub.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>

namespace suyuan::sync {

/// Photos and videos of this copy that the hub lacks. They go before the entries that speak of them. Files whose name
/// is not their SHA-256 are not media. Returns how many were sent.
Result<std::int64_t> sendMedia(const std::filesystem::path& folder, Hub& hub, std::stop_token stop);
/// The other way; each is verified by its hash before it gets its name.
Result<std::int64_t> receiveMedia(const std::filesystem::path& folder, Hub& hub, std::stop_token stop);

} // namespace suyuan::sync

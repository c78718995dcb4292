// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/hub.h"

#include <span>
#include <string>
#include <vector>

namespace suyuan::sync {

/// The bytes of an entry file (FORMAT.md). `previousUid` chains it to the entry before; empty for the first.
[[nodiscard]] std::vector<std::byte> encodeEntry(const HubEntry& entry, const std::string& previousUid);

struct DecodedEntry {
  HubEntry entry;
  std::string previousUid;
};
/// Reads what encodeEntry wrote. Error HubDamaged, with `file` as its place, for anything torn or changed.
[[nodiscard]] Result<DecodedEntry> decodeEntry(std::span<const std::byte> bytes, const std::string& file);

} // namespace suyuan::sync

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/hub.h"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace suyuan::store {
class SyncAccess;
}

struct sqlite3;

namespace suyuan::sync {

// The copy's side of a sync, on its writer connection.

/// The hub's last entry that this copy has; {0, ""} when none.
[[nodiscard]] Result<Hub::Last> lastKnown(sqlite3* db);

struct Merged {
  std::int64_t received = 0; ///< entries of other copies
};
/// Takes in what the hub has after lastKnown, within the access's transaction; the caller commits. Entries of this copy
/// among them (sent before, and the answer never heard) are only marked as sent. Of the hub's entries one is in memory at
/// a time, of our own one part. Error SurveyCorrupt when an entry does not fit this copy: the copy is then not what the
/// hub's log makes of it; the caller rolls back, as after any error.
Result<Merged> mergeFrom(store::SyncAccess& access, Hub& hub, std::int64_t lastKnown, std::stop_token stop);

/// Ids of the entries that the hub does not have, oldest first.
[[nodiscard]] Result<std::vector<std::int64_t>> unsentEntries(sqlite3* db);
/// One entry as it travels.
[[nodiscard]] Result<HubEntry> readEntry(sqlite3* db, std::int64_t entryId);
/// The hub has it, as this number.
Result<> markSent(sqlite3* db, const std::string& uid, std::int64_t number);

} // namespace suyuan::sync

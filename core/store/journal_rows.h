// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/journal.h"
#include "core/store/sqlite_handle.h"

#include <string_view>

struct sqlite3;

namespace suyuan::store {

[[nodiscard]] std::string_view kindName(EntryKind kind) noexcept;

/// Columns of suyuan_journal in the order that entryOf reads.
inline constexpr std::string_view entryColumns =
    "j.entry_id, j.uid, j.kind, j.label, j.author, j.device, j.at, j.changes, "
    "(SELECT u.entry_id FROM suyuan_journal u WHERE u.uid = j.undoes), j.undone, j.hub_seq";
[[nodiscard]] JournalEntry entryOf(const Statement& row);
[[nodiscard]] JournalEntry entryOf(const std::vector<Value>& row);

} // namespace suyuan::store

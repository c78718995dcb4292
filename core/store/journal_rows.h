// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/entry_writer.h"
#include "core/store/journal.h"

#include <span>

struct sqlite3;

namespace suyuan::store {

[[nodiscard]] std::string_view kindName(EntryKind kind) noexcept;

/// Writes an entry's row and parts; the entry's id is given by the table. Inside the caller's transaction.
Result<EntryId> writeEntry(sqlite3* db, const JournalEntry& entry, std::string_view undoesUid, std::optional<std::int64_t> hubSequence,
                           std::span<const ChangesetPart> parts);

/// Columns of suyuan_journal in the order that entryOf reads.
inline constexpr std::string_view entryColumns =
    "j.entry_id, j.uid, j.kind, j.label, j.author, j.device, j.at, j.changes, "
    "(SELECT u.entry_id FROM suyuan_journal u WHERE u.uid = j.undoes), j.undone, j.hub_seq";
[[nodiscard]] JournalEntry entryOf(const Statement& row);

/// All changes of an entry, its parts in order.
[[nodiscard]] Result<std::vector<Change>> changesOf(sqlite3* db, EntryId entry);

} // namespace suyuan::store

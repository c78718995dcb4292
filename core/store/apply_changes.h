// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/changeset.h"

#include <functional>

struct sqlite3;

namespace suyuan::store {

/// What stood in the way of a change.
struct Clash {
  enum class Kind : std::uint8_t {
    Field,         ///< the field is neither what it was before the change nor what the change makes it
    UpdateMissing, ///< the record to be updated is not there
    DeleteMissing, ///< the record to be deleted is not there (harmless)
    DeleteChanged, ///< the record to be deleted was changed since
    InsertExists,  ///< a record with this key is there already
  };
  Kind kind = Kind::Field;
  const Change* change = nullptr; ///< not owned
  std::string table, field;       ///< field: Field only
  std::int64_t fid = 0;           ///< integer key of the record; 0 when the table's key is text
  Value base, mine, theirs;       ///< Field: before the change, what the change wants, what is there
};

/// What to do about a clash. Skip leaves what is there, Force carries the change out all the same, Stop ends the whole
/// apply with UndoStale (the caller rolls back).
enum class OnClash : std::uint8_t { Skip, Force, Stop };

/// Carries changes out field by field on tables that the changes name (only captured tables are touched; others are
/// refused as ChangesetDamaged). A field that already has the wanted value is no clash. Inside the caller's
/// transaction. Returns how many rows were really changed.
Result<std::int64_t> applyChanges(sqlite3* db, std::span<const Change> changes,
                                  const std::function<OnClash(const Clash&)>& onClash);

} // namespace suyuan::store

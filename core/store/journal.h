// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/ids.h"
#include "core/model/layer.h"
#include "core/model/value.h"

#include <optional>
#include <string>
#include <vector>

namespace suyuan::store {

class Reader;

enum class EntryKind : std::uint8_t { Edit, Undo, Redo, Import, Foreign, Sync };

/// One journal entry without its changeset.
struct JournalEntry {
  EntryId id;
  std::string uid;        ///< 32 hex digits, the same in every copy
  EntryKind kind = EntryKind::Edit;
  std::string label;
  std::string author;
  std::string device;
  std::string at;         ///< UTC, ISO 8601 with milliseconds
  std::int64_t changes = 0; ///< rows changed
  std::optional<EntryId> undoes; ///< the entry this one takes back
  bool undone = false;    ///< taken back by a later entry
  bool sent = false;      ///< known to the hub
};

/// What happened to one field of one record.
struct FieldChange {
  JournalEntry entry;
  Layer layer = Layer::Outfalls;
  Fid fid;
  enum class Kind : std::uint8_t { Insert, Update, Delete } kind = Kind::Update;
  std::string field;           ///< "geom" for the geometry; empty for insert and delete
  Value before, after;
};

/// Newest first. `before` pages: entries older than it.
[[nodiscard]] Result<std::vector<JournalEntry>> entries(Reader& reader, int limit = 100,
                                                        std::optional<EntryId> before = {});
/// The record's time line, oldest first.
[[nodiscard]] Result<std::vector<FieldChange>> history(Reader& reader, Layer layer, Fid fid);

} // namespace suyuan::store

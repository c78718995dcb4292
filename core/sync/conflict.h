// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/ids.h"
#include "core/model/layer.h"
#include "core/model/value.h"
#include "core/store/survey_file.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::sync {

enum class ConflictKind : std::uint8_t {
  Field,      ///< 同一字段两个值: the earlier value stands in the record, mine waits here
  EditDelete, ///< 我改他删: I edited what they deleted; the record is back
  DeleteEdit, ///< 我删他改: I deleted what they edited; the record is kept
  Code,       ///< 编码重复: one code given to two records; both keep it
};

/// One clash, as every copy lists it. "Mine" is the copy that synced later and found it. Texts are values as toText
/// writes them (geometry: hex of the GeoPackage blob); nothing is NULL. EditDelete's `mine` and DeleteEdit's `theirs`
/// are JSON objects field → text; Code's mine and theirs are the two fids.
struct Conflict {
  std::string id; ///< 32 hex digits
  ConflictKind kind = ConflictKind::Field;
  Layer layer = Layer::Outfalls;
  Fid fid;
  std::string field; ///< empty: the whole record
  std::optional<std::string> base, mine, theirs;
  std::string mineBy, theirsBy;
  std::string code; ///< Code only
  std::string at;   ///< when my edit was made, UTC
  bool open = true;
};

[[nodiscard]] std::string_view conflictKindKey(ConflictKind kind) noexcept; ///< "field", "edit-delete", …

/// The review list, oldest first.
[[nodiscard]] Result<std::vector<Conflict>> conflicts(store::Reader& reader, bool onlyOpen = true);

enum class Resolution : std::uint8_t {
  Mine,   ///< Field: mine goes into the record. EditDelete: the record stays. DeleteEdit: it is deleted.
  Theirs, ///< Field: the record stays as it is. EditDelete: the record is deleted. DeleteEdit: it stays.
  Value,  ///< Field and Code: the given value goes into the record
};

/// Settles a conflict as one journalled edit (it can be undone, and travels). Code: Mine clears the code of theirs,
/// Theirs clears mine. Errors: RecordMissing (no such conflict, or the record is gone), ValueInvalid.
Result<> resolveConflict(store::SurveyFile& survey, const std::string& id, Resolution resolution, const Value& value = {});

} // namespace suyuan::sync

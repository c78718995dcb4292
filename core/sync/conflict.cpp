// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/conflict.h"

#include "core/model/record.h"
#include "core/store/gpkg_blob.h"
#include "core/store/sqlite_handle.h"
#include "core/store/sync_access.h"

#include <algorithm>
#include <array>

namespace suyuan::sync {

namespace {

constexpr std::array<std::string_view, 4> kindKeys{"field", "edit-delete", "delete-edit", "code"};

std::optional<std::string> textOrNull(const Value& value) {
  if (isNull(value)) return {};
  return toText(value);
}

// The text of the list as a value of the field's type again.
std::optional<Value> valueOf(const Conflict& conflict, const std::optional<std::string>& text) {
  if (!text) return Value{};
  const LayerSchema& schema = schemaOf(conflict.layer);
  const int index = schema.indexOf(conflict.field);
  if (index < 0) return {};
  const FieldType type = schema.fields[static_cast<std::size_t>(index)].type;
  if (type == FieldType::Text || type == FieldType::Date || type == FieldType::DateTime) return Value{*text};
  return parseValue(type, *text);
}

std::optional<Blob> blobOf(const std::optional<std::string>& hex) {
  Blob blob;
  if (!hex) return blob;
  if (hex->size() % 2 != 0) return {};
  for (std::size_t i = 0; i < hex->size(); i += 2) {
    const auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; };
    const int high = digit((*hex)[i]);
    const int low = digit((*hex)[i + 1]);
    if (high < 0 || low < 0) return {};
    blob.push_back(static_cast<std::byte>(high * 16 + low));
  }
  return blob;
}

} // namespace

std::string_view conflictKindKey(ConflictKind kind) noexcept { return kindKeys[static_cast<std::size_t>(kind)]; }

Result<std::vector<Conflict>> conflicts(store::Reader& reader, bool onlyOpen) {
  std::vector<Conflict> list;
  const std::string sql = std::string("SELECT uid, kind, layer, fid, field, base, mine, theirs, mine_by, theirs_by, code, at, "
                                      "state FROM suyuan_conflict") +
                          (onlyOpen ? " WHERE state = 'open'" : "") + " ORDER BY at, uid";
  auto read = reader.select(sql, {}, [&](const std::vector<Value>& row) {
    Conflict c;
    c.id = toText(row[0]);
    const auto kind = std::ranges::find(kindKeys, toText(row[1]));
    const auto layer = layerNamed(toText(row[2]));
    if (kind == kindKeys.end() || !layer) return true; // of a later version
    c.kind = static_cast<ConflictKind>(kind - kindKeys.begin());
    c.layer = *layer;
    if (const auto* fid = std::get_if<std::int64_t>(&row[3])) c.fid = Fid{*fid};
    c.field = toText(row[4]);
    c.base = textOrNull(row[5]);
    c.mine = textOrNull(row[6]);
    c.theirs = textOrNull(row[7]);
    c.mineBy = toText(row[8]);
    c.theirsBy = toText(row[9]);
    c.code = toText(row[10]);
    c.at = toText(row[11]);
    c.open = toText(row[12]) == "open";
    list.push_back(std::move(c));
    return true;
  });
  if (!read) return std::unexpected(std::move(read).error());
  return list;
}

Result<> resolveConflict(store::SurveyFile& survey, const std::string& id, Resolution resolution, const Value& value) {
  auto open = conflicts(survey.reader());
  if (!open) return std::unexpected(std::move(open).error());
  const auto found = std::ranges::find(*open, id, &Conflict::id);
  if (found == open->end()) return failure(ErrorCode::RecordMissing, {.layer = "suyuan_conflict", .field = id});
  const Conflict& c = *found;
  const auto invalid = [&] { return failure(ErrorCode::ValueInvalid, {.layer = std::string(layerName(c.layer)), .row = c.fid.value, .field = c.field}); };

  const auto settleRecord = [&](store::Edit& edit) -> Result<> {
    switch (c.kind) {
    case ConflictKind::Field: {
      if (resolution == Resolution::Theirs) return {};
      if (c.field == "geom") {
        const auto* given = std::get_if<Blob>(&value);
        const auto blob = resolution == Resolution::Value ? (given ? std::optional(*given) : std::nullopt) : blobOf(c.mine);
        if (!blob) return invalid();
        auto geometry = store::decodeGeometry(*blob);
        if (!geometry) return invalid();
        return edit.setGeometry(c.layer, c.fid, *geometry);
      }
      const auto wanted = resolution == Resolution::Value ? std::optional(value) : valueOf(c, c.mine);
      if (!wanted) return invalid();
      return edit.setField(c.layer, c.fid, c.field, *wanted);
    }
    case ConflictKind::EditDelete:
      if (resolution == Resolution::Value) return invalid();
      return resolution == Resolution::Theirs ? edit.removeRow(c.layer, c.fid) : Result<>{};
    case ConflictKind::DeleteEdit:
      if (resolution == Resolution::Value) return invalid();
      return resolution == Resolution::Mine ? edit.removeRow(c.layer, c.fid) : Result<>{};
    case ConflictKind::Code: {
      if (resolution == Resolution::Value) return edit.setField(c.layer, c.fid, c.field, value);
      const auto loser = parseFid((resolution == Resolution::Mine ? c.theirs : c.mine).value_or(""));
      if (!loser) return invalid();
      return edit.setField(c.layer, *loser, c.field, Value{});
    }
    }
    return {};
  };
  // What runs on the writer's connection inside an edit is captured with it: the list's row goes into the same entry.
  sqlite3* db = nullptr;
  if (auto access = store::SyncAccess::begin(survey); access) db = access->connection();
  else return std::unexpected(std::move(access).error());
  constexpr std::array<const char*, 3> words{"mine", "theirs", "value"};
  auto done = survey.edit("处理冲突", [&](store::Edit& edit) -> Result<> {
    SUYUAN_TRY(settleRecord(edit));
    auto settle = store::Statement::prepare(
        db, "UPDATE suyuan_conflict SET state = 'resolved', resolution = ?, resolved_by = ? WHERE uid = ?");
    if (!settle) return std::unexpected(std::move(settle).error());
    settle->bindText(1, words[static_cast<std::size_t>(resolution)]);
    settle->bindText(2, survey.info().author);
    settle->bindText(3, c.id);
    return settle->run();
  });
  if (!done) return std::unexpected(std::move(done).error());
  return {};
}

} // namespace suyuan::sync

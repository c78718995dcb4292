// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/edit_session.h"

#include "core/model/geometry_functions.h"
#include "core/store/gpkg_blob.h"
#include "core/store/gpkg_schema.h"
#include "core/store/row_sql.h"

#include <sqlite3.h>

#include <format>

namespace suyuan::store {

EditSession::EditSession(sqlite3* db, EntryWriter& entry)
    : db_(db), entry_(entry), parts_(entry), statements_(db), bulk_(db, statements_, parts_) {}

Result<std::unique_ptr<EditSession>> EditSession::start(sqlite3* db, EntryWriter& entry) {
  std::unique_ptr<EditSession> session(new EditSession(db, entry));
  SUYUAN_TRY(session->single());
  return session;
}

Result<> EditSession::single() {
  if (capture_) return {};
  SUYUAN_TRY(bulk_.end());
  auto capture = Capture::start(db_);
  if (!capture) return std::unexpected(std::move(capture).error());
  capture_.emplace(std::move(*capture));
  return {};
}

Result<> EditSession::changed(Layer layer, Fid fid) {
  if (sqlite3_changes(db_) > 0) return {};
  return failure(ErrorCode::RecordMissing, {.layer = std::string(layerName(layer))}, {}, {toText(fid)});
}

void EditSession::bindGeometry(Layer layer, Statement& statement, int index, const Geometry& geometry) {
  encodeGeometry(geometry, schemaOf(layer).geometry, blob_);
  if (blob_.empty()) statement.bindNull(index);
  else statement.bindBlob(index, blob_);
  touched_[layer].add(boxOf(geometry));
}

Result<Fid> EditSession::insertRow(Layer layer, const Row& row) {
  const LayerSchema& schema = schemaOf(layer);
  SUYUAN_TRY(fitsLayer(schema, row));
  SUYUAN_TRY(single());
  auto insert = statements_.get(insertSql(layer));
  if (!insert) return std::unexpected(std::move(insert).error());
  const Fid fid = row.fid.isSet() ? row.fid : Fid{newFids()};
  int index = 1;
  (*insert)->bindInteger(index++, fid.value);
  if (hasGeometry(schema.geometry)) bindGeometry(layer, **insert, index++, row.geometry);
  for (const Value& value : row.values) (*insert)->bind(index++, value);
  SUYUAN_TRY((*insert)->run());
  SUYUAN_TRY(keepCode(layer, row));
  return fid;
}

Result<> EditSession::updateRow(Layer layer, const Row& row) {
  const LayerSchema& schema = schemaOf(layer);
  SUYUAN_TRY(fitsLayer(schema, row));
  SUYUAN_TRY(single());
  auto update = statements_.get(updateSql(layer));
  if (!update) return std::unexpected(std::move(update).error());
  int index = 1;
  if (hasGeometry(schema.geometry)) bindGeometry(layer, **update, index++, row.geometry);
  for (const Value& value : row.values) (*update)->bind(index++, value);
  (*update)->bindInteger(index, row.fid.value);
  SUYUAN_TRY((*update)->run());
  SUYUAN_TRY(changed(layer, row.fid));
  return keepCode(layer, row);
}

Result<> EditSession::setField(Layer layer, Fid fid, std::string_view field, const Value& value) {
  if (schemaOf(layer).indexOf(field) < 0)
    return failure(ErrorCode::FieldUnknown, {.layer = std::string(layerName(layer)), .field = std::string(field)});
  SUYUAN_TRY(single());
  auto update = statements_.get(std::format("UPDATE {} SET {} = ? WHERE fid = ?", layerName(layer), field));
  if (!update) return std::unexpected(std::move(update).error());
  (*update)->bind(1, value);
  (*update)->bindInteger(2, fid.value);
  SUYUAN_TRY((*update)->run());
  SUYUAN_TRY(changed(layer, fid));
  if (layer == Layer::Outfalls && field == "code_national") return keepCode(value);
  return {};
}

Result<> EditSession::setGeometry(Layer layer, Fid fid, const Geometry& geometry) {
  if (!hasGeometry(schemaOf(layer).geometry))
    return failure(ErrorCode::FieldUnknown, {.layer = std::string(layerName(layer)), .field = "geom"});
  SUYUAN_TRY(single());
  auto update = statements_.get(std::format("UPDATE {} SET geom = ? WHERE fid = ?", layerName(layer)));
  if (!update) return std::unexpected(std::move(update).error());
  bindGeometry(layer, **update, 1, geometry);
  (*update)->bindInteger(2, fid.value);
  SUYUAN_TRY((*update)->run());
  return changed(layer, fid);
}

Result<> EditSession::removeRow(Layer layer, Fid fid) {
  SUYUAN_TRY(single());
  // What the field brought back goes with its outfall; undo brings both back.
  if (layer == Layer::Outfalls)
    for (const Layer child : outfallsOwn) {
      auto clear = statements_.get(std::format("DELETE FROM {} WHERE outfall_fid = ?", layerName(child)));
      if (!clear) return std::unexpected(std::move(clear).error());
      (*clear)->bindInteger(1, fid.value);
      SUYUAN_TRY((*clear)->run());
    }
  auto remove = statements_.get(std::format("DELETE FROM {} WHERE fid = ?", layerName(layer)));
  if (!remove) return std::unexpected(std::move(remove).error());
  (*remove)->bindInteger(1, fid.value);
  SUYUAN_TRY((*remove)->run());
  return changed(layer, fid);
}

Result<> EditSession::insertBulk(Layer layer, std::span<Row> rows) {
  if (rows.empty()) return {};
  if (capture_) {
    SUYUAN_TRY(flush());
    capture_.reset();
  }
  return bulk_.insert(layer, rows, touched_[layer]);
}

Result<> EditSession::keepCode(Layer layer, const Row& row) {
  if (layer != Layer::Outfalls) return {};
  const int field = schemaOf(layer).indexOf("code_national");
  return keepCode(row.values[static_cast<std::size_t>(field)]);
}

Result<> EditSession::keepCode(const Value& code) {
  const auto* text = std::get_if<std::string>(&code);
  if (!text) return {};
  const auto number = codeNumber(*text);
  if (!number) return {};
  return reserveCodeNumber(number->series, number->number, *text);
}

Result<> EditSession::reserveCodeNumber(std::string_view series, int number, std::string_view code) {
  SUYUAN_TRY(single());
  if (auto kept = keepCodeNumber(statements_, series, number, code); !kept) return std::unexpected(std::move(kept).error());
  return {};
}

Result<int> EditSession::highestCodeNumber(std::string_view series) {
  auto highest = scalar(db_, "SELECT coalesce(max(number), 0) FROM suyuan_code_number WHERE series = ?", {Value{std::string(series)}});
  if (!highest) return std::unexpected(std::move(highest).error());
  return static_cast<int>(std::get<std::int64_t>(*highest));
}

namespace {

std::string ignoredKey(Layer layer, Fid fid, std::string_view rule, std::string_view field) {
  return std::format("{}/{}/{}/{}", layerName(layer), fid.value, rule, field);
}

} // namespace

Result<> EditSession::ignoreFinding(const IgnoredFinding& ignored) {
  SUYUAN_TRY(single());
  const std::string key = ignoredKey(ignored.layer, ignored.fid, ignored.rule, ignored.field);
  const std::string layer(layerName(ignored.layer));
  auto put = Statement::prepare(db_, "INSERT INTO suyuan_ignored(uid, layer, fid, rule, field, reason, author, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                                     "ON CONFLICT(uid) DO UPDATE SET reason = excluded.reason, author = excluded.author, at = excluded.at");
  if (!put) return std::unexpected(std::move(put).error());
  put->bindText(1, key);
  put->bindText(2, layer);
  put->bindInteger(3, ignored.fid.value);
  put->bindText(4, ignored.rule);
  put->bindText(5, ignored.field);
  put->bindText(6, ignored.reason);
  put->bindText(7, ignored.by);
  put->bindText(8, ignored.at);
  return put->run();
}

Result<> EditSession::takeUpFinding(Layer layer, Fid fid, std::string_view rule, std::string_view field) {
  SUYUAN_TRY(single());
  const std::string key = ignoredKey(layer, fid, rule, field);
  auto drop = Statement::prepare(db_, "DELETE FROM suyuan_ignored WHERE uid = ?");
  if (!drop) return std::unexpected(std::move(drop).error());
  drop->bindText(1, key);
  return drop->run();
}

Result<> EditSession::flush() {
  if (!capture_ || capture_->isEmpty()) return {};
  auto captured = capture_->changeset();
  if (!captured) return std::unexpected(std::move(captured).error());
  if (!captured->empty()) { // a change and its reverse leave nothing
    auto part = partOf(std::move(*captured));
    if (!part) return std::unexpected(std::move(part).error());
    SUYUAN_TRY(entry_.add(*part));
  }
  capture_.reset();
  return single();
}

Result<> EditSession::refreshExtents() {
  for (const auto& [layer, box] : touched_) {
    if (box.isEmpty()) continue;
    auto extent = statements_.get("UPDATE gpkg_contents SET min_x = min(coalesce(min_x, ?2), ?2), min_y = min(coalesce(min_y, ?3), ?3), "
                                  "max_x = max(coalesce(max_x, ?4), ?4), max_y = max(coalesce(max_y, ?5), ?5), "
                                  "last_change = strftime('%Y-%m-%dT%H:%M:%fZ','now') WHERE table_name = ?1");
    if (!extent) return std::unexpected(std::move(extent).error());
    (*extent)->bindText(1, layerName(layer));
    (*extent)->bindReal(2, box.minX);
    (*extent)->bindReal(3, box.minY);
    (*extent)->bindReal(4, box.maxX);
    (*extent)->bindReal(5, box.maxY);
    SUYUAN_TRY((*extent)->run());
  }
  return {};
}

Result<> EditSession::finish() {
  SUYUAN_TRY(flush());
  capture_.reset();
  SUYUAN_TRY(bulk_.end());
  return entry_.isEmpty() ? Result<>{} : refreshExtents();
}

} // namespace suyuan::store

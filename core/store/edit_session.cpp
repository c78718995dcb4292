// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/edit_session.h"

#include "core/model/geometry_functions.h"
#include "core/store/gpkg_blob.h"
#include "core/store/gpkg_schema.h"

#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <format>

namespace suyuan::store {

namespace {

constexpr std::size_t partBytes = 8U << 20;    // a part is read whole by history and sync
constexpr std::size_t bulkThreshold = 2000;    // fewer rows than this keep the R-tree's trigger

/// Series ("220102/GY") and number of a code's shape; the store needs no more of HJ 1235 than that.
std::optional<std::pair<std::string, int>> seriesOf(std::string_view code) {
  std::string plain;
  for (const char c : code)
    if (c != '-') plain.push_back(c);
  if (plain.size() != 16) return std::nullopt;
  const auto isDigits = [&](std::size_t from, std::size_t n) {
    return std::ranges::all_of(plain.substr(from, n), [](char c) { return c >= '0' && c <= '9'; });
  };
  if (!isDigits(2, 10)) return std::nullopt;
  return std::pair{plain.substr(2, 6) + "/" + plain.substr(12, 2), std::stoi(plain.substr(8, 4))};
}

/// Place on a Hilbert curve of a 2^16 grid over China's box: neighbours on the map become neighbours in the tree.
std::uint32_t hilbert(const Box& box) {
  const auto cell = [](double v, double low, double high) {
    return static_cast<std::uint32_t>(std::clamp((v - low) / (high - low), 0.0, 1.0) * 65535.0);
  };
  std::uint32_t x = cell((box.minX + box.maxX) / 2, 73, 136), y = cell((box.minY + box.maxY) / 2, 3, 54), d = 0;
  for (std::uint32_t s = 32768; s > 0; s /= 2) {
    const std::uint32_t rx = (x & s) ? 1 : 0, ry = (y & s) ? 1 : 0;
    d += s * s * ((3 * rx) ^ ry);
    if (ry == 0) {
      if (rx == 1) {
        x = 65535 - x;
        y = 65535 - y;
      }
      std::swap(x, y);
    }
  }
  return d;
}

std::string insertSql(Layer layer) {
  std::string columns, marks;
  for (const std::string& column : columnsOf(layer)) {
    columns += (columns.empty() ? "" : ",") + column;
    marks += marks.empty() ? "?" : ",?";
  }
  return std::format("INSERT INTO {} ({}) VALUES ({})", layerName(layer), columns, marks);
}

std::string columnList(Layer layer) {
  std::string list;
  for (const std::string& column : columnsOf(layer)) list += (list.empty() ? "" : ",") + column;
  return list;
}

/// Whether SQLite keeps a value in the form in which it is given, by the affinity of the field's column.
bool keptAsGiven(FieldType type, const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  const auto* real = std::get_if<double>(&value);
  const bool whole = std::holds_alternative<std::int64_t>(value);
  switch (type) {
  case FieldType::Text: return !real && !whole;
  case FieldType::Real: return !text && !whole && (!real || !std::isnan(*real));
  case FieldType::Integer:
  case FieldType::Fid:
  case FieldType::Boolean: return !text && !real;
  case FieldType::Date:
  case FieldType::DateTime: return !real && (!text || (text->size() >= 10 && (*text)[4] == '-')); // 20240105 is a number
  }
  return false;
}

Result<> fitsLayer(const LayerSchema& schema, const Row& row) {
  if (row.values.size() == schema.fields.size()) return {};
  return failure(ErrorCode::Internal, {.layer = std::string(layerName(schema.layer))}, "row of another shape");
}

} // namespace

Result<std::unique_ptr<EditSession>> EditSession::start(sqlite3* db) {
  auto capture = Capture::start(db);
  if (!capture) return std::unexpected(std::move(capture).error());
  return std::unique_ptr<EditSession>(new EditSession(db, std::move(*capture)));
}

Result<Statement*> EditSession::statement(const std::string& sql) {
  auto found = statements_.find(sql);
  if (found == statements_.end()) {
    auto made = Statement::prepare(db_, sql);
    if (!made) return std::unexpected(std::move(made).error());
    found = statements_.emplace(sql, std::move(*made)).first;
  }
  return &found->second;
}

Result<> EditSession::changed(Layer layer, Fid fid) {
  if (sqlite3_changes(db_) > 0) return {};
  return failure(ErrorCode::RecordMissing, {.layer = std::string(layerName(layer))}, {}, {toText(fid)});
}

Result<Fid> EditSession::insertRow(Layer layer, const Row& row) {
  const LayerSchema& schema = schemaOf(layer);
  SUYUAN_TRY(fitsLayer(schema, row));
  auto insert = statement(insertSql(layer));
  if (!insert) return std::unexpected(std::move(insert).error());
  const Fid fid = row.fid.isSet() ? row.fid : Fid{newFids()};
  int index = 1;
  (*insert)->bindInteger(index++, fid.value);
  if (hasGeometry(schema.geometry)) {
    encodeGeometry(row.geometry, schema.geometry, blob_);
    if (blob_.empty()) (*insert)->bindNull(index++);
    else (*insert)->bindBlob(index++, blob_);
    touched_[layer].add(boxOf(row.geometry));
  }
  for (const Value& value : row.values) (*insert)->bind(index++, value);
  SUYUAN_TRY((*insert)->run());
  SUYUAN_TRY(keepCode(layer, row));
  return fid;
}

Result<> EditSession::updateRow(Layer layer, const Row& row) {
  const LayerSchema& schema = schemaOf(layer);
  SUYUAN_TRY(fitsLayer(schema, row));
  std::string sql;
  for (const std::string& column : columnsOf(layer))
    if (column != "fid") sql += std::format("{}{} = ?", sql.empty() ? "" : ", ", column);
  auto update = statement(std::format("UPDATE {} SET {} WHERE fid = ?", layerName(layer), sql));
  if (!update) return std::unexpected(std::move(update).error());
  int index = 1;
  if (hasGeometry(schema.geometry)) {
    encodeGeometry(row.geometry, schema.geometry, blob_);
    if (blob_.empty()) (*update)->bindNull(index++);
    else (*update)->bindBlob(index++, blob_);
    touched_[layer].add(boxOf(row.geometry));
  }
  for (const Value& value : row.values) (*update)->bind(index++, value);
  (*update)->bindInteger(index, row.fid.value);
  SUYUAN_TRY((*update)->run());
  SUYUAN_TRY(changed(layer, row.fid));
  return keepCode(layer, row);
}

Result<> EditSession::setField(Layer layer, Fid fid, std::string_view field, const Value& value) {
  if (schemaOf(layer).indexOf(field) < 0)
    return failure(ErrorCode::FieldUnknown, {.layer = std::string(layerName(layer)), .field = std::string(field)});
  auto update = statement(std::format("UPDATE {} SET {} = ? WHERE fid = ?", layerName(layer), field));
  if (!update) return std::unexpected(std::move(update).error());
  (*update)->bind(1, value);
  (*update)->bindInteger(2, fid.value);
  SUYUAN_TRY((*update)->run());
  SUYUAN_TRY(changed(layer, fid));
  if (layer == Layer::Outfalls && field == "code_national") return keepCode(value);
  return {};
}

Result<> EditSession::setGeometry(Layer layer, Fid fid, const Geometry& geometry) {
  const LayerSchema& schema = schemaOf(layer);
  if (!hasGeometry(schema.geometry))
    return failure(ErrorCode::FieldUnknown, {.layer = std::string(layerName(layer)), .field = "geom"});
  auto update = statement(std::format("UPDATE {} SET geom = ? WHERE fid = ?", layerName(layer)));
  if (!update) return std::unexpected(std::move(update).error());
  encodeGeometry(geometry, schema.geometry, blob_);
  if (blob_.empty()) (*update)->bindNull(1);
  else (*update)->bindBlob(1, blob_);
  (*update)->bindInteger(2, fid.value);
  SUYUAN_TRY((*update)->run());
  touched_[layer].add(boxOf(geometry));
  return changed(layer, fid);
}

Result<> EditSession::removeRow(Layer layer, Fid fid) {
  // What the field brought back goes with its outfall; undo brings both back.
  if (layer == Layer::Outfalls)
    for (const Layer child : {Layer::Samples, Layer::Visits, Layer::Photos}) {
      auto clear = statement(std::format("DELETE FROM {} WHERE outfall_fid = ?", layerName(child)));
      if (!clear) return std::unexpected(std::move(clear).error());
      (*clear)->bindInteger(1, fid.value);
      SUYUAN_TRY((*clear)->run());
    }
  auto remove = statement(std::format("DELETE FROM {} WHERE fid = ?", layerName(layer)));
  if (!remove) return std::unexpected(std::move(remove).error());
  (*remove)->bindInteger(1, fid.value);
  SUYUAN_TRY((*remove)->run());
  return changed(layer, fid);
}

void EditSession::closePart() {
  if (open_.changes == 0) return;
  open_.bytes = writer_.take();
  parts_.push_back(std::exchange(open_, {}));
}

Result<> EditSession::setAsideRtree(Layer layer) {
  Bulk& bulk = bulk_[layer];
  if (bulk.rtreeSetAside) return {};
  // The R-tree is filled in one go at the end, and the watch for other programs would ask at every row whether we write.
  for (const std::string& name : bulkTriggerNames(layer)) {
    auto sql = scalar(db_, "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", {Value{name}});
    if (!sql) return std::unexpected(std::move(sql).error());
    if (isNull(*sql)) continue; // another program that made the table anew left it out
    bulk.triggers.push_back(toText(*sql));
    SUYUAN_TRY(execute(db_, "DROP TRIGGER " + name));
  }
  bulk.rtreeSetAside = true;
  return {};
}

Result<> EditSession::insertBulk(Layer layer, std::span<Row> rows) {
  if (rows.empty()) return {};
  const LayerSchema& schema = schemaOf(layer);
  const bool spatial = hasGeometry(schema.geometry);
  Bulk& bulk = bulk_[layer];
  if (!capture_.isEmpty()) SUYUAN_TRY(flush());
  if (spatial && rows.size() >= bulkThreshold) SUYUAN_TRY(setAsideRtree(layer));
  auto insert = statement(insertSql(layer));
  if (!insert) return std::unexpected(std::move(insert).error());
  const std::string table(layerName(layer));
  std::vector<char> keyFlags(schema.fields.size() + (spatial ? 2 : 1), 0);
  keyFlags[0] = 1;
  const std::span<const bool> key(reinterpret_cast<const bool*>(keyFlags.data()), keyFlags.size());
  const int codeField = layer == Layer::Outfalls ? schema.indexOf("code_national") : -1;
  std::int64_t next = newFids(static_cast<std::int64_t>(rows.size()));
  Box& touched = touched_[layer];
  capture_.pause(true);
  const struct Resume {
    Capture& capture;
    ~Resume() { capture.pause(false); }
  } resume{capture_};
  for (Row& row : rows) {
    SUYUAN_TRY(fitsLayer(schema, row));
    if (!row.fid.isSet()) row.fid = Fid{next};
    ++next;
    // A value that SQLite will keep in another form (text in a number's column) is read back as it is kept.
    const bool asGiven = std::ranges::equal(schema.fields, row.values, keptAsGiven, &FieldDef::type);
    if (asGiven) {
      writer_.beginInsert(table, key);
      writer_.addInteger(row.fid.value);
    }
    int index = 1;
    (*insert)->bindInteger(index++, row.fid.value);
    if (spatial) {
      encodeGeometry(row.geometry, schema.geometry, blob_);
      if (blob_.empty()) {
        (*insert)->bindNull(index++);
        if (asGiven) writer_.add(Value{});
      } else {
        (*insert)->bindBlob(index++, blob_);
        if (asGiven) writer_.addBlob(blob_);
        const Box box = boxOf(row.geometry);
        touched.add(box);
        if (bulk.rtreeSetAside && !box.isEmpty()) bulk.boxes.emplace_back(row.fid.value, box);
      }
    }
    for (const Value& value : row.values) {
      (*insert)->bind(index++, value);
      if (asGiven) writer_.add(value);
    }
    SUYUAN_TRY((*insert)->run());
    if (!asGiven) {
      auto kept = statement(std::format("SELECT {} FROM {} WHERE fid = ?", columnList(layer), table));
      if (!kept) return std::unexpected(std::move(kept).error());
      (*kept)->bindInteger(1, row.fid.value);
      if (auto there = (*kept)->step(); !there) return std::unexpected(std::move(there).error());
      writer_.beginInsert(table, key);
      for (int i = 0; i < (*kept)->columns(); ++i) writer_.add((*kept)->value(i));
      (*kept)->reset();
    }
    if (codeField >= 0)
      if (const auto* code = std::get_if<std::string>(&row.values[static_cast<std::size_t>(codeField)]))
        if (const auto series = seriesOf(*code)) bulkCodes_[series->first].set(static_cast<std::size_t>(series->second));
    if (open_.changes == 0) open_.minFid = open_.maxFid = row.fid.value;
    open_.minFid = std::min(open_.minFid, row.fid.value);
    open_.maxFid = std::max(open_.maxFid, row.fid.value);
    ++open_.changes;
    if (writer_.size() >= partBytes) closePart();
  }
  return {};
}

Result<> EditSession::fillRtree(Layer layer, Bulk& bulk) {
  const std::string table(layerName(layer));
  std::vector<std::pair<std::uint32_t, std::uint32_t>> order;
  order.reserve(bulk.boxes.size());
  for (std::uint32_t i = 0; i < bulk.boxes.size(); ++i) order.emplace_back(hilbert(bulk.boxes[i].second), i);
  std::ranges::sort(order);
  auto insert = statement(std::format("INSERT OR REPLACE INTO rtree_{}_geom VALUES (?, ?, ?, ?, ?)", table));
  if (!insert) return std::unexpected(std::move(insert).error());
  for (const auto& [place, i] : order) {
    const auto& [fid, box] = bulk.boxes[i];
    (*insert)->bindInteger(1, fid);
    (*insert)->bindReal(2, box.minX);
    (*insert)->bindReal(3, box.maxX);
    (*insert)->bindReal(4, box.minY);
    (*insert)->bindReal(5, box.maxY);
    SUYUAN_TRY((*insert)->run());
  }
  bulk.boxes.clear();
  for (const std::string& trigger : bulk.triggers) SUYUAN_TRY(execute(db_, trigger));
  return {};
}

Result<> EditSession::keepCode(Layer layer, const Row& row) {
  if (layer != Layer::Outfalls) return {};
  const int field = schemaOf(layer).indexOf("code_national");
  return keepCode(row.values[static_cast<std::size_t>(field)]);
}

Result<> EditSession::keepCode(const Value& code) {
  const auto* text = std::get_if<std::string>(&code);
  if (!text) return {};
  const auto series = seriesOf(*text);
  if (!series) return {};
  return reserveCodeNumber(series->first, series->second, *text);
}

Result<> EditSession::reserveCodeNumber(std::string_view series, int number, std::string_view code) {
  auto insert = statement("INSERT OR IGNORE INTO suyuan_code_number(series, number, code) VALUES (?, ?, ?)");
  if (!insert) return std::unexpected(std::move(insert).error());
  (*insert)->bindText(1, series);
  (*insert)->bindInteger(2, number);
  (*insert)->bindText(3, code);
  return (*insert)->run();
}

Result<int> EditSession::highestCodeNumber(std::string_view series) {
  auto highest = scalar(db_, "SELECT coalesce(max(number), 0) FROM suyuan_code_number WHERE series = ?", {Value{std::string(series)}});
  if (!highest) return std::unexpected(std::move(highest).error());
  return static_cast<int>(std::get<std::int64_t>(*highest));
}

Result<> EditSession::flush() {
  closePart(); // rows put in bulk came before what was captured since
  if (capture_.isEmpty()) return {};
  auto captured = capture_.changeset();
  if (!captured) return std::unexpected(std::move(captured).error());
  if (!captured->empty()) { // a change and its reverse leave nothing
    auto part = partOf(std::move(*captured));
    if (!part) return std::unexpected(std::move(part).error());
    parts_.push_back(std::move(*part));
  }
  auto anew = Capture::start(db_);
  if (!anew) return std::unexpected(std::move(anew).error());
  capture_ = std::move(*anew);
  return {};
}

Result<std::vector<ChangesetPart>> EditSession::finish() {
  for (const auto& [series, numbers] : bulkCodes_)
    for (std::size_t n = 0; n < numbers.size(); ++n)
      if (numbers.test(n)) SUYUAN_TRY(reserveCodeNumber(series, static_cast<int>(n), ""));
  for (auto& [layer, bulk] : bulk_)
    if (bulk.rtreeSetAside) SUYUAN_TRY(fillRtree(layer, bulk));
  SUYUAN_TRY(flush());
  if (!parts_.empty())
    for (const auto& [layer, box] : touched_) {
      if (box.isEmpty()) continue;
      auto extent = statement("UPDATE gpkg_contents SET min_x = min(coalesce(min_x, ?2), ?2), min_y = min(coalesce(min_y, ?3), ?3), "
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
  return std::move(parts_);
}

Result<ChangesetPart> partOf(Blob changeset) {
  ChangesetPart part;
  SUYUAN_TRY(visitChangeset(changeset, [&part](const Change& change) {
    ++part.changes;
    const auto& cells = change.op == ChangeOp::Insert ? change.after : change.before;
    if (const auto* fid = cells[0] ? std::get_if<std::int64_t>(&*cells[0]) : nullptr) {
      part.minFid = part.minFid == 0 ? *fid : std::min(part.minFid, *fid);
      part.maxFid = std::max(part.maxFid, *fid);
    }
    return true;
  }));
  part.bytes = std::move(changeset);
  return part;
}

} // namespace suyuan::store

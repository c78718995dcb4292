// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/bulk_load.h"

#include "core/model/geometry_functions.h"
#include "core/store/capture.h"
#include "core/store/gpkg_blob.h"
#include "core/store/gpkg_schema.h"
#include "core/store/row_sql.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <format>
#include <ranges>
#include <tuple>

namespace suyuan::store {

namespace {

constexpr std::size_t bulkThreshold = 2000; // fewer rows than this keep triggers and indexes

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

/// Flags of a key that is the first `keys` of so many columns.
std::span<const bool> keyFlags(std::size_t columns, std::size_t keys) {
  static constexpr std::array<bool, 256> one{true}, two{true, true};
  return std::span(keys == 1 ? one : two).first(columns);
}

} // namespace

Result<BulkLoad::Target*> BulkLoad::target(Layer layer) {
  const auto found = targets_.find(layer);
  if (found != targets_.end()) return &found->second;
  Target made;
  made.table = layerName(layer);
  // A statement of its own: its parameters are not touched by anyone else, so what is NULL can be left so.
  auto write = Statement::prepare(db_, insertSql(layer));
  if (!write) return std::unexpected(std::move(write).error());
  made.write = std::move(*write);
  made.bound.assign(columnsOf(layer).size() + 1, false);
  return &targets_.emplace(layer, std::move(made)).first->second;
}

Result<> BulkLoad::setAside(Layer layer, Target& target, std::size_t coming) {
  if (target.there < 0) {
    auto there = scalar(db_, std::format("SELECT count(*) FROM {}", target.table));
    if (!there) return std::unexpected(std::move(there).error());
    target.there = std::get<std::int64_t>(*there);
  }
  const auto drop = [&](std::string_view kind, const std::string& name) -> Result<bool> {
    auto sql = scalar(db_, "SELECT sql FROM sqlite_master WHERE name = ?", {Value{name}});
    if (!sql) return std::unexpected(std::move(sql).error());
    if (isNull(*sql)) return false; // another program that made the table anew left it out
    if (auto dropped = execute(db_, std::format("DROP {} \"{}\"", kind, name)); !dropped) {
      // An index cannot go while a statement of this connection is half read; then it is kept up row by row.
      if ((sqlite3_errcode(db_) & 0xff) == SQLITE_LOCKED) return false;
      return std::unexpected(std::move(dropped).error());
    }
    target.putBack.push_back(toText(*sql));
    return true;
  };
  if (!target.triggersAside) {
    for (const std::string& name : bulkTriggerNames(layer))
      if (auto done = drop("TRIGGER", name); !done) return std::unexpected(std::move(done).error());
    target.triggersAside = true;
  }
  // An index of old and new records is made anew; that pays when the new ones are a good part of it.
  if (!target.indexesAside && target.inserted + static_cast<std::int64_t>(coming) >= target.there / 4) {
    for (const std::string& name : indexNames(layer))
      if (auto done = drop("INDEX", name); !done) return std::unexpected(std::move(done).error());
    target.indexesAside = true;
  }
  return {};
}

Result<> BulkLoad::insert(Layer layer, std::span<Row> rows, Box& touched) {
  if (rows.empty()) return {};
  const LayerSchema& schema = schemaOf(layer);
  auto into = target(layer);
  if (!into) return std::unexpected(std::move(into).error());
  Target& target = **into;
  if (rows.size() >= bulkThreshold || target.triggersAside) SUYUAN_TRY(setAside(layer, target, rows.size()));
  const int codeField = layer == Layer::Outfalls ? schema.indexOf("code_national") : -1;
  std::int64_t next = newFids(std::ssize(rows));
  for (Row& row : rows) {
    if (!row.fid.isSet()) row.fid = Fid{next};
    ++next;
    SUYUAN_TRY(insertRow(schema, target, row, touched));
    if (codeField < 0) continue;
    if (const auto* code = std::get_if<std::string>(&row.values[static_cast<std::size_t>(codeField)]))
      if (auto number = codeNumber(*code)) codes_.emplace_back(std::move(*number), *code);
  }
  target.inserted += std::ssize(rows);
  return keepCodes();
}

Result<> BulkLoad::insertRow(const LayerSchema& schema, Target& target, const Row& row, Box& touched) {
  SUYUAN_TRY(fitsLayer(schema, row));
  const bool spatial = hasGeometry(schema.geometry);
  // A value that SQLite will keep in another form (text in a number's column) is read back as it is kept.
  const bool asGiven = std::ranges::equal(schema.fields, row.values, keptAsGiven, &FieldDef::type);
  ChangesetWriter& changes = parts_.changes();
  if (asGiven) {
    parts_.beginInsert(target.table, keyFlags(target.bound.size() - 1, 1), row.fid.value);
    changes.addInteger(row.fid.value);
  }
  int index = 1;
  target.write.bindInteger(index++, row.fid.value);
  if (spatial) {
    encodeGeometry(row.geometry, schema.geometry, blob_);
    if (blob_.empty()) {
      target.write.bindNull(index++);
      if (asGiven) changes.add(Value{});
    } else {
      target.write.bindBlob(index++, blob_);
      if (asGiven) changes.addBlob(blob_);
      const Box box = boxOf(row.geometry);
      touched.add(box);
      if (target.triggersAside)
        if (const auto cell = rtreeCell(row.fid.value, box)) target.cells.push_back(*cell);
    }
  }
  for (const Value& value : row.values) {
    const bool bind = !isNull(value);
    if (bind || target.bound[static_cast<std::size_t>(index)]) target.write.bind(index, value);
    target.bound[static_cast<std::size_t>(index++)] = bind;
    if (asGiven) changes.add(value);
  }
  SUYUAN_TRY(target.write.run());
  if (!asGiven) SUYUAN_TRY(keepAsStored(schema, target, row.fid));
  return parts_.end();
}

Result<> BulkLoad::keepAsStored(const LayerSchema& schema, const Target& target, Fid fid) {
  auto kept = statements_.get(selectSql(schema.layer));
  if (!kept) return std::unexpected(std::move(kept).error());
  (*kept)->bindInteger(1, fid.value);
  if (auto there = (*kept)->step(); !there) return std::unexpected(std::move(there).error());
  parts_.beginInsert(target.table, keyFlags(target.bound.size() - 1, 1), fid.value);
  for (int i = 0; i < (*kept)->columns(); ++i) parts_.changes().add((*kept)->value(i));
  (*kept)->reset();
  return {};
}

Result<> BulkLoad::keepCodes() {
  // In order, so that the changes of this table stand together and its index is filled from one end.
  std::ranges::stable_sort(codes_, {}, [](const auto& code) { return std::tie(code.first.series, code.first.number); });
  for (const auto& [number, code] : codes_) {
    auto given = keepCodeNumber(statements_, number.series, number.number, code);
    if (!given) return std::unexpected(std::move(given).error());
    if (!*given) continue;
    parts_.beginInsert("suyuan_code_number", keyFlags(3, 2), 0);
    parts_.changes().add(Value{number.series});
    parts_.changes().addInteger(number.number);
    parts_.changes().add(Value{code});
    SUYUAN_TRY(parts_.end());
  }
  codes_.clear();
  return {};
}

Result<> BulkLoad::end() {
  for (auto& [layer, target] : targets_) {
    target.write = {};
    SUYUAN_TRY(fillRtree(db_, target.table, std::move(target.cells)));
    for (const std::string& sql : target.putBack) SUYUAN_TRY(execute(db_, sql));
  }
  targets_.clear();
  return parts_.close();
}

} // namespace suyuan::store

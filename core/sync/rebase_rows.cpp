// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/layer.h"
#include "core/store/sqlite_handle.h"
#include "core/sync/rebase.h"
#include "core/sync/rebase_keys.h"

#include <algorithm>
#include <format>

// The records that a rebase holds while it works on an entry.

namespace suyuan::sync {

using store::Change;
using store::Statement;

Result<const Rebase::Shape*> Rebase::shapeOf(const std::string& table) {
  if (const auto known = shapes_.find(table); known != shapes_.end()) return &known->second;
  auto info = Statement::prepare(db_, "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid");
  if (!info) return std::unexpected(std::move(info).error());
  info->bindText(1, table);
  Shape shape;
  for (auto row = info->step();; row = info->step()) {
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row) break;
    shape.columns.emplace_back(info->text(0));
    shape.key.push_back(info->integer(1) > 0);
    if (const auto layer = layerNamed(table); shape.columns.back() == "outfall_fid" && layer && std::ranges::contains(outfallsOwn, *layer))
      shape.outfall = static_cast<int>(shape.columns.size()) - 1;
  }
  if (shape.columns.empty()) return failure(ErrorCode::ChangesetDamaged, {.layer = table}, "no such table", {table});
  return &shapes_.emplace(table, std::move(shape)).first->second;
}

Result<std::optional<Rebase::Values>> Rebase::read(const std::string& table, const Shape& shape, const Values& keyValues) {
  std::string sql = std::format("SELECT * FROM \"{}\"", table);
  const char* glue = " WHERE ";
  for (std::size_t i = 0; i < shape.columns.size(); ++i) {
    if (!shape.key[i]) continue;
    sql += std::format("{}\"{}\" = ?", glue, shape.columns[i]);
    glue = " AND ";
  }
  auto select = Statement::prepare(db_, sql);
  if (!select) return std::unexpected(std::move(select).error());
  for (std::size_t i = 0; i < keyValues.size(); ++i) select->bind(static_cast<int>(i) + 1, keyValues[i]);
  auto row = select->step();
  if (!row) return std::unexpected(std::move(row).error());
  if (!*row) return std::optional<Values>{};
  Values values;
  for (int i = 0; i < select->columns(); ++i) values.push_back(select->value(i));
  return std::optional<Values>{std::move(values)};
}

Result<Rebase::Cached*> Rebase::cached(const std::string& table, Values keyValues) {
  const Key key{table, keyText(keyValues)};
  if (const auto known = rows_.find(key); known != rows_.end()) return &known->second;
  auto shape = shapeOf(table);
  if (!shape) return std::unexpected(std::move(shape).error());
  if (keyValues.size() != static_cast<std::size_t>(std::ranges::count((*shape)->key, true)))
    return failure(ErrorCode::ChangesetDamaged, {.layer = table}, "another primary key", {table});
  auto present = read(table, **shape, keyValues);
  if (!present) return std::unexpected(std::move(present).error());
  order_.push_back(key);
  return &rows_.emplace(key, Cached{*shape, fidOf(keyValues), *present, *present}).first->second;
}

Result<Rebase::Cached*> Rebase::cached(const Change& change) {
  auto row = cached(change.table, keyOf(change));
  if (row && change.key.size() > (*row)->shape->columns.size())
    return failure(ErrorCode::ChangesetDamaged, {.layer = change.table}, "more columns than the table", {change.table});
  return row;
}

} // namespace suyuan::sync

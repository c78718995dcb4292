// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/apply_changes.h"

#include "core/store/gpkg_schema.h"
#include "core/store/sqlite_handle.h"
#include "core/store/statement_cache.h"

#include <algorithm>
#include <format>
#include <map>

namespace suyuan::store {

namespace {

class Applier {
public:
  Applier(sqlite3* db, const std::function<OnClash(const Clash&)>& onClash) : db_(db), onClash_(onClash), statements_(db) {}

  Result<bool> apply(const Change& change) {
    auto columns = columnsOfTable(change.table);
    if (!columns) return std::unexpected(std::move(columns).error());
    columns_ = *columns;
    // A file made by a later, add-only schema may hold more columns than the change; never fewer.
    if (change.key.size() > columns_->size()) return damaged(change);
    for (std::size_t i = 0; i < change.key.size(); ++i)
      if (change.key[i] && !keyCell(change, i)) return damaged(change);
    auto current = read(change);
    if (!current) return std::unexpected(std::move(current).error());
    switch (change.op) {
    case ChangeOp::Insert: return insert(change, *current);
    case ChangeOp::Delete: return remove(change, *current);
    case ChangeOp::Update: return update(change, *current);
    }
    return false;
  }

private:
  using Record = std::optional<std::vector<Value>>;

  static const Cell& keyCell(const Change& change, std::size_t i) {
    return change.op == ChangeOp::Insert ? change.after[i] : change.before[i];
  }
  static std::unexpected<Error> damaged(const Change& change) {
    return failure(ErrorCode::ChangesetDamaged, {.layer = change.table}, "change does not fit the table", {change.table});
  }

  Result<const std::vector<std::string>*> columnsOfTable(const std::string& table) {
    if (const auto known = tables_.find(table); known != tables_.end()) return &known->second;
    if (std::ranges::find(capturedTables(), table) == capturedTables().end())
      return failure(ErrorCode::ChangesetDamaged, {.layer = table}, "not a table of a survey", {table});
    auto info = Statement::prepare(db_, std::format("SELECT name FROM pragma_table_info('{}') ORDER BY cid", table));
    if (!info) return std::unexpected(std::move(info).error());
    std::vector<std::string> names;
    for (auto row = info->step(); row && *row; row = info->step()) names.emplace_back(info->text(0));
    return &tables_.emplace(table, std::move(names)).first->second;
  }

  std::string whereKey(const Change& change) const {
    std::string sql;
    for (std::size_t i = 0; i < change.key.size(); ++i)
      if (change.key[i]) sql += std::format("{}\"{}\" = ?", sql.empty() ? " WHERE " : " AND ", (*columns_)[i]);
    return sql;
  }
  void bindKey(const Change& change, Statement& into, int first) const {
    for (std::size_t i = 0; i < change.key.size(); ++i)
      if (change.key[i]) into.bind(first++, *keyCell(change, i));
  }

  Result<Record> read(const Change& change) {
    auto select = statements_.get(std::format("SELECT * FROM \"{}\"{}", change.table, whereKey(change)));
    if (!select) return std::unexpected(std::move(select).error());
    bindKey(change, **select, 1);
    auto row = (*select)->step();
    Record record;
    if (row && *row) {
      record.emplace();
      for (int i = 0; i < (*select)->columns(); ++i) record->push_back((*select)->value(i));
    }
    (*select)->reset();
    if (!row) return std::unexpected(std::move(row).error());
    return record;
  }

  Result<OnClash> ask(Clash clash, const Change& change) {
    clash.change = &change;
    clash.table = change.table;
    for (std::size_t i = 0; i < change.key.size(); ++i)
      if (change.key[i])
        if (const auto* fid = std::get_if<std::int64_t>(&*keyCell(change, i))) clash.fid = *fid;
    const OnClash answer = onClash_(clash);
    if (answer == OnClash::Stop)
      return failure(ErrorCode::UndoStale, {.layer = clash.table, .field = clash.field}, {},
                     {clash.field.empty() ? clash.table : clash.table + "." + clash.field});
    return answer;
  }

  Result<bool> insert(const Change& change, const Record& current) {
    if (current) {
      bool same = true;
      for (std::size_t i = 0; i < change.after.size(); ++i) same = same && (*current)[i] == *change.after[i];
      if (same) return false;
      auto answer = ask({.kind = Clash::Kind::InsertExists}, change);
      if (!answer) return std::unexpected(std::move(answer).error());
      if (*answer == OnClash::Skip) return false;
    }
    std::string sql = std::format("INSERT OR REPLACE INTO \"{}\" (", change.table), marks;
    for (std::size_t i = 0; i < change.after.size(); ++i) {
      sql += std::format("{}\"{}\"", i ? "," : "", (*columns_)[i]);
      marks += i ? ",?" : "?";
    }
    auto write = statements_.get(sql + ") VALUES (" + marks + ")");
    if (!write) return std::unexpected(std::move(write).error());
    for (std::size_t i = 0; i < change.after.size(); ++i) (*write)->bind(static_cast<int>(i) + 1, *change.after[i]);
    SUYUAN_TRY((*write)->run());
    return true;
  }

  Result<bool> remove(const Change& change, const Record& current) {
    if (!current) {
      auto answer = ask({.kind = Clash::Kind::DeleteMissing}, change);
      if (!answer) return std::unexpected(std::move(answer).error());
      return false;
    }
    bool same = true;
    for (std::size_t i = 0; i < change.before.size(); ++i) same = same && (*current)[i] == *change.before[i];
    if (!same) {
      auto answer = ask({.kind = Clash::Kind::DeleteChanged}, change);
      if (!answer) return std::unexpected(std::move(answer).error());
      if (*answer == OnClash::Skip) return false;
    }
    auto write = statements_.get(std::format("DELETE FROM \"{}\"{}", change.table, whereKey(change)));
    if (!write) return std::unexpected(std::move(write).error());
    bindKey(change, **write, 1);
    SUYUAN_TRY((*write)->run());
    return true;
  }

  Result<bool> update(const Change& change, const Record& current) {
    if (!current) {
      auto answer = ask({.kind = Clash::Kind::UpdateMissing}, change);
      if (!answer) return std::unexpected(std::move(answer).error());
      return false;
    }
    std::string assignments;
    std::vector<const Value*> values;
    for (std::size_t i = 0; i < change.key.size(); ++i) {
      if (!change.after[i]) continue;
      const Value& wanted = *change.after[i];
      const Value& there = (*current)[i];
      if (there == wanted) continue;
      if (there != *change.before[i]) {
        auto answer = ask({.kind = Clash::Kind::Field, .field = (*columns_)[i], .base = *change.before[i], .mine = wanted, .theirs = there}, change);
        if (!answer) return std::unexpected(std::move(answer).error());
        if (*answer == OnClash::Skip) continue;
      }
      assignments += std::format("{}\"{}\" = ?", assignments.empty() ? "" : ", ", (*columns_)[i]);
      values.push_back(&wanted);
    }
    if (values.empty()) return false;
    auto write = statements_.get(std::format("UPDATE \"{}\" SET {}{}", change.table, assignments, whereKey(change)));
    if (!write) return std::unexpected(std::move(write).error());
    int index = 1;
    for (const Value* value : values) (*write)->bind(index++, *value);
    bindKey(change, **write, index);
    SUYUAN_TRY((*write)->run());
    return true;
  }

  sqlite3* db_;
  const std::function<OnClash(const Clash&)>& onClash_;
  std::map<std::string, std::vector<std::string>, std::less<>> tables_;
  StatementCache statements_;
  const std::vector<std::string>* columns_ = nullptr;
};

} // namespace

Result<std::int64_t> applyChanges(sqlite3* db, std::span<const Change> changes,
                                  const std::function<OnClash(const Clash&)>& onClash) {
  Applier applier(db, onClash);
  std::int64_t changed = 0;
  for (const Change& change : changes) {
    auto done = applier.apply(change);
    if (!done) return std::unexpected(std::move(done).error());
    changed += *done ? 1 : 0;
  }
  return changed;
}

} // namespace suyuan::store

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/rebase.h"

#include "core/model/ids.h"
#include "core/store/apply_changes.h"
#include "core/store/sqlite_handle.h"
#include "core/sync/durable_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <format>
#include <span>

namespace suyuan::sync {

namespace {

using store::Change;
using store::ChangeOp;
using store::Statement;

constexpr std::string_view conflictTable = "suyuan_conflict";
constexpr std::array childTables{"visits", "samples", "photos"}; // their outfall_fid is a foreign key
constexpr std::array codeFields{"code_national", "code_provincial"};

// Bookkeeping tables merge without asking anybody: what the hub has first stays.
bool isQuiet(const std::string& table) { return table.starts_with("suyuan_"); }

std::string keyText(const std::vector<Value>& values) {
  std::string text;
  for (const Value& value : values) text += std::format("{}:{}\x1f", value.index(), toText(value));
  return text;
}

std::vector<Value> keyOf(const Change& change) {
  const auto& cells = change.op == ChangeOp::Insert ? change.after : change.before;
  std::vector<Value> key;
  for (std::size_t i = 0; i < change.key.size(); ++i)
    if (change.key[i]) key.push_back(cells[i].value_or(Value{}));
  return key;
}

std::int64_t fidOf(const std::vector<Value>& key) {
  const auto* fid = key.size() == 1 ? std::get_if<std::int64_t>(&key.front()) : nullptr;
  return fid ? *fid : 0;
}

Value textOf(const Value& value) { return isNull(value) ? Value{} : Value{toText(value)}; }

// Values beyond the change's columns (a newer schema) are NULL.
std::vector<Value> fullRow(const std::vector<store::Cell>& cells, std::size_t columns) {
  std::vector<Value> row(columns);
  for (std::size_t i = 0; i < std::min(cells.size(), columns); ++i) row[i] = cells[i].value_or(Value{});
  return row;
}

} // namespace

void Rebase::noteTheirs(const EntryMark& entry, const std::vector<Change>& changes) {
  for (const Change& change : changes) {
    TheirRow& row = theirs_[{change.table, keyText(keyOf(change))}];
    row.lastBy = entry.author;
    row.deleted.reset();
    if (change.op == ChangeOp::Delete) row.deleted = fullRow(change.before, change.before.size());
    for (std::size_t i = 0; i < change.after.size(); ++i) {
      if (!change.after[i]) continue;
      row.fields.insert(i);
      row.by[i] = entry.author;
    }
  }
}

Result<std::vector<Change>> Rebase::apply(const EntryMark& entry, const std::vector<Change>& mine) {
  entry_ = entry;
  rows_.clear();
  order_.clear();
  for (const Change& change : mine) {
    Result<> merged;
    switch (change.op) {
    case ChangeOp::Insert: merged = mergeInsert(change); break;
    case ChangeOp::Update: merged = mergeUpdate(change); break;
    case ChangeOp::Delete: merged = mergeDelete(change); break;
    }
    if (!merged) return std::unexpected(std::move(merged).error());
  }
  for (const auto step : {&Rebase::keepDeletedParents, &Rebase::keepParents, &Rebase::findSameCodes})
    if (auto done = (this->*step)(); !done) return std::unexpected(std::move(done).error());
  std::vector<Change> changes = differences();
  const auto applied = store::applyChanges(db_, changes, [](const store::Clash&) { return store::OnClash::Stop; });
  if (!applied) return std::unexpected(applied.error());
  return changes;
}

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
    if (shape.columns.back() == "outfall_fid" && std::ranges::find(childTables, table) != childTables.end())
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

const Rebase::TheirRow* Rebase::theirRow(const Key& key) const {
  const auto found = theirs_.find(key);
  return found == theirs_.end() ? nullptr : &found->second;
}

Result<> Rebase::mergeInsert(const Change& change) {
  auto found = cached(change);
  if (!found) return std::unexpected(std::move(found).error());
  Cached& row = **found;
  const Key key{change.table, keyText(keyOf(change))};
  if (!row.after) {
    row.after = fullRow(change.after, row.shape->columns.size());
    const TheirRow* theirs = theirRow(key);
    if (!theirs || !theirs->deleted || isQuiet(change.table)) return {};
    // I took my own deletion back, they deleted it meanwhile: it stays, and is listed.
    auto listed = addConflict("edit-delete", key, row.fid, {}, {}, {}, {}, theirs->lastBy);
    return listed ? Result<>{} : std::unexpected(std::move(listed).error());
  }
  if (const auto kept = keptAgainstDelete_.find(key); kept != keptAgainstDelete_.end()) {
    // My deletion, now taken back, had already given way to their edits: nothing is left to decide.
    const std::string uid = kept->second;
    keptAgainstDelete_.erase(kept);
    return withdraw(uid);
  }
  for (std::size_t i = 0; i < change.after.size(); ++i)
    if (!row.shape->key[i] && change.after[i]) SUYUAN_TRY(mergeField(key, row, i, Value{}, *change.after[i]));
  return {};
}

Result<> Rebase::mergeUpdate(const Change& change) {
  auto found = cached(change);
  if (!found) return std::unexpected(std::move(found).error());
  Cached& row = **found;
  const Key key{change.table, keyText(keyOf(change))};
  if (!row.after) {
    const TheirRow* theirs = theirRow(key);
    if (!theirs || !theirs->deleted) return {};
    nlohmann::json edits = nlohmann::json::object();
    for (std::size_t i = 0; i < change.after.size(); ++i)
      if (change.after[i] && !change.key[i]) edits[row.shape->columns[i]] = toText(*change.after[i]);
    row.after = theirs->deleted;
    row.after->resize(row.shape->columns.size());
    auto listed = addConflict("edit-delete", key, row.fid, {}, {}, Value{edits.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)},
                              {}, theirs->lastBy);
    if (!listed) return std::unexpected(std::move(listed).error());
  }
  for (std::size_t i = 0; i < change.after.size(); ++i)
    if (change.after[i] && !change.key[i])
      SUYUAN_TRY(mergeField(key, row, i, change.before[i].value_or(Value{}), *change.after[i]));
  return {};
}

Result<> Rebase::mergeField(const Key& key, Cached& row, std::size_t column, const Value& base, const Value& wanted) {
  Value& there = (*row.after)[column];
  const auto clash = clashed_.find({key, column});
  const bool follows = clash != clashed_.end() && clash->second.wanted == base;
  if (there == wanted) {
    if (!follows) return {};
    const std::string uid = clash->second.conflictUid;
    clashed_.erase(clash);
    return withdraw(uid); // I came round to their value
  }
  if (follows) {
    clash->second.wanted = wanted;
    return setConflictMine(clash->second.conflictUid, wanted);
  }
  if (there == base) {
    there = wanted;
    return {};
  }
  if (isQuiet(key.first)) return {};
  const TheirRow* theirs = theirRow(key);
  std::string by;
  if (theirs) {
    const auto field = theirs->by.find(column);
    by = field == theirs->by.end() ? theirs->lastBy : field->second;
  }
  auto uid = addConflict("field", key, row.fid, row.shape->columns[column], base, wanted, there, by);
  if (!uid) return std::unexpected(std::move(uid).error());
  clashed_[{key, column}] = {*uid, wanted};
  return {};
}

Result<> Rebase::mergeDelete(const Change& change) {
  auto found = cached(change);
  if (!found) return std::unexpected(std::move(found).error());
  Cached& row = **found;
  if (!row.after) return {};
  const Key key{change.table, keyText(keyOf(change))};
  nlohmann::json edits = nlohmann::json::object();
  for (std::size_t i = 0; i < change.before.size(); ++i)
    if (change.before[i] && (*row.after)[i] != *change.before[i])
      edits[row.shape->columns[i]] = toText((*row.after)[i]);
  if (edits.empty()) {
    row.after.reset();
    return {};
  }
  if (isQuiet(change.table)) return {};
  const TheirRow* theirs = theirRow(key);
  auto uid = addConflict("delete-edit", key, row.fid, {}, {}, {},
                         Value{edits.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)},
                         theirs ? theirs->lastBy : std::string{});
  if (!uid) return std::unexpected(std::move(uid).error());
  keptAgainstDelete_[key] = *uid;
  return {};
}

// An outfall that I deleted, to which they added a visit, a sample or a photo: it stays.
Result<> Rebase::keepDeletedParents() {
  for (std::size_t n = 0; n < order_.size(); ++n) {
    const Key key = order_[n];
    Cached& row = rows_.at(key);
    if (key.first != "outfalls" || row.after || !row.before) continue;
    for (const char* table : childTables) {
      auto children = Statement::prepare(db_, std::format("SELECT fid FROM {} WHERE outfall_fid = ?", table));
      if (!children) return std::unexpected(std::move(children).error());
      children->bindInteger(1, row.fid);
      for (auto more = children->step(); !row.after; more = children->step()) {
        if (!more) return std::unexpected(std::move(more).error());
        if (!*more) break;
        const std::int64_t child = children->integer(0);
        const auto mine = rows_.find({table, keyText({Value{child}})});
        if (mine != rows_.end() &&
            (!mine->second.after ||
             (*mine->second.after)[static_cast<std::size_t>(mine->second.shape->outfall)] != Value{row.fid}))
          continue; // goes with it
        row.after = row.before;
        const TheirRow* theirs = theirRow({table, keyText({Value{child}})});
        auto uid = addConflict("delete-edit", key, row.fid, {}, {}, {},
                               Value{nlohmann::json{{table, std::to_string(child)}}.dump()},
                               theirs ? theirs->lastBy : std::string{});
        if (!uid) return std::unexpected(std::move(uid).error());
        keptAgainstDelete_[key] = *uid;
      }
    }
  }
  return {};
}

// A visit, sample or photo of mine whose outfall they deleted: the outfall comes back.
Result<> Rebase::keepParents() {
  for (std::size_t n = 0; n < order_.size(); ++n) {
    const Key key = order_[n];
    Cached& row = rows_.at(key);
    if (row.shape->outfall < 0 || !row.after) continue;
    Value& reference = (*row.after)[static_cast<std::size_t>(row.shape->outfall)];
    if (isNull(reference)) continue;
    const Values parentKey{reference};
    const Key parent{"outfalls", keyText(parentKey)};
    auto outfall = cached("outfalls", parentKey);
    if (!outfall) return std::unexpected(std::move(outfall).error());
    if ((*outfall)->after) continue;
    const TheirRow* theirs = theirRow(parent);
    if (!theirs || !theirs->deleted) {
      reference = Value{}; // it was never there: a foreign key to nothing helps nobody
      continue;
    }
    (*outfall)->after = theirs->deleted;
    (*outfall)->after->resize((*outfall)->shape->columns.size());
    auto uid = addConflict("edit-delete", parent, (*outfall)->fid, {}, {},
                           Value{nlohmann::json{{key.first, std::to_string(row.fid)}}.dump()}, {}, theirs->lastBy);
    if (!uid) return std::unexpected(std::move(uid).error());
  }
  return {};
}

// A code of mine that they gave to another outfall meanwhile: both keep it until a person decides.
Result<> Rebase::findSameCodes() {
  for (std::size_t n = 0; n < order_.size(); ++n) {
    const Key key = order_[n];
    const Cached& row = rows_.at(key);
    if (key.first != "outfalls" || !row.after) continue;
    for (const char* field : codeFields) {
      const auto column = static_cast<std::size_t>(std::ranges::find(row.shape->columns, field) - row.shape->columns.begin());
      if (column >= row.after->size()) continue;
      const Value code = (*row.after)[column];
      if (isNull(code) || (row.before && (*row.before)[column] == code)) continue;
      auto others = Statement::prepare(db_, std::format("SELECT fid FROM outfalls WHERE {} = ? AND fid <> ?", field));
      if (!others) return std::unexpected(std::move(others).error());
      others->bind(1, code);
      others->bindInteger(2, row.fid);
      for (auto more = others->step();; more = others->step()) {
        if (!more) return std::unexpected(std::move(more).error());
        if (!*more) break;
        const std::int64_t other = others->integer(0);
        const TheirRow* theirs = theirRow({"outfalls", keyText({Value{other}})});
        if (!theirs || !theirs->fields.contains(column)) continue; // twice in my own copy: a finding, no conflict
        auto uid = addConflict("code", key, row.fid, field, {}, Value{std::to_string(row.fid)},
                               Value{std::to_string(other)}, theirs->by.at(column), toText(code));
        if (!uid) return std::unexpected(std::move(uid).error());
      }
    }
  }
  return {};
}

Result<std::string> Rebase::addConflict(std::string_view kind, const Key& key, std::int64_t fid, const std::string& field,
                                        const Value& base, const Value& mine, const Value& theirs,
                                        const std::string& theirsBy, const std::string& code) {
  const std::string seed = std::format("{}\n{}\n{}\n{}\n{}\n{}", entry_.uid, kind, key.first, key.second, field,
                                       toText(theirs));
  const std::string uid = sha256(std::as_bytes(std::span(seed))).substr(0, 32);
  auto found = cached(std::string(conflictTable), {Value{uid}});
  if (!found) return std::unexpected(std::move(found).error());
  Cached& row = **found;
  row.after = Values(row.shape->columns.size());
  const auto set = [&](std::string_view column, Value value) {
    const auto at = std::ranges::find(row.shape->columns, column);
    if (at != row.shape->columns.end())
      (*row.after)[static_cast<std::size_t>(at - row.shape->columns.begin())] = std::move(value);
  };
  const auto text = [](std::string_view value) { return value.empty() ? Value{} : Value{std::string(value)}; };
  set("uid", Value{uid});
  set("at", text(entry_.at));
  set("kind", text(kind));
  set("layer", text(key.first));
  if (fid != 0) set("fid", Value{fid});
  set("field", text(field));
  set("base", textOf(base));
  set("mine", textOf(mine));
  set("theirs", textOf(theirs));
  set("mine_by", text(entry_.author));
  set("theirs_by", text(theirsBy));
  set("code", text(code));
  set("state", Value{std::string("open")});
  return uid;
}

Result<> Rebase::withdraw(const std::string& conflictUid) {
  auto row = cached(std::string(conflictTable), {Value{conflictUid}});
  if (!row) return std::unexpected(std::move(row).error());
  (*row)->after.reset();
  return {};
}

Result<> Rebase::setConflictMine(const std::string& conflictUid, const Value& mine) {
  auto found = cached(std::string(conflictTable), {Value{conflictUid}});
  if (!found) return std::unexpected(std::move(found).error());
  Cached& row = **found;
  const auto at = std::ranges::find(row.shape->columns, "mine");
  if (row.after && at != row.shape->columns.end())
    (*row.after)[static_cast<std::size_t>(at - row.shape->columns.begin())] = textOf(mine);
  return {};
}

std::vector<Change> Rebase::differences() const {
  std::vector<Change> changes;
  for (const Key& key : order_) {
    const Cached& row = rows_.at(key);
    if (row.before == row.after) continue;
    Change change{key.first, ChangeOp::Update, row.shape->key, {}, {}};
    const auto all = [](const Values& values) { return std::vector<store::Cell>(values.begin(), values.end()); };
    if (!row.before) {
      change.op = ChangeOp::Insert;
      change.after = all(*row.after);
    } else if (!row.after) {
      change.op = ChangeOp::Delete;
      change.before = all(*row.before);
    } else {
      change.before.resize(row.before->size());
      change.after.resize(row.after->size());
      for (std::size_t i = 0; i < row.before->size(); ++i) {
        if (row.shape->key[i]) change.before[i] = (*row.before)[i];
        else if ((*row.before)[i] != (*row.after)[i]) {
          change.before[i] = (*row.before)[i];
          change.after[i] = (*row.after)[i];
        }
      }
    }
    changes.push_back(std::move(change));
  }
  return changes;
}

} // namespace suyuan::sync

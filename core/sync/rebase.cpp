// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/rebase.h"

#include "core/store/apply_changes.h"
#include "core/sync/rebase_keys.h"

#include <nlohmann/json.hpp>

namespace suyuan::sync {

using store::Change;
using store::ChangeOp;

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

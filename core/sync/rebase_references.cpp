// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/layer.h"
#include "core/store/sqlite_handle.h"
#include "core/sync/rebase.h"
#include "core/sync/rebase_keys.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <format>

// What a rebase sees to between records: outfalls and what refers to them, and codes given twice.

namespace suyuan::sync {

using store::Statement;

namespace {

constexpr std::array codeFields{"code_national", "code_provincial"};

} // namespace

// An outfall that I deleted, to which they added a visit, a sample or a photo: it stays.
Result<> Rebase::keepDeletedParents() {
  for (std::size_t n = 0; n < order_.size(); ++n) {
    const Key key = order_[n];
    Cached& row = rows_.at(key);
    if (key.first != "outfalls" || row.after || !row.before) continue;
    for (const Layer layer : outfallsOwn) {
      const std::string table(layerName(layer));
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

} // namespace suyuan::sync

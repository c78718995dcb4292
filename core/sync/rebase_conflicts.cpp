// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/durable_file.h"
#include "core/sync/rebase.h"
#include "core/sync/rebase_keys.h"

#include <algorithm>
#include <format>
#include <span>

// The review list, as a rebase writes it.

namespace suyuan::sync {

namespace {

Value textOf(const Value& value) { return isNull(value) ? Value{} : Value{toText(value)}; }

} // namespace

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

} // namespace suyuan::sync

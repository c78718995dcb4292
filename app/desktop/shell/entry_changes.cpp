// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/entry_changes.h"

#include "core/store/changeset.h"
#include "core/store/gpkg_schema.h"

#include <algorithm>

namespace suyuan::desktop {

namespace {

/// Where the outfall that a record belongs to stands among the columns; nothing for layers that belong to none.
std::optional<std::size_t> ownerColumn(Layer layer) {
  if (!std::ranges::contains(outfallsOwn, layer)) return std::nullopt;
  const auto columns = store::columnsOf(layer);
  const auto at = std::ranges::find(columns, "outfall_fid");
  return at == columns.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - columns.begin()));
}

std::optional<ChangedRecord> recordOf(const store::Change& change) {
  const auto layer = layerNamed(change.table);
  if (!layer) return std::nullopt; // the journal's own tables
  const auto& cells = change.op == store::ChangeOp::Insert ? change.after : change.before;
  ChangedRecord record{*layer, {}, change.op != store::ChangeOp::Update, {}};
  if (const auto at = ownerColumn(*layer); at && *at < change.before.size() && change.before[*at])
    if (const auto* fid = std::get_if<std::int64_t>(&*change.before[*at])) record.owner = Fid{*fid};
  for (std::size_t i = 0; i < cells.size() && i < change.key.size(); ++i)
    if (change.key[i] && cells[i])
      if (const auto* fid = std::get_if<std::int64_t>(&*cells[i])) record.fid = Fid{*fid};
  if (change.op == store::ChangeOp::Update)
    for (const auto* side : {&change.before, &change.after})
      for (const store::Cell& cell : *side) record.placed = record.placed || (cell && std::holds_alternative<Blob>(*cell));
  return record.fid.isSet() ? std::optional(record) : std::nullopt;
}

} // namespace

Result<std::optional<std::vector<ChangedRecord>>> changedRecords(store::Reader& reader, EntryId entry, std::size_t most) {
  std::vector<ChangedRecord> records;
  bool tooMany = false;
  Result<> outcome;
  auto counted = reader.select("SELECT changes FROM suyuan_journal WHERE entry_id = ?", {Value{entry.value}}, [&](const std::vector<Value>& row) {
    if (const auto* n = std::get_if<std::int64_t>(&row[0])) tooMany = *n > static_cast<std::int64_t>(most);
    return false;
  });
  if (!counted) return std::unexpected(std::move(counted).error());
  if (tooMany) return std::nullopt;
  auto done = reader.select("SELECT changeset FROM suyuan_journal_part WHERE entry_id = ? ORDER BY seq", {Value{entry.value}},
                            [&](const std::vector<Value>& row) {
                              const auto* bytes = std::get_if<Blob>(&row[0]);
                              if (bytes == nullptr) return true;
                              outcome = store::visitChangeset(*bytes, [&](store::Change& change) {
                                if (const auto record = recordOf(change)) records.push_back(*record);
                                return records.size() <= most;
                              });
                              return outcome.has_value() && records.size() <= most;
                            });
  if (!done) return std::unexpected(std::move(done).error());
  if (!outcome) return std::unexpected(std::move(outcome).error());
  if (records.size() > most) return std::nullopt;
  std::ranges::sort(records, [](const ChangedRecord& a, const ChangedRecord& b) {
    return std::pair(a.layer, a.fid) < std::pair(b.layer, b.fid);
  });
  std::vector<ChangedRecord> once;
  for (const ChangedRecord& record : records) {
    if (once.empty() || once.back().layer != record.layer || once.back().fid != record.fid) once.push_back(record);
    else {
      once.back().placed = once.back().placed || record.placed;
      if (!once.back().owner.isSet()) once.back().owner = record.owner;
    }
  }
  return once;
}

} // namespace suyuan::desktop

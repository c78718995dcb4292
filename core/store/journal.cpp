// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/journal.h"

#include "core/store/changeset.h"
#include "core/store/gpkg_schema.h"
#include "core/store/journal_rows.h"
#include "core/store/reader.h"

#include <array>
#include <format>

namespace suyuan::store {

namespace {

constexpr std::array<std::string_view, 6> kinds{"edit", "undo", "redo", "import", "foreign", "sync"};

EntryKind kindNamed(std::string_view name) {
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (kinds[i] == name) return static_cast<EntryKind>(i);
  return EntryKind::Edit;
}

/// The part of a parsed changeset that is about one record.
Result<> addChanges(std::span<const std::byte> changeset, const JournalEntry& entry, Layer layer, Fid fid,
                    std::vector<FieldChange>& out) {
  const std::string_view table = layerName(layer);
  const std::vector<std::string> columns = columnsOf(layer);
  return visitChangeset(changeset, [&](const Change& change) {
    const auto& cells = change.op == ChangeOp::Insert ? change.after : change.before;
    if (change.table != table || !cells[0] || *cells[0] != Value{fid.value}) return true;
    FieldChange one{entry, layer, fid, FieldChange::Kind::Insert, {}, {}, {}};
    if (change.op != ChangeOp::Update) {
      if (change.op == ChangeOp::Delete) one.kind = FieldChange::Kind::Delete;
      out.push_back(std::move(one));
      return true;
    }
    one.kind = FieldChange::Kind::Update;
    for (std::size_t i = 0; i < change.after.size() && i < columns.size(); ++i) {
      if (!change.after[i]) continue;
      one.field = columns[i];
      one.before = change.before[i].value_or(Value{});
      one.after = *change.after[i];
      out.push_back(one);
    }
    return true;
  });
}

} // namespace

std::string_view kindName(EntryKind kind) noexcept { return kinds[static_cast<std::size_t>(kind)]; }

JournalEntry entryOf(const std::vector<Value>& row) {
  JournalEntry entry;
  entry.id = EntryId{std::get<std::int64_t>(row[0])};
  entry.uid = toText(row[1]);
  entry.kind = kindNamed(toText(row[2]));
  entry.label = toText(row[3]);
  entry.author = toText(row[4]);
  entry.device = toText(row[5]);
  entry.at = toText(row[6]);
  if (const auto* changes = std::get_if<std::int64_t>(&row[7])) entry.changes = *changes; // another program may have written anything
  if (!isNull(row[8])) entry.undoes = EntryId{std::get<std::int64_t>(row[8])};
  entry.undone = row[9] == Value{std::int64_t{1}};
  entry.sent = !isNull(row[10]);
  return entry;
}

JournalEntry entryOf(const Statement& row) {
  std::vector<Value> values;
  for (int i = 0; i < 11; ++i) values.push_back(row.value(i));
  return entryOf(values);
}

Result<std::vector<JournalEntry>> entries(Reader& reader, int limit, std::optional<EntryId> before) {
  std::vector<JournalEntry> list;
  auto done = reader.select(std::format("SELECT {} FROM suyuan_journal j WHERE j.entry_id < ? ORDER BY j.entry_id DESC LIMIT ?", entryColumns),
                            {Value{before ? before->value : INT64_MAX}, Value{std::int64_t{limit}}},
                            [&](const std::vector<Value>& row) {
                              list.push_back(entryOf(row));
                              return true;
                            });
  if (!done) return std::unexpected(std::move(done).error());
  return list;
}

Result<std::vector<FieldChange>> history(Reader& reader, Layer layer, Fid fid) {
  std::vector<FieldChange> changes;
  Result<> outcome;
  auto done = reader.select(
      std::format("SELECT {}, p.changeset FROM suyuan_journal_part p JOIN suyuan_journal j USING (entry_id) "
                  "WHERE p.min_fid <= ?1 AND p.max_fid >= ?1 ORDER BY p.entry_id, p.seq", entryColumns),
      {Value{fid.value}}, [&](const std::vector<Value>& row) {
        const auto* bytes = std::get_if<Blob>(&row[11]);
        outcome = addChanges(bytes ? std::span<const std::byte>(*bytes) : std::span<const std::byte>(), entryOf(row), layer, fid, changes);
        return outcome.has_value();
      });
  if (!done) return std::unexpected(std::move(done).error());
  if (!outcome) return std::unexpected(std::move(outcome).error());
  return changes;
}

} // namespace suyuan::store

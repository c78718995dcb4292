// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/entry_writer.h"

#include "core/store/journal_rows.h"

#include <algorithm>

namespace suyuan::store {

namespace {

/// The record's fid where a table's key is one, else 0.
std::int64_t fidOf(const Change& change) {
  const auto& cells = change.op == ChangeOp::Insert ? change.after : change.before;
  const auto* fid = !cells.empty() && cells[0] ? std::get_if<std::int64_t>(&*cells[0]) : nullptr;
  return fid ? *fid : 0;
}

void widen(ChangesetPart& part, std::int64_t fid) noexcept {
  ++part.changes;
  if (fid == 0) return;
  part.minFid = part.minFid == 0 ? fid : std::min(part.minFid, fid);
  part.maxFid = std::max(part.maxFid, fid);
}

} // namespace

Result<ChangesetPart> partOf(Blob changeset) {
  ChangesetPart part;
  SUYUAN_TRY(visitChangeset(changeset, [&part](const Change& change) {
    widen(part, fidOf(change));
    return true;
  }));
  part.bytes = std::move(changeset);
  return part;
}

Result<EntryWriter> EntryWriter::begin(sqlite3* db) {
  auto last = scalar(db, "SELECT coalesce(max(entry_id), 0) FROM suyuan_journal");
  if (!last) return std::unexpected(std::move(last).error());
  auto insert = Statement::prepare(db, "INSERT INTO suyuan_journal_part(entry_id, seq, changeset, min_fid, max_fid) VALUES (?, ?, ?, ?, ?)");
  if (!insert) return std::unexpected(std::move(insert).error());
  return EntryWriter(db, std::move(*insert), std::get<std::int64_t>(*last) + 1);
}

Result<> EntryWriter::add(const ChangesetPart& part) {
  insert_.bindInteger(1, id_);
  insert_.bindInteger(2, parts_);
  insert_.bindBlob(3, part.bytes);
  insert_.bindInteger(4, part.minFid);
  insert_.bindInteger(5, part.maxFid);
  SUYUAN_TRY(insert_.run());
  content_.add(part.bytes);
  ++parts_;
  changes_ += part.changes;
  return {};
}

Result<EntryId> EntryWriter::finish(JournalEntry entry, std::string_view undoesUid, std::optional<std::int64_t> hubSequence, std::string asWritten) {
  auto head = chainHead(db_);
  if (!head) return std::unexpected(std::move(head).error());
  std::string hash = std::move(asWritten);
  if (hash.empty()) hash = chainHash(head->hash, content_.hex(), {entry.uid, kindName(entry.kind), entry.label, entry.author, entry.device, entry.at, undoesUid});
  auto insert = Statement::prepare(db_, "INSERT INTO suyuan_journal(uid, kind, label, author, device, at, changes, undoes, hub_seq, entry_id, hash) "
                                        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  if (!insert) return std::unexpected(std::move(insert).error());
  insert->bindText(1, entry.uid);
  insert->bindText(2, kindName(entry.kind));
  insert->bindText(3, entry.label);
  insert->bindText(4, entry.author);
  insert->bindText(5, entry.device);
  insert->bindText(6, entry.at);
  insert->bindInteger(7, changes_);
  if (undoesUid.empty()) insert->bindNull(8);
  else insert->bindText(8, undoesUid);
  if (hubSequence) insert->bindInteger(9, *hubSequence);
  else insert->bindNull(9);
  insert->bindInteger(10, id_);
  insert->bindText(11, hash);
  SUYUAN_TRY(insert->run());
  SUYUAN_TRY(setChainHead(db_, {head->entries + 1, hash}));
  return EntryId{id_};
}

void PartWriter::count(std::int64_t fid) noexcept { widen(open_, fid); }

Result<> PartWriter::add(const Change& change) {
  writer_.add(change);
  count(fidOf(change));
  return end();
}

void PartWriter::beginInsert(std::string_view table, std::span<const bool> key, std::int64_t fid) {
  writer_.beginInsert(table, key);
  count(fid);
}

Result<> PartWriter::close() {
  if (open_.changes == 0) return {};
  open_.bytes = writer_.take();
  SUYUAN_TRY(entry_.add(open_));
  writer_.reuse(std::move(open_.bytes));
  open_ = {};
  return {};
}

} // namespace suyuan::store

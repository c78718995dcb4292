// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sync_access.h"

#include "core/store/survey_impl.h"

#include <format>

namespace suyuan::store {

struct SyncAccess::Impl {
  SurveyFile::Impl* survey = nullptr;
  std::optional<Transaction> transaction;
  std::optional<Capture> capture;
  [[nodiscard]] sqlite3* db() const { return survey->connection.get(); }
};

namespace {

constexpr auto conflictColumns = "uid, at, kind, layer, fid, field, base, mine, theirs, mine_by, theirs_by, code, state, resolution, resolved_by";

Result<std::vector<ChangesetPart>> partsOf(const std::vector<Change>& changes) {
  constexpr std::size_t partBytes = 8U << 20;
  std::vector<ChangesetPart> parts;
  ChangesetWriter writer;
  const auto close = [&]() -> Result<> {
    auto part = partOf(writer.take());
    if (!part) return std::unexpected(std::move(part).error());
    parts.push_back(std::move(*part));
    return {};
  };
  for (const Change& change : changes) {
    writer.add(change);
    if (writer.size() >= partBytes) SUYUAN_TRY(close());
  }
  if (writer.size() > 0) SUYUAN_TRY(close());
  return parts;
}

} // namespace

SyncAccess::SyncAccess(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SyncAccess::SyncAccess(SyncAccess&&) noexcept = default;

SyncAccess::~SyncAccess() {
  if (!impl_) return;
  impl_->capture.reset();
  impl_->transaction.reset();
  // Outside the transaction; a failure here would show at the next edit's commit.
  [[maybe_unused]] const auto restored = execute(impl_->db(), "PRAGMA foreign_keys=ON");
}

Result<SyncAccess> SyncAccess::begin(SurveyFile& survey) {
  if (survey.isReadOnly()) return failure(ErrorCode::SurveyReadOnly, {.file = survey.folder().string()});
  if (auto adopted = survey.adoptForeignEdits(); !adopted) return std::unexpected(std::move(adopted).error());
  auto impl = std::make_unique<Impl>();
  impl->survey = survey.impl_.get();
  // A record may be deleted in one copy and get a sample in another: both must come in, so references wait.
  SUYUAN_TRY(execute(impl->db(), "PRAGMA foreign_keys=OFF"));
  auto transaction = Transaction::begin(impl->db());
  if (!transaction) return std::unexpected(std::move(transaction).error());
  impl->transaction.emplace(std::move(*transaction));
  SUYUAN_TRY(execute(impl->db(), "UPDATE suyuan_writer SET active = 1"));
  return SyncAccess(std::move(impl));
}

sqlite3* SyncAccess::connection() const noexcept { return impl_->db(); }

Result<std::int64_t> SyncAccess::lastHubSequence() {
  auto last = scalar(impl_->db(), "SELECT coalesce(max(hub_seq), 0) FROM suyuan_journal");
  if (!last) return std::unexpected(std::move(last).error());
  return std::get<std::int64_t>(*last);
}

Result<std::vector<StoredEntry>> SyncAccess::unsent() {
  std::vector<StoredEntry> list;
  auto rows = Statement::prepare(impl_->db(), std::format("SELECT {}, coalesce(j.undoes, '') FROM suyuan_journal j "
                                                          "WHERE j.hub_seq IS NULL ORDER BY j.entry_id", entryColumns));
  if (!rows) return std::unexpected(std::move(rows).error());
  while (true) {
    auto more = rows->step();
    if (!more) return std::unexpected(std::move(more).error());
    if (!*more) return list;
    StoredEntry stored{entryOf(*rows), std::string(rows->text(11)), {}};
    auto changes = changesOf(impl_->db(), stored.entry.id);
    if (!changes) return std::unexpected(std::move(changes).error());
    stored.changes = std::move(*changes);
    list.push_back(std::move(stored));
  }
}

Result<bool> SyncAccess::hasEntry(std::string_view uid) {
  auto there = scalar(impl_->db(), "SELECT EXISTS (SELECT 1 FROM suyuan_journal WHERE uid = ?)", {Value{std::string(uid)}});
  if (!there) return std::unexpected(std::move(there).error());
  return *there == Value{std::int64_t{1}};
}

Result<> SyncAccess::takeBack(const std::vector<Change>& changes) {
  std::vector<Change> back = changes;
  std::erase_if(back, [](const Change& change) { return change.table == "suyuan_code_number"; });
  back = inverted(std::move(back));
  auto applied = applyChanges(impl_->db(), back, [](const Clash&) { return OnClash::Force; });
  if (!applied) return std::unexpected(std::move(applied).error());
  return {};
}

Result<std::int64_t> SyncAccess::apply(std::span<const Change> changes, const std::function<OnClash(const Clash&)>& onClash) {
  return applyChanges(impl_->db(), changes, onClash);
}

Result<> SyncAccess::startCapture() {
  auto capture = Capture::start(impl_->db());
  if (!capture) return std::unexpected(std::move(capture).error());
  impl_->capture.emplace(std::move(*capture));
  return {};
}

Result<std::vector<Change>> SyncAccess::endCapture() {
  auto bytes = impl_->capture->changeset();
  impl_->capture.reset();
  if (!bytes) return std::unexpected(std::move(bytes).error());
  return parseChangeset(*bytes);
}

Result<EntryId> SyncAccess::insertReceived(const StoredEntry& stored, std::int64_t hubSequence) {
  auto parts = partsOf(stored.changes);
  if (!parts) return std::unexpected(std::move(parts).error());
  return writeEntry(impl_->db(), stored.entry, stored.undoesUid, hubSequence, *parts);
}

Result<EntryId> SyncAccess::replaceOwn(const StoredEntry& stored) {
  auto parts = partsOf(stored.changes);
  if (!parts) return std::unexpected(std::move(parts).error());
  for (const auto* table : {"suyuan_journal_part", "suyuan_journal"})
    SUYUAN_TRY(execute(impl_->db(), std::format("DELETE FROM {} WHERE entry_id = {}", table, stored.entry.id.value)));
  auto id = writeEntry(impl_->db(), stored.entry, stored.undoesUid, {}, *parts);
  if (id && stored.entry.undone) SUYUAN_TRY(execute(impl_->db(), std::format("UPDATE suyuan_journal SET undone = 1 WHERE entry_id = {}", id->value)));
  return id;
}

Result<> SyncAccess::markSent(std::string_view uid, std::int64_t hubSequence) {
  auto update = Statement::prepare(impl_->db(), "UPDATE suyuan_journal SET hub_seq = ? WHERE uid = ?");
  if (!update) return std::unexpected(std::move(update).error());
  update->bindInteger(1, hubSequence);
  update->bindText(2, uid);
  return update->run();
}

Result<> SyncAccess::addConflict(const ConflictRow& row) {
  auto insert = Statement::prepare(impl_->db(), std::format("INSERT OR IGNORE INTO suyuan_conflict({}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", conflictColumns));
  if (!insert) return std::unexpected(std::move(insert).error());
  int index = 1;
  for (const std::string* text : {&row.uid, &row.at, &row.kind, &row.layer}) insert->bindText(index++, *text);
  insert->bindInteger(index++, row.fid);
  for (const std::string* text : {&row.field, &row.base, &row.mine, &row.theirs, &row.mineBy, &row.theirsBy, &row.code, &row.state,
                                  &row.resolution, &row.resolvedBy})
    insert->bindText(index++, *text);
  return insert->run();
}

Result<std::vector<ConflictRow>> SyncAccess::conflicts(bool openOnly) {
  std::vector<ConflictRow> list;
  auto rows = Statement::prepare(impl_->db(), std::format("SELECT {} FROM suyuan_conflict{} ORDER BY uid", conflictColumns,
                                                          openOnly ? " WHERE state = 'open'" : ""));
  if (!rows) return std::unexpected(std::move(rows).error());
  while (true) {
    auto more = rows->step();
    if (!more) return std::unexpected(std::move(more).error());
    if (!*more) return list;
    ConflictRow row;
    int index = 0;
    for (std::string* text : {&row.uid, &row.at, &row.kind, &row.layer}) *text = rows->text(index++);
    row.fid = rows->integer(index++);
    for (std::string* text : {&row.field, &row.base, &row.mine, &row.theirs, &row.mineBy, &row.theirsBy, &row.code, &row.state,
                              &row.resolution, &row.resolvedBy})
      *text = rows->text(index++);
    list.push_back(std::move(row));
  }
}

Result<std::string> SyncAccess::meta(std::string_view key) {
  auto value = scalar(impl_->db(), "SELECT value FROM suyuan_meta WHERE key = ?", {Value{std::string(key)}});
  if (!value) return std::unexpected(std::move(value).error());
  return toText(*value);
}

Result<> SyncAccess::setMeta(std::string_view key, std::string_view value) {
  auto write = Statement::prepare(impl_->db(), "INSERT OR REPLACE INTO suyuan_meta(key, value) VALUES (?, ?)");
  if (!write) return std::unexpected(std::move(write).error());
  write->bindText(1, key);
  write->bindText(2, value);
  SUYUAN_TRY(write->run());
  return impl_->survey->readInfo();
}

Result<> SyncAccess::commit() {
  SUYUAN_TRY(execute(impl_->db(), "UPDATE suyuan_writer SET active = 0"));
  return impl_->transaction->commit();
}

} // namespace suyuan::store

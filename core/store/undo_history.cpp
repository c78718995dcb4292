// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/apply_changes.h"
#include "core/store/edit_session.h"
#include "core/store/survey_impl.h"

#include <format>

namespace suyuan::store {

namespace {

Result<std::optional<JournalEntry>> newest(sqlite3* db, const std::string& condition, const std::string& device) {
  auto row = Statement::prepare(db, std::format("SELECT {} FROM suyuan_journal j WHERE j.device = ? AND {} ORDER BY j.entry_id DESC LIMIT 1",
                                                entryColumns, condition));
  if (!row) return std::unexpected(std::move(row).error());
  row->bindText(1, device);
  auto there = row->step();
  if (!there) return std::unexpected(std::move(there).error());
  return *there ? std::optional(entryOf(*row)) : std::optional<JournalEntry>{};
}

// Numbers that were set aside stay so (core/survey/code_leases.h): undo has nothing to take back in those entries, and
// goes on to the work before them.
constexpr auto ownWork = "j.kind IN ('edit', 'import', 'foreign') AND j.label NOT LIKE '领取编号 %' AND j.label NOT LIKE '预留编号 %'";

Result<> markUndone(sqlite3* db, EntryId entry, bool undone) {
  return execute(db, std::format("UPDATE suyuan_journal SET undone = {} WHERE entry_id = {}", undone ? 1 : 0, entry.value));
}

} // namespace

Result<std::optional<JournalEntry>> SurveyFile::Impl::undoable() const {
  return newest(connection.get(), std::format("{} AND j.undone = 0", ownWork), info.deviceId);
}

Result<std::optional<JournalEntry>> SurveyFile::Impl::redoable() const {
  // An undo can be done again until this copy does something new.
  return newest(connection.get(),
                std::format("j.kind = 'undo' AND j.undone = 0 AND NOT EXISTS (SELECT 1 FROM suyuan_journal l WHERE l.device = j.device "
                            "AND l.entry_id > j.entry_id AND l.kind IN ('edit', 'import', 'foreign'))"),
                info.deviceId);
}

Result<> SurveyFile::Impl::takeBack(Edit& edit, Writing& writing, const JournalEntry& entry) {
  sqlite3* db = connection.get();
  writing.label = entry.label;
  writing.undoesUid = entry.uid;
  // Part by part, last one first: an import of a million records is never held whole.
  auto parts = Statement::prepare(db, "SELECT changeset FROM suyuan_journal_part WHERE entry_id = ? ORDER BY seq DESC");
  if (!parts) return std::unexpected(std::move(parts).error());
  parts->bindInteger(1, entry.id.value);
  while (true) {
    auto more = parts->step();
    if (!more) return std::unexpected(std::move(more).error());
    if (!*more) break;
    auto changes = parseChangeset(parts->blob(0));
    if (!changes) return std::unexpected(std::move(changes).error());
    // A number that was given stays given.
    std::erase_if(*changes, [](const Change& change) { return change.table == "suyuan_code_number"; });
    auto applied = applyChanges(db, inverted(std::move(*changes)), [](const Clash& clash) {
      return clash.kind == Clash::Kind::DeleteMissing ? OnClash::Skip : OnClash::Stop;
    });
    if (!applied) return std::unexpected(std::move(applied).error());
    SUYUAN_TRY(static_cast<EditSession&>(edit).flush()); // write() hands out no other Edit
  }
  SUYUAN_TRY(markUndone(db, entry.id, true));
  // Doing an undo again makes the first entry stand again.
  if (writing.kind == EntryKind::Redo && entry.undoes) SUYUAN_TRY(markUndone(db, *entry.undoes, false));
  return {};
}

Result<EntryId> SurveyFile::Impl::takeBack(EntryKind kind, const std::function<Result<JournalEntry>()>& find) {
  auto written = write({.kind = kind}, [&](Edit& edit, Writing& writing) -> Result<> {
    auto entry = find();
    if (!entry) return std::unexpected(std::move(entry).error());
    return takeBack(edit, writing, *entry);
  });
  if (!written) return std::unexpected(std::move(written).error());
  if (!*written) return failure(kind == EntryKind::Redo ? ErrorCode::NothingToRedo : ErrorCode::NothingToUndo);
  return **written;
}

namespace {

Result<JournalEntry> orFailure(Result<std::optional<JournalEntry>> found, ErrorCode nothing) {
  if (!found) return std::unexpected(std::move(found).error());
  if (!*found) return failure(nothing);
  return std::move(**found);
}

} // namespace

Result<EntryId> SurveyFile::undo() {
  return impl_->takeBack(EntryKind::Undo, [this] { return orFailure(impl_->undoable(), ErrorCode::NothingToUndo); });
}

Result<EntryId> SurveyFile::redo() {
  return impl_->takeBack(EntryKind::Redo, [this] { return orFailure(impl_->redoable(), ErrorCode::NothingToRedo); });
}

Result<EntryId> SurveyFile::undoEntry(EntryId id) {
  return impl_->takeBack(EntryKind::Undo, [this, id]() -> Result<JournalEntry> {
    auto row = Statement::prepare(impl_->connection.get(), std::format("SELECT {} FROM suyuan_journal j WHERE j.entry_id = ?", entryColumns));
    if (!row) return std::unexpected(std::move(row).error());
    row->bindInteger(1, id.value);
    auto there = row->step();
    if (!there) return std::unexpected(std::move(there).error());
    if (!*there) return failure(ErrorCode::RecordMissing, {.layer = "suyuan_journal"}, {}, {std::to_string(id.value)});
    JournalEntry entry = entryOf(*row);
    if (entry.undone) return failure(ErrorCode::NothingToUndo);
    return entry;
  });
}

std::optional<std::string> SurveyFile::undoLabel() const {
  const auto entry = impl_->undoable();
  return entry && *entry ? std::optional((*entry)->label) : std::nullopt;
}

std::optional<std::string> SurveyFile::redoLabel() const {
  const auto entry = impl_->redoable();
  return entry && *entry ? std::optional((*entry)->label) : std::nullopt;
}

} // namespace suyuan::store

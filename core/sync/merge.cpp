// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/merge.h"

#include "core/model/record.h"
#include "core/store/apply_changes.h"
#include "core/store/changeset.h"
#include "core/store/entry_writer.h"
#include "core/store/journal_chain.h"
#include "core/store/journal_rows.h"
#include "core/store/sqlite_handle.h"
#include "core/store/sync_access.h"
#include "core/sync/rebase.h"

#include <algorithm>
#include <format>
#include <functional>
#include <ranges>
#include <set>

namespace suyuan::sync {

namespace {

using store::Change;
using store::Statement;

store::EntryKind kindNamed(std::string_view name) {
  using enum store::EntryKind;
  for (const auto kind : {Edit, Undo, Redo, Import, Foreign, Sync})
    if (store::kindName(kind) == name) return kind;
  return Edit;
}

/// An entry without its parts.
Result<HubEntry> readHead(sqlite3* db, std::int64_t entryId) {
  auto row = Statement::prepare(db, "SELECT uid, kind, label, author, device, at, undoes, hash FROM suyuan_journal WHERE entry_id = ?");
  if (!row) return std::unexpected(std::move(row).error());
  row->bindInteger(1, entryId);
  auto found = row->step();
  if (!found) return std::unexpected(std::move(found).error());
  if (!*found) return failure(ErrorCode::RecordMissing, {.layer = "suyuan_journal", .row = entryId});
  HubEntry entry;
  std::string* const fields[] = {&entry.uid, &entry.kind, &entry.label, &entry.author, &entry.device, &entry.at, &entry.undoes, &entry.hash};
  for (int i = 0; i < 8; ++i) *fields[i] = row->text(i);
  return entry;
}

// Own unsent entry, taken out of the journal while the hub's go in. Its parts wait in the journal under the negative of
// the id that it had, which nobody sees before the commit.
struct Own {
  HubEntry entry; ///< without parts
  std::int64_t parked = 0;
  bool undone = false;
  bool fits = true; ///< its hash was right where it stood
};

class Merger {
public:
  Merger(sqlite3* db, std::stop_token stop) : db_(db), stop_(std::move(stop)), rebase_(db) {}

  Result<Merged> run(Hub& hub, std::int64_t lastKnown) {
    auto listed = hub.listSince(lastKnown);
    if (!listed) return std::unexpected(std::move(listed).error());
    std::vector<Hub::Last> others;
    for (Hub::Last& entry : *listed) {
      auto known = isKnown(entry.uid);
      if (!known) return std::unexpected(std::move(known).error());
      if (*known) SUYUAN_TRY(markSent(db_, entry.uid, entry.number));
      else others.push_back(std::move(entry));
    }
    if (!others.empty()) {
      SUYUAN_TRY(takeOwnBack());
      SUYUAN_TRY(hub.fetch(others, [this](const HubEntry& entry) { return takeIn(entry); }, stop_));
      for (const Own& own : own_) SUYUAN_TRY(putOnTop(own));
      if (endGone_) SUYUAN_TRY(store::setChainHead(db_, *endGone_)); // what was cut off before goes on showing
      SUYUAN_TRY(refreshExtents());
    }
    if (stop_.stop_requested()) return failure(ErrorCode::Cancelled);
    return Merged{std::ssize(others)};
  }

private:
  Result<bool> isKnown(const std::string& uid) {
    const auto found = store::scalar(db_, "SELECT 1 FROM suyuan_journal WHERE uid = ?", {Value{uid}});
    if (!found) return std::unexpected(found.error());
    return !isNull(*found);
  }

  Result<> takeOwnBack() {
    auto ids = unsentEntries(db_);
    if (!ids) return std::unexpected(std::move(ids).error());
    auto fitting = ownThatFit(*ids);
    if (!fitting) return std::unexpected(std::move(fitting).error());
    for (const std::int64_t id : *ids | std::views::reverse) {
      auto entry = readHead(db_, id);
      if (!entry) return std::unexpected(std::move(entry).error());
      SUYUAN_TRY(eachPart(id, true, [&](std::span<const std::byte> part) -> Result<> {
        auto changes = store::parseChangeset(part);
        if (!changes) return std::unexpected(std::move(changes).error());
        return carryOut(store::inverted(std::move(*changes)), *entry);
      }));
      const auto undone = store::scalar(db_, "SELECT undone FROM suyuan_journal WHERE entry_id = ?", {Value{id}});
      if (!undone) return std::unexpected(undone.error());
      own_.push_back({std::move(*entry), -id, *undone == Value{std::int64_t{1}}, fitting->contains(id)});
      SUYUAN_TRY(run("UPDATE suyuan_journal_part SET entry_id = -entry_id WHERE entry_id = ?", id));
      SUYUAN_TRY(run("DELETE FROM suyuan_journal WHERE entry_id = ?", id));
    }
    std::ranges::reverse(own_);
    auto last = end();
    if (!last) return std::unexpected(std::move(last).error());
    return store::setChainHead(db_, *last);
  }

  /// The end of the chain as the journal has it.
  Result<store::ChainHead> end() {
    auto hash = hashBefore(INT64_MAX);
    if (!hash) return std::unexpected(std::move(hash).error());
    auto count = store::scalar(db_, "SELECT count(*) FROM suyuan_journal");
    if (!count) return std::unexpected(std::move(count).error());
    return store::ChainHead{std::get<std::int64_t>(*count), std::move(*hash)};
  }

  Result<std::string> hashBefore(std::int64_t id) {
    auto hash = store::scalar(db_, "SELECT hash FROM suyuan_journal WHERE entry_id < ? ORDER BY entry_id DESC LIMIT 1", {Value{id}});
    if (!hash) return std::unexpected(std::move(hash).error());
    return toText(*hash);
  }

  // Putting own entries on top gives them new hashes. One that does not fit now keeps the one that it has, so that a sync does
  // not make a changed past whole; the same of an end that was cut off.
  Result<std::set<std::int64_t>> ownThatFit(const std::vector<std::int64_t>& ids) {
    std::set<std::int64_t> fit;
    auto remembered = store::chainHead(db_);
    if (!remembered) return std::unexpected(std::move(remembered).error());
    auto last = end();
    if (!last) return std::unexpected(std::move(last).error());
    if (*remembered != *last) endGone_ = std::move(*remembered);
    for (const std::int64_t id : ids) {
      auto before = hashBefore(id);
      if (!before) return std::unexpected(std::move(before).error());
      auto hash = store::hashOfEntry(db_, id, *before);
      if (!hash) return std::unexpected(std::move(hash).error());
      auto stored = store::scalar(db_, "SELECT hash FROM suyuan_journal WHERE entry_id = ?", {Value{id}});
      if (!stored) return std::unexpected(std::move(stored).error());
      if (*stored == Value{*hash}) fit.insert(id);
    }
    return fit;
  }

  Result<> run(const char* sql, std::int64_t id) {
    auto statement = Statement::prepare(db_, sql);
    if (!statement) return std::unexpected(std::move(statement).error());
    statement->bindInteger(1, id);
    return statement->run();
  }

  // Reads one part at a time by its place: no statement stays open while records are changed.
  Result<> eachPart(std::int64_t id, bool lastFirst, const std::function<Result<>(std::span<const std::byte>)>& visit) {
    auto count = store::scalar(db_, "SELECT count(*) FROM suyuan_journal_part WHERE entry_id = ?", {Value{id}});
    if (!count) return std::unexpected(std::move(count).error());
    const auto parts = std::get<std::int64_t>(*count);
    for (std::int64_t n = 0; n < parts; ++n) {
      if (stop_.stop_requested()) return failure(ErrorCode::Cancelled);
      auto bytes = store::scalar(db_, "SELECT changeset FROM suyuan_journal_part WHERE entry_id = ? ORDER BY seq LIMIT 1 OFFSET ?",
                                 {Value{id}, Value{lastFirst ? parts - 1 - n : n}});
      if (!bytes) return std::unexpected(std::move(bytes).error());
      const auto* blob = std::get_if<Blob>(&*bytes);
      if (!blob) return failure(ErrorCode::SurveyCorrupt, {.layer = "suyuan_journal_part", .row = id});
      SUYUAN_TRY(visit(*blob));
    }
    return {};
  }

  // The state is exactly what these changes were made on; if it is not, this copy has strayed from the log.
  Result<> carryOut(const std::vector<Change>& changes, const HubEntry& entry) {
    auto applied = store::applyChanges(db_, changes, [](const store::Clash&) { return store::OnClash::Stop; });
    if (applied) return {};
    Error error = std::move(applied).error();
    if (error.code == ErrorCode::UndoStale) {
      error.code = ErrorCode::SurveyCorrupt;
      error.detail = std::format("entry {} ({}) does not fit this copy at {}", entry.uid, entry.label,
                                 error.args.empty() ? std::string{} : error.args.front());
    }
    return std::unexpected(std::move(error));
  }

  Result<> takeIn(const HubEntry& entry) {
    auto writer = store::EntryWriter::begin(db_);
    if (!writer) return std::unexpected(std::move(writer).error());
    for (const Blob& part : entry.parts) {
      if (stop_.stop_requested()) return failure(ErrorCode::Cancelled);
      auto changes = store::parseChangeset(part);
      if (!changes) return std::unexpected(std::move(changes).error());
      SUYUAN_TRY(carryOut(*changes, entry));
      for (const Change& change : *changes) touched_.insert(change.table);
      if (!own_.empty()) rebase_.noteTheirs({entry.uid, entry.author, entry.at}, *changes);
      auto made = store::partOf(part);
      if (!made) return std::unexpected(std::move(made).error());
      SUYUAN_TRY(writer->add(*made));
    }
    return finish(*writer, entry, false, entry.number, entry.hash);
  }

  Result<> putOnTop(const Own& own) {
    auto writer = store::EntryWriter::begin(db_);
    if (!writer) return std::unexpected(std::move(writer).error());
    store::PartWriter parts(*writer);
    const auto done = eachPart(own.parked, false, [&](std::span<const std::byte> part) -> Result<> {
      auto changes = store::parseChangeset(part);
      if (!changes) return std::unexpected(std::move(changes).error());
      auto rebased = rebase_.apply({own.entry.uid, own.entry.author, own.entry.at}, *changes);
      if (!rebased) return std::unexpected(std::move(rebased).error());
      for (const Change& change : *rebased) SUYUAN_TRY(parts.add(change));
      return {};
    });
    if (!done) return done;
    SUYUAN_TRY(parts.close());
    SUYUAN_TRY(run("DELETE FROM suyuan_journal_part WHERE entry_id = ?", own.parked));
    return finish(*writer, own.entry, own.undone, std::nullopt, own.fits ? std::string() : own.entry.hash);
  }

  Result<> finish(store::EntryWriter& writer, const HubEntry& from, bool undone, std::optional<std::int64_t> number, std::string hash) {
    store::JournalEntry entry;
    entry.uid = from.uid;
    entry.kind = kindNamed(from.kind);
    entry.label = from.label;
    entry.author = from.author;
    entry.device = from.device;
    entry.at = from.at;
    auto id = writer.finish(entry, from.undoes, number, std::move(hash));
    if (!id) return std::unexpected(std::move(id).error());
    if (undone) SUYUAN_TRY(run("UPDATE suyuan_journal SET undone = 1 WHERE entry_id = ?", id->value));
    if (!number || from.undoes.empty()) return {};
    // An undo marks what it takes back; a redo marks that undo, and frees what the undo had taken back.
    SUYUAN_TRY(markUndone("UPDATE suyuan_journal SET undone = 1 WHERE uid = ?", from.undoes));
    if (entry.kind != store::EntryKind::Redo) return {};
    return markUndone("UPDATE suyuan_journal SET undone = 0 WHERE uid = (SELECT undoes FROM suyuan_journal WHERE uid = ?)",
                      from.undoes);
  }

  Result<> markUndone(const char* sql, const std::string& uid) {
    auto mark = Statement::prepare(db_, sql);
    if (!mark) return std::unexpected(std::move(mark).error());
    mark->bindText(1, uid);
    return mark->run();
  }

  // The layers' boxes that other programs zoom to; the R-tree knows them.
  Result<> refreshExtents() {
    for (const Layer layer : allLayers) {
      const std::string table(layerName(layer));
      if (schemaOf(layer).geometry == GeometryKind::None || !touched_.contains(table)) continue;
      SUYUAN_TRY(store::execute(
          db_, std::format("UPDATE gpkg_contents SET (min_x, max_x, min_y, max_y) = (SELECT min(minx), max(maxx), min(miny), "
                           "max(maxy) FROM rtree_{0}_geom), last_change = strftime('%Y-%m-%dT%H:%M:%fZ','now') "
                           "WHERE table_name = '{0}'",
                           table)));
    }
    return {};
  }

  sqlite3* db_;
  std::stop_token stop_;
  Rebase rebase_;
  std::vector<Own> own_;
  std::set<std::string> touched_; ///< tables that the hub's entries changed
  std::optional<store::ChainHead> endGone_; ///< the remembered end, when it is not the journal's
};

} // namespace

Result<Hub::Last> lastKnown(sqlite3* db) {
  auto row = Statement::prepare(db, "SELECT hub_seq, uid FROM suyuan_journal WHERE hub_seq IS NOT NULL ORDER BY hub_seq DESC LIMIT 1");
  if (!row) return std::unexpected(std::move(row).error());
  auto found = row->step();
  if (!found) return std::unexpected(std::move(found).error());
  if (!*found) return Hub::Last{};
  return Hub::Last{row->integer(0), std::string(row->text(1))};
}

Result<Merged> mergeFrom(store::SyncAccess& access, Hub& hub, std::int64_t lastKnown, std::stop_token stop) {
  return Merger{access.connection(), std::move(stop)}.run(hub, lastKnown);
}

Result<std::vector<std::int64_t>> unsentEntries(sqlite3* db) {
  auto rows = Statement::prepare(db, "SELECT entry_id FROM suyuan_journal WHERE hub_seq IS NULL ORDER BY entry_id");
  if (!rows) return std::unexpected(std::move(rows).error());
  std::vector<std::int64_t> ids;
  for (;;) {
    auto more = rows->step();
    if (!more) return std::unexpected(std::move(more).error());
    if (!*more) return ids;
    ids.push_back(rows->integer(0));
  }
}

Result<HubEntry> readEntry(sqlite3* db, std::int64_t entryId) {
  auto entry = readHead(db, entryId);
  if (!entry) return entry;
  auto parts = Statement::prepare(db, "SELECT changeset FROM suyuan_journal_part WHERE entry_id = ? ORDER BY seq");
  if (!parts) return std::unexpected(std::move(parts).error());
  parts->bindInteger(1, entryId);
  for (;;) {
    auto more = parts->step();
    if (!more) return std::unexpected(std::move(more).error());
    if (!*more) return entry;
    const auto bytes = parts->blob(0);
    entry->parts.emplace_back(bytes.begin(), bytes.end());
  }
}

Result<> markSent(sqlite3* db, const std::string& uid, std::int64_t number) {
  auto mark = Statement::prepare(db, "UPDATE suyuan_journal SET hub_seq = ? WHERE uid = ?");
  if (!mark) return std::unexpected(std::move(mark).error());
  mark->bindInteger(1, number);
  mark->bindText(2, uid);
  return mark->run();
}

} // namespace suyuan::sync

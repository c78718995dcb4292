// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/journal_news.h"

#include "core/search/search_record.h"
#include "core/store/changeset.h"
#include "core/store/gpkg_schema.h"
#include "core/store/journal.h"

#include <algorithm>
#include <optional>

namespace suyuan::search {

namespace {

std::int64_t integer(const Value& value) {
  const auto* number = std::get_if<std::int64_t>(&value);
  return number != nullptr ? *number : 0;
}

/// Where name and codes stand among a layer's columns.
struct Columns {
  std::vector<std::size_t> names, codes;
};
Columns columnsWithWords(Layer layer) {
  Columns found;
  const auto columns = store::columnsOf(layer);
  const auto codes = codeFields(layer);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i] == "name") found.names.push_back(i);
    if (std::ranges::find(codes, columns[i]) != codes.end()) found.codes.push_back(i);
  }
  return found;
}

std::optional<RecordKey> keyOf(const store::Change& change) {
  const auto layer = layerNamed(change.table);
  if (!layer || !isSearched(*layer)) return std::nullopt;
  const auto& cells = change.op == store::ChangeOp::Insert ? change.after : change.before;
  if (cells.empty() || !cells[0]) return std::nullopt; // the fid is the first column
  const Fid fid{integer(*cells[0])};
  return fid.isSet() ? std::optional(RecordKey{*layer, fid}) : std::nullopt;
}

void noteFormer(const store::Change& change, const RecordKey& key, std::map<RecordKey, FormerWords>& former) {
  static const auto words = [] {
    std::map<Layer, Columns> all;
    for (const Layer layer : searchedLayers) all[layer] = columnsWithWords(layer);
    return all;
  }();
  const Columns& columns = words.at(key.first);
  const auto add = [&](const std::vector<std::size_t>& places, std::set<std::string> FormerWords::*into) {
    for (const std::size_t i : places)
      if (i < change.before.size() && change.before[i])
        if (const auto* text = std::get_if<std::string>(&*change.before[i]); text != nullptr && !text->empty()) (former[key].*into).insert(*text);
  };
  add(columns.names, &FormerWords::names);
  add(columns.codes, &FormerWords::codes);
}

/// Calls visit with each change of the entry.
Result<> visitEntry(store::Reader& reader, EntryId entry, const std::function<bool(store::Change&)>& visit) {
  Result<> outcome;
  auto done = reader.select("SELECT changeset FROM suyuan_journal_part WHERE entry_id = ? ORDER BY seq", {Value{entry.value}}, [&](const std::vector<Value>& row) {
    if (const auto* bytes = std::get_if<Blob>(&row[0])) outcome = store::visitChangeset(*bytes, visit);
    return outcome.has_value();
  });
  if (!done) return done;
  return outcome;
}

/// Calls visit with the entries after `since`, newest first; false stops.
Result<> visitEntries(store::Reader& reader, std::int64_t since, const std::function<Result<bool>(const store::JournalEntry&)>& visit) {
  std::optional<EntryId> before;
  while (true) {
    auto page = store::entries(reader, 200, before);
    if (!page) return std::unexpected(std::move(page).error());
    for (const store::JournalEntry& entry : *page) {
      if (entry.id.value <= since) return {};
      auto more = visit(entry);
      if (!more) return std::unexpected(std::move(more).error());
      if (!*more) return {};
    }
    if (page->empty()) return {};
    before = page->back().id;
  }
}

bool namesAgain(const store::JournalEntry& entry) { return !entry.undone && entry.kind != store::EntryKind::Undo; }

} // namespace

Result<JournalPlace> journalPlace(store::Reader& reader) {
  JournalPlace place;
  auto newest = store::entries(reader, 1);
  if (!newest) return std::unexpected(std::move(newest).error());
  if (!newest->empty()) place.entry = newest->front().id.value, place.uid = newest->front().uid;
  auto foreign = reader.select("SELECT coalesce(max(seq), 0) FROM suyuan_foreign", {}, [&](const std::vector<Value>& row) {
    place.foreign = integer(row[0]);
    return false;
  });
  if (!foreign) return std::unexpected(std::move(foreign).error());
  return place;
}

Result<JournalNews> journalNews(store::Reader& reader, const JournalPlace& since, const JournalPlace& now, std::int64_t most) {
  JournalNews news;
  if (since.entry != 0) {
    bool same = false;
    auto known = reader.select("SELECT uid FROM suyuan_journal WHERE entry_id = ?", {Value{since.entry}}, [&](const std::vector<Value>& row) {
      same = row[0] == Value{since.uid};
      return false;
    });
    if (!known) return std::unexpected(std::move(known).error());
    if (!same) {
      news.tooMany = true;
      return news;
    }
  }
  std::int64_t changes = 0;
  auto done = visitEntries(reader, since.entry, [&](const store::JournalEntry& entry) -> Result<bool> {
    changes += entry.changes;
    news.tooMany = changes > most;
    if (news.tooMany) return false;
    auto visited = visitEntry(reader, entry.id, [&](store::Change& change) {
      if (const auto key = keyOf(change)) {
        news.changed.insert(*key);
        if (change.op == store::ChangeOp::Update && namesAgain(entry)) noteFormer(change, *key, news.former);
      }
      return true;
    });
    if (!visited) return std::unexpected(std::move(visited).error());
    return true;
  });
  if (!done) return std::unexpected(std::move(done).error());
  // What other programs wrote since, and a writer will make an entry of. After an entry their numbers begin anew.
  const std::int64_t from = since.entry == now.entry && since.foreign <= now.foreign ? since.foreign : 0;
  auto foreign = reader.select("SELECT DISTINCT layer, fid FROM suyuan_foreign WHERE seq > ? LIMIT ?", {Value{from}, Value{most + 1}}, [&](const std::vector<Value>& row) {
    if (const auto layer = layerNamed(toText(row[0])); layer && isSearched(*layer)) news.changed.emplace(*layer, Fid{integer(row[1])});
    return true;
  });
  if (!foreign) return std::unexpected(std::move(foreign).error());
  news.tooMany = news.tooMany || static_cast<std::int64_t>(news.changed.size()) > most;
  return news;
}

Result<std::map<RecordKey, FormerWords>> formerWords(store::Reader& reader, std::int64_t most) {
  std::map<RecordKey, FormerWords> former;
  auto done = visitEntries(reader, 0, [&](const store::JournalEntry& entry) -> Result<bool> {
    if (!namesAgain(entry) || entry.changes > most) return true;
    auto visited = visitEntry(reader, entry.id, [&](store::Change& change) {
      if (change.op != store::ChangeOp::Update) return true;
      if (const auto key = keyOf(change)) noteFormer(change, *key, former);
      return true;
    });
    if (!visited) return std::unexpected(std::move(visited).error());
    return true;
  });
  if (!done) return std::unexpected(std::move(done).error());
  return former;
}

} // namespace suyuan::search

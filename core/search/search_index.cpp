// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/search_index.h"

#include "core/coding/code_points.h"
#include "core/search/search_key.h"
#include "core/search/search_words.h"

#include <sqlite3.h>

#include <algorithm>
#include <format>

namespace suyuan::search {

using store::Connection;
using store::execute;
using store::Statement;
using store::Transaction;

namespace {

constexpr int formatVersion = 1;         ///< another one is built anew
constexpr int applicationId = 0x53595345; ///< "SYSE"
constexpr int layerShift = 40;           ///< a place in the index: the layer's, then a running number

std::size_t slotOf(Layer layer) { return static_cast<std::size_t>(std::ranges::find(searchedLayers, layer) - searchedLayers.begin()); }
std::int64_t firstId(Layer layer) { return static_cast<std::int64_t>(slotOf(layer) + 1) << layerShift; }
std::int64_t lastId(Layer layer) { return firstId(layer) + (std::int64_t{1} << layerShift) - 1; }
Layer layerOf(std::int64_t id) { return searchedLayers[std::clamp<std::size_t>(static_cast<std::size_t>(id >> layerShift), 1, searchedLayers.size()) - 1]; }

Result<Connection> connect(const std::filesystem::path& file, int flags) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(file.string().c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  Connection db(raw);
  if (code != SQLITE_OK) return std::unexpected(store::databaseError(raw, "search index"));
  sqlite3_busy_timeout(raw, 10000);
  return db;
}

IndexedRecord recordOf(const Statement& row) {
  IndexedRecord record{row.integer(0), layerOf(row.integer(0)), Fid{row.integer(1)}, std::string(row.text(2)), {}};
  if (!row.isNull(3)) record.at = Point{row.real(3), row.real(4)};
  return record;
}

Result<> visitRows(Statement& rows, const std::function<bool(const IndexedRecord&)>& visit) {
  while (true) {
    auto more = rows.step();
    if (!more) return std::unexpected(std::move(more).error());
    if (!*more || !visit(recordOf(rows))) return {};
  }
}

std::string keyText(std::string_view text) { return coding::toUtf8(searchKey(text)); }

void line(std::string& keys, KeyKind kind, const std::string& key) {
  if (!key.empty()) keys += static_cast<char>(kind) + key + '\n';
}

} // namespace

void visitKeys(std::string_view keys, const std::function<void(KeyKind, std::string_view)>& visit) {
  while (!keys.empty()) {
    const auto end = keys.find('\n');
    const auto one = keys.substr(0, end);
    if (!one.empty()) visit(static_cast<KeyKind>(one.front()), one.substr(1));
    if (end == std::string_view::npos) return;
    keys.remove_prefix(end + 1);
  }
}

Result<SearchIndex> SearchIndex::open(const std::filesystem::path& file, const IndexOrigin& origin) {
  auto db = connect(file, SQLITE_OPEN_READWRITE);
  if (!db) return std::unexpected(std::move(db).error());
  auto application = store::scalar(db->get(), "PRAGMA application_id");
  if (!application) return std::unexpected(std::move(application).error());
  const Error other{ErrorCode::SurveyCorrupt, {.file = file.string()}, {}, "another index"};
  if (*application != Value{std::int64_t{applicationId}}) return std::unexpected(other);
  auto made = store::scalar(db->get(), "SELECT made_from FROM origin");
  if (!made) return std::unexpected(std::move(made).error());
  if (*made != Value{std::format("{} {} {}", formatVersion, origin.surveyId, origin.tables)}) return std::unexpected(other);
  SUYUAN_TRY(execute(db->get(), "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000;"));
  SearchIndex index;
  index.db_ = std::move(*db);
  return index;
}

Result<SearchIndex> SearchIndex::create(const std::filesystem::path& file) {
  auto db = connect(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  if (!db) return std::unexpected(std::move(db).error());
  // Nothing of it is of worth before it is whole: no journal, no waiting for the disk.
  // The words wait in a small table, which stays in the processor's cache: it is a third quicker than a large one.
  SUYUAN_TRY(execute(db->get(), std::format("PRAGMA application_id = {}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;"
                                           "CREATE TABLE origin (made_from TEXT NOT NULL, entry INTEGER NOT NULL, uid TEXT NOT NULL, foreign_seq INTEGER NOT NULL);"
                                           "CREATE TABLE record (id INTEGER PRIMARY KEY, fid INTEGER NOT NULL, keys TEXT NOT NULL, x REAL, y REAL);"
                                           "CREATE TABLE code (code TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (code, id)) WITHOUT ROWID;"
                                           "CREATE TEMP TABLE new_code (code TEXT NOT NULL, id INTEGER NOT NULL);"
                                           "CREATE VIRTUAL TABLE words USING fts5(word, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');"
                                           "INSERT INTO words(words, rank) VALUES ('automerge', 8); INSERT INTO words(words, rank) VALUES ('crisismerge', 64); BEGIN;", applicationId)));
  SearchIndex index;
  index.db_ = std::move(*db);
  for (std::size_t i = 0; i < searchedLayers.size(); ++i) index.next_[i] = firstId(searchedLayers[i]);
  return index;
}

Result<> SearchIndex::prepare() {
  if (write_) return {};
  Statements made;
  const auto make = [&](Statement& into, std::string_view sql) -> Result<> {
    auto statement = Statement::prepare(db_.get(), sql);
    if (!statement) return std::unexpected(std::move(statement).error());
    into = std::move(*statement);
    return {};
  };
  SUYUAN_TRY(make(made.addRecord, "INSERT INTO record(id, fid, keys, x, y) VALUES (?, ?, ?, ?, ?)"));
  SUYUAN_TRY(make(made.addWords, "INSERT INTO words(rowid, word) VALUES (?, ?)"));
  const bool filling = next_[0] != 0;
  SUYUAN_TRY(make(made.addCode, filling ? "INSERT INTO temp.new_code(code, id) VALUES (?, ?)" : "INSERT OR IGNORE INTO code(code, id) VALUES (?, ?)"));
  SUYUAN_TRY(make(made.dropRecord, "DELETE FROM record WHERE id = ?"));
  SUYUAN_TRY(make(made.dropWords, "DELETE FROM words WHERE rowid = ?"));
  SUYUAN_TRY(make(made.dropCodes, "DELETE FROM code WHERE code = ? AND id = ?"));
  write_ = std::move(made);
  return {};
}

Result<> SearchIndex::put(std::int64_t id, const SearchRecord& record, const PinyinTable& pinyin) {
  SUYUAN_TRY(prepare());
  std::string keys;
  std::vector<std::u32string> names;
  std::vector<std::string> codes;
  for (const auto& [list, kind] : {std::pair(&record.names, NameKey), std::pair(&record.formerNames, FormerNameKey)})
    for (const std::string& name : *list) {
      auto key = searchKey(name);
      line(keys, kind, coding::toUtf8(key));
      if (!key.empty()) names.push_back(std::move(key));
    }
  for (const auto& [list, kind] : {std::pair(&record.codes, CodeKey), std::pair(&record.formerCodes, FormerCodeKey)})
    for (const std::string& code : *list) {
      codes.push_back(keyText(code));
      line(keys, kind, codes.back());
    }
  write_->addRecord.bindInteger(1, id);
  write_->addRecord.bindInteger(2, record.fid.value);
  write_->addRecord.bindText(3, keys);
  if (record.at) write_->addRecord.bindReal(4, record.at->x), write_->addRecord.bindReal(5, record.at->y);
  else write_->addRecord.bindNull(4), write_->addRecord.bindNull(5);
  SUYUAN_TRY(write_->addRecord.run());
  const std::string words = wordsOf(names, record.codes, pinyin);
  write_->addWords.bindInteger(1, id);
  write_->addWords.bindText(2, words);
  SUYUAN_TRY(write_->addWords.run());
  for (const std::string& code : codes)
    if (!code.empty()) {
      write_->addCode.bindText(1, code);
      write_->addCode.bindInteger(2, id);
      SUYUAN_TRY(write_->addCode.run());
    }
  return {};
}

Result<> SearchIndex::putNew(const SearchRecord& record, const PinyinTable& pinyin) { return put(next_[slotOf(record.layer)]++, record, pinyin); }

Result<> SearchIndex::finish(const IndexOrigin& origin, const JournalPlace& place) {
  write_.reset();
  next_ = {};
  SUYUAN_TRY(execute(db_.get(), "INSERT OR IGNORE INTO code SELECT code, id FROM temp.new_code ORDER BY code, id; DROP TABLE temp.new_code;"
                                "CREATE INDEX record_fid ON record(fid); COMMIT;"
                                "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; BEGIN;"));
  auto add = Statement::prepare(db_.get(), "INSERT INTO origin VALUES (?, ?, ?, ?)");
  if (!add) return std::unexpected(std::move(add).error());
  const std::string made = std::format("{} {} {}", formatVersion, origin.surveyId, origin.tables);
  add->bindText(1, made);
  add->bindInteger(2, place.entry);
  add->bindText(3, place.uid);
  add->bindInteger(4, place.foreign);
  SUYUAN_TRY(add->run());
  return execute(db_.get(), "COMMIT; PRAGMA synchronous = NORMAL;"); // the first commit that waits for the disk takes all before it along
}

Result<JournalPlace> SearchIndex::place() {
  auto row = Statement::prepare(db_.get(), "SELECT entry, uid, foreign_seq FROM origin");
  if (!row) return std::unexpected(std::move(row).error());
  auto there = row->step();
  if (!there) return std::unexpected(std::move(there).error());
  if (!*there) return failure(ErrorCode::SurveyCorrupt, {}, "no origin");
  return JournalPlace{row->integer(0), std::string(row->text(1)), row->integer(2)};
}

Result<> SearchIndex::setPlace(const JournalPlace& place) {
  auto set = Statement::prepare(db_.get(), "UPDATE origin SET entry = ?, uid = ?, foreign_seq = ?");
  if (!set) return std::unexpected(std::move(set).error());
  set->bindInteger(1, place.entry);
  set->bindText(2, place.uid);
  set->bindInteger(3, place.foreign);
  return set->run();
}

Result<std::int64_t> SearchIndex::idOf(Layer layer, Fid fid) {
  auto id = store::scalar(db_.get(), "SELECT id FROM record WHERE fid = ? AND id BETWEEN ? AND ?", {Value{fid.value}, Value{firstId(layer)}, Value{lastId(layer)}});
  if (!id) return std::unexpected(std::move(id).error());
  const auto* found = std::get_if<std::int64_t>(&*id);
  return found != nullptr ? *found : 0;
}

Result<FormerWords> SearchIndex::formerOf(std::int64_t id) {
  auto keys = store::scalar(db_.get(), "SELECT keys FROM record WHERE id = ?", {Value{id}});
  if (!keys) return std::unexpected(std::move(keys).error());
  FormerWords former;
  if (const auto* text = std::get_if<std::string>(&*keys))
    visitKeys(*text, [&](KeyKind kind, std::string_view key) {
      if (kind == FormerNameKey) former.names.emplace(key);
      if (kind == FormerCodeKey) former.codes.emplace(key);
    });
  return former;
}

Result<> SearchIndex::remove(std::int64_t id) {
  SUYUAN_TRY(prepare());
  auto keys = store::scalar(db_.get(), "SELECT keys FROM record WHERE id = ?", {Value{id}});
  if (!keys) return std::unexpected(std::move(keys).error());
  std::vector<std::string> codes;
  if (const auto* text = std::get_if<std::string>(&*keys))
    visitKeys(*text, [&](KeyKind kind, std::string_view key) {
      if (kind == CodeKey || kind == FormerCodeKey) codes.emplace_back(key);
    });
  for (const std::string& code : codes) {
    write_->dropCodes.bindText(1, code);
    write_->dropCodes.bindInteger(2, id);
    SUYUAN_TRY(write_->dropCodes.run());
  }
  for (Statement* drop : {&write_->dropRecord, &write_->dropWords}) {
    drop->bindInteger(1, id);
    SUYUAN_TRY(drop->run());
  }
  return {};
}

Result<> SearchIndex::follow(const std::function<Result<std::optional<Following>>(const JournalPlace& reached)>& news,
                             const std::function<Result<std::optional<SearchRecord>>(Layer, Fid)>& read, const PinyinTable& pinyin) {
  auto transaction = Transaction::begin(db_.get());
  if (!transaction) return std::unexpected(std::move(transaction).error());
  auto reached = place();
  if (!reached) return std::unexpected(std::move(reached).error());
  auto following = news(*reached);
  if (!following) return std::unexpected(std::move(following).error());
  if (!*following) return {};
  for (const auto& [layer, fid] : (*following)->news.changed) {
    auto id = idOf(layer, fid);
    if (!id) return std::unexpected(std::move(id).error());
    FormerWords former;
    if (*id != 0) {
      auto known = formerOf(*id);
      if (!known) return std::unexpected(std::move(known).error());
      former = std::move(*known);
      SUYUAN_TRY(remove(*id));
    }
    auto record = read(layer, fid);
    if (!record) return std::unexpected(std::move(record).error());
    if (!*record) continue;
    if (const auto more = (*following)->news.former.find({layer, fid}); more != (*following)->news.former.end()) {
      former.names.insert(more->second.names.begin(), more->second.names.end());
      former.codes.insert(more->second.codes.begin(), more->second.codes.end());
    }
    addFormer(**record, former);
    if (*id == 0) {
      auto newest = store::scalar(db_.get(), "SELECT coalesce(max(id), ?1 - 1) FROM record WHERE id BETWEEN ?1 AND ?2", {Value{firstId(layer)}, Value{lastId(layer)}});
      if (!newest) return std::unexpected(std::move(newest).error());
      id = std::get<std::int64_t>(*newest) + 1;
    }
    SUYUAN_TRY(put(*id, **record, pinyin));
  }
  SUYUAN_TRY(setPlace((*following)->place));
  return transaction->commit();
}

Result<> SearchIndex::visitWords(std::string_view condition, Layer layer, const std::function<bool(const IndexedRecord&)>& visit) {
  auto rows = Statement::prepare(db_.get(), "SELECT r.id, r.fid, r.keys, r.x, r.y FROM words CROSS JOIN record r ON r.id = words.rowid "
                                            "WHERE words MATCH ? AND words.rowid BETWEEN ? AND ?");
  if (!rows) return std::unexpected(std::move(rows).error());
  rows->bindText(1, condition);
  rows->bindInteger(2, firstId(layer));
  rows->bindInteger(3, lastId(layer));
  return visitRows(*rows, visit);
}

Result<> SearchIndex::visitCodes(std::string_view key, const std::function<bool(const IndexedRecord&)>& visit) {
  auto rows = Statement::prepare(db_.get(), "SELECT r.id, r.fid, r.keys, r.x, r.y FROM code CROSS JOIN record r ON r.id = code.id "
                                            "WHERE code.code >= ?1 AND code.code < ?1 || char(0x10FFFF) ORDER BY code.code, code.id");
  if (!rows) return std::unexpected(std::move(rows).error());
  rows->bindText(1, key);
  return visitRows(*rows, visit);
}

void SearchIndex::interrupt() noexcept {
  if (db_) sqlite3_interrupt(db_.get());
}

} // namespace suyuan::search

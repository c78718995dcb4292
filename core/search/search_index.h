// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/journal_news.h"
#include "core/search/search_record.h"
#include "core/store/sqlite_handle.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace suyuan::search {

class PinyinTable;

/// A row of the index: what it knows of a record.
struct IndexedRecord {
  std::int64_t id = 0; ///< its place in the index
  Layer layer = Layer::Outfalls;
  Fid fid;
  std::string keys; ///< see KeyKind
  std::optional<Point> at;
};

/// The keys of a record stand in lines, each led by a letter: what it is.
enum KeyKind : char { NameKey = 'n', FormerNameKey = 'f', CodeKey = 'c', FormerCodeKey = 'o' };
/// Calls visit(kind, key in UTF-8) for each.
void visitKeys(std::string_view keys, const std::function<void(KeyKind, std::string_view)>& visit);

/// What the index was made from, so that another one is known.
struct IndexOrigin {
  std::string surveyId;
  std::uint64_t tables = 0; ///< a number that other readings or divisions would change
  friend bool operator==(const IndexOrigin&, const IndexOrigin&) = default;
};

/// The search index: an SQLite database of its own, outside the survey, with the names of its records in a full-text table
/// (FTS5) and their codes in order. One thread at a time. Errors are those of the database.
class SearchIndex {
public:
  /// An index that is there. Error SurveyCorrupt when it is no index of this version or of another origin.
  [[nodiscard]] static Result<SearchIndex> open(const std::filesystem::path& file, const IndexOrigin& origin);
  /// A new, empty one; an empty path makes one that goes with the object. To be filled by putNew and closed by finish.
  [[nodiscard]] static Result<SearchIndex> create(const std::filesystem::path& file);

  /// Adds a record of a new index; layer by layer.
  Result<> putNew(const SearchRecord& record, const PinyinTable& pinyin);
  /// Ends the filling; what was put is on the disk when it returns.
  Result<> finish(const IndexOrigin& origin, const JournalPlace& place);

  /// How far it has followed.
  [[nodiscard]] Result<JournalPlace> place();
  /// Follows records that changed: `read` gives what they are now, nothing when they are gone. One transaction. `news` is
  /// asked for inside it, with the place that the index has reached, since others may follow too; nothing of it: nothing to do.
  struct Following {
    JournalNews news;
    JournalPlace place;
  };
  Result<> follow(const std::function<Result<std::optional<Following>>(const JournalPlace& reached)>& news,
                  const std::function<Result<std::optional<SearchRecord>>(Layer, Fid)>& read, const PinyinTable& pinyin);

  /// Records of a layer that the condition (search_words.h) takes, in the order of the index. visit returns false to stop.
  Result<> visitWords(std::string_view condition, Layer layer, const std::function<bool(const IndexedRecord&)>& visit);
  /// Records with a code, current or former, that begins with the key, by code.
  Result<> visitCodes(std::string_view key, const std::function<bool(const IndexedRecord&)>& visit);

  /// Stops what runs, from another thread; the call that runs returns Cancelled.
  void interrupt() noexcept;

private:
  SearchIndex() = default;
  Result<> put(std::int64_t id, const SearchRecord& record, const PinyinTable& pinyin);
  Result<> remove(std::int64_t id);
  Result<std::int64_t> idOf(Layer layer, Fid fid); ///< 0 when it is not there
  Result<FormerWords> formerOf(std::int64_t id);
  Result<> setPlace(const JournalPlace& place);
  Result<> prepare();

  struct Statements {
    store::Statement addRecord, addWords, addCode, dropRecord, dropWords, dropCodes;
  };
  store::Connection db_;
  std::optional<Statements> write_;
  std::array<std::int64_t, searchedLayers.size()> next_{}; ///< while it is filled
};

} // namespace suyuan::search

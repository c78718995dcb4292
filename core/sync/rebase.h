// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/store/changeset.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;

namespace suyuan::sync {

/// Who made an entry and when.
struct EntryMark {
  std::string uid;
  std::string author;
  std::string at; ///< UTC, ISO 8601
};

/// Puts this copy's entries on top of the hub's, field by field. Use: tell it the hub's entries as they are applied
/// (noteTheirs), then rebase each own entry in order. Every rule in one place:
///
///   mine \ theirs   | edited another field | edited the same field   | deleted the record
///   edit            | both                 | theirs stays, listed    | record comes back with my edit, listed
///   delete          | record stays, listed | record stays, listed    | deleted
///
/// What is listed goes to suyuan_conflict within my own entry, so it travels and every copy has the same list.
class Rebase {
public:
  explicit Rebase(sqlite3* db) : db_(db) {}

  /// Remembers what the hub's entry did. Call in order, after its changes are applied.
  void noteTheirs(const EntryMark& entry, const std::vector<store::Change>& changes);

  /// Carries my entry out on the present state and returns the changes that it now consists of (none when all of it
  /// was there already). Inside the caller's transaction.
  Result<std::vector<store::Change>> apply(const EntryMark& entry, const std::vector<store::Change>& mine);

private:
  using Values = std::vector<Value>;
  using Key = std::pair<std::string, std::string>; ///< table, key values as text
  struct Shape {
    std::vector<std::string> columns;
    std::vector<bool> key;
    int outfall = -1; ///< column that refers to outfalls, -1 when none
  };
  struct Cached { ///< a record within the entry in hand
    const Shape* shape = nullptr;
    std::int64_t fid = 0; ///< 0 when the key is no number
    std::optional<Values> before, after;
  };
  struct Clashed { ///< a field of mine that gave way, for the entries that follow
    std::string conflictUid;
    Value wanted;
  };
  struct TheirRow {
    std::set<std::size_t> fields; ///< columns they set
    std::map<std::size_t, std::string> by;
    std::string lastBy;
    std::optional<Values> deleted; ///< the record as it was when they deleted it
  };

  Result<const Shape*> shapeOf(const std::string& table);
  Result<std::optional<Values>> read(const std::string& table, const Shape& shape, const Values& keyValues);
  Result<Cached*> cached(const store::Change& change);
  Result<Cached*> cached(const std::string& table, Values keyValues);
  [[nodiscard]] const TheirRow* theirRow(const Key& key) const;
  Result<> mergeInsert(const store::Change& change);
  Result<> mergeUpdate(const store::Change& change);
  Result<> mergeDelete(const store::Change& change);
  Result<> mergeField(const Key& key, Cached& row, std::size_t column, const Value& base, const Value& wanted);
  Result<> keepParents();
  Result<> keepDeletedParents();
  Result<> findSameCodes();
  /// Returns the conflict's uid: the same for the same clash, however often the sync is begun.
  Result<std::string> addConflict(std::string_view kind, const Key& key, std::int64_t fid, const std::string& field,
                                  const Value& base, const Value& mine, const Value& theirs, const std::string& theirsBy,
                                  const std::string& code = {});
  Result<> withdraw(const std::string& conflictUid);
  Result<> setConflictMine(const std::string& conflictUid, const Value& mine);
  [[nodiscard]] std::vector<store::Change> differences() const;

  sqlite3* db_;
  EntryMark entry_;
  std::map<std::string, Shape> shapes_;
  std::map<Key, Cached> rows_;     ///< touched by the entry in hand
  std::vector<Key> order_;         ///< in the order touched
  std::map<Key, TheirRow> theirs_;
  std::map<std::pair<Key, std::size_t>, Clashed> clashed_;
  std::map<Key, std::string> keptAgainstDelete_; ///< records I deleted and they edited: uid of the conflict
};

} // namespace suyuan::sync

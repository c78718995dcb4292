// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/journal.h"
#include "core/store/sha256.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;

namespace suyuan::store {

// 日志哈希链: each entry's hash is over the entry and the hash of the one before it, so that a changed past shows. FORMAT.md has the
// bytes. The chain follows this copy's order; what the hub has comes first and in the hub's order, so that its part of the chain is
// the same in every copy and in the hub's files.

/// Digest of an entry's changeset, part by part.
class ContentDigest {
public:
  void add(std::span<const std::byte> part);
  [[nodiscard]] std::string hex() { return digest_.hex(); } ///< of all parts; begins anew

private:
  Sha256 digest_;
};

/// An entry's own words that its hash is over.
struct ChainedFacts {
  std::string_view uid, kind, label, author, device, at, undoes;
};
/// 64 hex digits. `previous` is the hash of the entry before, empty for the first.
[[nodiscard]] std::string chainHash(std::string_view previous, std::string_view content, const ChainedFacts& facts);

/// The remembered end of the chain: a journal that was cut off shows by it.
struct ChainHead {
  std::int64_t entries = 0;
  std::string hash; ///< empty: no entry
  friend bool operator==(const ChainHead&, const ChainHead&) = default;
};
[[nodiscard]] Result<ChainHead> chainHead(sqlite3* db);
Result<> setChainHead(sqlite3* db, const ChainHead& head);

/// The hash that an entry of the file should have after `previous`, from what is there. Error RecordMissing.
[[nodiscard]] Result<std::string> hashOfEntry(sqlite3* db, std::int64_t entryId, std::string_view previous);

/// Gives a journal of before the chain its columns and its hashes; nothing when it has them.
Result<> chainJournal(sqlite3* db);

} // namespace suyuan::store

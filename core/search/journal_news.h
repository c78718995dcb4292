// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/search_record.h"
#include "core/store/reader.h"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace suyuan::search {

using RecordKey = std::pair<Layer, Fid>;

/// How far into the survey's journal an index has followed.
struct JournalPlace {
  std::int64_t entry = 0;
  std::string uid;          ///< of that entry; another one at its place means that the journal was rewritten
  std::int64_t foreign = 0; ///< newest change of another program that is not an entry yet
  friend bool operator==(const JournalPlace&, const JournalPlace&) = default;
};

[[nodiscard]] Result<JournalPlace> journalPlace(store::Reader& reader);

struct JournalNews {
  std::set<RecordKey> changed; ///< records of searched layers
  std::map<RecordKey, FormerWords> former;
  bool tooMany = false; ///< more than was asked for: all is to be read again
};

/// What changed between `since` and `now`; tooMany as well when the journal was rewritten since.
[[nodiscard]] Result<JournalNews> journalNews(store::Reader& reader, const JournalPlace& since, const JournalPlace& now, std::int64_t most);

/// What all records were called before. Names that one entry changed in more than `most` places are not among them, nor
/// are those that were taken back.
[[nodiscard]] Result<std::map<RecordKey, FormerWords>> formerWords(store::Reader& reader, std::int64_t most);

} // namespace suyuan::search

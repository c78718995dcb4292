// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/journal.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace suyuan::store {

class Reader;

/// How an entry does not fit.
enum class ChainFault : std::uint8_t {
  Altered,    ///< it is not as it was written, or what was before it is not
  EntryGone,  ///< one or more before it are missing
  SpanWrong,  ///< its words about its changeset (rows, span of records) are not what the changeset has
};
[[nodiscard]] std::string_view chainFaultKey(ChainFault fault) noexcept; ///< "altered" …

struct ChainBreak {
  JournalEntry entry;
  ChainFault fault = ChainFault::Altered;
};

struct ChainReport {
  bool chained = true;         ///< false: a file of before the chain, opened for reading only
  std::int64_t entries = 0;    ///< there are
  std::string head;            ///< hash of the last one
  std::int64_t breaks = 0;     ///< entries that do not fit
  std::optional<ChainBreak> first;
  /// The end is not the one that was remembered: entries were cut off behind the last.
  bool endGone = false;
  std::int64_t endEntries = 0; ///< that there were when the end was remembered

  [[nodiscard]] bool isWhole() const noexcept { return chained && breaks == 0 && !endGone; }
};

/// What a caller may look at beside: each entry's id, uid and its hash as it stands in the file.
using ChainVisit = std::function<void(std::int64_t id, const std::string& uid, const std::string& hash)>;

/// Reads the whole journal and holds each entry against its hash, and the end against the remembered one. One part of a
/// changeset is in memory at a time. `progress` from 0 to 1. Errors: Cancelled, the database's.
[[nodiscard]] Result<ChainReport> verifyJournal(Reader& reader, const std::stop_token& stop = {}, const std::function<void(double)>& progress = {},
                                                const ChainVisit& visit = {});

} // namespace suyuan::store

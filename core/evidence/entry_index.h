// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/ids.h"
#include "core/model/utc_time.h"
#include "core/store/reader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace suyuan::evidence {

/// When a fid was given (FORMAT.md of core/store); nothing for one that another program gave.
[[nodiscard]] std::optional<UtcMillis> timeOf(Fid fid) noexcept;

/// The journal entry that a record came with.
struct Entered {
  UtcMillis at;
  std::string author, device;
  bool typed = false; ///< by hand: an edit of few rows, no import and no other program's work
};

/// When, by whom and on which device records were entered: from the journal's rows, without their changesets. A value; any number of
/// threads may ask it.
class EntryIndex {
public:
  /// An entry that changes `typedRows` rows or more was not typed. Errors: the reader's.
  [[nodiscard]] static Result<EntryIndex> read(store::Reader& reader, double typedRows);

  struct Found {
    UtcMillis at;
    std::uint32_t author = 0, device = 0; ///< of words()
    bool typed = false;
  };
  /// Of a record that this program gave its fid.
  [[nodiscard]] std::optional<Found> entered(Fid fid) const noexcept;
  /// An entry at or after a time may have changed the record.
  [[nodiscard]] bool touchedSince(Fid fid, UtcMillis time) const noexcept;
  [[nodiscard]] const std::string& word(std::uint32_t index) const noexcept { return words_[index]; }

private:
  struct Span {
    std::int64_t low = 0, high = 0;
  };
  struct Entry {
    UtcMillis at;
    std::uint32_t author = 0, device = 0;
    bool typed = false, inserts = false;
    std::uint32_t firstSpan = 0, spans = 0;
  };
  [[nodiscard]] bool spans(const Entry& entry, Fid fid) const noexcept;
  [[nodiscard]] std::vector<Entry>::const_iterator since(UtcMillis time) const noexcept;

  std::vector<Entry> entries_; ///< ascending by time
  std::vector<Span> spans_;
  std::vector<std::string> words_;
};

/// The same for one record, whoever gave its fid. Errors: the reader's.
[[nodiscard]] Result<std::optional<Entered>> enteredOf(store::Reader& reader, Fid fid, double typedRows);

} // namespace suyuan::evidence

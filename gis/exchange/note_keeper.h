// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/note.h"

#include <map>
#include <utility>
#include <vector>

namespace suyuan::exchange {

/// Collects notes: the first `most` of each key by record, the others counted in the last of them, so that the counts
/// are right and a million cut texts do not fill the memory.
class NoteKeeper {
public:
  static constexpr std::size_t most = 1000;

  void add(Note note) {
    auto& [kept, last] = kept_[note.key];
    if (kept < most) {
      ++kept;
      last = notes_.size();
      notes_.push_back(std::move(note));
    } else {
      notes_[last].count += note.count;
    }
  }
  [[nodiscard]] const std::vector<Note>& notes() const noexcept { return notes_; }

private:
  std::vector<Note> notes_;
  std::map<NoteKey, std::pair<std::size_t, std::size_t>> kept_; ///< how many are kept; place of the last
};

} // namespace suyuan::exchange

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/note.h"

#include <algorithm>

namespace suyuan {

std::string_view noteKey(NoteKey key) noexcept {
  switch (key) {
#define SUYUAN_NOTE(name, text, args) \
  case NoteKey::name: return text;
#include "core/model/note_keys.def"
#undef SUYUAN_NOTE
  }
  return "";
}

std::vector<Note> summaryOf(const std::vector<Note>& notes) {
  std::vector<Note> summary;
  for (const Note& note : notes) {
    const auto same = std::ranges::find_if(summary, [&](const Note& s) { return s.key == note.key && s.layer == note.layer && s.field == note.field; });
    if (same == summary.end()) summary.push_back(note);
    else same->count += note.count;
  }
  return summary;
}

} // namespace suyuan

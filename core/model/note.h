// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/ids.h"
#include "core/model/layer.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace suyuan {

/// What an import or export has to tell besides its result (note_keys.def).
enum class NoteKey : std::uint8_t {
#define SUYUAN_NOTE(name, key, args) name,
#include "core/model/note_keys.def"
#undef SUYUAN_NOTE
};

inline constexpr std::array allNoteKeys{
#define SUYUAN_NOTE(name, key, args) NoteKey::name,
#include "core/model/note_keys.def"
#undef SUYUAN_NOTE
};

/// Stable lower-case key, as printed by --json, e.g. "text-cut".
[[nodiscard]] std::string_view noteKey(NoteKey key) noexcept;

/// Work was done, and this is not as one might expect: a choice that was made, something the receiver will not get as it
/// is. Neither an error nor a finding about the survey's data. The app makes the sentence.
struct Note {
  NoteKey key = NoteKey::LayerChosen;
  std::vector<std::pair<std::string, std::string>> args; ///< named in note_keys.def
  std::optional<Layer> layer = std::nullopt;
  std::string field = {};  ///< column; empty when it is the whole record
  Fid fid = {};            ///< the record, when it is one
  std::int64_t count = 1;  ///< records that it stands for
  friend bool operator==(const Note&, const Note&) = default;
};

/// One note for each key, layer and field, with their count; the first of each keeps its record and arguments.
[[nodiscard]] std::vector<Note> summaryOf(const std::vector<Note>& notes);

} // namespace suyuan

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/session.h"
#include "app/text/note_text.h"

namespace suyuan::cli {

/// "key: sentence" of each note.
[[nodiscard]] inline Json warningsOf(const std::vector<Note>& notes, text::Language language) {
  Json out = Json::array();
  for (const Note& note : notes) out.push_back(std::string(noteKey(note.key)) + ": " + text::noteText(note, language));
  return out;
}

/// The same for programs: {"key", "layer", "field", "fid", "count", "args"}, what is not known left out.
[[nodiscard]] inline Json notesOf(const std::vector<Note>& notes) {
  Json out = Json::array();
  for (const Note& note : notes) {
    Json one{{"key", noteKey(note.key)}};
    if (note.layer) one["layer"] = layerName(*note.layer);
    if (!note.field.empty()) one["field"] = note.field;
    if (note.fid.isSet()) one["fid"] = toText(note.fid);
    one["count"] = note.count;
    one["args"] = Json::object();
    for (const auto& [name, value] : note.args) one["args"][name] = value;
    out.push_back(std::move(one));
  }
  return out;
}

/// A line for people of each note.
[[nodiscard]] inline std::string noteLines(const std::vector<Note>& notes, text::Language language) {
  std::string lines;
  for (const Note& note : notes) lines += "  ! " + text::noteText(note, language) + "\n";
  return lines;
}

} // namespace suyuan::cli

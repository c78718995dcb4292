// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/note_text.h"

#include <catch2/catch_test_macros.hpp>

#include <map>
#include <set>
#include <sstream>

using namespace suyuan;
using text::Language;

namespace {

/// Arguments of each key as note_keys.def names them.
const std::map<NoteKey, std::string> arguments{
#define SUYUAN_NOTE(name, key, args) {NoteKey::name, args},
#include "core/model/note_keys.def"
#undef SUYUAN_NOTE
};

Note full(NoteKey key) {
  Note note{.key = key, .args = {}, .layer = Layer::Outfalls, .field = "name", .fid = Fid{5}, .count = 3};
  std::istringstream names(arguments.at(key));
  for (std::string name; names >> name;) note.args.emplace_back(name, "<" + name + ">");
  return note;
}

} // namespace

TEST_CASE("every note has a sentence of its own in both languages that says all its arguments") {
  for (const Language language : {Language::Chinese, Language::English}) {
    std::set<std::string> seen;
    for (const NoteKey key : allNoteKeys) {
      const Note note = full(key);
      const std::string said = text::noteText(note, language);
      INFO(noteKey(key) << ": " << said);
      CHECK(said.size() > 20);
      CHECK(said.find_first_of("{}[]") == std::string::npos);
      CHECK(seen.insert(said).second);
      CHECK((said.ends_with("。") || said.ends_with(".")));
      for (const auto& [name, value] : note.args) CHECK(said.find(value) != std::string::npos);
    }
  }
}

TEST_CASE("a note of one record says nothing of counts, and names fields as the language does") {
  const Note one{.key = NoteKey::TextCut, .args = {{"limit", "254"}}, .layer = Layer::Outfalls, .field = "name"};
  CHECK(text::noteText(one, Language::Chinese) == "“排污口名称”文字超过 254 字节，按整字截断。");
  CHECK(text::noteText(one, Language::English) == "Name: text longer than 254 bytes is cut between characters.");
  Note many = one;
  many.count = 12;
  many.args.emplace_back("value", "长春");
  CHECK(text::noteText(many, Language::Chinese) == "12 条记录的“排污口名称”文字超过 254 字节，按整字截断，例如：长春。");
}

TEST_CASE("the reason of a refused row is said, an unknown one is shown as it is") {
  CHECK(text::refusalText("no-coordinates", "- | NA", Language::Chinese) == "没有坐标：- | NA");
  CHECK(text::refusalText("outside-range", "", Language::English) == "coordinates out of range");
  CHECK(text::refusalText("something-new", "x", Language::English) == "something-new: x");
}

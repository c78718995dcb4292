// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using namespace suyuan::test;
using store::Edit;

namespace {

void rename(store::SurveyFile& survey, Fid fid, const std::string& name) {
  must(survey.edit("改名为" + name, [&](Edit& edit) { return edit.setField(Layer::Outfalls, fid, "name", Value{name}); }));
}

std::string nameOf(store::SurveyFile& survey, Fid fid) { return must(survey.reader().get<Outfall>(fid))->name; }

} // namespace

TEST_CASE("undo walks back through the edits, redo walks forth, a new edit ends redo") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid fid = addOutfalls(survey, 1).front();
  rename(survey, fid, "甲");
  rename(survey, fid, "乙");
  CHECK(survey.undoLabel() == "改名为乙");
  must(survey.undo());
  CHECK(nameOf(survey, fid) == "甲");
  CHECK(survey.redoLabel() == "改名为乙");
  must(survey.undo());
  CHECK(nameOf(survey, fid) == outfallNumber(1).name);
  must(survey.redo());
  CHECK(nameOf(survey, fid) == "甲");
  must(survey.redo());
  CHECK(nameOf(survey, fid) == "乙");
  CHECK_FALSE(survey.redo());
  must(survey.undo());
  rename(survey, fid, "丙");
  CHECK_FALSE(survey.redoLabel());
  must(survey.undo());
  must(survey.undo());
  must(survey.undo());
  CHECK(must(survey.reader().count(Layer::Outfalls)) == 0);
  const auto none = survey.undo();
  REQUIRE_FALSE(none);
  CHECK(none.error().code == ErrorCode::NothingToUndo);
}

TEST_CASE("undo goes on after the survey was closed and opened") {
  const TempFolder folder;
  Fid fid;
  {
    auto survey = newSurvey(folder);
    fid = addOutfalls(survey, 1).front();
    rename(survey, fid, "甲");
  }
  auto survey = must(store::SurveyFile::open(folder / "survey"));
  must(survey.undo());
  CHECK(nameOf(survey, fid) == outfallNumber(1).name);
}

TEST_CASE("an older entry can be taken back unless something later stands on it") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const auto fids = addOutfalls(survey, 2);
  rename(survey, fids[0], "甲");
  rename(survey, fids[1], "丁");
  const auto list = must(store::entries(survey.reader()));
  must(survey.undoEntry(list[1].id)); // the rename of the first, under the rename of the second
  CHECK(nameOf(survey, fids[0]) == outfallNumber(1).name);
  CHECK(nameOf(survey, fids[1]) == "丁");
  rename(survey, fids[1], "戊");
  const std::string before = must(survey.reader().contentHash());
  const auto stale = survey.undoEntry(list[0].id);
  REQUIRE_FALSE(stale);
  CHECK(stale.error().code == ErrorCode::UndoStale);
  CHECK(stale.error().args.front() == "outfalls.name");
  CHECK(must(survey.reader().contentHash()) == before);
}

TEST_CASE("the time line of a record tells who changed which field from what to what") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const auto fids = addOutfalls(survey, 3);
  rename(survey, fids[1], "甲");
  must(survey.edit("移动", [&](Edit& edit) { return edit.setGeometry(Layer::Outfalls, fids[1], Point{125.4, 43.9}); }));
  const auto line = must(store::history(survey.reader(), Layer::Outfalls, fids[1]));
  REQUIRE(line.size() == 3);
  CHECK(line[0].kind == store::FieldChange::Kind::Insert);
  CHECK(line[1].field == "name");
  CHECK(line[1].before == Value{outfallNumber(2).name});
  CHECK(line[1].after == Value{std::string("甲")});
  CHECK(line[1].entry.author == "张三");
  CHECK(line[2].field == "geom");
  CHECK(line[2].entry.label == "移动");
}

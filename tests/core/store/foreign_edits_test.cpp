// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite_handle.h"
#include "core/store/survey_impl.h"
#include "core/store/sync_access.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <sqlite3.h>

#include <cstdlib>
#include <string_view>

using namespace suyuan;
using namespace suyuan::test;

namespace {

int shell(const std::string& command) { return std::system((command + " >/dev/null 2>&1").c_str()); }

std::string quoted(const std::filesystem::path& path) {
  std::string out = "'";
  for (const char c : path.string()) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

} // namespace

TEST_CASE("edits of another program become one entry that can be taken back") {
  const TempFolder folder;
  std::vector<Fid> fids;
  std::string before;
  {
    auto survey = newSurvey(folder);
    fids = addOutfalls(survey, 3);
    before = must(survey.reader().contentHash());
  }
  const std::string file = quoted(folder / "survey" / "survey.gpkg");
  const std::string fid = toText(fids[0]);
  REQUIRE(shell("ogrinfo " + file + " -sql \"UPDATE outfalls SET name = '外部''改名', flow_m3d = 0.1 WHERE fid = " + fid + "\"") == 0);
  REQUIRE(shell("ogrinfo " + file + " -sql \"DELETE FROM outfalls WHERE fid = " + toText(fids[1]) + "\"") == 0);
  auto survey = must(store::SurveyFile::open(folder / "survey"));
  const auto list = must(store::entries(survey.reader()));
  REQUIRE(list.size() == 4);
  CHECK(list.front().kind == store::EntryKind::Foreign);
  CHECK(list.front().changes == 2);
  const auto line = must(store::history(survey.reader(), Layer::Outfalls, fids[0]));
  CHECK(line.back().entry.kind == store::EntryKind::Foreign);
  CHECK(must(survey.reader().get<Outfall>(fids[0]))->name == "外部'改名");
  must(survey.undo());
  CHECK(must(survey.reader().contentHash()) == before);
}

TEST_CASE("our own edits are not taken for another program's") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  addOutfalls(survey, 3);
  must(survey.undo());
  CHECK_FALSE(must(survey.adoptForeignEdits()));
  CHECK(must(store::entries(survey.reader())).size() == 4);
}

TEST_CASE("a change made while the survey is open is adopted before the next edit") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid fid = addOutfalls(survey, 1).front();
  REQUIRE(shell("ogrinfo " + quoted(folder / "survey" / "survey.gpkg") + " -sql \"UPDATE outfalls SET note = '外部' WHERE fid = " + toText(fid) + "\"") == 0);
  addOutfalls(survey, 1);
  const auto list = must(store::entries(survey.reader()));
  REQUIRE(list.size() == 3);
  CHECK(list[1].kind == store::EntryKind::Foreign);
}

TEST_CASE("undo takes back another program's change before our own older ones") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid fid = addOutfalls(survey, 1).front();
  REQUIRE(shell("ogrinfo " + quoted(folder / "survey" / "survey.gpkg") + " -sql \"UPDATE outfalls SET note = '外部' WHERE fid = " + toText(fid) + "\"") == 0);
  must(survey.undo());
  const auto outfall = must(survey.reader().get<Outfall>(fid));
  REQUIRE(outfall);
  CHECK(outfall->note.empty());
  CHECK_FALSE(must(survey.adoptForeignEdits()));
}

TEST_CASE("what another program does at the last moment before our lock is journalled as its own") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid fid = addOutfalls(survey, 1).front();
  sqlite3* ours = must(store::SyncAccess::begin(survey)).connection();
  struct Other {
    store::Connection db;
    int turns = 3, done = 0;
  } other{must(store::openConnection(folder / "survey" / "survey.gpkg", true))};
  // Each time that we are about to begin a transaction, the other program is a moment earlier.
  const auto beforeOurs = [](unsigned, void* context, void*, void* text) {
    auto& o = *static_cast<Other*>(context);
    if (o.done < o.turns && std::string_view(static_cast<const char*>(text)).starts_with("BEGIN") &&
        store::execute(o.db.get(), "UPDATE outfalls SET flow_m3d = coalesce(flow_m3d, 0) + 1"))
      ++o.done;
    return 0;
  };
  sqlite3_trace_v2(ours, SQLITE_TRACE_STMT, beforeOurs, &other);
  must(survey.edit("改", [&](store::Edit& edit) { return edit.setField(Layer::Outfalls, fid, "note", Value{std::string("我们")}); }));
  sqlite3_trace_v2(ours, 0, nullptr, nullptr);
  REQUIRE(other.done == 3);
  CHECK_FALSE(must(survey.adoptForeignEdits())); // nothing was left over for later
  const auto list = must(store::entries(survey.reader()));
  REQUIRE(list.size() == 5);
  CHECK(list[0].kind == store::EntryKind::Edit); // ours stands after all of theirs
  const auto line = must(store::history(survey.reader(), Layer::Outfalls, fid));
  REQUIRE(line.size() == 5);
  for (std::size_t i = 1; i < 4; ++i) {
    CHECK(line[i].entry.kind == store::EntryKind::Foreign);
    CHECK(line[i].field == "flow_m3d");
    if (i > 1) CHECK(line[i].before == line[i - 1].after);
  }
  CHECK(line[4].field == "note");
}

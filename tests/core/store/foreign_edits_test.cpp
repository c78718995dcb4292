// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite_handle.h"
#include "core/store/survey_impl.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

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

TEST_CASE("changes of another program that fall between ours are journalled as its own, field by field") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid fid = addOutfalls(survey, 1).front();
  std::atomic<int> theirs = 0;
  std::jthread other([&theirs, file = folder / "survey" / "survey.gpkg"](const std::stop_token& stop) {
    auto db = must(store::openConnection(file, true));
    std::mt19937 random(3);
    for (; !stop.stop_requested(); std::this_thread::sleep_for(std::chrono::microseconds(random() % 2000)))
      if (store::execute(db.get(), "UPDATE outfalls SET flow_m3d = coalesce(flow_m3d, 0) + 1")) ++theirs;
  });
  int ours = 0;
  for (; ours < 150 || (theirs < 10 && ours < 2000); ++ours)
    must(survey.edit("改", [&](store::Edit& edit) { return edit.setField(Layer::Outfalls, fid, "note", Value{std::to_string(ours)}); }));
  other.request_stop();
  other.join();
  must(survey.adoptForeignEdits());
  REQUIRE(theirs >= 10);
  const auto line = must(store::history(survey.reader(), Layer::Outfalls, fid));
  Value flow, note;
  int strange = 0, noted = 0;
  for (const auto& change : line) {
    if (change.kind != store::FieldChange::Kind::Update) continue;
    const bool foreign = change.entry.kind == store::EntryKind::Foreign;
    if (foreign != (change.field == "flow_m3d")) ++strange;
    Value& last = foreign ? flow : note;
    if (!isNull(last) && change.before != last) ++strange; // each change begins where the one before ended
    last = change.after;
    noted += foreign ? 0 : 1;
  }
  CHECK(strange == 0);
  CHECK(noted == ours);
  CHECK(must(survey.reader().get<Outfall>(fid))->flow == std::get<double>(flow));
}

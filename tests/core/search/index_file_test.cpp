// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/search/find_tools.h"

#include <catch2/generators/catch_generators.hpp>

#include <filesystem>
#include <fstream>

#include <unistd.h>

using namespace suyuan;
using namespace suyuan::test;

namespace fs = std::filesystem;

namespace {

using Names = std::vector<std::string>;

void fillOutfalls(Searched& s, int n) {
  must(s.survey.edit("导入", [&](store::Edit& edit) {
    std::vector<Row> rows;
    for (int i = 0; i < n; ++i) rows.push_back(toRow(outfallNumber(i)));
    return edit.insertBulk(Layer::Outfalls, rows);
  }));
}

std::string bytesOf(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

TEST_CASE("the index lies in the cache and nothing of it in the survey's file") {
  const TempFolder folder;
  Searched s(newSurvey(folder));
  addOutfalls(s.survey, 3);
  const std::string before = must(s.survey.reader().contentHash());
  CHECK_FALSE(s.find("排").empty());
  CHECK(fs::exists(s.survey.cache() / "search.sqlite"));
  CHECK(must(s.survey.reader().contentHash()) == before);
  int tables = -1;
  must(s.survey.reader().select("SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%fts5%'", {}, [&](const std::vector<Value>& row) {
    tables = static_cast<int>(std::get<std::int64_t>(row[0]));
    return false;
  }));
  CHECK(tables == 0);
}

TEST_CASE("an index that is up to date is used as it is") {
  const TempFolder folder;
  Searched s(newSurvey(folder));
  addOutfalls(s.survey, 3);
  CHECK_FALSE(s.find("排").empty());
  const auto file = s.survey.cache() / "search.sqlite";
  const std::string before = bytesOf(file);
  Searched again(must(store::SurveyFile::open(folder / "survey", store::OpenMode::ReadOnly)));
  CHECK_FALSE(again.find("排").empty());
  CHECK(bytesOf(file) == before);
}

TEST_CASE("a damaged index is thrown away and made anew") {
  const TempFolder folder;
  fs::path file;
  {
    Searched s(newSurvey(folder));
    fillOutfalls(s, 3000);
    CHECK(s.find("伊通河").size() > 1);
    file = s.survey.cache() / "search.sqlite";
  }
  const std::string whole = bytesOf(file);
  REQUIRE(whole.size() > 200'000);
  const auto damage = GENERATE(0, 1, 2, 3);
  CAPTURE(damage);
  std::string bad = whole;
  if (damage == 0) bad = "no database";
  if (damage == 1) bad.clear();
  if (damage == 2) bad.resize(bad.size() / 2);
  if (damage == 3) std::fill(bad.begin() + 8192, bad.end(), '\x5A'); // behind the first pages
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bad;
  Searched s(must(store::SurveyFile::open(folder / "survey", store::OpenMode::ReadOnly)));
  must(s.search.refresh(s.survey.reader()));
  auto found = s.search.find(s.survey.reader(), {.text = "伊通河", .layers = {Layer::Outfalls}});
  if (!found) { // not seen when it was opened: said once, and mended by the next refresh
    CHECK(found.error().code == ErrorCode::SearchIndexDamaged);
    must(s.search.refresh(s.survey.reader()));
    found = s.search.find(s.survey.reader(), {.text = "伊通河", .layers = {Layer::Outfalls}});
  }
  CHECK(must(std::move(found)).hits.size() == 20);
}

TEST_CASE("an index of another survey or of other tables is not used") {
  const TempFolder folder;
  auto first = newSurvey(folder, "first");
  auto second = newSurvey(folder, "second");
  Searched one(std::move(first)), two(std::move(second));
  one.add(outfallNumber(1));
  CHECK(one.names("伊通河", {Layer::Outfalls}).size() == 1);
  fs::create_directories(two.survey.cache());
  fs::copy_file(one.survey.cache() / "search.sqlite", two.survey.cache() / "search.sqlite");
  CHECK(two.names("伊通河", {Layer::Outfalls}).empty());
  auto fewer = std::make_shared<const coding::DivisionTable>(must(coding::DivisionTable::loadGbt2260(SUYUAN_RESOURCES_DIR "/divisions/gbt2260.csv")));
  search::Search other(one.survey, pinyin(), fewer);
  must(other.refresh(one.survey.reader()));
  CHECK(must(other.find(one.survey.reader(), {.text = "南岭街道"})).hits.empty()); // townships are in the other table
}

TEST_CASE("a survey that was put back from an older copy is read anew") {
  const TempFolder folder;
  const auto path = folder / "survey";
  {
    Searched s(newSurvey(folder));
    s.add(outfallNumber(1));
    must(s.survey.backupTo(folder / "backup"));
    s.set(Layer::Outfalls, must(s.survey.reader().all<Outfall>()).front().fid, "name", "后来的名称");
    CHECK(s.names("后来的名称").size() == 1);
  }
  for (const auto& entry : fs::directory_iterator(path))
    if (entry.path().filename().string().starts_with("survey.gpkg")) fs::remove(entry.path());
  fs::copy_file(folder / "backup" / "survey.gpkg", path / "survey.gpkg");
  Searched s(must(store::SurveyFile::open(path)));
  CHECK(s.names("后来的名称", {Layer::Outfalls}).empty());
  CHECK(s.names("伊通河", {Layer::Outfalls}).size() == 1);
}

TEST_CASE("where nothing can be written the index goes with the search") {
  const TempFolder folder;
  Searched s(newSurvey(folder));
  s.add(outfallNumber(1));
  std::ofstream(s.survey.cache()) << "a file where the folder would be";
  CHECK(s.names("伊通河", {Layer::Outfalls}).size() == 1);
  s.add(outfallNumber(2));
  CHECK(s.names("伊通河", {Layer::Outfalls}).size() == 2);
  CHECK(fs::is_regular_file(s.survey.cache()));
}

TEST_CASE("making the index can be stopped and leaves nothing half made") {
  const TempFolder folder;
  Searched s(newSurvey(folder));
  fillOutfalls(s, 5000);
  std::stop_source stop;
  const auto stopped = s.search.refresh(s.survey.reader(), stop.get_token(), [&](double) { stop.request_stop(); });
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == ErrorCode::Cancelled);
  CHECK_FALSE(s.search.isReady());
  CHECK(fs::is_empty(s.survey.cache()));
  double last = 0;
  must(s.search.refresh(s.survey.reader(), {}, [&](double done) {
    CHECK(done >= last);
    last = done;
  }));
  CHECK(last == 1);
  std::stop_source before;
  before.request_stop();
  CHECK(s.search.find(s.survey.reader(), {.text = "伊通河"}, before.get_token()).error().code == ErrorCode::Cancelled);
  CHECK_FALSE(s.find("伊通河").empty());
}

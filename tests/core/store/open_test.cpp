// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/photo.h"
#include "core/store/gpkg_schema.h"
#include "core/store/migrations.h"
#include "core/store/sqlite_handle.h"
#include "core/store/survey_impl.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cstdio>
#include <format>
#include <fstream>
#include <random>
#include <sstream>

using namespace suyuan;
using namespace suyuan::test;
namespace fs = std::filesystem;

namespace {

std::string bytesOf(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

void put(const fs::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

std::string output(const std::string& command) {
  std::array<char, 4096> buffer{};
  std::string out;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  while (std::fgets(buffer.data(), buffer.size(), pipe)) out += buffer.data();
  pclose(pipe);
  return out;
}

std::string quoted(const fs::path& path) {
  std::string out = "'";
  for (const char c : path.string()) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

ErrorCode openError(const fs::path& folder) {
  const auto survey = store::SurveyFile::open(folder);
  REQUIRE_FALSE(survey);
  return survey.error().code;
}

} // namespace

TEST_CASE("what is no survey, or a damaged one, is refused and not touched") {
  const TempFolder folder;
  { auto survey = newSurvey(folder, "whole"); addOutfalls(survey, 50); }
  const std::string whole = bytesOf(folder / "whole" / "survey.gpkg");
  CHECK(openError(folder / "nothing") == ErrorCode::SurveyMissing);
  std::mt19937 random(1);
  std::string noise(9000, '\0');
  for (char& c : noise) c = static_cast<char>(random());
  std::string otherApplication = whole;
  otherApplication[68] = 'X';
  const std::vector<std::tuple<std::string, std::string, ErrorCode>> cases{
      {"empty", "", ErrorCode::SurveyCorrupt},
      {"text", "name,lon,lat\n", ErrorCode::SurveyCorrupt},
      {"noise", noise, ErrorCode::SurveyCorrupt},
      {"half", whole.substr(0, whole.size() / 8192 * 4096), ErrorCode::SurveyCorrupt},
      {"odd end", whole.substr(0, whole.size() - 100), ErrorCode::SurveyCorrupt},
      {"other program's", otherApplication, ErrorCode::SurveyForeign}};
  for (const auto& [name, bytes, expected] : cases) {
    INFO(name);
    fs::create_directories(folder / name);
    put(folder / name / "survey.gpkg", bytes);
    CHECK(openError(folder / name) == expected);
    CHECK(bytesOf(folder / name / "survey.gpkg") == bytes);
    CHECK_FALSE(fs::exists(folder / name / "survey.gpkg-wal"));
  }
}

TEST_CASE("a survey of a newer program is refused and not touched") {
  const TempFolder folder;
  { auto survey = newSurvey(folder); }
  {
    auto db = must(store::openConnection(folder / "survey" / "survey.gpkg", true));
    must(store::execute(db.get(), "UPDATE suyuan_meta SET value = '99' WHERE key = 'schema_version'; PRAGMA journal_mode=DELETE"));
  }
  const std::string before = bytesOf(folder / "survey" / "survey.gpkg");
  CHECK(openError(folder / "survey") == ErrorCode::SurveyNewer);
  CHECK(bytesOf(folder / "survey" / "survey.gpkg") == before);
}

TEST_CASE("a file of an older program is brought forward by add-only steps, or not at all") {
  const TempFolder folder;
  { auto survey = newSurvey(folder); addOutfalls(survey, 2); }
  auto db = must(store::openConnection(folder / "survey" / "survey.gpkg", true));
  const int now = store::schemaVersion;
  const std::array steps{
      store::Migration{now + 1, [](sqlite3* d) { return store::execute(d, "ALTER TABLE outfalls ADD COLUMN odour TEXT"); }},
      store::Migration{now + 2, [](sqlite3* d) { return store::execute(d, "CREATE TABLE smells (x)"); }}};
  must(store::migrate(db.get(), steps, now + 2));
  CHECK(must(store::storedVersion(db.get())) == now + 2);
  CHECK(must(store::scalar(db.get(), "SELECT count(*) FROM outfalls WHERE odour IS NULL")) == Value{std::int64_t{2}});
  const std::array broken{store::Migration{now + 3, [](sqlite3* d) { return store::execute(d, "CREATE TABLE more (x); NONSENSE"); }}};
  CHECK_FALSE(store::migrate(db.get(), broken, now + 3));
  CHECK(must(store::storedVersion(db.get())) == now + 2);
  CHECK(must(store::scalar(db.get(), "SELECT count(*) FROM sqlite_master WHERE name = 'more'")) == Value{std::int64_t{0}});
}

TEST_CASE("a survey of the first version is given what it lacks when it is opened, and a copy of it is kept") {
  const TempFolder folder;
  { auto survey = newSurvey(folder); addOutfalls(survey, 2); }
  {
    auto db = must(store::openConnection(folder / "survey" / "survey.gpkg", true));
    must(store::execute(db.get(), "DROP TABLE suyuan_ignored; DELETE FROM gpkg_extensions WHERE table_name = 'suyuan_ignored';"
                                  "UPDATE suyuan_meta SET value = '1' WHERE key = 'schema_version'"));
  }
  auto survey = must(store::SurveyFile::open(folder / "survey"));
  CHECK(survey.info().schemaVersion == store::schemaVersion);
  CHECK(fs::exists(folder / "survey" / "survey.gpkg.v1"));
  must(survey.edit("ignore", [](store::Edit& edit) {
    return edit.ignoreFinding({Layer::Outfalls, Fid{7}, "code.shape", "code_national", "reason", "张三", "2025-01-01T00:00:00.000Z"});
  }));
  std::int64_t rows = 0;
  must(survey.reader().select("SELECT count(*) FROM suyuan_ignored WHERE author = '张三'", {}, [&](const auto& row) {
    rows = std::get<std::int64_t>(row[0]);
    return false;
  }));
  CHECK(rows == 1);
  must(survey.undo());
  must(survey.edit("again", [](store::Edit& edit) { return edit.takeUpFinding(Layer::Outfalls, Fid{7}, "code.shape", "code_national"); }));
}

TEST_CASE("a survey of before photos were placed gets their columns, and keeps its photos") {
  const TempFolder folder;
  { auto survey = newSurvey(folder); }
  {
    auto db = must(store::openConnection(folder / "survey" / "survey.gpkg", true));
    std::string sql = "DROP TRIGGER suyuan_watch_photos_insert; DROP TRIGGER suyuan_watch_photos_update; DROP TRIGGER suyuan_watch_photos_delete;";
    for (const char* column : {"candidate_fid", "team", "placing", "placing_why", "camera", "faults", "marks"}) sql += std::format("ALTER TABLE photos DROP COLUMN {};", column);
    must(store::execute(db.get(), sql + "INSERT INTO photos(fid, file_name, bytes) VALUES (7, 'a.jpg', 12); UPDATE suyuan_meta SET value = '4' WHERE key = 'schema_version'"));
  }
  auto survey = must(store::SurveyFile::open(folder / "survey"));
  CHECK(fs::exists(folder / "survey" / "survey.gpkg.v4"));
  auto photo = must(survey.reader().get<Photo>(Fid{7}));
  REQUIRE(photo);
  CHECK(photo->fileName == "a.jpg");
  CHECK(photo->placing.empty());
  photo->placing = "待核";
  must(survey.edit("place", [&](store::Edit& edit) { return edit.update(*photo); }));
  CHECK(must(survey.reader().get<Photo>(Fid{7}))->placing == "待核");
  must(survey.undo());
  CHECK(must(survey.reader().get<Photo>(Fid{7}))->placing.empty());
}

TEST_CASE("a survey of before the three levels gets their tables and columns, and keeps what QGIS changed in it meanwhile") {
  const TempFolder folder;
  { auto survey = newSurvey(folder); }
  {
    // The file as schema 2 had it: no reaches, teams and checks; a candidate's own columns end with its note.
    auto db = must(store::openConnection(folder / "survey" / "survey.gpkg", true));
    std::string sql;
    for (const char* layer : {"reaches", "teams", "quality_checks"})
      sql += std::format("DROP TABLE {0}; DELETE FROM gpkg_contents WHERE table_name = '{0}'; DELETE FROM gpkg_geometry_columns WHERE "
                         "table_name = '{0}'; DELETE FROM gpkg_extensions WHERE table_name = '{0}';", layer);
    sql += "DROP TABLE rtree_reaches_geom; DROP TRIGGER suyuan_watch_candidates_insert; DROP TRIGGER suyuan_watch_candidates_update;"
           "DROP TRIGGER suyuan_watch_candidates_delete;";
    for (const char* column : {"survey_level", "reach_fid", "team", "difficulty", "method", "result", "merged_into", "checked_by", "checked_at"})
      sql += std::format("ALTER TABLE candidates DROP COLUMN {};", column);
    sql += "UPDATE suyuan_meta SET value = '2' WHERE key = 'schema_version';"
           "INSERT INTO candidates(fid, name, status) VALUES (5, 'new', '疑似');"
           // What the watch of schema 2 noted of a change by QGIS: the row as it was, in that schema's eleven columns and key.
           "INSERT INTO suyuan_foreign(layer, fid, op, before) VALUES ('candidates', 5, 'U', "
           R"('["5","NULL","NULL","NULL","''old''","NULL","''疑似''","NULL","NULL","NULL","NULL","NULL"]');)";
    must(store::execute(db.get(), sql));
  }
  auto survey = must(store::SurveyFile::open(folder / "survey"));
  CHECK(survey.info().schemaVersion == store::schemaVersion);
  CHECK(fs::exists(folder / "survey" / "survey.gpkg.v2"));
  const auto row = must(survey.reader().row(Layer::Candidates, Fid{5}));
  REQUIRE(row);
  CHECK(row->values.size() == schemaOf(Layer::Candidates).fields.size());
  std::int64_t foreign = 0;
  must(survey.reader().select("SELECT count(*) FROM suyuan_journal WHERE kind = 'foreign' AND changes = 1", {}, [&](const auto& r) {
    foreign = std::get<std::int64_t>(r[0]);
    return false;
  }));
  CHECK(foreign == 1);
  must(survey.undo());
  CHECK(must(survey.reader().row(Layer::Candidates, Fid{5}))->values[2] == Value{std::string("old")});
  must(survey.edit("reach", [](store::Edit& edit) -> Result<> {
    Row reach{{}, LineString{{{125.3, 43.9}, {125.4, 43.9}}}, std::vector<Value>(schemaOf(Layer::Reaches).fields.size())};
    reach.values[1] = Value{std::string("左岸")};
    SUYUAN_TRY(edit.setField(Layer::Candidates, Fid{5}, "survey_level", Value{std::int64_t{2}}));
    auto fid = edit.insertRow(Layer::Reaches, reach);
    return fid ? Result<>{} : std::unexpected(fid.error());
  }));
  CHECK(must(survey.reader().count(Layer::Reaches, {.box = Box{125.35, 43.8, 125.36, 44}})) == 1);
  CHECK(must(survey.reader().count(Layer::Teams)) == 0);
  CHECK(must(survey.reader().count(Layer::QualityChecks)) == 0);
  must(survey.undo());
  // Nothing is left to add.
  { const auto closed = std::move(survey); }
  auto db = must(store::openConnection(folder / "survey" / "survey.gpkg", true));
  must(store::addMissingLayers(db.get()));
}

TEST_CASE("the second opener reads only, and is told who writes") {
  const TempFolder folder;
  auto first = newSurvey(folder);
  addOutfalls(first, 1);
  auto second = must(store::SurveyFile::open(folder / "survey"));
  CHECK(second.isReadOnly());
  CHECK(second.readOnlyReason() == store::ReadOnlyReason::OtherWriter);
  CHECK(second.otherWriter().find('@') != std::string::npos);
  const auto refused = second.edit("x", [](store::Edit&) -> Result<> { return {}; });
  REQUIRE_FALSE(refused);
  addOutfalls(first, 1);
  CHECK(must(second.reader().count(Layer::Outfalls)) == 2);
  { const auto gone = std::move(first); }
  CHECK_FALSE(must(store::SurveyFile::open(folder / "survey")).isReadOnly());
}

TEST_CASE("a survey is not made over something that is there") {
  const TempFolder folder;
  fs::create_directories(folder / "full");
  put(folder / "full" / "notes.txt", "keep me");
  const auto made = store::SurveyFile::create(folder / "full", {});
  REQUIRE_FALSE(made);
  CHECK(made.error().code == ErrorCode::SurveyExists);
  CHECK(bytesOf(folder / "full" / "notes.txt") == "keep me");
}

TEST_CASE("a backup is a whole survey") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  addOutfalls(survey, 7);
  put(survey.media() / "a.jpg", "picture");
  must(survey.backupTo(folder / "copy"));
  auto copy = must(store::SurveyFile::open(folder / "copy"));
  CHECK(must(copy.reader().contentHash()) == must(survey.reader().contentHash()));
  CHECK(bytesOf(folder / "copy" / "media" / "a.jpg") == "picture");
}

TEST_CASE("settings are kept with the survey and not in the journal") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  must(survey.setSetting("map.theme", "dark"));
  CHECK(must(survey.setting("map.theme")) == "dark");
  CHECK_FALSE(must(survey.setting("other")));
  CHECK(must(store::entries(survey.reader())).empty());
}

TEST_CASE("other programs open the file without a warning, and their checks pass") {
  const TempFolder folder;
  { auto survey = newSurvey(folder); addOutfalls(survey, 3); }
  const fs::path file = folder / "survey" / "survey.gpkg";
  const std::string info = output("ogrinfo -ro -so -al " + quoted(file));
  INFO(info);
  CHECK(info.find("Warning") == std::string::npos);
  CHECK(info.find("ERROR") == std::string::npos);
  CHECK(info.find("Layer name: outfalls") != std::string::npos);
  CHECK(info.find("Feature Count: 3") != std::string::npos);
  CHECK(info.find("suyuan_journal") == std::string::npos);
  const std::string validated = output("python3 -m osgeo_utils.samples.validate_gpkg " + quoted(file));
  INFO(validated);
  CHECK((validated.find("No module") != std::string::npos || validated.find("validated") != std::string::npos ||
         validated.empty()));
  CHECK(validated.find("Req") == std::string::npos);
}

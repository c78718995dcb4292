// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/replace_files.h"
#include "tests/gis/exchange/test_survey.h"

#include <catch2/catch_test_macros.hpp>

#include <csignal>
#include <fstream>
#include <iterator>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace suyuan;
using namespace suyuan::exchange;
namespace fs = std::filesystem;
using test::TestSurvey;

namespace {

std::string bytesOf(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

bool isClean(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().filename().string().starts_with(".suyuan-export")) return false;
  return true;
}

/// 3,000 outfalls: more than a megabyte in most formats.
void fill(TestSurvey& t) {
  REQUIRE(t.survey->edit("test", [](store::Edit& edit) -> Result<> {
    std::vector<Row> rows;
    for (int i = 0; i < 3000; ++i) {
      Outfall o;
      o.name = "排污口" + std::to_string(i);
      o.note = std::string(200, static_cast<char>('a' + i * 7 % 26)) + std::to_string(i * 7919);
      o.geometry = Point{125 + i * 1e-4, 43.9};
      rows.push_back(toRow(o));
    }
    return edit.insertBulk(Layer::Outfalls, rows);
  }));
}

} // namespace

TEST_CASE("files take their places together, or what was there stays") {
  TestSurvey t;
  for (const bool blocked : {false, true}) {
    INFO("blocked " << blocked);
    t.write("a.shp", "old a");
    fs::remove_all(t.folder / "c.dbf");
    if (blocked) fs::create_directories(t.folder / "c.dbf" / "inside"); // no file can take this name
    fs::remove(t.folder / "b.shx");
    auto aside = AsideFolder::make(t.folder / "a.shp");
    REQUIRE(aside);
    std::vector<fs::path> files;
    for (const char* name : {"a.shp", "b.shx", "c.dbf"}) {
      files.push_back(aside->path() / name);
      std::ofstream(files.back()) << "new";
    }
    const auto placed = putInPlace(*aside, files, t.folder);
    CHECK(placed.has_value() == !blocked);
    CHECK(bytesOf(t.folder / "a.shp") == (blocked ? "old a" : "new"));
    CHECK(fs::exists(t.folder / "b.shx") == !blocked);
    if (!blocked) CHECK(bytesOf(t.folder / "c.dbf") == "new");
    else CHECK(placed.error().code == ErrorCode::FileUnwritable);
  }
  CHECK(isClean(t.folder));
}

TEST_CASE("a file that cannot grow fails the export of every format and leaves the old one") {
  TestSurvey t;
  fill(t);
  for (const std::string format : {"shapefile", "gpkg", "geojson", "kml", "csv", "xlsx"}) {
    const auto out = t.folder / ("full." + (format == "shapefile" ? std::string("shp") : format));
    INFO(format);
    t.write(out.filename().string(), "what was");
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      // As a full disk or a quota: no file of this process may grow over 64 kB.
      auto reader = t.survey->openReader();
      if (!reader) _exit(20);
      std::signal(SIGXFSZ, SIG_IGN);
      const rlimit limit{65536, 65536};
      setrlimit(RLIMIT_FSIZE, &limit);
      const auto report = test::exportLayers(*reader, {.out = out, .format = format});
      _exit(report ? 10 : report.error().code == ErrorCode::Internal ? 11 : 0);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
    CHECK(bytesOf(out) == "what was");
    CHECK(isClean(t.folder));
  }
}

TEST_CASE("a survey's file, and a database that is open elsewhere, are not replaced") {
  TestSurvey t;
  const auto kept = bytesOf(t.folder / "survey" / "survey.gpkg");
  const auto own = test::exportLayers(t.survey->reader(), {.out = t.folder / "survey" / "survey.gpkg", .format = "gpkg"});
  REQUIRE_FALSE(own);
  CHECK(own.error().code == ErrorCode::SurveyExists);
  CHECK(bytesOf(t.folder / "survey" / "survey.gpkg") == kept);
  t.write("open.gpkg", "another database");
  t.write("open.gpkg-wal", "its log");
  const auto open = test::exportLayers(t.survey->reader(), {.out = t.folder / "open.gpkg", .format = "gpkg"});
  REQUIRE_FALSE(open);
  CHECK(open.error().code == ErrorCode::TargetInUse);
  CHECK(bytesOf(t.folder / "open.gpkg") == "another database");
}

TEST_CASE("index files of the shapefile before it do not outlive it") {
  TestSurvey t;
  fill(t);
  t.write("o.qix", "stale");
  t.write("o.sbn", "stale");
  REQUIRE(test::exportLayers(t.survey->reader(), {.out = t.folder / "o.shp", .format = "shapefile"}));
  CHECK_FALSE(fs::exists(t.folder / "o.qix"));
  CHECK_FALSE(fs::exists(t.folder / "o.sbn"));
}

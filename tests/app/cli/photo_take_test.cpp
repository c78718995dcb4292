// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/program.h"
#include "tests/gis/media/film_maker.h"
#include "tests/gis/media/photo_maker.h"

#include <catch2/catch_test_macros.hpp>

#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <format>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sys/wait.h>
#include <unistd.h>

using namespace suyuan::test;

namespace {

namespace fs = std::filesystem;

// Two outfalls 300 m apart on one bank.
const char* const outfalls = "code,name,lon,lat,survey_level,status\nAB-220102-0001-GY-00,上游口,125.3500,43.8800,2,已确认\nAB-220102-0002-GY-00,下游口,125.3500,43.8827,2,已确认\n";

fs::path photoAt(const TempFolder& folder, const std::string& name, double lon, double lat, const std::string& comment) {
  const fs::path file = folder / ("card/" + name);
  fs::create_directories(file.parent_path());
  makePhoto(file, {.lon = lon, .lat = lat, .takenAt = "2024:05:01 10:00:00", .offset = "+08:00", .comment = comment});
  return file;
}

nlohmann::json ledgerOf(const std::string& survey, std::vector<std::string> more = {}) {
  std::vector<std::string> call{"photo", "ledger", survey, "--json"};
  call.insert(call.end(), more.begin(), more.end());
  const Run run = runSuyuan(call);
  INFO(run.out << run.err);
  REQUIRE(run.exit <= 1);
  return run.json();
}

} // namespace

TEST_CASE("photo take puts photos to their outfalls and the ledger closes once they are sent") {
  const TempFolder folder;
  const std::string survey = surveyOf(folder, outfalls), card = folder / "card", hub = folder / "hub";
  photoAt(folder, "近景/1.jpg", 125.35003, 43.88002, "one");
  photoAt(folder, "远景/2.jpg", 125.35003, 43.88268, "two");
  photoAt(folder, "3.jpg", 125.36, 43.89, "three");
  const Run dry = runSuyuan({"photo", "take", survey, card, "--dry-run", "--json"});
  INFO(dry.out << dry.err);
  CHECK(dry.json()["taken"] == 3);
  CHECK(ledgerOf(survey)["taken"] == 0);
  const Run run = runSuyuan({"photo", "take", survey, card, "--team", "一队", "--json"});
  INFO(run.out << run.err);
  CHECK(run.exit == 1); // one to review
  CHECK(run.json()["taken"] == 3);
  CHECK(run.json()["to_review"] == 1);
  std::set<std::string> placed;
  const auto answer = run.json();
  for (const auto& photo : answer["photos"])
    if (photo["placing"] == "sure") placed.insert(photo["targets"][0]["label"]);
  CHECK(placed == std::set<std::string>{"AB-220102-0001-GY-00", "AB-220102-0002-GY-00"});
  CHECK(runSuyuan({"photo", "take", survey, card, "--json"}).json()["recorded"] == 3);

  const auto review = runSuyuan({"photo", "review", survey, "--json"});
  CHECK(review.exit == 1);
  REQUIRE(review.json()["photos"].size() == 1);
  const Run put = runSuyuan({"photo", "put", survey, review.json()["photos"][0]["fid"], "AB-220102-0001-GY-00", "--kind", "周边环境特征"});
  INFO(put.err);
  CHECK(put.exit == 0);
  CHECK(runSuyuan({"photo", "review", survey}).exit == 0);
  CHECK(runSuyuan({"photo", "put", survey, "12", "AB-220102-0001-GY-00"}).exit == 3);

  auto ledger = ledgerOf(survey, {"--camera", card});
  CHECK(ledger["taken"] == 3);
  CHECK(ledger["stored"] == 3);
  CHECK(ledger["sent"].is_null());
  CHECK(ledger["on_cameras"] == 3);
  CHECK(ledger["closes"] == true);
  REQUIRE(ledger["outfalls"].size() == 2);
  for (const auto& outfall : ledger["outfalls"]) {
    const auto missing = outfall["missing_views"].get<std::set<std::string>>();
    if (outfall["label"] == "AB-220102-0001-GY-00") CHECK(missing == std::set<std::string>{"far", "outlet", "flow"});
    else CHECK(missing == std::set<std::string>{"near", "outlet", "surroundings", "flow"});
  }
  CHECK(runSuyuan({"photo", "ledger", survey, "--hub", hub}).exit == 3); // a hub is not made by asking
  CHECK_FALSE(fs::exists(hub));
  REQUIRE(runSuyuan({"sync", survey, hub}).exit == 0);
  ledger = ledgerOf(survey, {"--hub", hub});
  CHECK(ledger["sent"] == 3);
  CHECK(ledger["confirmed"] == 3);
  CHECK(ledger["teams"][0]["team"] == "一队");
  CHECK(ledger["closes"] == true);
}

TEST_CASE("photo export writes marked copies with a watermark, and the stored originals stay as they are") {
  const TempFolder folder;
  const std::string survey = surveyOf(folder, outfalls), out = folder / "out";
  photoAt(folder, "近景/1.jpg", 125.35003, 43.88002, "one");
  photoAt(folder, "近景/2.jpg", 125.35003, 43.88002, "two");
  photoAt(folder, "3.jpg", 125.35003, 43.88268, "three");
  const Run taken = runSuyuan({"photo", "take", survey, folder / "card", "--json"});
  INFO(taken.out << taken.err);
  REQUIRE(taken.json()["taken"] == 3);
  const std::string photo = taken.json()["photos"][0]["fid"];
  const Run mark = runSuyuan({"photo", "mark", survey, photo, "--arrow", "0.1,0.1,0.5,0.5", "--text", "出水口", "--json"});
  INFO(mark.out << mark.err);
  CHECK(mark.json()["marks"] == 1);
  CHECK(runSuyuan({"photo", "mark", survey, photo, "--arrow", "0.1,0.1,0.5,7"}).exit == 2);
  CHECK(runSuyuan({"photo", "mark", survey, photo}).exit == 2);
  CHECK(runSuyuan({"photo", "mark", survey, "5", "--clear"}).exit == 3);
  const Run exported = runSuyuan({"photo", "export", survey, out, "--outfall", "AB-220102-0001-GY-00", "--json"});
  INFO(exported.out << exported.err);
  CHECK(exported.exit == 0);
  CHECK(exported.json()["written"] == 2);
  CHECK(fs::exists(out + "/AB-220102-0001-GY-00_近景_1.jpg"));
  CHECK(fs::exists(out + "/AB-220102-0001-GY-00_近景_2.jpg"));
  CHECK(ledgerOf(survey)["closes"] == true); // every original still has its hash
  const Run again = runSuyuan({"photo", "export", survey, out, "--json"});
  CHECK(again.exit == 1); // nothing is overwritten
  CHECK(again.json()["written"] == 1);
  CHECK(again.json()["warnings"].size() == 2);
  CHECK(runSuyuan({"photo", "export", survey, out, "--outfall", "nobody"}).exit == 3);
}

TEST_CASE("photo take refuses a wrong call and an input that is not there") {
  const TempFolder folder;
  const std::string survey = surveyOf(folder, outfalls);
  CHECK(runSuyuan({"photo", "take", survey}).exit == 2);
  CHECK(runSuyuan({"photo", "take", survey, folder / "card", "--orphans"}).exit == 2);
  CHECK(runSuyuan({"photo", "take", survey, folder / "nothing"}).exit == 3);
  CHECK(runSuyuan({"photo", "take", folder / "none", survey}).exit == 3);
  CHECK(runSuyuan({"photo", "ledger", folder / "none"}).exit == 3);
}

TEST_CASE("however often photo take is killed, no record is without its file, and taking again completes it") {
  const TempFolder folder;
  const std::string survey = surveyOf(folder, outfalls), card = folder / "card";
  constexpr int photos = 120;
  for (int i = 0; i < photos; ++i) photoAt(folder, std::format("{:03}.jpg", i), 125.35003, 43.88002, std::format("photo {}", i));
  std::mt19937 random(std::random_device{}());
  int killed = 0, orphaned = 0;
  for (int round = 0; round < 12; ++round) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      const int nothing = ::open("/dev/null", O_RDWR);
      ::dup2(nothing, 1);
      ::dup2(nothing, 2);
      ::execl(SUYUAN_BIN_DIR "/suyuan", "suyuan", "photo", "take", survey.c_str(), card.c_str(), "--batch", "7", nullptr);
      ::_exit(127);
    }
    // In the midst of its work: some files further than at the last kill, sooner or later after one was named.
    const auto stored = [&] {
      std::error_code ignored;
      return std::distance(fs::directory_iterator(survey + "/media", ignored), fs::directory_iterator());
    };
    const auto until = stored() + 1 + static_cast<std::ptrdiff_t>(random() % 8);
    for (int wait = 0; wait < 20'000 && stored() < until; ++wait) ::usleep(500);
    ::usleep(static_cast<useconds_t>(random() % 3000));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    killed += WIFSIGNALED(status);
    const auto ledger = ledgerOf(survey);
    INFO(ledger.dump());
    CHECK(ledger["faults"].empty());
    CHECK(ledger["taken"] == ledger["stored"]);
    orphaned += !ledger["orphans"].empty();
  }
  CHECK(killed > 0);
  CHECK(orphaned > 0); // files that had no record yet: named, and taken below
  const Run last = runSuyuan({"photo", "take", survey, card, "--json"});
  INFO(last.out << last.err);
  CHECK(last.exit == 0);
  const auto ledger = ledgerOf(survey, {"--camera", card});
  CHECK(ledger["taken"] == photos);
  CHECK(ledger["stored"] == photos);
  CHECK(ledger["closes"] == true);
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(survey + "/media")) names.insert(entry.path().filename());
  CHECK(names.size() == photos); // and nothing half-written lies there
}

TEST_CASE("photo take takes videos and sound by their own time and place, or those of a track beside them") {
  const TempFolder folder;
  const std::string survey = surveyOf(folder, outfalls), card = folder / "card";
  fs::create_directories(card);
  makeFilm(folder / "card/walk.mp4", {.xyz = "+43.8800+125.3500/"});
  makeFilm(folder / "card/bare.mp4", {.milliseconds = 3000});
  std::ofstream(folder / "card/bare.gpx") << R"(<gpx version="1.1"><trk><trkseg><trkpt lat="43.8827" lon="125.35"><time>2024-05-01T02:00:00Z</time></trkpt></trkseg></trk></gpx>)";
  const auto inspected = runSuyuan({"photo", "inspect", folder / "card/bare.mp4", "--json"}).json();
  CHECK(inspected["photos"][0]["kind"] == "video");
  CHECK(inspected["photos"][0]["duration_s"] == 3.0);
  CHECK(inspected["photos"][0]["from_sidecar"] == true);
  CHECK(inspected["photos"][0]["taken_at"] == "2024-05-01T02:00:00.000Z");
  const Run run = runSuyuan({"photo", "take", survey, card, "--json"});
  INFO(run.out << run.err);
  CHECK(run.json()["taken"] == 2);
  CHECK(run.json()["not_media"] == 1); // the track itself
  std::map<std::string, std::string> placed;
  const auto answer = run.json();
  for (const auto& photo : answer["photos"])
    if (photo.contains("placing") && photo["placing"] == "sure") placed[fs::path(photo["file"].get<std::string>()).filename()] = photo["targets"][0]["label"];
  CHECK(placed == std::map<std::string, std::string>{{"walk.mp4", "AB-220102-0001-GY-00"}, {"bare.mp4", "AB-220102-0002-GY-00"}});
  // No view is shown by a video, and nothing is drawn on it.
  const auto ledger = ledgerOf(survey);
  CHECK(ledger["taken"] == 2);
  CHECK(ledger["outfalls"][0]["missing_views"].size() == 5);
  const Run copies = runSuyuan({"photo", "export", survey, folder / "out", "--json"});
  CHECK(copies.json()["not_photos"] == 2);
  CHECK(copies.json()["files"].empty());
}

TEST_CASE("photo like names pairs that look almost the same, those without a likeness once it is given") {
  const TempFolder folder;
  const std::string survey = surveyOf(folder, outfalls), card = folder / "card";
  photoAt(folder, "1.jpg", 125.35, 43.88, "one");
  photoAt(folder, "2.jpg", 125.35, 43.88, "two"); // other bytes, the same picture
  fs::copy_file(SUYUAN_TEST_DATA "/photos/DSCN0010.jpg", folder / "card/other.jpg");
  CHECK(runSuyuan({"photo", "take", survey, card}).exit == 1);
  const Run run = runSuyuan({"photo", "like", survey, "--json"});
  INFO(run.out << run.err);
  CHECK(run.exit == 1);
  REQUIRE(run.json()["pairs"].size() == 1);
  CHECK(run.json()["pairs"][0]["bits"] == 0);
  CHECK(run.json()["pairs"][0]["photos"][0]["file"] == "1.jpg");
  CHECK(run.json()["without_likeness"] == 0);
  const std::string fid = run.json()["pairs"][0]["photos"][0]["fid"];
  REQUIRE(runSuyuan({"set", survey, "photos:fid=" + fid, "likeness="}).exit == 0);
  const Run lacking = runSuyuan({"photo", "like", survey, "--json"});
  CHECK(lacking.exit == 0);
  CHECK(lacking.json()["without_likeness"] == 1);
  const Run filled = runSuyuan({"photo", "like", survey, "--fill", "--json"});
  CHECK(filled.json()["filled"] == 1);
  CHECK(filled.json()["pairs"].size() == 1);
  CHECK(runSuyuan({"photo", "like", survey, "--within", "16"}).exit == 2);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/inspections.h"

#include "core/model/candidate.h"
#include "core/model/channel.h"
#include "core/model/survey_reach.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <fstream>

using namespace suyuan;
using namespace suyuan::media;
using namespace suyuan::test;

namespace {

const LineString dive{{{125.300, 43.900}, {125.310, 43.900}}}; // some 800 m to the east

struct Bank {
  Fid reach, near, crossed, far, pipe;
};

Bank laidOut(store::SurveyFile& survey) {
  Bank bank;
  must(survey.edit("test", [&](store::Edit& edit) -> Result<> {
    SurveyReach reach;
    reach.geometry = LineString{{{125.300, 43.9001}, {125.310, 43.9001}}}; // 11 m north
    bank.reach = edit.insert(reach).value();
    Candidate candidate;
    candidate.geometry = Point{125.305, 43.9002}; // 22 m
    bank.near = edit.insert(candidate).value();
    candidate.geometry = Point{125.307, 43.9};
    bank.crossed = edit.insert(candidate).value();
    candidate.geometry = Point{125.305, 43.905}; // 555 m
    bank.far = edit.insert(candidate).value();
    Channel pipe;
    pipe.geometry = LineString{{{125.3051, 43.910}, {125.3051, 43.890}}}; // under the river
    bank.pipe = edit.insert(pipe).value();
    return {};
  }));
  return bank;
}

std::filesystem::path written(const TempFolder& folder, const char* name, const char* bytes) {
  const auto path = folder / name;
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

} // namespace

TEST_CASE("a run is linked to the reach, the candidates and the pipe that it went past, not to what lies farther off") {
  const TempFolder folder;
  store::SurveyFile survey = newSurvey(folder);
  const Bank bank = laidOut(survey);
  const auto near = must(alongTrack(survey.reader(), Geometry{dive}, 30));
  const auto metresOf = [&](Fid fid) {
    const auto found = std::ranges::find(near, fid, &NearRecord::fid);
    return found == near.end() ? -1.0 : found->metres;
  };
  CHECK(near.size() == 4);
  CHECK(metresOf(bank.crossed) < 3);
  CHECK(metresOf(bank.pipe) < 3);
  CHECK(metresOf(bank.near) > 18);
  CHECK(metresOf(bank.near) < 25);
  CHECK(metresOf(bank.reach) > 6);
  CHECK(metresOf(bank.far) == -1);
  CHECK(must(alongTrack(survey.reader(), Geometry{}, 30)).empty());

  const auto fids = must(addInspection(survey, {.run = {.name = "二道段声呐", .kind = "侧扫声呐"}, .file = written(folder, "sonar.tif", "not a real raster"), .takeIn = true, .about = near}));
  REQUIRE(fids.size() == 2); // the second candidate has a record beside
  const auto first = must(survey.reader().get<Inspection>(fids[0]));
  REQUIRE(first);
  CHECK(first->reachFid == bank.reach);
  CHECK(first->channelFid == bank.pipe);
  const auto beside = must(survey.reader().get<Inspection>(fids[1]));
  CHECK(first->sha256 == beside->sha256);
  CHECK(std::min(first->candidateFid.value, beside->candidateFid.value) == std::min(bank.near.value, bank.crossed.value));
  CHECK(std::max(first->candidateFid.value, beside->candidateFid.value) == std::max(bank.near.value, bank.crossed.value));
  CHECK(fileOf(*first, survey.folder()).parent_path().filename() == "media");
}

TEST_CASE("a run whose file stays where it is is known by its digest, comes once, and says when the file is gone") {
  const TempFolder folder;
  store::SurveyFile survey = newSurvey(folder);
  const auto video = written(folder, "DJI_0001.MP4", "frames");
  const InspectionRequest request{.run = {.kind = "无人机航测"}, .file = video, .takeIn = false, .about = {}};
  const auto fids = must(addInspection(survey, request));
  CHECK(must(addInspection(survey, request)) == fids);
  CHECK(must(survey.reader().count(Layer::Inspections)) == 1);
  const auto run = must(survey.reader().get<Inspection>(fids[0]));
  CHECK(run->name == "DJI_0001");
  CHECK(run->bytes == 6);
  CHECK(fileOf(*run, survey.folder()) == video);
  std::filesystem::remove(video);
  CHECK(fileOf(*run, survey.folder()).empty());
  must(survey.undo());
  CHECK(must(survey.reader().count(Layer::Inspections)) == 0);
}

TEST_CASE("a run of no known kind, of a missing file or about a record that is not there is refused, and nothing is kept") {
  const TempFolder folder;
  store::SurveyFile survey = newSurvey(folder);
  CHECK(addInspection(survey, {.run = {.kind = "占卜"}, .file = {}, .about = {}}).error().place.field == "kind");
  CHECK_FALSE(addInspection(survey, {.run = {.kind = "CCTV"}, .file = folder / "none.mp4", .about = {}}));
  CHECK(addInspection(survey, {.run = {.kind = "CCTV"}, .file = {}, .about = {{Layer::Channels, Fid{7}, 0}}}).error().code == ErrorCode::RecordMissing);
  CHECK(must(survey.reader().count(Layer::Inspections)) == 0);
}

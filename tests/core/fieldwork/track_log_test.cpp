// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fieldwork/track_log.h"

#include "core/model/geometry_functions.h"
#include "tests/core/fieldwork/work.h"

#include <algorithm>
#include <cmath>
#include <csignal>
#include <fstream>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

using namespace suyuan;
using namespace suyuan::test;
using namespace suyuan::fieldwork;
namespace fs = std::filesystem;

namespace {

TrackPoint pointNumber(int n) { return {{125.3 + n * 1e-5, 43.9 + (n % 7) * 1e-6, 200.25}, "2026-06-01T01:00:00.000Z", 2.5}; }

} // namespace

TEST_CASE("a recording is read back as it was written, and becomes one track of the survey") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  {
    auto log = must(TrackLog::begin(survey.folder(), "一\t队", "手持机"));
    for (int i = 0; i < 50; ++i) must(log.append(pointNumber(i)));
  }
  const auto recordings = must(recordingsOf(survey.folder()));
  REQUIRE(recordings.size() == 1);
  CHECK_FALSE(recordings[0].cutOff);
  CHECK(recordings[0].team == "一 队");
  REQUIRE(recordings[0].points.size() == 50);
  CHECK(std::abs(recordings[0].points[7].at.x - pointNumber(7).at.x) < 1e-9);
  CHECK(recordings[0].points[7].at.z == 200.25);
  CHECK(recordings[0].points[7].accuracyM == 2.5);
  const Fid fid = must(takeRecording(survey, recordings[0], 2));
  const Track track = get<Track>(survey, fid);
  CHECK(track.device == "手持机");
  CHECK(must(recordingsOf(survey.folder())).empty());
  // Cut off between the survey's commit and the removal of the file: the same track, not a second one.
  CHECK(must(takeRecording(survey, recordings[0], 2)) == fid);
  CHECK(must(survey.reader().count(Layer::Tracks)) == 1);
}

TEST_CASE("a track has a break where the receiver lost the way, and nobody is said to have walked there") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  {
    auto log = must(TrackLog::begin(survey.folder(), "一队", ""));
    for (int i = 0; i < 10; ++i) must(log.append(pointNumber(i)));
    for (int i = 1000; i < 1010; ++i) must(log.append(pointNumber(i))); // 800 m on
    must(log.append(pointNumber(3000)));
  }
  const Track track = get<Track>(survey, must(takeRecording(survey, must(recordingsOf(survey.folder())).front(), 2)));
  const auto* parts = std::get_if<MultiLineString>(&track.geometry);
  REQUIRE(parts);
  REQUIRE(parts->parts.size() == 3);
  CHECK(lengthMetres(track.geometry) < 20);
  CHECK(parts->parts[2].points.size() == 2);
}

TEST_CASE("a recording that was cut off anywhere gives every position before the cut and nothing else") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  fs::path file;
  std::vector<std::uintmax_t> ends;
  {
    auto log = must(TrackLog::begin(survey.folder(), "一队", ""));
    file = log.file();
    ends.push_back(fs::file_size(file));
    for (int i = 0; i < 6; ++i) {
      must(log.append(pointNumber(i)));
      ends.push_back(fs::file_size(file));
    }
  }
  std::ifstream in(file, std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  for (std::size_t size = 0; size < whole.size(); ++size) {
    std::ofstream(file, std::ios::binary) << whole.substr(0, size);
    const auto recording = must(recordingsOf(survey.folder())).at(0);
    const auto full = std::ranges::count_if(ends, [&](std::uintmax_t end) { return end <= size; });
    INFO("cut at " << size);
    CHECK(recording.points.size() == static_cast<std::size_t>(std::max<std::ptrdiff_t>(full - 1, 0)));
    CHECK(recording.cutOff == (!std::ranges::contains(ends, size) && size > 0));
  }
  // One byte turned: the line is not taken for true.
  std::string turned = whole;
  turned[ends[3] + 4] = turned[ends[3] + 4] == '9' ? '8' : '9';
  std::ofstream(file, std::ios::binary) << turned;
  CHECK(must(recordingsOf(survey.folder())).at(0).points.size() == 3);
}

TEST_CASE("what was acknowledged is there after the recorder was killed") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  for (int run = 0; run < 12; ++run) {
    int pipe[2];
    REQUIRE(::pipe(pipe) == 0);
    const pid_t child = fork();
    if (child == 0) {
      auto log = TrackLog::begin(survey.folder(), "一队", "");
      for (int i = 0; log; ++i) {
        if (!log->append(pointNumber(i))) _exit(1);
        if (::write(pipe[1], &i, sizeof i) != sizeof i) _exit(1);
      }
      _exit(1);
    }
    close(pipe[1]);
    int acknowledged = -1, n = 0;
    const int until = run * 3;
    while (n < until && ::read(pipe[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged) ++n;
    kill(child, SIGKILL);
    while (::read(pipe[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged) {}
    close(pipe[0]);
    int status = 0;
    waitpid(child, &status, 0);
    REQUIRE(WIFSIGNALED(status));
    const auto recordings = must(recordingsOf(survey.folder()));
    if (acknowledged < 0 && recordings.empty()) continue; // killed before it began
    REQUIRE(recordings.size() == 1);
    CHECK(static_cast<int>(recordings[0].points.size()) >= acknowledged + 1);
    must(takeRecording(survey, recordings[0], 2));
  }
}

TEST_CASE("a thinned track leaves no walked position farther off than was said, and is much shorter") {
  std::mt19937 random(9);
  for (const double tolerance : {0.5, 2.0, 10.0}) {
    std::vector<Point> walk{{125.3, 43.9}};
    double heading = 0;
    for (int i = 0; i < 3000; ++i) {
      heading += (static_cast<double>(random() % 1000) - 500) / 2500;
      walk.push_back({walk.back().x + std::sin(heading) * 2e-5, walk.back().y + std::cos(heading) * 1.5e-5});
    }
    const auto kept = thinned(walk, tolerance);
    CHECK(kept.front() == walk.front());
    CHECK(kept.back() == walk.back());
    CHECK(kept.size() < walk.size() / 2);
    double farthest = 0;
    for (const Point& p : walk) farthest = std::max(farthest, nearestOnLine(std::span<const Point>(kept), p)->distance);
    CHECK(farthest <= tolerance * 1.001 + 1e-6);
  }
  CHECK(thinned(std::vector<Point>{{1, 1}, {2, 2}}, 5).size() == 2);
  CHECK(thinned(std::vector<Point>(100, Point{125, 43}), 1).size() == 2);
}

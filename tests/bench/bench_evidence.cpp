// SPDX-License-Identifier: GPL-3.0-or-later
// bench_evidence FOLDER N [edits]: the history's hashes, scores and oddities over a synthetic survey. N outfalls, two thirds of them imported at once, the
// rest entered one by one (at most `edits`, default 2,000), two photos for each with hash and likeness, a measured position for each third, twenty walks of 10^4 points.
// CSV: what, run, n, ms, found. One warm-up and five runs; the peak of memory at the end.
#include "core/evidence/oddities.h"
#include "core/evidence/same_outfall.h"
#include "core/evidence/score.h"
#include "core/model/outfall.h"
#include "core/model/photo.h"
#include "core/model/position_fix.h"
#include "core/model/track.h"
#include "core/store/survey_file.h"
#include "core/store/verify_journal.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <format>
#include <random>

using namespace suyuan;

namespace {

Outfall outfallAt(int i) {
  Outfall outfall;
  outfall.geometry = Point{125.0 + i % 1000 * 0.001, 43.0 + i / 1000 * 0.001};
  outfall.name = std::format("第{}号排污口", i);
  outfall.team = std::format("{}队", i % 20);
  outfall.surveyor = std::format("测量员{}", i % 60);
  outfall.surveyedAt = std::format("2026-05-{:02}T{:02}:{:02}:00.000Z", 1 + i / 600 % 28, i / 60 % 10, i % 60);
  outfall.outletShape = "管道";
  outfall.outletSize = 0.1 * (i % 17);
  outfall.flow = i % 101;
  return outfall;
}

Result<> fill(store::SurveyFile& survey, int n, int edits) {
  std::mt19937_64 random(7);
  const int typed = std::min(n / 3, edits);
  std::vector<Row> rows;
  for (int i = 0; i < n - typed; ++i) rows.push_back(toRow(outfallAt(i)));
  if (auto done = survey.edit("导入", [&](store::Edit& edit) { return edit.insertBulk(Layer::Outfalls, rows); }); !done) return std::unexpected(done.error());
  std::vector<Fid> fids;
  for (const Row& row : rows) fids.push_back(row.fid);
  for (int i = n - typed; i < n; ++i)
    if (auto done = survey.edit("新增排污口", [&](store::Edit& edit) -> Result<> {
          auto fid = edit.insert(outfallAt(i));
          if (!fid) return std::unexpected(std::move(fid).error());
          fids.push_back(*fid);
          return {};
        });
        !done)
      return std::unexpected(done.error());
  rows.clear();
  std::vector<Row> fixes, walks;
  for (int i = 0; i < n; ++i) {
    const Point at = std::get<Point>(outfallAt(i).geometry);
    for (int k = 0; k < 2; ++k) {
      Photo photo;
      photo.outfallFid = fids[static_cast<std::size_t>(i)];
      photo.geometry = Point{at.x + 0.0001, at.y};
      photo.takenAt = outfallAt(i).surveyedAt;
      photo.sha256 = std::format("{:016x}{:016x}{:016x}{:016x}", random(), random(), random(), random());
      photo.likeness = std::format("{:016x}", random());
      photo.bearing = i % 360;
      rows.push_back(toRow(photo));
    }
    if (i % 3 != 0) continue;
    PositionFix fix;
    fix.outfallFid = fids[static_cast<std::size_t>(i)];
    fix.geometry = Point{at.x + 1e-6, at.y};
    fix.accuracy = 3;
    fix.endedAt = outfallAt(i).surveyedAt;
    fixes.push_back(toRow(fix));
  }
  for (int t = 0; t < 20; ++t) {
    LineString line;
    for (int i = 0; i < 10'000; ++i) line.points.push_back({125.0 + i * 1e-4, 43.0 + t * 0.01});
    Track track;
    track.geometry = line;
    track.team = std::format("{}队", t);
    track.startedAt = "2026-05-01T00:00:00.000Z";
    track.endedAt = "2026-05-28T12:00:00.000Z";
    walks.push_back(toRow(track));
  }
  auto done = survey.edit("导入照片", [&](store::Edit& edit) -> Result<> {
    SUYUAN_TRY(edit.insertBulk(Layer::Photos, rows));
    SUYUAN_TRY(edit.insertBulk(Layer::Positions, fixes));
    return edit.insertBulk(Layer::Tracks, walks);
  });
  return done ? Result<>{} : std::unexpected(done.error());
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::fputs("bench_evidence FOLDER N [edits]\n", stderr), 2;
  const int n = std::max(3, std::atoi(argv[2]));
  const std::filesystem::path folder = std::filesystem::path(argv[1]) / "bench_evidence_survey";
  std::filesystem::remove_all(folder);
  auto survey = store::SurveyFile::create(folder, {.name = "bench", .divisionCode = "220100", .author = "bench"});
  const auto book = rules::RuleBook::load(SUYUAN_RESOURCES_DIR "/rules");
  if (!survey || !book) return 3;
  if (auto filled = fill(*survey, n, argc > 3 ? std::atoi(argv[3]) : 2000); !filled) return std::fprintf(stderr, "%s\n", filled.error().detail.c_str()), 3;
  std::puts("what,run,n,ms,found");
  const auto measure = [&](const char* what, const auto& work) {
    for (int run = 0; run <= 5; ++run) {
      const auto start = std::chrono::steady_clock::now();
      const std::int64_t found = work();
      const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
      if (found < 0) std::exit(3);
      if (run > 0) std::printf("%s,%d,%d,%.1f,%lld\n", what, run, n, ms, static_cast<long long>(found));
    }
  };
  measure("verify", [&]() -> std::int64_t {
    const auto report = store::verifyJournal(survey->reader());
    return report && report->isWhole() ? report->entries : -1;
  });
  measure("oddities", [&]() -> std::int64_t {
    const auto found = evidence::findOddities(survey->reader(), *book);
    return found ? std::ssize(*found) : -1;
  });
  measure("scores", [&]() -> std::int64_t {
    std::int64_t judged = 0;
    const auto done = evidence::eachScore(survey->reader(), book->evidence(), [&](Layer, Fid, const evidence::Score&) { return ++judged > 0; });
    return done ? judged : -1;
  });
  Fid one;
  if (!survey->reader().scan(Layer::Outfalls, {.limit = 1, .offset = n / 2}, [&](const Row& row) { return one = row.fid, false; })) return 3;
  measure("score-of-one", [&]() -> std::int64_t {
    const auto score = evidence::scoreOf(survey->reader(), Layer::Outfalls, one, book->evidence());
    return score && *score ? (*score)->score : -1;
  });
  measure("same-outfall", [&]() -> std::int64_t {
    const auto pairs = evidence::proposeSame(survey->reader(), book->evidence().limits);
    return pairs ? std::ssize(*pairs) : -1;
  });
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("peak,0,%d,%ld,0\n", n, usage.ru_maxrss / 1024);
  survey = std::unexpected(Error{}); // closes before the folder goes
  std::filesystem::remove_all(folder);
  return 0;
}

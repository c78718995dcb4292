// SPDX-License-Identifier: GPL-3.0-or-later
// bench_photos FOLDER [photos]: makes that many photos of 2 MB and 12 megapixels (default 500; 10000 need 40 GB) in FOLDER, each with
// bytes, time and position of its own; takes them into a new survey with 500 outfalls; and times what a panel of 24 thumbnails waits
// for, all thumbnails, and the same again from the kept ones. FOLDER/photos-bench is removed at the end.
// CSV: what, seconds, photos, peak_mb. `take` copies, hashes, flushes, reads EXIF, makes the likeness, places and records.
#include "bench_support.h"
#include "photo_pattern.h"

#include "core/media/media_folder.h"
#include "core/media/photo_ledger.h"
#include "core/media/take_photos.h"
#include "core/model/geometry_functions.h"
#include "core/model/outfall.h"
#include "gis/media/inspect_photo.h"
#include "gis/media/thumbnail_cache.h"
#include "gis/media/thumbnail_store.h"

#include <QGuiApplication>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <format>

using namespace suyuan;
namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

void line(const char* what, double seconds, std::size_t photos) {
  std::printf("%s,%.3f,%zu,%.0f\n", what, seconds, photos, bench::peakMegabytes());
  std::fflush(stdout);
}

// Wants the pictures and waits until `first` of them, and then all, are there.
void showAll(const char* what, const fs::path& cacheFolder, const std::vector<media::ThumbnailCache::Wanted>& wanted) {
  std::atomic<std::size_t> ready = 0;
  const auto begin = Clock::now();
  media::ThumbnailCache cache(cacheFolder, {}, [&](const std::string&) { ++ready; });
  cache.want(wanted);
  const auto until = [&](std::size_t count) {
    while (ready < count) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return since(begin);
  };
  const std::size_t screen = std::min<std::size_t>(24, wanted.size());
  line(std::format("{}_first", what).c_str(), until(1), 1);
  line(std::format("{}_screen", what).c_str(), until(screen), screen);
  line(std::format("{}_all", what).c_str(), until(wanted.size()), wanted.size());
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "usage: bench_photos FOLDER [photos]\n"), 2;
  setenv("QT_QPA_PLATFORM", "offscreen", 1);
  const QGuiApplication qt(argc, argv);
  const std::size_t count = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 500;
  const fs::path root = fs::path(argv[1]) / "photos-bench", card = root / "card";
  if (fs::exists(root)) return std::fprintf(stderr, "%s is there already\n", root.c_str()), 2;
  std::puts("what,seconds,photos,peak_mb");
  const Point bank{125.35, 43.88};
  const DegreeLength per = degreeLength(bank.y);
  const auto outfallAt = [&](std::size_t i) { return Point{bank.x, bank.y + static_cast<double>(i % 500) * 200 / per.lat}; };

  auto begin = Clock::now();
  bench::makeCard(card, count, [&](std::size_t i) { return Point{outfallAt(i).x + 6 / per.lon, outfallAt(i).y}; });
  line("make", since(begin), count);

  auto survey = store::SurveyFile::create(root / "survey", {.name = "bench", .divisionCode = "220100", .author = "bench"});
  if (!survey) return bench::fail(survey.error());
  std::vector<Outfall> outfalls(500);
  for (std::size_t i = 0; i < outfalls.size(); ++i) {
    outfalls[i].geometry = outfallAt(i);
    outfalls[i].name = std::to_string(i);
  }
  if (auto put = survey->edit("outfalls", [&](store::Edit& edit) { return bench::put(edit, outfalls); }); !put) return bench::fail(put.error());
  const media::Inspect inspect = [](const fs::path& file) { return media::inspectPhoto(file); };
  auto files = media::filesBelow(card);
  if (!files) return bench::fail(files.error());
  begin = Clock::now();
  for (const fs::path& file : *files)
    if (!media::inspectPhoto(file)) return 1;
  line("inspect", since(begin), count);
  begin = Clock::now();
  auto report = media::takePhotos(*survey, *files, inspect, {}, {.liken = media::likenIn(survey->cache() / "likened")});
  if (!report) return bench::fail(report.error());
  line("take", since(begin), static_cast<std::size_t>(report->count(media::TakeOutcome::Taken)));
  std::size_t sure = 0;
  for (const auto& taken : report->files) sure += taken.placing.state == media::PlacingState::Sure;
  line("placed_for_sure", 0, sure);
  begin = Clock::now();
  auto ledger = media::photoLedger(*survey, nullptr, {}, inspect);
  if (!ledger) return bench::fail(ledger.error());
  line(ledger->closes() ? "ledger_closes" : "ledger_does_not_close", since(begin), static_cast<std::size_t>(ledger->all.stored));

  std::vector<media::ThumbnailCache::Wanted> wanted;
  const media::MediaFolder folder(survey->media());
  for (const auto& taken : report->files) wanted.push_back({taken.sha256, folder.fileOf(taken.sha256)});
  showAll("thumbnails", survey->cache() / "thumbnails", wanted);
  showAll("kept", survey->cache() / "thumbnails", wanted);
  fs::remove_all(root);
  return 0;
}

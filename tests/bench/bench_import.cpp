// SPDX-License-Identifier: GPL-3.0-or-later
// bench_import FILE.gpkg [RUNS]: imports the layer "outfalls" into a new survey each time. CSV: run,records,seconds,rss_mb
#include "gis/exchange/import_file.h"

#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <string>

using namespace suyuan;

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const int runs = argc > 2 ? std::atoi(argv[2]) : 5;
  const auto folder = std::filesystem::path(argv[1]).parent_path() / "bench_import_survey";
  std::puts("run,records,seconds,rss_mb");
  for (int run = 0; run <= runs; ++run) { // run 0 warms up
    std::filesystem::remove_all(folder);
    auto survey = store::SurveyFile::create(folder, {.name = "bench", .divisionCode = "220100", .author = "bench"});
    if (!survey) return std::printf("%s\n", survey.error().detail.c_str()), 3;
    const auto report = exchange::importFile(*survey, {.path = argv[1], .sourceLayer = "outfalls", .tables = SUYUAN_RESOURCES_DIR "/exchange"});
    if (!report) return std::printf("%s\n", report.error().detail.c_str()), 3;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    if (run > 0) std::printf("%d,%lld,%.2f,%ld\n", run, static_cast<long long>(report->taken), report->seconds, usage.ru_maxrss / 1024);
    std::fflush(stdout);
  }
  return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// bench_export SURVEY_FOLDER [RUNS]: outfalls to shapefile in UTF-8, by Suyuan and by ogr2ogr on the same file, one after
// the other in each run. CSV: run,records,suyuan_s,ogr2ogr_s,rss_mb
#include "core/store/survey_file.h"
#include "gis/exchange/export_layers.h"

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

using namespace suyuan;

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const int runs = argc > 2 ? std::atoi(argv[2]) : 5;
  auto survey = store::SurveyFile::open(argv[1], store::OpenMode::ReadOnly);
  if (!survey) return std::printf("%s\n", survey.error().detail.c_str()), 3;
  const auto folder = std::filesystem::path(argv[1]) / ".." / "bench_export_out";
  std::puts("run,records,suyuan_s,ogr2ogr_s,rss_mb");
  for (int run = 0; run <= runs; ++run) { // run 0 warms up
    std::filesystem::remove_all(folder);
    std::filesystem::create_directory(folder);
    const auto report = exchange::exportLayers(survey->reader(), {.out = folder / "ours.shp", .format = "shapefile", .tables = SUYUAN_RESOURCES_DIR "/exchange"});
    if (!report) return std::printf("%s\n", report.error().detail.c_str()), 3;
    const auto started = std::chrono::steady_clock::now();
    const std::string command = "ogr2ogr -q -f 'ESRI Shapefile' -lco ENCODING=UTF-8 '" + (folder / "theirs.shp").string() + "' '" +
                                survey->database().string() + "' outfalls 2>/dev/null";
    if (std::system(command.c_str()) != 0) return 3;
    const double theirs = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    if (run > 0) std::printf("%d,%lld,%.2f,%.2f,%ld\n", run, static_cast<long long>(report->written), report->seconds, theirs, usage.ru_maxrss / 1024);
    std::fflush(stdout);
  }
  return 0;
}

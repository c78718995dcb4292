// SPDX-License-Identifier: GPL-3.0-or-later
// bench_bulk FOLDER [outfalls]: puts that many synthetic outfalls (default 1000000) into a new survey in one edit,
// journal and R-tree included, in batches of 20,000. CSV: what, run, rows, ms, peak_rss_mb, file_mb. One warm-up and
// five runs; the warm-up takes a tenth. The rows are made outside the clock.
#include "core/model/outfall.h"
#include "core/store/survey_file.h"
#include "tests/bench/bench_support.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>

using namespace suyuan;
using namespace suyuan::bench;

namespace {

std::vector<Row> batch(std::int64_t first, std::int64_t count, std::mt19937& random) {
  std::uniform_real_distribution<double> east(121.6, 131.3), north(40.9, 46.3);
  std::vector<Row> rows;
  rows.reserve(static_cast<std::size_t>(count));
  for (std::int64_t i = first; i < first + count; ++i) {
    Outfall outfall;
    outfall.geometry = Point{east(random), north(random)};
    outfall.sourceId = std::to_string(i);
    outfall.name = "吉林省长春市南关区伊通河" + std::to_string(i) + "号排污口";
    outfall.class1 = "城镇污水处理厂排污口";
    outfall.status = "已确认";
    outfall.divisionCode = "220102";
    outfall.riverName = "伊通河";
    outfall.surveyLevel = 2;
    outfall.flow = static_cast<double>(i % 5000) * 0.5;
    outfall.surveyedAt = "2025-06-01T08:30:00.000Z";
    rows.push_back(toRow(outfall));
  }
  return rows;
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fputs("bench_bulk FOLDER [outfalls]\n", stderr), 2;
  const std::int64_t wanted = argc > 2 ? std::atoll(argv[2]) : 1'000'000;
  const std::filesystem::path folder = std::filesystem::path(argv[1]) / "bench_bulk_survey";
  std::puts("what,run,rows,ms,peak_rss_mb,file_mb");
  for (int run = 0; run <= 5; ++run) {
    std::filesystem::remove_all(folder);
    std::mt19937 random(7);
    auto survey = store::SurveyFile::create(folder, {.name = "bench", .divisionCode = "220100", .author = "bench"});
    if (!survey) return 3;
    const std::int64_t rows = run == 0 ? wanted / 10 : wanted;
    std::chrono::duration<double, std::milli> making{};
    const auto start = std::chrono::steady_clock::now();
    const auto entry = survey->edit("导入", [&](store::Edit& edit) -> Result<> {
      for (std::int64_t done = 0; done < rows; done += 20'000) {
        const auto before = std::chrono::steady_clock::now();
        auto made = batch(done, std::min<std::int64_t>(20'000, rows - done), random);
        making += std::chrono::steady_clock::now() - before;
        SUYUAN_TRY(edit.insertBulk(Layer::Outfalls, made));
      }
      return {};
    });
    if (!entry) return std::fprintf(stderr, "%s\n", entry.error().detail.c_str()), 3;
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start - making;
    if (run == 0) continue;
    std::printf("insert-bulk,%d,%lld,%.0f,%.0f,%.0f\n", run, static_cast<long long>(rows), took.count(), peakMegabytes(),
                static_cast<double>(std::filesystem::file_size(survey->database())) / 1e6);
    std::fflush(stdout);
  }
  return 0; // the survey of the last run is left for bench_open
}

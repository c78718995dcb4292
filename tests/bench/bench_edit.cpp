// SPDX-License-Identifier: GPL-3.0-or-later
// bench_edit FOLDER [edits]: one recorded, durable edit (one field of one outfall) in a survey of 1,000 outfalls, that
// many times a run (default 500). CSV: what, run, edits, p50_ms, p95_ms, max_ms. One warm-up and five runs.
#include "core/model/outfall.h"
#include "core/store/survey_file.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace suyuan;

int main(int argc, char** argv) {
  if (argc < 2) return std::fputs("bench_edit FOLDER [edits]\n", stderr), 2;
  const int edits = argc > 2 ? std::max(1, std::atoi(argv[2])) : 500;
  const std::filesystem::path folder = std::filesystem::path(argv[1]) / "bench_edit_survey";
  std::filesystem::remove_all(folder);
  auto survey = store::SurveyFile::create(folder, {.name = "bench", .divisionCode = "220100", .author = "bench"});
  if (!survey) return 3;
  std::vector<Row> rows;
  for (int i = 0; i < 1000; ++i) {
    Outfall outfall;
    outfall.geometry = Point{125.3 + i * 1e-4, 43.8};
    outfall.name = "排污口" + std::to_string(i);
    rows.push_back(toRow(outfall));
  }
  if (!survey->edit("导入", [&](store::Edit& edit) { return edit.insertBulk(Layer::Outfalls, rows); })) return 3;
  std::puts("what,run,edits,p50_ms,p95_ms,max_ms");
  for (const char* what : {"set-field", "insert"})
    for (int run = 0; run <= 5; ++run) {
      std::vector<double> times;
      for (int i = 0; i < edits; ++i) {
        const Value value{"备注" + std::to_string(run) + "-" + std::to_string(i)};
        const auto start = std::chrono::steady_clock::now();
        const auto entry = survey->edit("修改", [&](store::Edit& edit) -> Result<> {
          if (*what == 's') return edit.setField(Layer::Outfalls, rows[static_cast<std::size_t>(i) % rows.size()].fid, "note", value);
          Outfall outfall;
          outfall.geometry = Point{125.4, 43.8 + i * 1e-5};
          outfall.name = "新排污口";
          if (auto fid = edit.insert(outfall); !fid) return std::unexpected(std::move(fid).error());
          return {};
        });
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
        if (!entry || !*entry) return 3;
      }
      std::ranges::sort(times);
      if (run > 0)
        std::printf("%s,%d,%d,%.3f,%.3f,%.3f\n", what, run, edits, times[times.size() / 2], times[times.size() * 95 / 100], times.back());
    }
  survey = std::unexpected(Error{}); // closes before the folder goes
  std::filesystem::remove_all(folder);
  return 0;
}

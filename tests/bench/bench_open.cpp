// SPDX-License-Identifier: GPL-3.0-or-later
// bench_open SURVEY: opens a survey (bench_bulk leaves one of 10^6 outfalls), counts it, reads a screen of it by its
// R-tree and a page for the table, and reads all of it. CSV: what, run, rows, ms. One warm-up and five runs.
#include "core/model/outfall.h"
#include "core/store/survey_file.h"

#include <chrono>
#include <cstdio>

using namespace suyuan;

namespace {

class Clock {
public:
  double lap() {
    const auto now = std::chrono::steady_clock::now();
    const double ms = std::chrono::duration<double, std::milli>(now - last_).count();
    last_ = now;
    return ms;
  }

private:
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

} // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fputs("bench_open SURVEY\n", stderr), 2;
  std::puts("what,run,rows,ms");
  for (int run = 0; run <= 5; ++run) {
    const auto line = [run](const char* what, long long rows, double ms) {
      if (run > 0) std::printf("%s,%d,%lld,%.1f\n", what, run, rows, ms);
    };
    Clock clock;
    auto survey = store::SurveyFile::open(argv[1]);
    if (!survey) return 3;
    line("open", 0, clock.lap());
    const auto all = survey->reader().count(Layer::Outfalls);
    if (!all) return 3;
    line("count", *all, clock.lap());
    const auto extent = survey->reader().extent(Layer::Outfalls);
    if (!extent) return 3;
    line("extent", 0, clock.lap());
    const auto scanned = [&](const store::Query& query) -> long long {
      long long rows = 0;
      const auto done = survey->reader().scan(Layer::Outfalls, query, [&](const Row&) { return ++rows > 0; });
      return done ? rows : -1;
    };
    store::Query screen;
    const double middleX = (extent->minX + extent->maxX) / 2, middleY = (extent->minY + extent->maxY) / 2;
    screen.box = Box{middleX, middleY, middleX + 0.5, middleY + 0.3};
    screen.fields = {"class_1", "name"};
    clock.lap();
    const long long seen = scanned(screen);
    line("screen", seen, clock.lap());
    const long long page = scanned({.limit = 100, .offset = 500});
    line("page", page, clock.lap());
    store::Query drawn;
    drawn.fields = {"class_1"};
    const long long points = scanned(drawn);
    line("scan-drawn", points, clock.lap());
    const long long whole = scanned({});
    line("scan-all", whole, clock.lap());
    if (seen < 0 || page < 0 || points != *all || whole != *all) return 1;
  }
  return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// bench_trace [pipes] [rivers]: a river tree of that many lines of 25 vertices (default 200000), built; then a made-up sewer grid of that
// many pipes (default 1000000), built, walked and edited; then other shapes of as many pipes, walked from their outfall: one chain, the grid with
// a second way on at every hundredth and at every crossroads. CSV: what, run, edges, ms of processor time of all
// threads, ms of wall clock. One warm-up and five runs. `edit` is one of a thousand edits, one after the other: a pipe reversed, its end
// moved, taken out, put in again.
#include "core/network/trace.h"
#include "tests/bench/bench_support.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <vector>

using namespace suyuan;
using namespace suyuan::network;

namespace {

double clockMs(clockid_t clock) {
  timespec at{};
  clock_gettime(clock, &at);
  return static_cast<double>(at.tv_sec) * 1e3 + static_cast<double>(at.tv_nsec) / 1e6;
}
/// The processor's time, ms: what counts on a machine that others use too. Building uses several threads, all else one.
double now() { return clockMs(CLOCK_PROCESS_CPUTIME_ID); }
double since(double start) { return now() - start; }

/// Both clocks since it was made.
struct Stopwatch {
  double processor = now(), wall = clockMs(CLOCK_MONOTONIC);
  void print(const char* what, int run, std::size_t edges) const {
    if (run > 0) std::printf("%s,%d,%zu,%.2f,%.2f\n", what, run, edges, since(processor), clockMs(CLOCK_MONOTONIC) - wall);
  }
};

struct Network {
  std::vector<Point> vertices;
  std::vector<LineInput> lines;
  std::vector<PointInput> points;
};

/// Streets: each crossroads drains east, the last column drains south to the outfall; 30 m a pipe. Every so many crossroads drain south too.
Network streets(std::int64_t wanted, std::int64_t fork = 0) {
  std::int64_t side = 1;
  while (side * side < wanted) ++side;
  const auto at = [](std::int64_t column, std::int64_t row) {
    return Point{125.0 + static_cast<double>(column) * 0.00037, 43.5 - static_cast<double>(row) * 0.00027};
  };
  Network made;
  made.vertices.reserve(static_cast<std::size_t>(side * side * 4));
  for (std::int64_t row = 0; row < side; ++row)
    for (std::int64_t column = 0; column < side; ++column) {
      const std::size_t first = made.vertices.size();
      made.vertices.push_back(at(column, row));
      made.vertices.push_back(column + 1 < side ? at(column + 1, row) : at(column, row + 1));
      made.lines.push_back({Fid{static_cast<std::int64_t>(made.lines.size()) + 1}, Layer::Channels, std::span<const Point>(made.vertices).subspan(first, 2)});
      if (fork == 0 || column + 1 == side || row + 1 == side || (row * side + column) % fork != 0) continue;
      made.vertices.push_back(at(column, row));
      made.vertices.push_back(at(column, row + 1));
      made.lines.push_back({Fid{static_cast<std::int64_t>(made.lines.size()) + 1}, Layer::Channels, std::span<const Point>(made.vertices).subspan(first + 2, 2)});
    }
  made.points.push_back({Fid{1}, Layer::Outfalls, at(side - 1, side)});
  made.points.push_back({Fid{2}, Layer::Units, at(0, 0)});
  return made;
}

/// One pipe after the other, to and fro.
Network chain(std::int64_t pipes) {
  constexpr std::int64_t row = 1000;
  Network made;
  made.vertices.reserve(static_cast<std::size_t>(pipes + 1));
  for (std::int64_t i = 0; i <= pipes; ++i) {
    const std::int64_t along = i % (row + 1), column = i / (row + 1) % 2 == 0 ? along : row - along;
    made.vertices.push_back({125.0 + static_cast<double>(column) * 0.00037, 43.5 - static_cast<double>(i / (row + 1)) * 0.00027});
  }
  for (std::int64_t i = 0; i < pipes; ++i)
    made.lines.push_back({Fid{i + 1}, Layer::Channels, std::span<const Point>(made.vertices).subspan(static_cast<std::size_t>(i), 2)});
  made.points.push_back({Fid{1}, Layer::Outfalls, made.vertices.back()});
  made.points.push_back({Fid{2}, Layer::Units, made.vertices.front()});
  return made;
}

/// Rivers that branch off the ends of others, 25 vertices each, as in the data set for the scale tests.
Network rivers(std::int64_t count) {
  std::mt19937 lot{7};
  std::uniform_real_distribution<double> unit{0, 1};
  std::normal_distribution<double> bend{0, 0.25};
  struct End {
    double x, y, angle;
  };
  std::vector<End> ends;
  Network made;
  constexpr int vertices = 25;
  made.vertices.reserve(static_cast<std::size_t>(count * vertices));
  for (std::int64_t i = 0; i < count; ++i) {
    End at{121.6 + unit(lot) * 9.7, 40.8 + unit(lot) * 5.5, unit(lot) * 6.28};
    if (i >= 200) {
      at = ends[lot() % ends.size()];
      at.angle += (lot() % 2 == 0 ? 1 : -1) * (0.4 + 0.8 * unit(lot));
    }
    const std::size_t first = made.vertices.size();
    for (int v = 0; v < vertices; ++v) {
      at.angle += bend(lot);
      at.x = std::clamp(at.x + std::cos(at.angle) * 0.004, 121.6, 131.3);
      at.y = std::clamp(at.y + std::sin(at.angle) * 0.003, 40.8, 46.3);
      made.vertices.push_back({at.x, at.y});
    }
    ends.push_back(at);
    made.lines.push_back({Fid{i + 1}, Layer::Rivers, std::span<const Point>(made.vertices).subspan(first, vertices)});
  }
  return made;
}

int walkAll(const DrainageGraph& graph, int run, const char* what, std::size_t lines) {
  const TraceStart start = *startAt(graph, Layer::Outfalls, Fid{1});
  const Stopwatch watch;
  const auto all = traceUp(graph, start);
  if (!all || all->units.size() != 1 || all->channels.size() < lines) return 1;
  watch.print(what, run, all->edges.size());
  return 0;
}

/// Other shapes than a tree of streets, as large.
int walkOthers(std::int64_t pipes) {
  struct Shape {
    const char *up, *down;
    Network made;
  };
  for (const Shape& shape : {Shape{"trace-up-chain", "trace-down-chain", chain(pipes)}, Shape{"trace-up-some-forks", "trace-down-some-forks", streets(pipes, 100)},
                             Shape{"trace-up-all-forks", "trace-down-all-forks", streets(pipes / 2, 1)}}) {
    const auto graph = DrainageGraph::build(shape.made.lines, shape.made.points);
    if (!graph) return 3;
    for (int run = 0; run <= 5; ++run) {
      if (const int fault = walkAll(*graph, run, shape.up, shape.made.lines.size())) return fault;
      const TraceStart start = *startAt(*graph, Layer::Units, Fid{2});
      const Stopwatch watch;
      const auto down = traceDown(*graph, start);
      if (!down) return 1;
      watch.print(shape.down, run, down->edges.size());
    }
  }
  return 0;
}

int walk(const DrainageGraph& graph, int run, std::size_t lines) {
  std::mt19937 lot{static_cast<unsigned>(run)};
  if (const int fault = walkAll(graph, run, "trace-up-all", lines)) return fault;
  double worstUp = 0, worstDown = 0;
  std::size_t mostUp = 0, mostDown = 0;
  for (int i = 0; i < 200; ++i) {
    const auto from = startAt(graph, Layer::Channels, Fid{static_cast<std::int64_t>(1 + lot() % lines)});
    auto start = now();
    const auto up = traceUp(graph, *from);
    worstUp = std::max(worstUp, since(start));
    start = now();
    const auto down = traceDown(graph, *from);
    worstDown = std::max(worstDown, since(start));
    if (!up || !down) return 1;
    mostUp = std::max(mostUp, up->edges.size());
    mostDown = std::max(mostDown, down->edges.size());
  }
  if (run > 0) std::printf("trace-up-worst-of-200,%d,%zu,%.2f\ntrace-down-worst-of-200,%d,%zu,%.2f\n", run, mostUp, worstUp, run, mostDown, worstDown);
  return 0;
}

int edit(DrainageGraph graph, const Network& made, int run) {
  std::mt19937 lot{static_cast<unsigned>(run)};
  std::vector<double> times;
  for (int i = 0; i < 250; ++i) {
    const LineInput& line = made.lines[lot() % made.lines.size()];
    std::vector<Point> moved(line.points.begin(), line.points.end());
    moved.back() = {(moved[0].x + moved[1].x) / 2, (moved[0].y + moved[1].y) / 2};
    RecordChange reversed{Layer::Channels, line.fid, {line}, {}}, shorter = reversed, gone{Layer::Channels, line.fid, {}, {}}, back = reversed;
    reversed.lines[0].reversed = true;
    shorter.lines[0].points = moved;
    for (const RecordChange* change : {&reversed, &shorter, &gone, &back}) {
      const auto start = now();
      graph = graph.edited(std::span(change, 1));
      times.push_back(since(start));
    }
    if (i % 50 == 49)
      if (const int fault = walkAll(graph, run, "trace-up-all-edited", made.lines.size())) return fault;
    if (graph.isWorn()) { // a worker's task, not the edit's
      auto anew = graph.rebuilt();
      if (!anew) return 1;
      graph = std::move(*anew);
    }
  }
  std::ranges::sort(times);
  if (run > 0) std::printf("edit-median,%d,%zu,%.3f\nedit-worst,%d,%zu,%.3f\n", run, graph.edgeCount(), times[times.size() / 2], run, graph.edgeCount(), times.back());
  return 0;
}

} // namespace

int main(int argc, char** argv) {
  std::puts("what,run,edges,ms,wall_ms");
  {
    const Network tree = rivers(argc > 2 ? std::atoll(argv[2]) : 200'000);
    const double before = bench::peakMegabytes();
    for (int run = 0; run <= 5; ++run) {
      const Stopwatch watch;
      const auto graph = DrainageGraph::build(tree.lines, tree.points);
      if (!graph) return 3;
      watch.print("build-rivers", run, graph->edgeCount());
      if (run == 0) std::printf("build-rivers-peak-mb,%d,%zu,%.0f\n", run, graph->edgeCount(), bench::peakMegabytes() - before);
    }
  }
  const Network grid = streets(argc > 1 ? std::atoll(argv[1]) : 1'000'000);
  for (int run = 0; run <= 5; ++run) {
    const Stopwatch watch;
    const auto graph = DrainageGraph::build(grid.lines, grid.points);
    if (!graph) return 3;
    watch.print("build-pipes", run, graph->edgeCount());
    if (const int fault = walk(*graph, run, grid.lines.size())) return fault;
    if (run <= 1)
      if (const int fault = edit(*graph, grid, run)) return fault;
  }
  return walkOthers(static_cast<std::int64_t>(grid.lines.size()));
}

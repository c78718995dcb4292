// SPDX-License-Identifier: GPL-3.0-or-later
// bench_trace [edges]: builds a made-up sewer grid of that many channels (default 1000000), then traces from its
// outfall. CSV: what, run, edges, ms. One warm-up and five runs; the trace reaches every channel.
#include "core/network/trace.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

using namespace suyuan;
using namespace suyuan::network;

namespace {

double since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

} // namespace

int main(int argc, char** argv) {
  const std::int64_t wanted = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
  std::int64_t side = 1;
  while (side * side < wanted) ++side;

  // Streets: each node drains east, the last column drains south to the outfall; 30 m a pipe.
  const auto at = [](std::int64_t column, std::int64_t row) {
    return Point{125.0 + static_cast<double>(column) * 0.00037, 43.5 - static_cast<double>(row) * 0.00027};
  };
  std::vector<Point> vertices;
  std::vector<LineInput> lines;
  std::vector<PointInput> points;
  vertices.reserve(static_cast<std::size_t>(side * side * 2));
  for (std::int64_t row = 0; row < side; ++row)
    for (std::int64_t column = 0; column < side; ++column) {
      const std::size_t first = vertices.size();
      vertices.push_back(at(column, row));
      vertices.push_back(column + 1 < side ? at(column + 1, row) : at(column, row + 1));
      lines.push_back({Fid{static_cast<std::int64_t>(lines.size()) + 1}, Layer::Channels,
                       std::span<const Point>(vertices).subspan(first, 2)});
    }
  points.push_back({Fid{1}, Layer::Outfalls, at(side - 1, side)});
  points.push_back({Fid{2}, Layer::Units, at(0, 0)});

  std::puts("what,run,edges,ms");
  for (int run = 0; run <= 5; ++run) {
    auto start = std::chrono::steady_clock::now();
    const auto graph = DrainageGraph::build(lines, points);
    if (!graph) return 3;
    if (run > 0) std::printf("build,%d,%zu,%.1f\n", run, graph->edgeCount(), since(start));
    const auto from = startAt(*graph, Layer::Outfalls, Fid{1});
    if (!from) return 3;
    start = std::chrono::steady_clock::now();
    const auto result = traceUp(*graph, *from);
    if (!result || result->units.size() != 1) return 1;
    if (run > 0) std::printf("trace-up,%d,%zu,%.2f\n", run, result->edges.size(), since(start));
  }
  return 0;
}

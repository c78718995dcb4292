// SPDX-License-Identifier: GPL-3.0-or-later
// Networks made to break a tracer: what is drawn is right or wrong by looking at it.
#include "core/network/network_issues.h"
#include "core/network/stream_order.h"
#include "core/network/trace.h"

#include "core/model/geometry_functions.h"
#include "tests/support/network_sketch.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>

using namespace suyuan;
using namespace suyuan::network;
using suyuan::test::NetworkSketch;
using suyuan::test::SketchLine;
using Catch::Approx;
using Names = std::vector<std::string>;

namespace {

/// Many lines at once; the sketches are for few.
struct Many {
  std::vector<std::vector<Point>> paths;
  std::vector<PointInput> points;

  static Point at(double eastMetres, double northMetres) {
    const DegreeLength degree = degreeLength(43.9);
    return {125.3 + eastMetres / degree.lon, 43.9 + northMetres / degree.lat};
  }
  void line(std::vector<Point> path) { paths.push_back(std::move(path)); }
  [[nodiscard]] DrainageGraph build() const {
    std::vector<LineInput> lines;
    for (std::size_t i = 0; i < paths.size(); ++i) lines.push_back({Fid{static_cast<std::int64_t>(i) + 1}, Layer::Channels, paths[i]});
    auto graph = DrainageGraph::build(lines, points);
    REQUIRE(graph);
    return std::move(*graph);
  }
};

TraceResult upFrom(const DrainageGraph& graph, Layer layer, Fid fid) {
  auto result = traceUp(graph, *startAt(graph, layer, fid));
  REQUIRE(result);
  return *result;
}

std::vector<NetworkIssue> issuesOf(const DrainageGraph& graph, NetworkIssueKind kind) {
  auto all = findNetworkIssues(graph);
  REQUIRE(all);
  std::erase_if(*all, [&](const NetworkIssue& i) { return i.kind != kind; });
  return *all;
}

/// A test that takes this long has met something that grows with the square.
struct Stopwatch {
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
  ~Stopwatch() { CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(30)); }
};

} // namespace

TEST_CASE("bridges cross without joining, whether or not they share a vertex") {
  const NetworkSketch sketch{R"(
             U1
             |
    U2---A---X---B---O2
             |
             O1
  )",
                             {{"U1 O1", "over"}, {"U2 A X B O2", "under"}}};
  const auto graph = sketch.build();
  CHECK(sketch.reached(sketch.up(graph, "O1")) == Names{"O1", "U1", "over"});
  CHECK(sketch.reached(sketch.up(graph, "O2")) == Names{"O2", "U2", "under"});
  const NetworkSketch shared{R"(
             U1
             |
    U2---A---X---B---O2
             |
             O1
  )",
                             {{"U1 X O1", "over"}, {"U2 A X B O2", "under"}}};
  CHECK(shared.reached(shared.up(shared.build(), "O1")) == Names{"O1", "U1", "over"});
  CHECK(shared.build().edgeCount() == 2);
}

TEST_CASE("a well on the crossing joins it") {
  const NetworkSketch sketch{R"(
             U1
             |
    U2---A---W1--B---O2
             |
             O1
  )",
                             {{"U1 O1", "over"}, {"U2 O2", "under"}}};
  const auto graph = sketch.build();
  CHECK(sketch.names(sketch.up(graph, "O1").units) != Names{"U1"});
  CHECK(sketch.sortedNames(sketch.up(graph, "O2").units) == Names{"U1", "U2"});
}

TEST_CASE("pipes that end at one place of the plan but twelve metres apart in level do not meet") {
  std::vector<SketchLine> lines{{"U1 A", "high"}, {"A O1", "highOut"}, {"U2 B", "deep"}, {"B O2", "deepOut"}};
  lines[0].invertUp = 212.4, lines[0].invertDown = 212.0;
  lines[1].invertUp = 212.0, lines[1].invertDown = 211.5;
  lines[2].invertUp = 200.3, lines[2].invertDown = 200.0;
  lines[3].invertUp = 200.0, lines[3].invertDown = 199.0;
  // A and B are the same spot: half a metre apart in the drawing.
  const NetworkSketch apart{R"(
    U1                                                O2


                             AB


    U2                                                O1
  )",
                            lines, 0.5};
  CHECK(apart.names(apart.up(apart.build(), "O1").units) == Names{"U1"});
  CHECK(apart.names(apart.up(apart.build(), "O2").units) == Names{"U2"});
  for (SketchLine& line : lines) line.invertUp = line.invertDown = std::numeric_limits<double>::quiet_NaN();
  const NetworkSketch unknown{R"(
    U1                                                O2


                             AB


    U2                                                O1
  )",
                              lines, 0.5};
  CHECK(unknown.names(unknown.up(unknown.build(), "O1").units).size() == 2);
}

TEST_CASE("a pipe that ends above the middle of a deep culvert does not run into it") {
  std::vector<SketchLine> lines{{"U1 B", "side"}, {"A O1", "culvert"}};
  lines[0].invertUp = 216.0, lines[0].invertDown = 215.0;
  lines[1].invertUp = 201.0, lines[1].invertDown = 199.0;
  const char* drawing = R"(
         U1

    A----B----O1
  )";
  const NetworkSketch over{drawing, lines};
  CHECK(over.names(over.up(over.build(), "O1").units).empty());
  CHECK(over.build().edgeCount() == 2);
  lines[0].invertDown = 203.0; // a drop of three metres is a drop
  const NetworkSketch into{drawing, lines};
  CHECK(into.names(into.up(into.build(), "O1").units) == Names{"U1"});
}

TEST_CASE("a line that ends where it began is walked once and called a circle") {
  const NetworkSketch sketch{R"(
    U1---A---O1
        / \
       B---C
  )",
                             {{"U1 A"}, {"A B C A", "loop"}, {"A O1"}}};
  const auto result = sketch.up(sketch.build(), "O1");
  CHECK(sketch.reached(result) == Names{"AO1", "O1", "U1", "U1A", "loop"});
  CHECK(result.cyclic);
  CHECK(issuesOf(sketch.build(), NetworkIssueKind::Cycle).size() == 1);
}

TEST_CASE("a pipe drawn twice is reached twice and makes no circle; drawn back it does") {
  const NetworkSketch twice{"U1---A---O1", {{"U1 A"}, {"U1 A", "again"}, {"A O1"}}};
  const auto result = twice.up(twice.build(), "O1");
  CHECK(twice.reached(result) == Names{"AO1", "O1", "U1", "U1A", "again"});
  CHECK_FALSE(result.cyclic);
  const NetworkSketch back{"U1---A---O1", {{"U1 A"}, {"A U1", "back"}, {"A O1"}}};
  CHECK(back.up(back.build(), "O1").cyclic);
}

TEST_CASE("a ring with spurs is walked from each spur, once around") {
  const NetworkSketch sketch{R"(
       U1--A-------B--U2
           |       |
       O1--D-------C--U3
  )",
                             {{"U1 A"}, {"U2 B"}, {"U3 C"}, {"A B"}, {"B C"}, {"C D"}, {"D A"}, {"D O1"}}};
  const auto graph = sketch.build();
  CHECK(sketch.sortedNames(sketch.up(graph, "O1").units) == Names{"U1", "U2", "U3"});
  CHECK(sketch.names(sketch.between(graph, "U2", "O1").channels) == Names{"U2B", "BC", "CD", "DO1"});
  CHECK(sketch.down(graph, "U3").channels.size() == 6);
}

TEST_CASE("a chain of a hundred thousand pipes is walked without recursion") {
  const Stopwatch watch;
  constexpr int count = 100'000;
  Many many;
  for (int i = 0; i < count; ++i) many.line({Many::at(3.0 * i, 0), Many::at(3.0 * (i + 1), 0)});
  many.points = {{Fid{1}, Layer::Units, Many::at(0, 0)}, {Fid{2}, Layer::Outfalls, Many::at(3.0 * count, 0)}};
  const auto graph = many.build();
  const auto up = upFrom(graph, Layer::Outfalls, Fid{2});
  CHECK(up.channels.size() == count);
  CHECK(up.units == std::vector{Fid{1}});
  CHECK_FALSE(up.cyclic);
  CHECK(pathLines(graph, up).size() == 1);
  const auto path = pathBetween(graph, *startAt(graph, Layer::Units, Fid{1}), *startAt(graph, Layer::Outfalls, Fid{2}));
  REQUIRE(path);
  CHECK(path->channels.size() == count);
  CHECK(issuesOf(graph, NetworkIssueKind::Cycle).empty());
  const FlowOrder flow = flowOrder(graph);
  CHECK(flow.cyclicFrom == count);
  CHECK(std::ranges::all_of(flow.strahler, [](auto order) { return order == 1; }));
}

TEST_CASE("a ring of a hundred thousand pipes ends, and is one circle") {
  const Stopwatch watch;
  constexpr int count = 100'000;
  Many many;
  const auto at = [](int i) {
    const double angle = 2 * std::numbers::pi * (i % count) / count;
    return Many::at(50'000 * std::cos(angle), 50'000 * std::sin(angle));
  };
  for (int i = 0; i < count; ++i) many.line({at(i), at(i + 1)});
  const auto graph = many.build();
  const auto up = upFrom(graph, Layer::Channels, Fid{77});
  CHECK(up.channels.size() == count);
  CHECK(up.cyclic);
  const auto circles = issuesOf(graph, NetworkIssueKind::Cycle);
  REQUIRE(circles.size() == 1);
  CHECK(circles[0].channels.size() == count);
  CHECK(flowOrder(graph).cyclicFrom == 0);
}

TEST_CASE("a star of a hundred thousand pipes meets in one place") {
  const Stopwatch watch;
  constexpr int count = 100'000;
  for (const double spread : {0.0, 0.3}) { // ends on one point, and on a small circle around it
    Many many;
    for (int i = 0; i < count; ++i) {
      const double angle = 2 * std::numbers::pi * i / count;
      many.line({Many::at(20'000 * std::cos(angle), 20'000 * std::sin(angle)), Many::at(spread * std::cos(angle), spread * std::sin(angle))});
    }
    many.points = {{Fid{1}, Layer::Outfalls, Many::at(0, 0)}};
    const auto graph = many.build();
    CHECK(graph.nodeCount() == count + 1);
    CHECK(upFrom(graph, Layer::Outfalls, Fid{1}).channels.size() == count);
  }
}

TEST_CASE("a row of short pipes keeps its direction though every joint is within tolerance of the next") {
  Many many;
  for (int i = 0; i < 1000; ++i) many.line({Many::at(0.9 * i, 0), Many::at(0.9 * (i + 1), 0)});
  const auto graph = many.build();
  const auto up = upFrom(graph, Layer::Channels, Fid{500});
  const auto down = traceDown(graph, *startAt(graph, Layer::Channels, Fid{500}));
  REQUIRE(down);
  // What is up and what is down is right to a place's width, three pipes at most.
  CHECK(std::ranges::max(up.channels).value <= 503);
  CHECK(std::ranges::min(down->channels).value >= 497);
  CHECK(up.channels.size() >= 500);
  CHECK(down->channels.size() >= 501);
  CHECK_FALSE(up.cyclic);
  CHECK(issuesOf(graph, NetworkIssueKind::Cycle).empty());
}

TEST_CASE("a comb whose teeth end along one long pipe splits it at every tooth") {
  const Stopwatch watch;
  constexpr int count = 20'000;
  Many many;
  many.line({Many::at(0, 0), Many::at(5.0 * count, 0)});
  for (int i = 1; i < count; ++i) many.line({Many::at(5.0 * i, 4), Many::at(5.0 * i, 0)});
  const auto graph = many.build();
  CHECK(graph.edgesOf(Layer::Channels, Fid{1}).size() == count);
  CHECK(upFrom(graph, Layer::Channels, Fid{1}).channels.size() == count);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/drainage_graph.h"

#include "core/model/geometry_functions.h"
#include "tests/support/network_sketch.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <limits>

using namespace suyuan;
using namespace suyuan::network;
using suyuan::test::NetworkSketch;
using Catch::Approx;
using Names = std::vector<std::string>;

TEST_CASE("a point on the middle of a channel splits it there") {
  const NetworkSketch sketch{"U1----W1----O1", {{"U1 O1", "pipe"}}};
  const auto graph = sketch.build();
  CHECK(graph.nodeCount() == 3);
  const auto pieces = graph.edgesOf(Layer::Channels, sketch.fid("pipe"));
  REQUIRE(pieces.size() == 2);
  const Edge& upper = graph.edge(pieces[0]);
  const Edge& lower = graph.edge(pieces[1]);
  CHECK(graph.kind(upper.to) == NodeKind::Well);
  CHECK(upper.to == lower.from);
  CHECK(upper.fromChainage == 0);
  CHECK(upper.toChainage == Approx(60).epsilon(0.001));
  CHECK(lower.fromChainage == upper.toChainage);
  CHECK(lower.toChainage == Approx(120).epsilon(0.001));
  CHECK(upper.lengthMetres + lower.lengthMetres == Approx(120).epsilon(0.001));
  CHECK(graph.edgePoints(pieces[1]).size() == 2);
  CHECK(distanceMetres(graph.edgePoints(pieces[1]).front(), sketch.at("W1")) < 0.01);
}

TEST_CASE("a reversed channel is split the same, its flow the other way") {
  std::vector<test::SketchLine> lines{{"O1 U1", "pipe"}};
  lines[0].reversed = true;
  const NetworkSketch sketch{"U1----W1--------O1", lines};
  const auto graph = sketch.build();
  const auto pieces = graph.edgesOf(Layer::Channels, sketch.fid("pipe"));
  REQUIRE(pieces.size() == 2);
  const Edge& first = graph.edge(pieces[0]); // from O1's end, as digitised
  CHECK(graph.kind(first.to) == NodeKind::Outfall);
  CHECK(first.fromChainage == Approx(100).epsilon(0.001));
  CHECK(first.toChainage == 0);
  CHECK(distanceMetres(graph.edgePoints(pieces[0]).back(), sketch.at("O1")) < 0.01);
  CHECK(sketch.reached(sketch.up(graph, "O1")) == Names{"O1", "U1", "W1", "pipe"});
}

TEST_CASE("an end near the middle of another channel joins it there") {
  const NetworkSketch tee{R"(
    A----B------O1

         U1
  )",
                          {{"A O1", "main"}, {"U1 B", "side"}}};
  const auto graph = tee.build();
  CHECK(graph.edgesOf(Layer::Channels, tee.fid("main")).size() == 2);
  CHECK(tee.names(tee.up(graph, "O1").units) == Names{"U1"});
}

TEST_CASE("ends snap within the tolerance and not beyond") {
  const NetworkSketch sketch{"U1----------------AB-----------------O1", {{"U1 A"}, {"B O1"}}, 0.4};
  CHECK(sketch.build({.toleranceMetres = 0.3}).nodeCount() == 4);
  CHECK(sketch.build({.toleranceMetres = 0.5}).nodeCount() == 3);
  CHECK(sketch.build({.toleranceMetres = 0}).nodeCount() == 4);
}

TEST_CASE("records that share a place are all kept; the outfall names it") {
  const NetworkSketch sketch{"U1-------W1O1", {{"U1 W1"}}, 0.2};
  const auto graph = sketch.build({.toleranceMetres = 0.5});
  const auto node = graph.nodeAt(Layer::Wells, sketch.fid("W1"));
  REQUIRE(node);
  CHECK(node == graph.nodeAt(Layer::Outfalls, sketch.fid("O1")));
  CHECK(graph.kind(*node) == NodeKind::Outfall);
  CHECK(graph.fidOf(*node) == sketch.fid("O1"));
  CHECK(graph.recordsAt(*node).size() == 2);
  CHECK(sketch.reached(sketch.down(graph, "U1")) == Names{"O1", "U1", "U1W1", "W1"});
}

TEST_CASE("rivers and channels that cross do not mix; a ditch that ends at the river does") {
  const NetworkSketch sketch{R"(
         A
         |
    R----X----T
         |
         B
  )",
                             {{"A X B", "culvert"}, {"R X T", "river", Layer::Rivers}}};
  CHECK(sketch.reached(sketch.down(sketch.build(), "culvert")) == Names{"culvert"});
  const NetworkSketch ditch{R"(
         A
         |
    R----X----T
  )",
                            {{"A X", "ditch"}, {"R T", "river", Layer::Rivers}}};
  CHECK(ditch.reached(ditch.down(ditch.build(), "ditch")) == Names{"ditch", "river"});
  CHECK(ditch.reached(ditch.up(ditch.build(), "ditch")) == Names{"ditch"});
}

TEST_CASE("the nearest edge tells the piece, the distance and the chainage") {
  const NetworkSketch sketch{R"(
    A----W1------O1

       P
  )",
                             {{"A O1", "pipe"}}};
  const auto graph = sketch.build();
  const auto place = graph.nearestEdge(sketch.at("P"), 50);
  REQUIRE(place);
  CHECK(place->distance == Approx(20).epsilon(0.001));
  CHECK(place->chainage == Approx(30).epsilon(0.001));
  CHECK(place->edge == graph.edgesOf(Layer::Channels, sketch.fid("pipe"))[0]);
  CHECK_FALSE(graph.nearestEdge(sketch.at("P"), 10));
  CHECK_FALSE(graph.nearestEdge({std::numeric_limits<double>::quiet_NaN(), 44}, 10));
}

TEST_CASE("broken lines and points are left out and counted") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<Point> good{{125, 44}, {nan, 44}, {125.001, 44}};
  const std::vector<Point> one{{125, 44}};
  const std::vector<Point> still{{125, 44}, {125, 44}};
  const std::vector<Point> wild{{nan, nan}, {1e300, 1e300}};
  const std::vector<LineInput> lines{{Fid{1}, Layer::Channels, good}, {Fid{2}, Layer::Channels, one},
                                     {Fid{3}, Layer::Channels, still}, {Fid{4}, Layer::Channels, wild},
                                     {Fid{5}, Layer::Rivers, {}}};
  const std::vector<PointInput> points{{Fid{6}, Layer::Wells, {nan, 44}}, {Fid{7}, Layer::Wells, {125, 44}}};
  const auto graph = DrainageGraph::build(lines, points);
  REQUIRE(graph);
  CHECK(graph->edgeCount() == 1);
  CHECK(graph->leftOut() == 5);
  CHECK(graph->nodeAt(Layer::Wells, Fid{7}));
  CHECK_FALSE(graph->nodeAt(Layer::Wells, Fid{6}));
}

TEST_CASE("an empty network answers") {
  const auto graph = DrainageGraph::build({}, {});
  REQUIRE(graph);
  CHECK(graph->nodeCount() == 0);
  CHECK_FALSE(graph->nearestEdge({125, 44}, 1e6));
}

TEST_CASE("a build that is stopped leaves an error") {
  std::stop_source source;
  source.request_stop();
  const auto graph = DrainageGraph::build({}, {}, {}, source.get_token());
  REQUIRE_FALSE(graph);
  CHECK(graph.error().code == ErrorCode::Cancelled);
}

TEST_CASE("the same input gives the same ids") {
  const NetworkSketch sketch{"U1---A---W1---O1", {{"U1 A"}, {"A O1"}}};
  const auto a = sketch.build();
  const auto b = sketch.build();
  REQUIRE(a.edgeCount() == b.edgeCount());
  for (std::uint32_t e = 0; e < a.edgeCount(); ++e) {
    CHECK(a.edge({e}).from == b.edge({e}).from);
    CHECK(a.edge({e}).fid == b.edge({e}).fid);
  }
}

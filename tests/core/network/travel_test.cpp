// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/travel.h"

#include "tests/support/network_sketch.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using namespace suyuan::network;
using suyuan::test::NetworkSketch;
using Catch::Approx;

namespace {

std::optional<Travel> wayTo(const DrainageGraph& graph, const std::vector<Travel>& ways, Layer layer, Fid fid) {
  for (const Travel& way : ways)
    if (graph.nodeAt(layer, fid) == way.node) return way;
  return {};
}

} // namespace

TEST_CASE("the time to an outfall is the sum over its pipes, and a pipe of unknown speed is named by its length") {
  std::vector<test::SketchLine> lines{{"U1 A"}, {"A O1"}, {"U2 A"}};
  lines[0].speed = 0.5, lines[1].speed = 2.0;
  const NetworkSketch sketch{R"(
    U1----A----------O1
          |
          U2
  )",
                             lines};
  const auto graph = sketch.build();
  const auto ways = travelFrom(graph, sketch.start(graph, "O1"), true);
  REQUIRE(ways);
  const auto first = wayTo(graph, *ways, Layer::Units, sketch.fid("U1"));
  REQUIRE(first);
  CHECK(first->metres == Approx(170).epsilon(0.001));
  CHECK(first->seconds == Approx(60 / 0.5 + 110 / 2.0).epsilon(0.001));
  CHECK(first->unknownMetres == 0);
  const auto second = wayTo(graph, *ways, Layer::Units, sketch.fid("U2"));
  REQUIRE(second);
  CHECK(second->unknownMetres == Approx(20).epsilon(0.001));
  CHECK(second->seconds == Approx(55).epsilon(0.001));
  CHECK(ways->front().metres == 0);
  for (std::size_t i = 1; i < ways->size(); ++i) CHECK((*ways)[i - 1].metres <= (*ways)[i].metres);
}

TEST_CASE("of two ways the shorter counts, a barrier ends it, and a circle too") {
  const NetworkSketch sketch{R"(
    U1---A---B---O1
         |   |
         D---C
  )",
                             {{"U1 A"}, {"A B"}, {"A D"}, {"D C"}, {"C B"}, {"B O1"}, {"C A", "back"}}};
  const auto graph = sketch.build();
  const auto ways = travelFrom(graph, sketch.start(graph, "U1"), false);
  REQUIRE(ways);
  CHECK(wayTo(graph, *ways, Layer::Outfalls, sketch.fid("O1"))->metres == Approx(130).epsilon(0.001));
  const auto shut = travelFrom(graph, sketch.start(graph, "U1"), false, {.nodes = {}, .edges = graph.edgesOf(Layer::Channels, sketch.fid("AB"))});
  REQUIRE(shut);
  CHECK(wayTo(graph, *shut, Layer::Outfalls, sketch.fid("O1"))->metres == Approx(170).epsilon(0.001));
  const auto closed = travelFrom(graph, sketch.start(graph, "U1"), false, {.nodes = {}, .edges = graph.edgesOf(Layer::Channels, sketch.fid("BO1"))});
  REQUIRE(closed);
  CHECK_FALSE(wayTo(graph, *closed, Layer::Outfalls, sketch.fid("O1")));
}

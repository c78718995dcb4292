// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/trace.h"

#include "core/model/geometry_functions.h"
#include "tests/support/network_sketch.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>

using namespace suyuan;
using namespace suyuan::network;
using suyuan::test::NetworkSketch;
using Catch::Approx;
using Names = std::vector<std::string>;

namespace {

// Two works, two branches, one outfall; another outfall beside it.
const NetworkSketch branching{R"(
  U1---A----B----O1
            |
  U2--------W1

  U3-------------O2
)",
                              {{"U1 A"}, {"A B"}, {"U2 W1"}, {"W1 B"}, {"B O1"}, {"U3 O2"}}};

} // namespace

TEST_CASE("a trace up finds every branch and nothing else") {
  const auto graph = branching.build();
  const auto result = branching.up(graph, "O1");
  CHECK(branching.reached(result) == Names{"AB", "BO1", "O1", "U1", "U1A", "U2", "U2W1", "W1", "W1B"});
  CHECK(branching.names(result.units) == Names{"U1", "U2"});
  CHECK(result.channels.front() == branching.fid("BO1")); // from the start outwards
  CHECK(result.lengthMetres == Approx(150 + 120).epsilon(0.001));
  CHECK_FALSE(result.cyclic);
  CHECK(result.emptyReason.empty());
  CHECK(branching.reached(branching.up(graph, "O2")) == Names{"O2", "U3", "U3O2"});
}

TEST_CASE("a trace down follows the flow only") {
  const auto graph = branching.build();
  CHECK(branching.reached(branching.down(graph, "U2")) == Names{"BO1", "O1", "U2", "U2W1", "W1", "W1B"});
  CHECK(branching.reached(branching.down(graph, "AB")) == Names{"AB", "BO1", "O1"});
}

TEST_CASE("a unit with two outfalls is reached from both, and reaches both") {
  const NetworkSketch sketch{R"(
       /---A---O1
    U1
       \---B---O2
  )",
                             {{"U1 A"}, {"A O1"}, {"U1 B"}, {"B O2"}}};
  const auto graph = sketch.build();
  CHECK(sketch.names(sketch.up(graph, "O1").units) == Names{"U1"});
  CHECK(sketch.names(sketch.up(graph, "O2").units) == Names{"U1"});
  CHECK(sketch.sortedNames(sketch.down(graph, "U1").outfalls) == Names{"O1", "O2"});
}

TEST_CASE("a pipe digitised the wrong way is walked by its flow once it is marked reversed") {
  const std::vector<test::SketchLine> wrong{{"U1 A"}, {"B A", "pipe"}, {"B O1"}};
  std::vector<test::SketchLine> right = wrong;
  right[1].reversed = true;
  const char* drawing = "U1---A---B---O1";
  const NetworkSketch before{drawing, wrong};
  const NetworkSketch after{drawing, right};
  CHECK(before.reached(before.up(before.build(), "O1")) == Names{"BO1", "O1"});
  CHECK(after.reached(after.up(after.build(), "O1")) == Names{"BO1", "O1", "U1", "U1A", "pipe"});
}

TEST_CASE("a trace through a loop ends, and says that it is cyclic") {
  const NetworkSketch sketch{R"(
    U1---A---B---O1
         |   |
         D---C
  )",
                             {{"U1 A"}, {"A B"}, {"B C"}, {"C D"}, {"D A"}, {"B O1"}}};
  const auto result = sketch.up(sketch.build(), "O1");
  CHECK(sketch.reached(result) == Names{"AB", "BC", "BO1", "CD", "DA", "O1", "U1", "U1A"});
  CHECK(result.cyclic);
}

TEST_CASE("two ways round are no cycle") {
  const NetworkSketch sketch{R"(
    U1---A---B---O1
         |   |
         D---C
  )",
                             {{"U1 A"}, {"A B"}, {"A D"}, {"D C"}, {"C B"}, {"B O1"}}};
  const auto result = sketch.up(sketch.build(), "O1");
  CHECK(result.channels.size() == 6);
  CHECK_FALSE(result.cyclic);
}

TEST_CASE("a barrier is reached and not passed") {
  const auto graph = branching.build();
  const auto well = graph.nodeAt(Layer::Wells, branching.fid("W1"));
  REQUIRE(well);
  CHECK(branching.reached(branching.up(graph, "O1", {.nodes = {*well}})) ==
        Names{"AB", "BO1", "O1", "U1", "U1A", "W1", "W1B"});
  const auto pipe = graph.edgesOf(Layer::Channels, branching.fid("AB"));
  CHECK(branching.names(branching.up(graph, "O1", {.edges = pipe}).units) == Names{"U2"});
  const auto last = graph.edgesOf(Layer::Channels, branching.fid("BO1"));
  const auto closed = branching.up(graph, "O1", {.edges = last});
  CHECK(closed.channels.empty());
  CHECK(closed.emptyReason == "barrier");
}

TEST_CASE("an empty trace says why, and how far the next channel is") {
  const NetworkSketch sketch{"U1---A O1", {{"U1 A"}}, 10.0};
  const auto graph = sketch.build();
  const auto result = sketch.up(graph, "O1");
  CHECK(result.emptyReason == "start-isolated");
  CHECK(result.nearestGapMetres == Approx(20).epsilon(0.001));
  CHECK(sketch.up(graph, "U1").emptyReason == "nothing-upstream");
  CHECK(sketch.down(graph, "O1").emptyReason == "start-isolated");

  const Point away{sketch.at("U1").x, sketch.at("U1").y + 0.0001}; // some 11 m north
  const auto missed = traceUp(graph, startNear(graph, away, 5.0));
  REQUIRE(missed);
  CHECK(missed->emptyReason == "no-channel-within-tolerance");
  CHECK(missed->nearestGapMetres == Approx(11.1).epsilon(0.01));
  const auto hit = traceUp(graph, startNear(graph, away, 12.0));
  REQUIRE(hit);
  CHECK(sketch.names(hit->channels) == Names{"U1A"});
}

TEST_CASE("a trace that stops at a gap shows the gap") {
  // 0.4 m a character: A and B lie 0.4 m apart.
  const NetworkSketch sketch{"U1----------------AB-----------------O1", {{"U1 A"}, {"B O1"}}, 0.4};
  const auto graph = sketch.build({.toleranceMetres = 0.2});
  const auto result = sketch.up(graph, "O1");
  CHECK(result.units.empty());
  REQUIRE(result.gaps.size() == 1);
  CHECK(result.gaps[0].metres == Approx(0.4).epsilon(0.001));
  CHECK(sketch.name(result.gaps[0].fid) == "U1A");
  const auto snapped = sketch.build({.toleranceMetres = 0.5});
  CHECK(sketch.names(sketch.up(snapped, "O1").units) == Names{"U1"});
}

TEST_CASE("a record that the network does not know is an error") {
  const auto missing = startAt(branching.build(), Layer::Outfalls, Fid{4711});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::TraceStartMissing);
}

TEST_CASE("a limit in metres keeps the trace near") {
  const auto graph = branching.build();
  const auto result = traceUp(graph, branching.start(graph, "O1"), {}, {}, 60.0);
  REQUIRE(result);
  CHECK(branching.reached(*result) == Names{"AB", "BO1", "O1", "W1", "W1B"}); // BO1 is 50 m; AB and W1B begin within
}

TEST_CASE("the path between two places is the shortest in the flow, asked from either end") {
  const NetworkSketch sketch{R"(
    U1---A---B---O1
         |   |
         D---C

    U2---------------O2
  )",
                             {{"U1 A"}, {"A B"}, {"A D"}, {"D C"}, {"C B"}, {"B O1"}, {"U2 O2"}}};
  const auto graph = sketch.build();
  const auto down = sketch.between(graph, "U1", "O1");
  CHECK(sketch.names(down.channels) == Names{"U1A", "AB", "BO1"});
  CHECK_FALSE(down.againstFlow);
  CHECK(sketch.names(sketch.between(graph, "O1", "U1").channels) == Names{"U1A", "AB", "BO1"});
  CHECK(sketch.names(sketch.between(graph, "AD", "O1").channels) == Names{"AD", "DC", "CB", "BO1"});
  CHECK(sketch.between(graph, "U1", "O2").emptyReason == "no-path");
}

TEST_CASE("a path that no water takes is marked so") {
  const NetworkSketch sketch{R"(
    U1---A---O1
         |
    U2---B
  )",
                             {{"U1 A"}, {"A O1"}, {"U2 B"}, {"B A"}}};
  const auto path = sketch.between(sketch.build(), "U1", "U2");
  CHECK(sketch.names(path.channels) == Names{"U1A", "BA", "U2B"});
  CHECK(path.againstFlow);
}

TEST_CASE("a trace down goes on along the river, and a trace up from the bank does not climb it") {
  const NetworkSketch sketch{R"(
      U1----O1
    R-------+----S--------T
                 |
              U2-O2
  )",
                             {{"U1 O1"}, {"U2 O2"}, {"R S", "upper", Layer::Rivers}, {"S T", "lower", Layer::Rivers}}};
  const auto graph = sketch.build();
  const auto down = sketch.down(graph, "U1");
  CHECK(sketch.reached(down) == Names{"O1", "U1", "U1O1", "lower", "upper"});
  // 60 m of pipe, the river from below O1 to S (50 m of 130 m) and on to T (90 m); not the link of 10 m.
  CHECK(down.lengthMetres == Approx(60 + 50 + 90).epsilon(0.01));
  CHECK(sketch.reached(sketch.up(graph, "O1")) == Names{"O1", "U1", "U1O1"});
  // All that drains to the lower reach: both outfalls.
  CHECK(sketch.sortedNames(sketch.up(graph, "lower").outfalls) == Names{"O1", "O2"});
  CHECK(sketch.sortedNames(sketch.up(graph, "upper").outfalls) == Names{"O1"}); // O2 joins at S, upper's lower end
  CHECK(sketch.reached(sketch.down(sketch.build({.riverToleranceMetres = 5}), "U1")) == Names{"O1", "U1", "U1O1"});
}

TEST_CASE("an outfall drawn on the river line keeps its channels apart from the river") {
  const NetworkSketch sketch{R"(
          U1
          |
    R-----O1-----T
  )",
                             {{"U1 O1"}, {"R O1 T", "river", Layer::Rivers}}};
  const auto graph = sketch.build();
  CHECK(sketch.reached(sketch.up(graph, "O1")) == Names{"O1", "U1", "U1O1"});
  const auto down = sketch.down(graph, "O1");
  CHECK(sketch.reached(down) == Names{"O1", "river"});
  CHECK(down.lengthMetres == Approx(70).epsilon(0.01)); // only the half below
}

TEST_CASE("a stopped trace is an error and no half result") {
  std::stop_source source;
  source.request_stop();
  const auto graph = branching.build();
  const auto result = traceUp(graph, branching.start(graph, "O1"), {}, source.get_token());
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::Cancelled);
}

TEST_CASE("a path is drawn as one line in the direction of flow") {
  const auto graph = branching.build();
  const auto path = branching.between(graph, "O1", "U2");
  const auto lines = pathLines(graph, path);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].size() == 4); // U2, W1, B, O1: joints once
  CHECK(lines[0].front() == branching.at("U2"));
  CHECK(lines[0].back() == branching.at("O1"));
  CHECK(pathLines(graph, branching.up(graph, "O1")).size() == 3); // two branches and the trunk
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/network_issues.h"

#include "tests/support/network_sketch.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace suyuan;
using namespace suyuan::network;
using suyuan::test::NetworkSketch;
using Catch::Approx;
using Names = std::vector<std::string>;

namespace {

std::vector<NetworkIssue> issuesOf(const DrainageGraph& graph, NetworkIssueKind kind) {
  auto all = findNetworkIssues(graph);
  REQUIRE(all);
  std::erase_if(*all, [&](const NetworkIssue& i) { return i.kind != kind; });
  return *all;
}

} // namespace

TEST_CASE("a sound network has no issues") {
  const NetworkSketch sketch{R"(
    U1---A---O1
         |
         W1
  )",
                             {{"U1 A"}, {"W1 A"}, {"A O1"}}};
  const auto issues = findNetworkIssues(sketch.build());
  REQUIRE(issues);
  CHECK(issues->empty());
}

TEST_CASE("a near miss tells the gap and what lies across it") {
  const NetworkSketch sketch{"U1----------------AB-----------------O1", {{"U1 A"}, {"B O1"}}, 0.4};
  const auto ends = issuesOf(sketch.build({.toleranceMetres = 0.2}), NetworkIssueKind::NearMiss);
  REQUIRE(ends.size() == 2);
  CHECK(sketch.name(ends[0].fid) == "U1A");
  CHECK(ends[0].gapMetres == Approx(0.4).epsilon(0.001));
  REQUIRE(ends[0].nearest);
  CHECK(sketch.name(ends[0].nearest->fid) == "BO1");
  CHECK(issuesOf(sketch.build(), NetworkIssueKind::DanglingEnd).empty());
}

TEST_CASE("a cycle is found once, with its channels") {
  const NetworkSketch sketch{R"(
    U1---A---B---O1
         |   |
         D---C
  )",
                             {{"U1 A"}, {"A B"}, {"B C"}, {"C D"}, {"D A"}, {"B O1"}}};
  const auto cycles = issuesOf(sketch.build(), NetworkIssueKind::Cycle);
  REQUIRE(cycles.size() == 1);
  CHECK(sketch.sortedNames(cycles[0].channels) == Names{"AB", "BC", "CD", "DA"});
}

TEST_CASE("inverts that rise along the flow are found, also in a reversed channel") {
  std::vector<test::SketchLine> lines{{"U1 A"}, {"A B"}, {"O1 B"}};
  lines[0].invertUp = 10.0, lines[0].invertDown = 9.5;
  lines[1].invertUp = 9.5, lines[1].invertDown = 9.9;
  lines[2].reversed = true; // digitised from the outfall: first vertex is the lower end
  lines[2].invertUp = 9.6, lines[2].invertDown = 9.5;
  const NetworkSketch sketch{"U1---A---B---O1", lines};
  const auto issues = issuesOf(sketch.build(), NetworkIssueKind::InvertAgainstFlow);
  REQUIRE(issues.size() == 2);
  CHECK(sketch.name(issues[0].fid) == "AB");
  CHECK(issues[0].fallMetres == Approx(0.4));
  CHECK(sketch.name(issues[1].fid) == "O1B");
  CHECK(issues[1].fallMetres == Approx(0.1));
}

TEST_CASE("channels that meet head-on are found") {
  const NetworkSketch sketch{"U1---A---B---O1", {{"U1 A"}, {"B A"}, {"B O1"}}};
  const auto issues = issuesOf(sketch.build(), NetworkIssueKind::HeadOn);
  REQUIRE(issues.size() == 1);
  CHECK(sketch.sortedNames(issues[0].channels) == Names{"BA", "U1A"});
}

TEST_CASE("outfalls and units without a channel are found with the gap") {
  const NetworkSketch sketch{R"(
    U1---A---O1
    U2
         O2
  )",
                             {{"U1 A"}, {"A O1"}}};
  const auto graph = sketch.build();
  const auto outfalls = issuesOf(graph, NetworkIssueKind::DisconnectedOutfall);
  REQUIRE(outfalls.size() == 1);
  CHECK(sketch.name(outfalls[0].fid) == "O2");
  CHECK(outfalls[0].gapMetres == Approx(20).epsilon(0.001));
  const auto units = issuesOf(graph, NetworkIssueKind::DisconnectedUnit);
  REQUIRE(units.size() == 1);
  CHECK(sketch.name(units[0].fid) == "U2");
  CHECK(units[0].gapMetres == Approx(10).epsilon(0.001));
}

TEST_CASE("a piece that reaches no outfall is found once") {
  const NetworkSketch sketch{R"(
    U1---A---O1

    W1---B---W2
  )",
                             {{"U1 A"}, {"A O1"}, {"W1 B"}, {"B W2"}}};
  const auto pieces = issuesOf(sketch.build(), NetworkIssueKind::IsolatedPiece);
  REQUIRE(pieces.size() == 1);
  CHECK(sketch.sortedNames(pieces[0].channels) == Names{"BW2", "W1B"});
}

TEST_CASE("an end with nothing near is left dangling, and tells what is nearest") {
  const NetworkSketch sketch{"U1---A   B---O1", {{"U1 A"}, {"B O1"}}};
  const auto ends = issuesOf(sketch.build(), NetworkIssueKind::DanglingEnd);
  REQUIRE(ends.size() == 2);
  CHECK(ends[0].gapMetres == Approx(40).epsilon(0.001));
  CHECK(issuesOf(sketch.build(), NetworkIssueKind::NearMiss).empty());
}

TEST_CASE("a crossing is found unless a node joins it or the levels part it") {
  std::vector<test::SketchLine> lines{{"U1 O1", "over"}, {"U2 O2", "under"}};
  const char* drawing = R"(
         U1
         |
    U2---+---O2
         |
         O1
  )";
  const NetworkSketch sketch{drawing, lines};
  const auto found = issuesOf(sketch.build(), NetworkIssueKind::CrossingWithoutJoint);
  REQUIRE(found.size() == 1);
  CHECK(sketch.sortedNames(found[0].channels) == Names{"over", "under"});
  CHECK(found[0].at.x == Approx(sketch.at("U1").x));
  const NetworkSketch well{R"(
         U1
         |
    U2---W1--O2
         |
         O1
  )",
                           lines};
  CHECK(issuesOf(well.build(), NetworkIssueKind::CrossingWithoutJoint).empty());
  lines[0].invertUp = 204, lines[0].invertDown = 203, lines[1].invertUp = 200, lines[1].invertDown = 199;
  const NetworkSketch bridge{drawing, lines};
  CHECK(issuesOf(bridge.build(), NetworkIssueKind::CrossingWithoutJoint).empty());
}

TEST_CASE("lines that touch in a tee or an end do not cross") {
  const NetworkSketch sketch{R"(
    U1----A-----O1
          |
          U2
  )",
                             {{"U1 O1"}, {"U2 A"}}};
  CHECK(issuesOf(sketch.build(), NetworkIssueKind::CrossingWithoutJoint).empty());
}

TEST_CASE("two ways on and a smaller pipe below are found") {
  std::vector<test::SketchLine> lines{{"U1 A"}, {"A O1"}, {"A O2"}};
  lines[0].size = 0.8, lines[1].size = 0.5, lines[2].size = 0.8;
  const NetworkSketch sketch{R"(
    U1---A---O1
         |
         O2
  )",
                             lines};
  const auto graph = sketch.build();
  const auto outlets = issuesOf(graph, NetworkIssueKind::TwoOutlets);
  REQUIRE(outlets.size() == 1);
  CHECK(sketch.sortedNames(outlets[0].channels) == Names{"AO1", "AO2"});
  const auto shrinking = issuesOf(graph, NetworkIssueKind::ShrinkingPipe);
  REQUIRE(shrinking.size() == 1);
  CHECK(sketch.name(shrinking[0].fid) == "AO1");
  CHECK(shrinking[0].sizeMetres == Approx(0.5));
  CHECK(shrinking[0].aboveMetres == Approx(0.8));
}

TEST_CASE("every kind has a key of its own that names it again") {
  for (int i = 0; i < networkIssueKinds; ++i) {
    const auto kind = static_cast<NetworkIssueKind>(i);
    CHECK(issueNamed(issueKey(kind)) == kind);
  }
  CHECK_FALSE(issueNamed("nothing"));
}

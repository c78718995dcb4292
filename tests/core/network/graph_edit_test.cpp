// SPDX-License-Identifier: GPL-3.0-or-later
// A graph that follows edits must be the graph that a build of everything gives.
#include "core/network/trace.h"

#include "tests/core/network/records_by_lot.h"
#include "tests/support/network_sketch.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

using namespace suyuan;
using namespace suyuan::network;
using suyuan::test::NetworkSketch;
using suyuan::test::RecordsByLot;
using Names = std::vector<std::string>;

namespace {

using NodeForm = std::tuple<double, double, int, std::vector<NodeRecord>>;
using EdgeForm = std::tuple<int, std::int64_t, int, double, double, double, NodeForm, NodeForm>;

NodeForm formOf(const DrainageGraph& graph, NodeId node) {
  const auto records = graph.recordsAt(node);
  return {graph.position(node).x, graph.position(node).y, static_cast<int>(graph.kind(node)), {records.begin(), records.end()}};
}

/// Everything that does not hang on the numbering.
std::pair<std::vector<NodeForm>, std::vector<EdgeForm>> formOf(const DrainageGraph& graph) {
  std::vector<NodeForm> nodes;
  std::vector<EdgeForm> edges;
  for (std::uint32_t n = 0; n < graph.nodeCount(); ++n)
    if (!graph.isGone(NodeId{n})) nodes.push_back(formOf(graph, NodeId{n}));
  for (std::uint32_t e = 0; e < graph.edgeCount(); ++e) {
    if (graph.isGone(EdgeId{e})) continue;
    const Edge& edge = graph.edge({e});
    REQUIRE_FALSE(graph.isGone(edge.from));
    REQUIRE_FALSE(graph.isGone(edge.to));
    REQUIRE(std::ranges::count(graph.downFrom(edge.from), EdgeId{e}) == 1);
    REQUIRE(std::ranges::count(graph.upFrom(edge.to), EdgeId{e}) == 1);
    edges.push_back({static_cast<int>(edge.layer), edge.fid.value, edge.part, edge.fromChainage, edge.toChainage, edge.lengthMetres,
                     formOf(graph, edge.from), formOf(graph, edge.to)});
  }
  std::ranges::sort(nodes);
  std::ranges::sort(edges);
  return {nodes, edges};
}

/// The change that makes a sketch's line other than it is drawn.
RecordChange changed(const NetworkSketch& sketch, const std::string& name, std::span<const Point> points, bool reversed = false) {
  RecordChange change{Layer::Channels, sketch.fid(name), {}, {}};
  if (!points.empty()) change.lines.push_back({sketch.fid(name), Layer::Channels, points, reversed});
  return change;
}

} // namespace

TEST_CASE("after each of many edits by lot the graph is the one that a build gives") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    RecordsByLot records{seed};
    records.fill(static_cast<int>(4 + seed % 30), static_cast<int>(seed % 12));
    DrainageGraph graph = records.built();
    for (int step = 0; step < 40; ++step) {
      INFO("seed " << seed << ", step " << step);
      const RecordChange change = records.edit();
      graph = graph.edited(std::span(&change, 1));
      const auto now = formOf(graph), wanted = formOf(records.built());
      REQUIRE(now.first == wanted.first);
      REQUIRE(now.second == wanted.second);
    }
  }
}

TEST_CASE("several edits at once come to the same as one after the other") {
  for (unsigned seed = 100; seed < 130; ++seed) {
    RecordsByLot records{seed};
    records.fill(20, 8);
    DrainageGraph graph = records.built();
    for (int step = 0; step < 8; ++step) {
      INFO("seed " << seed << ", step " << step);
      std::map<std::pair<Layer, Fid>, RecordChange> last; // what a record is after all of them
      for (int i = 0; i < 5; ++i) {
        RecordChange change = records.edit();
        last[{change.layer, change.fid}] = std::move(change);
      }
      std::vector<RecordChange> changes;
      for (auto& [key, change] : last) changes.push_back(change);
      graph = graph.edited(changes);
      REQUIRE(formOf(graph) == formOf(records.built()));
    }
    const auto anew = graph.rebuilt();
    REQUIRE(anew);
    CHECK(formOf(*anew) == formOf(graph));
  }
}

TEST_CASE("the graph before an edit stays what it was") {
  const NetworkSketch sketch{"U1---A---B---O1", {{"U1 A"}, {"A B"}, {"B O1"}}};
  const DrainageGraph before = sketch.build();
  const auto form = formOf(before);
  const RecordChange gone = changed(sketch, "AB", {});
  const DrainageGraph after = before.edited(std::span(&gone, 1));
  CHECK(formOf(before) == form);
  CHECK(sketch.names(sketch.up(before, "O1").units) == Names{"U1"});
  CHECK(sketch.names(sketch.up(after, "O1").units).empty());
}

TEST_CASE("a pipe that is drawn, reversed, moved and taken out lights and darkens what is above it") {
  const NetworkSketch sketch{R"(
    U1---A   B---O1
         |   |
         C---D
  )",
                             {{"U1 A"}, {"B O1"}, {"C D", "detour"}}};
  DrainageGraph graph = sketch.build();
  CHECK(sketch.up(graph, "O1").units.empty());
  const Fid link{1000};
  const std::vector<Point> across{sketch.at("A"), sketch.at("B")};
  const auto put = [&](std::span<const Point> points, bool reversed) {
    RecordChange change{Layer::Channels, link, {}, {}};
    if (!points.empty()) change.lines.push_back({link, Layer::Channels, points, reversed});
    graph = graph.edited(std::span(&change, 1));
    return sketch.names(sketch.up(graph, "O1").units);
  };
  CHECK(put(across, false) == Names{"U1"});
  CHECK(put(across, true).empty());
  CHECK(put(across, false) == Names{"U1"});
  const std::vector<Point> short_{sketch.at("A"), {(sketch.at("A").x + sketch.at("B").x) / 2, sketch.at("A").y}};
  CHECK(put(short_, false).empty());
  CHECK(put(across, false) == Names{"U1"});
  CHECK(put({}, false).empty());
  CHECK(graph.edgesOf(Layer::Channels, link).empty());
}

TEST_CASE("an edit that touches no place and no direction changes nothing") {
  const NetworkSketch sketch{"U1---A---O1", {{"U1 A"}, {"A O1"}}};
  const DrainageGraph graph = sketch.build();
  const std::vector<Point> same{sketch.at("A"), sketch.at("O1")};
  const RecordChange change = changed(sketch, "AO1", same);
  CHECK(graph.edited(std::span(&change, 1)).edgeCount() == graph.edgeCount());
}

TEST_CASE("broken positions in an edit take the record out and nothing else") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const NetworkSketch sketch{"U1---A---O1", {{"U1 A"}, {"A O1"}}};
  const DrainageGraph graph = sketch.build();
  const std::vector<Point> broken{{nan, 44}, {125, nan}}, one{sketch.at("A")};
  for (const auto& points : {broken, one}) {
    const RecordChange change = changed(sketch, "AO1", points);
    const DrainageGraph after = graph.edited(std::span(&change, 1));
    CHECK(after.edgesOf(Layer::Channels, sketch.fid("AO1")).empty());
    CHECK(after.edgesOf(Layer::Channels, sketch.fid("U1A")).size() == 1);
  }
  const RecordChange away{Layer::Outfalls, sketch.fid("O1"), {}, Point{nan, nan}};
  CHECK_FALSE(graph.edited(std::span(&away, 1)).nodeAt(Layer::Outfalls, sketch.fid("O1")));
}

TEST_CASE("an outfall follows a river that is moved under it") {
  const NetworkSketch sketch{R"(
      U1---O1

    R----------T

    S----------Z
  )",
                             {{"U1 O1"}, {"R T", "near", Layer::Rivers}, {"S Z", "far", Layer::Rivers}}};
  DrainageGraph graph = sketch.build();
  CHECK(sketch.names(sketch.down(graph, "U1").rivers) == Names{"near"});
  const RecordChange gone{Layer::Rivers, sketch.fid("near"), {}, {}};
  graph = graph.edited(std::span(&gone, 1));
  CHECK(sketch.names(sketch.down(graph, "U1").rivers) == Names{"far"});
  const std::vector<Point> back{sketch.at("R"), sketch.at("T")};
  const RecordChange again{Layer::Rivers, sketch.fid("near"), {{sketch.fid("near"), Layer::Rivers, back}}, {}};
  graph = graph.edited(std::span(&again, 1));
  CHECK(sketch.names(sketch.down(graph, "U1").rivers) == Names{"near"});
  CHECK(sketch.sortedNames(sketch.up(graph, "near").outfalls) == Names{"O1"});
  CHECK(sketch.up(graph, "far").outfalls.empty());
}

TEST_CASE("a graph that was edited very often says that it is worn") {
  const NetworkSketch sketch{"U1---A---O1", {{"U1 A"}, {"A O1"}}};
  DrainageGraph graph = sketch.build();
  const std::vector<Point> path{sketch.at("A"), sketch.at("O1")};
  for (int i = 0; i < 400; ++i) {
    const RecordChange change = changed(sketch, "AO1", path, i % 2 == 0);
    graph = graph.edited(std::span(&change, 1));
  }
  CHECK(graph.isWorn());
  const auto anew = graph.rebuilt();
  REQUIRE(anew);
  CHECK_FALSE(anew->isWorn());
  CHECK(formOf(*anew) == formOf(graph));
}

// SPDX-License-Identifier: GPL-3.0-or-later
// A trace goes by runs of a laid out forest; a search that knows nothing of it must come to the same, in the same order.
#include "core/network/trace.h"

#include "tests/core/network/records_by_lot.h"
#include "tests/support/network_sketch.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <deque>
#include <random>
#include <set>

using namespace suyuan;
using namespace suyuan::network;
using suyuan::test::NetworkSketch;
using suyuan::test::RecordsByLot;

namespace {

/// The plainest search there is: first in, first out.
TraceResult plainSearch(const DrainageGraph& graph, bool up, const TraceStart& start, const TraceBarriers& barriers) {
  TraceResult result;
  std::deque<NodeId> queue;
  std::set<NodeId> nodes;
  std::set<EdgeId> edges;
  std::set<std::pair<Layer, Fid>> listed;
  bool barrier = false;
  const auto put = [&](NodeId node) {
    if (nodes.insert(node).second) queue.push_back(node);
  };
  const auto take = [&](EdgeId id) {
    if (edges.contains(id)) return;
    if (std::ranges::find(barriers.edges, id) != barriers.edges.end()) {
      barrier = true;
      return;
    }
    edges.insert(id);
    result.edges.push_back(id);
    const Edge& edge = graph.edge(id);
    if (!edge.isLink()) {
      result.lengthMetres += edge.lengthMetres;
      if (listed.emplace(edge.layer, edge.fid).second) (edge.layer == Layer::Rivers ? result.rivers : result.channels).push_back(edge.fid);
    }
    put(up ? edge.from : edge.to);
  };
  for (const NodeId node : start.nodes) put(node);
  for (const EdgeId id : start.edges) take(id);
  for (; !queue.empty(); queue.pop_front()) {
    const NodeId node = queue.front();
    result.nodes.push_back(node);
    for (const NodeRecord& r : graph.recordsAt(node)) (r.layer == Layer::Outfalls ? result.outfalls : r.layer == Layer::Units ? result.units : result.wells).push_back(r.fid);
    if (std::ranges::find(barriers.nodes, node) != barriers.nodes.end()) {
      barrier = true;
      continue;
    }
    for (const EdgeId id : up ? graph.upFrom(node) : graph.downFrom(node)) take(id);
  }
  // A cycle: what has an end that no walked edge comes to is taken off until nothing more can be.
  std::set<EdgeId> left;
  for (const EdgeId id : result.edges) {
    const Edge& edge = graph.edge(id);
    if (edge.from == edge.to) result.cyclic = result.cyclic || edge.lengthMetres > 3 * graph.options().toleranceMetres;
    else left.insert(id);
  }
  for (bool taken = true; taken;) {
    std::set<NodeId> reached;
    for (const EdgeId id : left) reached.insert(graph.edge(id).to);
    taken = std::erase_if(left, [&](EdgeId id) { return !reached.contains(graph.edge(id).from); }) > 0;
  }
  result.cyclic = result.cyclic || !left.empty();
  result.emptyReason = result.edges.empty() && barrier ? "barrier" : "";
  return result;
}

void requireSame(const DrainageGraph& graph, bool up, const TraceStart& start, const TraceBarriers& barriers) {
  INFO((up ? "up" : "down"));
  const auto fast = up ? traceUp(graph, start, barriers) : traceDown(graph, start, barriers);
  REQUIRE(fast);
  const TraceResult plain = plainSearch(graph, up, start, barriers);
  REQUIRE(fast->nodes == plain.nodes);
  REQUIRE(fast->edges == plain.edges);
  REQUIRE(fast->channels == plain.channels);
  REQUIRE(fast->rivers == plain.rivers);
  REQUIRE(fast->wells == plain.wells);
  REQUIRE(fast->units == plain.units);
  REQUIRE(fast->outfalls == plain.outfalls);
  REQUIRE(fast->lengthMetres == plain.lengthMetres);
  REQUIRE(fast->cyclic == plain.cyclic);
  REQUIRE((fast->emptyReason == "barrier") == (plain.emptyReason == "barrier"));
}

/// Starts and barriers by lot: nodes, pieces, whole channels and rivers, several at once.
class Questions {
public:
  explicit Questions(unsigned seed) : lot_(seed) {}
  TraceStart start(const DrainageGraph& graph) {
    TraceStart start;
    for (unsigned i = 0; i <= lot_() % 4 * (lot_() % 2); ++i) {
      if (lot_() % 2 == 0) {
        if (const NodeId node = anyNode(graph); !graph.isGone(node)) start.nodes.push_back(node);
      } else if (const EdgeId id = anyEdge(graph); !graph.isGone(id)) {
        start.edges.push_back(id);
        if (const Edge& edge = graph.edge(id); lot_() % 2 == 0 && !edge.isLink()) start.edges = graph.edgesOf(edge.layer, edge.fid);
      }
    }
    return start;
  }
  TraceBarriers barriers(const DrainageGraph& graph) {
    TraceBarriers barriers;
    if (lot_() % 2 == 0) return barriers;
    for (unsigned i = 0; i < 1 + lot_() % 4; ++i) {
      if (const NodeId node = anyNode(graph); lot_() % 2 == 0 && !graph.isGone(node)) barriers.nodes.push_back(node);
      if (const EdgeId id = anyEdge(graph); lot_() % 2 == 0 && !graph.isGone(id)) barriers.edges.push_back(id);
    }
    return barriers;
  }

private:
  NodeId anyNode(const DrainageGraph& graph) { return {static_cast<std::uint32_t>(lot_() % graph.nodeCount())}; }
  EdgeId anyEdge(const DrainageGraph& graph) { return {static_cast<std::uint32_t>(lot_() % graph.edgeCount())}; }
  std::mt19937 lot_;
};

/// Streets that drain east, their last column south; `forks` of a hundred crossroads drain south too, `backs` send a pipe back up.
struct Streets {
  std::vector<std::vector<Point>> paths;
  std::vector<LineInput> lines;
  std::vector<PointInput> points;

  Streets(int side, unsigned seed, unsigned forks, unsigned backs) {
    std::mt19937 lot{seed};
    const auto at = [](int column, int row) { return Point{125.0 + column * 0.0004, 43.5 - row * 0.0003}; };
    std::vector<std::vector<Point>> drawn;
    for (int row = 0; row < side; ++row)
      for (int column = 0; column < side; ++column) {
        const Point here = at(column, row), south = at(column, row + 1), next = column + 1 < side ? at(column + 1, row) : south;
        drawn.push_back({here, next});
        if (column + 1 < side && row + 1 < side && lot() % 100 < forks) drawn.push_back({here, south});
        if (column + 1 < side && row > 0 && lot() % 100 < backs) drawn.push_back({here, at(column, row - 1)});
        if (lot() % 3 == 0) points.push_back({Fid{static_cast<std::int64_t>(points.size()) + 1}, lot() % 20 == 0 ? Layer::Units : Layer::Wells, here});
      }
    points.push_back({Fid{static_cast<std::int64_t>(points.size()) + 1}, Layer::Outfalls, at(side - 1, side)});
    paths = std::move(drawn);
    std::ranges::shuffle(paths, lot);
    std::int64_t fid = 1;
    for (const auto& path : paths) lines.push_back({Fid{lot() % 10 == 0 ? fid : ++fid}, Layer::Channels, path, false, {}, {}, static_cast<int>(lines.size())}); // some are parts of one record
  }
};

} // namespace

TEST_CASE("a trace is what a plain search finds, on thousands of networks by lot and after each of their edits") {
  for (unsigned seed = 1; seed <= 160; ++seed) {
    RecordsByLot records{seed};
    records.fill(static_cast<int>(13 + seed % 40), static_cast<int>(seed % 15));
    Questions questions{seed};
    DrainageGraph graph = records.built();
    for (int step = 0; step < 12; ++step) {
      for (int question = 0; question < 6 && graph.edgeCount() > 0; ++question) {
        INFO("seed " << seed << ", step " << step << ", question " << question);
        const TraceStart start = questions.start(graph);
        const TraceBarriers barriers = questions.barriers(graph);
        for (const bool up : {true, false}) requireSame(graph, up, start, barriers);
      }
      const RecordChange change = records.edit();
      graph = graph.edited(std::span(&change, 1));
    }
  }
}

TEST_CASE("a trace of long runs is what a plain search finds, with forks, rings, gates and edits") {
  struct Kind {
    unsigned forks, backs;
  };
  for (const Kind kind : {Kind{0, 0}, Kind{2, 0}, Kind{0, 1}, Kind{5, 3}, Kind{60, 10}}) {
    const Streets streets{45, kind.forks * 100 + kind.backs + 1, kind.forks, kind.backs};
    auto built = DrainageGraph::build(streets.lines, streets.points);
    REQUIRE(built);
    DrainageGraph graph = std::move(*built);
    Questions questions{kind.forks + kind.backs};
    std::mt19937 lot{5};
    const TraceStart all = *startAt(graph, Layer::Outfalls, streets.points.back().fid);
    const TraceStart top{{graph.edge(startAt(graph, Layer::Channels, Fid{2})->edges.front()).from}, {}};
    CHECK(traceUp(graph, all)->edges.size() > streets.lines.size() / 2);
    for (int step = 0; step < 10; ++step) {
      INFO(kind.forks << " forks, " << kind.backs << " rings, step " << step);
      requireSame(graph, true, all, {});
      requireSame(graph, true, all, questions.barriers(graph));
      requireSame(graph, false, top, questions.barriers(graph));
      for (const bool up : {true, false}) requireSame(graph, up, questions.start(graph), questions.barriers(graph));
      const LineInput& line = streets.lines[lot() % streets.lines.size()];
      RecordChange change{line.layer, line.fid, {}, {}};
      if (step % 2 == 0) change.lines = {line}, change.lines[0].reversed = true;
      graph = graph.edited(std::span(&change, 1));
    }
  }
}

TEST_CASE("a ring is walked once wherever the walk begins, and is called a cycle") {
  const NetworkSketch sketch{R"(
    U1---A---B---O1
         |   |
         C---D
  )",
                             {{"U1 A"}, {"A B"}, {"B O1"}, {"B D"}, {"D C"}, {"C A"}}};
  const DrainageGraph graph = sketch.build();
  for (const char* from : {"O1", "AB", "BD", "DC", "CA"}) {
    INFO(from);
    const TraceResult result = sketch.up(graph, from);
    CHECK(result.cyclic);
    CHECK(result.channels.size() == (std::string(from) == "O1" ? 6 : 5));
    for (const bool up : {true, false}) requireSame(graph, up, sketch.start(graph, from), {});
  }
  CHECK_FALSE(sketch.up(graph, "U1A").cyclic);
}

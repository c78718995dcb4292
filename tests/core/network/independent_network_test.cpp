// SPDX-License-Identifier: GPL-3.0-or-later
// Our graph knows a drawing only; Boost.Graph here knows the nodes' published or invented names only. Both must say the same.
#include "core/network/stream_order.h"
#include "core/network/trace.h"

#include "core/model/geometry_functions.h"
#include "tests/support/named_network.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>

using namespace suyuan;
using namespace suyuan::network;
using suyuan::test::NamedNetwork;
using Catch::Approx;

namespace {

double lengthOf(const std::vector<Point>& points) {
  double metres = 0;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) metres += distanceMetres(points[i], points[i + 1]);
  return metres;
}

struct Drawn {
  std::map<Fid, std::vector<Point>> points;
  std::vector<LineInput> lines;
  NamedNetwork named;
  Layer layer = Layer::Rivers;

  void take() {
    for (const auto& [fid, path] : points) lines.push_back({fid, layer, path});
  }
};

struct Published {
  Drawn drawn;
  std::map<Fid, std::int64_t> hydroseq;
  std::map<Fid, int> order;
};

Published newHopeCreek() {
  Published p;
  std::ifstream in{std::string(SUYUAN_TEST_DATA) + "/network/new_hope.txt"};
  REQUIRE(in);
  for (std::string text; std::getline(in, text);) {
    std::istringstream row{text};
    std::string kind, from, to;
    Fid fid;
    row >> kind >> fid.value;
    if (kind == "line")
      for (Point at; row >> at.x >> at.y;) p.drawn.points[fid].push_back(at);
    if (kind != "node") continue;
    row >> from >> to >> p.hydroseq[fid] >> p.order[fid];
    p.drawn.named.add(fid, from, to, lengthOf(p.drawn.points.at(fid)));
  }
  p.drawn.take();
  return p;
}

std::set<Fid> setOf(const std::vector<Fid>& fids) { return {fids.begin(), fids.end()}; }
const std::vector<Fid>& linesOf(const TraceResult& result, Layer layer) { return layer == Layer::Rivers ? result.rivers : result.channels; }

/// Everything a trace can be asked, from every line.
void compare(const DrainageGraph& graph, const Drawn& drawn) {
  std::size_t wrongUp = 0, wrongDown = 0, wrongLength = 0;
  for (const auto& [fid, path] : drawn.points) {
    const auto start = startAt(graph, drawn.layer, fid);
    REQUIRE(start);
    const auto up = traceUp(graph, *start);
    const auto down = traceDown(graph, *start);
    REQUIRE(up);
    REQUIRE(down);
    std::set<Fid> above = drawn.named.above(drawn.named.from(fid)), below = drawn.named.below(drawn.named.to(fid));
    above.insert(fid);
    below.insert(fid);
    double metres = 0;
    for (const Fid each : above) metres += lengthOf(drawn.points.at(each));
    wrongUp += setOf(linesOf(*up, drawn.layer)) != above || linesOf(*up, drawn.layer).size() != above.size();
    wrongDown += setOf(linesOf(*down, drawn.layer)) != below || linesOf(*down, drawn.layer).size() != below.size();
    wrongLength += std::abs(up->lengthMetres - metres) > 1e-6 * metres;
  }
  CHECK(wrongUp == 0);
  CHECK(wrongDown == 0);
  CHECK(wrongLength == 0);
}

/// Ways between lines: as long as Dijkstra's, without gaps, and only in the flow when there is one.
void comparePaths(const DrainageGraph& graph, const Drawn& drawn, const std::vector<std::pair<Fid, Fid>>& pairs) {
  std::size_t wrong = 0, found = 0;
  for (const auto& [a, b] : pairs) {
    const auto from = startAt(graph, drawn.layer, a);
    const auto to = startAt(graph, drawn.layer, b);
    REQUIRE(from);
    REQUIRE(to);
    const auto path = pathBetween(graph, *from, *to);
    REQUIRE(path);
    constexpr double far = std::numeric_limits<double>::max();
    const double between = drawn.named.metresFrom(drawn.named.to(a))[drawn.named.from(b)];
    const double back = drawn.named.metresFrom(drawn.named.to(b))[drawn.named.from(a)];
    if (a == b) continue;
    if (between == far && back == far) {
      wrong += !path->againstFlow && path->emptyReason.empty();
      continue;
    }
    ++found;
    const auto& [upper, lower, metres] = between != far ? std::tuple(a, b, between) : std::tuple(b, a, back);
    const auto& way = linesOf(*path, drawn.layer);
    const double whole = metres + lengthOf(drawn.points.at(upper)) + lengthOf(drawn.points.at(lower));
    wrong += path->againstFlow || way.empty() || way.front() != upper || way.back() != lower || std::abs(path->lengthMetres - whole) > 1e-6 * whole;
    for (std::size_t i = 0; i + 1 < way.size(); ++i) wrong += drawn.named.to(way[i]) != drawn.named.from(way[i + 1]);
  }
  CHECK(wrong == 0);
  CHECK(found > 0);
}

void compareOrders(const DrainageGraph& graph, const Drawn& drawn) {
  const FlowOrder flow = flowOrder(graph);
  CHECK(flow.cyclicFrom == graph.edgeCount());
  REQUIRE(flow.edges.size() == graph.edgeCount());
  const auto expected = drawn.named.strahler();
  std::size_t wrong = 0, early = 0;
  std::map<Fid, std::size_t> rank;
  for (std::size_t i = 0; i < flow.edges.size(); ++i) {
    const Fid fid = graph.edge(flow.edges[i]).fid;
    rank[fid] = i;
    wrong += flow.strahler[flow.edges[i].value] != expected.at(fid);
  }
  for (const auto& [fid, path] : drawn.points)
    for (const auto e : boost::make_iterator_range(boost::in_edges(drawn.named.from(fid), drawn.named.graph())))
      early += rank.at(drawn.named.graph()[e].fid) >= rank.at(fid);
  CHECK(wrong == 0);
  CHECK(early == 0);
}

/// Crossroads a street apart, some joined by pipes of one to four vertices; the pipes' directions are drawn by lot.
Drawn streets(unsigned seed, bool circles) {
  std::mt19937 lot{seed};
  const auto at = [](int column, int row) { return Point{125.3 + column * 0.001, 43.9 + row * 0.0008}; };
  Drawn drawn;
  drawn.layer = Layer::Channels;
  std::int64_t next = 1;
  constexpr int side = 9;
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column)
      for (const bool east : {true, false}) {
        std::pair a{column, row}, b{column + (east ? 1 : 0), row + (east ? 0 : 1)};
        if (b.first == side || b.second == side || lot() % 4 == 0) continue;
        if (circles && lot() % 2 == 0) std::swap(a, b);
        const Fid fid{next++};
        auto& path = drawn.points[fid];
        const Point p = at(a.first, a.second), q = at(b.first, b.second);
        path.push_back(p);
        const unsigned bends = lot() % 4;
        for (unsigned i = 1; i <= bends; ++i) { // 8 m beside the street, far from its neighbours
          const double t = i / (bends + 1.0);
          path.push_back({p.x + t * (q.x - p.x) + (east ? 0 : 0.0001), p.y + t * (q.y - p.y) + (east ? 0.0001 : 0)});
        }
        path.push_back(q);
        const auto name = [](const std::pair<int, int>& n) { return std::to_string(n.first) + "/" + std::to_string(n.second); };
        drawn.named.add(fid, name(a), name(b), lengthOf(path));
      }
  drawn.take();
  return drawn;
}

} // namespace

TEST_CASE("every reach of New Hope Creek has the upstream and downstream set that Boost finds over its published nodes") {
  const Published creek = newHopeCreek();
  REQUIRE(creek.drawn.named.size() == 746);
  const auto graph = DrainageGraph::build(creek.drawn.lines, {});
  REQUIRE(graph);
  compare(*graph, creek.drawn);
}

TEST_CASE("the way from every reach of New Hope Creek to the outlet is Boost's shortest") {
  const Published creek = newHopeCreek();
  const auto graph = DrainageGraph::build(creek.drawn.lines, {});
  REQUIRE(graph);
  const Fid outlet = std::ranges::min_element(creek.hydroseq, {}, [](const auto& h) { return h.second; })->first;
  std::vector<std::pair<Fid, Fid>> pairs;
  for (const auto& [fid, path] : creek.drawn.points) pairs.emplace_back(fid, outlet);
  comparePaths(*graph, creek.drawn, pairs);
}

TEST_CASE("the order of flow in New Hope Creek agrees with the published one, and so do the stream orders") {
  const Published creek = newHopeCreek();
  const auto graph = DrainageGraph::build(creek.drawn.lines, {});
  REQUIRE(graph);
  compareOrders(*graph, creek.drawn);

  // Hydroseq falls along the flow, whichever way it is walked.
  std::size_t wrong = 0;
  for (const auto& [fid, path] : creek.drawn.points) {
    const auto up = traceUp(*graph, *startAt(*graph, Layer::Rivers, fid));
    REQUIRE(up);
    for (const Fid each : up->rivers) wrong += creek.hydroseq.at(each) < creek.hydroseq.at(fid);
  }
  CHECK(wrong == 0);

  // The published orders count minor branches of a divergence for nothing. Above the first divergence the two must agree.
  const FlowOrder flow = flowOrder(*graph);
  std::size_t compared = 0;
  const auto& named = creek.drawn.named;
  for (const EdgeId id : flow.edges) {
    const Fid fid = graph->edge(id).fid;
    bool divided = boost::out_degree(named.from(fid), named.graph()) > 1;
    for (const Fid each : named.above(named.from(fid))) divided = divided || boost::out_degree(named.from(each), named.graph()) > 1;
    if (divided) continue;
    ++compared;
    CHECK(flow.strahler[id.value] == creek.order.at(fid));
  }
  CHECK(compared > 300);
}

TEST_CASE("streets of pipes drawn by lot are walked as Boost walks them") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    INFO("seed " << seed);
    const Drawn drawn = streets(seed, false);
    const auto graph = DrainageGraph::build(drawn.lines, {});
    REQUIRE(graph);
    REQUIRE(graph->edgeCount() == drawn.named.size());
    compare(*graph, drawn);
    compareOrders(*graph, drawn);
    std::vector<std::pair<Fid, Fid>> pairs;
    for (std::int64_t i = 1; i < 40; ++i) pairs.emplace_back(Fid{i}, Fid{static_cast<std::int64_t>(drawn.named.size()) - i});
    comparePaths(*graph, drawn, pairs);
  }
}

TEST_CASE("streets with circles are walked as Boost walks them, and the circles are the same") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    INFO("seed " << seed);
    const Drawn drawn = streets(seed, true);
    const auto graph = DrainageGraph::build(drawn.lines, {});
    REQUIRE(graph);
    compare(*graph, drawn);
    const std::set<Fid> circular = drawn.named.circular();
    for (const auto& [fid, path] : drawn.points) {
      const auto up = traceUp(*graph, *startAt(*graph, Layer::Channels, fid));
      REQUIRE(up);
      std::set<Fid> above = drawn.named.above(drawn.named.from(fid));
      CHECK(up->cyclic == std::ranges::any_of(above, [&](Fid each) { return circular.contains(each); }));
    }
    const FlowOrder flow = flowOrder(*graph);
    CHECK(flow.edges.size() == graph->edgeCount());
    for (std::size_t i = 0; i < flow.cyclicFrom; ++i) CHECK_FALSE(circular.contains(graph->edge(flow.edges[i]).fid));
    CHECK(graph->edgeCount() - flow.cyclicFrom >= circular.size());
  }
}

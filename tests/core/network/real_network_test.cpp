// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/network_issues.h"
#include "core/network/trace.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

using namespace suyuan;
using namespace suyuan::network;

namespace {

std::vector<std::istringstream> rowsOf(const std::string& file) {
  std::ifstream in{std::string(SUYUAN_TEST_DATA) + "/network/" + file};
  REQUIRE(in);
  std::vector<std::istringstream> rows;
  for (std::string line; std::getline(in, line);)
    if (!line.starts_with('#')) rows.emplace_back(line);
  return rows;
}

std::vector<Point> pointsIn(std::istringstream& row) {
  std::vector<Point> points;
  for (Point p; row >> p.x >> p.y;) points.push_back(p);
  return points;
}

struct Flowlines {
  std::vector<std::vector<Point>> points;
  std::vector<LineInput> lines;
  struct Upstream {
    std::int64_t comid, count, sum;
  };
  std::vector<Upstream> upstream;
};

Flowlines newHope() {
  Flowlines f;
  std::vector<std::int64_t> comids;
  for (auto& row : rowsOf("new_hope.txt")) {
    std::string kind;
    std::int64_t comid = 0;
    row >> kind >> comid;
    if (kind == "line") {
      comids.push_back(comid);
      f.points.push_back(pointsIn(row));
    } else if (kind == "up") {
      auto& up = f.upstream.emplace_back();
      up.comid = comid;
      row >> up.count >> up.sum;
    }
  }
  for (std::size_t i = 0; i < comids.size(); ++i) f.lines.push_back({Fid{comids[i]}, Layer::Rivers, f.points[i]});
  return f;
}

} // namespace

TEST_CASE("every reach of New Hope Creek drains what its published node numbers say") {
  const Flowlines flow = newHope();
  REQUIRE(flow.lines.size() == 746);
  const auto graph = DrainageGraph::build(flow.lines, {});
  REQUIRE(graph);
  REQUIRE(graph->edgeCount() == 746); // nothing is split: reaches meet end to end
  std::size_t wrong = 0;
  for (const auto& expected : flow.upstream) {
    const auto start = startAt(*graph, Layer::Rivers, Fid{expected.comid});
    REQUIRE(start);
    const auto result = traceUp(*graph, *start);
    REQUIRE(result);
    std::int64_t sum = 0;
    for (const Fid fid : result->rivers) sum += fid.value;
    if (std::ssize(result->rivers) != expected.count || sum != expected.sum) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("an outfall put on the middle of a New Hope reach drains to the same outlet as the reach") {
  const Flowlines flow = newHope();
  const std::int64_t head = flow.upstream.back().comid; // a reach with nothing above it
  const auto line = std::ranges::find(flow.lines, Fid{head}, &LineInput::fid);
  REQUIRE(line != flow.lines.end());
  const Point a = line->points[0];
  const Point b = line->points[1];
  const std::vector<PointInput> points{{Fid{1}, Layer::Outfalls, {(a.x + b.x) / 2, (a.y + b.y) / 2}}};
  const auto graph = DrainageGraph::build(flow.lines, points);
  REQUIRE(graph);
  const auto fromOutfall = traceDown(*graph, *startAt(*graph, Layer::Outfalls, Fid{1}));
  const auto fromReach = traceDown(*graph, *startAt(*graph, Layer::Rivers, Fid{head}));
  REQUIRE(fromOutfall);
  REQUIRE(fromReach);
  CHECK(fromOutfall->rivers == fromReach->rivers);
  CHECK(fromOutfall->lengthMetres < fromReach->lengthMetres);
  const auto up = traceUp(*graph, *startAt(*graph, Layer::Outfalls, Fid{1}));
  REQUIRE(up);
  CHECK(up->rivers.empty());
}

TEST_CASE("the sewers of EPA's example reach their outfall as the model's links say") {
  std::map<std::string, Fid> fids;
  std::vector<std::vector<Point>> vertices;
  std::vector<Fid> pipes;
  std::vector<PointInput> points;
  std::map<std::string, std::vector<Fid>> expected;
  std::int64_t next = 1;
  for (auto& row : rowsOf("epa_example6.txt")) {
    std::string kind, name;
    row >> kind >> name;
    if (kind == "up") {
      for (std::string pipe; row >> pipe;) expected[name].push_back(fids.at("pipe " + pipe));
    } else if (kind == "pipe") {
      std::string from, to;
      row >> from >> to;
      pipes.push_back(fids["pipe " + name] = Fid{next++});
      vertices.push_back(pointsIn(row));
    } else {
      Point at;
      row >> at.x >> at.y;
      points.push_back({fids["node " + name] = Fid{next++}, kind == "node" ? Layer::Wells : Layer::Outfalls, at});
    }
  }
  std::vector<LineInput> lines;
  for (std::size_t i = 0; i < pipes.size(); ++i) lines.push_back({pipes[i], Layer::Channels, vertices[i]});
  const auto graph = DrainageGraph::build(lines, points);
  REQUIRE(graph);
  REQUIRE_FALSE(expected.empty());
  for (auto& [outfall, wanted] : expected) {
    const auto start = startAt(*graph, Layer::Outfalls, fids.at("node " + outfall));
    REQUIRE(start);
    auto result = traceUp(*graph, *start);
    REQUIRE(result);
    std::ranges::sort(result->channels);
    std::ranges::sort(wanted);
    CHECK(result->channels == wanted);
    CHECK(result->wells.size() == points.size() - expected.size());
  }
  const auto issues = findNetworkIssues(*graph);
  REQUIRE(issues);
  CHECK(std::ranges::none_of(*issues, [](const auto& i) { return i.kind == NetworkIssueKind::DanglingEnd; }));
}

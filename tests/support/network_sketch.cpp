// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/network_sketch.h"

#include "core/model/geometry_functions.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace suyuan::test {

namespace {

constexpr Point corner{125.3, 43.9}; // Changchun; the drawing's first character

bool isLetter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::vector<std::string> words(const std::string& text) {
  std::istringstream in{text};
  std::vector<std::string> list;
  for (std::string word; in >> word;) list.push_back(word);
  return list;
}

} // namespace

NetworkSketch::NetworkSketch(std::string_view drawing, std::vector<SketchLine> lines, double cellMetres)
    : lines_(std::move(lines)) {
  const DegreeLength degree = degreeLength(corner.y);
  double column = 0;
  double row = 0;
  for (std::size_t i = 0; i < drawing.size(); ++i, ++column) {
    if (drawing[i] == '\n') {
      ++row;
      column = -1;
    }
    if (!isLetter(drawing[i])) continue;
    std::string place{drawing[i]};
    const Point at{corner.x + column * cellMetres / degree.lon, corner.y - row * cellMetres / degree.lat};
    while (i + 1 < drawing.size() && isDigit(drawing[i + 1])) place += drawing[++i], ++column;
    // A name twice is a slip in the drawing. Sketches may be globals, where Catch2 cannot report yet.
    if (!places_.emplace(place, at).second) throw std::invalid_argument("place drawn twice: " + place);
  }
  std::int64_t next = 1;
  for (const auto& [place, at] : places_) {
    const char kind = place.front();
    if (kind == 'O') records_[place] = {Layer::Outfalls, Fid{next++}};
    if (kind == 'U') records_[place] = {Layer::Units, Fid{next++}};
    if (kind == 'W') records_[place] = {Layer::Wells, Fid{next++}};
  }
  for (SketchLine& line : lines_) {
    if (line.name.empty())
      for (const std::string& place : words(line.through)) line.name += place;
    records_[line.name] = {line.layer, Fid{next++}};
  }
}

network::DrainageGraph NetworkSketch::build(const network::BuildOptions& options) const {
  std::vector<std::vector<Point>> vertices;
  std::vector<network::LineInput> lines;
  std::vector<network::PointInput> points;
  for (const SketchLine& line : lines_) {
    auto& path = vertices.emplace_back();
    for (const std::string& place : words(line.through)) path.push_back(places_.at(place));
  }
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const SketchLine& line = lines_[i];
    lines.push_back({fid(line.name), line.layer, vertices[i], line.reversed, line.invertUp, line.invertDown, 0, line.size, line.speed});
  }
  for (const auto& [name, record] : records_)
    if (record.first != Layer::Channels && record.first != Layer::Rivers)
      points.push_back({record.second, record.first, places_.at(name)});
  auto graph = network::DrainageGraph::build(lines, points, options);
  REQUIRE(graph);
  return std::move(*graph);
}

Fid NetworkSketch::fid(const std::string& name) const { return records_.at(name).second; }

std::string NetworkSketch::name(Fid fid) const {
  for (const auto& [name, record] : records_)
    if (record.second == fid) return name;
  return "?" + toText(fid);
}

NetworkSketch::Names NetworkSketch::names(const std::vector<Fid>& fids) const {
  Names list;
  for (const Fid fid : fids) list.push_back(name(fid));
  return list;
}

NetworkSketch::Names NetworkSketch::sortedNames(const std::vector<Fid>& fids) const {
  Names list = names(fids);
  std::ranges::sort(list);
  return list;
}

NetworkSketch::Names NetworkSketch::reached(const network::TraceResult& result) const {
  Names list;
  for (const auto* fids : {&result.channels, &result.rivers, &result.wells, &result.units, &result.outfalls})
    for (const Fid fid : *fids) list.push_back(name(fid));
  std::ranges::sort(list);
  return list;
}

network::TraceStart NetworkSketch::start(const network::DrainageGraph& graph, const std::string& from) const {
  const auto& [layer, id] = records_.at(from);
  auto found = network::startAt(graph, layer, id);
  REQUIRE(found);
  return *found;
}

network::TraceResult NetworkSketch::up(const network::DrainageGraph& graph, const std::string& from,
                                       const network::TraceBarriers& barriers) const {
  auto result = network::traceUp(graph, start(graph, from), barriers);
  REQUIRE(result);
  return *result;
}

network::TraceResult NetworkSketch::down(const network::DrainageGraph& graph, const std::string& from,
                                         const network::TraceBarriers& barriers) const {
  auto result = network::traceDown(graph, start(graph, from), barriers);
  REQUIRE(result);
  return *result;
}

network::TraceResult NetworkSketch::between(const network::DrainageGraph& graph, const std::string& a,
                                            const std::string& b) const {
  auto result = network::pathBetween(graph, start(graph, a), start(graph, b));
  REQUIRE(result);
  return *result;
}

} // namespace suyuan::test

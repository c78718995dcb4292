// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry_functions.h"
#include "core/network/drainage_graph.h"

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <utility>
#include <vector>

namespace suyuan::test {

/// A survey's network kept as records, edited by lot.
class RecordsByLot {
public:
  explicit RecordsByLot(unsigned seed) : lot_(seed) {}
  [[nodiscard]] network::DrainageGraph built() const {
    std::vector<network::LineInput> lines;
    std::vector<network::PointInput> points;
    for (const auto& [fid, parts] : lines_)
      for (std::size_t i = 0; i < parts.paths.size(); ++i) lines.push_back(inputOf(fid, parts, i));
    for (const auto& [key, at] : points_) points.push_back({key.second, key.first, at});
    auto graph = network::DrainageGraph::build(lines, points, options);
    REQUIRE(graph);
    return std::move(*graph);
  }
  /// Changes a record or makes one; what it is now.
  network::RecordChange edit() {
    const int what = static_cast<int>(lot_() % 10);
    if (what < 7) return editLine();
    return editPoint();
  }
  void fill(int lines, int points) {
    for (int i = 0; i < lines; ++i) addLine();
    for (int i = 0; i < points; ++i) addPoint();
  }
  network::BuildOptions options{.toleranceMetres = 1.0, .levelMetres = 5.0, .riverToleranceMetres = 12.0};

private:
  struct Parts {
    Layer layer = Layer::Channels;
    bool reversed = false;
    double invertUp = std::numeric_limits<double>::quiet_NaN(), invertDown = std::numeric_limits<double>::quiet_NaN();
    std::vector<std::vector<Point>> paths;
  };
  /// A field of 60 m: half of the places on a grid of 6 m with a little noise, so that everything meets everything.
  Point place() {
    const DegreeLength degree = degreeLength(43.9);
    std::uniform_real_distribution<double> anywhere{0, 60}, noise{-0.7, 0.7};
    double x = anywhere(lot_), y = anywhere(lot_);
    switch (lot_() % 4) {
    case 0: x = std::round(x / 6) * 6, y = std::round(y / 6) * 6; break;
    case 1: x = std::round(x / 6) * 6 + noise(lot_), y = std::round(y / 6) * 6 + noise(lot_); break;
    default: break;
    }
    return {125.3 + x / degree.lon, 43.9 + y / degree.lat};
  }
  std::vector<Point> path() {
    std::vector<Point> points;
    const unsigned count = 2 + static_cast<unsigned>(lot_() % 12) * (lot_() % 3 == 0);
    for (unsigned i = 0; i < count; ++i) points.push_back(place());
    return points;
  }
  double level() { return lot_() % 2 == 0 ? std::numeric_limits<double>::quiet_NaN() : 200.0 + static_cast<double>(lot_() % 12); }
  void addLine() {
    Parts parts;
    parts.layer = lot_() % 6 == 0 ? Layer::Rivers : Layer::Channels;
    const bool multi = lot_() % 8 == 0;
    for (int i = 0; i <= (multi ? 1 : 0); ++i) parts.paths.push_back(path());
    parts.reversed = lot_() % 3 == 0;
    if (parts.layer == Layer::Channels) parts.invertUp = level(), parts.invertDown = level();
    lines_[Fid{next_++}] = std::move(parts);
  }
  void addPoint() {
    constexpr Layer layers[]{Layer::Wells, Layer::Outfalls, Layer::Units};
    points_[{layers[lot_() % 3], Fid{next_++}}] = place();
  }
  static network::LineInput inputOf(Fid fid, const Parts& parts, std::size_t i) {
    return {fid, parts.layer, parts.paths[i], parts.reversed, parts.invertUp, parts.invertDown, static_cast<int>(i)};
  }
  network::RecordChange editLine() {
    Fid fid;
    switch (lot_() % 5) {
    case 0: {
      addLine();
      fid = Fid{next_ - 1};
      break;
    }
    default: {
      auto at = lines_.begin();
      std::advance(at, static_cast<std::ptrdiff_t>(lot_() % lines_.size()));
      fid = at->first;
      Parts& parts = at->second;
      switch (lot_() % 5) {
      case 0: {
        network::RecordChange gone{parts.layer, fid, {}, {}};
        lines_.erase(at);
        return gone;
      }
      case 1: parts.reversed = !parts.reversed; break;
      case 2: parts.paths.front().front() = place(); break;
      case 3: parts.paths.back().back() = place(); break;
      default: parts.invertUp = level(), parts.invertDown = level(); break;
      }
    }
    }
    const Parts& parts = lines_.at(fid);
    network::RecordChange change{parts.layer, fid, {}, {}};
    for (std::size_t i = 0; i < parts.paths.size(); ++i) change.lines.push_back(inputOf(fid, parts, i));
    return change;
  }
  network::RecordChange editPoint() {
    if (points_.empty() || lot_() % 3 == 0) {
      addPoint();
      for (const auto& [key, at] : points_)
        if (key.second == Fid{next_ - 1}) return {key.first, key.second, {}, at};
    }
    auto at = points_.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(lot_() % points_.size()));
    const auto key = at->first;
    if (lot_() % 4 == 0) {
      points_.erase(at);
      return {key.first, key.second, {}, {}};
    }
    at->second = place();
    return {key.first, key.second, {}, at->second};
  }

  std::mt19937 lot_;
  std::int64_t next_ = 1;
  std::map<Fid, Parts> lines_;
  std::map<std::pair<Layer, Fid>, Point> points_;
};

} // namespace suyuan::test

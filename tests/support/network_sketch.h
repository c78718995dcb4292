// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/drainage_graph.h"
#include "core/network/network_issues.h"
#include "core/network/trace.h"

#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::test {

/// A line of a sketch, named by the places it runs through.
struct SketchLine {
  std::string through;              ///< "A B O1": places in the order digitised
  std::string name = {};            ///< empty: the places without spaces, "ABO1"
  Layer layer = Layer::Channels;
  bool reversed = false;
  double invertUp = std::numeric_limits<double>::quiet_NaN();
  double invertDown = std::numeric_limits<double>::quiet_NaN();
  double size = std::numeric_limits<double>::quiet_NaN();  ///< m
  double speed = std::numeric_limits<double>::quiet_NaN(); ///< m/s
};

/// A network drawn in text, e.g.
///
///     U1---A
///          |
///     W2---B---O1
///
/// A place is a letter and digits; its first letter's column and line give its position. O… are outfalls, U… units,
/// W… wells; other names are only positions for lines to run through. Everything else in the drawing is decoration.
/// One character is `cellMetres` wide, one line `cellMetres` high.
class NetworkSketch {
public:
  NetworkSketch(std::string_view drawing, std::vector<SketchLine> lines, double cellMetres = 10.0);

  [[nodiscard]] network::DrainageGraph build(const network::BuildOptions& options = {}) const;
  [[nodiscard]] Fid fid(const std::string& name) const;   ///< of a line or a record
  [[nodiscard]] std::string name(Fid fid) const;
  [[nodiscard]] Point at(const std::string& place) const { return places_.at(place); }

  using Names = std::vector<std::string>;
  [[nodiscard]] Names names(const std::vector<Fid>& fids) const;       ///< in their order
  [[nodiscard]] Names sortedNames(const std::vector<Fid>& fids) const;
  /// Everything reached: channels, rivers, wells, units, outfalls; sorted.
  [[nodiscard]] Names reached(const network::TraceResult& result) const;

  /// Up or down from a record or line, by name.
  [[nodiscard]] network::TraceStart start(const network::DrainageGraph& graph, const std::string& from) const;
  [[nodiscard]] network::TraceResult up(const network::DrainageGraph& graph, const std::string& from,
                                        const network::TraceBarriers& barriers = {}) const;
  [[nodiscard]] network::TraceResult down(const network::DrainageGraph& graph, const std::string& from,
                                          const network::TraceBarriers& barriers = {}) const;
  [[nodiscard]] network::TraceResult between(const network::DrainageGraph& graph, const std::string& a,
                                             const std::string& b) const;

private:
  std::vector<SketchLine> lines_;
  std::map<std::string, Point> places_;
  std::map<std::string, std::pair<Layer, Fid>> records_; // lines and points
};

} // namespace suyuan::test

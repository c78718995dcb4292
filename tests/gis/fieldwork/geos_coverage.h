// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fieldwork/coverage.h"
#include "core/model/geometry.h"
#include "core/rules/survey_moves.h"
#include "gis/projection/transformer.h"

#include <catch2/catch_test_macros.hpp>
#include <ogr_geometry.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

namespace suyuan::fieldwork {

// The coverage of a bank by another computation: GEOS's buffers in Gauss–Krüger metres, cut with the reach's line.

using Line = std::vector<Point>;
using Drawn = std::unique_ptr<OGRGeometry>;

inline Line inMetres(projection::Transformer& transformer, const Line& degrees) {
  std::vector<double> x, y;
  for (const Point& p : degrees) x.push_back(p.x), y.push_back(p.y);
  REQUIRE(transformer.transform(x, y) == 0);
  Line metres;
  for (std::size_t i = 0; i < x.size(); ++i) metres.push_back({x[i], y[i]});
  return metres;
}

inline std::unique_ptr<OGRLineString> drawn(const Line& line) {
  auto out = std::make_unique<OGRLineString>();
  for (const Point& p : line) out->addPoint(p.x, p.y);
  return out;
}

/// Which side of the line a place is on, by the line's nearest piece.
inline bool onLeft(const Line& line, const Point& at) {
  double best = 1e300;
  bool left = false;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const double dx = line[i + 1].x - line[i].x, dy = line[i + 1].y - line[i].y, px = at.x - line[i].x, py = at.y - line[i].y;
    const double t = std::clamp((px * dx + py * dy) / (dx * dx + dy * dy), 0.0, 1.0), d = std::hypot(px - t * dx, py - t * dy);
    if (d < best) best = d, left = dx * py - dy * px > 0;
  }
  return left;
}

inline double lengthOf(const OGRGeometry& geometry) {
  if (const auto type = wkbFlatten(geometry.getGeometryType()); type == wkbLineString) return geometry.toLineString()->get_Length();
  double sum = 0;
  if (OGR_GT_IsSubClassOf(wkbFlatten(geometry.getGeometryType()), wkbGeometryCollection))
    for (const OGRGeometry* part : *geometry.toGeometryCollection()) sum += lengthOf(*part);
  return sum;
}

/// Walks and reach in metres.
inline Coverage::Share byGeos(const Line& reach, bool leftBank, const std::vector<Line>& walks, const rules::FieldworkLimits& limits) {
  OGRMultiLineString own, across;
  for (const Line& walk : walks) {
    Line run;
    bool side = false;
    const auto put = [&] {
      if (run.empty()) return;
      if (run.size() == 1) run.push_back({run[0].x + 1e-3, run[0].y});
      (side == leftBank ? own : across).addGeometry(drawn(run).get());
      run.clear();
    };
    for (const Point& p : walk) {
      const bool left = onLeft(reach, p);
      if (!run.empty() && (left != side || std::hypot(p.x - run.back().x, p.y - run.back().y) > Coverage::joinM)) put();
      side = left;
      run.push_back(p);
    }
    put();
  }
  const auto line = drawn(reach);
  const Drawn near(own.Buffer(limits.rangeNearM, 64)), far(across.Buffer(limits.rangeAcrossM, 64));
  REQUIRE((near && far));
  const Drawn either(near->Union(far.get()));
  const Drawn covered(line->Intersection(near.get())), done(line->Intersection(either.get()));
  REQUIRE((covered && done));
  return {line->get_Length(), lengthOf(*covered), lengthOf(*done) - lengthOf(*covered)};
}

} // namespace suyuan::fieldwork

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"

#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

// Editing of lines and outlines, as pure geometry. Positions are lon/lat; edges are straight in them, as the survey stores
// them. A vertex that is kept is kept to the last bit, height included.

namespace suyuan {

/// A vertex of a geometry: its run (a line, or a ring over all polygons in their order) and its number in it.
struct VertexPlace {
  std::size_t run = 0;
  std::size_t vertex = 0;
  friend bool operator==(const VertexPlace&, const VertexPlace&) = default;
};

/// Lines and rings of a geometry in their order; points have none.
[[nodiscard]] std::vector<std::span<const Point>> runsOf(const Geometry& geometry);

/// Nothing when there is no such vertex. The closing vertex of a ring moves with its first.
[[nodiscard]] std::optional<Geometry> withMovedVertex(Geometry geometry, VertexPlace place, const Point& to);
/// A new vertex after `place`; nothing when no edge begins there.
[[nodiscard]] std::optional<Geometry> withNewVertex(Geometry geometry, VertexPlace after, const Point& at);
/// Nothing when the line would have fewer than two vertices, the ring fewer than three.
[[nodiscard]] std::optional<Geometry> withoutVertex(Geometry geometry, VertexPlace place);

/// Lines from their end to their beginning, the parts of a multi-line too; others as they are.
[[nodiscard]] Geometry reversed(Geometry geometry);

/// 打断: a line cut at the place nearest to `at`; both pieces have the cut as a vertex. Of a multi-line the parts before the cut go
/// with the first piece, those after it with the second. Nothing when it is no line or the cut would fall on an end of its part.
[[nodiscard]] std::optional<std::pair<Geometry, Geometry>> splitAt(const Geometry& line, const Point& at);

/// 连接: several lines as one.
struct JoinedLine {
  LineString line;
  std::vector<std::size_t> order; ///< of the given lines along the joined one
  std::vector<bool> turned;       ///< for each given line: taken from its end to its beginning
};
/// End to end; the line `leading` keeps its direction, others turn where they must. Ends that are the same become one vertex,
/// others within `joint` metres are bridged. A multi-line must join in itself. Nothing when not all hang together without a branch.
[[nodiscard]] std::optional<JoinedLine> joined(std::span<const Geometry> lines, std::size_t leading, double joint);

/// 重塑: what lies between the first and the last crossing with `drawn` (in its order) is replaced by the part of `drawn` between
/// them; of a ring, so that the larger area stays. A drawn line that begins or ends exactly at an end of the line and meets it
/// nowhere else lengthens it. Nothing when it meets no line twice. Of several lines and rings the one met most often is reshaped.
[[nodiscard]] std::optional<Geometry> reshaped(Geometry geometry, std::span<const Point> drawn);

} // namespace suyuan

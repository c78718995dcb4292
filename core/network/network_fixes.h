// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/network_issues.h"
#include "core/network/trace.h"

#include <optional>
#include <vector>

namespace suyuan::network {

enum class FixKind : std::uint8_t {
  MoveEnd,    ///< the channel's end goes to `to`
  Reverse,    ///< the channel flows the other way
  AddWell,    ///< a well at `to` joins what crosses there
  AddChannel, ///< a channel from `from` to `to`, assumed
};

/// What would mend an issue: one small change of one record, told before it is made.
struct NetworkFix {
  FixKind kind = FixKind::MoveEnd;
  Fid fid;          ///< the channel; not set for what is added
  int part = 0;     ///< of a MultiLineString
  bool last = false; ///< MoveEnd: the end where the drawing ends
  Point from, to;   ///< lon/lat
  double metres = 0; ///< how far something moves, or how long it is
};

/// The fix, when there is one that the network itself makes plain: gaps within `maxMetres` are closed, channels that rise
/// or run head-on are reversed where the levels or a single way on say which, a crossing becomes a joint.
[[nodiscard]] std::optional<NetworkFix> fixOf(const DrainageGraph& graph, const NetworkIssue& issue, double maxMetres = 50.0);

/// The fix of a gap that a trace stopped at.
[[nodiscard]] std::optional<NetworkFix> fixOf(const DrainageGraph& graph, const TraceGap& gap, double maxMetres = 50.0);
/// The fix of an outfall or unit that no channel touches; nothing for other records, and when nothing lies within `maxMetres`.
[[nodiscard]] std::optional<NetworkFix> connectionOf(const DrainageGraph& graph, Layer layer, Fid fid, double maxMetres = 50.0);

} // namespace suyuan::network

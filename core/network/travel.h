// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/trace.h"

#include <stop_token>
#include <vector>

namespace suyuan::network {

/// How far a node lies from the start of a trace, by the shortest way in (or against) the flow.
struct Travel {
  NodeId node;
  double metres = 0;        ///< links from outfalls to rivers count for nothing
  double seconds = 0;       ///< over the part whose speed is known
  double unknownMetres = 0; ///< the part whose speed is not: with it, `seconds` is a least time only
};

/// Every node that the trace reaches, nearest first. Barriers as in a trace. Error Cancelled.
[[nodiscard]] Result<std::vector<Travel>> travelFrom(const DrainageGraph& graph, const TraceStart& start, bool up, const TraceBarriers& barriers = {},
                                                     std::stop_token stop = {});

} // namespace suyuan::network

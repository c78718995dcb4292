// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/graph_ids.h"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace suyuan::network {

class DrainageGraph;

/// A piece so short that both its ends snapped to one node is no cycle, one this long is.
[[nodiscard]] double shortRingMetres(const DrainageGraph& graph) noexcept;

/// True when the edges, each given once, make a directed cycle.
[[nodiscard]] bool hasCycle(const DrainageGraph& graph, std::span<const EdgeId> edges);

/// Of the steps from one to another those that are left when all are taken off, again and again, that come from where none arrives or lead
/// to where none leaves: empty exactly when they make no cycle.
[[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> cyclicPart(std::vector<std::pair<std::uint32_t, std::uint32_t>> steps);

} // namespace suyuan::network

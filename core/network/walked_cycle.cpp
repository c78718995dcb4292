// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/walked_cycle.h"

#include "core/network/drainage_graph.h"

#include <algorithm>
#include <numeric>

namespace suyuan::network {

namespace {

using Steps = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// Takes off what comes from where none arrives (Kahn).
Steps peeled(Steps steps) {
  std::vector<std::uint32_t> ids;
  ids.reserve(steps.size() * 2);
  for (const auto& [a, b] : steps) ids.push_back(a), ids.push_back(b);
  std::ranges::sort(ids);
  ids.erase(std::ranges::unique(ids).begin(), ids.end());
  const auto number = [&](std::uint32_t id) { return static_cast<std::uint32_t>(std::ranges::lower_bound(ids, id) - ids.begin()); };
  std::vector<std::uint32_t> start(ids.size() + 1), arriving(ids.size()), from(steps.size()), to(steps.size()), free;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    from[i] = number(steps[i].first);
    to[i] = number(steps[i].second);
    ++start[from[i] + 1];
    ++arriving[to[i]];
  }
  std::partial_sum(start.begin(), start.end(), start.begin());
  std::vector<std::uint32_t> fill(start.begin(), start.end() - 1), leaving(steps.size());
  for (std::uint32_t i = 0; i < steps.size(); ++i) leaving[fill[from[i]]++] = to[i];
  std::vector<bool> taken(ids.size());
  for (std::uint32_t n = 0; n < ids.size(); ++n)
    if (arriving[n] == 0) free.push_back(n);
  while (!free.empty()) {
    const std::uint32_t n = free.back();
    free.pop_back();
    taken[n] = true;
    for (std::uint32_t i = start[n]; i < start[n + 1]; ++i)
      if (--arriving[leaving[i]] == 0) free.push_back(leaving[i]);
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (!taken[from[i]]) steps[kept++] = steps[i];
  steps.resize(kept);
  return steps;
}

Steps turned(Steps steps) {
  for (auto& [a, b] : steps) std::swap(a, b);
  return steps;
}

} // namespace

Steps cyclicPart(Steps steps) {
  if (steps.empty()) return steps;
  steps = peeled(std::move(steps));
  return turned(peeled(turned(std::move(steps))));
}

double shortRingMetres(const DrainageGraph& graph) noexcept { return 3 * graph.options().toleranceMetres; }

// What cannot be taken off leaf by leaf (Kahn).
bool hasCycle(const DrainageGraph& graph, std::span<const EdgeId> edges) {
  constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> arriving(graph.nodeCount());
  std::vector<bool> walked(graph.edgeCount());
  const double shortMetres = shortRingMetres(graph);
  std::size_t left = 0;
  for (const EdgeId id : edges) {
    const Edge& e = graph.edge(id);
    if (e.from == e.to) {
      if (e.lengthMetres > shortMetres) return true;
      continue;
    }
    walked[id.value] = true;
    ++arriving[e.to.value];
    ++left;
  }
  std::vector<NodeId> free;
  for (const EdgeId id : edges) {
    const NodeId from = graph.edge(id).from;
    if (arriving[from.value] != 0) continue;
    arriving[from.value] = none; // taken once, though several edges leave it
    free.push_back(from);
  }
  while (!free.empty()) {
    const NodeId node = free.back();
    free.pop_back();
    for (const EdgeId id : graph.downFrom(node)) {
      if (!walked[id.value]) continue;
      --left;
      if (--arriving[graph.edge(id).to.value] == 0) free.push_back(graph.edge(id).to);
    }
  }
  return left > 0;
}

} // namespace suyuan::network

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/network_issues.h"

#include "core/network/network_crossings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace suyuan::network {

namespace {

constexpr double levelNoise = 0.001; ///< metres: inverts are recorded to the millimetre
constexpr std::uint32_t noIndex = std::numeric_limits<std::uint32_t>::max();

class IssueFinder {
public:
  IssueFinder(const DrainageGraph& graph, const IssueOptions& options, std::stop_token stop)
      : graph_(graph), options_(options), stop_(std::move(stop)) {}

  Result<std::vector<NetworkIssue>> run() {
    using Step = void (IssueFinder::*)();
    for (const Step step : {&IssueFinder::danglingEnds, &IssueFinder::cycles, &IssueFinder::inverts,
                            &IssueFinder::headOn, &IssueFinder::disconnectedPoints, &IssueFinder::isolatedPieces, &IssueFinder::outlets}) {
      (this->*step)();
      if (stop_.stop_requested()) return failure(ErrorCode::Cancelled);
    }
    findCrossings(graph_, options_, stop_, issues_);
    if (stop_.stop_requested()) return failure(ErrorCode::Cancelled);
    std::ranges::stable_sort(issues_, {}, &NetworkIssue::kind);
    return std::move(issues_);
  }

private:
  [[nodiscard]] bool stopped(std::uint32_t n) const { return (n & 0xFFF) == 0 && stop_.stop_requested(); }
  [[nodiscard]] bool isChannel(EdgeId id) const { return graph_.edge(id).layer == Layer::Channels; }

  // Distinct channel edges at a node.
  void channelsAt(NodeId n, std::vector<EdgeId>& in, std::vector<EdgeId>& out) const {
    in.clear();
    out.clear();
    for (const EdgeId id : graph_.upFrom(n))
      if (isChannel(id)) in.push_back(id);
    for (const EdgeId id : graph_.downFrom(n))
      if (isChannel(id)) out.push_back(id);
  }

  [[nodiscard]] bool hasLink(NodeId n) const {
    return std::ranges::any_of(graph_.downFrom(n), [&](EdgeId id) { return graph_.edge(id).isLink(); });
  }

  void addGap(NetworkIssue& issue, NodeId n) const {
    if (const auto place = graph_.nearestEdge(graph_.position(n), options_.reachMetres, n)) {
      issue.gapMetres = place->distance;
      issue.nearest = NodeRecord{graph_.edge(place->edge).layer, graph_.edge(place->edge).fid};
      issue.nearestAt = place->at;
    }
  }

  void danglingEnds() {
    std::vector<EdgeId> in, out;
    for (std::uint32_t n = 0; n < graph_.nodeCount(); ++n) {
      if (stopped(n)) return;
      const NodeId node{n};
      const NodeKind kind = graph_.kind(node);
      if (kind == NodeKind::Outfall || kind == NodeKind::Unit || kind == NodeKind::RiverNode || hasLink(node)) continue;
      channelsAt(node, in, out);
      // A first well is where pipes begin; a well that nothing leaves is an end like any other.
      if (in.size() + out.size() != 1 || (kind == NodeKind::Well && in.empty())) continue;
      const EdgeId id = in.empty() ? out.front() : in.front();
      NetworkIssue issue{.kind = NetworkIssueKind::DanglingEnd, .fid = graph_.edge(id).fid, .at = graph_.position(node)};
      addGap(issue, node);
      if (issue.gapMetres <= options_.missMetres) issue.kind = NetworkIssueKind::NearMiss;
      issues_.push_back(std::move(issue));
    }
  }

  // Strongly connected parts (Tarjan, without recursion: sewers are deeper than stacks).
  void cycles() {
    const auto nodes = static_cast<std::uint32_t>(graph_.nodeCount());
    std::vector<std::uint32_t> order(nodes, noIndex), low(nodes, noIndex), part(nodes, noIndex), next(nodes, 0);
    std::vector<std::uint32_t> open, path;
    std::uint32_t counter = 0, parts = 0;
    std::vector<std::uint32_t> size;
    for (std::uint32_t root = 0; root < nodes; ++root) {
      if (stopped(root)) return;
      if (order[root] != noIndex) continue;
      path.push_back(root);
      while (!path.empty()) {
        const std::uint32_t at = path.back();
        if (order[at] == noIndex) {
          order[at] = low[at] = counter++;
          open.push_back(at);
        }
        const auto edges = graph_.downFrom({at});
        if (next[at] < edges.size()) {
          const std::uint32_t to = graph_.edge(edges[next[at]++]).to.value;
          if (order[to] == noIndex) path.push_back(to);
          else if (part[to] == noIndex) low[at] = std::min(low[at], order[to]);
          continue;
        }
        path.pop_back();
        if (!path.empty()) low[path.back()] = std::min(low[path.back()], low[at]);
        if (low[at] != order[at]) continue;
        size.push_back(0);
        for (std::uint32_t member = noIndex; member != at;) {
          member = open.back();
          open.pop_back();
          part[member] = parts;
          ++size.back();
        }
        ++parts;
      }
    }
    std::vector<std::uint32_t> issueOf(parts, noIndex);
    const double shortMetres = 3 * graph_.options().toleranceMetres;
    for (std::uint32_t e = 0; e < graph_.edgeCount(); ++e) {
      if (graph_.isGone(EdgeId{e})) continue;
      const Edge& edge = graph_.edge({e});
      const std::uint32_t p = part[edge.from.value];
      if (p != part[edge.to.value]) continue;
      const bool ring = edge.from == edge.to && edge.lengthMetres > shortMetres;
      if (!ring && (size[p] < 2 || edge.from == edge.to)) continue;
      if (issueOf[p] == noIndex) {
        issueOf[p] = static_cast<std::uint32_t>(issues_.size());
        issues_.push_back({.kind = NetworkIssueKind::Cycle, .layer = edge.layer, .fid = edge.fid,
                           .at = graph_.position(edge.from)});
      }
      auto& fids = issues_[issueOf[p]].channels;
      if (edge.layer == Layer::Channels && (fids.empty() || fids.back() != edge.fid)) fids.push_back(edge.fid);
    }
  }

  void inverts() {
    for (std::uint32_t i = 0; i < graph_.lineCount(); ++i) {
      if (graph_.isLineGone(i)) continue;
      const auto& line = graph_.line(i);
      const double rise = line.reversed ? line.inverts.first - line.inverts.last : line.inverts.last - line.inverts.first;
      if (!(rise > levelNoise)) continue; // NaN: not known
      const EdgeId first{line.firstEdge};
      issues_.push_back({.kind = NetworkIssueKind::InvertAgainstFlow, .layer = line.layer, .fid = line.fid,
                         .at = graph_.position(graph_.edge(first).from), .fallMetres = rise});
    }
  }

  void headOn() {
    std::vector<EdgeId> in, out;
    for (std::uint32_t n = 0; n < graph_.nodeCount(); ++n) {
      if (stopped(n)) return;
      const NodeId node{n};
      const NodeKind kind = graph_.kind(node);
      if (kind == NodeKind::Outfall || kind == NodeKind::RiverNode || hasLink(node)) continue;
      channelsAt(node, in, out);
      if (in.size() < 2 || !out.empty()) continue;
      NetworkIssue issue{.kind = NetworkIssueKind::HeadOn, .fid = graph_.edge(in.front()).fid, .at = graph_.position(node)};
      for (const EdgeId id : in) issue.channels.push_back(graph_.edge(id).fid);
      issues_.push_back(std::move(issue));
    }
  }

  void disconnectedPoints() {
    for (const NodeKind kind : {NodeKind::Outfall, NodeKind::Unit}) {
      const Layer layer = kind == NodeKind::Outfall ? Layer::Outfalls : Layer::Units;
      std::vector<EdgeId> in, out;
      for (std::uint32_t n = 0; n < graph_.nodeCount(); ++n) {
        if (stopped(n)) return;
        const NodeId node{n};
        for (const NodeRecord& record : graph_.recordsAt(node)) {
          if (record.layer != layer) continue;
          channelsAt(node, in, out);
          if (!(kind == NodeKind::Outfall ? in : out).empty()) continue;
          NetworkIssue issue{.kind = kind == NodeKind::Outfall ? NetworkIssueKind::DisconnectedOutfall
                                                               : NetworkIssueKind::DisconnectedUnit,
                             .layer = layer, .fid = record.fid, .at = graph_.position(node)};
          addGap(issue, node);
          issues_.push_back(std::move(issue));
        }
      }
    }
  }

  /// More than one way on, and ways on that are narrower than what comes.
  void outlets() {
    std::vector<EdgeId> in, out;
    for (std::uint32_t n = 0; n < graph_.nodeCount(); ++n) {
      if (stopped(n)) return;
      const NodeId node{n};
      if (graph_.kind(node) == NodeKind::RiverNode) continue;
      channelsAt(node, in, out);
      if (out.size() > 1 && (!in.empty() || graph_.kind(node) != NodeKind::Unit)) {
        NetworkIssue issue{.kind = NetworkIssueKind::TwoOutlets, .fid = graph_.edge(out.front()).fid, .at = graph_.position(node)};
        for (const EdgeId id : out) issue.channels.push_back(graph_.edge(id).fid);
        issues_.push_back(std::move(issue));
      }
      EdgeId widest{};
      float above = 0;
      for (const EdgeId id : in)
        if (const float size = sizeOf(id); size > above) above = size, widest = id;
      for (const EdgeId id : out) {
        if (!(sizeOf(id) < above - 0.0005F) || graph_.edge(id).fid == graph_.edge(widest).fid) continue;
        issues_.push_back({.kind = NetworkIssueKind::ShrinkingPipe, .fid = graph_.edge(id).fid, .at = graph_.position(node), .sizeMetres = sizeOf(id), .aboveMetres = above,
                           .channels = {graph_.edge(widest).fid, graph_.edge(id).fid}});
      }
    }
  }
  [[nodiscard]] float sizeOf(EdgeId id) const { return graph_.line(graph_.edge(id).line).size; }

  void isolatedPieces() {
    std::vector<std::uint32_t> parent(graph_.nodeCount());
    std::iota(parent.begin(), parent.end(), 0U);
    const auto root = [&](std::uint32_t i) {
      while (parent[i] != i) i = parent[i] = parent[parent[i]];
      return i;
    };
    for (std::uint32_t e = 0; e < graph_.edgeCount(); ++e)
      if (isChannel({e}) && !graph_.isGone(EdgeId{e})) parent[root(graph_.edge({e}).from.value)] = root(graph_.edge({e}).to.value);
    std::vector<bool> drains(graph_.nodeCount());
    for (std::uint32_t n = 0; n < graph_.nodeCount(); ++n)
      if (!graph_.isGone(NodeId{n}) && (graph_.kind({n}) == NodeKind::Outfall || graph_.kind({n}) == NodeKind::RiverNode || hasLink({n})))
        drains[root(n)] = true;
    std::vector<std::uint32_t> issueOf(graph_.nodeCount(), noIndex);
    for (std::uint32_t e = 0; e < graph_.edgeCount(); ++e) {
      if (stopped(e)) return;
      const Edge& edge = graph_.edge({e});
      if (!isChannel({e}) || graph_.isGone(EdgeId{e})) continue;
      const std::uint32_t piece = root(edge.from.value);
      if (drains[piece]) continue;
      if (issueOf[piece] == noIndex) {
        issueOf[piece] = static_cast<std::uint32_t>(issues_.size());
        issues_.push_back({.kind = NetworkIssueKind::IsolatedPiece, .fid = edge.fid, .at = graph_.position(edge.from)});
      }
      auto& fids = issues_[issueOf[piece]].channels;
      if (fids.empty() || fids.back() != edge.fid) fids.push_back(edge.fid);
    }
  }

  const DrainageGraph& graph_;
  IssueOptions options_;
  std::stop_token stop_;
  std::vector<NetworkIssue> issues_;
};

} // namespace

namespace {

constexpr std::array<std::string_view, networkIssueKinds> issueKeys{
    "near-miss",         "dangling-end",   "cycle",                  "invert-against-flow", "head-on", "disconnected-outfall",
    "disconnected-unit", "isolated-piece", "crossing-without-joint", "two-outlets",         "shrinking-pipe"};

} // namespace

std::string_view issueKey(NetworkIssueKind kind) noexcept { return issueKeys[static_cast<std::size_t>(kind)]; }

std::optional<NetworkIssueKind> issueNamed(std::string_view key) noexcept {
  const auto found = std::ranges::find(issueKeys, key);
  if (found == issueKeys.end()) return {};
  return static_cast<NetworkIssueKind>(found - issueKeys.begin());
}

Result<std::vector<NetworkIssue>> findNetworkIssues(const DrainageGraph& graph, const IssueOptions& options,
                                                    std::stop_token stop) {
  return IssueFinder{graph, options, std::move(stop)}.run();
}

} // namespace suyuan::network

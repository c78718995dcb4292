// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/drainage_graph.h"

#include <limits>
#include <optional>
#include <stop_token>
#include <string_view>
#include <vector>

namespace suyuan::network {

enum class NetworkIssueKind : std::uint8_t {
  NearMiss,           ///< 端点未接: a channel's end just short of another line or record
  DanglingEnd,        ///< 悬挂端点: a channel's end that meets nothing and has nothing near
  Cycle,              ///< 环路: water would run in a circle
  InvertAgainstFlow,  ///< 逆坡: the lower invert lies above the upper one
  HeadOn,             ///< 对向: channels meet and none leads away; one is likely digitised the wrong way
  DisconnectedOutfall,///< 排污口未连通: no channel arrives
  DisconnectedUnit,   ///< 排污单位未连通: no channel leaves
  IsolatedPiece,      ///< 孤立管段: a piece of network that reaches no outfall and no river
  CrossingWithoutJoint, ///< 交叉未接: two channels cross and nothing says that they meet or pass
  TwoOutlets,         ///< 多个出口: more than one channel leaves a place
  ShrinkingPipe,      ///< 下游变小: a channel leads on that is smaller than one that arrives
};
inline constexpr int networkIssueKinds = 11;

/// Stable key, e.g. "dangling-end".
[[nodiscard]] std::string_view issueKey(NetworkIssueKind kind) noexcept;

/// One thing to look at. Fields that do not apply are unset or NaN.
struct NetworkIssue {
  NetworkIssueKind kind = NetworkIssueKind::DanglingEnd;
  Layer layer = Layer::Channels;
  Fid fid;                      ///< the record it is about; of a cycle or a piece: its first
  Point at;                     ///< lon/lat
  double gapMetres = std::numeric_limits<double>::quiet_NaN(); ///< to the nearest thing not joined, within reach
  std::optional<NodeRecord> nearest;                           ///< that thing
  Point nearestAt;                                             ///< and its place, when there is one
  double fallMetres = std::numeric_limits<double>::quiet_NaN(); ///< InvertAgainstFlow: metres it rises
  double sizeMetres = std::numeric_limits<double>::quiet_NaN();  ///< ShrinkingPipe: of `fid`
  double aboveMetres = std::numeric_limits<double>::quiet_NaN(); ///< ShrinkingPipe: of the largest that arrives
  std::vector<Fid> channels;    ///< Cycle, HeadOn, IsolatedPiece, CrossingWithoutJoint, TwoOutlets, ShrinkingPipe: the channels concerned
};

struct IssueOptions {
  double reachMetres = 50.0; ///< how far to look for the other side of a gap
  double missMetres = 3.0;   ///< an end nearer to something than this was meant to meet it
  double clearanceMetres = 0.3; ///< channels that cross at known levels farther apart than this pass over one another
};

[[nodiscard]] std::optional<NetworkIssueKind> issueNamed(std::string_view key) noexcept;

/// What is dangling, cyclic, against the flow or cut off, in the order of the enumeration. Error Cancelled.
[[nodiscard]] Result<std::vector<NetworkIssue>> findNetworkIssues(const DrainageGraph& graph,
                                                                  const IssueOptions& options = {},
                                                                  std::stop_token stop = {});

} // namespace suyuan::network

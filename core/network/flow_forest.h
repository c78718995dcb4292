// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/ids.h"
#include "core/network/graph_ids.h"

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace suyuan::network {

struct GraphBase;

/// The network's trees, laid out so that a walk up the flow (or down it: there is one forest for each way) reads what it reaches from
/// memory in the order in which it reaches it.
///
/// Each node hangs from the one by which a walk from the ends first comes to it. Each tree lies root first, then hop by hop; the
/// children of nodes that follow one another follow one another too. So all that is n hops beyond a node is one run of
/// places, and so is what lies beyond a run, until one of its nodes is marked: a root, one that has more ways back than that by which
/// it hangs, or one to which an edge comes that is in no tree. Only there the graph itself must be asked.
struct FlowForest {
  enum Listing : std::uint8_t {
    Channel, ///< the only edge of its record
    River,   ///< the only edge of its record
    Silent,  ///< a link, or the piece by which the place before hangs is of the same record
    Asked,   ///< its record may have been met before
  };
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  std::vector<std::uint32_t> placeOf;  ///< node → place
  std::vector<NodeId> nodes;           ///< place → node
  std::vector<std::uint32_t> childEnd; ///< place → one past its last child; they begin where those of the place before end
  std::vector<std::uint64_t> marks;    ///< a bit for each place
  std::vector<std::uint64_t> roots;    ///< a bit for each place
  // of the edge by which the place's node hangs; a root's are not to be read
  std::vector<EdgeId> edges;
  std::vector<Listing> listings;
  std::vector<Fid> fids;
  std::vector<double> metres; ///< 0 of a link
  // of the records at the place's node
  std::vector<std::uint32_t> wellStart;
  std::vector<Fid> wells;
  std::vector<std::uint64_t> sources; ///< a bit for each place where an outfall or a unit stands
  /// Marked nodes of which cycles may be made, each with the next marked node on the way back. Empty when the network has none.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> rings;

  [[nodiscard]] static bool bit(const std::vector<std::uint64_t>& bits, std::uint32_t at) noexcept { return bits[at >> 6] >> (at & 63) & 1; }
  static void setBit(std::vector<std::uint64_t>& bits, std::uint32_t at) noexcept { bits[at >> 6] |= std::uint64_t{1} << (at & 63); }
  static void setBits(std::vector<std::uint64_t>& bits, std::uint32_t from, std::uint32_t to) noexcept;
  /// First place from `from` on whose bit is set, `to` when there is none before.
  [[nodiscard]] static std::uint32_t nextBit(const std::vector<std::uint64_t>& bits, std::uint32_t from, std::uint32_t to) noexcept;

  [[nodiscard]] std::uint32_t childBegin(std::uint32_t place) const noexcept { return bit(roots, place) ? place + 1 : childEnd[place - 1]; }

  /// For walks up or down. \pre nodes, edges, adjacency, records and lines of the base are made
  [[nodiscard]] static FlowForest of(const GraphBase& base, bool up);
};

} // namespace suyuan::network

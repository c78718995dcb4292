// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/ids.h"
#include "core/network/graph_ids.h"

#include <cstdint>
#include <limits>
#include <vector>

namespace suyuan::network {

struct GraphBase;

/// The network's trees, laid out so that what drains to a place is read from memory in the order in which a walk up the flow
/// reaches it.
///
/// A node that drains by one edge alone hangs from the node below it; all others (outlets, where the flow parts, one node of
/// each ring) are roots. Each tree lies root first, then hop by hop; the children of nodes that follow one another follow one another
/// too. So all that is n hops above a node is one run of places, and so is what lies above a run, until one of its nodes is
/// a `mark`: there another tree arrives, and the graph itself must be asked.
struct FlowForest {
  enum Listing : std::uint8_t {
    Channel, ///< the only edge of its record
    River,   ///< the only edge of its record
    Silent,  ///< a link, or the piece below it in the tree is of the same record
    Asked,   ///< its record may have been met before
  };
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  std::vector<std::uint32_t> placeOf;  ///< node → place
  std::vector<NodeId> nodes;           ///< place → node
  std::vector<std::uint32_t> childEnd; ///< place → one past its last child; they begin where those of the place before end
  std::vector<std::uint64_t> marks;    ///< a bit for each place: a root, or an edge arrives here from a root
  std::vector<std::uint64_t> roots;    ///< a bit for each place
  // of the edge that leaves the place's node; a root's are not to be read
  std::vector<EdgeId> edges;
  std::vector<Listing> listings;
  std::vector<Fid> fids;
  std::vector<double> metres; ///< 0 of a link
  // of the records at the place's node
  std::vector<std::uint32_t> wellStart;
  std::vector<Fid> wells;
  std::vector<std::uint64_t> sources; ///< a bit for each place where an outfall or a unit stands

  [[nodiscard]] static bool bit(const std::vector<std::uint64_t>& bits, std::uint32_t at) noexcept { return bits[at >> 6] >> (at & 63) & 1; }
  static void setBit(std::vector<std::uint64_t>& bits, std::uint32_t at) noexcept { bits[at >> 6] |= std::uint64_t{1} << (at & 63); }
  /// First place from `from` on whose bit is set, `to` when there is none before.
  [[nodiscard]] static std::uint32_t nextBit(const std::vector<std::uint64_t>& bits, std::uint32_t from, std::uint32_t to) noexcept;

  [[nodiscard]] std::uint32_t childBegin(std::uint32_t place) const noexcept { return bit(roots, place) ? place + 1 : childEnd[place - 1]; }

  /// \pre nodes, edges, adjacency, records and lines of the base are made
  [[nodiscard]] static FlowForest of(const GraphBase& base);
};

} // namespace suyuan::network

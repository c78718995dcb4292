// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/long_section.h"

#include "core/model/channel.h"
#include "core/model/outfall_names.h"
#include "core/model/unit.h"
#include "core/model/well.h"
#include "core/survey/channel_flow.h"

#include <cmath>

namespace suyuan::survey {

namespace {

using network::DrainageGraph;
using network::Edge;
using network::EdgeId;
using network::NodeId;

double known(const std::optional<double>& value) { return value.value_or(noLevel); }

/// Where the section begins when nobody says it: the farthest unit, else the farthest place.
Result<std::optional<network::TraceStart>> farthest(const DrainageGraph& graph, const network::TraceStart& outfall, std::stop_token stop) {
  auto travels = network::travelFrom(graph, outfall, true, {}, std::move(stop));
  if (!travels) return std::unexpected(std::move(travels).error());
  std::optional<NodeId> unit, any;
  for (const network::Travel& travel : *travels) { // nearest first
    if (!(travel.metres > 0)) continue;
    any = travel.node;
    if (graph.kind(travel.node) == network::NodeKind::Unit) unit = travel.node;
  }
  if (!any) return std::nullopt;
  return network::TraceStart{.nodes = {unit.value_or(*any)}, .edges = {}};
}

class SectionMaker {
public:
  SectionMaker(store::Reader& reader, const DrainageGraph& graph) : reader_(reader), graph_(graph) {}

  Result<LongSection> make(const network::TraceResult& path) {
    for (const EdgeId id : path.edges) {
      const Edge& edge = graph_.edge(id);
      if (section_.pieces.empty()) SUYUAN_TRY(passNode(edge.from));
      if (!edge.isLink()) SUYUAN_TRY(addPiece(edge));
      SUYUAN_TRY(passNode(edge.to));
    }
    fillFromWells();
    for (const SectionPiece& piece : section_.pieces)
      if (!std::isnan(piece.invertFrom) && !std::isnan(piece.invertTo)) section_.levelled += piece.to - piece.from;
    return std::move(section_);
  }

private:
  Result<> addPiece(const Edge& edge) {
    SectionPiece piece{.channel = edge.fid, .name = {}, .material = {}, .from = section_.length, .to = section_.length + edge.lengthMetres};
    section_.length = piece.to;
    if (edge.layer == Layer::Channels) {
      auto channel = reader_.get<Channel>(edge.fid);
      if (!channel) return std::unexpected(std::move(channel).error());
      if (*channel) {
        piece.name = (*channel)->name;
        piece.material = (*channel)->material;
        piece.size = known(sizeOf(**channel));
      }
    }
    // The line's levels, at the place of this piece of it.
    const network::GraphLine& line = graph_.line(edge.line);
    const auto levelAt = [&](double chainage) {
      return line.lengthMetres > 0 ? line.inverts.first + (line.inverts.last - line.inverts.first) * chainage / line.lengthMetres : line.inverts.first;
    };
    piece.invertFrom = levelAt(edge.fromChainage);
    piece.invertTo = levelAt(edge.toChainage);
    section_.pieces.push_back(std::move(piece));
    return {};
  }

  Result<> passNode(NodeId node) {
    for (const network::NodeRecord& record : graph_.recordsAt(node)) {
      SectionStation station{.layer = record.layer, .fid = record.fid, .name = {}, .at = section_.length};
      if (record.layer == Layer::Wells) {
        auto well = reader_.get<Well>(record.fid);
        if (!well) return std::unexpected(std::move(well).error());
        if (*well) station.name = (*well)->name.empty() ? (*well)->sourceId : (*well)->name, station.ground = known((*well)->ground), station.invert = known((*well)->invert);
      } else if (record.layer == Layer::Units) {
        auto unit = reader_.get<Unit>(record.fid);
        if (!unit) return std::unexpected(std::move(unit).error());
        if (*unit) station.name = (*unit)->name;
      } else if (record.layer == Layer::Outfalls) {
        auto outfall = reader_.get<Outfall>(record.fid);
        if (!outfall) return std::unexpected(std::move(outfall).error());
        if (*outfall) station.name = (*outfall)->name.empty() ? labelOf(**outfall) : (*outfall)->name;
      }
      section_.stations.push_back(std::move(station));
    }
    return {};
  }

  /// A channel without levels of its own lies at the bottom of the wells at its ends.
  void fillFromWells() {
    for (SectionPiece& piece : section_.pieces)
      for (const SectionStation& station : section_.stations) {
        if (std::isnan(station.invert)) continue;
        if (std::isnan(piece.invertFrom) && station.at == piece.from) piece.invertFrom = station.invert;
        if (std::isnan(piece.invertTo) && station.at == piece.to) piece.invertTo = station.invert;
      }
  }

  store::Reader& reader_;
  const DrainageGraph& graph_;
  LongSection section_;
};

} // namespace

Result<LongSection> longSection(store::Reader& reader, const DrainageGraph& graph, Fid outfall, const std::optional<RecordName>& from, std::stop_token stop) {
  const auto end = network::startAt(graph, Layer::Outfalls, outfall);
  if (!end) return std::unexpected(end.error());
  std::optional<network::TraceStart> begin;
  if (from) {
    auto named = network::startAt(graph, from->layer, from->fid);
    if (!named) return std::unexpected(std::move(named).error());
    begin = std::move(*named);
  } else {
    auto found = farthest(graph, *end, stop);
    if (!found) return std::unexpected(std::move(found).error());
    begin = std::move(*found);
  }
  if (!begin) return LongSection{};
  auto path = network::pathBetween(graph, *begin, *end, {}, stop);
  if (!path) return std::unexpected(std::move(path).error());
  if (path->edges.empty() || path->againstFlow) return LongSection{};
  return SectionMaker(reader, graph).make(*path);
}

} // namespace suyuan::survey

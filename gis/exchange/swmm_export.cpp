// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/swmm_export.h"

#include "core/model/channel.h"
#include "core/model/outfall.h"
#include "core/model/well.h"
#include "core/survey/trace_survey.h"
#include "gis/exchange/layer_writer.h"
#include "gis/exchange/replace_files.h"
#include "gis/exchange/swmm_layers.h"
#include "gis/projection/transformer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <format>
#include <map>
#include <set>
#include <unordered_map>

namespace suyuan::exchange {

namespace {

using network::DrainageGraph;
using network::EdgeId;
using network::NodeId;

/// A name is one word and is there once.
class Names {
public:
  std::string take(std::string wanted, Fid fid) {
    for (char& c : wanted)
      if (c == ' ' || c == '\t' || c == ';' || c == '"' || c == '[' || c == '\r' || c == '\n') c = '_';
    if (wanted.empty()) wanted = fid.isSet() ? toText(fid) : "N";
    std::string name = wanted;
    for (int i = 2; !used_.insert(name).second; ++i) name = std::format("{}_{}", wanted, i);
    return name;
  }

private:
  std::set<std::string> used_;
};

std::string nameOf(const std::string& sourceId, const std::string& name) { return sourceId.empty() ? name : sourceId; }

struct Node {
  std::string name;
  std::string kind; ///< of a well
  double invert = std::numeric_limits<double>::quiet_NaN(), ground = std::numeric_limits<double>::quiet_NaN();
  bool outfall = false;
};

class Writer {
public:
  Writer(store::Reader& reader, const DrainageGraph& graph, projection::Transformer& toExport) : reader_(reader), graph_(graph), to_(toExport) {}

  Result<std::string> text(bool degrees) {
    SUYUAN_TRY(takeNodes());
    SUYUAN_TRY(takeLinks());
    std::string nodes[3]; // junctions, outfalls, storage
    for (auto& [id, node] : nodes_) {
      const double invert = std::isfinite(node.invert) ? node.invert : lowest_.contains(id) ? lowest_.at(id) : 0;
      const double depth = std::isfinite(node.ground) ? std::max(0.0, node.ground - invert) : 0;
      if (node.outfall) nodes[1] += std::format("{} {} FREE NO\n", node.name, invert);
      else if (node.kind == "蓄水设施") nodes[2] += std::format("{} {} {} 0 FUNCTIONAL 0 0 0 0 0\n", node.name, invert, depth);
      else nodes[0] += std::format("{} {} {} 0 0 0\n", node.name, invert, depth);
    }
    std::string out = "[TITLE]\nSuyuan\n\n[OPTIONS]\nFLOW_UNITS CMS\nFLOW_ROUTING KINWAVE\nLINK_OFFSETS ELEVATION\n\n";
    const auto section = [&](const char* name, const std::string& body) {
      if (!body.empty()) out += std::format("[{}]\n{}\n", name, body);
    };
    section("JUNCTIONS", nodes[0]);
    section("OUTFALLS", nodes[1]);
    section("STORAGE", nodes[2]);
    section("CONDUITS", links_[0]);
    section("PUMPS", links_[1]);
    section("ORIFICES", links_[2]);
    section("WEIRS", links_[3]);
    section("OUTLETS", links_[4]);
    section("XSECTIONS", sections_);
    section("MAP", degrees ? "UNITS Degrees\n" : "UNITS Meters\n");
    std::string places;
    for (const auto& [id, node] : nodes_)
      if (const auto p = place(graph_.position({id}))) places += std::format("{} {} {}\n", node.name, p->x, p->y);
    section("COORDINATES", places);
    section("VERTICES", vertices_);
    return out;
  }
  std::int64_t written = 0;

private:
  std::optional<Point> place(Point p) {
    if (!to_.isIdentity() && to_.transform(std::span(&p.x, 1), std::span(&p.y, 1)) > 0) return {};
    return p;
  }

  Result<> takeNodes() {
    for (std::uint32_t e = 0; e < graph_.edgeCount(); ++e)
      if (graph_.edge({e}).layer == Layer::Channels)
        for (const NodeId n : {graph_.edge({e}).from, graph_.edge({e}).to}) nodes_.try_emplace(n.value);
    for (std::uint32_t n = 0; n < graph_.nodeCount(); ++n)
      if (graph_.kind({n}) == network::NodeKind::Well || graph_.kind({n}) == network::NodeKind::Outfall) nodes_.try_emplace(n);
    for (auto& [id, node] : nodes_) {
      for (const network::NodeRecord& record : graph_.recordsAt({id})) { // outfalls stand before wells
        if (record.layer == Layer::Outfalls && node.name.empty()) {
          auto outfall = reader_.get<Outfall>(record.fid);
          if (!outfall) return std::unexpected(std::move(outfall).error());
          if (!*outfall) continue;
          node.outfall = true;
          const Outfall& o = **outfall;
          node.name = names_.take(!o.sourceId.empty() ? o.sourceId : !o.codeNational.empty() ? o.codeNational : o.name, record.fid);
        } else if (record.layer == Layer::Wells) {
          auto well = reader_.get<Well>(record.fid);
          if (!well) return std::unexpected(std::move(well).error());
          if (!*well) continue;
          if (node.name.empty()) {
            node.name = names_.take(nameOf((*well)->sourceId, (*well)->name), record.fid);
            node.kind = (*well)->kind;
          }
          if ((*well)->invert) node.invert = *(*well)->invert;
          if ((*well)->ground) node.ground = *(*well)->ground;
        }
      }
      ++written;
    }
    for (auto& [id, node] : nodes_)
      if (node.name.empty()) node.name = names_.take(std::format("J{}", id), {});
    return {};
  }

  Result<> takeLinks() {
    std::unordered_map<std::int64_t, int> pieces;
    for (std::uint32_t e = 0; e < graph_.edgeCount(); ++e) {
      const network::Edge& edge = graph_.edge({e});
      if (edge.layer != Layer::Channels || edge.from == edge.to) continue;
      auto found = reader_.get<Channel>(edge.fid);
      if (!found) return std::unexpected(std::move(found).error());
      if (*found) link(EdgeId{e}, **found);
    }
    return {};
  }

  void link(EdgeId id, const Channel& channel) {
    const network::Edge& edge = graph_.edge(id);
    const auto& line = graph_.line(edge.line);
    const std::string name = linkNames_.take(nameOf(channel.sourceId, channel.name), channel.fid);
    const std::string ends = std::format("{} {} {}", name, nodes_.at(edge.from.value).name, nodes_.at(edge.to.value).name);
    const auto levelAt = [&](double chainage) {
      if (chainage <= 0 || !std::isfinite(line.inverts.first)) return line.inverts.first;
      if (chainage >= line.lengthMetres || !std::isfinite(line.inverts.last)) return line.inverts.last;
      return line.inverts.first + (line.inverts.last - line.inverts.first) * chainage / line.lengthMetres;
    };
    const double up = levelAt(edge.fromChainage), down = levelAt(edge.toChainage);
    const auto level = [](double value) { return std::isfinite(value) ? std::format("{}", value) : std::string("*"); };
    for (const auto& [node, value] : {std::pair{edge.from.value, up}, std::pair{edge.to.value, down}})
      if (std::isfinite(value)) {
        const auto [low, fresh] = lowest_.try_emplace(node, value);
        low->second = std::min(low->second, value);
      }
    const double share = edge.lengthMetres / line.lengthMetres;
    const SwmmLink::Kind kind = linkKind(channel.kind);
    const auto bar = channel.section.find(" | ");
    std::string structure = bar == std::string::npos ? channel.section : channel.section.substr(0, bar);
    std::string rest = bar == std::string::npos ? std::string() : channel.section.substr(bar + 3);
    if (kind == SwmmLink::Kind::Conduit) {
      std::swap(structure, rest);
      const double length = channel.length && *channel.length > 0 ? *channel.length * share : edge.lengthMetres;
      links_[0] += std::format("{} {} {} {} {} 0 0\n", ends, length, channel.roughness.value_or(0.013), level(up), level(down));
    } else if (kind == SwmmLink::Kind::Pump) {
      links_[1] += std::format("{} {}\n", ends, structure.empty() ? "* ON 0 0" : structure);
    } else if (kind == SwmmLink::Kind::Outlet) {
      links_[4] += std::format("{} {} {}\n", ends, level(up), structure.empty() ? "FUNCTIONAL/DEPTH 1 1 NO" : structure);
    } else { // the height of the opening stands behind the first word
      if (structure.empty()) structure = kind == SwmmLink::Kind::Orifice ? "SIDE 0.65 NO 0" : "TRANSVERSE 1.84 NO 0 0 NO";
      const auto space = std::min(structure.find(' '), structure.size());
      links_[kind == SwmmLink::Kind::Orifice ? 2 : 3] += std::format("{} {} {}{}\n", ends, structure.substr(0, space), level(up), structure.substr(space));
    }
    if (kind != SwmmLink::Kind::Pump && kind != SwmmLink::Kind::Outlet) crossSection(name, channel, rest);
    const std::vector<Point> points = graph_.edgePoints(id);
    for (std::size_t i = 1; i + 1 < points.size(); ++i)
      if (const auto p = place(points[i])) vertices_ += std::format("{} {} {}\n", name, p->x, p->y);
    ++written;
  }

  void crossSection(const std::string& name, const Channel& channel, const std::string& rest) {
    const std::string shape = !channel.shape.empty() && channel.shape.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == std::string::npos ? channel.shape
                              : channel.height && channel.width && !channel.diameter                                                        ? "RECT_CLOSED"
                                                                                                                                           : "CIRCULAR";
    std::string fields;
    if (const auto height = hasDiameter(shape) ? channel.diameter : channel.height) fields += std::format(" {}", *height);
    else if (rest.empty()) fields += hasDiameter(shape) ? " 0.3" : " 0";
    if (hasWidth(shape)) fields += std::format(" {}", channel.width.value_or(0));
    if (!rest.empty()) fields += " " + rest;
    else fields += hasWidth(shape) ? " 0 0 1" : " 0 0 0 1";
    sections_ += std::format("{} {}{}\n", name, shape, fields);
  }

  store::Reader& reader_;
  const DrainageGraph& graph_;
  projection::Transformer& to_;
  Names names_, linkNames_;
  std::map<std::uint32_t, Node> nodes_;
  std::map<std::uint32_t, double> lowest_; ///< lowest end of a channel at a node
  std::string links_[5], sections_, vertices_;
};

} // namespace

Result<ExportReport> exportSwmm(store::Reader& reader, const ExportRequest& asked, const Progress& progress, std::stop_token stop) {
  const auto started = std::chrono::steady_clock::now();
  std::filesystem::path out = asked.out;
  if (!out.has_extension()) out += ".inp";
  auto crs = asked.crs.empty() ? Result<projection::Crs>(projection::surveyCrs()) : projection::Crs::parse(asked.crs);
  if (!crs) return std::unexpected(std::move(crs).error());
  auto toExport = projection::Transformer::make(projection::surveyCrs(), *crs);
  if (!toExport) return std::unexpected(std::move(toExport).error());
  SUYUAN_TRY(mayReplace(out));
  auto graph = survey::buildNetwork(reader, 1.0, stop);
  if (!graph) return std::unexpected(std::move(graph).error());
  Writer writer{reader, *graph, *toExport};
  auto text = writer.text(crs->isGeographic());
  if (!text) return std::unexpected(std::move(text).error());
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled, {.file = out.string()});
  auto aside = AsideFolder::make(out);
  if (!aside) return std::unexpected(std::move(aside).error());
  const auto file = aside->path() / out.filename();
  auto made = OutFile::create(file);
  if (!made) return std::unexpected(std::move(made).error());
  made->write(*text);
  SUYUAN_TRY(made->close());
  auto placed = putInPlace(*aside, {file}, out.parent_path());
  if (!placed) return std::unexpected(std::move(placed).error());
  ExportReport report{.written = writer.written, .files = std::move(*placed)};
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  if (progress) progress(1.0);
  return report;
}

} // namespace suyuan::exchange

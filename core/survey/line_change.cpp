// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/line_change.h"

#include "core/model/channel.h"
#include "core/model/geometry_functions.h"
#include "core/model/outfall.h"
#include "core/model/unit.h"
#include "core/model/well.h"

#include <algorithm>
#include <array>
#include <format>

namespace suyuan::survey {

namespace {

Result<Row> recordOf(store::Reader& reader, Layer layer, Fid fid) {
  auto row = reader.row(layer, fid);
  if (!row) return std::unexpected(std::move(row).error());
  if (!*row) return failure(ErrorCode::RecordMissing, {.layer = std::string(layerName(layer))}, {}, {toText(fid)});
  return std::move(**row);
}

/// What belongs to an end of a channel, or to its length, and not to the whole.
constexpr std::array endFields{"from_node", "to_node", "invert_up_m", "invert_down_m", "length_m"};

Result<std::vector<Outfall>> outfallsOf(store::Reader& reader, Fid river) {
  return reader.all<Outfall>({.box = {}, .equals = {{"river_fid", toValue(river)}}, .where = {}, .containsText = {}, .orderBy = {}, .fields = {}});
}

void turnEnds(Channel& channel) {
  std::swap(channel.fromNode, channel.toNode);
  std::swap(channel.invertUp, channel.invertDown);
}

/// The number by which others name a record: what a pipe network's from and to columns hold.
std::string nodeName(const Outfall& outfall) {
  for (const std::string* name : {&outfall.codeNational, &outfall.codeProvincial, &outfall.sourceId, &outfall.codeLocal})
    if (!name->empty()) return *name;
  return {};
}
template <class Record>
std::string nodeName(const Record& record) {
  return record.sourceId.empty() ? record.name : record.sourceId;
}

template <class Record>
Result<std::string> nodeAt(store::Reader& reader, const Point& at) {
  auto here = reader.all<Record>({.box = Box{at.x, at.y, at.x, at.y}, .equals = {}, .where = {}, .containsText = {}, .orderBy = {}, .fields = {}});
  if (!here) return std::unexpected(std::move(here).error());
  for (const Record& record : *here)
    if (const auto* point = std::get_if<Point>(&record.geometry); point != nullptr && point->x == at.x && point->y == at.y)
      if (std::string name = nodeName(record); !name.empty()) return name;
  return std::string{};
}

Result<std::string> nodeAt(store::Reader& reader, const Point& at) {
  for (auto* look : {&nodeAt<Well>, &nodeAt<Outfall>, &nodeAt<Unit>}) {
    auto name = look(reader, at);
    if (!name || !name->empty()) return name;
  }
  return std::string{};
}

} // namespace

Result<LineChange> planSplit(store::Reader& reader, Layer layer, Fid line, const Point& at) {
  auto row = recordOf(reader, layer, line);
  if (!row) return std::unexpected(std::move(row).error());
  auto pieces = splitAt(row->geometry, at);
  if (!pieces) return failure(ErrorCode::CutAtEnd, {.layer = std::string(layerName(layer))});
  LineChange change{.layer = layer, .changed = *row, .fresh = *row, .gone = {}, .relinked = {}, .differences = {}};
  if (layer == Layer::Channels) {
    auto first = fromRow<Channel>(*row), second = first;
    first.toNode.clear();
    second.fromNode.clear();
    first.invertDown.reset();
    second.invertUp.reset();
    if (first.length) {
      const double share = lengthMetres(pieces->first) / std::max(lengthMetres(pieces->first) + lengthMetres(pieces->second), 1e-9);
      second.length = *first.length * (1 - share);
      first.length = *first.length * share;
    }
    change.changed = toRow(first);
    change.fresh = toRow(second);
  }
  change.changed.geometry = pieces->first;
  change.fresh->geometry = pieces->second;
  change.fresh->fid = {};
  if (layer == Layer::Rivers) {
    auto outfalls = outfallsOf(reader, line);
    if (!outfalls) return std::unexpected(std::move(outfalls).error());
    for (const Outfall& outfall : *outfalls)
      if (const auto* place = std::get_if<Point>(&outfall.geometry)) {
        const auto toFirst = nearestOnLine(pieces->first, *place), toSecond = nearestOnLine(pieces->second, *place);
        if (toFirst && toSecond && toSecond->distance < toFirst->distance) change.relinked.push_back(outfall.fid);
      }
  }
  return change;
}

Result<LineChange> planJoin(store::Reader& reader, Layer layer, std::span<const Fid> lines) {
  std::vector<Row> rows;
  std::vector<Geometry> shapes;
  std::size_t longest = 0;
  for (const Fid fid : lines) {
    if (std::ranges::find(rows, fid, &Row::fid) != rows.end()) continue;
    auto row = recordOf(reader, layer, fid);
    if (!row) return std::unexpected(std::move(row).error());
    shapes.push_back(row->geometry);
    rows.push_back(std::move(*row));
    if (lengthMetres(shapes.back()) > lengthMetres(shapes[longest])) longest = shapes.size() - 1;
  }
  const auto whole = rows.size() < 2 ? std::nullopt : joined(shapes, longest, joinTolerance);
  if (!whole) return failure(ErrorCode::LinesApart, {.layer = std::string(layerName(layer))}, {}, {std::format("{:g}", joinTolerance)});
  LineChange change{.layer = layer, .changed = rows[longest], .fresh = {}, .gone = {}, .relinked = {}, .differences = {}};
  if (layer == Layer::Channels) {
    const auto along = [&](std::size_t place) {
      auto channel = fromRow<Channel>(rows[whole->order[place]]);
      if (whole->turned[whole->order[place]]) turnEnds(channel);
      return channel;
    };
    auto kept = fromRow<Channel>(rows[longest]);
    const Channel first = along(0), last = along(rows.size() - 1);
    kept.fromNode = first.fromNode;
    kept.invertUp = first.invertUp;
    kept.toNode = last.toNode;
    kept.invertDown = last.invertDown;
    kept.length = 0;
    for (const Row& row : rows) { // of a sum with an unknown part nothing is known
      const auto length = fromRow<Channel>(row).length;
      kept.length = kept.length && length ? std::optional(*kept.length + *length) : std::nullopt;
    }
    change.changed = toRow(kept);
  }
  change.changed.geometry = whole->line;
  const auto& fields = schemaOf(layer).fields;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i == longest) continue;
    change.gone.push_back(rows[i].fid);
    for (std::size_t f = 0; f < fields.size() && f < rows[i].values.size(); ++f) {
      if (layer == Layer::Channels && std::ranges::find(endFields, fields[f].name) != endFields.end()) continue;
      const Value &lost = rows[i].values[f], &kept = change.changed.values[f];
      if (!toText(lost).empty() && lost != kept) change.differences.push_back({rows[i].fid, std::string(fields[f].name), kept, lost});
    }
    if (layer != Layer::Rivers) continue;
    auto outfalls = outfallsOf(reader, rows[i].fid);
    if (!outfalls) return std::unexpected(std::move(outfalls).error());
    for (const Outfall& outfall : *outfalls) change.relinked.push_back(outfall.fid);
  }
  return change;
}

Result<LineChange> planReverse(store::Reader& reader, Layer layer, Fid line) {
  auto row = recordOf(reader, layer, line);
  if (!row) return std::unexpected(std::move(row).error());
  LineChange change{.layer = layer, .changed = *row, .fresh = {}, .gone = {}, .relinked = {}, .differences = {}};
  if (layer == Layer::Channels) {
    auto channel = fromRow<Channel>(*row);
    turnEnds(channel);
    change.changed = toRow(channel);
  }
  change.changed.geometry = reversed(row->geometry);
  if (layer == Layer::Rivers) {
    auto outfalls = outfallsOf(reader, line);
    if (!outfalls) return std::unexpected(std::move(outfalls).error());
    change.placedBeside = static_cast<std::size_t>(std::ranges::count_if(*outfalls, [](const Outfall& o) { return !o.bank.empty() || o.chainage; }));
  }
  return change;
}

Result<LineChange> planDrawn(store::Reader& reader, Layer layer, std::span<const Point> vertices) {
  const LayerSchema& schema = schemaOf(layer);
  const bool area = schema.geometry == GeometryKind::Polygon;
  if (vertices.size() < (area ? 3U : 2U)) return failure(ErrorCode::VerticesTooFew, {.layer = std::string(layerName(layer))});
  LineChange change{.layer = layer, .changed = {}, .fresh = Row{}, .gone = {}, .relinked = {}, .differences = {}};
  change.fresh->values.resize(schema.fields.size());
  std::vector<Point> points(vertices.begin(), vertices.end());
  if (layer == Layer::Channels) {
    Channel channel;
    auto from = nodeAt(reader, points.front()), to = nodeAt(reader, points.back());
    if (!from) return std::unexpected(std::move(from).error());
    if (!to) return std::unexpected(std::move(to).error());
    channel.fromNode = *from;
    channel.toNode = *to;
    change.fresh = toRow(channel);
  }
  if (area && !(points.front() == points.back())) points.push_back(points.front());
  if (area) change.fresh->geometry = Polygon{{std::move(points)}};
  else change.fresh->geometry = LineString{std::move(points)};
  return change;
}

Result<Fid> write(store::Edit& edit, const LineChange& change) {
  Fid owner = change.changed.fid;
  if (owner.isSet()) SUYUAN_TRY(edit.updateRow(change.layer, change.changed));
  if (change.fresh) {
    auto inserted = edit.insertRow(change.layer, *change.fresh);
    if (!inserted) return inserted;
    owner = *inserted;
  }
  for (const Fid outfall : change.relinked) SUYUAN_TRY(edit.setField(Layer::Outfalls, outfall, "river_fid", toValue(owner)));
  for (const Fid fid : change.gone) SUYUAN_TRY(edit.removeRow(change.layer, fid));
  return owner;
}

} // namespace suyuan::survey

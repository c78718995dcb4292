// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/walks.h"

#include "core/model/record.h"

#include <algorithm>
#include <cmath>

namespace suyuan::evidence {

namespace {

constexpr std::size_t segmentsOfPiece = 64;

/// Metres from a position to a box, 0 inside; `per` is of the position's latitude.
double distanceTo(const Box& box, const Point& at, const DegreeLength& per) {
  const double dx = std::max({box.minX - at.x, 0.0, at.x - box.maxX}) * per.lon;
  const double dy = std::max({box.minY - at.y, 0.0, at.y - box.maxY}) * per.lat;
  return std::hypot(dx, dy);
}

} // namespace

void Walks::addLine(std::span<const Point> line) {
  if (line.size() < 2) return;
  for (std::size_t first = 0; first + 1 < line.size(); first += segmentsOfPiece) {
    const auto part = line.subspan(first, std::min(segmentsOfPiece + 1, line.size() - first));
    Piece piece{{}, static_cast<std::uint32_t>(points_.size()), static_cast<std::uint32_t>(part.size())};
    for (const Point& point : part) {
      piece.box.add(point.x, point.y);
      points_.push_back(point);
    }
    pieces_.push_back(piece);
  }
}

void Walks::add(std::string team, UtcMillis from, UtcMillis to, const Geometry& line) {
  Walk walk{from, to, std::move(team), static_cast<std::uint32_t>(pieces_.size()), 0};
  if (const auto* one = std::get_if<LineString>(&line)) addLine(one->points);
  else if (const auto* many = std::get_if<MultiLineString>(&line))
    for (const LineString& part : many->parts) addLine(part.points);
  walk.pieces = static_cast<std::uint32_t>(pieces_.size()) - walk.firstPiece;
  if (walk.pieces == 0) return;
  longest_ = std::max(longest_, to - from);
  walks_.push_back(std::move(walk));
}

Result<Walks> Walks::read(store::Reader& reader) { return read(reader, UtcMillis::min(), UtcMillis::max()); }

Result<Walks> Walks::read(store::Reader& reader, UtcMillis from, UtcMillis to) {
  Walks walks;
  Geometry line;
  store::Query query{.fields = {"team", "started_at", "ended_at"}};
  if (from > UtcMillis::min() && to < UtcMillis::max()) query.where = "started_at <= '" + toIso(to) + "' AND ended_at >= '" + toIso(from) + "'";
  SUYUAN_TRY(reader.scanColumns(Layer::Tracks, query, [&](const store::RowView& row) {
    const auto started = parseUtc(row.text(1).value_or("")), ended = parseUtc(row.text(2).value_or(""));
    if (!started || !ended || *started > *ended) return true;
    row.geometry(line);
    if (isFinite(line)) walks.add(std::string(row.text(0).value_or("")), *started, *ended, line);
    return true;
  }));
  std::ranges::stable_sort(walks.walks_, {}, &Walk::from);
  return walks;
}

double Walks::distance(const Walk& walk, const Point& at, double enough) const {
  const auto pieces = std::span(pieces_).subspan(walk.firstPiece, walk.pieces);
  const DegreeLength per = degreeLength(at.y);
  double best = std::numeric_limits<double>::infinity();
  const auto look = [&](const Piece& piece) {
    if (const auto place = nearestOnLine(std::span(points_).subspan(piece.first, piece.points), at)) best = std::min(best, place->distance);
  };
  // The piece whose box is nearest first: what it gives leaves out nearly all others.
  const auto first = std::ranges::min_element(pieces, {}, [&](const Piece& piece) { return distanceTo(piece.box, at, per); });
  look(*first);
  for (const Piece& piece : pieces) {
    if (best < enough) return best;
    if (&piece != &*first && distanceTo(piece.box, at, per) < best) look(piece);
  }
  return best;
}

Walks::Nearest Walks::nearest(std::string_view team, UtcMillis time, std::chrono::milliseconds slack, const Point& at, double enough) const {
  Nearest found;
  auto walk = std::ranges::lower_bound(walks_, time - slack - longest_, {}, &Walk::from);
  for (; walk != walks_.end() && walk->from <= time + slack; ++walk) {
    if (walk->to < time - slack || (!team.empty() && walk->team != team)) continue;
    ++found.walks;
    const double metres = distance(*walk, at, enough);
    if (metres < found.metres) {
      found.metres = metres;
      found.team = walk->team;
    }
    if (found.metres < enough) return found;
  }
  return found;
}

} // namespace suyuan::evidence

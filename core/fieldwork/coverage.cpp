// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fieldwork/coverage.h"

#include "core/model/geometry_functions.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace suyuan::fieldwork {

namespace {

/// Where the segment a–b is no farther than r from the segment p–q, as parts 0 … 1 of a–b. What lies near a segment is convex,
/// so it is one interval: the hull of what the two discs and the strip between them take.
struct Taken {
  double from = 2, to = -1;
  void take(double a, double b) noexcept {
    a = std::max(a, 0.0), b = std::min(b, 1.0);
    if (a > b) return;
    from = std::min(from, a);
    to = std::max(to, b);
  }
};

template <class V>
void takeDisc(Taken& out, const V& a, const V& b, const V& centre, double r) noexcept {
  const double dx = b.x - a.x, dy = b.y - a.y, fx = a.x - centre.x, fy = a.y - centre.y;
  const double aa = dx * dx + dy * dy, bb = fx * dx + fy * dy, cc = fx * fx + fy * fy - r * r;
  if (aa == 0) {
    if (cc <= 0) out.take(0, 1);
    return;
  }
  const double d = bb * bb - aa * cc;
  if (d < 0) return;
  const double root = std::sqrt(d);
  out.take((-bb - root) / aa, (-bb + root) / aa);
}

template <class V>
void takeStrip(Taken& out, const V& a, const V& b, const V& p, const V& q, double r) noexcept {
  const double ux = q.x - p.x, uy = q.y - p.y, length = std::hypot(ux, uy);
  if (length == 0) return;
  // Along and across the walk; both run linearly along a–b.
  const auto along = [&](const V& v) { return ((v.x - p.x) * ux + (v.y - p.y) * uy) / length; };
  const auto across = [&](const V& v) { return ((v.x - p.x) * uy - (v.y - p.y) * ux) / length; };
  double from = 0, to = 1;
  const auto clip = [&](double v0, double v1, double low, double high) {
    const double step = v1 - v0;
    if (step == 0) {
      if (v0 < low || v0 > high) from = 2;
      return;
    }
    double t0 = (low - v0) / step, t1 = (high - v0) / step;
    if (t0 > t1) std::swap(t0, t1);
    from = std::max(from, t0);
    to = std::min(to, t1);
  };
  clip(along(a), along(b), 0, length);
  clip(across(a), across(b), -r, r);
  out.take(from, to);
}

template <class Record, class Visit>
void eachLine(const Record& record, Visit&& visit) {
  if (const auto* line = std::get_if<LineString>(&record.geometry)) visit(line->points);
  else if (const auto* many = std::get_if<MultiLineString>(&record.geometry))
    for (const LineString& line : many->parts) visit(line.points);
}

} // namespace

Coverage::Coverage(std::span<const SurveyReach> reaches, const rules::FieldworkLimits& limits)
    : near_(limits.rangeNearM), across_(limits.rangeAcrossM) {
  double latitude = 0;
  for (const SurveyReach& reach : reaches)
    if (const Box box = boxOf(reach.geometry); !box.isEmpty()) latitude = std::max({latitude, std::abs(box.minY), std::abs(box.maxY)});
  const double range = std::max(near_, across_) + joinM; // a joined walk reaches at most a quarter of it past where it is looked up
  const DegreeLength degree = degreeLength(std::min(latitude, 89.0));
  cellLon_ = 2 * range / degree.lon;
  cellLat_ = 2 * range / degree.lat;
  for (const SurveyReach& source : reaches) {
    const std::size_t index = reaches_.size();
    byFid_[source.fid.value] = index;
    Reach& reach = reaches_.emplace_back();
    reach.left = source.bank == "左岸";
    reach.since = source.walkSince;
    reach.team = source.team;
    reach.box = boxOf(source.geometry);
    std::vector<Point> points;
    eachLine(source, [&](const std::vector<Point>& line) { points.insert(points.end(), line.begin(), line.end()); });
    if (points.size() < 2) continue;
    reach.origin = points[points.size() / 2];
    const DegreeLength local = degreeLength(reach.origin.y);
    reach.perLon = local.lon, reach.perLat = local.lat;
    for (const Point& p : points) {
      Vertex v = reach.local(p);
      if (!reach.line.empty()) v.along = reach.line.back().along + std::hypot(v.x - reach.line.back().x, v.y - reach.line.back().y);
      reach.line.push_back(v);
    }
    keepUp(reach);
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
      Box box;
      box.add(points[i].x, points[i].y);
      box.add(points[i + 1].x, points[i + 1].y);
      box = box.grown(range / degree.lon, range / degree.lat);
      for (auto x = static_cast<std::int64_t>(std::floor(box.minX / cellLon_)); x <= static_cast<std::int64_t>(std::floor(box.maxX / cellLon_)); ++x)
        for (auto y = static_cast<std::int64_t>(std::floor(box.minY / cellLat_)); y <= static_cast<std::int64_t>(std::floor(box.maxY / cellLat_)); ++y)
          grid_[(x << 32) ^ (y & 0xFFFFFFFF)].push_back({static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(i)});
    }
  }
}

std::int64_t Coverage::cellOf(const Point& p) const noexcept {
  const auto x = static_cast<std::int64_t>(std::floor(p.x / cellLon_)), y = static_cast<std::int64_t>(std::floor(p.y / cellLat_));
  return (x << 32) ^ (y & 0xFFFFFFFF);
}

std::span<const std::size_t> Coverage::add(const Point& position, std::string_view at) {
  touched_.clear();
  if (!(std::abs(position.x) <= 180 && std::abs(position.y) < 89)) return touched_;
  const std::optional<Point> before = last_ && distanceMetres(*last_, position) <= joinM ? last_ : std::nullopt;
  last_ = position;
  pieces_.clear();
  const auto gather = [&](const Point& p) {
    if (const auto cell = grid_.find(cellOf(p)); cell != grid_.end()) pieces_.insert(pieces_.end(), cell->second.begin(), cell->second.end());
  };
  gather(position);
  if (before && cellOf(*before) != cellOf(position)) gather(*before);
  std::ranges::sort(pieces_);
  pieces_.erase(std::unique(pieces_.begin(), pieces_.end()), pieces_.end());
  for (std::size_t i = 0; i < pieces_.size();) {
    std::size_t end = i;
    while (end < pieces_.size() && pieces_[end].reach == pieces_[i].reach) ++end;
    Reach& reach = reaches_[pieces_[i].reach];
    if (!at.empty() && !reach.since.empty() && at < reach.since) {
      i = end;
      continue;
    }
    const Vertex p = reach.local(position);
    const Vertex q = before ? reach.local(*before) : p;
    const auto isLeft = [&](const Vertex& v) {
      double best = 1e300;
      bool left = false;
      for (std::size_t k = i; k < end; ++k) {
        const Vertex &a = reach.line[pieces_[k].segment], &b = reach.line[pieces_[k].segment + 1];
        const double dx = b.x - a.x, dy = b.y - a.y, l2 = dx * dx + dy * dy;
        const double t = l2 > 0 ? std::clamp(((v.x - a.x) * dx + (v.y - a.y) * dy) / l2, 0.0, 1.0) : 0;
        const double ex = a.x + t * dx - v.x, ey = a.y + t * dy - v.y, d = ex * ex + ey * ey;
        if (d < best) {
          best = d;
          left = dx * (v.y - a.y) - dy * (v.x - a.x) > 0;
        }
      }
      return left;
    };
    const bool left = isLeft(p), own = left == reach.left;
    const bool walk = before && isLeft(q) == left;
    const double r = own ? near_ : across_;
    Intervals& into = own ? reach.covered : reach.across;
    bool grew = false;
    for (std::size_t k = i; k < end; ++k) {
      const Vertex &a = reach.line[pieces_[k].segment], &b = reach.line[pieces_[k].segment + 1];
      Taken taken;
      takeDisc(taken, a, b, p, r);
      if (walk) {
        takeDisc(taken, a, b, q, r);
        takeStrip(taken, a, b, p, q, r);
      }
      if (taken.from > taken.to) continue;
      const double length = b.along - a.along;
      grew = into.add({a.along + taken.from * length, a.along + taken.to * length}) || grew;
    }
    if (grew) {
      keepUp(reach);
      touched_.push_back(pieces_[i].reach);
    }
    i = end;
  }
  return touched_;
}

void Coverage::addTrack(const Track& track) {
  const std::string_view at = track.endedAt.empty() ? track.startedAt : track.endedAt;
  eachLine(track, [&](const std::vector<Point>& line) {
    breakTrack();
    for (std::size_t i = 0; i < line.size(); ++i) {
      // A thinned track has long straight steps that were walked: taken in steps that are joined.
      if (i > 0) {
        const double step = distanceMetres(line[i - 1], line[i]);
        const int parts = static_cast<int>(std::min(1000.0, std::ceil(step / (0.9 * joinM))));
        for (int k = 1; k < parts; ++k) {
          const double t = static_cast<double>(k) / parts;
          add({line[i - 1].x + (line[i].x - line[i - 1].x) * t, line[i - 1].y + (line[i].y - line[i - 1].y) * t}, at);
        }
      }
      add(line[i], at);
    }
  });
  breakTrack();
}

void Coverage::keepUp(Reach& reach) {
  total_ -= reach.share;
  const Intervals either = reach.covered.joined(reach.across);
  reach.share.length = reach.line.back().along;
  reach.share.covered = reach.covered.total();
  reach.share.seen = either.total() - reach.share.covered;
  reach.gaps = either.complement(reach.share.length);
  std::erase_if(reach.gaps, [](const Interval& gap) { return gap.length() < 0.01; });
  total_ += reach.share;
}

std::optional<std::size_t> Coverage::indexOf(Fid reach) const {
  const auto found = byFid_.find(reach.value);
  return found == byFid_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<Point> Coverage::line(std::size_t index, const Interval& part) const {
  const Reach& reach = reaches_[index];
  std::vector<Point> points;
  const auto put = [&](double x, double y) { points.push_back({reach.origin.x + x / reach.perLon, reach.origin.y + y / reach.perLat}); };
  for (std::size_t i = 0; i + 1 < reach.line.size(); ++i) {
    const Vertex &a = reach.line[i], &b = reach.line[i + 1];
    if (b.along < part.from || a.along > part.to || b.along == a.along) continue;
    const double t0 = std::max(0.0, (part.from - a.along) / (b.along - a.along)), t1 = std::min(1.0, (part.to - a.along) / (b.along - a.along));
    if (points.empty()) put(a.x + (b.x - a.x) * t0, a.y + (b.y - a.y) * t0);
    put(a.x + (b.x - a.x) * t1, a.y + (b.y - a.y) * t1);
  }
  return points;
}

std::optional<Coverage::Gap> Coverage::nearestGap(const Point& position, double leastM, std::string_view team) const {
  // Reaches by how near they may come at best; the rest is left out when one is found nearer.
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t i = 0; i < reaches_.size(); ++i)
    if (!reaches_[i].gaps.empty() && (team.empty() || reaches_[i].team == team)) {
      const Box& box = reaches_[i].box;
      order.emplace_back(distanceMetres(position, {std::clamp(position.x, box.minX, box.maxX), std::clamp(position.y, box.minY, box.maxY)}), i);
    }
  std::ranges::sort(order);
  std::optional<Gap> best;
  for (const auto& [atBest, i] : order) {
    if (best && atBest * 0.99 > best->distanceM) break; // a local plane here and one there differ by less
    for (const Interval& part : reaches_[i].gaps) {
      if (part.length() < leastM) continue;
      const auto points = line(i, part);
      const auto at = nearestOnLine(std::span<const Point>(points), position);
      if (!at || (best && at->distance >= best->distanceM)) continue;
      best = Gap{i, part, at->at, at->distance, 0};
    }
  }
  if (best) {
    const DegreeLength degree = degreeLength(position.y);
    const double east = (best->at.x - position.x) * degree.lon, north = (best->at.y - position.y) * degree.lat;
    best->bearing = std::fmod(std::atan2(east, north) * 180 / std::numbers::pi + 360, 360);
  }
  return best;
}

} // namespace suyuan::fieldwork

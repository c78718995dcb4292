// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/place_photo.h"

#include "core/model/candidate.h"
#include "core/model/geometry_functions.h"
#include "core/model/outfall_names.h"
#include "core/model/track.h"
#include "core/model/visit.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <numbers>

namespace suyuan::media {

namespace {

using namespace std::chrono;

// Weights. The distance falls off like a bell as wide as the position's error and the few steps that one stands back for a
// picture; a floor keeps outfalls that are looked at from across the river in play. What is not on record has the floor's.
constexpr double standBackM = 15, floorWeight = 0.02, bearingFor = 3, bearingDoubtful = 0.3, bearingAgainst = 0.05, visitFor = 4;
constexpr double magneticMoreDeg = 15; // declination in China's north-east, and iron about
constexpr std::size_t mostTargets = 5;

std::string whole(double value) { return std::format("{:.0f}", value); }

double bearingTo(const Point& from, const Point& to) {
  const DegreeLength per = degreeLength(from.y);
  const double degrees = std::atan2((to.x - from.x) * per.lon, (to.y - from.y) * per.lat) * 180 / std::numbers::pi;
  return degrees < 0 ? degrees + 360 : degrees;
}

double minutesBetween(UtcMillis a, UtcMillis b) { return std::abs(duration<double, std::ratio<60>>(a - b).count()); }

bool onWalkOnly(const Placing& placing) { return std::ranges::contains(placing.reasons, "track-place", &PlacingReason::key); }

// The point at a share (0 … 1) of a walk's length.
std::optional<Point> pointAlong(const Geometry& walk, double share) {
  std::vector<Point> points;
  if (const auto* line = std::get_if<LineString>(&walk)) points = line->points;
  else if (const auto* lines = std::get_if<MultiLineString>(&walk))
    for (const LineString& line : lines->parts) points.insert(points.end(), line.points.begin(), line.points.end());
  if (points.empty()) return std::nullopt;
  double whole = 0;
  for (std::size_t i = 1; i < points.size(); ++i) whole += distanceMetres(points[i - 1], points[i]);
  double left = whole * std::clamp(share, 0.0, 1.0);
  for (std::size_t i = 1; i < points.size(); ++i) {
    const double step = distanceMetres(points[i - 1], points[i]);
    if (left <= step && step > 0) return Point{std::lerp(points[i - 1].x, points[i].x, left / step), std::lerp(points[i - 1].y, points[i].y, left / step)};
    left -= step;
  }
  return points.back();
}

bool usable(const PhotoFacts& facts) { return facts.position && !facts.has(PhotoFault::DatumOther); }

} // namespace

Result<PhotoPlacer> PhotoPlacer::over(store::Reader& reader, const rules::PhotoLimits& limits) {
  PhotoPlacer placer(reader, limits);
  SUYUAN_TRY(placer.readVisits());
  SUYUAN_TRY(placer.readWalks());
  return placer;
}

Result<> PhotoPlacer::readVisits() {
  SUYUAN_TRY(reader_->scanColumns(Layer::Visits, {.fields = {"outfall_fid", "visited_at"}, .geometry = false}, [&](const store::RowView& row) {
    Fid outfall;
    fromValue(row.value(0), outfall);
    const auto at = parseUtc(row.text(1).value_or(""));
    if (outfall.isSet() && at) byTime_.push_back({*at, outfall, row.fid()});
    return true;
  }));
  std::ranges::sort(byTime_, {}, &VisitAt::at);
  for (const VisitAt& visit : byTime_) byOutfall_.emplace(visit.outfall, visit);
  return {};
}

Result<> PhotoPlacer::readWalks() {
  auto tracks = reader_->all<Track>();
  if (!tracks) return std::unexpected(std::move(tracks).error());
  for (Track& track : *tracks) {
    const auto from = parseUtc(track.startedAt), to = parseUtc(track.endedAt);
    if (from && to && *from <= *to && !track.team.empty()) walks_.push_back({*from, *to, std::move(track.team), std::move(track.geometry)});
  }
  return {};
}

std::string PhotoPlacer::walkerAt(const PhotoFacts& facts) const {
  if (!facts.takenAt || !usable(facts)) return {};
  constexpr minutes slack{2};
  const Walk* nearest = nullptr;
  double best = limits_.trackNearM;
  for (const Walk& walk : walks_) {
    if (*facts.takenAt < walk.from - slack || *facts.takenAt > walk.to + slack) continue;
    const auto place = nearestOnLine(walk.line, *facts.position);
    if (place && place->distance <= best) {
      best = place->distance;
      nearest = &walk;
    }
  }
  return nearest ? nearest->team : std::string();
}

double PhotoPlacer::visitWeight(const PhotoFacts& facts, PhotoTarget& target) const {
  if (!facts.takenAt || target.layer != Layer::Outfalls) return 1;
  const auto [first, last] = byOutfall_.equal_range(target.fid);
  double nearest = limits_.visitMin;
  for (auto it = first; it != last; ++it)
    if (const double apart = minutesBetween(it->second.at, *facts.takenAt); apart <= nearest) {
      nearest = apart;
      target.visit = it->second.visit;
    }
  if (!target.visit.isSet()) return 1;
  target.reasons.push_back({"visit", {{"min", whole(nearest)}}});
  return visitFor;
}

double PhotoPlacer::weightOf(const PhotoFacts& facts, const Point& there, PhotoTarget& target) const {
  const double error = facts.accuracy.value_or(limits_.accuracyM);
  target.distanceM = distanceMetres(*facts.position, there);
  const double wide = error + standBackM;
  double weight = std::exp(-0.5 * (target.distanceM / wide) * (target.distanceM / wide)) + floorWeight;
  target.reasons.push_back({target.distanceM <= 2 * wide ? "near" : "far", {{"m", whole(target.distanceM)}}});
  // From within the position's own error there is no telling where an outfall lies.
  if (facts.bearing && target.distanceM > 2 * error) {
    const double off = std::abs(std::remainder(bearingTo(*facts.position, there) - *facts.bearing, 360.0));
    const double allowed = limits_.bearingDeg + (facts.magneticBearing ? magneticMoreDeg : 0);
    weight *= off <= allowed / 2 ? bearingFor : off <= allowed ? 1 : off <= allowed + 30 ? bearingDoubtful : bearingAgainst;
    if (off <= allowed / 2) target.reasons.push_back({"bearing-agrees", {{"deg", whole(off)}}});
    else if (off > allowed) target.reasons.push_back({"bearing-against", {{"deg", whole(off)}}});
  }
  return weight * visitWeight(facts, target);
}

Result<> PhotoPlacer::around(const PhotoFacts& facts, std::vector<PhotoTarget>& targets, std::vector<double>& weights) {
  const Point& at = *facts.position;
  const double range = limits_.rangeM + facts.accuracy.value_or(limits_.accuracyM);
  const DegreeLength per = degreeLength(at.y);
  const double dx = range / std::max(per.lon, 1.0), dy = range / per.lat;
  const Box box{at.x - dx, at.y - dy, at.x + dx, at.y + dy};
  const auto take = [&](Layer layer, const Row& row, std::string label, std::string team) {
    const auto* there = std::get_if<Point>(&row.geometry);
    if (!there || !isFinite(row.geometry) || distanceMetres(at, *there) > range) return;
    PhotoTarget target{.layer = layer, .fid = row.fid, .label = std::move(label), .team = std::move(team)};
    weights.push_back(weightOf(facts, *there, target));
    targets.push_back(std::move(target));
  };
  SUYUAN_TRY(reader_->scan(Layer::Outfalls, {.box = box}, [&](const Row& row) {
    Outfall o = fromRow<Outfall>(row);
    take(Layer::Outfalls, row, labelOf(o), std::move(o.team));
    return true;
  }));
  return reader_->scan(Layer::Candidates, {.box = box}, [&](const Row& row) {
    Candidate c = fromRow<Candidate>(row);
    // One that became an outfall, or part of another candidate, is represented by that.
    if (!c.outfallFid.isSet() && !c.mergedInto.isSet()) take(Layer::Candidates, row, !c.name.empty() ? c.name : c.sourceId, std::move(c.team));
    return true;
  });
}

Result<> PhotoPlacer::atTime(const PhotoFacts& facts, std::vector<PhotoTarget>& targets, std::vector<double>& weights) {
  if (!facts.takenAt) return {};
  const milliseconds slack{std::llround(limits_.visitMin * 60'000)};
  const auto first = std::ranges::lower_bound(byTime_, *facts.takenAt - slack, {}, &VisitAt::at);
  for (auto it = first; it != byTime_.end() && it->at <= *facts.takenAt + slack; ++it) {
    if (std::ranges::contains(targets, it->outfall, &PhotoTarget::fid)) continue;
    auto outfall = reader_->get<Outfall>(it->outfall);
    if (!outfall) return std::unexpected(std::move(outfall).error());
    if (!*outfall) continue;
    PhotoTarget target{.fid = it->outfall, .label = (*outfall)->codeNational.empty() ? (*outfall)->name : (*outfall)->codeNational, .team = (*outfall)->team};
    (void)visitWeight(facts, target);
    const double apart = minutesBetween(it->at, *facts.takenAt);
    weights.push_back(1 / (1 + apart));
    targets.push_back(std::move(target));
  }
  return {};
}

Result<> PhotoPlacer::onWalk(const PhotoFacts& facts, Placing& placing, std::vector<PhotoTarget>& targets, std::vector<double>& weights) {
  if (!facts.takenAt) return {};
  const Walk* only = nullptr;
  for (const Walk& walk : walks_) {
    if (*facts.takenAt < walk.from || *facts.takenAt > walk.to || walk.from == walk.to) continue;
    if (only) return {}; // two teams walked then: whose it is cannot be told
    only = &walk;
  }
  if (!only) return {};
  const double share = duration<double>(*facts.takenAt - only->from) / duration<double>(only->to - only->from);
  const auto there = pointAlong(only->line, share);
  if (!there) return {};
  PhotoFacts assumed = facts;
  assumed.position = *there;
  assumed.accuracy = limits_.trackNearM;
  assumed.bearing.reset();
  SUYUAN_TRY(around(assumed, targets, weights));
  placing.reasons.push_back({"track-place", {{"team", only->team}}});
  placing.team = only->team;
  return {};
}

Result<Placing> PhotoPlacer::place(const PhotoFacts& facts) {
  Placing placing;
  std::vector<PhotoTarget> targets;
  std::vector<double> weights;
  const bool placed = usable(facts);
  if (!facts.takenAt) placing.reasons.push_back({"no-time", {}});
  if (facts.has(PhotoFault::DatumOther)) placing.reasons.push_back({"datum-other", {}});
  else if (!facts.position) placing.reasons.push_back({"no-position", {}});
  if (placed) SUYUAN_TRY(around(facts, targets, weights));
  else SUYUAN_TRY(atTime(facts, targets, weights));
  if (facts.fromSidecar) placing.reasons.push_back({"sidecar", {}});
  placing.team = walkerAt(facts);
  if (!placed && targets.empty()) SUYUAN_TRY(onWalk(facts, placing, targets, weights));
  else if (!placing.team.empty()) placing.reasons.push_back({"track", {{"team", placing.team}}});
  if (targets.empty()) {
    if (placed) placing.reasons.push_back({"none-near", {{"m", whole(limits_.rangeM)}}});
    return placing;
  }
  double all = floorWeight;
  for (const double weight : weights) all += weight;
  for (std::size_t i = 0; i < targets.size(); ++i) targets[i].share = weights[i] / all;
  std::ranges::stable_sort(targets, std::ranges::greater{}, &PhotoTarget::share);
  const std::size_t others = targets.size() - 1;
  if (targets.size() > mostTargets) targets.resize(mostTargets);
  if (others > 0) placing.reasons.push_back({"others-near", {{"count", std::to_string(others)}}});
  if (!placed && !onWalkOnly(placing)) placing.reasons.push_back({"time-only", {}});
  if (placing.team.empty()) placing.team = targets.front().team;
  if (placed && targets.front().share >= limits_.sureShare) placing.state = PlacingState::Sure;
  placing.targets = std::move(targets);
  return placing;
}

} // namespace suyuan::media

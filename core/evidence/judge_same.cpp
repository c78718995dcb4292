// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/same_outfall.h"

#include "core/model/geometry_functions.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <numbers>

namespace suyuan::evidence {

namespace {

// What speaks for and against, of 1. Project settings like those of evidence.json; the sum counts, not each by itself.
constexpr double nearMost = 0.5, raysCross = 0.45, looksAt = 0.3, onlyPairFor = 0.15, kindFor = 0.15, kindAgainst = -0.3, shapeFor = 0.1, shapeAgainst = -0.2, sizeFor = 0.05,
                 sizeAgainst = -0.15, teamFor = 0.1, sameWalk = -0.25, sourceFor = 0.1, bankAgainst = -0.1;
constexpr double ownStepsM = 3;         // a camera nearer to its own record stood on it
constexpr double standsOffM = 10;       // nearer than this nobody takes the place of an outlet from the other bank
constexpr double crossingDeg = 15;      // rays that meet more flatly do not say where
constexpr double offsetAlongM = 0.5, offsetAcrossDeg = 1; // of a range finder and a compass held by hand
constexpr double radians = std::numbers::pi / 180;

struct Metres {
  double east = 0, north = 0;
};

Metres between(const Point& from, const Point& to) noexcept {
  const DegreeLength per = degreeLength(from.y);
  return {(to.x - from.x) * per.lon, (to.y - from.y) * per.lat};
}

std::string number(double value) { return value < 10 ? std::format("{:.1f}", value) : std::format("{:.0f}", value); }

/// Where two rays cross, metres from `origin`, with the error across each there; nothing when they do not, or too flatly, or out of sight.
struct Crossing {
  Metres at;
  ErrorEllipse error;
};
std::optional<Crossing> crossing(const Ray& a, const Ray& b, const Point& origin, const rules::EvidenceLimits& limits) {
  const Metres pa = between(origin, a.from), pb = between(origin, b.from);
  const double ax = std::sin(a.bearingDeg * radians), ay = std::cos(a.bearingDeg * radians), bx = std::sin(b.bearingDeg * radians), by = std::cos(b.bearingDeg * radians);
  const double sine = ax * by - ay * bx;
  if (std::abs(sine) < std::sin(crossingDeg * radians)) return std::nullopt;
  const double dx = pb.east - pa.east, dy = pb.north - pa.north;
  const double alongA = (dx * by - dy * bx) / sine, alongB = (dx * ay - dy * ax) / sine;
  if (alongA <= 0 || alongB <= 0 || alongA > limits.sameMostM || alongB > limits.sameMostM) return std::nullopt;
  const double tangent = std::tan(limits.bearingDeg * radians), across = std::hypot(alongA, alongB) * tangent;
  return Crossing{{pa.east + alongA * ax, pa.north + alongA * ay}, {across * across / 2, 0, across * across / 2}};
}

/// How far off a camera's direction a place lies, degrees, and how far away.
struct Sight {
  double metres = 0, degrees = 180;
};
Sight sightOf(const Ray& ray, const Point& place) {
  const Metres way = between(ray.from, place);
  const double bearing = std::atan2(way.east, way.north) / radians;
  return {std::hypot(way.east, way.north), std::abs(std::remainder(bearing - ray.bearingDeg, 360.0))};
}

class PairJudge {
public:
  PairJudge(const SameMember& a, const SameMember& b, const rules::EvidenceLimits& limits) : limits_(limits), proposal_{.a = a, .b = b} {}

  std::optional<SameProposal> judge(bool onlyPair) {
    if (proposal_.a.confirmedAs == proposal_.b.fid || proposal_.b.confirmedAs == proposal_.a.fid)
      if (proposal_.a.layer != proposal_.b.layer) return std::nullopt;
    const Metres apart = between(proposal_.a.at, proposal_.b.at);
    proposal_.distanceM = std::hypot(apart.east, apart.north);
    if (proposal_.distanceM > limits_.sameMostM) return std::nullopt;
    proposal_.sigmas = sigmasOf(proposal_.a.error + proposal_.b.error, apart.east, apart.north);
    const bool near = proposal_.sigmas <= limits_.sameSigma;
    if (near) add("near", nearMost * (1 - proposal_.sigmas / limits_.sameSigma / 2), {{"m", number(proposal_.distanceM)}, {"sigma", std::format("{:.1f}", proposal_.sigmas)}});
    const bool cross = findCrossing() || findLook();
    if (!near && !cross) return std::nullopt;
    if (onlyPair) add("only-pair", onlyPairFor);
    words("kind", proposal_.a.kind, proposal_.b.kind, kindFor, kindAgainst);
    words("shape", proposal_.a.shape, proposal_.b.shape, shapeFor, shapeAgainst);
    size();
    hands(cross);
    double sum = 0;
    for (const SameReason& reason : proposal_.reasons) sum += reason.points;
    proposal_.score = std::clamp(sum, 0.0, 1.0);
    if (proposal_.score < limits_.sameScore) return std::nullopt;
    return std::move(proposal_);
  }

private:
  void add(std::string key, double points, std::vector<std::pair<std::string, std::string>> args = {}) { proposal_.reasons.push_back({std::move(key), std::move(args), points}); }

  /// Photos of both look at one place that is one record's, and the other's place is where its team stood.
  bool findCrossing() {
    if (proposal_.distanceM < standsOffM) return false;
    std::optional<double> nearest;
    for (const Ray& one : proposal_.a.rays)
      for (const Ray& other : proposal_.b.rays) {
        const auto found = crossing(one, other, proposal_.a.at, limits_);
        if (!found) continue;
        for (const SameMember* record : {&proposal_.a, &proposal_.b}) {
          const bool isA = record == &proposal_.a;
          if (looksAtOwn(isA ? other : one, isA ? proposal_.b : proposal_.a)) continue;
          const Metres place = between(proposal_.a.at, record->at);
          const double east = found->at.east - place.east, north = found->at.north - place.north;
          if (sigmasOf(record->error + found->error, east, north) > limits_.sameSigma / 2) continue;
          const double off = std::hypot(east, north);
          if (!nearest || off < *nearest) nearest = off;
        }
      }
    if (!nearest) return false;
    add("rays-cross", raysCross, {{"m", number(*nearest)}});
    return true;
  }

  /// One record lies where a photo of the other looks: from bank to bank, where the two cameras face each other and do not cross.
  bool findLook() {
    const std::string &left = proposal_.a.bank, &right = proposal_.b.bank;
    if (proposal_.distanceM < standsOffM || left.empty() || right.empty() || left == right) return false;
    std::optional<double> best;
    const auto look = [&](const SameMember& from, const SameMember& at) {
      for (const Ray& ray : from.rays) {
        const Sight sight = sightOf(ray, at.at);
        if (sight.degrees <= limits_.bearingDeg / 2 && sight.metres >= standsOffM && !looksAtOwn(ray, from) && (!best || sight.degrees < *best)) best = sight.degrees;
      }
    };
    look(proposal_.a, proposal_.b);
    look(proposal_.b, proposal_.a);
    if (!best) return false;
    add("looks-at", looksAt, {{"deg", number(*best)}});
    return true;
  }

  /// The photo is of its own record's place, some steps before the camera: it does not look at another's.
  [[nodiscard]] bool looksAtOwn(const Ray& ray, const SameMember& own) const {
    const Sight sight = sightOf(ray, own.at);
    return sight.metres >= ownStepsM && sight.degrees <= limits_.bearingDeg;
  }

  void words(std::string_view what, const std::string& a, const std::string& b, double same, double other) {
    if (a.empty() || b.empty()) return;
    if (a == b) add("same-" + std::string(what), same, {{std::string(what), a}});
    else add("other-" + std::string(what), other, {{"a", a}, {"b", b}});
  }

  void size() {
    const auto &a = proposal_.a.sizeM, &b = proposal_.b.sizeM;
    if (!a || !b || *a <= 0 || *b <= 0) return;
    const double ratio = std::max(*a, *b) / std::min(*a, *b);
    if (ratio <= 1.2) add("same-size", sizeFor);
    else if (ratio > 1.5) add("other-size", sizeAgainst, {{"a", std::format("{:g}", *a)}, {"b", std::format("{:g}", *b)}});
  }

  void hands(bool cross) {
    const SameMember &a = proposal_.a, &b = proposal_.b;
    if (!a.team.empty() && !b.team.empty()) {
      if (a.team != b.team) add("other-team", teamFor, {{"a", a.team}, {"b", b.team}});
      // Who stands before two outlets on one walk and records two has seen two.
      else if (!cross && a.seen && b.seen && beijingDay(*a.seen) == beijingDay(*b.seen)) add("same-walk", sameWalk, {{"team", a.team}});
    }
    if (!a.source.empty() && !b.source.empty() && a.source != b.source) add("other-source", sourceFor, {{"a", a.source}, {"b", b.source}});
    if (!cross && !a.bank.empty() && !b.bank.empty() && a.bank != b.bank) add("other-bank", bankAgainst, {{"a", a.bank}, {"b", b.bank}});
  }

  const rules::EvidenceLimits& limits_;
  SameProposal proposal_;
};

} // namespace

ErrorEllipse ellipseOf(double drmsM, std::optional<double> offsetM, std::optional<double> bearingDeg) noexcept {
  const double variance = std::max(drmsM * drmsM / 2, 1e-6);
  ErrorEllipse error{variance, 0, variance};
  if (!offsetM || !bearingDeg || *offsetM <= 0) return error;
  const double along = offsetAlongM * offsetAlongM, across = std::pow(*offsetM * std::tan(offsetAcrossDeg * radians), 2);
  const double east = std::sin(*bearingDeg * radians), north = std::cos(*bearingDeg * radians);
  error.ee += along * east * east + across * north * north;
  error.nn += along * north * north + across * east * east;
  error.en += (along - across) * east * north;
  return error;
}

double sigmasOf(const ErrorEllipse& error, double eastM, double northM) noexcept {
  const double determinant = error.ee * error.nn - error.en * error.en;
  return std::sqrt(std::max(0.0, (error.nn * eastM * eastM - 2 * error.en * eastM * northM + error.ee * northM * northM) / determinant));
}

std::optional<SameProposal> judgeSame(const SameMember& a, const SameMember& b, bool onlyPair, const rules::EvidenceLimits& limits) { return PairJudge(a, b, limits).judge(onlyPair); }

} // namespace suyuan::evidence

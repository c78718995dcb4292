// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/score.h"

#include "core/model/geometry_functions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <format>
#include <limits>

namespace suyuan::evidence {

namespace {

using namespace std::chrono;
using rules::EvidenceAspect;
using Args = std::vector<std::pair<std::string, std::string>>;

constexpr double hour = 60, never = std::numeric_limits<double>::infinity();
constexpr double otherDayH = 12; // two occasions so far apart are not of one visit

std::string whole(double value) { return std::format("{:.0f}", value); }
std::string metres(double value) { return value < 10 ? std::format("{:.1f}", value) : whole(value); }
double minutesFrom(UtcMillis from, UtcMillis to) { return duration<double, std::ratio<60>>(to - from).count(); }
milliseconds minutesOf(double minutes) { return duration_cast<milliseconds>(duration<double, std::ratio<60>>(minutes)); }

class ScoreJudge {
public:
  ScoreJudge(const RecordFacts& facts, const Walks& walks, const rules::EvidenceRules& rules) : facts_(facts), walks_(walks), rules_(rules), limits_(rules.limits) {}

  Score judge() {
    photoTime();
    photoPlace();
    track();
    fix();
    entryTime();
    double points = 0;
    for (const Reason& reason : score_.reasons) points += reason.points;
    score_.score = static_cast<int>(std::lround(std::clamp(points, 0.0, 100.0)));
    return std::move(score_);
  }

private:
  void add(EvidenceAspect aspect, Verdict verdict, std::string key, Args args = {}) {
    const rules::EvidenceWeight& weight = rules_.of(aspect);
    const double points = verdict == Verdict::Fits ? weight.weight : verdict == Verdict::Half ? weight.weight / 2 : verdict == Verdict::Against ? -weight.against : 0;
    score_.reasons.push_back({aspect, verdict, std::move(key), std::move(args), points, weight.weight});
  }

  /// Minutes from the nearest occasion; never when there is none.
  [[nodiscard]] double fromOccasion(UtcMillis time) const {
    double nearest = never;
    for (const Occasion& occasion : facts_.occasions) nearest = std::min(nearest, std::abs(minutesFrom(occasion.at, time)));
    return nearest;
  }

  void photoTime() {
    constexpr auto aspect = EvidenceAspect::PhotoTime;
    double nearest = never;
    bool any = false;
    for (const PhotoFact& photo : facts_.photos)
      if (photo.taken) {
        any = true;
        nearest = std::min(nearest, fromOccasion(*photo.taken));
      }
    if (!any) return add(aspect, Verdict::Missing, "photo-time-none");
    if (facts_.occasions.empty()) return add(aspect, Verdict::Missing, "no-time");
    if (nearest <= limits_.photoTimeMin) return add(aspect, Verdict::Fits, "photo-time", {{"min", whole(nearest)}});
    if (nearest <= otherDayH * hour) return add(aspect, Verdict::Half, "photo-time-off", {{"min", whole(nearest)}});
    add(aspect, Verdict::Against, "photo-time-against", {{"h", whole(nearest / hour)}});
  }

  void photoPlace() {
    constexpr auto aspect = EvidenceAspect::PhotoPlace;
    if (!facts_.at) return add(aspect, Verdict::Missing, "no-place");
    double nearest = never;
    int all = 0, near = 0;
    for (const PhotoFact& photo : facts_.photos)
      if (photo.at) {
        const double off = distanceMetres(*photo.at, *facts_.at);
        nearest = std::min(nearest, off);
        ++all;
        near += off <= limits_.photoFarM ? 1 : 0;
      }
    if (all == 0) return add(aspect, Verdict::Missing, "photo-place-none");
    if (near == all) return add(aspect, Verdict::Fits, "photo-place", {{"m", metres(nearest)}});
    if (near > 0) return add(aspect, Verdict::Half, "photo-place-some", {{"near", std::to_string(near)}, {"all", std::to_string(all)}});
    add(aspect, Verdict::Against, "photo-place-against", {{"m", metres(nearest)}});
  }

  void track() {
    constexpr auto aspect = EvidenceAspect::Track;
    if (!facts_.at) return add(aspect, Verdict::Missing, "no-place");
    if (facts_.occasions.empty()) return add(aspect, Verdict::Missing, "no-time");
    Walks::Nearest nearest;
    for (const Occasion& occasion : facts_.occasions) {
      const auto found = walks_.nearest(facts_.team, occasion.at, minutesOf(limits_.trackSlackMin), *facts_.at, limits_.trackNearM);
      if (found.metres < nearest.metres) nearest = found;
    }
    if (nearest.walks == 0) return add(aspect, Verdict::Missing, "track-none");
    Args args{{"m", metres(nearest.metres)}, {"team", std::string(nearest.team)}};
    if (nearest.metres <= limits_.trackNearM) return add(aspect, Verdict::Fits, "track", std::move(args));
    // A walk of another team says nothing against this one.
    if (nearest.metres > limits_.trackFarM) return facts_.team.empty() ? add(aspect, Verdict::Missing, "track-none") : add(aspect, Verdict::Against, "track-against", std::move(args));
    add(aspect, Verdict::Half, "track-off", std::move(args));
  }

  void fix() {
    constexpr auto aspect = EvidenceAspect::Fix;
    if (!facts_.at) return add(aspect, Verdict::Missing, "no-place");
    if (facts_.fixes.empty()) {
      if (facts_.namesReceiver) return add(aspect, Verdict::Half, "fix-noted");
      return add(aspect, Verdict::Missing, "fix-none");
    }
    const FixFact& last = facts_.fixes.back();
    const double error = last.accuracyM.value_or(limits_.unstatedM);
    if (last.place)
      if (const double off = distanceMetres(*last.place, *facts_.at); off > limits_.fixMovedM + 2 * error) return add(aspect, Verdict::Against, "fix-moved", {{"m", metres(off)}});
    if (last.overridden) return add(aspect, Verdict::Half, "fix-override");
    if (error > limits_.fixGoodM) return add(aspect, Verdict::Half, "fix-poor", {{"quality", last.quality}, {"m", metres(error)}});
    if (last.at && !facts_.occasions.empty())
      if (const double off = fromOccasion(*last.at); off > otherDayH * hour) return add(aspect, Verdict::Half, "fix-other-time", {{"h", whole(off / hour)}});
    add(aspect, Verdict::Fits, "fix", {{"quality", last.quality}, {"m", metres(error)}});
  }

  void entryTime() {
    constexpr auto aspect = EvidenceAspect::EntryTime;
    if (facts_.occasions.empty()) return add(aspect, Verdict::Missing, "no-time");
    double soonest = never, earliest = -never; // of those entered after, of those entered before
    bool any = false, imported = false;
    for (const Occasion& occasion : facts_.occasions) {
      if (!occasion.entered) continue;
      if (!occasion.typed) {
        imported = true;
        continue;
      }
      any = true;
      const double after = minutesFrom(occasion.at, *occasion.entered);
      if (after >= -limits_.entryBeforeMin) soonest = std::min(soonest, std::max(after, 0.0));
      else earliest = std::max(earliest, after);
    }
    if (!any) return add(aspect, Verdict::Missing, imported ? "entry-imported" : "entry-none");
    if (soonest <= limits_.entryLateH * hour) return add(aspect, Verdict::Fits, "entry", {{"min", whole(soonest)}});
    if (soonest < never) return add(aspect, Verdict::Half, "entry-late", {{"h", whole(soonest / hour)}});
    add(aspect, Verdict::Against, "entry-before", {{"min", whole(-earliest)}});
  }

  const RecordFacts& facts_;
  const Walks& walks_;
  const rules::EvidenceRules& rules_;
  const rules::EvidenceLimits& limits_;
  Score score_;
};

} // namespace

std::string_view verdictKey(Verdict verdict) noexcept {
  constexpr std::array<std::string_view, 4> keys{"fits", "half", "missing", "against"};
  return keys[static_cast<std::size_t>(verdict)];
}

bool Score::isContradicted() const noexcept {
  return std::ranges::any_of(reasons, [](const Reason& reason) { return reason.verdict == Verdict::Against; });
}

Score scoreOf(const RecordFacts& facts, const Walks& walks, const rules::EvidenceRules& rules) { return ScoreJudge(facts, walks, rules).judge(); }

Result<std::optional<Score>> scoreOf(store::Reader& reader, Layer layer, Fid fid, const rules::EvidenceRules& rules) {
  auto facts = factsOf(reader, layer, fid, rules.limits.typedRows);
  if (!facts) return std::unexpected(std::move(facts).error());
  if (!*facts) return std::optional<Score>{};
  Walks walks;
  if (const auto& occasions = (*facts)->occasions; !occasions.empty()) {
    const auto [first, last] = std::ranges::minmax(occasions, {}, &Occasion::at);
    const auto slack = minutesOf(rules.limits.trackSlackMin);
    auto read = Walks::read(reader, first.at - slack, last.at + slack);
    if (!read) return std::unexpected(std::move(read).error());
    walks = std::move(*read);
  }
  return std::optional(scoreOf(**facts, walks, rules));
}

Result<> eachScore(store::Reader& reader, const rules::EvidenceRules& rules, const std::function<bool(Layer, Fid, const Score&)>& visit) {
  auto entries = EntryIndex::read(reader, rules.limits.typedRows);
  if (!entries) return std::unexpected(std::move(entries).error());
  auto walks = Walks::read(reader);
  if (!walks) return std::unexpected(std::move(walks).error());
  bool goOn = true;
  for (const Layer layer : {Layer::Outfalls, Layer::Candidates}) {
    if (!goOn) break;
    SUYUAN_TRY(eachFacts(reader, layer, *entries, [&](const RecordFacts& facts) {
      // A candidate that nobody has looked at yet has no evidence to be judged.
      if (layer == Layer::Candidates && facts.occasions.empty() && facts.photos.empty()) return true;
      return goOn = visit(layer, facts.fid, scoreOf(facts, *walks, rules));
    }));
  }
  return {};
}

} // namespace suyuan::evidence

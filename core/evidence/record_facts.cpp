// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/record_facts.h"

#include "core/model/geometry_functions.h"
#include "core/model/record.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <numbers>

namespace suyuan::evidence {

namespace {

using store::RowView;

struct VisitAt {
  Fid owner, visit;
  UtcMillis at;
};

/// What belongs to records, in the order of their owners.
struct Belongings {
  std::vector<PhotoFact> photos;
  std::vector<FixFact> fixes;
  std::vector<VisitAt> visits;
};

Fid fidOf(const RowView& row, std::size_t field) {
  Fid fid;
  fromValue(row.value(field), fid);
  return fid;
}

std::optional<double> realOf(const RowView& row, std::size_t field) {
  std::optional<double> value;
  fromValue(row.value(field), value);
  return value;
}

std::string_view ownerField(Layer layer) { return layer == Layer::Candidates ? "candidate_fid" : "outfall_fid"; }

/// Reads what belongs to one record, or to all of the layer.
Result<Belongings> belongingsOf(store::Reader& reader, Layer layer, std::optional<Fid> only) {
  Belongings own;
  const std::string owner(ownerField(layer));
  const auto where = only ? std::format("{} = {}", owner, toText(*only)) : owner + " IS NOT NULL";
  Geometry place;
  SUYUAN_TRY(reader.scanColumns(Layer::Photos, {.where = where, .fields = {owner, "taken_at", "faults"}}, [&](const RowView& row) {
    PhotoFact photo{fidOf(row, 0), parseUtc(row.text(1).value_or("")), {}};
    row.geometry(place);
    // A position in another datum lies hundreds of metres off; it says nothing.
    if (const auto* at = std::get_if<Point>(&place); at && isFinite(place) && !row.text(2).value_or("").contains("datum-other")) photo.at = *at;
    own.photos.push_back(photo);
    return true;
  }));
  SUYUAN_TRY(reader.scanColumns(Layer::Positions,
                                {.where = where, .fields = {owner, "started_at", "ended_at", "quality", "accuracy_m", "gate_passed", "offset_m", "offset_bearing_deg"}},
                                [&](const RowView& row) {
                                  FixFact fix{fidOf(row, 0), parseUtc(row.text(2).value_or("")), {}, std::string(row.text(3).value_or("")), realOf(row, 4), row.value(5) == Value{std::int64_t{0}}};
                                  if (!fix.at) fix.at = parseUtc(row.text(1).value_or(""));
                                  row.geometry(place);
                                  fix.place = placeOf(place, realOf(row, 6), realOf(row, 7));
                                  own.fixes.push_back(std::move(fix));
                                  return true;
                                }));
  if (layer == Layer::Outfalls)
    SUYUAN_TRY(reader.scanColumns(Layer::Visits, {.where = where, .fields = {owner, "visited_at"}, .geometry = false}, [&](const RowView& row) {
      if (const auto at = parseUtc(row.text(1).value_or(""))) own.visits.push_back({fidOf(row, 0), row.fid(), *at});
      return true;
    }));
  std::ranges::stable_sort(own.photos, {}, &PhotoFact::owner);
  std::ranges::stable_sort(own.fixes, {}, &FixFact::owner);
  std::ranges::stable_sort(own.visits, {}, &VisitAt::owner);
  return own;
}

template <class Fact>
std::span<const Fact> ofOwner(const std::vector<Fact>& all, Fid owner) {
  const auto own = std::ranges::equal_range(all, owner, {}, &Fact::owner);
  return {own.begin(), own.end()};
}

// Columns of the record itself: the survey's time, the team, and what stands beside the place.
store::Query queryOf(Layer layer) {
  if (layer == Layer::Candidates) return {.fields = {"checked_at", "team", "note"}};
  return {.fields = {"surveyed_at", "team", "note", "accuracy_m", "datum"}};
}

/// `enteredOf(fid)` gives an Occasion's `entered` and `typed`.
template <class EnteredOf>
void fill(RecordFacts& facts, Layer layer, const RowView& row, const Belongings& own, Geometry& place, const EnteredOf& entered) {
  facts.layer = layer;
  facts.fid = row.fid();
  row.geometry(place);
  facts.at.reset();
  if (const auto* at = std::get_if<Point>(&place); at && isFinite(place)) facts.at = *at;
  facts.team = row.text(1).value_or("");
  facts.accuracyM = layer == Layer::Outfalls ? realOf(row, 3) : std::nullopt;
  facts.namesReceiver = row.text(2).value_or("").contains("gnss ") || (layer == Layer::Outfalls && row.text(4).value_or("").contains("GNSS"));
  facts.occasions.clear();
  if (const auto at = parseUtc(row.text(0).value_or(""))) {
    facts.occasions.push_back({*at, {}, true});
    entered(facts.fid, facts.occasions.back());
  }
  for (const VisitAt& visit : ofOwner(own.visits, facts.fid)) {
    facts.occasions.push_back({visit.at, {}, true});
    entered(visit.visit, facts.occasions.back());
  }
  const auto photos = ofOwner(own.photos, facts.fid);
  facts.photos.assign(photos.begin(), photos.end());
  const auto fixes = ofOwner(own.fixes, facts.fid);
  facts.fixes.assign(fixes.begin(), fixes.end());
}

} // namespace

std::optional<Point> placeOf(const Geometry& antenna, std::optional<double> offsetM, std::optional<double> bearingDeg) noexcept {
  const auto* at = std::get_if<Point>(&antenna);
  if (!at || !std::isfinite(at->x) || !std::isfinite(at->y)) return std::nullopt;
  if (!offsetM || !bearingDeg) return *at;
  const DegreeLength per = degreeLength(at->y);
  const double bearing = *bearingDeg * std::numbers::pi / 180;
  return Point{at->x + *offsetM * std::sin(bearing) / per.lon, at->y + *offsetM * std::cos(bearing) / per.lat};
}

Result<std::optional<RecordFacts>> factsOf(store::Reader& reader, Layer layer, Fid fid, double typedRows) {
  auto own = belongingsOf(reader, layer, fid);
  if (!own) return std::unexpected(std::move(own).error());
  std::optional<RecordFacts> facts;
  std::vector<std::pair<std::size_t, Fid>> toAsk; // no statement is asked while another runs
  store::Query query = queryOf(layer);
  query.equals = {{"fid", Value{fid.value}}};
  SUYUAN_TRY(reader.scanColumns(layer, query, [&](const RowView& row) {
    Geometry place;
    facts.emplace();
    fill(*facts, layer, row, *own, place, [&](Fid entered, Occasion&) { toAsk.emplace_back(facts->occasions.size() - 1, entered); });
    return false;
  }));
  for (const auto& [at, asked] : toAsk) {
    auto entered = enteredOf(reader, asked, typedRows);
    if (!entered) return std::unexpected(std::move(entered).error());
    if (!*entered) continue;
    facts->occasions[at].entered = (*entered)->at;
    facts->occasions[at].typed = (*entered)->typed;
  }
  return facts;
}

Result<> eachFacts(store::Reader& reader, Layer layer, const EntryIndex& entries, const std::function<bool(const RecordFacts&)>& visit) {
  auto own = belongingsOf(reader, layer, {});
  if (!own) return std::unexpected(std::move(own).error());
  RecordFacts facts;
  Geometry place;
  return reader.scanColumns(layer, queryOf(layer), [&](const RowView& row) {
    fill(facts, layer, row, *own, place, [&](Fid entered, Occasion& occasion) {
      if (const auto found = entries.entered(entered)) {
        occasion.entered = found->at;
        occasion.typed = found->typed;
      }
    });
    return visit(facts);
  });
}

} // namespace suyuan::evidence

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/odd_records.h"

#include "core/model/geometry_functions.h"
#include "core/model/record.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <format>
#include <unordered_map>

namespace suyuan::evidence {

namespace {

using namespace std::chrono;
using store::RowView;

// Columns of the scan: who and when, then what is seen at an outlet and seldom is the same twice.
constexpr std::size_t surveyedAt = 0, surveyorField = 1, teamField = 2, firstObserved = 3;
const std::vector<std::string>& scanFields() {
  static const std::vector<std::string> fields{"surveyed_at", "surveyor", "team", "outlet_shape", "outlet_size_m", "inflow_mode", "drain_feature", "sewage_kind", "flow_m3d", "abnormal"};
  return fields;
}

milliseconds millisOf(double minutes) { return duration_cast<milliseconds>(duration<double, std::ratio<60>>(minutes)); }
std::string wholeText(double value) { return std::format("{:.0f}", value); }

/// FNV-1a, field by field.
class ValueHash {
public:
  void add(const Value& value) {
    if (isNull(value)) return mix("\x1f");
    ++fields_;
    mix(toText(value));
    mix("\x1e");
  }
  [[nodiscard]] std::uint64_t hash() const noexcept { return hash_; }
  [[nodiscard]] std::uint8_t fields() const noexcept { return fields_; }

private:
  void mix(std::string_view text) noexcept {
    for (const char c : text) hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  }
  std::uint64_t hash_ = 0xCBF29CE484222325ULL;
  std::uint8_t fields_ = 0;
};

/// What one row alone can show: a survey after its entry, a team that was elsewhere.
void judgeTimes(const OddRecords::Typed& record, std::string_view team, const std::optional<Point>& at, const OddContext& context) {
  if (!record.surveyed) return;
  const auto& limits = context.limits;
  const UtcMillis surveyed = *record.surveyed;
  // Entered before it was surveyed: fine where a later entry brought the later time.
  if (surveyed > record.entered + millisOf(limits.futureMin) && !context.entries.touchedSince(record.fid, surveyed - millisOf(limits.futureMin)))
    context.out.add("evidence.future", Layer::Outfalls, record.fid, "surveyed_at",
                    {{"at", toIso(surveyed)}, {"entered", toIso(record.entered)}, {"minutes", wholeText(duration<double, std::ratio<60>>(surveyed - record.entered).count())}});
  if (team.empty() || !at || context.walks.isEmpty()) return;
  const auto nearest = context.walks.nearest(team, surveyed, millisOf(limits.trackSlackMin), *at, limits.trackFarM);
  if (nearest.walks > 0 && nearest.metres > limits.trackFarM)
    context.out.add("evidence.far-from-track", Layer::Outfalls, record.fid, "surveyed_at", {{"at", toIso(surveyed)}, {"team", std::string(team)}, {"metres", wholeText(nearest.metres)}});
}

} // namespace

Result<OddRecords> readOddRecords(const OddContext& context, const std::unordered_map<Fid, Point>& antennas) {
  OddRecords records;
  std::unordered_map<std::string, std::uint32_t> surveyors;
  Geometry place;
  Value value;
  std::size_t n = 0;
  bool stopped = false;
  SUYUAN_TRY(context.reader.scanColumns(Layer::Outfalls, {.fields = scanFields()}, [&](const RowView& row) {
    if (++n % 4096 == 0 && context.stop.stop_requested()) return !(stopped = true);
    row.geometry(place);
    std::optional<Point> at;
    if (const auto* point = std::get_if<Point>(&place); point && isFinite(place)) at = *point;
    const auto entered = context.entries.entered(row.fid());
    const bool typed = entered && entered->typed;
    if (at) records.places.push_back({at->x, at->y, row.fid(), typed});
    if (!typed) return true;
    OddRecords::Typed record{.fid = row.fid(), .entered = entered->at, .surveyed = parseUtc(row.text(surveyedAt).value_or("")), .spot = at.value_or(Point{}), .hasPlace = at.has_value()};
    record.author = entered->author;
    record.device = entered->device;
    if (const auto antenna = antennas.find(record.fid); antenna != antennas.end()) {
      record.spot = antenna->second;
      record.hasPlace = record.measured = true;
    }
    const std::string_view team = row.text(teamField).value_or("");
    const std::string_view named = row.text(surveyorField).value_or("");
    std::string surveyor(named.empty() ? team : named);
    if (surveyor.empty()) surveyor = context.entries.word(entered->author);
    const auto [known, isNew] = surveyors.emplace(std::move(surveyor), static_cast<std::uint32_t>(records.surveyors.size()));
    if (isNew) records.surveyors.push_back(known->first);
    record.surveyor = known->second;
    ValueHash observed;
    for (std::size_t i = firstObserved; i < scanFields().size(); ++i) {
      row.valueInto(i, value);
      observed.add(value);
    }
    record.observed = observed.hash();
    record.fields = observed.fields();
    judgeTimes(record, team, at, context);
    records.typed.push_back(record);
    return true;
  }));
  if (stopped) return failure(ErrorCode::Cancelled);
  return records;
}

void findBursts(OddRecords& records, const OddContext& context) {
  auto& typed = records.typed;
  const auto& limits = context.limits;
  const auto count = static_cast<std::size_t>(limits.burstCount);
  const auto within = duration_cast<milliseconds>(duration<double>(limits.burstS));
  std::ranges::sort(typed, [](const auto& a, const auto& b) { return std::tie(a.device, a.entered, a.fid) < std::tie(b.device, b.entered, b.fid); });
  for (std::size_t first = 0, end = 0; first < typed.size();) {
    end = std::max(end, first);
    while (end < typed.size() && typed[end].device == typed[first].device && typed[end].entered - typed[first].entered <= within) ++end;
    if (end - first < count) {
      ++first;
      continue;
    }
    // Where the device was: from one spot, or nobody measured anything.
    std::size_t together = 0, unmeasured = 0;
    double widest = 0;
    for (std::size_t i = first; i < end; ++i) {
      unmeasured += typed[i].measured ? 0 : 1;
      if (!typed[i].hasPlace || !typed[first].hasPlace) continue;
      const double off = distanceMetres(typed[first].spot, typed[i].spot);
      if (off > limits.burstM) continue;
      ++together;
      widest = std::max(widest, off);
    }
    if (together < count && unmeasured < count) {
      ++first;
      continue;
    }
    const bool oneSpot = together >= count;
    const double seconds = duration<double>(typed[end - 1].entered - typed[first].entered).count();
    for (std::size_t i = first; i < end; ++i)
      context.out.add("evidence.burst", Layer::Outfalls, typed[i].fid, "surveyed_at",
                      {{"count", std::to_string(end - first)}, {"seconds", wholeText(std::ceil(seconds))}, {"author", context.entries.word(typed[i].author)},
                       {"metres", oneSpot ? wholeText(std::ceil(widest)) : ""}, {"without", unmeasured > 0 ? std::to_string(unmeasured) : ""}});
    first = end;
  }
}

void findCopies(OddRecords& records, const OddContext& context) {
  auto& typed = records.typed;
  const auto run = static_cast<std::size_t>(context.limits.copiedRun);
  const auto dayOf = [](const OddRecords::Typed& record) { return beijingDay(record.surveyed.value_or(record.entered)); };
  std::ranges::sort(typed, [&](const auto& a, const auto& b) { return std::tuple(a.surveyor, dayOf(a), a.entered, a.fid) < std::tuple(b.surveyor, dayOf(b), b.entered, b.fid); });
  for (std::size_t first = 0, end = 0; first < typed.size(); first = end) {
    for (end = first + 1; end < typed.size() && typed[end].surveyor == typed[first].surveyor && typed[end].observed == typed[first].observed && dayOf(typed[end]) == dayOf(typed[first]);) ++end;
    if (end - first < run || static_cast<double>(typed[first].fields) < context.limits.copiedFields) continue;
    for (std::size_t i = first; i < end; ++i)
      context.out.add("evidence.copied", Layer::Outfalls, typed[i].fid, "",
                      {{"surveyor", records.surveyors[typed[i].surveyor]}, {"count", std::to_string(end - first)}, {"fields", std::to_string(typed[i].fields)}});
  }
}

void findSamePlaces(OddRecords& records, const OddContext& context, const std::unordered_map<Fid, Point>& frozen) {
  auto& places = records.places;
  std::ranges::sort(places, [](const auto& a, const auto& b) { return std::tie(a.x, a.y, a.fid) < std::tie(b.x, b.y, b.fid); });
  for (std::size_t first = 0, end = 0; first < places.size(); first = end) {
    for (end = first + 1; end < places.size() && places[end].x == places[first].x && places[end].y == places[first].y;) ++end;
    if (end - first < 2) continue;
    for (std::size_t i = first; i < end; ++i) {
      if (!places[i].typed || frozen.contains(places[i].fid)) continue;
      const Fid other = places[i == first ? first + 1 : first].fid;
      context.out.add("evidence.same-place", Layer::Outfalls, places[i].fid, "geom", {{"count", end - first > 2 ? std::to_string(end - first) : ""}}, Layer::Outfalls, other);
    }
  }
}

} // namespace suyuan::evidence

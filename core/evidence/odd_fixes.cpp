// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/odd_records.h"
#include "core/evidence/record_facts.h"
#include "core/model/geometry_functions.h"
#include "core/model/record.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <format>

namespace suyuan::evidence {

namespace {

using namespace std::chrono;

constexpr std::int64_t epochsThatScatter = 5;

struct OddFix {
  Fid owner;
  Point antenna;
  std::optional<Point> place;
  std::optional<UtcMillis> at;
  double errorM = 0;
  bool still = false;
  std::int64_t used = 0;
};

Result<std::vector<OddFix>> readFixes(const OddContext& context) {
  std::vector<OddFix> fixes;
  Geometry antenna;
  const auto real = [](const store::RowView& row, std::size_t field) {
    std::optional<double> value;
    fromValue(row.value(field), value);
    return value;
  };
  SUYUAN_TRY(context.reader.scanColumns(
      Layer::Positions, {.where = "outfall_fid IS NOT NULL", .fields = {"outfall_fid", "ended_at", "accuracy_m", "deviation_m", "used", "offset_m", "offset_bearing_deg", "started_at"}},
      [&](const store::RowView& row) {
        row.geometry(antenna);
        const auto* at = std::get_if<Point>(&antenna);
        if (!at || !isFinite(antenna)) return true;
        OddFix fix{.owner = {}, .antenna = *at, .place = placeOf(antenna, real(row, 5), real(row, 6)), .at = parseUtc(row.text(1).value_or(""))};
        if (!fix.at) fix.at = parseUtc(row.text(7).value_or(""));
        fromValue(row.value(0), fix.owner);
        fix.errorM = real(row, 2).value_or(context.limits.unstatedM);
        std::optional<std::int64_t> used;
        fromValue(row.value(4), used);
        fix.used = used.value_or(0);
        fix.still = real(row, 3) == 0.0 && fix.used >= epochsThatScatter;
        fixes.push_back(fix);
        return true;
      }));
  return fixes;
}

/// Where records of these fixes lie now.
Result<std::unordered_map<Fid, Point>> placesOf(const OddContext& context) {
  std::unordered_map<Fid, Point> places;
  Geometry place;
  SUYUAN_TRY(context.reader.scanColumns(Layer::Outfalls, {.where = "fid IN (SELECT outfall_fid FROM positions)", .fields = {"source_id"}}, [&](const store::RowView& row) {
    row.geometry(place);
    if (const auto* at = std::get_if<Point>(&place)) places.emplace(row.fid(), *at);
    return true;
  }));
  return places;
}

} // namespace

Result<> findOddFixes(const OddContext& context, std::unordered_map<Fid, Point>& antennas, std::unordered_map<Fid, Point>& frozen) {
  auto fixes = readFixes(context);
  if (!fixes) return std::unexpected(std::move(fixes).error());
  if (fixes->empty()) return {};
  auto places = placesOf(context);
  if (!places) return std::unexpected(std::move(places).error());
  std::unordered_map<Fid, const OddFix*> newest;
  for (const OddFix& fix : *fixes) {
    newest[fix.owner] = &fix; // rows come in the order in which they were made
    if (fix.still) context.out.add("evidence.still", Layer::Outfalls, fix.owner, "geom", {{"used", std::to_string(fix.used)}});
  }
  for (const auto& [owner, fix] : newest) {
    antennas.emplace(owner, fix->antenna);
    const auto place = places->find(owner);
    if (place == places->end() || !fix->place) continue;
    const double off = distanceMetres(*fix->place, place->second), limit = context.limits.fixMovedM + 2 * fix->errorM;
    if (off > limit) context.out.add("evidence.moved", Layer::Outfalls, owner, "geom", {{"metres", std::format("{:.0f}", off)}, {"limit", std::format("{:.0f}", limit)}});
  }
  std::ranges::sort(*fixes, [](const OddFix& a, const OddFix& b) { return std::tie(a.antenna.x, a.antenna.y, a.at, a.owner) < std::tie(b.antenna.x, b.antenna.y, b.at, b.owner); });
  const auto apart = duration_cast<milliseconds>(duration<double>(context.limits.frozenS));
  for (std::size_t i = 1; i < fixes->size(); ++i) {
    const OddFix &before = (*fixes)[i - 1], &fix = (*fixes)[i];
    if (before.antenna.x != fix.antenna.x || before.antenna.y != fix.antenna.y || before.owner == fix.owner || !before.at || !fix.at || *fix.at - *before.at < apart) continue;
    frozen.emplace(before.owner, before.antenna);
    frozen.emplace(fix.owner, fix.antenna);
    context.out.add("evidence.frozen", Layer::Outfalls, fix.owner, "geom", {{"minutes", std::format("{:.0f}", duration<double, std::ratio<60>>(*fix.at - *before.at).count())}},
                    Layer::Outfalls, before.owner);
  }
  return {};
}

} // namespace suyuan::evidence

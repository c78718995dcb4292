// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/walking_order.h"

#include "core/model/terms.h"
#include "core/survey/river_course.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace suyuan::survey {

namespace {

constexpr double farOff = 3000; // metres: a point farther from every line of its river is not placed by it

struct Place {
  bool placed = false;
  std::int64_t grade = std::numeric_limits<std::int64_t>::max();
  std::string river;
  std::size_t course = 0;
  double along = 0;
  int bank = 2; ///< 0 left, 1 right, 2 not known
};

/// One river of the outfalls: its lines and whether chainages alone can order it.
struct WalkedRiver {
  std::vector<River> lines;
  std::vector<std::size_t> outfalls;
  bool allHaveChainage = true;
};

int bankOf(const Outfall& outfall) {
  const auto bank = parseTerm<Bank>(outfall.bank);
  return !bank ? 2 : *bank == Bank::Left ? 0 : 1;
}

} // namespace

WalkingNotes sortInWalkingOrder(std::vector<Outfall>& outfalls, std::span<const River> rivers, BankOrder banks) {
  WalkingNotes notes;
  std::map<std::int64_t, const River*> byFid;
  for (const River& river : rivers) byFid[river.fid.value] = &river;
  std::map<std::string, WalkedRiver> walked;
  std::vector<Place> places(outfalls.size());
  for (std::size_t i = 0; i < outfalls.size(); ++i) {
    const Outfall& o = outfalls[i];
    const auto record = byFid.find(o.riverFid.value);
    places[i].river = record != byFid.end() && !record->second->name.empty() ? record->second->name : o.riverName;
    places[i].bank = bankOf(o);
    if (places[i].river.empty()) continue;
    WalkedRiver& river = walked[places[i].river];
    river.outfalls.push_back(i);
    river.allHaveChainage = river.allHaveChainage && o.chainage && std::isfinite(*o.chainage);
  }
  for (const River& river : rivers)
    if (const auto found = walked.find(river.name); found != walked.end()) found->second.lines.push_back(river);
  for (const auto& [name, river] : walked) {
    const RiverCourse course(river.lines);
    std::int64_t grade = std::numeric_limits<std::int64_t>::max();
    for (const River& line : river.lines) grade = std::min(grade, line.grade.value_or(grade));
    bool byLine = false;
    for (const std::size_t i : river.outfalls) {
      Place& place = places[i];
      place.grade = grade;
      const auto* at = std::get_if<Point>(&outfalls[i].geometry);
      const auto found = at && std::isfinite(at->x) && std::isfinite(at->y) ? course.place(*at) : std::nullopt;
      const bool onLine = found && found->distance <= farOff;
      if (!river.allHaveChainage && onLine) {
        place.placed = byLine = true;
        place.course = found->course;
        place.along = found->along;
      } else if (outfalls[i].chainage && std::isfinite(*outfalls[i].chainage)) {
        place.placed = true;
        place.along = *outfalls[i].chainage;
      }
      if (place.bank == 2 && onLine) {
        place.bank = found->left ? 0 : 1;
        byLine = true;
      }
    }
    if (byLine && !course.flowKnown()) notes.flowUnknown.push_back(name);
  }
  std::vector<std::size_t> order(outfalls.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const bool together = banks == BankOrder::Together;
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    const auto key = [&](std::size_t i) {
      const Place& p = places[i];
      return std::tuple(std::string_view(outfalls[i].divisionCode), !p.placed, p.placed ? p.grade : 0,
                        p.placed ? std::string_view(p.river) : std::string_view(), p.course, together ? 0 : p.bank, p.along, p.bank,
                        outfalls[i].fid);
    };
    return key(a) < key(b);
  });
  std::vector<Outfall> sorted;
  sorted.reserve(outfalls.size());
  for (const std::size_t i : order) {
    if (!places[i].placed) notes.notPlaced.push_back(outfalls[i].fid);
    sorted.push_back(std::move(outfalls[i]));
  }
  outfalls = std::move(sorted);
  return notes;
}

Result<std::vector<River>> riversOf(store::Reader& reader, std::span<const Outfall> outfalls) {
  std::set<std::string> names;
  std::set<std::int64_t> fids;
  for (const Outfall& o : outfalls) {
    if (!o.riverName.empty()) names.insert(o.riverName);
    if (o.riverFid.isSet()) fids.insert(o.riverFid.value);
  }
  std::vector<River> rivers;
  if (names.empty() && fids.empty()) return rivers;
  // The names of the records that are named by fid: a river's other pieces carry the same.
  store::Query light;
  light.geometry = false;
  light.fields = {"name"};
  auto named = reader.scan(Layer::Rivers, light, [&](const Row& row) {
    if (fids.contains(row.fid.value))
      if (const auto* name = std::get_if<std::string>(&row.values[0])) names.insert(*name);
    return true;
  });
  if (!named) return std::unexpected(std::move(named).error());
  auto read = reader.scan(Layer::Rivers, {}, [&](const Row& row) {
    River river = fromRow<River>(row);
    if (names.contains(river.name) || fids.contains(river.fid.value)) rivers.push_back(std::move(river));
    return true;
  });
  if (!read) return std::unexpected(std::move(read).error());
  return rivers;
}

} // namespace suyuan::survey

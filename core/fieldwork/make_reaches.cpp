// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fieldwork/make_reaches.h"

#include "core/fieldwork/measured_line.h"
#include "core/fieldwork/moves.h"
#include "core/model/geometry_functions.h"
#include "core/survey/river_course.h"
#include "core/survey/river_place.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <map>
#include <set>

namespace suyuan::fieldwork {

namespace {

constexpr double joint = survey::RiverCourse::joint;
constexpr double borderStep = 100; ///< metres between looks at the county, then halved down to a metre

/// Lines that follow one another, as one.
struct Stretch {
  std::vector<Point> points;
  Fid river; ///< the first line's record
};

std::vector<Stretch> stretchesOf(std::span<const River* const> rivers) {
  std::vector<Stretch> lines;
  for (const River* river : rivers) {
    const auto take = [&](const LineString& line) {
      if (line.points.size() >= 2 && lengthMetres(line.points) > 1) lines.push_back({line.points, river->fid});
    };
    if (const auto* line = std::get_if<LineString>(&river->geometry)) take(*line);
    else if (const auto* many = std::get_if<MultiLineString>(&river->geometry)) std::ranges::for_each(many->parts, take);
  }
  // Beginnings by latitude, so that a river of thousands of pieces stays quick.
  const std::size_t n = lines.size(), none = n;
  std::vector<std::size_t> byLatitude(n), next(n, none), followers(n, 0), before(n, 0), from(n, none);
  for (std::size_t i = 0; i < n; ++i) byLatitude[i] = i;
  const auto latitude = [&](std::size_t i) { return lines[i].points.front().y; };
  std::ranges::stable_sort(byLatitude, {}, latitude);
  for (std::size_t i = 0; i < n; ++i) {
    const Point& end = lines[i].points.back();
    const double reach = joint / degreeLength(end.y).lat;
    for (auto it = std::ranges::lower_bound(byLatitude, end.y - reach, {}, latitude); it != byLatitude.end() && latitude(*it) <= end.y + reach; ++it) {
      if (*it == i || distanceMetres(lines[*it].points.front(), end) > joint) continue;
      next[i] = *it;
      from[*it] = i;
      ++followers[i];
      ++before[*it];
    }
  }
  // Only where one line follows one is it the same stretch: at a fork or a meeting of arms a new one begins.
  const auto joins = [&](std::size_t i) { return followers[i] == 1 && before[next[i]] == 1; };
  std::vector<Stretch> stretches;
  std::vector<bool> taken(n, false);
  const auto follow = [&](std::size_t first) {
    Stretch stretch{lines[first].points, lines[first].river};
    taken[first] = true;
    for (std::size_t i = first; joins(i) && !taken[next[i]];) {
      i = next[i];
      taken[i] = true;
      const auto& more = lines[i].points;
      const bool same = distanceMetres(stretch.points.back(), more.front()) < 0.01;
      stretch.points.insert(stretch.points.end(), more.begin() + (same ? 1 : 0), more.end());
    }
    stretches.push_back(std::move(stretch));
  };
  for (std::size_t i = 0; i < n; ++i)
    if (!(before[i] == 1 && followers[from[i]] == 1)) follow(i);
  for (std::size_t i = 0; i < n; ++i)
    if (!taken[i]) follow(i); // goes round in a circle
  return stretches;
}

class Counties {
public:
  explicit Counties(std::span<const Division> divisions) {
    for (const Division& division : divisions) {
      const auto code = DivisionCode::parse(division.code);
      if (code && code->isCounty()) counties_.push_back({boxOf(division.geometry), &division});
    }
  }
  [[nodiscard]] bool empty() const noexcept { return counties_.empty(); }
  /// "" outside of all.
  [[nodiscard]] std::string_view at(const Point& p) const {
    for (const auto& [box, division] : counties_)
      if (box.contains(p.x, p.y) && contains(division->geometry, p)) return division->code;
    return {};
  }

private:
  std::vector<std::pair<Box, const Division*>> counties_;
};

/// Distances along where the line goes over into another county and stays for `stay` metres.
std::vector<double> borders(const MeasuredLine& line, const Counties& counties, double stay) {
  const double length = line.length();
  std::vector<double> cuts;
  if (counties.empty()) return cuts;
  std::string_view here = counties.at(line.at(0)), other;
  double otherFrom = 0;
  for (double along = std::min(borderStep, length); ; along = std::min(along + borderStep, length)) {
    const std::string_view now = counties.at(line.at(along));
    if (now == here) other = {};
    else if (now != other || other.empty()) {
      double inside = std::max(0.0, along - borderStep), outside = along;
      while (outside - inside > 1) {
        const double middle = (inside + outside) / 2;
        (counties.at(line.at(middle)) == now ? outside : inside) = middle;
      }
      other = now;
      otherFrom = outside;
    }
    if (!other.empty() && along - otherFrom >= stay && length - otherFrom >= stay) {
      if (otherFrom - (cuts.empty() ? 0 : cuts.back()) >= stay) cuts.push_back(otherFrom);
      here = other;
      other = {};
    }
    if (along >= length) return cuts;
  }
}

} // namespace

std::vector<SurveyReach> planReaches(std::span<const River> rivers, std::span<const Division> divisions, std::span<const Point> candidates,
                                     const rules::Fieldwork& work, const ReachOptions& options) {
  const Counties counties(divisions);
  const double most = std::max(50.0, options.lengthM);
  std::map<std::pair<std::string, std::int64_t>, std::vector<const River*>> byName; // unnamed ones each for itself
  std::vector<std::pair<std::string, Point>> mouths;                                // where rivers end
  for (const River& river : rivers) {
    const auto mouth = [&](const LineString& line) {
      if (line.points.size() >= 2) mouths.emplace_back(river.name, line.points.back());
    };
    if (const auto* line = std::get_if<LineString>(&river.geometry)) mouth(*line);
    else if (const auto* many = std::get_if<MultiLineString>(&river.geometry)) std::ranges::for_each(many->parts, mouth);
    if (!options.rivers.empty() && !std::ranges::contains(options.rivers, river.name)) continue;
    byName[{river.name, river.name.empty() ? river.fid.value : 0}].push_back(&river);
  }
  std::ranges::sort(mouths, {}, [](const auto& m) { return m.second.y; });
  std::vector<Point> found(candidates.begin(), candidates.end());
  std::ranges::sort(found, {}, &Point::y);

  std::vector<SurveyReach> reaches;
  for (auto& [key, lines] : byName) {
    std::ranges::sort(lines, {}, [](const River* r) { return r->fid; });
    std::vector<River> copies;
    for (const River* river : lines) copies.push_back(*river);
    const survey::RiverCourse course(copies);
    for (const Stretch& stretch : stretchesOf(lines)) {
      const MeasuredLine line(stretch.points);
      const double length = line.length();
      const double inside = std::min(1.0, length / 2);
      const auto begins = course.place(line.at(inside));
      const double first = begins ? std::max(0.0, begins->along - inside) : 0;
      // Where other rivers flow in.
      std::vector<double> meetings;
      const Box box = boxOf(Geometry{LineString{stretch.points}});
      const DegreeLength degree = degreeLength(stretch.points.front().y);
      const auto near = [&](const Box& b) { return b.grown(joint / degree.lon, joint / degree.lat); };
      const Box around = near(box);
      for (auto it = std::ranges::lower_bound(mouths, around.minY, {}, [](const auto& m) { return m.second.y; });
           it != mouths.end() && it->second.y <= around.maxY; ++it) {
        if (it->first == key.first || !around.contains(it->second.x, it->second.y)) continue;
        if (const auto at = nearestOnLine(line.points(), it->second); at && at->distance <= joint) meetings.push_back(at->along);
      }
      std::vector<double> fixed = borders(line, counties, most / 4);
      fixed.insert(fixed.begin(), 0);
      fixed.push_back(length);
      std::vector<double> cuts{0};
      for (std::size_t i = 1; i < fixed.size(); ++i) {
        const double begin = fixed[i - 1], end = fixed[i];
        const auto parts = static_cast<int>(std::max(1.0, std::ceil((end - begin) / most - 1e-9)));
        const double each = (end - begin) / parts;
        for (int k = 1; k < parts; ++k) {
          const double even = begin + each * k, following = even + each;
          double cut = even, best = each / 5;
          for (const double meeting : meetings)
            if (std::abs(meeting - even) < best && meeting - cuts.back() <= most && following - meeting <= most) {
              best = std::abs(meeting - even);
              cut = meeting;
            }
          cuts.push_back(cut);
        }
        cuts.push_back(end);
      }
      for (const char* bank : {"左岸", "右岸"})
        for (std::size_t i = 1; i < cuts.size(); ++i) {
          SurveyReach reach;
          const auto part = line.part(cuts[i - 1], cuts[i]);
          reach.geometry = LineString{part};
          reach.riverName = key.first;
          reach.riverFid = stretch.river;
          reach.bank = bank;
          reach.fromM = first + cuts[i - 1];
          reach.toM = first + cuts[i];
          reach.lengthM = cuts[i] - cuts[i - 1];
          reach.name = std::format("{}{} {}–{}", key.first.empty() ? "无名河" : key.first, bank, survey::chainageText(*reach.fromM),
                                   survey::chainageText(*reach.toM));
          reach.divisionCode = counties.at(line.at((cuts[i - 1] + cuts[i]) / 2));
          reach.surveyLevel = 2;
          reach.state = term(ReachState::Unassigned);
          // How thickly candidates lie along it.
          const double range = work.limits.rangeAcrossM;
          const Box wide = boxOf(reach.geometry).grown(range / degree.lon, range / degree.lat);
          std::int64_t count = 0;
          for (auto it = std::ranges::lower_bound(found, wide.minY, {}, &Point::y); it != found.end() && it->y <= wide.maxY; ++it) {
            if (!wide.contains(it->x, it->y)) continue;
            const auto at = nearestOnLine(std::span<const Point>(part), *it);
            if (at && at->distance <= range && at->leftSide == (reach.bank == "左岸")) ++count;
          }
          const double perKm = static_cast<double>(count) / std::max(*reach.lengthM / 1000, 0.1);
          const std::size_t grade = perKm >= work.limits.hardestPerKm ? 2 : perKm >= work.limits.harderPerKm ? 1 : 0;
          if (grade < work.reachDifficulties.size()) reach.difficulty = work.reachDifficulties[grade];
          reaches.push_back(std::move(reach));
        }
    }
  }
  return reaches;
}

Result<ReachesMade> makeReaches(store::SurveyFile& survey, const rules::Fieldwork& work, const ReachOptions& options) {
  store::Reader& reader = survey.reader();
  auto rivers = reader.all<River>();
  if (!rivers) return std::unexpected(std::move(rivers).error());
  auto counties = reader.all<Division>();
  if (!counties) return std::unexpected(std::move(counties).error());
  auto candidates = reader.all<Candidate>();
  if (!candidates) return std::unexpected(std::move(candidates).error());
  auto had = reader.countBy(Layer::Reaches, "river_name");
  if (!had) return std::unexpected(std::move(had).error());
  auto hadUnnamed = reader.countBy(Layer::Reaches, "river_fid");
  if (!hadUnnamed) return std::unexpected(std::move(hadUnnamed).error());
  std::set<std::string> names, fids;
  for (const auto& [name, count] : *had) names.insert(name);
  for (const auto& [fid, count] : *hadUnnamed) fids.insert(fid);

  ReachesMade made;
  std::set<std::string> passed, unknown;
  ReachOptions wanted = options;
  std::vector<River> taken;
  for (River& river : *rivers) {
    const bool asked = options.rivers.empty() || std::ranges::contains(options.rivers, river.name);
    const bool has = river.name.empty() ? fids.contains(toText(river.fid)) : names.contains(river.name);
    if (asked && has) passed.insert(river.name);
    if (asked && !has && !river.flowKnown.value_or(false)) unknown.insert(river.name);
    if (has) river.name.insert(0, "\x01"); // still flows in, but is not planned again
    taken.push_back(std::move(river));
  }
  made.hadReaches.assign(passed.begin(), passed.end());
  made.flowUnknown.assign(unknown.begin(), unknown.end());
  if (wanted.rivers.empty())
    for (const River& river : taken)
      if (!river.name.starts_with('\x01')) wanted.rivers.push_back(river.name);
  std::ranges::sort(wanted.rivers);
  wanted.rivers.erase(std::unique(wanted.rivers.begin(), wanted.rivers.end()), wanted.rivers.end());
  if (wanted.rivers.empty()) return made;
  std::vector<Point> places;
  for (const Candidate& candidate : *candidates)
    if (const auto* at = std::get_if<Point>(&candidate.geometry); at && stageOf(candidate) != CandidateStage::Excluded) places.push_back(*at);
  const auto planned = planReaches(taken, *counties, places, work, wanted);
  std::vector<Row> rows;
  for (const SurveyReach& reach : planned) {
    made.bankM += *reach.lengthM;
    rows.push_back(toRow(reach));
  }
  made.reaches = static_cast<std::int64_t>(rows.size());
  const double range = work.limits.rangeAcrossM;
  auto entry = survey.edit("划分排查河段", [&](store::Edit& edit) -> Result<> {
    SUYUAN_TRY(edit.insertBulk(Layer::Reaches, rows));
    // Candidates to the nearest reach of their bank; the reaches by latitude.
    std::vector<std::pair<Box, std::size_t>> boxes;
    for (std::size_t i = 0; i < rows.size(); ++i) boxes.emplace_back(boxOf(rows[i].geometry), i);
    std::ranges::sort(boxes, {}, [](const auto& b) { return b.first.minY; });
    double tallest = 0;
    for (const auto& [box, i] : boxes) tallest = std::max(tallest, box.maxY - box.minY);
    for (const Candidate& candidate : *candidates) {
      const auto* at = std::get_if<Point>(&candidate.geometry);
      if (!at || candidate.reachFid.isSet()) continue;
      const DegreeLength degree = degreeLength(at->y);
      const double dx = range / degree.lon, dy = range / degree.lat;
      double best = range;
      Fid reach;
      for (auto it = std::ranges::lower_bound(boxes, at->y - dy - tallest, {}, [](const auto& b) { return b.first.minY; });
           it != boxes.end() && it->first.minY <= at->y + dy; ++it) {
        if (!it->first.grown(dx, dy).contains(at->x, at->y)) continue;
        const auto place = nearestOnLine(rows[it->second].geometry, *at);
        if (!place || place->distance > best || place->leftSide != (planned[it->second].bank == "左岸")) continue;
        best = place->distance;
        reach = rows[it->second].fid;
      }
      if (!reach.isSet()) continue;
      ++made.candidatesPlaced;
      SUYUAN_TRY(edit.setField(Layer::Candidates, candidate.fid, "reach_fid", Value{reach.value}));
    }
    return {};
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  return made;
}

} // namespace suyuan::fieldwork

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/check_survey.h"

#include "core/model/geometry_functions.h"
#include "core/survey/survey_view.h"

#include <chrono>
#include <set>

namespace suyuan::survey {

Result<CheckReport> checkSurvey(store::Reader& reader, const rules::RuleBook& book, std::stop_token stop,
                                const std::function<void(double)>& progress) {
  const auto started = std::chrono::steady_clock::now();
  auto records = readRecords(reader);
  if (!records) return std::unexpected(std::move(records).error());
  auto findings = rules::checkSurvey(records->view(), book, stop, progress);
  if (!findings) return std::unexpected(std::move(findings).error());
  CheckReport report;
  report.checked = static_cast<std::int64_t>(records->outfalls.size());
  report.findings = std::move(*findings);
  report.elapsedMs = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
  return report;
}

namespace {

/// Records of a layer near a position; the box is `metres` to each side.
template <class Record>
Result<std::vector<Record>> near(store::Reader& reader, const Point& at, double metres) {
  const DegreeLength unit = degreeLength(at.y);
  store::Query query;
  query.box = Box{at.x, at.y, at.x, at.y}.grown(metres / unit.lon, metres / unit.lat);
  return reader.all<Record>(query);
}

Result<std::vector<Fid>> others(store::Reader& reader, std::string_view field, const std::string& value, Fid self) {
  std::vector<Fid> fids;
  if (value.empty()) return fids;
  store::Query query;
  query.equals = {{std::string(field), Value{value}}};
  query.fields = {std::string(field)};
  query.geometry = false;
  auto done = reader.scan(Layer::Outfalls, query, [&](const Row& row) {
    if (row.fid != self) fids.push_back(row.fid);
    return true;
  });
  if (!done) return std::unexpected(std::move(done).error());
  return fids;
}

/// Fills in what lies around the point: its county, its river, its zones, its neighbours.
Result<> readSurroundings(store::Reader& reader, const rules::RuleBook& book, const Outfall& outfall, const Point& at,
                          std::vector<Zone>& zones, rules::RecordContext& context) {
  auto divisions = near<Division>(reader, at, 0);
  if (!divisions) return std::unexpected(std::move(divisions).error());
  for (const Division& division : *divisions) {
    const auto code = DivisionCode::parse(division.code);
    if (code && code->isCounty() && contains(division.geometry, at)) {
      context.countyAtPoint = code;
      context.countyNameAtPoint = division.name;
    }
  }
  const double reach = std::max(1000.0, 5 * book.thresholds().riverDistanceM);
  auto rivers = near<River>(reader, at, reach);
  if (!rivers) return std::unexpected(std::move(rivers).error());
  bool named = false;
  for (const River& river : *rivers) {
    const auto place = nearestOnLine(river.geometry, at);
    const bool isNamed = !outfall.riverName.empty() && river.name == outfall.riverName;
    if (!place || (named && !isNamed)) continue;
    if (context.riverDistanceM && named == isNamed && *context.riverDistanceM <= place->distance) continue;
    named = isNamed;
    context.riverName = river.name;
    context.riverBasin = river.basin;
    context.riverDistanceM = place->distance;
  }
  for (const Zone& zone : zones)
    if (contains(zone.geometry, at)) context.zonesAtPoint.push_back(&zone);
  auto neighbours = near<Outfall>(reader, at, book.thresholds().duplicateDistanceM);
  if (!neighbours) return std::unexpected(std::move(neighbours).error());
  for (const Outfall& other : *neighbours) {
    const auto* place = std::get_if<Point>(&other.geometry);
    if (!place || other.fid == outfall.fid) continue;
    if (const double d = distanceMetres(*place, at); d < book.thresholds().duplicateDistanceM)
      context.nearby.push_back({other.fid, d});
  }
  return {};
}

} // namespace

Result<std::vector<Finding>> checkOutfall(store::Reader& reader, const rules::RuleBook& book, const Outfall& outfall) {
  rules::RecordContext context;
  std::vector<Zone> zones;
  std::optional<Unit> unit;
  std::vector<Photo> photos;
  std::vector<Sample> samples;
  if (const auto* at = std::get_if<Point>(&outfall.geometry); at && std::isfinite(at->x) && std::isfinite(at->y)) {
    auto found = near<Zone>(reader, *at, 0);
    if (!found) return std::unexpected(std::move(found).error());
    zones = std::move(*found);
    SUYUAN_TRY(readSurroundings(reader, book, outfall, *at, zones, context));
  }
  if (outfall.unitFid.isSet()) {
    auto found = reader.get<Unit>(outfall.unitFid);
    if (!found) return std::unexpected(std::move(found).error());
    unit = std::move(*found);
    context.unit = unit ? &*unit : nullptr;
    context.unitLookedUp = true;
  }
  store::Query mine;
  mine.equals = {{"outfall_fid", Value{outfall.fid.value}}};
  if (outfall.fid.isSet()) {
    auto foundPhotos = reader.all<Photo>(mine);
    if (!foundPhotos) return std::unexpected(std::move(foundPhotos).error());
    photos = std::move(*foundPhotos);
    auto foundSamples = reader.all<Sample>(mine);
    if (!foundSamples) return std::unexpected(std::move(foundSamples).error());
    samples = std::move(*foundSamples);
  }
  context.photos.emplace();
  for (const Photo& photo : photos) context.photos->push_back(&photo);
  for (const Sample& sample : samples) context.samples.push_back(&sample);
  for (const auto& [field, value, into] :
       {std::tuple{"code_national", &outfall.codeNational, &context.sameNationalCode},
        std::tuple{"code_provincial", &outfall.codeProvincial, &context.sameProvincialCode},
        std::tuple{"name", &outfall.name, &context.sameName}}) {
    auto same = others(reader, field, *value, outfall.fid);
    if (!same) return std::unexpected(std::move(same).error());
    *into = std::move(*same);
  }
  return rules::checkOutfall(outfall, book, context);
}

Result<std::int64_t> applyFixes(store::SurveyFile& survey, std::span<const Finding> findings) {
  std::set<std::pair<Layer, Fid>> changed;
  auto entry = survey.edit("批量修正", [&](store::Edit& edit) -> Result<> {
    for (const Finding& finding : findings) {
      if (!finding.fix) continue;
      SUYUAN_TRY(edit.setField(finding.layer, finding.fid, finding.fix->field, finding.fix->value));
      changed.emplace(finding.layer, finding.fid);
    }
    return {};
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  return static_cast<std::int64_t>(changed.size());
}

} // namespace suyuan::survey

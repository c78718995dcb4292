// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/check_survey.h"

#include "core/model/geometry_functions.h"
#include "core/rules/record_checker.h"
#include "core/rules/survey_areas.h"
#include "core/survey/survey_view.h"

#include <algorithm>
#include <map>
#include <set>

namespace suyuan::survey {

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

/// The nearest other outfall of the same class, as the whole survey's check tells it.
Result<> readNeighbour(store::Reader& reader, const rules::RuleBook& book, const Outfall& outfall, const Point& at, rules::RecordContext& context) {
  if (rules::isExcluded(outfall)) return {};
  auto neighbours = near<Outfall>(reader, at, book.thresholds().duplicateDistanceM);
  if (!neighbours) return std::unexpected(std::move(neighbours).error());
  for (const Outfall& other : *neighbours) {
    const auto* place = std::get_if<Point>(&other.geometry);
    if (!place || other.fid == outfall.fid || other.class1 != outfall.class1 || rules::isExcluded(other)) continue;
    const double distance = distanceMetres(*place, at);
    if (distance > book.thresholds().duplicateDistanceM) continue;
    if (context.nearby.empty()) context.nearby.push_back({other.fid, distance});
    else if (distance < context.nearby.front().distanceM) context.nearby.front() = {other.fid, distance};
  }
  return {};
}

/// Everything that lies around one point, read for it.
struct Surroundings {
  std::vector<Division> divisions;
  std::vector<Zone> zones;
  std::vector<River> rivers;
  std::vector<Lake> lakes;
};

template <class Record>
Result<> append(store::Reader& reader, const store::Query& query, std::vector<Record>& out) {
  auto found = reader.all<Record>(query);
  if (!found) return std::unexpected(std::move(found).error());
  for (Record& record : *found)
    if (!std::ranges::contains(out, record.fid, &Record::fid)) out.push_back(std::move(record));
  return {};
}

/// Counties, zones and waters near the point; the county and the waters that the record names wherever they are.
Result<> readSurroundings(store::Reader& reader, const rules::RuleBook& book, const Outfall& outfall, const Point& at, Surroundings& around) {
  const auto box = [&](double metres) {
    const DegreeLength unit = degreeLength(at.y);
    store::Query query;
    query.box = Box{at.x, at.y, at.x, at.y}.grown(metres / std::max(unit.lon, 1.0), metres / unit.lat);
    return query;
  };
  const auto equal = [](std::string_view field, Value value) {
    store::Query query;
    query.equals = {{std::string(field), std::move(value)}};
    return query;
  };
  SUYUAN_TRY(append(reader, box(0), around.divisions));
  if (!outfall.divisionCode.empty()) SUYUAN_TRY(append(reader, equal("code", Value{outfall.divisionCode}), around.divisions));
  SUYUAN_TRY(append(reader, box(0), around.zones));
  const double reach = book.thresholds().riverDistanceM;
  SUYUAN_TRY(append(reader, box(reach), around.rivers));
  SUYUAN_TRY(append(reader, box(reach), around.lakes));
  if (outfall.riverFid.isSet()) {
    SUYUAN_TRY(append(reader, equal("fid", Value{outfall.riverFid.value}), around.rivers));
    SUYUAN_TRY(append(reader, equal("fid", Value{outfall.riverFid.value}), around.lakes));
  }
  if (!outfall.riverName.empty()) {
    SUYUAN_TRY(append(reader, equal("name", Value{outfall.riverName}), around.rivers));
    SUYUAN_TRY(append(reader, equal("name", Value{outfall.riverName}), around.lakes));
  }
  return {};
}

} // namespace

Result<std::vector<Finding>> checkOutfall(store::Reader& reader, const rules::RuleBook& book, const Outfall& outfall) {
  rules::RecordContext context;
  Surroundings around;
  std::optional<Unit> unit;
  std::vector<Photo> photos;
  std::vector<Sample> samples;
  std::vector<Visit> visits;
  if (const auto at = anchorOf(outfall.geometry); at && std::isfinite(at->x) && std::isfinite(at->y)) {
    SUYUAN_TRY(readSurroundings(reader, book, outfall, *at, around));
    const rules::SurveyAreas areas(book, around.divisions, around.zones, around.rivers, around.lakes);
    rules::SurveyAreas::Scratch scratch;
    areas.around(outfall, *at, context, scratch);
    SUYUAN_TRY(readNeighbour(reader, book, outfall, *at, context));
  }
  context.unitLookedUp = true;
  if (outfall.unitFid.isSet()) {
    auto found = reader.get<Unit>(outfall.unitFid);
    if (!found) return std::unexpected(std::move(found).error());
    unit = std::move(*found);
    context.unit = unit ? &*unit : nullptr;
  }
  if (outfall.fid.isSet()) {
    store::Query mine;
    mine.equals = {{"outfall_fid", Value{outfall.fid.value}}};
    SUYUAN_TRY(append(reader, mine, photos));
    SUYUAN_TRY(append(reader, mine, samples));
    SUYUAN_TRY(append(reader, mine, visits));
  }
  context.photos = photos;
  context.samples = samples;
  context.visits = visits;
  for (const auto& [field, value, into] :
       {std::tuple{"code_national", &outfall.codeNational, &context.sameNationalCode},
        std::tuple{"code_provincial", &outfall.codeProvincial, &context.sameProvincialCode},
        std::tuple{"name", &outfall.name, &context.sameName}}) {
    auto same = others(reader, field, *value, outfall.fid);
    if (!same) return std::unexpected(std::move(same).error());
    *into = std::move(*same);
  }
  if (rules::isExcluded(outfall)) context.sameName.clear();
  auto findings = rules::checkOutfall(outfall, book, context);
  auto ignored = ignoredFindings(reader);
  if (!ignored) return std::unexpected(std::move(ignored).error());
  (void)setAside(findings, *ignored);
  return findings;
}

Result<std::vector<CountyCount>> countByCounty(store::Reader& reader, std::span<const Finding> findings) {
  // Which outfall each finding hangs on: its own, or the one its record belongs to.
  std::map<std::pair<Layer, Fid>, std::string> countyOf;
  for (const Finding& finding : findings) countyOf.emplace(std::pair(finding.layer, finding.fid), "");
  std::set<Layer> layers;
  for (const auto& [record, county] : countyOf) layers.insert(record.first);
  store::Query query;
  query.fields = {"division_code"};
  query.geometry = false;
  const auto keep = [&](Layer layer) {
    return reader.scan(layer, query, [&, layer](const Row& row) {
      if (const auto found = countyOf.find({layer, row.fid}); found != countyOf.end()) found->second = toText(row.values[0]);
      return true;
    });
  };
  for (const Layer layer : {Layer::Outfalls, Layer::Units, Layer::Candidates})
    if (layers.contains(layer)) SUYUAN_TRY(keep(layer));
  for (const Layer layer : {Layer::Samples, Layer::Photos, Layer::Visits}) {
    if (!layers.contains(layer)) continue;
    auto done = reader.select("SELECT c.fid, o.division_code FROM " + std::string(layerName(layer)) + " c JOIN outfalls o ON o.fid = c.outfall_fid", {},
                              [&](const std::vector<Value>& row) {
                                const auto* fid = std::get_if<std::int64_t>(&row[0]);
                                if (const auto found = fid ? countyOf.find({layer, Fid{*fid}}) : countyOf.end(); found != countyOf.end()) found->second = toText(row[1]);
                                return true;
                              });
    if (!done) return std::unexpected(std::move(done).error());
  }
  std::map<std::pair<std::string, std::string>, CountyCount> counts;
  for (const Finding& finding : findings) {
    const std::string& county = countyOf[{finding.layer, finding.fid}];
    CountyCount& entry = counts.try_emplace({county, finding.rule}, CountyCount{county, finding.rule, finding.severity, 0}).first->second;
    entry.severity = std::max(entry.severity, finding.severity);
    ++entry.count;
  }
  std::vector<CountyCount> out;
  for (auto& [key, entry] : counts) out.push_back(std::move(entry));
  return out;
}

Result<AppliedFixes> applyFixes(store::SurveyFile& survey, std::span<const Finding> findings) {
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
  return AppliedFixes{static_cast<std::int64_t>(changed.size()), *entry};
}

} // namespace suyuan::survey

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demo_run.h"
#include "core/model/candidate.h"
#include "core/model/outfall.h"
#include "core/model/sample.h"
#include "core/model/visit.h"
#include "core/survey/assign_codes.h"
#include "core/survey/confirm_candidate.h"
#include "core/survey/trace_survey.h"
#include "gis/location/fill_place.h"

#include <algorithm>
#include <array>
#include <format>
#include <map>
#include <random>

namespace suyuan::demo {

namespace {

/// HydroWASTE's records keep their numeric id; everything else has a word in it.
bool isTreatmentPlant(const Outfall& outfall) {
  return !outfall.sourceId.empty() && outfall.sourceId.find_first_not_of("0123456789") == std::string::npos;
}

bool isFault(const Outfall& outfall) { return outfall.sourceId.starts_with("FAULT-"); }

/// Outfalls that `change` changed are written, as one journal entry.
template <class Change>
Result<std::int64_t> changeOutfalls(DemoRun& run, std::string_view label, const Change& change) {
  auto outfalls = run.survey.reader().all<Outfall>();
  if (!outfalls) return std::unexpected(std::move(outfalls).error());
  std::int64_t changed = 0;
  auto entry = run.survey.edit(label, [&](store::Edit& edit) -> Result<> {
    for (auto& outfall : *outfalls) {
      if (run.stop.stop_requested()) return failure(ErrorCode::Cancelled);
      Result<bool> touched = change(outfall);
      if (!touched) return std::unexpected(std::move(touched).error());
      if (!*touched) continue;
      SUYUAN_TRY(edit.update(outfall));
      ++changed;
    }
    return {};
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  return changed;
}

} // namespace

Result<Fid> outfallOf(store::Reader& reader, std::string_view sourceId) {
  store::Query query{.equals = {{"source_id", Value{std::string(sourceId)}}}, .limit = 1, .geometry = false};
  Fid found;
  auto done = reader.scan(Layer::Outfalls, query, [&](const Row& row) {
    found = row.fid;
    return false;
  });
  if (!done) return std::unexpected(std::move(done).error());
  if (!found.isSet()) return failure(ErrorCode::RecordMissing, {.layer = "outfalls"}, {}, {std::string(sourceId)});
  return found;
}

Result<std::int64_t> confirm(DemoRun& run) {
  auto candidates = run.survey.reader().all<Candidate>();
  if (!candidates) return std::unexpected(std::move(candidates).error());
  std::vector<Fid> confirmed, excluded;
  for (const auto& candidate : *candidates) {
    if (candidate.note.ends_with("确认")) confirmed.push_back(candidate.fid);
    if (candidate.note.ends_with("排除")) excluded.push_back(candidate.fid);
  }
  auto outfalls = survey::confirmCandidates(run.survey, confirmed);
  if (!outfalls) return std::unexpected(std::move(outfalls).error());
  for (const Fid fid : excluded) SUYUAN_TRY(survey::excludeCandidate(run.survey, fid, "现场未见排口(示范)"));
  return static_cast<std::int64_t>(outfalls->size());
}

Result<std::int64_t> classify(DemoRun& run) {
  auto candidates = run.survey.reader().all<Candidate>();
  if (!candidates) return std::unexpected(std::move(candidates).error());
  std::map<std::string, std::string> kinds;
  for (const auto& candidate : *candidates) kinds[candidate.sourceId] = candidate.kind;

  return changeOutfalls(run, "分类", [&](Outfall& outfall) -> Result<bool> {
    if (isTreatmentPlant(outfall)) {
      outfall.source = "HydroWASTE v1.0";
      outfall.note = "真实污水处理厂的推算排口(HydroWASTE v1.0, CC BY 4.0), 位置误差可达数千米";
      outfall.status = "已确认";
      outfall.surveyLevel = 1;
      outfall.class1 = outfall.class2 = "城镇污水处理厂排污口";
      return true;
    }
    if (!outfall.class1.empty() || isFault(outfall)) return false;
    outfall.class1 = "其他排口";
    outfall.class2 = kinds[outfall.sourceId] == "涵闸"   ? "大中型灌区排口"
                     : kinds[outfall.sourceId] == "管道" ? "城镇雨洪排口"
                                                         : "其他排污口";
    return true;
  });
}

Result<std::int64_t> place(DemoRun& run) {
  auto places = location::PlaceFinder::fromSurvey(run.survey.reader(), run.book.divisions());
  if (!places) return std::unexpected(std::move(places).error());
  return changeOutfalls(run, "定位归属", [&](Outfall& outfall) -> Result<bool> {
    // What the record with missing fields lacks must stay missing.
    if (isFault(outfall) && outfall.class1.empty()) return false;
    return location::fillPlace(outfall, *places);
  });
}

Result<std::int64_t> traceUnits(DemoRun& run) {
  auto graph = survey::buildNetwork(run.survey.reader(), 1.0, run.stop);
  if (!graph) return std::unexpected(std::move(graph).error());
  std::vector<Fid> outfalls;
  auto done = run.survey.reader().scan(Layer::Outfalls, {.where = "source_id LIKE 'SEWER-%'", .geometry = false},
                                       [&](const Row& row) {
                                         outfalls.push_back(row.fid);
                                         return true;
                                       });
  if (!done) return std::unexpected(std::move(done).error());
  auto traced = survey::traceOutfallsToUnits(run.survey, *graph, outfalls, run.stop);
  if (!traced) return std::unexpected(std::move(traced).error());
  return static_cast<std::int64_t>(traced->size());
}

Result<std::int64_t> nameOutfalls(DemoRun& run) {
  return changeOutfalls(run, "命名", [&](Outfall& outfall) -> Result<bool> {
    if (!outfall.name.empty() && !outfall.name.starts_with("疑似排口")) return false;
    auto name = survey::proposeName(run.survey.reader(), run.book, outfall);
    if (!name) return std::unexpected(std::move(name).error());
    outfall.name = std::move(*name);
    return true;
  });
}

Result<std::int64_t> code(DemoRun& run) {
  auto report = survey::assignCodes(run.survey, run.book, run.stop);
  if (!report) return std::unexpected(std::move(report).error());
  return static_cast<std::int64_t>(report->assigned.size());
}

Result<std::int64_t> addSamples(DemoRun& run) {
  auto outfalls = run.survey.reader().all<Outfall>({.where = "source_id LIKE 'SEWER-%' OR source_id LIKE 'OUT-%'",
                                                    .orderBy = "source_id"});
  if (!outfalls) return std::unexpected(std::move(outfalls).error());
  // The engine's numbers are the same everywhere; the library's distributions are not.
  std::mt19937 engine(20260101);
  const auto between = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(engine() % 1000) / 1000;
  };
  static constexpr std::array colours{"无色", "浅黄", "灰", "黑"};
  std::int64_t added = 0;
  auto entry = run.survey.edit("采样", [&](store::Edit& edit) -> Result<> {
    for (const auto& outfall : *outfalls) {
      const auto day = 12 + added % 15;
      Visit visit;
      visit.sourceId = "VISIT-" + outfall.sourceId;
      visit.outfallFid = outfall.fid;
      visit.visitedAt = std::format("2025-05-{:02}T02:00:00.000Z", day);
      visit.purpose = "第二级排查";
      visit.surveyLevel = 2;
      visit.visitors = "示范员";
      visit.draining = true;
      visit.colour = colours[engine() % colours.size()];
      visit.note = "虚构";
      auto visited = edit.insert(visit);
      if (!visited) return std::unexpected(std::move(visited).error());

      Sample sample;
      sample.sourceId = "SAMPLE-" + outfall.sourceId;
      sample.outfallFid = outfall.fid;
      sample.sampledAt = std::format("2025-05-{:02}T02:30:00.000Z", day);
      sample.kind = "快检";
      sample.ph = between(6.5, 8.5);
      sample.cod = between(15, 120);
      sample.ammonia = between(0.5, 12);
      sample.phosphorus = between(0.1, 2);
      sample.temperature = between(9, 18);
      sample.lab = "示范检测站(虚构)";
      sample.note = "虚构, 固定种子";
      if (outfall.sourceId == "OUT-01") {
        sample.ph = 17;
        sample.note = "预设错误: pH值不可能";
      }
      auto sampled = edit.insert(sample);
      if (!sampled) return std::unexpected(std::move(sampled).error());
      ++added;
    }
    return {};
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  return added;
}

} // namespace suyuan::demo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/take_lab_sheet.h"

#include "core/model/outfall.h"
#include "core/model/record.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

namespace suyuan::sampling {

namespace {

/// Outfalls by what a sheet may call them.
struct OutfallNames {
  std::unordered_map<std::string, Fid> byCode;
  std::unordered_map<std::string, std::vector<Fid>> byName;
};

Result<OutfallNames> namesOf(store::Reader& reader) {
  OutfallNames names;
  store::Query query;
  query.fields = {"code_national", "code_provincial", "code_local", "source_id", "name"};
  query.geometry = false;
  SUYUAN_TRY(reader.scan(Layer::Outfalls, query, [&](const Row& row) {
    for (std::size_t i = 0; i < 3; ++i) {
      std::string code = toText(row.values[i]);
      if (code.empty()) continue;
      names.byCode.emplace(code, row.fid);
      std::erase(code, '-'); // codes come with and without hyphens
      names.byCode.emplace(std::move(code), row.fid);
    }
    for (std::size_t i = 3; i < 5; ++i)
      if (std::string name = toText(row.values[i]); !name.empty()) {
        auto& fids = names.byName[std::move(name)];
        if (std::ranges::find(fids, row.fid) == fids.end()) fids.push_back(row.fid);
      }
    return true;
  }));
  return names;
}

using SampleKey = std::tuple<std::int64_t, std::string, std::string>;

Result<std::set<SampleKey>> samplesThere(store::Reader& reader) {
  std::set<SampleKey> there;
  store::Query query;
  query.fields = {"outfall_fid", "sampled_at", "source_id"};
  SUYUAN_TRY(reader.scan(Layer::Samples, query, [&](const Row& row) {
    if (const auto* fid = std::get_if<std::int64_t>(&row.values[0])) there.emplace(*fid, toText(row.values[1]), toText(row.values[2]));
    return true;
  }));
  return there;
}

} // namespace

Result<LabIntake> takeLabSheet(store::SurveyFile& survey, LabSheet sheet, bool dryRun) {
  auto names = namesOf(survey.reader());
  if (!names) return std::unexpected(std::move(names).error());
  auto there = samplesThere(survey.reader());
  if (!there) return std::unexpected(std::move(there).error());
  LabIntake intake{.read = sheet.read, .taken = 0, .already = 0, .refused = std::move(sheet.refused), .remarks = std::move(sheet.remarks)};
  std::vector<Sample> samples;
  for (LabSample& one : sheet.samples) {
    const auto refuse = [&](LabFault fault) { intake.refused.push_back({one.row, fault, one.outfall}); };
    if (const auto byCode = names->byCode.find(one.outfall); byCode != names->byCode.end()) {
      one.sample.outfallFid = byCode->second;
    } else if (const auto byName = names->byName.find(one.outfall); byName == names->byName.end()) {
      refuse(LabFault::OutfallUnknown);
      continue;
    } else if (byName->second.size() > 1) {
      refuse(LabFault::OutfallUnsure);
      continue;
    } else {
      one.sample.outfallFid = byName->second.front();
    }
    if (!there->emplace(one.sample.outfallFid.value, one.sample.sampledAt, one.sample.sourceId).second) {
      ++intake.already;
      continue;
    }
    samples.push_back(std::move(one.sample));
  }
  std::ranges::stable_sort(intake.refused, {}, &LabRemark::row);
  intake.taken = static_cast<std::int64_t>(samples.size());
  if (dryRun || samples.empty()) return intake;
  SUYUAN_TRY(survey.edit("导入检测结果", [&](store::Edit& edit) -> Result<> {
    for (const Sample& sample : samples) SUYUAN_TRY(edit.insert(sample));
    return {};
  }));
  return intake;
}

} // namespace suyuan::sampling

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/confirm_candidate.h"

#include "core/model/outfall.h"

namespace suyuan::survey {

Result<std::vector<Fid>> confirmCandidates(store::SurveyFile& survey, std::span<const Fid> candidates) {
  std::vector<Candidate> taken;
  for (const Fid fid : candidates) {
    auto candidate = survey.reader().get<Candidate>(fid);
    if (!candidate) return std::unexpected(std::move(candidate).error());
    if (!*candidate) return failure(ErrorCode::RecordMissing, {.layer = "candidates"}, {}, {toText(fid)});
    if ((*candidate)->status != "已确认") taken.push_back(std::move(**candidate));
  }
  std::vector<Fid> outfalls;
  auto entry = survey.edit("确认排污口", [&](store::Edit& edit) -> Result<> {
    for (Candidate& candidate : taken) {
      Outfall outfall;
      outfall.geometry = candidate.geometry;
      outfall.name = candidate.name;
      outfall.source = candidate.source;
      outfall.sourceId = candidate.sourceId;
      outfall.divisionCode = candidate.divisionCode;
      outfall.note = candidate.note;
      outfall.status = "已确认";
      outfall.surveyLevel = 2;
      auto fid = edit.insert(outfall);
      if (!fid) return std::unexpected(std::move(fid).error());
      candidate.status = "已确认";
      candidate.outfallFid = *fid;
      SUYUAN_TRY(edit.update(candidate));
      outfalls.push_back(*fid);
    }
    return {};
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  return outfalls;
}

Result<> excludeCandidate(store::SurveyFile& survey, Fid candidate, std::string_view reason) {
  if (reason.empty())
    return failure(ErrorCode::ValueInvalid, {.layer = "candidates", .field = "reason"}, {}, {std::string(reason)});
  auto entry = survey.edit("排除疑似排污口", [&](store::Edit& edit) -> Result<> {
    SUYUAN_TRY(edit.setField(Layer::Candidates, candidate, "status", Value{std::string("已排除")}));
    return edit.setField(Layer::Candidates, candidate, "reason", Value{std::string(reason)});
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  return {};
}

} // namespace suyuan::survey

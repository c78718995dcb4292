// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fieldwork/merge.h"

#include "core/store/capture.h"

#include <algorithm>
#include <array>
#include <map>

namespace suyuan::fieldwork {

namespace {

constexpr std::array<std::string_view, 9> chosenFields{"geom", "name", "source", "source_id", "kind", "division_code", "seen_at", "reach_fid", "note"};

} // namespace

std::span<const std::string_view> mergedFields() noexcept { return chosenFields; }

Result<> mergeCandidates(store::SurveyFile& survey, const rules::Fieldwork& work, const Merge& merge, const Actor& actor, const std::string& at) {
  const rules::SurveyMove* move = work.move(Layer::Candidates, "merge");
  if (!move) return failure(ErrorCode::MoveUnknown, {}, {}, {"merge"});
  const MoveDetails details{.mergedInto = merge.stays};
  std::map<Fid, Candidate> records;
  std::vector<Fid> all = merge.goes;
  all.insert(all.begin(), merge.stays);
  for (const Fid fid : all) {
    auto candidate = survey.reader().get<Candidate>(fid);
    if (!candidate) return std::unexpected(std::move(candidate).error());
    if (!*candidate) return failure(ErrorCode::RecordMissing, {.layer = "candidates"}, {}, {toText(fid)});
    records.emplace(fid, std::move(**candidate));
  }
  const auto refuse = [&](Fid record) {
    const rules::Bilingual& need = work.needText(rules::MoveNeed::MergedInto);
    return failure(ErrorCode::MoveNeeds, {.layer = "candidates"}, {},
                   {move->title.zh, move->title.en, need.zh, need.en, move->citation.zh, move->citation.en, toText(record)});
  };
  if (merge.goes.empty() || stageOf(records.at(merge.stays)) == CandidateStage::Excluded) return refuse(merge.stays);
  for (const Fid fid : merge.goes) SUYUAN_TRY(mayMove(work, *move, records.at(fid), actor, details));

  Row stays = toRow(records.at(merge.stays));
  const LayerSchema& schema = schemaOf(Layer::Candidates);
  for (const auto& [field, from] : merge.taken) {
    if (!std::ranges::contains(chosenFields, field)) return failure(ErrorCode::FieldUnknown, {.layer = "candidates", .field = field});
    const auto source = records.find(from);
    if (source == records.end()) return failure(ErrorCode::RecordMissing, {.layer = "candidates"}, {}, {toText(from)});
    if (field == "geom") {
      stays.geometry = source->second.geometry;
    } else {
      const auto index = static_cast<std::size_t>(schema.indexOf(field));
      stays.values[index] = toRow(source->second).values[index];
    }
  }
  const std::string when = at.empty() ? store::utcNow() : at;
  auto entry = survey.edit(move->title.zh, [&](store::Edit& edit) -> Result<> {
    SUYUAN_TRY(edit.update(fromRow<Candidate>(stays)));
    for (const Fid fid : merge.goes) {
      auto gone = carryOut(edit, survey.reader(), *move, records.at(fid), actor, details, when);
      if (!gone) return std::unexpected(std::move(gone).error());
    }
    return {};
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  return {};
}

} // namespace suyuan::fieldwork

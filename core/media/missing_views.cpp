// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/missing_views.h"

#include "core/model/outfall_names.h"
#include "core/model/terms.h"

#include <algorithm>
#include <map>
#include <set>

namespace suyuan::media {

namespace {

struct Shown {
  std::int64_t photos = 0;
  std::set<std::string, std::less<>> kinds;
};

Result<std::map<Fid, Shown>> shownKinds(store::Reader& reader) {
  auto confirmed = outfallsOfCandidates(reader);
  if (!confirmed) return std::unexpected(std::move(confirmed).error());
  std::map<Fid, Shown> shown;
  auto scanned = reader.scanColumns(Layer::Photos, {.where = "media_kind IS NULL OR media_kind = ''", .fields = {"outfall_fid", "kind", "candidate_fid"}, .geometry = false}, [&](const store::RowView& row) {
    Fid outfall, candidate;
    fromValue(row.value(0), outfall);
    fromValue(row.value(2), candidate);
    if (const auto became = confirmed->find(candidate); !outfall.isSet() && became != confirmed->end()) outfall = became->second;
    if (!outfall.isSet()) return true;
    Shown& one = shown[outfall];
    ++one.photos;
    if (const auto kind = row.text(1); kind && !kind->empty()) one.kinds.emplace(*kind);
    return true;
  });
  if (!scanned) return std::unexpected(std::move(scanned).error());
  return shown;
}

OutfallViews judged(const Outfall& o, const Shown& shown, std::span<const rules::PhotoView> views) {
  OutfallViews of{.outfall = o.fid, .label = labelOf(o),
                  .team = o.team, .photos = shown.photos};
  for (const rules::PhotoView& view : views)
    if (!std::ranges::any_of(view.kinds, [&](const std::string& kind) { return shown.kinds.contains(kind); })) of.missing.push_back(view.id);
  return of;
}

} // namespace

Result<std::map<Fid, Fid>> outfallsOfCandidates(store::Reader& reader) {
  std::map<Fid, Fid> confirmed;
  auto scanned = reader.scanColumns(Layer::Candidates, {.where = "outfall_fid IS NOT NULL", .fields = {"outfall_fid"}, .geometry = false}, [&](const store::RowView& row) {
    Fid outfall;
    fromValue(row.value(0), outfall);
    if (outfall.isSet()) confirmed.emplace(row.fid(), outfall);
    return true;
  });
  if (!scanned) return std::unexpected(std::move(scanned).error());
  return confirmed;
}

Result<std::vector<OutfallViews>> viewsOfOutfalls(store::Reader& reader, std::span<const rules::PhotoView> views) {
  auto shown = shownKinds(reader);
  if (!shown) return std::unexpected(std::move(shown).error());
  std::vector<OutfallViews> all;
  auto scanned = reader.scan(Layer::Outfalls, {.geometry = false}, [&](const Row& row) {
    const Outfall o = fromRow<Outfall>(row);
    if (o.surveyLevel.value_or(0) >= 2 && parseTerm<SurveyStatus>(o.status) != SurveyStatus::Excluded) all.push_back(judged(o, (*shown)[o.fid], views));
    return true;
  });
  if (!scanned) return std::unexpected(std::move(scanned).error());
  return all;
}

Result<OutfallViews> viewsOf(store::Reader& reader, Fid outfall, std::span<const rules::PhotoView> views) {
  auto record = reader.get<Outfall>(outfall);
  if (!record) return std::unexpected(std::move(record).error());
  if (!*record) return failure(ErrorCode::RecordMissing, {.layer = "outfalls"}, {}, {toText(outfall)});
  auto shown = shownKinds(reader);
  if (!shown) return std::unexpected(std::move(shown).error());
  return judged(**record, (*shown)[outfall], views);
}

std::vector<std::string> missingViews(std::span<const Photo> photos, std::span<const rules::PhotoView> views) {
  std::vector<std::string> missing;
  for (const rules::PhotoView& view : views)
    if (!std::ranges::any_of(photos, [&](const Photo& photo) { return photo.mediaKind.empty() && view.shownBy(photo.kind); })) missing.push_back(view.id);
  return missing;
}

} // namespace suyuan::media

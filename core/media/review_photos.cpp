// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/review_photos.h"

#include <algorithm>

namespace suyuan::media {

PhotoFacts factsOf(const Photo& photo) {
  PhotoFacts facts;
  facts.kind = mediaKindOf(photo.mediaKind);
  if (const auto* at = std::get_if<Point>(&photo.geometry)) facts.position = *at;
  facts.takenAt = parseUtc(photo.takenAt);
  facts.bearing = photo.bearing;
  facts.fromSidecar = std::ranges::contains(parseReasons(photo.placingWhy), "sidecar", &PlacingReason::key);
  if (photo.faults.contains(faultKey(PhotoFault::DatumOther))) facts.faults.push_back({PhotoFault::DatumOther, {}});
  return facts;
}

Result<std::vector<PhotoToReview>> photosToReview(store::Reader& reader, const rules::PhotoLimits& limits) {
  auto photos = reader.all<Photo>({.equals = {{"placing", Value{std::string(placingWord(PlacingState::Review))}}}});
  if (!photos) return std::unexpected(std::move(photos).error());
  auto placer = PhotoPlacer::over(reader, limits);
  if (!placer) return std::unexpected(std::move(placer).error());
  std::vector<PhotoToReview> waiting;
  for (Photo& photo : *photos) {
    auto placing = placer->place(factsOf(photo));
    if (!placing) return std::unexpected(std::move(placing).error());
    waiting.push_back({std::move(photo), std::move(*placing)});
  }
  return waiting;
}

Result<std::pair<Layer, Fid>> targetNamed(store::Reader& reader, std::string_view name) {
  const auto first = [&](Layer layer, std::string field, Value value) -> Result<Fid> {
    Fid found;
    auto scanned = reader.scan(layer, {.equals = {{std::move(field), std::move(value)}}, .limit = 1, .geometry = false}, [&](const Row& row) {
      found = row.fid;
      return false;
    });
    if (!scanned) return std::unexpected(std::move(scanned).error());
    return found;
  };
  for (const char* field : {"code_national", "code_provincial", "code_local"}) {
    auto fid = first(Layer::Outfalls, field, Value{std::string(name)});
    if (!fid) return std::unexpected(std::move(fid).error());
    if (fid->isSet()) return std::pair(Layer::Outfalls, *fid);
  }
  if (const auto fid = parseFid(name))
    for (const Layer layer : {Layer::Outfalls, Layer::Candidates}) {
      auto row = reader.row(layer, *fid);
      if (!row) return std::unexpected(std::move(row).error());
      if (*row) return std::pair(layer, *fid);
    }
  return failure(ErrorCode::RecordMissing, {.layer = "outfalls"}, {}, {std::string(name)});
}

} // namespace suyuan::media

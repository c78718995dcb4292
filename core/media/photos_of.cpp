// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/photos_of.h"

#include "core/media/media_folder.h"
#include "core/model/candidate.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace suyuan::media {

Result<std::vector<Photo>> photosOf(store::Reader& reader, Layer layer, Fid target) {
  std::vector<Photo> photos;
  const auto add = [&](const char* field, Fid fid) -> Result<> {
    auto some = reader.all<Photo>({.equals = {{field, toValue(fid)}}});
    if (!some) return std::unexpected(std::move(some).error());
    for (Photo& one : *some)
      if (!std::ranges::contains(photos, one.fid, &Photo::fid)) photos.push_back(std::move(one));
    return {};
  };
  if (layer == Layer::Outfalls) {
    SUYUAN_TRY(add("outfall_fid", target));
    std::vector<Fid> candidates;
    SUYUAN_TRY(reader.scanColumns(Layer::Candidates, {.equals = {{"outfall_fid", toValue(target)}}, .fields = {"outfall_fid"}, .geometry = false}, [&](const store::RowView& row) {
      candidates.push_back(row.fid());
      return true;
    }));
    for (const Fid candidate : candidates) SUYUAN_TRY(add("candidate_fid", candidate));
  } else {
    SUYUAN_TRY(add("candidate_fid", target));
  }
  std::ranges::stable_sort(photos, {}, [](const Photo& photo) { return std::tuple(photo.takenAt.empty(), std::string_view(photo.takenAt)); });
  return photos;
}

std::filesystem::path storedFileOf(const std::filesystem::path& media, const Photo& photo) {
  if (photo.sha256.empty()) return {};
  const std::string ending = endingOf(photo.fileName);
  const std::filesystem::path usual = media / (ending.empty() ? photo.sha256 : photo.sha256 + "." + ending);
  std::error_code error;
  return std::filesystem::is_regular_file(usual, error) ? usual : MediaFolder(media).fileOf(photo.sha256);
}

} // namespace suyuan::media

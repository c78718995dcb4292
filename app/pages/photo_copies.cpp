// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/photo_copies.h"

#include "core/media/media_folder.h"
#include "core/media/missing_views.h"
#include "core/media/photo_facts.h"
#include "core/media/photo_marks.h"
#include "core/model/outfall.h"
#include "gis/media/picture_copy.h"

#include <map>
#include <optional>

namespace suyuan::pages {

Result<PhotoCopies> writePhotoCopies(store::Reader& reader, const std::filesystem::path& mediaFolder, std::span<const Photo> photos, const std::filesystem::path& to,
                                     const PhotoCopyOptions& options, const std::function<void(std::size_t, std::size_t)>& progress, const std::stop_token& stop) {
  std::error_code error;
  std::filesystem::create_directories(to, error);
  if (error) return failure(ErrorCode::FileUnwritable, {.file = to.string()}, error.message());
  const media::MediaFolder folder(mediaFolder);
  auto became = media::outfallsOfCandidates(reader);
  if (!became) return std::unexpected(std::move(became).error());
  std::map<std::string, int> numbers;
  PhotoCopies copies;
  for (std::size_t i = 0; i < photos.size() && !stop.stop_requested(); ++i) {
    const Photo& photo = photos[i];
    if (progress) progress(i, photos.size());
    if (!photo.mediaKind.empty()) {
      ++copies.notPhotos;
      continue;
    }
    Fid whose = photo.outfallFid;
    if (const auto found = became->find(photo.candidateFid); !whose.isSet() && found != became->end()) whose = found->second;
    std::optional<Outfall> outfall;
    if (whose.isSet()) {
      auto found = reader.get<Outfall>(whose);
      if (!found) return std::unexpected(std::move(found).error());
      outfall = std::move(*found);
    }
    const Outfall* of = outfall ? &*outfall : nullptr;
    media::CopyOptions drawn{.edge = options.edge};
    if (options.marks) drawn.marks = media::parseMarks(photo.marks);
    if (options.watermark) drawn.watermark = media::watermarkOf(photo, of);
    const std::filesystem::path copy = to / (media::copyName(photo, of, ++numbers[media::copyName(photo, of, 0)]) + ".jpg");
    const auto from = folder.fileOf(photo.sha256);
    auto done = from.empty() ? Result<>(failure(ErrorCode::FileNotFound, {.file = photo.fileName})) : media::writeCopy(from, copy, drawn);
    if (done) copies.files.push_back(copy);
    else copies.failed.push_back({photo, std::move(done).error()});
  }
  if (progress && !stop.stop_requested()) progress(photos.size(), photos.size());
  return copies;
}

} // namespace suyuan::pages

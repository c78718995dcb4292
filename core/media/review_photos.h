// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/place_photo.h"
#include "core/model/photo.h"

#include <string_view>
#include <utility>

namespace suyuan::media {

/// A photo that waits for a person, with where it may belong as the survey is now.
struct PhotoToReview {
  Photo photo;
  Placing placing;
};

/// 待核照片: those that are not put for sure, oldest record first. Errors: the store's.
[[nodiscard]] Result<std::vector<PhotoToReview>> photosToReview(store::Reader& reader, const rules::PhotoLimits& limits);

/// The facts of a photo that its record keeps: time, place, bearing.
[[nodiscard]] PhotoFacts factsOf(const Photo& photo);

/// The outfall of a national or provincial code or a fid, or the candidate of a fid. Error RecordMissing.
[[nodiscard]] Result<std::pair<Layer, Fid>> targetNamed(store::Reader& reader, std::string_view name);

} // namespace suyuan::media

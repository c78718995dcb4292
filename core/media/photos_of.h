// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/photo.h"
#include "core/store/reader.h"

#include <filesystem>
#include <vector>

namespace suyuan::media {

/// The photos, videos and sound of an outfall, with those of the candidates that it was, or of a candidate; oldest first, those
/// without a time last. Errors: the store's.
[[nodiscard]] Result<std::vector<Photo>> photosOf(store::Reader& reader, Layer layer, Fid target);

/// Where in media/ a photo's bytes lie, by its SHA-256 and the ending of its name; the folder is only looked through when it is not there. Empty when
/// there is none.
[[nodiscard]] std::filesystem::path storedFileOf(const std::filesystem::path& media, const Photo& photo);

} // namespace suyuan::media

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <QImage>

#include <filesystem>

namespace suyuan::media {

/// A picture made small, longest side at most `edge` pixels, turned as its EXIF says. A JPEG is decoded at the scale that is
/// wanted: a picture of fifty megapixels does not come into memory. Any number of threads. Error FileUnreadable: no picture that is
/// known here (a video, a damaged file).
[[nodiscard]] Result<QImage> makeThumbnail(const std::filesystem::path& file, int edge);

} // namespace suyuan::media

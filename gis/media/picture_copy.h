// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/photo_marks.h"
#include "core/model/error.h"

#include <QImage>

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace suyuan::media {

struct CopyOptions {
  std::vector<std::string> watermark; ///< lines at the lower edge; empty: none
  std::vector<PhotoMark> marks;
  int edge = 0;     ///< longest side, pixels; 0: as large as the original
  int quality = 92; ///< of the JPEG
};

/// Draws marks and watermark on a picture that is turned right. Sizes follow the picture, so that they are read on it whole.
/// Needs a QGuiApplication, for its fonts; any thread.
void drawOn(QImage& picture, const CopyOptions& options);

/// Writes a copy as JPEG, turned right, with marks and watermark drawn in and the original's EXIF (its orientation now 1). The
/// original is only read. `to` must not exist. Errors: FileUnreadable (no picture), FileUnwritable, DiskFull.
[[nodiscard]] Result<> writeCopy(const std::filesystem::path& from, const std::filesystem::path& to, const CopyOptions& options);

} // namespace suyuan::media

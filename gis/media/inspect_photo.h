// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/photo_facts.h"
#include "core/model/error.h"

#include <chrono>
#include <filesystem>
#include <span>
#include <string>

namespace suyuan::media {

struct InspectOptions {
  std::span<const std::string> editors;      ///< words of a `Software` that is no camera's, in any case of letters
  std::chrono::milliseconds clockOff{120'000}; ///< two clocks farther apart than this are a fault
};

/// 照片自述: what a picture says of itself (EXIF 2.32, XMP of drones), or a video or sound (film_reading.h), with what is odd about it. A track (GPX)
/// of the same name beside it gives the place that the file lacks. Reads what lies before the picture's data into memory, never the whole file. Any bytes are
/// taken: what cannot be read is a fault, not an error. Any number of threads. Errors: FileNotFound, FileUnreadable.
[[nodiscard]] Result<PhotoFacts> inspectPhoto(const std::filesystem::path& file, const InspectOptions& options = {});

} // namespace suyuan::media

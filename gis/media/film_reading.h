// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "core/model/utc_time.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace suyuan::media {

/// What a video or sound file says of itself, not yet judged.
struct FilmReading {
  bool complete = true;               ///< MP4, MOV: its index (moov) is there; a recording that was cut off has none
  std::optional<double> seconds;      ///< how long it is
  std::optional<UtcMillis> createdAt; ///< UTC by the format, though some cameras write their own clock's time
  std::string createdText;            ///< "2024-05-01T10:00:00+0800" of telephones; "2024-05-01 10:00:00" of sound recorders, whose zone is not said
  std::string placeText;              ///< ISO 6709: "+43.8868+125.3163+203.300/"
  std::optional<Point> place;         ///< of `placeText`, or of 3GPP's `loci`
};

/// Reads MP4, MOV, M4A, 3GP (ISO/IEC 14496-12 and QuickTime: mvhd, ©xyz, the keys of com.apple.quicktime, loci) and WAV (its
/// length, and time of `bext`, EBU Tech 3285); of others nothing is known. A walk over the boxes, a few kilobytes in memory. exiv2 0.28 refuses
/// the place that telephones write (©xyz) as a damaged file and reads no keys. Never throws; any bytes are taken.
[[nodiscard]] FilmReading readFilm(const std::filesystem::path& file);

/// Degrees, degrees and minutes, or degrees, minutes and seconds, with height or without; nothing when it is none of these or not on the globe.
[[nodiscard]] std::optional<Point> parseIso6709(std::string_view text);

} // namespace suyuan::media

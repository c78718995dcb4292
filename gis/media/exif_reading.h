// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/photo_facts.h"
#include "core/model/geometry.h"
#include "core/model/utc_time.h"

#include <filesystem>
#include <optional>
#include <string>

namespace suyuan::media {

/// What a file's EXIF block and a drone's XMP say, not yet judged.
struct ExifReading {
  bool readable = true;      ///< the library could read the file; else `trouble` says why not
  std::string trouble;
  bool present = false;      ///< there is an EXIF block with something in it
  int width = 0, height = 0; ///< of the picture, as the library finds it
  int statedWidth = 0, statedHeight = 0; ///< as the camera says
  std::optional<int> orientation;
  std::string make, model, software;
  std::string takenAt, subSeconds, offset; ///< "2008:10:22 16:28:39", "23", "+08:00"
  std::string changedAt;
  std::optional<double> latitude, longitude, altitude; ///< degrees by their letters, metres by its sign
  bool positionBroken = false; ///< there, but no numbers (0/0)
  bool sideUnknown = false;    ///< a letter is missing
  std::optional<double> accuracy;
  std::string datum;
  std::string gpsDate;
  std::optional<double> gpsSeconds; ///< of the day, UTC
  std::optional<double> bearing;
  bool magnetic = false;
};

/// Never throws. Any number of threads.
[[nodiscard]] ExifReading readExif(const std::filesystem::path& file);

/// Gives a copy the EXIF of its original, with the copy's size, turned right and without the small picture inside. What cannot be
/// carried is left out: the copy is good without. Never throws.
void carryExif(const std::filesystem::path& from, const std::filesystem::path& to, int width, int height) noexcept;

/// What a camera of this computer cannot know of its own picture.
struct CaptureFacts {
  UtcMillis at;
  std::optional<Point> place; ///< lon, lat of the receiver, CGCS2000
  std::optional<double> accuracy; ///< m
};

/// Writes time (Beijing's, with its offset) and place into a JPEG that has just been made, before anything rests on its bytes. False when it is none
/// that can be written.
bool writeCapture(const std::filesystem::path& file, const CaptureFacts& facts) noexcept;

} // namespace suyuan::media

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "core/model/utc_time.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace suyuan::media {

/// What a file of a survey's media is, told by its first bytes.
enum class MediaKind : std::uint8_t { Photo, Video, Sound, Other };
[[nodiscard]] std::string_view mediaKindKey(MediaKind kind) noexcept; ///< "photo", "video" …
[[nodiscard]] std::string_view mediaKindWord(MediaKind kind) noexcept; ///< 媒体类型, as Photo::mediaKind keeps it: "" of a photo, 视频, 录音
[[nodiscard]] MediaKind mediaKindOf(std::string_view word) noexcept;   ///< the way back; a photo for words that are none of these

/// What is wrong or odd with a picture as evidence.
enum class PhotoFault : std::uint8_t {
  Broken,             ///< the picture's own bytes cannot be read, or stop before its end
  NotMedia,           ///< neither picture nor video nor sound
  NoExif,             ///< the camera left nothing
  ExifDamaged,        ///< what it left cannot be read (detail)
  NoTime,             ///< no time of the camera, or zeros
  NoPosition,         ///< no position
  PositionZero,       ///< 0, 0: the receiver had no fix
  PositionImpossible, ///< not on the globe (value)
  PositionSideUnknown, ///< north or south, east or west is not said
  DatumOther,         ///< the camera says that its positions are neither WGS 84 nor CGCS2000 (value)
  ClockOff,           ///< the camera's clock is off against the satellites' (seconds)
  BearingImpossible,  ///< outside 0 … 360 (value)
  OrientationImpossible, ///< none of 1 … 8 (value)
  Edited,             ///< written by a program for pictures, or changed after it was taken (software, changed_at)
  SizeOther,          ///< the camera says another size in pixels than the picture has (stated, actual)
};
[[nodiscard]] std::string_view faultKey(PhotoFault fault) noexcept; ///< "clock-off", as printed by --json

struct PhotoFaultFound {
  PhotoFault fault = PhotoFault::Broken;
  std::vector<std::pair<std::string, std::string>> args;
  friend bool operator==(const PhotoFaultFound&, const PhotoFaultFound&) = default;
};

/// Where the offset of the camera's clock from UTC comes from.
enum class OffsetSource : std::uint8_t {
  None,       ///< there is no time of the camera
  Stated,     ///< the file says it
  Satellites, ///< from the satellites' time beside it
  Assumed,    ///< not known: Beijing time
};
[[nodiscard]] std::string_view offsetSourceKey(OffsetSource source) noexcept;

/// What a picture says of itself. Texts are UTF-8; what the file does not say stays unset.
struct PhotoFacts {
  MediaKind kind = MediaKind::Other;
  std::int64_t bytes = 0;
  int width = 0, height = 0; ///< pixels as stored, before turning; 0 not known
  int orientation = 1;       ///< EXIF 0x0112, 1 … 8
  std::optional<double> duration; ///< s, of a video or sound
  std::string make, model, software;

  std::optional<std::chrono::local_time<std::chrono::milliseconds>> cameraTime; ///< what its clock showed
  std::optional<std::chrono::minutes> offset;                                   ///< of that clock from UTC
  OffsetSource offsetSource = OffsetSource::None;
  std::optional<UtcMillis> gpsTime; ///< the satellites' time of the position
  /// When it was taken: the camera's time, or the satellites' where the camera has none or a wrong one.
  std::optional<UtcMillis> takenAt;

  std::optional<Point> position; ///< lon, lat as the file has it (WGS 84 unless `datum` says other); z: metres, where known
  std::optional<double> accuracy; ///< metres
  std::string datum;
  bool fromSidecar = false;      ///< the position is that of a track (GPX) beside the file at this time
  std::optional<double> bearing;  ///< the camera's, degrees from north, 0 … 360
  bool magneticBearing = false;   ///< … magnetic north
  bool edited = false;
  std::vector<PhotoFaultFound> faults;

  [[nodiscard]] bool has(PhotoFault fault) const noexcept {
    for (const PhotoFaultFound& one : faults)
      if (one.fault == fault) return true;
    return false;
  }
};

/// Sets `offset`, `offsetSource` and `takenAt` from the other times, and adds ClockOff when the two clocks are farther apart
/// than `clockOff`. A clock whose offset is not stated takes the quarter of an hour that brings it nearest to the satellites;
/// without these it is taken for Beijing time.
void settleTimes(PhotoFacts& facts, std::chrono::milliseconds clockOff);

} // namespace suyuan::media

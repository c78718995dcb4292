// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/photo_facts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace suyuan::media {

using namespace std::chrono;

std::string_view mediaKindKey(MediaKind kind) noexcept {
  constexpr std::array<std::string_view, 4> keys{"photo", "video", "sound", "other"};
  return keys[static_cast<std::size_t>(kind)];
}

std::string_view mediaKindWord(MediaKind kind) noexcept { return kind == MediaKind::Video ? "视频" : kind == MediaKind::Sound ? "录音" : ""; }

MediaKind mediaKindOf(std::string_view word) noexcept {
  for (const MediaKind kind : {MediaKind::Video, MediaKind::Sound})
    if (word == mediaKindWord(kind)) return kind;
  return MediaKind::Photo;
}

std::string_view faultKey(PhotoFault fault) noexcept {
  constexpr std::array<std::string_view, 15> keys{
      "broken",          "not-media",     "no-exif",       "exif-damaged", "no-time",            "no-position",
      "position-zero",   "position-impossible", "position-side-unknown", "datum-other", "clock-off", "bearing-impossible",
      "orientation-impossible", "edited", "size-other"};
  return keys[static_cast<std::size_t>(fault)];
}

std::string_view offsetSourceKey(OffsetSource source) noexcept {
  constexpr std::array<std::string_view, 4> keys{"none", "stated", "satellites", "assumed"};
  return keys[static_cast<std::size_t>(source)];
}

void settleTimes(PhotoFacts& facts, milliseconds clockOff) {
  constexpr minutes quarter{15}, farthest{14 * 60}, beijing{8 * 60};
  if (!facts.cameraTime) {
    facts.takenAt = facts.gpsTime;
    return;
  }
  const UtcMillis clock{facts.cameraTime->time_since_epoch()}; // as though it showed UTC
  if (facts.offset) {
    facts.offsetSource = OffsetSource::Stated;
  } else if (facts.gpsTime) {
    const double quarters = duration<double, minutes::period>(clock - *facts.gpsTime).count() / 15.0;
    const minutes nearest = quarter * static_cast<int>(std::clamp(std::round(quarters), -1000.0, 1000.0));
    if (abs(nearest) <= farthest && abs(clock - nearest - *facts.gpsTime) <= clockOff) {
      facts.offset = nearest;
      facts.offsetSource = OffsetSource::Satellites;
    }
  }
  if (!facts.offset) {
    facts.offset = beijing;
    facts.offsetSource = OffsetSource::Assumed;
  }
  facts.takenAt = clock - *facts.offset;
  if (!facts.gpsTime) return;
  const milliseconds off = *facts.takenAt - *facts.gpsTime;
  if (abs(off) <= clockOff) return;
  facts.faults.push_back({PhotoFault::ClockOff, {{"seconds", std::to_string(round<seconds>(off).count())}}});
  facts.takenAt = facts.gpsTime;
}

} // namespace suyuan::media

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/track.h"
#include "core/store/survey_file.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace suyuan::fieldwork {

/// One position of a walk.
struct TrackPoint {
  Point at;              ///< lon/lat, CGCS2000
  std::string time;      ///< UTC with milliseconds
  double accuracyM = -1; ///< of the position; below 0: not known
};

/// The walk as it is recorded: a file `recording/UID.track` in the survey's folder, one line a position, each with a
/// checksum. What append() has acknowledged is on the disk and is found again after a crash or a power cut.
class TrackLog {
public:
  /// Begins a recording. Error FileUnwritable.
  [[nodiscard]] static Result<TrackLog> begin(const std::filesystem::path& survey, const std::string& team, const std::string& device);
  TrackLog(TrackLog&& other) noexcept;
  TrackLog& operator=(TrackLog&&) = delete;
  ~TrackLog();

  /// Error FileUnwritable or DiskFull: the position is not recorded, those before are.
  Result<> append(const TrackPoint& point);
  [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }

private:
  TrackLog(int fd, std::filesystem::path file) : fd_(fd), file_(std::move(file)) {}
  int fd_ = -1;
  std::filesystem::path file_;
};

/// A recording as it lies on the disk.
struct Recording {
  std::filesystem::path file;
  std::string uid, team, device;
  std::vector<TrackPoint> points; ///< up to the first line that was not wholly written
  bool cutOff = false;            ///< the end was not wholly written
};
/// Recordings that were not taken into the survey, by file name. Errors: FileUnreadable.
[[nodiscard]] Result<std::vector<Recording>> recordingsOf(const std::filesystem::path& survey);

/// Takes a recording into the survey as a track, thinned within `toleranceM` and broken where the receiver lost the way (Coverage::joinM), and removes the file. Taken again after a crash
/// between the two it makes no second track. A recording of fewer than two positions leaves nothing. Returns the track's fid.
[[nodiscard]] Result<Fid> takeRecording(store::SurveyFile& survey, const Recording& recording, double toleranceM);

/// Leaves out positions so that no left-out one lies farther than `toleranceM` from the line that stays (Douglas–Peucker). Ends stay.
[[nodiscard]] std::vector<Point> thinned(std::span<const Point> line, double toleranceM);

} // namespace suyuan::fieldwork

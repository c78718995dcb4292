// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/fieldwork/serial_worker.h"
#include "app/desktop/shell/survey_session.h"
#include "core/fieldwork/track_log.h"
#include "gis/location/gnss_source.h"

#include <QObject>

#include <memory>
#include <optional>

namespace suyuan::desktop {

/// The walk that is recorded: every trusted position of the receiver goes to the survey's track log on a thread of its own, and counts
/// once it is on the disk. Ended, the log becomes a track of the survey; after a kill it is left, and taken at the next opening. Lives in
/// the window's thread.
class WalkRecorder : public QObject {
  Q_OBJECT
public:
  explicit WalkRecorder(SurveySession& session);
  ~WalkRecorder() override; ///< what was recorded is left as a log

  void start(const std::string& team);
  void stop(); ///< and takes the walk into the survey
  void take(const location::GnssMoment& moment); ///< passed over when no walk is recorded or the position is not to be trusted
  [[nodiscard]] bool isRecording() const { return recording_; }
  [[nodiscard]] std::size_t points() const { return points_; } ///< on the disk
  [[nodiscard]] double metres() const { return metres_; }
  [[nodiscard]] const std::string& startedAt() const { return startedAt_; } ///< UTC of the first position; empty: none yet
  [[nodiscard]] bool isSettled() const { return !taking_ && !opening_ && log_->isIdle(); }

  /// Takes logs that were left into the survey as tracks, one after the other.
  void takeLeft(std::vector<fieldwork::Recording> left);

Q_SIGNALS:
  void told();
  void recorded(const suyuan::fieldwork::TrackPoint& point); ///< it is on the disk
  void lost(); ///< the walk has a break here
  void ended(); ///< its track is in the survey, or there was too little of it
  void failed(const suyuan::Error& error);

private:
  void takeWhenFree();

  SurveySession& session_;
  bool recording_ = false, opening_ = false, taking_ = false, broken_ = false;
  std::size_t points_ = 0;
  double metres_ = 0;
  std::optional<Point> last_;
  std::string startedAt_, lastTime_;
  std::filesystem::path file_;
  std::vector<fieldwork::Recording> left_;
  std::shared_ptr<std::optional<fieldwork::TrackLog>> open_ = std::make_shared<std::optional<fieldwork::TrackLog>>(); ///< the worker's
  std::unique_ptr<SerialWorker> log_; // last
};

} // namespace suyuan::desktop

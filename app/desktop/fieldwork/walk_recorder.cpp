// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fieldwork/walk_recorder.h"

#include "app/desktop/fieldwork/field_actor.h"
#include "app/desktop/shell/positioning.h"
#include "core/fieldwork/coverage.h"
#include "core/model/geometry_functions.h"
#include "core/store/capture.h"

#include <QPointer>
#include <QTimer>

#include <cmath>

namespace suyuan::desktop {

namespace {

constexpr int againMs = 150; ///< until the survey is asked again whether it is free

} // namespace

WalkRecorder::WalkRecorder(SurveySession& session) : session_(session), log_(std::make_unique<SerialWorker>(SerialWorker::AtEnd::Finish)) {}

WalkRecorder::~WalkRecorder() { log_.reset(); }

void WalkRecorder::start(const std::string& team) {
  if (recording_ || opening_ || taking_ || session_.isReadOnly()) return;
  opening_ = true;
  points_ = 0;
  metres_ = 0;
  last_.reset();
  startedAt_.clear();
  lastTime_.clear();
  log_->give([this, open = open_, folder = session_.file().folder(), team, device = session_.file().info().deviceId](const std::stop_token&) {
    auto log = fieldwork::TrackLog::begin(folder, team, device);
    if (log) open->emplace(std::move(*log));
    QMetaObject::invokeMethod(
        this,
        [this, file = log ? (*open)->file() : std::filesystem::path(), error = log ? std::optional<Error>() : std::optional(log.error())] {
          opening_ = false;
          recording_ = !error;
          file_ = file;
          Q_EMIT told();
          if (error) Q_EMIT failed(*error);
        },
        Qt::QueuedConnection);
  });
}

void WalkRecorder::take(const location::GnssMoment& moment) {
  if (!recording_) return;
  if (!moment.fix.valid || !isUsable(moment.health)) {
    if (!std::exchange(broken_, true)) Q_EMIT lost();
    return;
  }
  broken_ = false;
  const std::string time = moment.fix.dated ? gnss::timeText(moment.fix) : store::utcNow();
  if (time == lastTime_) return; // told again
  lastTime_ = time;
  fieldwork::TrackPoint point{{moment.fix.lon, moment.fix.lat, moment.fix.heightMsl}, time, std::isnan(moment.accuracy.horizontal) ? -1 : moment.accuracy.horizontal};
  log_->give([this, open = open_, point = std::move(point)](const std::stop_token&) {
    if (!*open) return;
    auto written = (*open)->append(point);
    QMetaObject::invokeMethod(
        this,
        [this, point, error = written ? std::optional<Error>() : std::optional(written.error())] {
          if (error) {
            Q_EMIT failed(*error);
            return;
          }
          ++points_;
          if (startedAt_.empty()) startedAt_ = point.time;
          if (last_)
            if (const double step = distanceMetres(*last_, point.at); step <= fieldwork::Coverage::joinM) metres_ += step;
          last_ = point.at;
          Q_EMIT recorded(point);
          Q_EMIT told();
        },
        Qt::QueuedConnection);
  });
}

void WalkRecorder::stop() {
  if (!recording_) return;
  recording_ = false;
  taking_ = true;
  log_->give([this, open = open_, folder = session_.file().folder(), file = file_](const std::stop_token&) {
    open->reset();
    auto all = fieldwork::recordingsOf(folder);
    if (all) std::erase_if(*all, [&](const fieldwork::Recording& one) { return one.file != file; });
    QMetaObject::invokeMethod(
        this,
        [this, all = std::move(all)] {
          if (!all) {
            taking_ = false;
            Q_EMIT failed(all.error());
            Q_EMIT told();
            return;
          }
          left_.insert(left_.end(), all->begin(), all->end());
          takeWhenFree();
        },
        Qt::QueuedConnection);
  });
  Q_EMIT told();
}

void WalkRecorder::takeLeft(std::vector<fieldwork::Recording> left) {
  if (left.empty()) return;
  taking_ = true;
  left_.insert(left_.end(), std::make_move_iterator(left.begin()), std::make_move_iterator(left.end()));
  takeWhenFree();
}

void WalkRecorder::takeWhenFree() {
  if (session_.isWriting()) return QTimer::singleShot(againMs, this, &WalkRecorder::takeWhenFree);
  if (left_.empty()) {
    taking_ = false;
    Q_EMIT ended();
    Q_EMIT told();
    return;
  }
  session_.writeEntry(
      tr("Record a walk"),
      [book = session_.sharedBook(), recording = left_.front()](store::SurveyFile& file) {
        return asEntry(file, [&](store::SurveyFile& survey) -> Result<> {
          auto track = fieldwork::takeRecording(survey, recording, book->fieldwork().limits.trackToleranceM);
          if (!track) return std::unexpected(std::move(track).error());
          return {};
        });
      },
      [self = QPointer(this)](const Result<std::optional<EntryId>>& entry) {
        if (!self) return;
        if (!entry) Q_EMIT self->failed(entry.error()); // the log stays, and is offered at the next opening
        self->left_.erase(self->left_.begin());
        self->takeWhenFree();
      });
}

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/location/replay_feed.h"

#include "core/gnss/sentence_fields.h"

#include <algorithm>

namespace suyuan::location {

namespace {

constexpr qsizetype longestLine = 4096, fastPiece = 65536;
constexpr int dayMs = 86'400'000, longestPauseMs = 10'000;

/// Time of day that a line tells, -1 when it tells none.
int timeIn(const QByteArray& line) {
  const qsizetype dollar = line.indexOf('$'), star = line.indexOf('*', dollar + 1);
  if (dollar < 0 || star < 0 || line.startsWith('#')) return -1;
  const gnss::Fields fields(std::string_view(line.data() + dollar + 1, static_cast<std::size_t>(star - dollar - 1)));
  int time = -1;
  switch (fields.kind()) {
  case gnss::SentenceKind::Gga:
  case gnss::SentenceKind::Rmc:
  case gnss::SentenceKind::Gns:
  case gnss::SentenceKind::Zda:
  case gnss::SentenceKind::Gst: return gnss::readTime(fields[1], time) ? time : -1;
  case gnss::SentenceKind::Gll: return gnss::readTime(fields[5], time) ? time : -1;
  default: return -1;
  }
}

} // namespace

ReplayFeed::ReplayFeed(QString file, double speed) : file_(std::move(file)), speed_(speed) {
  timer_.setSingleShot(true);
  timer_.setTimerType(Qt::PreciseTimer);
  connect(&timer_, &QTimer::timeout, this, &ReplayFeed::tell);
}

void ReplayFeed::open() {
  if (file_.isOpen()) return;
  lastTime_ = -1;
  held_.clear();
  if (!file_.open(QIODevice::ReadOnly)) {
    Q_EMIT failed(file_.errorString());
    return;
  }
  timer_.start(0);
  Q_EMIT opened();
}

void ReplayFeed::close() {
  timer_.stop();
  file_.close();
}

int ReplayFeed::pauseBefore(const QByteArray& line) {
  const int time = timeIn(line);
  if (time < 0) return 0;
  int step = lastTime_ < 0 ? 0 : time - lastTime_;
  if (step < -dayMs / 2) step += dayMs;
  lastTime_ = time;
  return std::clamp(static_cast<int>(step / speed_), 0, longestPauseMs);
}

void ReplayFeed::tell() {
  QByteArray piece = std::exchange(held_, {});
  int pause = 0;
  while (piece.size() < fastPiece) {
    QByteArray line = file_.readLine(longestLine);
    if (line.isEmpty()) {
      const QString reason = file_.error() == QFileDevice::NoError ? QString() : file_.errorString();
      file_.close();
      if (!piece.isEmpty()) Q_EMIT bytes(piece);
      if (reason.isEmpty()) Q_EMIT ended();
      else Q_EMIT failed(reason);
      return;
    }
    if (speed_ > 0) pause = pauseBefore(line);
    if (pause > 0) {
      held_ = std::move(line);
      break;
    }
    piece += line;
  }
  timer_.start(pause);
  if (!piece.isEmpty()) Q_EMIT bytes(piece);
}

} // namespace suyuan::location

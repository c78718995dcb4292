// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/fieldwork/bank_watch.h"
#include "app/desktop/fieldwork/walk_recorder.h"

#include <QObject>
#include <QTimer>

namespace suyuan::desktop {

class Positioning;

/// The fieldwork of an open survey while its window is built and built anew: the banks, the walk that is recorded, where one
/// stands and for whom one works.
class FieldworkDesk : public QObject {
  Q_OBJECT
public:
  FieldworkDesk(SurveySession& session, Positioning& positioning);

  [[nodiscard]] SurveySession& session() { return session_; }
  [[nodiscard]] Positioning& positioning() { return positioning_; }
  [[nodiscard]] BankWatch& watch() { return watch_; }
  [[nodiscard]] WalkRecorder& recorder() { return recorder_; }
  [[nodiscard]] const std::string& team() const { return team_; } ///< empty: the office's or quality control's
  [[nodiscard]] bool placeIsReceivers() const { return receivers_; }
  [[nodiscard]] const std::vector<fieldwork::Recording>& left() const { return left_; } ///< walks that a crash left behind
  [[nodiscard]] bool isSettled() const { return watch_.isSettled() && recorder_.isSettled() && !tasks_.isBusy(); }

  void takeActor(); ///< the role and name may have changed
  void setMiddle(std::optional<Point> lonLat); ///< of the map: where one stands without a receiver
  void startWalk();
  void takeLeft();

Q_SIGNALS:
  void told();
  void leftFound(); ///< left() has some
  void failed(const suyuan::Error& error);

private:
  void lookForLeft();
  void takeMoment();

  SurveySession& session_;
  Positioning& positioning_;
  BankWatch watch_;
  WalkRecorder recorder_;
  std::string team_;
  std::optional<Point> middle_, stood_;
  bool receivers_ = false;
  QTimer middleLater_;
  std::vector<fieldwork::Recording> left_;
  TaskRunner tasks_; // last
};

} // namespace suyuan::desktop

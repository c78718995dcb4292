// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fieldwork/fieldwork_desk.h"

#include "app/desktop/fieldwork/field_actor.h"
#include "app/desktop/shell/positioning.h"
#include "core/model/geometry_functions.h"

namespace suyuan::desktop {

namespace {

constexpr double stepM = 2;    ///< a receiver that has not moved so far stands
constexpr int middleMs = 120;  ///< of the map before the way is asked for from there

} // namespace

FieldworkDesk::FieldworkDesk(SurveySession& session, Positioning& positioning) : session_(session), positioning_(positioning), watch_(session), recorder_(session) {
  middleLater_.setSingleShot(true);
  middleLater_.setInterval(middleMs);
  connect(&middleLater_, &QTimer::timeout, this, [this] {
    if (!receivers_) watch_.setPlace(middle_);
  });
  connect(&positioning_, &Positioning::told, this, &FieldworkDesk::takeMoment);
  connect(&recorder_, &WalkRecorder::recorded, &watch_, &BankWatch::add);
  connect(&recorder_, &WalkRecorder::lost, &watch_, &BankWatch::breakWalk);
  connect(&recorder_, &WalkRecorder::ended, &watch_, &BankWatch::forgetWalk);
  connect(&recorder_, &WalkRecorder::told, this, &FieldworkDesk::told);
  connect(&recorder_, &WalkRecorder::failed, this, &FieldworkDesk::failed);
  connect(&watch_, &BankWatch::told, this, &FieldworkDesk::told);
  connect(&watch_, &BankWatch::failed, this, &FieldworkDesk::failed);
  takeActor();
  watch_.load();
  lookForLeft();
}

void FieldworkDesk::takeActor() {
  const fieldwork::Actor actor = fieldActor(session_);
  team_ = actor.role == SurveyRole::Team ? actor.name : std::string();
  watch_.setTeam(team_);
  Q_EMIT told();
}

void FieldworkDesk::takeMoment() {
  if (positioning_.source() == nullptr) {
    if (std::exchange(receivers_, false)) {
      stood_.reset();
      recorder_.stop(); // nothing more comes
      middleLater_.start();
    }
    Q_EMIT told();
    return;
  }
  if (const auto& moment = positioning_.moment()) recorder_.take(*moment);
  const auto& last = positioning_.lastPlace();
  if (!last) return;
  const Point at{last->fix.lon, last->fix.lat};
  receivers_ = true;
  if (recorder_.isRecording() || (stood_ && distanceMetres(*stood_, at) < stepM)) return; // a recorded position tells by itself
  stood_ = at;
  watch_.setPlace(at);
}

void FieldworkDesk::setMiddle(std::optional<Point> lonLat) {
  middle_ = lonLat;
  if (!receivers_ && !middleLater_.isActive()) middleLater_.start();
}

void FieldworkDesk::startWalk() { recorder_.start(team_.empty() ? session_.file().info().author : team_); }

void FieldworkDesk::lookForLeft() {
  if (session_.isReadOnly()) return; // another window may be recording
  tasks_.start(
      QString(), [folder = session_.file().folder()](const std::stop_token&, const TaskRunner::Progress&) { return fieldwork::recordingsOf(folder); },
      [this](Result<std::vector<fieldwork::Recording>> found) {
        if (!found) {
          Q_EMIT failed(found.error());
          return;
        }
        left_ = std::move(*found);
        if (left_.empty()) return;
        Q_EMIT told();
        Q_EMIT leftFound();
      });
}

void FieldworkDesk::takeLeft() {
  recorder_.takeLeft(std::exchange(left_, {}));
  Q_EMIT told();
}

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
// The window's part of positioning: the receiver's place on the map, new records where it is.
#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/canvas/position_mark.h"
#include "app/desktop/fieldwork/fieldwork_desk.h"
#include "app/desktop/panels/gnss_panel.h"
#include "app/desktop/shell/main_window.h"
#include "app/desktop/shell/positioning.h"
#include "core/model/candidate.h"
#include "core/model/terms.h"

#include <QDateTime>

namespace suyuan::desktop {

QWidget* MainWindow::withPositioning() {
  const bool writes = !session_->isReadOnly();
  if (!positioning_) positioning_ = std::make_unique<Positioning>(session_->sharedBook(), writes ? session_->file().folder() / "recording" : std::filesystem::path());
  auto* panel = new GnssPanel(*positioning_, writes, [this](const Point& at) { return inNotation(at); });
  panel->setObjectName(QStringLiteral("gnss"));
  auto* mark = new PositionMark(*canvas_);
  const auto showMark = [this, mark, positioning = positioning_.get()] {
    const auto& last = positioning->lastPlace();
    if (!last) return mark->show({}, 0, false);
    const Point at{last->fix.lon, last->fix.lat};
    const bool trusted = isUsable(positioning->health()); // else the last place stays, pale
    mark->show(at, last->accuracy.horizontal, trusted);
    if (!positioning->mapFollows() || !trusted) return;
    // Not at every step: when it comes near the rim.
    const auto place = mark->place();
    const QRectF calm = QRectF(canvas_->rect()).adjusted(canvas_->width() * 0.2, canvas_->height() * 0.2, -canvas_->width() * 0.2, -canvas_->height() * 0.2);
    if (!place || !calm.contains(*place)) canvas_->showLonLat(at, 5'000);
  };
  connect(positioning_.get(), &Positioning::told, mark, showMark);
  connect(panel, &GnssPanel::followWanted, mark, [positioning = positioning_.get(), showMark](bool on) {
    positioning->setMapFollows(on);
    showMark();
  });
  connect(panel, &GnssPanel::failed, this, &MainWindow::report);
  connect(panel, &GnssPanel::pointTaken, this, [this](const fieldwork::GnssPoint& point, bool asCandidate) {
    if (asCandidate) addCandidateAt(point);
    else addOutfallAt(point.at, &point);
  });
  showMark();
  return panel;
}

void MainWindow::addCandidateAt(const fieldwork::GnssPoint& point) {
  Candidate candidate;
  candidate.geometry = point.at;
  candidate.source = "现场发现";
  candidate.status = term(SurveyStatus::Suspected);
  candidate.surveyLevel = 2;
  if (fieldwork_) candidate.team = fieldwork_->team(); // its own, to be settled by it
  candidate.seenAt = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString();
  Fid fid;
  auto done = session_->edit(tr("Add a candidate"), [&](store::Edit& e) -> Result<> {
    auto inserted = e.insert(candidate);
    if (!inserted) return std::unexpected(std::move(inserted).error());
    fid = *inserted;
    auto how = fieldwork::recordPosition(e, point, Layer::Candidates, fid);
    return how ? Result<>{} : std::unexpected(std::move(how).error());
  });
  if (!done) return report(done.error());
  selectRecord(Layer::Candidates, fid);
}

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
// The window's part of the entry form: which record it is for, where the place comes from, drafts that were left behind.
#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/forms/drafts.h"
#include "app/desktop/forms/entry.h"
#include "app/desktop/forms/record_form.h"
#include "app/desktop/panels/entry_panel.h"
#include "app/desktop/panels/record_panel.h"
#include "app/desktop/panels/values_panel.h"
#include "app/desktop/shell/banner.h"
#include "app/desktop/shell/main_window.h"
#include "app/desktop/shell/positioning.h"
#include "app/text/error_text.h"
#include "core/fieldwork/moves.h"

#include <QDateTime>
#include <QDockWidget>
#include <QStackedWidget>

#include <cmath>

namespace suyuan::desktop {

QWidget* MainWindow::withEntry() {
  const bool writes = !session_->isReadOnly();
  if (!entry_) {
    entry_ = std::make_unique<Entry>(*session_);
    for (const Error& fault : entry_->forms().faults) say(qs(text::sentence(fault, currentLanguage())), true);
  }
  auto* panel = new EntryPanel(*entry_, writes);
  connect(panel, &EntryPanel::formWanted, this, [this](const QString& id, bool forSelected) { beginEntry(id.toStdString(), forSelected); });
  connect(panel, &EntryPanel::placeWanted, this, [this] { setTool("entry"); });
  connect(panel, &EntryPanel::receiverWanted, this, [this] {
    if (!placeFromReceiver(false)) say(tr("The receiver gives no position that passes: open Positioning, or click on the map."), false);
  });
  connect(entry_.get(), &Entry::failed, panel, [this](const Error& error) { report(error); });
  connect(entry_.get(), &Entry::opened, panel, [this, panel] {
    if (auto* dock = findChild<QDockWidget*>(QStringLiteral("dock_entry"))) dock->show(), dock->raise();
    panel->focusFirst();
  });
  connect(entry_.get(), &Entry::recorded, panel, [this, panel](const forms::RecordedForm& made, int missing) {
    canvas_->showMarker(std::nullopt);
    if (made.outfall.isSet()) selectOutfall(made.outfall, false);
    else if (made.candidate.isSet()) showRecord(Layer::Candidates, made.candidate);
    say(missing == 0 ? tr("The form is recorded.") : tr("The form is recorded; %n answers that are required are still missing.", nullptr, missing), false);
    if (auto* dock = findChild<QDockWidget*>(QStringLiteral("dock_entry"))) dock->raise();
    panel->focusFirst();
  });
  return panel;
}

QWidget* MainWindow::withValues() {
  values_ = new ValuesPanel(*session_, entry_->sharedForms());
  connect(values_, &ValuesPanel::failed, this, &MainWindow::report);
  return values_;
}

void MainWindow::openEntry() {
  auto* panel = findChild<EntryPanel*>();
  auto* dock = findChild<QDockWidget*>(QStringLiteral("dock_entry"));
  if (panel == nullptr || dock == nullptr) return;
  dock->show();
  dock->raise();
  if (entry_->isOpen() || session_->isReadOnly()) return panel->focusFirst();
  // The usual form of the field at once: for the candidate that is shown and waits, else for a new place.
  if (const auto candidate = waitingCandidate()) return beginEntry(fieldwork::stageOf(*candidate) == CandidateStage::Difficult ? "level-3-outfall" : "level-2-outfall", true);
  beginEntry("level-2-outfall", false);
}

std::optional<Candidate> MainWindow::waitingCandidate() {
  if (shown_->currentWidget() != record_ || record_->layer() != Layer::Candidates) return std::nullopt;
  auto found = session_->reader().get<Candidate>(record_->fid());
  if (!found || !*found) return std::nullopt;
  const CandidateStage stage = fieldwork::stageOf(**found);
  return stage == CandidateStage::OnFoot || stage == CandidateStage::Difficult ? std::move(*found) : std::nullopt;
}

void MainWindow::beginEntry(const std::string& id, bool forSelected) {
  const forms::Form* form = entry_->forms().find(id);
  if (form == nullptr) return say(tr("The form “%1” is not there.").arg(qs(id)), true);
  form_->commitAll();
  const bool otherShown = shown_->currentWidget() == record_;
  Fid outfall = otherShown ? Fid{} : form_->fid();
  const Fid candidate = forSelected && otherShown && record_->layer() == Layer::Candidates ? record_->fid() : Fid{};
  if (form->revisit && !outfall.isSet()) return say(tr("Select the outfall that is visited again first."), false);
  if (!forSelected && !form->revisit) outfall = {};
  const bool aboutCandidate = form->record == Layer::Candidates;
  entry_->begin(id, aboutCandidate ? Fid{} : outfall, candidate);
  if (outfall.isSet() || candidate.isSet() || placeFromReceiver(true)) return;
  setTool("entry"); // a click on the map sets the place
}

bool MainWindow::placeFromReceiver(bool quietly) {
  if (!entry_->isOpen() || !positioning_) return false;
  const auto offer = positioning_->offer(0);
  if (!offer || offer->answer != gnss::GateAnswer::Passes) return false;
  forms::GivenPlace place{offer->point.at, offer->point.datum, std::nullopt, offer->point.how, {}, std::nullopt};
  if (!std::isnan(offer->point.accuracyM)) place.accuracy = offer->point.accuracyM;
  entry_->setPlace(std::move(place));
  canvas_->showMarker(offer->point.at);
  if (!quietly) say(tr("The position is the receiver's."), false);
  return true;
}

void MainWindow::placeEntry(const Point& where) {
  setTool("pick");
  if (!entry_->isOpen()) return;
  entry_->setPlace(forms::GivenPlace{where, "CGCS2000", std::nullopt, std::nullopt, {}, std::nullopt});
  canvas_->showMarker(where);
  if (auto* panel = findChild<EntryPanel*>()) panel->focusFirst();
}

void MainWindow::offerFormDrafts() {
  if (session_->isReadOnly() || entry_->isOpen() || banner_->isAsking()) return;
  auto drafts = forms::draftsOf(session_->file().folder());
  if (!drafts) return report(drafts.error());
  const auto found = std::ranges::find_if(*drafts, [this](const forms::Draft& d) { return d.head.kind != Drafts::kind && entry_->forms().find(d.head.kind) != nullptr; });
  if (found == drafts->end()) return;
  const forms::Form& form = *entry_->forms().find(found->head.kind);
  const bool chinese = currentLanguage() == text::Language::Chinese;
  QStringList summary;
  for (const forms::Question* q : form.questions())
    if (const auto value = found->values.find(q->id); value != found->values.end() && summary.size() < 4)
      summary << QStringLiteral("%1 %2").arg(qs(chinese ? q->title.zh : q->title.en), qs(givenFrom(value->second).text).left(20));
  const QDateTime at = QDateTime::fromString(qs(found->lastAt), Qt::ISODateWithMs).toLocalTime();
  banner_->ask(tr("“%1” was being filled in at %2 and was not recorded; %3 answers are kept: %4.")
                   .arg(qs(chinese ? form.title.zh : form.title.en), at.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")))
                   .arg(found->values.size())
                   .arg(summary.join(QStringLiteral("，"))),
               {{tr("&Go on with it"), [this, draft = *found] { entry_->resume(draft); }},
                {tr("&Drop it"), [this, file = found->file] {
                   std::error_code ignored;
                   std::filesystem::remove(file, ignored);
                   offerFormDrafts(); // there may be another
                 }}});
}

} // namespace suyuan::desktop

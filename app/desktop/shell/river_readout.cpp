// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/river_readout.h"

#include "app/desktop/shell/look.h"

#include <QPointer>

#include <utility>

namespace suyuan::desktop {

struct RiverReadout::State {
  const store::SurveyFile& file; // outlives the workers, which the session stops first
  std::optional<store::Reader> reader;
  std::optional<survey::RiverPlaceFinder> finder;
};

RiverReadout::RiverReadout(SurveySession& session, QObject* parent)
    : QObject(parent), session_(session), state_(std::make_shared<State>(session.file())) {}

void RiverReadout::ask(const Point& lonLat) {
  waiting_ = lonLat;
  next();
}

void RiverReadout::next() {
  if (busy_ || !waiting_) return;
  busy_ = true;
  session_.tasks().start(
      QString(),
      [state = state_, at = *std::exchange(waiting_, std::nullopt)](std::stop_token stop, const TaskRunner::Progress&) -> Result<std::optional<survey::RiverPlace>> {
        if (!state->finder) {
          auto reader = state->file.openReader();
          if (!reader) return std::unexpected(std::move(reader).error());
          state->reader.emplace(std::move(*reader));
          state->finder.emplace(*state->reader);
        }
        return state->finder->at(at, stop);
      },
      [self = QPointer(this)](const Result<std::optional<survey::RiverPlace>>& place) {
        if (!self) return;
        self->busy_ = false;
        // What cannot be read is told by whatever the user does next; a moving pointer raises no alarm.
        if (!self->waiting_) Q_EMIT self->said(place ? sentence(*place) : QString());
        self->next();
      });
}

QString RiverReadout::sentence(const std::optional<survey::RiverPlace>& place) {
  if (!place) return {};
  QString text = tr("%1  %2  %3  %L4 m away")
                     .arg(place->name.empty() ? tr("Unnamed river") : qs(place->name), qs(survey::chainageText(place->along)),
                          place->left ? tr("left bank") : tr("right bank"))
                     .arg(place->distance, 0, 'f', 0);
  if (!place->flowKnown) text += QStringLiteral("  ") + tr("(flow direction uncertain)");
  return text;
}

} // namespace suyuan::desktop

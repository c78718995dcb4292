// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "core/fieldwork/moves.h"
#include "core/store/journal.h"

namespace suyuan::desktop {

/// Who works here in the three levels: as the package that a team took along says, else as it was chosen on this machine last. The
/// office and quality control are the survey's author where no name is given.
[[nodiscard]] fieldwork::Actor fieldActor(const SurveySession& session);
/// Keeps it on this machine, and in this copy of the survey.
void keepFieldActor(SurveySession& session, const fieldwork::Actor& actor);

/// Runs what writes at most one entry of its own through the file, and says which one it was: for SurveySession::writeEntry.
template <class Work>
[[nodiscard]] Result<std::optional<EntryId>> asEntry(store::SurveyFile& file, const Work& work) {
  auto before = store::entries(file.reader(), 1);
  if (!before) return std::unexpected(std::move(before).error());
  if (auto done = work(file); !done) return std::unexpected(std::move(done).error());
  auto after = store::entries(file.reader(), 1);
  if (!after) return std::unexpected(std::move(after).error());
  if (after->empty() || (!before->empty() && before->front().id == after->front().id)) return std::optional<EntryId>{};
  return std::optional<EntryId>{after->front().id};
}

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/draft_journal.h"
#include "core/store/survey_file.h"

#include <QString>

#include <map>
#include <string>
#include <utility>

namespace suyuan::desktop {

/// Text that is being typed into the office's form and not recorded yet, kept at every stroke in a draft journal of the survey, so that a kill
/// or a power cut in the middle of a word loses nothing that was on the screen. Gone when nothing is pending.
class Drafts {
public:
  using Texts = std::map<std::pair<Fid, std::string>, QString>; ///< record of the outfalls and field → text
  static constexpr const char* kind = "fields"; ///< of its drafts; those of forms have the form's id

  explicit Drafts(const store::SurveyFile& survey);

  void keep(Fid fid, const std::string& field, const QString& text);
  void drop(Fid fid, const std::string& field); ///< it was recorded, or is not wanted
  void dropAll();
  [[nodiscard]] const Texts& pending() const { return texts_; } ///< as found at the start, and what came since

private:
  forms::DraftJournal journal_;
  Texts texts_;
};

} // namespace suyuan::desktop

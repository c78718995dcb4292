// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/ids.h"
#include "core/store/survey_file.h"

#include <QString>

#include <map>
#include <string>
#include <utility>

namespace suyuan::desktop {

/// Text that is being typed and not recorded yet, kept in a file of this machine at every stroke, so that a kill or a
/// power cut in the middle of a word loses nothing that was on the screen. One file a copy of a survey, written aside
/// and renamed; gone when nothing is pending.
class Drafts {
public:
  using Texts = std::map<std::pair<Fid, std::string>, QString>; ///< record of the outfalls and field → text

  explicit Drafts(const store::SurveyInfo& survey);

  void keep(Fid fid, const std::string& field, const QString& text);
  void drop(Fid fid, const std::string& field); ///< it was recorded, or is not wanted
  void dropAll();
  [[nodiscard]] const Texts& pending() const { return texts_; } ///< as found at the start, and what came since

private:
  void write() const;
  QString file_;
  Texts texts_;
};

} // namespace suyuan::desktop

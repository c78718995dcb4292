// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/models/finding_model.h"
#include "app/desktop/shell/survey_session.h"
#include "core/survey/live_check.h"

#include <memory>

namespace suyuan::desktop {

/// Checks the survey whole once, and after each edit again only what that edit can touch, on workers; one at a time.
/// Lives in the window's thread.
class LiveChecker : public QObject {
  Q_OBJECT
public:
  explicit LiveChecker(SurveySession& session, QObject* parent = nullptr);
  ~LiveChecker() override;

  struct Checked {
    std::int64_t outfalls = 0;
    FindingModel::Prepared findings; ///< grouped already
  };

  void start(); ///< the whole survey, with progress; what is under way is dropped
  [[nodiscard]] bool isFollowing() const { return state_ != nullptr && !stale_; } ///< edits reach the findings
  [[nodiscard]] bool isSettled() const { return !busy_ && waiting_.empty() && !ignoredChanged_; }

Q_SIGNALS:
  void checked(const suyuan::desktop::LiveChecker::Checked& checked);
  void changed(const suyuan::desktop::FindingModel::Change& change);
  void ignoredChanged(const std::vector<suyuan::store::IgnoredFinding>& ignored);
  void outdated(); ///< something changed that only a new check can follow
  void failed(const suyuan::Error& error);

private:
  struct State; ///< what the workers keep: readers, the check
  struct Answer {
    FindingModel::Change change;
    std::optional<std::vector<store::IgnoredFinding>> ignored; ///< when they are others than before
  };
  static Result<Answer> update(State& state, const std::vector<ChangedRecord>& records);
  void follow(const std::vector<ChangedRecord>& records);
  void next();
  void giveUp();

  SurveySession& session_;
  std::shared_ptr<State> state_;
  std::vector<ChangedRecord> waiting_; ///< edits that are to be followed
  bool ignoredChanged_ = false;        ///< an entry without records: what is set aside may be other
  bool busy_ = false, starting_ = false, stale_ = false;
  std::uint64_t run_ = 0;
};

} // namespace suyuan::desktop

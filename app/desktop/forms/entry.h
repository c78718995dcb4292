// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/forms/pick_lists.h"
#include "app/desktop/forms/record_adviser.h"
#include "core/forms/draft_journal.h"
#include "core/forms/form_set.h"
#include "core/forms/last_values.h"
#include "core/forms/level_values.h"
#include "core/forms/record_answers.h"

#include <QTimer>

#include <algorithm>
#include <memory>
#include <optional>

namespace suyuan::desktop {

/// 踏查填报: the form that is being filled in, with its draft on the disk at every stroke. Outlives the panel that shows it, so that another language or
/// theme loses nothing. Lives in the window's thread; what reads or writes much runs on workers.
class Entry : public QObject {
  Q_OBJECT
public:
  explicit Entry(SurveySession& session, QObject* parent = nullptr);
  ~Entry() override;

  [[nodiscard]] const forms::FormSet& forms() const { return *forms_; }
  [[nodiscard]] std::shared_ptr<const forms::FormSet> sharedForms() const { return forms_; }
  [[nodiscard]] PickLists& lists() { return lists_; }
  [[nodiscard]] SurveySession& session() { return session_; }

  /// Begins a form, new or for a record. \pre !isOpen()
  void begin(const std::string& form, Fid outfall, Fid candidate);
  /// Goes on with a draft that was left behind; false when its form is not there any more.
  bool resume(const forms::Draft& draft);
  [[nodiscard]] bool isOpen() const { return state_.has_value(); }
  [[nodiscard]] const forms::FormState& state() const { return *state_; } ///< \pre isOpen()
  [[nodiscard]] const forms::RecordRequest& request() const { return request_; }
  /// What may be taken over into a question with one key: what the record says, else what was answered last.
  [[nodiscard]] const forms::Given* offerFor(const std::string& question) const;
  /// What other levels answered.
  [[nodiscard]] const forms::ComparedAnswer* earlier(const std::string& question) const;

  void set(const std::string& question, forms::Given given);
  void setUnit(const std::string& question, const std::string& unit);
  /// Fills in what the place tells (river, bank, county, township) where nobody typed.
  void setPlace(forms::GivenPlace place);
  void record(); ///< as it is; then closed() and recorded()
  void drop();   ///< what was typed goes
  [[nodiscard]] bool isSettled() const { return !reading_ && !recording_ && !adviser_.isBusy() && !adviseSoon_.isActive() && !tasks_.isBusy(); }

Q_SIGNALS:
  void opened();
  void changed(); ///< an answer, or what shows
  void closed();
  void recorded(const suyuan::forms::RecordedForm& made, int missing);
  void failed(const suyuan::Error& error);

private:
  void start(const forms::Form& form);
  void readBeside(bool fresh);
  void keep(const std::string& question);
  void keepPlace();
  void propose(const std::string& question, const std::string& text, const std::string& key = {});
  void proposeUsual();
  void proposeFromPlace();
  void adviseLater();
  void close();

  SurveySession& session_;
  std::shared_ptr<const forms::FormSet> forms_;
  PickLists lists_;
  RecordAdviser adviser_;
  QTimer adviseSoon_;
  std::optional<forms::FormState> state_;
  std::optional<forms::DraftJournal> journal_;
  forms::RecordRequest request_;
  Outfall base_; ///< the outfall as it is
  forms::LastValues offers_;
  std::vector<forms::ComparedAnswer> earlier_;
  bool reading_ = false, recording_ = false, toldFault_ = false;
  int asked_ = 0;
  TaskRunner tasks_; // last
};

/// An answer in a line of the draft, and the way back.
[[nodiscard]] std::string draftText(const forms::Given& given);
[[nodiscard]] forms::Given givenFrom(std::string_view draft);

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/outfall_scope.h"
#include "app/desktop/dialogs/plan_words.h"
#include "app/desktop/models/plan_model.h"
#include "app/desktop/shell/look.h"
#include "app/desktop/shell/survey_session.h"

#include <QDialog>

#include <functional>
#include <memory>

class QFormLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;
class QTimer;

namespace suyuan::desktop {

/// What a planner made: lines to show, sentences about the whole, and how the chosen lines are carried out.
struct PlanView {
  std::vector<PlanRow> rows;
  std::int64_t alreadyRight = 0;
  QStringList notes;
  /// On a worker; `chosen` are numbers of rows. One journal entry.
  std::function<Result<std::optional<EntryId>>(store::SurveyFile&, const std::vector<std::size_t>& chosen)> apply;
};

/// The lines of a plan (its proposals, then what is left), and how chosen ones are carried out. On a worker. `reasonOf` says why
/// a proposal is made; `carryOut` takes the survey and a plan of the chosen proposals.
template <class Plan, class Reason, class CarryOut>
Result<PlanView> planView(store::Reader& reader, Plan made, const Reason& reasonOf, CarryOut carryOut) {
  const auto plan = std::make_shared<const Plan>(std::move(made));
  std::vector<Fid> fids;
  for (const auto& one : plan->proposals) fids.push_back(one.fid);
  for (const auto& one : plan->left) fids.push_back(one.fid);
  auto names = shownNames(reader, fids);
  if (!names) return std::unexpected(std::move(names).error());
  PlanView view;
  view.alreadyRight = plan->alreadyRight;
  view.rows.reserve(fids.size());
  for (const auto& one : plan->proposals) view.rows.push_back({one.fid, (*names)[one.fid], qs(one.before), qs(one.after), reasonOf(one), one.unverified});
  for (const auto& one : plan->left) view.rows.push_back({one.fid, (*names)[one.fid], {}, {}, missingText(one.missing), false});
  view.apply = [plan, carryOut = std::move(carryOut)](store::SurveyFile& file, const std::vector<std::size_t>& chosen) {
    Plan part;
    for (const std::size_t row : chosen) part.proposals.push_back(plan->proposals[row]);
    return carryOut(file, part);
  };
  return view;
}

/// The frame of a batch work: choose outfalls and options, see what each would get and why, untick lines, carry out as
/// one undo step. The plan is made anew, on a worker, whenever something is chosen; nothing is written before the button.
class PlanDialog : public QDialog {
  Q_OBJECT
public:
  PlanDialog(SurveySession& session, TableChoice table, QWidget* parent);

  [[nodiscard]] PlanModel& model() { return *model_; }
  [[nodiscard]] bool isSettled() const; ///< the preview is there, nothing runs

Q_SIGNALS:
  void carriedOut(const QString& sentence);

protected:
  using Planner = std::function<Result<PlanView>(store::Reader&, const std::string& where, const std::stop_token&)>;
  /// Taken in the window's thread with the options as they stand, called on a worker.
  [[nodiscard]] virtual Planner planner() const = 0;
  [[nodiscard]] virtual QString applyText(std::size_t chosen) const = 0; ///< of the button
  [[nodiscard]] virtual QString doneText(std::size_t chosen) const = 0;
  void addOption(const QString& label, QWidget* editor);
  void planSoon(); ///< an option changed
  void setColumnShares(int name, int before, int after); ///< widths to begin with, one against the other
  SurveySession& session() { return session_; }
  TaskRunner& tasks() { return tasks_; }
  [[nodiscard]] std::shared_ptr<const rules::RuleBook> sharedBook() const { return session_.sharedBook(); }
  [[nodiscard]] std::string device() const { return session_.file().info().deviceId; } ///< this copy

private:
  void plan();
  void fill(PlanView plan);
  void apply();
  void refresh();
  void fail(const Error& error);

  SurveySession& session_;
  OutfallScope* scope_ = nullptr;
  QFormLayout* form_;
  PlanModel* model_;
  QTableView* view_;
  QLabel *summary_, *notes_;
  QProgressBar* busy_;
  QPushButton *apply_, *again_, *cancel_, *all_, *none_;
  QTimer* soon_;
  PlanView plan_;
  std::uint64_t asked_ = 0, answered_ = 0;
  bool applying_ = false, failed_ = false;
  TaskRunner tasks_; // last: stops before the rest goes
};

} // namespace suyuan::desktop

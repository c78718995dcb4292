// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/name_dialog.h"

#include "app/desktop/dialogs/plan_words.h"
#include "app/desktop/shell/look.h"
#include "core/survey/name_plan.h"

#include <QCheckBox>

namespace suyuan::desktop {

NameDialog::NameDialog(SurveySession& opened, TableChoice table, QWidget* parent) : PlanDialog(opened, std::move(table), parent), overwrite_(new QCheckBox) {
  setWindowTitle(tr("Name outfalls"));
  overwrite_->setText(tr("Also those that &have a name which differs from the template"));
  overwrite_->setObjectName(QStringLiteral("name_overwrite"));
  addOption(QString(), overwrite_);
  connect(overwrite_, &QCheckBox::toggled, this, &NameDialog::planSoon);
}

PlanDialog::Planner NameDialog::planner() const {
  return [book = sharedBook(), overwrite = overwrite_->isChecked()](store::Reader& reader, const std::string& where, const std::stop_token& stop) -> Result<PlanView> {
    survey::NameQuery query;
    query.where = where;
    query.overwrite = overwrite;
    auto made = survey::planNames(reader, *book, query, stop);
    if (!made) return std::unexpected(std::move(made).error());
    auto plan = std::make_shared<const survey::NamePlan>(std::move(*made));
    std::vector<Fid> fids;
    for (const auto& one : plan->proposals) fids.push_back(one.fid);
    for (const auto& one : plan->left) fids.push_back(one.fid);
    auto names = shownNames(reader, fids);
    if (!names) return std::unexpected(std::move(names).error());
    PlanView view;
    view.alreadyRight = plan->alreadyRight;
    view.rows.reserve(fids.size());
    for (const survey::NameProposal& one : plan->proposals)
      view.rows.push_back({one.fid, (*names)[one.fid], qs(one.before), qs(one.after), nameReason(one.before, one.parts), one.unverified});
    for (const survey::Unnamed& one : plan->left) view.rows.push_back({one.fid, (*names)[one.fid], {}, {}, missingText(one.missing), false});
    view.apply = [plan](store::SurveyFile& file, const std::vector<std::size_t>& chosen) {
      survey::NamePlan part;
      for (const std::size_t row : chosen) part.proposals.push_back(plan->proposals[row]);
      return survey::applyNames(file, part);
    };
    return view;
  };
}

QString NameDialog::applyText(std::size_t chosen) const { return tr("Give %n &name(s)", nullptr, static_cast<int>(chosen)); }

QString NameDialog::doneText(std::size_t chosen) const { return tr("Names given: %1. Ctrl+Z takes it back.").arg(chosen); }

} // namespace suyuan::desktop

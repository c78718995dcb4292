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
  setColumnShares(3, 5, 5);
  connect(overwrite_, &QCheckBox::toggled, this, &NameDialog::planSoon);
}

PlanDialog::Planner NameDialog::planner() const {
  return [book = sharedBook(), overwrite = overwrite_->isChecked()](store::Reader& reader, const std::string& where, const std::stop_token& stop) -> Result<PlanView> {
    survey::NameQuery query;
    query.where = where;
    query.overwrite = overwrite;
    auto made = survey::planNames(reader, *book, query, stop);
    if (!made) return std::unexpected(std::move(made).error());
    auto view = planView(
        reader, std::move(*made), [](const survey::NameProposal& one) { return nameReason(one.before, one.parts); },
        [](store::SurveyFile& file, const survey::NamePlan& chosen) { return survey::applyNames(file, chosen); });
    if (!view) return view;
    // The names stand in the columns of what is and what will be: the first says which outfall it is by its code.
    std::vector<Fid> fids;
    for (const PlanRow& row : view->rows) fids.push_back(row.fid);
    auto codes = shownCodes(reader, fids);
    if (!codes) return std::unexpected(std::move(codes).error());
    for (PlanRow& row : view->rows) {
      if (row.after.isEmpty()) row.before = row.name;
      row.name = (*codes)[row.fid];
    }
    return view;
  };
}

QString NameDialog::applyText(std::size_t chosen) const { return tr("Give %n &name(s)", nullptr, static_cast<int>(chosen)); }

QString NameDialog::doneText(std::size_t chosen) const { return tr("Names given: %1. Ctrl+Z takes it back.").arg(chosen); }

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/plan_dialog.h"

class QCheckBox;

namespace suyuan::desktop {

/// Names for many outfalls by the template of their class.
class NameDialog : public PlanDialog {
  Q_OBJECT
public:
  NameDialog(SurveySession& session, TableChoice table, QWidget* parent = nullptr);

private:
  [[nodiscard]] Planner planner() const override;
  [[nodiscard]] QString applyText(std::size_t chosen) const override;
  [[nodiscard]] QString doneText(std::size_t chosen) const override;

  QCheckBox* overwrite_ = nullptr;
};

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/plan_dialog.h"

class QComboBox;
class QLabel;

namespace suyuan::desktop {

/// Codes for many outfalls in walking order along the river; new ones, or a renumbering of those that have one.
class CodeDialog : public PlanDialog {
  Q_OBJECT
public:
  CodeDialog(SurveySession& session, TableChoice table, QWidget* parent = nullptr);

private:
  enum class Work : std::uint8_t { New, ByRecord, InOrder };
  [[nodiscard]] Planner planner() const override;
  [[nodiscard]] QString applyText(std::size_t chosen) const override;
  [[nodiscard]] QString doneText(std::size_t chosen) const override;
  [[nodiscard]] Work work() const;
  void readNumbers(); ///< leases and reserves, on a worker

  QComboBox *work_ = nullptr, *banks_ = nullptr, *numbers_ = nullptr;
};

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
// The window's part of evidence: the score of the chosen record, the way to what is odd.
#include "app/desktop/panels/evidence_panel.h"
#include "app/desktop/panels/finding_panel.h"
#include "app/desktop/panels/history_panel.h"
#include "app/desktop/shell/main_window.h"

#include <QDockWidget>

namespace suyuan::desktop {

QWidget* MainWindow::withEvidence() {
  auto* panel = new EvidencePanel(*session_);
  panel->setObjectName(QStringLiteral("evidence"));
  connect(history_, &HistoryPanel::recordShown, panel, [panel](Layer layer, Fid fid) { panel->show(layer, fid); });
  connect(panel, &EvidencePanel::failed, this, &MainWindow::report);
  connect(panel, &EvidencePanel::odditiesWanted, this, [this] {
    if (!found_) runCheck();
    if (auto* dock = findChild<QDockWidget*>(QStringLiteral("dock_findings"))) {
      dock->show();
      dock->raise();
    }
    findings_->filterBy(QStringLiteral("evidence."));
  });
  return panel;
}

} // namespace suyuan::desktop

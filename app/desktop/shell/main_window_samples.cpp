// SPDX-License-Identifier: GPL-3.0-or-later
// The window's part of samples: the list, readings of a kit, rain; and inspections.
#include "app/desktop/dialogs/inspection_dialog.h"
#include "app/desktop/dialogs/rain_dialog.h"
#include "app/desktop/dialogs/reading_dialog.h"
#include "app/desktop/dialogs/samples_dialog.h"
#include "app/desktop/shell/backdrops.h"
#include "app/desktop/shell/main_window.h"

#include <QMenu>

namespace suyuan::desktop {

void MainWindow::buildSampleActions(QMenu* menu) {
  menu->addAction(act("", tr("&Samples…"), QKeySequence(QStringLiteral("Ctrl+Alt+S")), "act_samples", [this] { showSamples({}); }));
  menu->addAction(act("", tr("Readings of a field &kit…"), QKeySequence(QStringLiteral("Ctrl+Alt+K")), "act_readings", [this] { addReadings(); }));
  menu->addAction(act("", tr("&Rain…"), {}, "act_rain", [this] { (new RainDialog(*session_, this))->open(); }));
  menu->addAction(act("", tr("Sonar, drone and pipe &inspections…"), {}, "act_inspection", [this] { addInspection(); }));
  if (auto* lab = findChild<QAction*>(QStringLiteral("act_lab"))) menu->addAction(lab);
}

void MainWindow::showSamples(std::optional<Fid> outfall) {
  auto* dialog = new SamplesDialog(*session_, outfall, this);
  connect(dialog, &SamplesDialog::chosen, this, [this](Fid fid) { selectOutfall(fid, true); });
  connect(dialog, &SamplesDialog::readingWanted, this, &MainWindow::addReadings);
  connect(dialog, &SamplesDialog::rainWanted, dialog, [this, dialog] { (new RainDialog(*session_, dialog))->open(); });
  connect(dialog, &SamplesDialog::failed, this, &MainWindow::report);
  dialog->show(); // beside the map, which goes to what is chosen
}

void MainWindow::addInspection() {
  auto* dialog = new InspectionDialog(*session_, this);
  connect(dialog, &InspectionDialog::rasterTaken, this, [this](const QString& file) { backdrops_->addFile(file.toStdString()); });
  dialog->open();
}

void MainWindow::addReadings() {
  const auto outfall = shownOutfall();
  if (!outfall) return;
  (new ReadingDialog(*session_, *outfall, this))->open();
}

} // namespace suyuan::desktop

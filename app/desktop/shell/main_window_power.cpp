// SPDX-License-Identifier: GPL-3.0-or-later
// The window's part of saving power: the map's pictures and the receiver's positions come less often, and the status bar says so.
#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/shell/main_window.h"
#include "app/desktop/shell/positioning.h"
#include "app/desktop/shell/power.h"
#include "app/desktop/shell/preferences.h"

#include <QLabel>

namespace suyuan::desktop {

void MainWindow::followPower() {
  if (!power_) {
    power_ = std::make_unique<Power>();
    connect(power_.get(), &Power::changed, this, &MainWindow::savePower);
  }
  power_->choose(Preferences::load().power);
}

void MainWindow::savePower() {
  const bool saving = power_ && power_->isSaving();
  if (canvas_ != nullptr) canvas_->setFrameInterval(saving ? Power::frameMs : 0);
  if (positioning_) positioning_->setInterval(saving ? Power::positionMs : 0);
  if (battery_ == nullptr) return;
  QStringList words;
  if (power_ && power_->battery()) words << (power_->battery()->charging ? tr("charging %1 %") : tr("battery %1 %")).arg(power_->battery()->percent);
  if (saving) words << tr("saving power");
  battery_->setText(words.join(QStringLiteral(", ")));
  battery_->setVisible(!words.isEmpty());
}

} // namespace suyuan::desktop

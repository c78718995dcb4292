// SPDX-License-Identifier: GPL-3.0-or-later
// Work on many outfalls, and on the class of one: the dialogs and what is said when they are done.
#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/dialogs/class_key_dialog.h"
#include "app/desktop/dialogs/code_dialog.h"
#include "app/desktop/dialogs/compose_dialog.h"
#include "app/desktop/dialogs/county_bill_dialog.h"
#include "app/desktop/dialogs/name_dialog.h"
#include "app/desktop/dialogs/reclassify_dialog.h"
#include "app/desktop/forms/record_form.h"
#include "app/desktop/panels/table_panel.h"
#include "app/desktop/shell/main_window.h"
#include "core/survey/class_change.h"

namespace suyuan::desktop {

/// A dialog that says what it did once it is done.
template <class Dialog>
void MainWindow::openWork(Dialog* dialog) {
  connect(dialog, &Dialog::carriedOut, this, [this](const QString& sentence) { say(sentence, false); });
  dialog->open();
}

void MainWindow::showNaming() {
  form_->commitAll();
  openWork(new NameDialog(*session_, table_->choice(), this));
}

void MainWindow::showCoding() {
  form_->commitAll();
  openWork(new CodeDialog(*session_, table_->choice(), this));
}

void MainWindow::showBill() {
  form_->commitAll();
  (new CountyBillDialog(*session_, this))->open();
}

void MainWindow::showComposer() {
  form_->commitAll();
  (new ComposeDialog(*session_, std::make_shared<const render::MapScene>(canvas_->scene()), canvas_->view().crs, canvas_->shownLonLat(), this))->open();
}

std::optional<Outfall> MainWindow::shownOutfall() {
  if (form_ == nullptr || !form_->fid().isSet()) {
    say(tr("Choose an outfall first, on the map or in the table."), false);
    return std::nullopt;
  }
  form_->commitAll();
  auto found = session_->reader().get<Outfall>(form_->fid());
  if (!found) {
    report(found.error());
    return std::nullopt;
  }
  return *found;
}

void MainWindow::showClassKey() {
  const auto outfall = shownOutfall();
  if (!outfall) return;
  auto* key = new ClassKeyDialog(session_->sharedBook(), this);
  key->setAttribute(Qt::WA_DeleteOnClose);
  connect(key, &QDialog::accepted, this, [this, key, outfall = *outfall] {
    const rules::OutfallClasses found = key->found();
    // Where a class or a code stands already, what follows from another one is shown first.
    if (!outfall.class1.empty() || !outfall.class2.empty() || !outfall.codeNational.empty()) return showReclassify(found);
    auto done = session_->edit(tr("Class by the key"), [&](store::Edit& e) { return survey::writeClasses(e, outfall.fid, found); });
    if (!done) report(done.error());
  });
  key->open();
}

void MainWindow::showReclassify(const rules::OutfallClasses& to) {
  const auto outfall = shownOutfall();
  if (!outfall) return;
  openWork(new ReclassifyDialog(*session_, *outfall, to, this));
}

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
// Work on many outfalls, and on the class of one: the dialogs and what is said when they are done.
#include "app/desktop/dialogs/class_key_dialog.h"
#include "app/desktop/dialogs/code_dialog.h"
#include "app/desktop/dialogs/county_bill_dialog.h"
#include "app/desktop/dialogs/name_dialog.h"
#include "app/desktop/dialogs/reclassify_dialog.h"
#include "app/desktop/forms/record_form.h"
#include "app/desktop/panels/table_panel.h"
#include "app/desktop/shell/main_window.h"

namespace suyuan::desktop {

void MainWindow::showNaming() {
  form_->commitAll();
  auto* dialog = new NameDialog(*session_, table_->choice(), this);
  connect(dialog, &PlanDialog::carriedOut, this, [this](const QString& sentence) { say(sentence, false); });
  dialog->open();
}

void MainWindow::showCoding() {
  form_->commitAll();
  auto* dialog = new CodeDialog(*session_, table_->choice(), this);
  connect(dialog, &PlanDialog::carriedOut, this, [this](const QString& sentence) { say(sentence, false); });
  dialog->open();
}

void MainWindow::showBill() {
  form_->commitAll();
  (new CountyBillDialog(*session_, this))->open();
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
    auto done = session_->edit(tr("Class by the key"), [&](store::Edit& e) -> Result<> {
      SUYUAN_TRY(e.setField(Layer::Outfalls, outfall.fid, "class_1", toValue(found.class1)));
      SUYUAN_TRY(e.setField(Layer::Outfalls, outfall.fid, "class_2", toValue(found.class2)));
      return e.setField(Layer::Outfalls, outfall.fid, "class_3", toValue(found.class3));
    });
    if (!done) report(done.error());
  });
  key->open();
}

void MainWindow::showReclassify(const rules::OutfallClasses& to) {
  const auto outfall = shownOutfall();
  if (!outfall) return;
  auto* dialog = new ReclassifyDialog(*session_, *outfall, to, this);
  connect(dialog, &ReclassifyDialog::carriedOut, this, [this](const QString& sentence) { say(sentence, false); });
  dialog->open();
}

} // namespace suyuan::desktop

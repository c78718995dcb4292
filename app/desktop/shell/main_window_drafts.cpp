// SPDX-License-Identifier: GPL-3.0-or-later
// Text that was being typed when the program ended is offered again.
#include "app/desktop/forms/drafts.h"
#include "app/desktop/forms/record_form.h"
#include "app/desktop/shell/banner.h"
#include "app/desktop/shell/main_window.h"

#include <set>

namespace suyuan::desktop {

void MainWindow::offerDrafts() {
  if (!drafts_ || drafts_->pending().empty()) return;
  const auto& [key, text] = *drafts_->pending().begin();
  const LayerSchema& schema = schemaOf(Layer::Outfalls);
  const int at = schema.indexOf(key.second);
  const QString field = at >= 0 ? labelOf(schema.fields[static_cast<std::size_t>(at)]) : qs(key.second);
  const auto more = static_cast<int>(drafts_->pending().size()) - 1;
  QString said = tr("When the program ended, “%1” was being typed in %2 and was not recorded; it is kept.").arg(text.left(40), field);
  if (more > 0) said += u' ' + tr("More fields kept likewise: %n.", nullptr, more);
  banner_->ask(said, {{tr("&Record it"), [this] { recordDrafts(); }}, {tr("&Drop it"), [this] { drafts_->dropAll(), offerFormDrafts(); }}});
}

void MainWindow::recordDrafts() {
  const Drafts::Texts pending = drafts_->pending();
  const LayerSchema& schema = schemaOf(Layer::Outfalls);
  QStringList left;
  std::set<std::pair<Fid, std::string>> recorded;
  Fid last;
  auto done = session_->edit(tr("Record kept text"), [&](store::Edit& e) -> Result<> {
    for (const auto& [key, text] : pending) {
      const auto& [fid, name] = key;
      const int at = schema.indexOf(name);
      const auto row = session_->reader().row(Layer::Outfalls, fid);
      const auto value = at >= 0 ? parseValue(schema.fields[static_cast<std::size_t>(at)].type, text.trimmed().toStdString()) : std::nullopt;
      if (!row || !*row || !value) {
        left << text;
        continue;
      }
      SUYUAN_TRY(e.setField(Layer::Outfalls, fid, name, *value));
      recorded.insert(key);
      last = fid;
    }
    return {};
  });
  if (!done) return report(done.error()); // still kept; offered at the next start
  drafts_->dropAll();
  offerFormDrafts();
  if (last.isSet()) selectOutfall(last, true);
  if (!left.isEmpty()) say(tr("The record is gone or the text does not fit its field, so this was not recorded; copy it if it is needed: %1").arg(left.join(QStringLiteral(" · "))), true);
}

} // namespace suyuan::desktop

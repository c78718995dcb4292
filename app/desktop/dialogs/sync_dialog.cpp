// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/sync_dialog.h"

#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"
#include "core/sync/folder_hub.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace suyuan::desktop {

SyncDialog::SyncDialog(SurveySession& session, QWidget* parent)
    : QDialog(parent), session_(session), hub_(new QLineEdit), result_(new QLabel), list_(new QTableWidget) {
  setWindowTitle(tr("Sync"));
  resize(820, 460);
  auto* column = new QVBoxLayout(this);
  auto* row = new QHBoxLayout;
  auto* label = new QLabel(tr("&Hub folder"));
  label->setBuddy(hub_);
  if (auto kept = session_.file().setting("sync.hub"); kept && *kept) hub_->setText(qs(**kept));
  auto* browse = new QPushButton(tr("&Browse…"));
  go_ = new QPushButton(tr("&Sync now"));
  go_->setEnabled(!session_.isReadOnly());
  row->addWidget(label);
  row->addWidget(hub_, 1);
  row->addWidget(browse);
  row->addWidget(go_);
  column->addLayout(row);
  result_->setWordWrap(true);
  column->addWidget(result_);
  list_->setColumnCount(6);
  list_->setHorizontalHeaderLabels({tr("Kind"), tr("Record"), tr("Field"), tr("Base"), tr("Mine"), tr("Theirs")});
  list_->setSelectionBehavior(QAbstractItemView::SelectRows);
  list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  list_->horizontalHeader()->setStretchLastSection(true);
  column->addWidget(list_, 1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  auto* mine = buttons->addButton(tr("Take &mine"), QDialogButtonBox::ActionRole);
  auto* theirs = buttons->addButton(tr("Take &theirs"), QDialogButtonBox::ActionRole);
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(browse, &QPushButton::clicked, this, [this] {
    const QString chosen = QFileDialog::getExistingDirectory(this, tr("Hub folder"), hub_->text());
    if (!chosen.isEmpty()) hub_->setText(chosen);
  });
  connect(go_, &QPushButton::clicked, this, &SyncDialog::run);
  connect(mine, &QPushButton::clicked, this, [this] { settle(sync::Resolution::Mine); });
  connect(theirs, &QPushButton::clicked, this, [this] { settle(sync::Resolution::Theirs); });
  fill();
}

void SyncDialog::fill() {
  auto found = sync::conflicts(session_.reader());
  if (!found) return result_->setText(qs(text::sentence(found.error(), currentLanguage())));
  conflicts_ = std::move(*found);
  list_->setRowCount(static_cast<int>(conflicts_.size()));
  for (int r = 0; r < list_->rowCount(); ++r) {
    const sync::Conflict& c = conflicts_[static_cast<std::size_t>(r)];
    const QStringList cells{qs(sync::conflictKindKey(c.kind)), labelOf(c.layer) + u' ' + qs(toText(c.fid)), qs(c.field),
                            qs(c.base.value_or("")), qs(c.mine.value_or("")), qs(c.theirs.value_or(""))};
    for (int i = 0; i < cells.size(); ++i) list_->setItem(r, i, new QTableWidgetItem(cells[i]));
  }
}

void SyncDialog::settle(sync::Resolution resolution) {
  const int row = list_->currentRow();
  if (row < 0) return;
  session_.write(
      QString(),
      [id = conflicts_[static_cast<std::size_t>(row)].id, resolution](store::SurveyFile& file, std::stop_token, const TaskRunner::Progress&) {
        return sync::resolveConflict(file, id, resolution);
      },
      [self = QPointer(this)](Result<> done) {
        if (!self) return;
        if (!done) self->result_->setText(qs(text::sentence(done.error(), currentLanguage())));
        self->fill();
      });
}

void SyncDialog::run() {
  go_->setEnabled(false);
  result_->setText(tr("Syncing…"));
  session_.write(
      tr("Syncing"),
      [folder = hub_->text().toStdString()](store::SurveyFile& file, std::stop_token stop, const TaskRunner::Progress& progress) -> Result<sync::SyncReport> {
        auto hub = sync::FolderHub::open(folder);
        if (!hub) return std::unexpected(std::move(hub).error());
        SUYUAN_TRY(file.setSetting("sync.hub", folder));
        return sync::syncWith(file, *hub, [&](std::string_view, std::int64_t done, std::int64_t total) {
          progress(total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 0);
        }, stop);
      },
      [self = QPointer(this)](Result<sync::SyncReport> report) {
        if (!self) return;
        self->go_->setEnabled(true);
        self->result_->setText(!report ? qs(text::sentence(report.error(), currentLanguage()))
                                       : tr("Sent %1, received %2, waiting for a decision %3.").arg(report->sent).arg(report->received).arg(report->openConflicts));
        self->fill();
      });
}

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/code_table_dialog.h"

#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"
#include "core/survey/class_change.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSaveFile>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace suyuan::desktop {

namespace {

constexpr int shownAtMost = 5000; ///< the file has all of them

} // namespace

bool CodeTableDialog::hasTable(const store::JournalEntry& entry) {
  constexpr std::array labels{survey::codingLabel, survey::renumberingLabel, survey::branchLabel, survey::reclassifyLabel};
  return entry.kind == store::EntryKind::Edit && std::ranges::contains(labels, entry.label);
}

CodeTableDialog::CodeTableDialog(SurveySession& session, EntryId entry, QWidget* parent)
    : QDialog(parent), session_(session), list_(new QTableWidget), note_(new QLabel) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Old and new codes"));
  resize(820, 480);
  auto* column = new QVBoxLayout(this);
  list_->setObjectName(QStringLiteral("code_table"));
  list_->setColumnCount(3);
  list_->setHorizontalHeaderLabels({tr("Outfall"), tr("Old code"), tr("New code")});
  list_->setSelectionBehavior(QAbstractItemView::SelectRows);
  list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  list_->setTabKeyNavigation(false);
  list_->setAccessibleName(windowTitle());
  list_->verticalHeader()->hide();
  list_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
  const int unit = list_->fontMetrics().horizontalAdvance(u'0');
  for (const int c : {1, 2}) list_->setColumnWidth(c, unit * 26);
  column->addWidget(list_, 1);
  note_->setWordWrap(true);
  note_->setObjectName(QStringLiteral("code_table_note"));
  note_->setText(tr("Reading…"));
  column->addWidget(note_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  save_ = buttons->addButton(tr("&Save for a spreadsheet…"), QDialogButtonBox::ActionRole);
  save_->setObjectName(QStringLiteral("code_table_save"));
  save_->setEnabled(false);
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(save_, &QPushButton::clicked, this, [this] {
    const QString file = QFileDialog::getSaveFileName(this, tr("File to write"), QString(), tr("Comma-separated values (*.csv)"));
    if (file.isEmpty()) return;
    const auto saved = save(file);
    note_->setText(saved ? tr("Written: %1").arg(file) : qs(text::sentence(saved.error(), currentLanguage())));
  });
  auto reader = session_.workerReader();
  if (!reader) {
    note_->setText(qs(text::sentence(reader.error(), currentLanguage())));
    return;
  }
  tasks_.start(
      QString(), [reader = *reader, entry](std::stop_token, const TaskRunner::Progress&) { return survey::codeChanges(*reader, entry); },
      [self = QPointer(this)](Result<std::vector<survey::CodeChange>> changes) {
        if (!self) return;
        if (!changes) return self->note_->setText(qs(text::sentence(changes.error(), currentLanguage())));
        self->changes_ = std::move(*changes);
        self->fill();
      });
}

void CodeTableDialog::fill() {
  const int rows = std::min(shownAtMost, static_cast<int>(changes_.size()));
  list_->setRowCount(rows);
  for (int row = 0; row < rows; ++row) {
    const survey::CodeChange& change = changes_[static_cast<std::size_t>(row)];
    const auto shown = [](const std::string& text) { return text.empty() ? QStringLiteral("—") : qs(text); };
    list_->setItem(row, 0, new QTableWidgetItem(change.name.empty() ? tr("Unnamed outfall") : qs(change.name)));
    list_->setItem(row, 1, new QTableWidgetItem(shown(change.before)));
    list_->setItem(row, 2, new QTableWidgetItem(shown(change.after)));
  }
  note_->setText(static_cast<int>(changes_.size()) > rows ? tr("The first %1 of %2 codes; the file has all of them.").arg(rows).arg(changes_.size())
                                                          : tr("Codes: %1").arg(changes_.size()));
  save_->setEnabled(!changes_.empty());
}

Result<> CodeTableDialog::save(const QString& name) const {
  QSaveFile file(name);
  const QByteArray bytes = QByteArray::fromStdString(survey::codeChangesCsv(changes_));
  if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
    return failure(ErrorCode::FileUnwritable, {.file = name.toStdString()}, file.errorString().toStdString());
  return {};
}

} // namespace suyuan::desktop

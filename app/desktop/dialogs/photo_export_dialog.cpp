// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/photo_export_dialog.h"

#include "app/desktop/shell/look.h"
#include "app/pages/photo_copies.h"
#include "app/text/error_text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace suyuan::desktop {

PhotoExportDialog::PhotoExportDialog(SurveySession& session, std::vector<Photo> photos, QWidget* parent)
    : QDialog(parent), session_(session), photos_(std::move(photos)), folder_(new QLineEdit), edge_(new QComboBox), watermark_(new QCheckBox(tr("&Watermark: code, name, time, coordinates"))),
      marks_(new QCheckBox(tr("&Marks: arrows and words"))), result_(new QLabel) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Copies of photos"));
  resize(560, 300);
  auto* column = new QVBoxLayout(this);
  auto* about = new QLabel(tr("%1 photos are copied. The originals are only read; nothing in the folder is overwritten.").arg(QLocale().toString(static_cast<qlonglong>(photos_.size()))));
  about->setWordWrap(true);
  column->addWidget(about);
  auto* form = new QFormLayout;
  auto* row = new QHBoxLayout;
  folder_->setObjectName(QStringLiteral("copies_folder"));
  auto* browse = new QPushButton(tr("&Browse…"));
  browse->setAutoDefault(false);
  row->addWidget(folder_, 1);
  row->addWidget(browse);
  auto* label = new QLabel(tr("&Into"));
  label->setBuddy(folder_);
  form->addRow(label, row);
  edge_->setObjectName(QStringLiteral("copies_edge"));
  edge_->addItem(tr("as large as the original"), 0);
  for (const int edge : {3000, 2048, 1280}) edge_->addItem(tr("%1 pixels on the longer side").arg(edge), edge);
  form->addRow(tr("&Size"), edge_);
  watermark_->setObjectName(QStringLiteral("copies_watermark"));
  marks_->setObjectName(QStringLiteral("copies_marks"));
  watermark_->setChecked(true);
  marks_->setChecked(true);
  form->addRow(QString(), watermark_);
  form->addRow(QString(), marks_);
  column->addLayout(form);
  result_->setObjectName(QStringLiteral("copies_result"));
  result_->setWordWrap(true);
  column->addWidget(result_);
  column->addStretch(1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  go_ = addButton(*buttons, tr("&Write the copies"), "copies_go");
  go_->setEnabled(false);
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(browse, &QPushButton::clicked, this, [this] {
    const QString chosen = QFileDialog::getExistingDirectory(this, tr("Folder for the copies"), folder_->text());
    if (!chosen.isEmpty()) folder_->setText(chosen);
  });
  connect(folder_, &QLineEdit::textChanged, this, [this] { go_->setEnabled(!working_ && !photos_.empty() && !folder_->text().trimmed().isEmpty()); });
  connect(go_, &QPushButton::clicked, this, &PhotoExportDialog::run);
}

void PhotoExportDialog::run() {
  if (working_) return;
  working_ = true;
  go_->setEnabled(false);
  result_->setText(tr("Writing the copies…"));
  const pages::PhotoCopyOptions options{.watermark = watermark_->isChecked(), .marks = marks_->isChecked(), .edge = edge_->currentData().toInt()};
  session_.tasks().start(
      tr("Copies of photos"),
      [&session = session_, photos = photos_, to = std::filesystem::path(folder_->text().trimmed().toStdString()), options](const std::stop_token& stop, const TaskRunner::Progress& progress) -> Result<pages::PhotoCopies> {
        auto reader = session.workerReader();
        if (!reader) return std::unexpected(std::move(reader).error());
        return pages::writePhotoCopies(**reader, session.file().media(), photos, to, options,
                                       [&](std::size_t done, std::size_t all) { progress(all == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(all)); }, stop);
      },
      [self = QPointer(this)](const Result<pages::PhotoCopies>& copies) {
        if (!self) return;
        self->working_ = false;
        self->go_->setEnabled(true);
        if (!copies) return self->result_->setText(qs(text::sentence(copies.error(), currentLanguage())));
        QString text = tr("%1 copies written.").arg(QLocale().toString(static_cast<qlonglong>(copies->files.size())));
        if (copies->notPhotos > 0) text += u' ' + tr("%1 videos and recordings have no copies; they are in the survey's media folder.").arg(copies->notPhotos);
        if (!copies->failed.empty()) text += u'\n' + tr("%1 failed:").arg(copies->failed.size()) + u' ' + qs(text::sentence(copies->failed.front().error, currentLanguage()));
        self->result_->setText(text);
      });
}

} // namespace suyuan::desktop

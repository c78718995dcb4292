// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/lab_dialog.h"

#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"
#include "app/text/lab_text.h"
#include "app/text/resource_paths.h"
#include "gis/exchange/lab_file.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace suyuan::desktop {

namespace {

Result<sampling::LabIntake> takeSheet(store::SurveyFile& survey, const std::filesystem::path& file, bool dryRun) {
  auto read = exchange::readLabFile(file, text::exchangeTables());
  if (!read) return std::unexpected(std::move(read).error());
  return sampling::takeLabSheet(survey, std::move(read->sheet), dryRun);
}

} // namespace

LabDialog::LabDialog(SurveySession& session, QWidget* parent)
    : QDialog(parent), session_(session), file_(new QLineEdit), remarks_(new QTreeWidget), result_(new QLabel) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Laboratory results"));
  resize(760, 460);
  auto* column = new QVBoxLayout(this);
  auto* about = new QLabel(tr("A table of one row a sample with a column an item, or of one row a result: sampling point (code or name of the outfall), date, results. Units are converted; nothing comes twice."));
  about->setWordWrap(true);
  column->addWidget(about);
  auto* row = new QHBoxLayout;
  auto* label = new QLabel(tr("&File"));
  label->setBuddy(file_);
  file_->setObjectName(QStringLiteral("lab_file"));
  file_->setPlaceholderText(tr("XLSX or CSV"));
  auto* browse = new QPushButton(tr("&Browse…"));
  browse->setAutoDefault(false);
  row->addWidget(label);
  row->addWidget(file_, 1);
  row->addWidget(browse);
  column->addLayout(row);
  remarks_->setObjectName(QStringLiteral("lab_remarks"));
  remarks_->setAccessibleName(tr("What is not taken"));
  remarks_->setColumnCount(2);
  remarks_->setHeaderLabels({tr("Row"), tr("What is not taken")});
  remarks_->setRootIsDecorated(false);
  remarks_->setUniformRowHeights(true);
  remarks_->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
  column->addWidget(remarks_, 1);
  result_->setObjectName(QStringLiteral("lab_result"));
  result_->setWordWrap(true);
  result_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  column->addWidget(result_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  take_ = addButton(*buttons, tr("&Take the samples"), "lab_take");
  take_->setEnabled(false);
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(browse, &QPushButton::clicked, this, [this] {
    const QString chosen = QFileDialog::getOpenFileName(this, tr("Laboratory's table"), file_->text(), tr("Tables (*.xlsx *.csv *.txt *.tsv)"));
    if (!chosen.isEmpty()) setFile(chosen);
  });
  connect(file_, &QLineEdit::editingFinished, this, [this] {
    if (!file_->text().trimmed().isEmpty() && file_->isModified()) setFile(file_->text().trimmed());
  });
  connect(take_, &QPushButton::clicked, this, [this] { run(false); });
}

void LabDialog::setFile(const QString& path) {
  file_->setText(path);
  file_->setModified(false);
  run(true);
}

void LabDialog::run(bool dryRun) {
  if (working_) return;
  working_ = true;
  take_->setEnabled(false);
  result_->setText(dryRun ? tr("Reading…") : tr("Taking the samples…"));
  const std::filesystem::path file = file_->text().toStdString();
  session_.write(
      tr("Laboratory results"), [file, dryRun](store::SurveyFile& survey, std::stop_token, const TaskRunner::Progress&) { return takeSheet(survey, file, dryRun); },
      [self = QPointer(this), dryRun](Result<sampling::LabIntake> intake) {
        if (!self) return;
        self->working_ = false;
        if (intake) return self->showIntake(*intake, dryRun);
        self->remarks_->clear();
        self->result_->setText(qs(text::sentence(intake.error(), currentLanguage())));
      });
}

void LabDialog::showIntake(const sampling::LabIntake& intake, bool dryRun) {
  remarks_->clear();
  constexpr int most = 1000; // a list that nobody reads to its end
  for (const auto* remarks : {&intake.refused, &intake.remarks})
    for (const sampling::LabRemark& one : *remarks)
      if (remarks_->topLevelItemCount() < most)
        new QTreeWidgetItem(remarks_, {QLocale().toString(static_cast<qlonglong>(one.row)), qs(text::labRemarkText(one, currentLanguage()))});
  const auto number = [](auto count) { return QLocale().toString(static_cast<qlonglong>(count)); };
  result_->setText((dryRun ? tr("%1 rows read: %2 samples can be taken, %3 are there already, %4 rows cannot be taken.")
                           : tr("%1 rows read: %2 samples taken, %3 were there already, %4 rows not taken. Ctrl+Z takes it back."))
                       .arg(number(intake.read), number(intake.taken), number(intake.already), number(intake.refused.size())));
  take_->setEnabled(dryRun && intake.taken > 0);
}

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/new_survey_dialog.h"

#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"
#include "core/store/survey_file.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace suyuan::desktop {

NewSurveyDialog::NewSurveyDialog(QWidget* parent)
    : QDialog(parent), name_(new QLineEdit), division_(new QLineEdit), author_(new QLineEdit), folder_(new QLineEdit), fault_(new QLabel) {
  setWindowTitle(tr("New survey"));
  setMinimumWidth(520);
  auto* column = new QVBoxLayout(this);
  auto* form = new QFormLayout;
  name_->setObjectName(QStringLiteral("new_name"));
  division_->setObjectName(QStringLiteral("new_division"));
  folder_->setObjectName(QStringLiteral("new_folder"));
  division_->setPlaceholderText(tr("six digits, such as 220100"));
  author_->setText(qEnvironmentVariable("USER"));
  folder_->setText(QDir(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)).filePath(QStringLiteral("suyuan-survey")));
  form->addRow(tr("&Name"), name_);
  form->addRow(tr("&Division code"), division_);
  form->addRow(tr("&Your name"), author_);
  auto* row = new QHBoxLayout;
  row->addWidget(folder_);
  auto* browse = new QPushButton(tr("&Browse…"));
  connect(browse, &QPushButton::clicked, this, [this] {
    const QString chosen = QFileDialog::getExistingDirectory(this, tr("Folder of the survey"), folder_->text());
    if (!chosen.isEmpty()) folder_->setText(chosen);
  });
  row->addWidget(browse);
  form->addRow(tr("&Folder"), row);
  column->addLayout(form);
  fault_->setWordWrap(true);
  column->addWidget(fault_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  buttons->button(QDialogButtonBox::Ok)->setText(tr("&Create"));
  connect(buttons, &QDialogButtonBox::accepted, this, &NewSurveyDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  column->addWidget(buttons);
}

QString NewSurveyDialog::folder() const { return folder_->text(); }

void NewSurveyDialog::accept() {
  auto made = store::SurveyFile::create(folder_->text().toStdString(), {.name = name_->text().toStdString(),
                                                                        .divisionCode = division_->text().trimmed().toStdString(),
                                                                        .author = author_->text().toStdString()});
  if (made) return QDialog::accept();
  fault_->setText(qs(text::sentence(made.error(), currentLanguage())));
}

} // namespace suyuan::desktop

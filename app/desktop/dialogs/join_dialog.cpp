// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/join_dialog.h"

#include "app/desktop/shell/preferences.h"
#include "app/text/error_text.h"
#include "core/sync/folder_hub.h"
#include "core/sync/sync.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace suyuan::desktop {

JoinDialog::JoinDialog(QWidget* parent)
    : QDialog(parent), hub_(new QLineEdit), folder_(new QLineEdit), author_(new QLineEdit(Preferences::load().authorOrUser())), fault_(new QLabel), progress_(new QProgressBar) {
  setWindowTitle(tr("Join a survey"));
  setMinimumWidth(560);
  hub_->setObjectName(QStringLiteral("join_hub"));
  folder_->setObjectName(QStringLiteral("join_folder"));
  author_->setObjectName(QStringLiteral("join_author"));
  fault_->setObjectName(QStringLiteral("join_fault"));
  folder_->setText(QDir(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)).filePath(QStringLiteral("suyuan-copy")));
  auto* form = new QFormLayout;
  const auto withBrowse = [&](const QString& text, QLineEdit* line, const QString& title) {
    auto* row = new QHBoxLayout;
    row->addWidget(line, 1);
    auto* browse = new QPushButton(tr("Browse…"));
    browse->setAccessibleName(title);
    row->addWidget(browse);
    auto* label = new QLabel(text);
    label->setBuddy(line);
    form->addRow(label, row);
    connect(browse, &QPushButton::clicked, this, [this, line, title] {
      const QString chosen = QFileDialog::getExistingDirectory(this, title, line->text());
      if (!chosen.isEmpty()) line->setText(chosen);
    });
  };
  withBrowse(tr("&Hub folder (USB stick, network share)"), hub_, tr("Hub folder"));
  withBrowse(tr("&New folder for your copy"), folder_, tr("New folder for your copy"));
  form->addRow(tr("&Your name"), author_);
  fault_->setWordWrap(true);
  progress_->setRange(0, 1000);
  progress_->hide();
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  go_ = buttons->button(QDialogButtonBox::Ok);
  go_->setText(tr("&Join"));
  go_->setObjectName(QStringLiteral("join_go"));
  auto* column = new QVBoxLayout(this);
  column->addLayout(form);
  column->addWidget(fault_);
  column->addWidget(progress_);
  column->addStretch();
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &JoinDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &JoinDialog::reject);
  connect(hub_, &QLineEdit::textChanged, this, &JoinDialog::refresh);
  connect(folder_, &QLineEdit::textChanged, this, &JoinDialog::refresh);
  connect(&runner_, &TaskRunner::progressed, this, [this](double done) { progress_->setValue(static_cast<int>(done * 1000)); });
  refresh();
}

QString JoinDialog::folder() const { return folder_->text().trimmed(); }

void JoinDialog::refresh() { go_->setEnabled(!runner_.isBusy() && !hub_->text().trimmed().isEmpty() && !folder().isEmpty()); }

void JoinDialog::accept() {
  if (runner_.isBusy() || hub_->text().trimmed().isEmpty() || folder().isEmpty()) return;
  fault_->setText(tr("Copying the survey; cancelled, it leaves nothing behind."));
  progress_->setValue(0);
  progress_->show();
  runner_.start(
      tr("Joining"),
      [hub = hub_->text().trimmed().toStdString(), folder = folder().toStdString(), author = author_->text().trimmed().toStdString()](
          std::stop_token stop, const TaskRunner::Progress& progress) -> Result<> {
        auto opened = sync::FolderHub::open(hub);
        if (!opened) return std::unexpected(std::move(opened).error());
        auto joined = sync::joinSurvey(*opened, folder, author, [&](std::string_view, std::int64_t done, std::int64_t total) {
          progress(total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 0);
        }, stop);
        if (!joined) return std::unexpected(std::move(joined).error());
        return {};
      },
      [this](Result<> done) {
        progress_->hide();
        if (done) return QDialog::accept();
        if (done.error().code == ErrorCode::Cancelled) return QDialog::reject();
        fault_->setText(qs(text::sentence(done.error(), currentLanguage())));
        refresh();
      });
  refresh();
}

void JoinDialog::reject() {
  if (!runner_.isBusy()) return QDialog::reject();
  runner_.cancelAll();
}

} // namespace suyuan::desktop

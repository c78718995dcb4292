// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/county_bill_dialog.h"

#include "app/desktop/dialogs/county_list.h"
#include "app/desktop/shell/look.h"
#include "app/pages/county_bill_of.h"
#include "app/text/error_text.h"

#include <QComboBox>
#include <QDate>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QUrl>
#include <QVBoxLayout>

namespace suyuan::desktop {

CountyBillDialog::CountyBillDialog(SurveySession& session, QWidget* parent)
    : QDialog(parent), session_(session), county_(new QComboBox), format_(new QComboBox), file_(new QLineEdit), result_(new QLabel),
      progress_(new QProgressBar) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Quality bill of a county"));
  resize(640, 300);
  auto* column = new QVBoxLayout(this);
  auto* about = new QLabel(tr("The checks of one county on a page to sign: findings that are open, and those that were set aside with their reasons. The bill is an official form, in Chinese."));
  about->setWordWrap(true);
  column->addWidget(about);
  auto* form = new QFormLayout;
  county_->setObjectName(QStringLiteral("bill_county"));
  format_->setObjectName(QStringLiteral("bill_format"));
  format_->addItem(tr("PDF, A4 pages"), QStringLiteral(".pdf"));
  format_->addItem(tr("Workbook (XLSX)"), QStringLiteral(".xlsx"));
  file_->setObjectName(QStringLiteral("bill_file"));
  form->addRow(tr("C&ounty"), county_);
  form->addRow(tr("F&ormat"), format_);
  auto* row = new QHBoxLayout;
  auto* browse = new QPushButton(tr("&Browse…"));
  browse->setAutoDefault(false);
  row->addWidget(file_, 1);
  row->addWidget(browse);
  auto* label = new QLabel(tr("&File"));
  label->setBuddy(file_);
  form->addRow(label, row);
  column->addLayout(form);
  progress_->setRange(0, 1000);
  progress_->setObjectName(QStringLiteral("bill_progress"));
  result_->setObjectName(QStringLiteral("bill_result"));
  result_->setWordWrap(true);
  result_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  column->addWidget(result_);
  column->addWidget(progress_);
  column->addStretch(1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  open_ = addButton(*buttons, tr("Open the &bill"), "bill_open");
  stop_ = addButton(*buttons, tr("&Stop"), "bill_stop");
  go_ = addButton(*buttons, tr("&Make the bill"), "bill_go");
  go_->setDefault(true);
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(go_, &QPushButton::clicked, this, &CountyBillDialog::run);
  connect(stop_, &QPushButton::clicked, this, [this] { tasks_.cancelAll(); });
  connect(open_, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(written_)); });
  connect(county_, &QComboBox::currentIndexChanged, this, &CountyBillDialog::proposeFile);
  connect(format_, &QComboBox::currentIndexChanged, this, &CountyBillDialog::proposeFile);
  connect(browse, &QPushButton::clicked, this, [this] {
    const QString chosen = QFileDialog::getSaveFileName(this, tr("File to write"), file_->text());
    if (!chosen.isEmpty()) file_->setText(chosen);
  });
  connect(&tasks_, &TaskRunner::progressed, this, [this](double part) { progress_->setValue(static_cast<int>(part * 1000)); });
  auto reader = session_.workerReader();
  if (!reader) {
    result_->setText(qs(text::sentence(reader.error(), currentLanguage())));
    refresh();
    return;
  }
  tasks_.start(
      QString(), [reader = *reader, book = session_.sharedBook()](std::stop_token, const TaskRunner::Progress&) { return countiesOf(*reader, *book); },
      [self = QPointer(this)](Result<std::vector<CountyRow>> counties) {
        if (!self) return;
        if (!counties) return self->result_->setText(qs(text::sentence(counties.error(), currentLanguage())));
        for (const CountyRow& county : *counties)
          self->county_->addItem(tr("%1 (%2, %3 outfalls)").arg(county.name, qs(county.code.text()), QLocale().toString(static_cast<qlonglong>(county.outfalls))), qs(county.code.text()));
        if (counties->empty()) self->result_->setText(tr("No outfall of this survey has a county code that is known; fill in the county first."));
        self->refresh();
      });
  refresh();
}

void CountyBillDialog::proposeFile() {
  if (!file_->text().isEmpty() && file_->text() != proposed_) { // somebody's own: only the ending follows the format
    const QFileInfo own(file_->text());
    file_->setText(own.path() + QLatin1Char('/') + own.completeBaseName() + format_->currentData().toString());
    return;
  }
  const auto code = DivisionCode::parse(county_->currentData().toString().toStdString());
  if (!code) return;
  const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
  proposed_ = QStringLiteral("%1/%2入河排污口数据质量检查单%3").arg(folder, qs(session_.book().divisions().fullName(*code)), format_->currentData().toString());
  file_->setText(proposed_);
}

void CountyBillDialog::refresh() {
  const bool busy = making_;
  progress_->setVisible(busy);
  open_->setVisible(!written_.isEmpty() && !busy);
  stop_->setVisible(busy);
  go_->setEnabled(!busy && county_->count() > 0);
  for (QWidget* editor : std::initializer_list<QWidget*>{county_, format_, file_}) editor->setEnabled(!busy && county_->count() > 0);
}

Result<CountyBillDialog::Written> CountyBillDialog::write(const store::SurveyFile& survey, const rules::RuleBook& book, DivisionCode county,
                                                          const std::string& file, const std::string& today, std::stop_token stop,
                                                          const TaskRunner::Progress& progress) {
  auto bill = pages::countyBillOf(survey, book, county, today, text::Language::Chinese, stop, [&](double part) { progress(part * 0.9); });
  if (!bill) return std::unexpected(std::move(bill).error());
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
  const std::filesystem::path out(file);
  if (!out.parent_path().empty()) {
    std::error_code ignored; // the writer says what is wrong with the folder
    std::filesystem::create_directories(out.parent_path(), ignored);
  }
  if (auto written = pages::writeCountyBill(*bill, out); !written) return std::unexpected(std::move(written).error());
  progress(1);
  return Written{bill->clean(), bill->outfalls, bill->openOf(Severity::Error), bill->openOf(Severity::Warning), bill->ignored.size(), qs(file)};
}

void CountyBillDialog::run() {
  const auto county = DivisionCode::parse(county_->currentData().toString().toStdString());
  QString file = file_->text().trimmed();
  if (!county || file.isEmpty()) return;
  if (QFileInfo(file).suffix().isEmpty()) file_->setText(file += format_->currentData().toString());
  written_.clear();
  progress_->setValue(0);
  result_->setText(tr("Checking the county…"));
  making_ = true;
  tasks_.start(
      QString(),
      [session = &session_, book = session_.sharedBook(), county = *county, file = file.toStdString(), today = QDate::currentDate().toString(Qt::ISODate).toStdString()](
          std::stop_token stop, const TaskRunner::Progress& progress) { return write(session->file(), *book, county, file, today, stop, progress); },
      [self = QPointer(this)](Result<Written> written) {
        if (!self) return;
        self->making_ = false;
        if (!written) {
          self->result_->setText(written.error().code == ErrorCode::Cancelled ? tr("Stopped; no bill was written.") : qs(text::sentence(written.error(), currentLanguage())));
        } else {
          self->written_ = written->file;
          self->result_->setText((written->clean ? tr("Clean: no error is open.") : tr("Not clean: errors to be mended: %1.").arg(written->errors)) + u' ' +
                                 tr("Outfalls: %1; warnings: %2; set aside: %3. Written: %4").arg(written->outfalls).arg(written->warnings).arg(written->ignored).arg(QDir::toNativeSeparators(written->file)));
        }
        self->refresh();
      });
  refresh();
}

} // namespace suyuan::desktop

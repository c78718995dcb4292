// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/export_dialog.h"

#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"
#include "app/text/note_text.h"
#include "app/text/resource_paths.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace suyuan::desktop {

ExportDialog::ExportDialog(SurveySession& session, QWidget* parent, Layer selectedOf, Selection::Shared selected)
    : QDialog(parent), session_(session), selectedOf_(selectedOf), selected_(std::move(selected)), only_(new QCheckBox), file_(new QLineEdit), where_(new QLineEdit), layer_(new QComboBox),
      format_(new QComboBox), encoding_(new QComboBox), crs_(new QComboBox), result_(new QPlainTextEdit) {
  setWindowTitle(tr("Export"));
  resize(640, 480);
  auto* column = new QVBoxLayout(this);
  auto* form = new QFormLayout;
  for (const Layer layer : allLayers) layer_->addItem(labelOf(layer), static_cast<int>(layer));
  for (const char* name : {"shapefile", "gpkg", "geojson", "kml", "csv", "xlsx"}) format_->addItem(QLatin1String(name));
  format_->setObjectName(QStringLiteral("export_format"));
  encoding_->addItems({QStringLiteral("UTF-8"), QStringLiteral("GBK")});
  crs_->setEditable(true);
  crs_->addItems({QString(), QStringLiteral("EPSG:4490"), QStringLiteral("EPSG:4551"), QStringLiteral("EPSG:4550"), QStringLiteral("EPSG:4326")});
  crs_->lineEdit()->setPlaceholderText(tr("CGCS2000, longitude and latitude"));
  file_->setObjectName(QStringLiteral("export_file"));
  where_->setPlaceholderText(tr("all records; or a condition such as status = '已确认'"));
  form->addRow(tr("&Layer"), layer_);
  form->addRow(tr("F&ormat"), format_);
  form->addRow(tr("&Encoding"), encoding_);
  form->addRow(tr("&Coordinate system"), crs_);
  form->addRow(tr("&Only where"), where_);
  only_->setObjectName(QStringLiteral("export_selected"));
  const bool some = selected_ && !selected_->empty();
  only_->setText(tr("Only the %1 &selected").arg(QLocale().toString(static_cast<qlonglong>(some ? selected_->size() : 0))));
  form->addRow(QString(), only_);
  form->setRowVisible(only_, some);
  if (some) {
    const auto fits = [this] {
      const bool mine = layer_->currentData().toInt() == static_cast<int>(selectedOf_);
      only_->setEnabled(mine);
      if (!mine) only_->setChecked(false);
    };
    connect(layer_, &QComboBox::currentIndexChanged, this, fits);
    layer_->setCurrentIndex(layer_->findData(static_cast<int>(selectedOf_)));
    fits();
    only_->setChecked(true);
  }
  auto* row = new QHBoxLayout;
  row->addWidget(file_);
  auto* browse = new QPushButton(tr("&Browse…"));
  row->addWidget(browse);
  auto* fileLabel = new QLabel(tr("&File")); // a row of a layout gives its label no one to go to
  fileLabel->setBuddy(file_);
  form->addRow(fileLabel, row);
  column->addLayout(form);
  result_->setReadOnly(true);
  result_->setObjectName(QStringLiteral("export_result"));
  column->addWidget(result_, 1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  auto* look = buttons->addButton(tr("&What would be lost"), QDialogButtonBox::ActionRole);
  go_ = buttons->addButton(tr("E&xport"), QDialogButtonBox::ActionRole);
  go_->setObjectName(QStringLiteral("export_go"));
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(look, &QPushButton::clicked, this, &ExportDialog::preflight);
  connect(go_, &QPushButton::clicked, this, &ExportDialog::run);
  connect(browse, &QPushButton::clicked, this, [this] {
    const QString chosen = QFileDialog::getSaveFileName(this, tr("File to write"), file_->text());
    if (!chosen.isEmpty()) file_->setText(chosen);
  });
}

exchange::ExportRequest ExportDialog::request() const {
  exchange::ExportRequest request;
  request.out = file_->text().toStdString();
  request.tables = text::exchangeTables();
  request.say = [language = currentLanguage()](const Note& note) { return text::noteText(note, language); };
  request.format = format_->currentText().toStdString();
  request.layers = {static_cast<Layer>(layer_->currentData().toInt())};
  request.encoding = encoding_->currentText().toStdString();
  request.crs = crs_->currentText().trimmed().toStdString();
  request.where = where_->text().trimmed().toStdString();
  if (only_->isChecked()) request.where = (request.where.empty() ? std::string() : "(" + request.where + "\n) AND ") + conditionOf(*selected_);
  return request;
}

void ExportDialog::preflight() {
  auto reader = session_.workerReader();
  if (!reader) return result_->setPlainText(qs(text::sentence(reader.error(), currentLanguage())));
  result_->setPlainText(tr("Looking…"));
  session_.tasks().start(
      tr("Checking before the export"),
      [reader = *reader, asked = request()](std::stop_token stop, const TaskRunner::Progress&) {
        return exchange::preflightExport(*reader, asked, stop);
      },
      [self = QPointer(this)](Result<exchange::PreflightReport> report) {
        if (!self) return;
        if (!report) return self->result_->setPlainText(qs(text::sentence(report.error(), currentLanguage())));
        QStringList lines;
        for (const auto& layer : report->layers) lines << tr("%1: %2 records").arg(labelOf(layer.layer)).arg(layer.records);
        for (const Note& note : report->notes)
          lines << (note.fid.isSet() ? qs(toText(note.fid)) + QStringLiteral("  ") : QString()) + qs(text::noteText(note, currentLanguage()));
        if (report->notes.empty()) lines << tr("Nothing is changed or lost.");
        self->result_->setPlainText(lines.join(u'\n'));
      });
}

void ExportDialog::run() {
  auto reader = session_.workerReader();
  if (!reader) return result_->setPlainText(qs(text::sentence(reader.error(), currentLanguage())));
  go_->setEnabled(false);
  result_->setPlainText(tr("Exporting…"));
  session_.tasks().start(
      tr("Exporting"),
      [reader = *reader, asked = request()](std::stop_token stop, const TaskRunner::Progress& progress) {
        return exchange::exportLayers(*reader, asked, progress, stop);
      },
      [self = QPointer(this)](Result<exchange::ExportReport> report) {
        if (!self) return;
        self->go_->setEnabled(true);
        if (!report) return self->result_->setPlainText(qs(text::sentence(report.error(), currentLanguage())));
        QStringList lines{tr("Written: %1 records.").arg(report->written)};
        for (const auto& file : report->files) lines << qs(file.string());
        for (const Note& note : report->notes) lines << qs(text::noteText(note, currentLanguage()));
        self->result_->setPlainText(lines.join(u'\n'));
      });
}

} // namespace suyuan::desktop

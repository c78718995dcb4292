// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/import_dialog.h"

#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"
#include "app/text/note_text.h"
#include "app/text/resource_paths.h"
#include "gis/exchange/import_file.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace suyuan::desktop {

ImportDialog::ImportDialog(SurveySession& session, QWidget* parent)
    : QDialog(parent), session_(session), file_(new QLineEdit), as_(new QComboBox), encoding_(new QComboBox),
      crs_(new QComboBox), table_(new QTableWidget), result_(new QLabel) {
  setWindowTitle(tr("Import"));
  resize(860, 560);
  auto* column = new QVBoxLayout(this);
  auto* form = new QFormLayout;
  auto* row = new QHBoxLayout;
  file_->setObjectName(QStringLiteral("import_file"));
  row->addWidget(file_);
  auto* browse = new QPushButton(tr("&Browse…"));
  row->addWidget(browse);
  auto* fileLabel = new QLabel(tr("&File")); // a row of a layout gives its label no one to go to
  fileLabel->setBuddy(file_);
  form->addRow(fileLabel, row);
  for (const Layer layer : {Layer::Outfalls, Layer::Candidates, Layer::Rivers, Layer::Lakes, Layer::Channels, Layer::Wells,
                            Layer::Units, Layer::Zones, Layer::Tracks, Layer::Divisions})
    as_->addItem(labelOf(layer), static_cast<int>(layer));
  form->addRow(tr("Import &as"), as_);
  auto* how = new QHBoxLayout;
  encoding_->addItem(tr("Detect"), QString());
  for (const char* name : {"UTF-8", "GBK"}) encoding_->addItem(QLatin1String(name), QLatin1String(name));
  crs_->setEditable(true);
  crs_->addItems({QString(), QStringLiteral("EPSG:4490"), QStringLiteral("EPSG:4326"), QStringLiteral("EPSG:4551"), QStringLiteral("EPSG:4550")});
  crs_->lineEdit()->setPlaceholderText(tr("the file's own, or detected"));
  auto* encodingLabel = new QLabel(tr("&Encoding"));
  encodingLabel->setBuddy(encoding_);
  auto* crsLabel = new QLabel(tr("&Coordinate system"));
  crsLabel->setBuddy(crs_);
  how->addWidget(encoding_);
  how->addWidget(crsLabel);
  how->addWidget(crs_, 1);
  form->addRow(encodingLabel, how);
  column->addLayout(form);
  column->addWidget(new QLabel(tr("First rows; the top line says which field each column goes to.")));
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setObjectName(QStringLiteral("import_preview"));
  column->addWidget(table_, 1);
  result_->setObjectName(QStringLiteral("import_result"));
  result_->setWordWrap(true);
  column->addWidget(result_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  dry_ = buttons->addButton(tr("&Try without writing"), QDialogButtonBox::ActionRole);
  go_ = buttons->addButton(tr("&Import"), QDialogButtonBox::ActionRole);
  go_->setObjectName(QStringLiteral("import_go"));
  dry_->setEnabled(false);
  go_->setEnabled(false);
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(browse, &QPushButton::clicked, this, [this] {
    const QString chosen = QFileDialog::getOpenFileName(this, tr("File to import"), file_->text(),
                                                        tr("Spatial and table files") + QStringLiteral(" (*.shp *.zip *.gpkg *.geojson *.json *.kml *.kmz *.gpx *.csv *.xlsx)"));
    if (!chosen.isEmpty()) setFile(chosen);
  });
  connect(file_, &QLineEdit::editingFinished, this, &ImportDialog::look);
  connect(as_, &QComboBox::activated, this, &ImportDialog::look);
  connect(encoding_, &QComboBox::activated, this, &ImportDialog::look);
  connect(crs_, &QComboBox::activated, this, &ImportDialog::look);
  connect(dry_, &QPushButton::clicked, this, [this] { run(true); });
  connect(go_, &QPushButton::clicked, this, [this] { run(false); });
}

// A line that is destroyed with the focus in it says that its editing is finished, when nobody is left to hear it.
ImportDialog::~ImportDialog() { file_->disconnect(this); }

void ImportDialog::setFile(const QString& path) {
  file_->setText(path);
  look();
}

exchange::ImportRequest ImportDialog::request() const {
  exchange::ImportRequest request;
  request.path = file_->text().toStdString();
  request.tables = text::exchangeTables();
  request.as = static_cast<Layer>(as_->currentData().toInt());
  request.encoding = encoding_->currentData().toString().toStdString();
  request.crs = crs_->currentText().trimmed().toStdString();
  for (std::size_t i = 0; i < fields_.size(); ++i)
    if (const QString field = fields_[i]->currentData().toString(); !field.isEmpty()) request.mapping[field.toStdString()] = columns_[i].name;
  return request;
}

void ImportDialog::look() {
  if (file_->text().isEmpty()) return;
  fields_.clear();
  columns_.clear();
  table_->clear();
  table_->setRowCount(0);
  table_->setColumnCount(0);
  auto reader = session_.workerReader();
  if (!reader) return result_->setText(qs(text::sentence(reader.error(), currentLanguage())));
  result_->setText(tr("Reading…"));
  session_.tasks().start(
      tr("Looking at the file"),
      [reader = *reader, request = request()](std::stop_token, const TaskRunner::Progress&) {
        return exchange::previewImport(request, reader.get());
      },
      [self = QPointer(this)](Result<exchange::ImportPreview> preview) {
        if (!self) return;
        self->go_->setEnabled(preview.has_value() && !self->session_.isReadOnly());
        self->dry_->setEnabled(preview.has_value() && !self->session_.isReadOnly());
        if (!preview) return self->result_->setText(qs(text::sentence(preview.error(), currentLanguage())));
        self->showPreview(*preview);
      });
}

void ImportDialog::showPreview(const exchange::ImportPreview& preview) {
  columns_ = preview.columns;
  const int columns = static_cast<int>(columns_.size());
  table_->setColumnCount(columns);
  table_->setRowCount(static_cast<int>(preview.rows.size()) + 1);
  const LayerSchema& schema = schemaOf(static_cast<Layer>(as_->currentData().toInt()));
  for (int c = 0; c < columns; ++c) {
    const auto& source = columns_[static_cast<std::size_t>(c)];
    table_->setHorizontalHeaderItem(c, new QTableWidgetItem(qs(source.name)));
    auto* box = new QComboBox;
    box->addItem(tr("(not taken)"), QString());
    box->addItem(tr("Longitude / easting"), QStringLiteral("lon"));
    box->addItem(tr("Latitude / northing"), QStringLiteral("lat"));
    for (const FieldDef& field : schema.fields) box->addItem(labelOf(field), qs(field.name));
    QString chosen = qs(source.field);
    for (const auto& [field, name] : preview.mapping)
      if (name == source.name) chosen = qs(field);
    box->setCurrentIndex(std::max(0, box->findData(chosen)));
    table_->setCellWidget(0, c, box);
    fields_.push_back(box);
    for (std::size_t r = 0; r < preview.rows.size(); ++r)
      if (static_cast<std::size_t>(c) < preview.rows[r].size())
        table_->setItem(static_cast<int>(r) + 1, c, new QTableWidgetItem(qs(preview.rows[r][static_cast<std::size_t>(c)])));
  }
  table_->setVerticalHeaderItem(0, new QTableWidgetItem(tr("Field")));
  for (std::size_t r = 0; r < preview.rows.size(); ++r)
    table_->setVerticalHeaderItem(static_cast<int>(r) + 1, new QTableWidgetItem(QString::number(r + 1)));
  table_->resizeColumnsToContents();
  table_->setRowHeight(0, 34);
  QStringList said{tr("%n row(s)", nullptr, static_cast<int>(preview.rowCount)), tr("encoding %1").arg(qs(preview.encoding)), tr("coordinate system %1").arg(qs(preview.crs))};
  if (preview.fault) said << qs(text::sentence(*preview.fault, currentLanguage()));
  for (const Note& note : preview.notes) said << qs(text::noteText(note, currentLanguage()));
  result_->setText(said.join(QStringLiteral(" · ")));
}

void ImportDialog::run(bool dry) {
  exchange::ImportRequest asked = request();
  asked.dryRun = dry;
  go_->setEnabled(false);
  dry_->setEnabled(false);
  result_->setText(tr("Importing…"));
  session_.write(
      tr("Importing"),
      [asked](store::SurveyFile& file, std::stop_token stop, const TaskRunner::Progress& progress) {
        return exchange::importFile(file, asked, progress, stop);
      },
      [self = QPointer(this), dry](Result<exchange::ImportReport> report) {
        if (!self) return;
        self->dry_->setEnabled(true);
        self->go_->setEnabled(dry || !report);
        if (!report) return self->result_->setText(qs(text::sentence(report.error(), currentLanguage())));
        self->showReport(*report, dry);
      });
}

void ImportDialog::showReport(const exchange::ImportReport& report, bool dry) {
  QString said = (dry ? tr("Would be: read %1, taken %2, refused %3.") : tr("Done: read %1, taken %2, refused %3."))
                     .arg(report.read).arg(report.taken).arg(report.refusedCount);
  int listed = 0;
  for (const auto& refused : report.refused) {
    if (++listed > 8) {
      said += QStringLiteral("\n…");
      break;
    }
    said += QStringLiteral("\n") + tr("Row %1: %2").arg(refused.row).arg(qs(text::refusalText(refused.why, refused.detail, currentLanguage())));
  }
  for (const Note& note : report.notes) said += QStringLiteral("\n") + qs(text::noteText(note, currentLanguage()));
  result_->setText(said);
}

} // namespace suyuan::desktop

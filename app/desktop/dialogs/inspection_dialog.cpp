// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/inspection_dialog.h"

#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"
#include "core/model/track.h"
#include "gis/backdrop/raster_file.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace suyuan::desktop {

namespace {

constexpr int mostTracks = 300; // the newest

std::string nameOf(store::Reader& reader, const media::NearRecord& one) {
  const int name = schemaOf(one.layer).indexOf("name");
  const auto row = reader.row(one.layer, one.fid);
  const std::string text = row && *row && name >= 0 ? toText((*row)->values[static_cast<std::size_t>(name)]) : std::string();
  return text.empty() ? toText(one.fid) : text;
}

} // namespace

InspectionDialog::InspectionDialog(SurveySession& session, QWidget* parent)
    : QDialog(parent), session_(session), file_(new QLineEdit), name_(new QLineEdit), team_(new QLineEdit), found_(new QLineEdit), kind_(new QComboBox), track_(new QComboBox), metres_(new QSpinBox),
      outside_(new QCheckBox(tr("&Leave the file where it is"))), links_(new QTreeWidget), result_(new QLabel) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Inspection"));
  resize(720, 560);
  auto* column = new QVBoxLayout(this);
  auto* form = new QFormLayout;
  auto* fileRow = new QHBoxLayout;
  file_->setObjectName(QStringLiteral("inspection_file"));
  file_->setPlaceholderText(tr("Sonar picture, orthophoto, video, report"));
  auto* browse = new QPushButton(tr("&Browse…"));
  browse->setAutoDefault(false);
  fileRow->addWidget(file_, 1);
  fileRow->addWidget(browse);
  form->addRow(tr("&File"), fileRow);
  kind_->setObjectName(QStringLiteral("inspection_kind"));
  for (const std::string_view kind : media::inspectionKinds()) kind_->addItem(qs(kind));
  form->addRow(tr("&Kind"), kind_);
  name_->setObjectName(QStringLiteral("inspection_name"));
  name_->setPlaceholderText(tr("the file's name"));
  form->addRow(tr("&Name"), name_);
  track_->setObjectName(QStringLiteral("inspection_track"));
  form->addRow(tr("&Track"), track_);
  metres_->setObjectName(QStringLiteral("inspection_metres"));
  metres_->setRange(0, 1000);
  metres_->setValue(30);
  metres_->setSuffix(tr(" m"));
  form->addRow(tr("Link what is &within"), metres_);
  team_->setObjectName(QStringLiteral("inspection_team"));
  form->addRow(tr("T&eam"), team_);
  found_->setObjectName(QStringLiteral("inspection_found"));
  found_->setPlaceholderText(tr("what it showed"));
  form->addRow(tr("F&ound"), found_);
  outside_->setObjectName(QStringLiteral("inspection_outside"));
  form->addRow(QString(), outside_);
  column->addLayout(form);
  links_->setObjectName(QStringLiteral("inspection_links"));
  links_->setAccessibleName(tr("Linked to"));
  links_->setHeaderLabels({tr("Linked to"), tr("Layer"), tr("Distance")});
  links_->setRootIsDecorated(false);
  links_->header()->setStretchLastSection(false);
  links_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  column->addWidget(links_, 1);
  result_->setObjectName(QStringLiteral("inspection_result"));
  result_->setWordWrap(true);
  column->addWidget(result_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  take_ = addButton(*buttons, tr("T&ake it in"), "inspection_take");
  column->addWidget(buttons);
  fillTracks();
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(browse, &QPushButton::clicked, this, [this] {
    const QString chosen = QFileDialog::getOpenFileName(this, tr("File of the inspection"), file_->text());
    if (!chosen.isEmpty()) setFile(chosen);
  });
  connect(file_, &QLineEdit::editingFinished, this, [this] {
    if (file_->isModified()) setFile(file_->text().trimmed());
  });
  connect(track_, &QComboBox::currentIndexChanged, this, &InspectionDialog::look);
  connect(metres_, &QSpinBox::valueChanged, this, &InspectionDialog::look);
  connect(take_, &QPushButton::clicked, this, &InspectionDialog::take);
  look();
}

void InspectionDialog::setFile(const QString& path) {
  file_->setText(path);
  file_->setModified(false);
  look();
}

void InspectionDialog::fillTracks() {
  track_->addItem(tr("none, or the picture's own place"), QVariant::fromValue<qlonglong>(0));
  const auto tracks = session_.reader().all<Track>({.orderBy = "started_at", .descending = true, .limit = mostTracks, .geometry = false});
  if (!tracks) return;
  for (const Track& track : *tracks)
    track_->addItem(QStringLiteral("%1  %2").arg(qs(track.name.empty() ? toText(track.fid) : track.name), qs(track.startedAt.substr(0, std::min<std::size_t>(16, track.startedAt.size())))),
                    QVariant::fromValue<qlonglong>(track.fid.value));
}

void InspectionDialog::look() {
  if (take_ == nullptr) return; // still being built
  if (working_) {
    again_ = true;
    return;
  }
  auto reader = session_.workerReader();
  if (!reader) return;
  working_ = true;
  take_->setEnabled(false);
  session_.tasks().start(
      tr("Inspection"),
      [reader = *reader, file = file_->text().toStdString(), track = Fid{track_->currentData().toLongLong()}, metres = metres_->value()](std::stop_token, const TaskRunner::Progress&) -> Result<Look> {
        Look look;
        if (!file.empty())
          if (auto raster = backdrop::RasterFile::open(file)) {
            look.raster = true;
            look.track = media::rimOf((*raster)->lonLat());
          }
        if (track.isSet()) {
          auto row = reader->row(Layer::Tracks, track);
          if (!row) return std::unexpected(std::move(row).error());
          if (*row) look.track = std::move((*row)->geometry);
        }
        auto near = media::alongTrack(*reader, look.track, metres);
        if (!near) return std::unexpected(std::move(near).error());
        look.near = std::move(*near);
        for (const media::NearRecord& one : look.near) look.names.push_back(nameOf(*reader, one));
        return look;
      },
      [self = QPointer(this)](Result<Look> look) {
        if (!self) return;
        self->working_ = false;
        if (look) self->showLook(std::move(*look));
        else self->result_->setText(qs(text::sentence(look.error(), currentLanguage())));
        if (std::exchange(self->again_, false)) self->look();
      });
}

void InspectionDialog::showLook(Look look) {
  look_ = std::move(look);
  links_->clear();
  for (std::size_t i = 0; i < look_.near.size(); ++i) {
    auto* item = new QTreeWidgetItem(links_, {qs(look_.names[i]), labelOf(look_.near[i].layer), tr("%1 m").arg(qRound(look_.near[i].metres))});
    item->setCheckState(0, Qt::Checked);
  }
  result_->setText(std::holds_alternative<std::monostate>(look_.track) ? tr("The run has no place of its own: choose its track, or link it to nothing.") : QString());
  take_->setEnabled(!session_.isReadOnly() && (!file_->text().isEmpty() || !std::holds_alternative<std::monostate>(look_.track)));
}

void InspectionDialog::take() {
  if (working_) return;
  media::InspectionRequest request{.run = {}, .file = file_->text().toStdString(), .takeIn = !outside_->isChecked(), .about = {}};
  request.run.kind = kind_->currentText().toStdString();
  request.run.name = name_->text().trimmed().toStdString();
  request.run.team = team_->text().trimmed().toStdString();
  request.run.found = found_->text().trimmed().toStdString();
  request.run.geometry = look_.track;
  for (std::size_t i = 0; i < look_.near.size(); ++i)
    if (links_->topLevelItem(static_cast<int>(i))->checkState(0) == Qt::Checked) request.about.push_back(look_.near[i]);
  working_ = true;
  take_->setEnabled(false);
  const QString raster = look_.raster ? file_->text() : QString();
  session_.write(
      tr("Inspection"), [request](store::SurveyFile& survey, std::stop_token, const TaskRunner::Progress&) { return media::addInspection(survey, request); },
      [self = QPointer(this), raster](Result<std::vector<Fid>> added) {
        if (!self) return;
        self->working_ = false;
        if (!added) {
          self->result_->setText(qs(text::sentence(added.error(), currentLanguage())));
          self->take_->setEnabled(true);
          return;
        }
        self->result_->setText(tr("It is in the survey, with %1 records. Ctrl+Z takes it back.").arg(added->size()));
        if (!raster.isEmpty()) Q_EMIT self->rasterTaken(raster);
      });
}

} // namespace suyuan::desktop

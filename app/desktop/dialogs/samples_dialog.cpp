// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/samples_dialog.h"

#include "app/desktop/shell/look.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace suyuan::desktop {

SamplesDialog::SamplesDialog(SurveySession& session, std::optional<Fid> outfall, QWidget* parent)
    : QDialog(parent), session_(session), outfall_(outfall), model_(new SampleModel(sampling::surfaceWater(session.book().standards()), this)), view_(new QTableView),
      only_(new QCheckBox(tr("Only what &needs a look"))), count_(new QLabel) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(outfall ? tr("Samples of the outfall") : tr("Samples"));
  resize(960, 520);
  auto* column = new QVBoxLayout(this);
  auto* top = new QHBoxLayout;
  only_->setObjectName(QStringLiteral("samples_only"));
  count_->setObjectName(QStringLiteral("samples_count"));
  top->addWidget(only_);
  top->addStretch(1);
  top->addWidget(count_);
  column->addLayout(top);
  view_->setObjectName(QStringLiteral("samples"));
  view_->setAccessibleName(tr("Samples"));
  view_->setModel(model_);
  view_->setSelectionBehavior(QAbstractItemView::SelectRows);
  view_->setSelectionMode(QAbstractItemView::SingleSelection);
  view_->setTabKeyNavigation(false);
  view_->verticalHeader()->hide();
  view_->verticalHeader()->setDefaultSectionSize(view_->fontMetrics().height() + 12);
  view_->horizontalHeader()->setStretchLastSection(true);
  for (const auto& [section, width] : {std::pair{SampleModel::Outfall, 220}, {SampleModel::SampledAt, 140}, {SampleModel::Quality, 180}, {SampleModel::Beyond, 220}, {SampleModel::Weather, 110}})
    view_->setColumnWidth(section, width);
  column->addWidget(view_, 1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  auto* add = addButton(*buttons, tr("&Add readings…"), "samples_add");
  add->setEnabled(!session_.isReadOnly());
  auto* rain = addButton(*buttons, tr("&Rain…"), "samples_rain");
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(add, &QPushButton::clicked, this, &SamplesDialog::readingWanted);
  connect(rain, &QPushButton::clicked, this, &SamplesDialog::rainWanted);
  connect(only_, &QCheckBox::toggled, model_, &SampleModel::showOnlyNotable);
  connect(view_, &QTableView::activated, this, [this](const QModelIndex& at) { Q_EMIT chosen(model_->at(at.row()).sample.outfallFid); });
  connect(view_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& at) {
    if (at.isValid()) Q_EMIT chosen(model_->at(at.row()).sample.outfallFid);
  });
  connect(&session_, &SurveySession::everythingChanged, this, &SamplesDialog::read);
  connect(&session_, &SurveySession::changed, this, [this](const std::vector<ChangedRecord>& records) {
    if (std::ranges::any_of(records, [](const ChangedRecord& one) { return one.layer == Layer::Samples || one.layer == Layer::Rain || one.layer == Layer::Outfalls; })) read();
  });
  read();
}

void SamplesDialog::read() {
  if (reading_) {
    again_ = true;
    return;
  }
  auto reader = session_.workerReader();
  if (!reader) return Q_EMIT failed(reader.error());
  reading_ = true;
  session_.tasks().start(
      tr("Samples"),
      [reader = *reader, book = session_.sharedBook(), outfall = outfall_](std::stop_token stop, const TaskRunner::Progress&) -> Result<std::vector<sampling::SampleJudgement>> {
        auto rain = sampling::RainTable::of(*reader);
        if (!rain) return std::unexpected(std::move(rain).error());
        return sampling::judgeSamples(*reader, *book, *rain, outfall, stop);
      },
      [self = QPointer(this)](Result<std::vector<sampling::SampleJudgement>> judged) {
        if (!self) return;
        self->reading_ = false;
        if (judged) {
          self->model_->setSamples(std::move(*judged));
          self->count_->setText(tr("%1 samples, %2 need a look").arg(QLocale().toString(static_cast<qlonglong>(self->model_->all())), QLocale().toString(static_cast<qlonglong>(self->model_->notable()))));
        } else {
          Q_EMIT self->failed(judged.error());
        }
        if (std::exchange(self->again_, false)) self->read();
      });
}

} // namespace suyuan::desktop

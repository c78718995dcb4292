// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/offline_maps_dialog.h"

#include "app/desktop/shell/area_download.h"
#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"
#include "core/survey/named_area.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace suyuan::desktop {

namespace {

QString sizeOf(std::int64_t bytes) { return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat); }
QString counted(std::int64_t number) { return QLocale().toString(static_cast<qlonglong>(number)); }

} // namespace

OfflineMapsDialog::OfflineMapsDialog(SurveySession& session, Backdrops& backdrops, const Box& shown, const tiles::TileSource* source, QWidget* parent)
    : QDialog(parent), session_(session), backdrops_(backdrops), shown_(shown), list_(new QTreeWidget), map_(new QComboBox), area_(new QComboBox), from_(new QSpinBox),
      to_(new QSpinBox), margin_(new QSpinBox), size_(new QLabel), note_(new QLabel), state_(new QLabel), permitted_(new QCheckBox(tr("We ma&y use this map without a network"))),
      progress_(new QProgressBar), soon_(new QTimer(this)) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Maps for places without a network"));
  resize(760, 600);
  // Those on the map first, then the program's.
  for (const Backdrops::Entry& entry : backdrops_.entries())
    if (entry.feed) maps_.push_back(entry.feed->source());
  for (const tiles::TileSource& one : backdrops_.listed())
    if (std::ranges::find(maps_, one.id, &tiles::TileSource::id) == maps_.end()) maps_.push_back(one);
  for (const tiles::TileSource& one : maps_) map_->addItem(qs(one.title));
  if (source != nullptr)
    if (const auto at = std::ranges::find(maps_, source->id, &tiles::TileSource::id); at != maps_.end()) map_->setCurrentIndex(static_cast<int>(at - maps_.begin()));

  auto* column = new QVBoxLayout(this);
  buildList(*column);
  buildForm(*column);
  auto* running = new QHBoxLayout;
  progress_->setObjectName(QStringLiteral("offline_progress"));
  stop_ = new QPushButton(tr("&Stop"));
  stop_->setObjectName(QStringLiteral("offline_stop"));
  running->addWidget(progress_, 1);
  running->addWidget(stop_);
  column->addLayout(running);
  state_->setObjectName(QStringLiteral("offline_state"));
  state_->setWordWrap(true);
  column->addWidget(state_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  take_ = addButton(*buttons, tr("&Take along"), "offline_take");
  take_->setDefault(true);
  column->addWidget(buttons);

  soon_->setSingleShot(true);
  soon_->setInterval(250);
  connect(soon_, &QTimer::timeout, this, &OfflineMapsDialog::plan);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(take_, &QPushButton::clicked, this, &OfflineMapsDialog::take);
  connect(resume_, &QPushButton::clicked, this, &OfflineMapsDialog::resume);
  connect(remove_, &QPushButton::clicked, this, &OfflineMapsDialog::removeCurrent);
  connect(stop_, &QPushButton::clicked, &backdrops_.download(), &AreaDownload::stop);
  connect(list_, &QTreeWidget::currentItemChanged, this, &OfflineMapsDialog::refresh);
  connect(map_, &QComboBox::currentIndexChanged, this, &OfflineMapsDialog::mapChanged);
  connect(area_, &QComboBox::editTextChanged, this, &OfflineMapsDialog::planSoon);
  for (QSpinBox* box : {from_, to_, margin_}) connect(box, &QSpinBox::valueChanged, this, &OfflineMapsDialog::planSoon);
  connect(permitted_, &QCheckBox::toggled, this, &OfflineMapsDialog::refresh);
  connect(&backdrops_.download(), &AreaDownload::moved, this, &OfflineMapsDialog::refresh);
  connect(&backdrops_.download(), &AreaDownload::ended, this, &OfflineMapsDialog::listAreas);
  listAreas();
  listNames();
  mapChanged();
}

void OfflineMapsDialog::buildList(QLayout& column) {
  list_->setObjectName(QStringLiteral("offline_areas"));
  list_->setAccessibleName(tr("Areas taken along"));
  list_->setHeaderLabels({tr("Area"), tr("Map"), tr("Levels"), tr("Tiles"), tr("Size")});
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->header()->setStretchLastSection(false);
  for (int section = 0; section < 5; ++section) list_->header()->setSectionResizeMode(section, section < 2 ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
  auto* label = new QLabel(tr("Areas on this &computer"));
  label->setBuddy(list_);
  resume_ = new QPushButton(tr("&Go on fetching"));
  resume_->setObjectName(QStringLiteral("offline_resume"));
  remove_ = new QPushButton(tr("&Remove the area"));
  remove_->setObjectName(QStringLiteral("offline_remove"));
  for (QPushButton* button : {resume_, remove_}) button->setAutoDefault(false);
  auto* row = new QHBoxLayout;
  row->addWidget(label, 1);
  row->addWidget(resume_);
  row->addWidget(remove_);
  auto& box = dynamic_cast<QVBoxLayout&>(column);
  box.addLayout(row);
  box.addWidget(list_, 1);
}

void OfflineMapsDialog::buildForm(QLayout& column) {
  auto* group = new QGroupBox(tr("Another area"));
  auto* form = new QFormLayout(group);
  map_->setObjectName(QStringLiteral("offline_map"));
  area_->setObjectName(QStringLiteral("offline_area"));
  area_->setEditable(true);
  area_->setInsertPolicy(QComboBox::NoInsert);
  area_->addItem(tr("What the map shows"));
  area_->setToolTip(tr("What the map shows, or the code or name of a division, or the name of a water"));
  from_->setObjectName(QStringLiteral("offline_from"));
  to_->setObjectName(QStringLiteral("offline_to"));
  margin_->setObjectName(QStringLiteral("offline_margin"));
  margin_->setRange(0, 20'000);
  margin_->setSingleStep(100);
  margin_->setValue(300);
  margin_->setSuffix(QStringLiteral(" m"));
  margin_->setToolTip(tr("Around a water, so that its banks are there too"));
  auto* levels = new QHBoxLayout;
  levels->addWidget(from_);
  levels->addWidget(new QLabel(QStringLiteral("–")));
  levels->addWidget(to_);
  levels->addSpacing(16);
  auto* around = new QLabel(tr("Metres aroun&d"));
  around->setBuddy(margin_);
  levels->addWidget(around);
  levels->addWidget(margin_);
  levels->addStretch(1);
  form->addRow(tr("&Map"), map_);
  form->addRow(tr("&Area"), area_);
  auto* label = new QLabel(tr("&Levels"));
  label->setBuddy(from_);
  form->addRow(label, levels);
  size_->setObjectName(QStringLiteral("offline_size"));
  size_->setWordWrap(true);
  form->addRow(tr("To be fetched"), size_);
  note_->setObjectName(QStringLiteral("offline_note"));
  note_->setWordWrap(true);
  note_->setTextFormat(Qt::RichText);
  note_->setOpenExternalLinks(true);
  form->addRow(tr("Terms of use"), note_);
  permitted_->setObjectName(QStringLiteral("offline_permitted"));
  form->addRow(QString(), permitted_);
  column.addWidget(group);
}

bool OfflineMapsDialog::isSettled() const { return !tasks_.isBusy() && !soon_->isActive() && !backdrops_.download().isRunning(); }

const tiles::TileSource* OfflineMapsDialog::source() const {
  const int at = map_->currentIndex();
  return at < 0 ? nullptr : &maps_[static_cast<std::size_t>(at)];
}

const tiles::KeptArea* OfflineMapsDialog::current() const {
  const int at = list_->indexOfTopLevelItem(list_->currentItem());
  return at < 0 || static_cast<std::size_t>(at) >= areas_.size() ? nullptr : &areas_[static_cast<std::size_t>(at)];
}

QString OfflineMapsDialog::title() const { return area_->currentText().trimmed(); }

void OfflineMapsDialog::listAreas() {
  tasks_.start(
      QString(), [folder = backdrops_.online().folder()](std::stop_token, const TaskRunner::Progress&) { return tiles::keptAreas(folder); },
      [self = QPointer(this)](std::vector<tiles::KeptArea> areas) {
        if (!self) return;
        self->areas_ = std::move(areas);
        self->fillList();
      });
}

void OfflineMapsDialog::fillList() {
  const int was = std::max(0, list_->indexOfTopLevelItem(list_->currentItem()));
  list_->clear();
  for (const auto& [source, area] : areas_) {
    auto* item = new QTreeWidgetItem(list_, {qs(area.title), qs(source.title), QStringLiteral("%1–%2").arg(area.minLevel).arg(area.maxLevel),
                                             area.stored == area.tiles ? counted(area.tiles) : tr("%1 of %2").arg(counted(area.stored), counted(area.tiles)), sizeOf(area.bytes)});
    for (const int right : {3, 4}) item->setTextAlignment(right, Qt::AlignRight | Qt::AlignVCenter);
  }
  if (list_->topLevelItemCount() > 0) list_->setCurrentItem(list_->topLevelItem(std::min(was, list_->topLevelItemCount() - 1)));
  refresh();
}

void OfflineMapsDialog::listNames() {
  auto reader = session_.workerReader();
  if (!reader) return;
  tasks_.start(
      QString(), [reader = *reader](std::stop_token, const TaskRunner::Progress&) { return survey::areaNames(*reader); },
      [self = QPointer(this)](Result<std::vector<std::string>> names) {
        if (!self || !names) return;
        const QString typed = self->area_->currentText();
        QStringList words;
        for (const std::string& name : *names) words.push_back(qs(name));
        self->area_->addItems(words);
        self->area_->setEditText(typed);
      });
}

void OfflineMapsDialog::mapChanged() {
  const tiles::TileSource* map = source();
  if (map == nullptr) return;
  const int from = from_->value(), to = to_->value();
  for (QSpinBox* box : {from_, to_}) box->setRange(map->minLevel, map->maxLevel);
  // From an overview to what shows a house; what was asked for stays.
  from_->setValue(from > 0 ? from : 8);
  to_->setValue(to > 0 ? to : 16);
  QString words;
  if (!map->offlineNote.empty()) words = qs(map->offlineNote).toHtmlEscaped();
  if (!map->terms.empty()) words += QStringLiteral(" <a href=\"%1\">%1</a>").arg(qs(map->terms).toHtmlEscaped());
  note_->setText(words.isEmpty() ? tr("Not known to the program") : words);
  permitted_->setChecked(false);
  permitted_->setVisible(map->offline == tiles::Offline::ByOwnRight);
  planSoon();
}

void OfflineMapsDialog::planSoon() {
  ++planned_; // what is under way is of another area
  plan_.reset();
  soon_->start();
  refresh();
}

void OfflineMapsDialog::plan() {
  const tiles::TileSource* map = source();
  if (map == nullptr) return;
  const bool isShown = title() == tr("What the map shows");
  std::shared_ptr<store::Reader> reader;
  if (!isShown) {
    auto opened = session_.workerReader();
    if (!opened) return state_->setText(qs(text::sentence(opened.error(), currentLanguage())));
    reader = *opened;
  }
  tasks_.start(
      QString(),
      [feed = backdrops_.online().feedOf(*map), reader, name = title().toStdString(), shown = shown_, from = from_->value(), to = to_->value(), margin = margin_->value()](
          std::stop_token stop, const TaskRunner::Progress&) -> Result<tiles::OfflinePlan> {
        std::vector<Geometry> area{tiles::areaOf(shown)};
        if (reader) {
          auto found = survey::shapesNamed(*reader, name);
          if (!found) return std::unexpected(std::move(found).error());
          area = std::move(*found);
        }
        return tiles::planOffline(*feed, area, from, to, reader ? margin : 0, stop);
      },
      [self = QPointer(this), number = planned_](Result<tiles::OfflinePlan> plan) {
        if (!self || number != self->planned_) return;
        self->plan_ = std::move(plan);
        self->refresh();
      });
}

void OfflineMapsDialog::take() {
  const tiles::TileSource* map = source();
  if (map == nullptr || !plan_ || !*plan_ || backdrops_.download().isRunning()) return;
  state_->clear();
  tiles::OfflineArea area{.title = title().toStdString(), .minLevel = (*plan_)->minLevel, .maxLevel = (*plan_)->maxLevel, .lonLat = (*plan_)->lonLat, .source = tiles::toJson(*map)};
  tasks_.start(
      QString(),
      [feed = backdrops_.online().feedOf(*map), area = std::move(area), places = (*plan_)->tiles](std::stop_token, const TaskRunner::Progress&) {
        return feed->store().addArea(area, places);
      },
      [self = QPointer(this), map = *map](Result<tiles::OfflineArea> added) {
        if (!self) return;
        if (!added) return self->state_->setText(qs(text::sentence(added.error(), currentLanguage())));
        self->backdrops_.download().start(map, added->id);
        self->listAreas();
      });
  plan_.reset();
  refresh();
}

void OfflineMapsDialog::resume() {
  const tiles::KeptArea* area = current();
  if (area == nullptr || backdrops_.download().isRunning()) return;
  state_->clear();
  backdrops_.download().start(area->source, area->area.id);
}

void OfflineMapsDialog::removeCurrent() {
  const tiles::KeptArea* area = current();
  if (area == nullptr) return;
  tasks_.start(
      QString(),
      [feed = backdrops_.online().feedOf(area->source), id = area->area.id](std::stop_token, const TaskRunner::Progress&) {
        feed->store().removeArea(id);
        return true;
      },
      [self = QPointer(this)](bool) {
        if (self) self->listAreas();
        if (self) self->planSoon(); // its tiles are to be fetched again
      });
}

void OfflineMapsDialog::refresh() {
  AreaDownload& download = backdrops_.download();
  const bool isRunning = download.isRunning();
  progress_->setVisible(isRunning);
  stop_->setVisible(isRunning);
  if (isRunning) {
    progress_->setRange(0, static_cast<int>(download.all())); // 0, 0 while it begins
    progress_->setValue(static_cast<int>(download.there()));
    progress_->setFormat(tr("%1 of %2 tiles").arg(counted(download.there()), counted(download.all())));
  } else if (download.fault()) {
    state_->setText(download.fault()->code == ErrorCode::Cancelled ? tr("Stopped; what has come is kept, and fetching can go on.") : qs(text::sentence(*download.fault(), currentLanguage())));
  }
  const tiles::KeptArea* area = current();
  const bool isItsDownload = area != nullptr && isRunning && download.isOf(area->source.id, area->area.id);
  resume_->setEnabled(area != nullptr && !isRunning && area->area.stored < area->area.tiles);
  remove_->setEnabled(area != nullptr && !isItsDownload);

  const tiles::TileSource* map = source();
  const bool isKeyMissing = map != nullptr && !map->key.empty() && tiles::keyNamed(map->key).empty();
  bool isReady = false;
  if (!plan_) {
    size_->setText(tr("counting…"));
  } else if (!*plan_) {
    size_->setText(qs(text::sentence(plan_->error(), currentLanguage())));
  } else {
    const tiles::OfflinePlan& plan = **plan_;
    size_->setText(tr("%1 tiles, %2 of them here already; about %3 to fetch.").arg(counted(static_cast<std::int64_t>(plan.tiles.size())), counted(static_cast<std::int64_t>(plan.stored)), sizeOf(plan.bytes)));
    isReady = map != nullptr && (map->offline != tiles::Offline::ByOwnRight || permitted_->isChecked());
    if (isKeyMissing) size_->setText(size_->text() + u' ' + tr("The map needs a key first (the button ⋯ under the list of backdrops)."));
  }
  take_->setEnabled(isReady && !isRunning && !isKeyMissing);
}

} // namespace suyuan::desktop

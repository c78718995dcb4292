// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/photo_panel.h"

#include "app/desktop/panels/photo_words.h"
#include "app/desktop/shell/look.h"
#include "core/media/media_folder.h"
#include "core/media/missing_views.h"
#include "core/media/photos_of.h"
#include "core/media/take_photos.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QScrollArea>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace suyuan::desktop {

namespace {

Result<std::vector<PhotoItem>> readPhotos(const SurveySession& session, PhotoPanel::Scope scope, Layer layer, Fid fid) {
  auto reader = session.workerReader();
  if (!reader) return std::unexpected(std::move(reader).error());
  store::Query query{.orderBy = "taken_at"};
  if (scope == PhotoPanel::Scope::Review) query.equals = {{"placing", Value{std::string(media::placingWord(media::PlacingState::Review))}}};
  auto photos = scope == PhotoPanel::Scope::Record ? media::photosOf(**reader, layer, fid) : (*reader)->all<Photo>(query);
  if (!photos) return std::unexpected(std::move(photos).error());
  std::vector<PhotoItem> items;
  items.reserve(photos->size());
  const std::filesystem::path folder = session.file().media();
  if (photos->size() < 50) {
    for (Photo& photo : *photos) {
      auto file = media::storedFileOf(folder, photo);
      std::string key = photo.sha256;
      items.push_back({std::move(photo), std::move(file), std::move(key)});
    }
  } else {
    const media::MediaFolder stored(folder);
    for (Photo& photo : *photos) {
      auto file = stored.fileOf(photo.sha256);
      std::string key = photo.sha256;
      items.push_back({std::move(photo), std::move(file), std::move(key)});
    }
  }
  return items;
}

} // namespace

PhotoPanel::PhotoPanel(SurveySession& session, PhotoThumbnails& thumbnails, QWidget* parent)
    : QWidget(parent), session_(session), model_(thumbnails), grid_(new PhotoGrid(model_)), scope_(new QComboBox), title_(new QLabel), views_(new QLabel), details_(new QLabel), kind_(new QToolButton),
      kinds_(kindsByKey(session.book().photos())) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(6, 6, 6, 6);
  buildTop(*column);
  auto* split = new QSplitter(Qt::Vertical);
  split->setChildrenCollapsible(false);
  grid_->setObjectName(QStringLiteral("photo_grid"));
  grid_->setMinimumHeight(150);
  details_->setObjectName(QStringLiteral("photo_details"));
  details_->setWordWrap(true);
  details_->setTextFormat(Qt::RichText);
  details_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  details_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidget(details_);
  split->addWidget(grid_);
  split->addWidget(scroll);
  split->setStretchFactor(0, 3);
  split->setStretchFactor(1, 2);
  column->addWidget(split, 1);
  buildButtons(*column);
  setFocusProxy(grid_);
  connect(grid_, &PhotoGrid::opened, this, &PhotoPanel::opened);
  connect(grid_, &PhotoGrid::digit, this, [this](int key) { giveKind(key); });
  connect(grid_, &PhotoGrid::confirmed, this, &PhotoPanel::confirm);
  connect(grid_, &PhotoGrid::moveWanted, this, &PhotoPanel::moveHere);
  connect(grid_->selectionModel(), &QItemSelectionModel::currentChanged, this, &PhotoPanel::showCurrent);
  connect(&session_, &SurveySession::changed, this, [this](const std::vector<ChangedRecord>& records) {
    if (std::ranges::any_of(records, [&](const ChangedRecord& one) { return one.layer == Layer::Photos || (one.layer == layer_ && one.fid == fid_); })) reload();
  });
  connect(&session_, &SurveySession::everythingChanged, this, &PhotoPanel::reload);
  listed();
}

void PhotoPanel::buildTop(QVBoxLayout& column) {
  scope_->setObjectName(QStringLiteral("photo_scope"));
  scope_->setAccessibleName(tr("Which photos"));
  scope_->addItems({tr("Of the record that is shown"), tr("That wait for a look"), tr("All photos")});
  connect(scope_, &QComboBox::currentIndexChanged, this, &PhotoPanel::reload);
  title_->setObjectName(QStringLiteral("photo_title"));
  title_->setWordWrap(true);
  QFont bold = title_->font();
  bold.setBold(true);
  title_->setFont(bold);
  views_->setObjectName(QStringLiteral("photo_views"));
  views_->setWordWrap(true);
  views_->setTextFormat(Qt::RichText);
  column.addWidget(scope_);
  column.addWidget(title_);
  column.addWidget(views_);
}

void PhotoPanel::buildButtons(QVBoxLayout& column) {
  auto* row = new QHBoxLayout;
  const auto button = [&](QToolButton* one, const QString& text, const QString& tip, const char* name) {
    one->setText(text);
    one->setToolTip(tip);
    one->setObjectName(QLatin1String(name));
    one->setMinimumHeight(32);
    one->setFocusPolicy(Qt::StrongFocus);
    row->addWidget(one);
    return one;
  };
  button(kind_, tr("&Kind"), tr("Give the selected photos a kind; on the thumbnails by the keys 1 … 9, 0"), "photo_kind");
  kind_->setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(kind_);
  for (std::size_t i = 0; i < kinds_.size() && i < 10; ++i)
    menu->addAction(QStringLiteral("&%1  %2").arg((i + 1) % 10).arg(qs(kinds_[i])), this, [this, i] { giveKind(static_cast<int>(i) + 1); });
  kind_->setMenu(menu);
  auto* open = button(new QToolButton, tr("&Open"), tr("Large, with marks (Enter)"), "photo_open");
  connect(open, &QToolButton::clicked, this, [this] {
    if (grid_->currentIndex().isValid()) Q_EMIT opened(grid_->currentIndex().row());
    else if (model_.rowCount() > 0) Q_EMIT opened(0);
  });
  auto* confirm = button(new QToolButton, tr("Con&firm"), tr("It is where it belongs (Space)"), "photo_confirm");
  connect(confirm, &QToolButton::clicked, this, &PhotoPanel::confirm);
  auto* move = button(new QToolButton, tr("&Move here"), tr("Put the selected photos to the outfall or candidate that is shown (M)"), "photo_move");
  connect(move, &QToolButton::clicked, this, &PhotoPanel::moveHere);
  row->addStretch(1);
  for (QWidget* writes : std::initializer_list<QWidget*>{kind_, confirm, move}) writes->setEnabled(!session_.isReadOnly());
  column.addLayout(row);
}

void PhotoPanel::showRecord(Layer layer, Fid fid) {
  if (layer != Layer::Outfalls && layer != Layer::Candidates) return;
  if (layer == layer_ && fid == fid_) return;
  layer_ = layer;
  fid_ = fid;
  if (scope_->currentIndex() == static_cast<int>(Scope::Record)) reload();
}

void PhotoPanel::show(Scope scope) {
  if (scope_->currentIndex() == static_cast<int>(scope)) return reload();
  scope_->setCurrentIndex(static_cast<int>(scope));
}

void PhotoPanel::reload() {
  const auto scope = static_cast<Scope>(scope_->currentIndex());
  const unsigned wish = ++wish_;
  if (scope == Scope::Record && !fid_.isSet()) {
    model_.setItems({});
    return listed();
  }
  ++reading_;
  tasks_.start(
      QString(), [&session = std::as_const(session_), scope, layer = layer_, fid = fid_](const std::stop_token&, const TaskRunner::Progress&) { return readPhotos(session, scope, layer, fid); },
      [this, wish](Result<std::vector<PhotoItem>> items) {
        --reading_;
        if (wish != wish_) return;
        if (!items) {
          Q_EMIT failed(items.error());
          return;
        }
        // The same photos, changed: the place in the list is kept.
        const auto sameRow = [](const PhotoItem& one, const PhotoItem& other) { return one.record.fid == other.record.fid && one.file == other.file; };
        if (std::ranges::equal(*items, model_.items(), sameRow)) {
          for (int row = 0; row < model_.rowCount(); ++row) model_.replace(row, (*items)[static_cast<std::size_t>(row)].record);
        } else {
          const PhotoItem* current = model_.at(grid_->currentIndex().row());
          const Fid kept = current != nullptr ? current->record.fid : Fid{};
          const int place = grid_->currentIndex().row();
          model_.setItems(std::move(*items));
          int row = model_.rowOf(kept);
          if (row < 0 && kept.isSet()) row = std::min(place, model_.rowCount() - 1); // it left the list: the next one
          if (row >= 0) grid_->setCurrentIndex(model_.index(row));
        }
        listed();
      });
}

void PhotoPanel::listed() {
  const auto scope = static_cast<Scope>(scope_->currentIndex());
  const QString number = QLocale().toString(model_.rowCount());
  if (scope == Scope::Review) title_->setText(model_.rowCount() == 0 ? tr("No photo waits for a look.") : tr("%1 wait for a look: Space confirms, M moves to the record that is shown").arg(number));
  else if (scope == Scope::All) title_->setText(tr("%1 photos, videos and recordings").arg(number));
  else title_->setText(!fid_.isSet() ? tr("Choose an outfall or candidate, on the map or in the table.") : model_.rowCount() == 0 ? tr("No photos yet. Drop them here, or take them from a camera (Ctrl+Shift+P).") : tr("%1 photos, videos and recordings").arg(number));
  const bool asked = scope == Scope::Record && fid_.isSet() && layer_ == Layer::Outfalls;
  views_->setVisible(asked);
  if (asked) {
    std::vector<Photo> photos;
    for (const PhotoItem& item : model_.items()) photos.push_back(item.record);
    const rules::PhotoRules& rules = session_.book().photos();
    views_->setText(viewsText(rules, media::missingViews(photos, rules.views)));
  }
  showCurrent();
  Q_EMIT loaded();
}

void PhotoPanel::showCurrent() {
  const PhotoItem* item = model_.at(grid_->currentIndex().row());
  details_->setText(item == nullptr ? QString() : photoDetails(item->record, !item->file.empty()));
}

std::vector<Photo> PhotoPanel::selected() const {
  std::vector<Photo> photos;
  for (const int row : grid_->chosenRows())
    if (const PhotoItem* item = model_.at(row)) photos.push_back(item->record);
  return photos;
}

std::vector<Photo> PhotoPanel::chosen() const {
  std::vector<Photo> photos = selected();
  if (photos.size() < 2) {
    photos.clear();
    for (const PhotoItem& item : model_.items()) photos.push_back(item.record);
  }
  return photos;
}

void PhotoPanel::giveKind(int key) {
  const auto photos = selected();
  if (photos.empty() || key < 1 || static_cast<std::size_t>(key) > kinds_.size()) return;
  const std::string& kind = kinds_[static_cast<std::size_t>(key) - 1];
  auto done = session_.edit(tr("Kind of a photo: %1").arg(qs(kind)), [&](store::Edit& edit) -> Result<> {
    for (const Photo& photo : photos) SUYUAN_TRY(edit.setField(Layer::Photos, photo.fid, "kind", Value{kind}));
    return {};
  });
  if (!done) Q_EMIT failed(done.error());
}

void PhotoPanel::put(std::span<const Photo> photos, const QString& label, const std::function<std::pair<Layer, Fid>(const Photo&)>& where) {
  auto done = session_.edit(label, [&](store::Edit& edit) -> Result<> {
    for (const Photo& photo : photos)
      if (const auto [layer, fid] = where(photo); fid.isSet()) SUYUAN_TRY(media::putPhoto(edit, photo, layer, fid));
    return {};
  });
  if (!done) Q_EMIT failed(done.error());
}

void PhotoPanel::confirm() {
  const auto photos = selected();
  if (photos.empty()) return;
  if (std::ranges::any_of(photos, [](const Photo& one) { return !one.outfallFid.isSet() && !one.candidateFid.isSet(); }))
    Q_EMIT said(tr("A photo that is not put anywhere cannot be confirmed: show its outfall on the map and press M, or use Review photos."));
  put(photos, tr("Confirm a photo's place"), [](const Photo& photo) { return photo.outfallFid.isSet() ? std::pair(Layer::Outfalls, photo.outfallFid) : std::pair(Layer::Candidates, photo.candidateFid); });
}

void PhotoPanel::moveHere() {
  if (!fid_.isSet()) return Q_EMIT said(tr("Choose an outfall or candidate first, on the map or in the table."));
  const auto photos = selected();
  if (!photos.empty()) put(photos, tr("Move a photo"), [this](const Photo&) { return std::pair(layer_, fid_); });
}

} // namespace suyuan::desktop

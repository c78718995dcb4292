// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/photo_review_dialog.h"

#include "app/desktop/panels/photo_words.h"
#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"
#include "core/media/media_folder.h"
#include "core/media/review_photos.h"
#include "core/media/take_photos.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <mutex>

namespace suyuan::desktop {

namespace {

constexpr int targetLayer = Qt::UserRole, targetFid = Qt::UserRole + 1;

Result<std::vector<PhotoItem>> readToReview(const SurveySession& session, bool sureToo) {
  auto reader = session.workerReader();
  if (!reader) return std::unexpected(std::move(reader).error());
  const media::MediaFolder stored(session.file().media());
  std::vector<PhotoItem> items;
  for (const media::PlacingState state : {media::PlacingState::Review, media::PlacingState::Sure}) {
    if (state == media::PlacingState::Sure && !sureToo) break;
    auto photos = (*reader)->all<Photo>({.equals = {{"placing", Value{std::string(media::placingWord(state))}}}, .orderBy = "taken_at"});
    if (!photos) return std::unexpected(std::move(photos).error());
    for (Photo& photo : *photos) {
      auto file = stored.fileOf(photo.sha256);
      std::string key = photo.sha256;
      items.push_back({std::move(photo), std::move(file), std::move(key)});
    }
  }
  return items;
}

} // namespace

/// Visits and tracks are read once for all photos; one look at a time.
class PhotoReviewDialog::Placer {
public:
  static Result<std::shared_ptr<Placer>> make(const SurveySession& session) {
    auto reader = session.workerReader();
    if (!reader) return std::unexpected(std::move(reader).error());
    auto placer = media::PhotoPlacer::over(**reader, session.book().photos().limits);
    if (!placer) return std::unexpected(std::move(placer).error());
    return std::make_shared<Placer>(std::move(*reader), std::move(*placer));
  }
  Placer(std::shared_ptr<store::Reader> reader, media::PhotoPlacer placer) : reader_(std::move(reader)), placer_(std::move(placer)) {}
  Result<media::Placing> place(const Photo& photo) {
    const std::lock_guard lock(mutex_);
    return placer_.place(media::factsOf(photo));
  }

private:
  std::mutex mutex_;
  std::shared_ptr<store::Reader> reader_; // the placer's
  media::PhotoPlacer placer_;
};

PhotoReviewDialog::PhotoReviewDialog(SurveySession& session, PhotoThumbnails& thumbnails, std::function<std::pair<Layer, Fid>()> shown, QWidget* parent)
    : QDialog(parent), session_(session), shown_(std::move(shown)), model_(thumbnails), grid_(new PhotoGrid(model_)), title_(new QLabel), large_(new QLabel), details_(new QLabel), said_(new QLabel),
      targets_(new QListWidget), sureToo_(new QCheckBox(tr("Also those that were put &without doubt"))) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Review photos"));
  resize(900, 600);
  auto* across = new QHBoxLayout(this);
  auto* left = new QVBoxLayout;
  title_->setObjectName(QStringLiteral("review_title"));
  left->addWidget(title_);
  grid_->setObjectName(QStringLiteral("review_grid"));
  grid_->setSelectionMode(QAbstractItemView::SingleSelection);
  grid_->setMinimumWidth(330);
  left->addWidget(grid_, 1);
  sureToo_->setObjectName(QStringLiteral("review_sure"));
  left->addWidget(sureToo_);
  across->addLayout(left, 2);
  auto* right = new QVBoxLayout;
  large_->setAlignment(Qt::AlignCenter);
  large_->setMinimumHeight(200);
  right->addWidget(large_);
  details_->setObjectName(QStringLiteral("review_details"));
  details_->setWordWrap(true);
  details_->setTextFormat(Qt::RichText);
  details_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidget(details_);
  right->addWidget(scroll, 2);
  auto* where = new QLabel(tr("&Where it may belong; Enter puts it there, M to the record that the map shows"));
  where->setWordWrap(true);
  where->setBuddy(targets_);
  right->addWidget(where);
  targets_->setObjectName(QStringLiteral("review_targets"));
  targets_->setWordWrap(true);
  targets_->setAlternatingRowColors(true);
  right->addWidget(targets_, 2);
  said_->setObjectName(QStringLiteral("review_said"));
  said_->setWordWrap(true);
  right->addWidget(said_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  confirm_ = addButton(*buttons, tr("&Put there (Enter)"), "review_put");
  auto* move = addButton(*buttons, tr("To the record on the &map (M)"), "review_move");
  auto* back = addButton(*buttons, tr("&Undo"), "review_undo");
  right->addWidget(buttons);
  across->addLayout(right, 3);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(confirm_, &QPushButton::clicked, this, &PhotoReviewDialog::putChosen);
  connect(move, &QPushButton::clicked, this, &PhotoReviewDialog::putToShown);
  connect(back, &QPushButton::clicked, this, &PhotoReviewDialog::undo);
  connect(sureToo_, &QCheckBox::toggled, this, &PhotoReviewDialog::reload);
  connect(grid_->selectionModel(), &QItemSelectionModel::currentChanged, this, &PhotoReviewDialog::look);
  connect(targets_, &QListWidget::itemDoubleClicked, this, &PhotoReviewDialog::putChosen);
  connect(targets_, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
    confirm_->setEnabled(item != nullptr && !session_.isReadOnly());
    if (item != nullptr && targets_->hasFocus()) Q_EMIT showOnMap(static_cast<Layer>(item->data(targetLayer).toInt()), Fid{item->data(targetFid).toLongLong()});
  });
  for (QWidget* list : std::initializer_list<QWidget*>{grid_, targets_}) list->installEventFilter(this);
  connect(&model_, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex& at) {
    if (at.row() == grid_->currentIndex().row())
      if (const auto picture = model_.picture(at.row())) large_->setPixmap(QPixmap::fromImage(*picture));
  });
  const auto changed = [this] {
    placer_.reset();
    reload();
  };
  connect(&session_, &SurveySession::everythingChanged, this, changed);
  connect(&session_, &SurveySession::changed, this, changed);
  reload();
}

void PhotoReviewDialog::reload() {
  ++working_;
  tasks_.start(
      QString(), [&session = std::as_const(session_), sureToo = sureToo_->isChecked()](const std::stop_token&, const TaskRunner::Progress&) { return readToReview(session, sureToo); },
      [this](Result<std::vector<PhotoItem>> items) {
        --working_;
        if (!items) return said_->setText(qs(text::sentence(items.error(), currentLanguage())));
        const PhotoItem* current = model_.at(grid_->currentIndex().row());
        const Fid kept = current != nullptr ? current->record.fid : Fid{};
        if (grid_->currentIndex().isValid()) row_ = grid_->currentIndex().row();
        const auto waiting = std::ranges::count(*items, std::string(media::placingWord(media::PlacingState::Review)), [](const PhotoItem& item) { return item.record.placing; });
        model_.setItems(std::move(*items));
        title_->setText(waiting == 0 ? tr("No photo waits for a look.") : tr("%1 wait for a look").arg(QLocale().toString(static_cast<qlonglong>(waiting))));
        const int row = model_.rowOf(kept);
        if (model_.rowCount() > 0) grid_->setCurrentIndex(model_.index(row >= 0 ? row : std::min(row_, model_.rowCount() - 1)));
        look();
      });
}

void PhotoReviewDialog::look() {
  const PhotoItem* item = model_.at(grid_->currentIndex().row());
  targets_->clear();
  confirm_->setEnabled(false);
  large_->clear();
  details_->setText(item == nullptr ? QString() : photoDetails(item->record, !item->file.empty()));
  if (item == nullptr) return;
  if (const auto picture = model_.picture(grid_->currentIndex().row())) large_->setPixmap(QPixmap::fromImage(*picture));
  using Looked = Result<std::pair<std::shared_ptr<Placer>, media::Placing>>;
  ++working_;
  tasks_.start(
      QString(),
      [&session = std::as_const(session_), placer = placer_, photo = item->record](const std::stop_token&, const TaskRunner::Progress&) mutable -> Looked {
        if (!placer) {
          auto made = Placer::make(session);
          if (!made) return std::unexpected(std::move(made).error());
          placer = std::move(*made);
        }
        auto placing = placer->place(photo);
        if (!placing) return std::unexpected(std::move(placing).error());
        return std::pair(std::move(placer), std::move(*placing));
      },
      [this, photo = item->record](Looked looked) {
        --working_;
        const PhotoItem* now = model_.at(grid_->currentIndex().row());
        if (now == nullptr || now->record.fid != photo.fid) return;
        if (!looked) return said_->setText(qs(text::sentence(looked.error(), currentLanguage())));
        placer_ = looked->first;
        showTargets(looked->second, photo);
      });
}

void PhotoReviewDialog::showTargets(const media::Placing& placing, const Photo& photo) {
  const QSignalBlocker quiet(targets_);
  targets_->clear();
  for (const media::PhotoTarget& target : placing.targets) {
    auto* item = new QListWidgetItem(targetText(target), targets_);
    item->setData(targetLayer, static_cast<int>(target.layer));
    item->setData(targetFid, QVariant::fromValue<qlonglong>(target.fid.value));
    if (target.fid == photo.outfallFid || target.fid == photo.candidateFid) item->setText(tr("%1  (it is there)").arg(item->text()));
  }
  if (targets_->count() == 0) said_->setText(tr("Nothing is recorded near it. Show the outfall or candidate on the map, then press M."));
  else said_->clear();
  targets_->setCurrentRow(targets_->count() > 0 ? 0 : -1);
  confirm_->setEnabled(targets_->count() > 0 && !session_.isReadOnly());
}

void PhotoReviewDialog::put(Layer layer, Fid fid) {
  const PhotoItem* item = model_.at(grid_->currentIndex().row());
  if (item == nullptr) return;
  auto done = session_.edit(tr("Put a photo to its place"), [&, photo = item->record](store::Edit& edit) { return media::putPhoto(edit, photo, layer, fid); });
  said_->setText(done ? tr("Recorded. Undo takes it back.") : qs(text::sentence(done.error(), currentLanguage())));
}

void PhotoReviewDialog::putChosen() {
  if (const QListWidgetItem* item = targets_->currentItem()) put(static_cast<Layer>(item->data(targetLayer).toInt()), Fid{item->data(targetFid).toLongLong()});
}

void PhotoReviewDialog::putToShown() {
  const auto [layer, fid] = shown_();
  if (fid.isSet()) put(layer, fid);
  else said_->setText(tr("Choose an outfall or candidate first, on the map or in the table."));
}

void PhotoReviewDialog::undo() {
  auto done = session_.undo();
  said_->setText(done ? tr("Taken back.") : qs(text::sentence(done.error(), currentLanguage())));
}

bool PhotoReviewDialog::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->matches(QKeySequence::Undo)) return undo(), true;
    if (key->modifiers() == Qt::NoModifier || key->modifiers() == Qt::KeypadModifier) {
      if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) return putChosen(), true;
      if (key->key() == Qt::Key_M) return putToShown(), true;
    }
  }
  return QDialog::eventFilter(watched, event);
}

} // namespace suyuan::desktop

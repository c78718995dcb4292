// SPDX-License-Identifier: GPL-3.0-or-later
// The window's part of photos: their dock, taking them in by menu or by dropping files, review, ledger, copies, and the question before going home.
#include "app/desktop/dialogs/photo_dialog.h"
#include "app/desktop/dialogs/photo_export_dialog.h"
#include "app/desktop/dialogs/photo_ledger_dialog.h"
#include "app/desktop/dialogs/photo_review_dialog.h"
#include "app/desktop/dialogs/take_photos_dialog.h"
#include "app/desktop/panels/photo_panel.h"
#include "app/desktop/shell/banner.h"
#include "app/desktop/shell/main_window.h"
#include "app/desktop/shell/photo_thumbnails.h"
#include "core/media/place_photo.h"
#ifdef SUYUAN_HAS_CAMERA
#include "app/desktop/dialogs/camera_dialog.h"
#include "app/desktop/shell/positioning.h"
#endif

#include <QAction>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLocale>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>

#include <type_traits>

namespace suyuan::desktop {

namespace {

std::vector<std::filesystem::path> localFiles(const QMimeData& data) {
  std::vector<std::filesystem::path> files;
  for (const QUrl& url : data.urls())
    if (url.isLocalFile()) files.emplace_back(url.toLocalFile().toStdString());
  return files;
}

} // namespace

void MainWindow::buildPhotoActions() {
  auto* menu = menuBar()->addMenu(tr("&Photos"));
  menu->setObjectName(QStringLiteral("menu_photos"));
  menu->addAction(act("import", tr("&Take photos, videos and sound…"), QKeySequence(QStringLiteral("Ctrl+Shift+P")), "act_photos_take", [this] { takePhotos({}); }));
#ifdef SUYUAN_HAS_CAMERA
  menu->addAction(act("", tr("From this computer's &camera…"), {}, "act_photos_camera", [this] { showCamera(); }));
#endif
  menu->addAction(act("", tr("&Review photos…"), QKeySequence(QStringLiteral("Ctrl+Shift+V")), "act_photos_review", [this] { reviewPhotos(); }));
  menu->addAction(act("", tr("Photo &ledger…"), QKeySequence(QStringLiteral("Ctrl+Shift+L")), "act_photos_ledger", [this] {
    auto* dialog = new PhotoLedgerDialog(*session_, this);
    connect(dialog, &PhotoLedgerDialog::chosen, this, [this](Layer layer, Fid fid) { selectRecord(layer, fid); });
    dialog->show();
  }));
  menu->addAction(act("export", tr("&Copies with a watermark…"), {}, "act_photos_copies", [this] { (new PhotoExportDialog(*session_, photos_->chosen(), this))->open(); }));
}

QWidget* MainWindow::withPhotos() {
  if (!thumbnails_) thumbnails_ = std::make_unique<PhotoThumbnails>(session_->file().cache() / "thumbnails");
  photos_ = new PhotoPanel(*session_, *thumbnails_);
  photos_->setObjectName(QStringLiteral("photos"));
  connect(photos_, &PhotoPanel::failed, this, &MainWindow::report);
  connect(photos_, &PhotoPanel::said, this, [this](const QString& text) { say(text, false); });
  connect(photos_, &PhotoPanel::opened, this, [this](int row) {
    const auto& items = photos_->grid().photos().items();
    if (!items.empty()) (new PhotoDialog(*session_, items, row, this))->show();
  });
  return photos_;
}

void MainWindow::closePhotoDialogs() {
  const auto close = [this]<class Dialog>(std::type_identity<Dialog>) {
    for (Dialog* dialog : findChildren<Dialog*>(QString(), Qt::FindDirectChildrenOnly)) delete dialog;
  };
  close(std::type_identity<PhotoDialog>());
  close(std::type_identity<PhotoReviewDialog>());
  close(std::type_identity<PhotoLedgerDialog>());
  close(std::type_identity<TakePhotosDialog>());
  close(std::type_identity<PhotoExportDialog>());
#ifdef SUYUAN_HAS_CAMERA
  close(std::type_identity<CameraDialog>());
#endif
}

void MainWindow::takePhotos(const std::vector<std::filesystem::path>& sources) {
  auto* dialog = new TakePhotosDialog(*session_, this);
  connect(dialog, &TakePhotosDialog::reviewWanted, this, &MainWindow::reviewPhotos);
  if (!sources.empty()) dialog->setSources(sources);
  dialog->open();
}

void MainWindow::reviewPhotos() {
  auto* dialog = new PhotoReviewDialog(*session_, *thumbnails_, [this] { return photos_ != nullptr ? photos_->record() : std::pair(Layer::Outfalls, Fid{}); }, this);
  connect(dialog, &PhotoReviewDialog::showOnMap, this, [this](Layer layer, Fid fid) { selectRecord(layer, fid); });
  dialog->show();
}

#ifdef SUYUAN_HAS_CAMERA
void MainWindow::showCamera() {
  if (!CameraDialog::hasCamera()) return say(tr("This computer has no camera that can be used; take photos with another one and drop its files here."), false);
  auto* dialog = new CameraDialog(*session_, photos_->record(), [this] {
    media::CaptureFacts facts;
    if (positioning_ && positioning_->lastPlace() && isUsable(positioning_->health())) {
      const auto& last = *positioning_->lastPlace();
      facts.place = Point{last.fix.lon, last.fix.lat};
      facts.accuracy = last.accuracy.horizontal;
    }
    return facts;
  }, this);
  dialog->show();
}
#endif

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (session_ && !session_->isReadOnly() && !session_->isWriting() && !localFiles(*event->mimeData()).empty()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  const auto files = localFiles(*event->mimeData());
  if (!session_ || files.empty()) return;
  event->setDropAction(Qt::CopyAction); // what is dropped stays where it is
  event->accept();
  takePhotos(files);
}

bool MainWindow::mayClose() {
  if (!session_ || session_->isReadOnly() || askedBeforeClosing_) return true;
  const auto waiting = session_->reader().count(Layer::Photos, {.equals = {{"placing", Value{std::string(media::placingWord(media::PlacingState::Review))}}}});
  if (!waiting || *waiting == 0) return true;
  askedBeforeClosing_ = true; // once; whoever closes again means it
  banner_->ask(tr("%1 photos are not put to an outfall for sure yet.").arg(QLocale().toString(static_cast<qlonglong>(*waiting))),
               {{tr("Review them"), [this] {
                   askedBeforeClosing_ = false;
                   reviewPhotos();
                 }},
                {tr("Close all the same"), [this] { close(); }}});
  return false;
}

} // namespace suyuan::desktop

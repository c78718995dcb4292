// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/camera_dialog.h"

#include "app/desktop/dialogs/take_photos_dialog.h"
#include "app/desktop/panels/photo_words.h"
#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"
#include "core/media/take_photos.h"
#include "gis/media/thumbnail_store.h"

#include <QCamera>
#include <QCameraDevice>
#include <QComboBox>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QImageCapture>
#include <QLabel>
#include <QMediaCaptureSession>
#include <QMediaDevices>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>
#include <QVideoWidget>

namespace suyuan::desktop {

namespace {

/// Taken and put to its record in one go; the photo's fid.
Result<Fid> keepShot(store::SurveyFile& survey, const std::filesystem::path& file, const rules::PhotoRules& rules, const media::TakeOptions& options, std::pair<Layer, Fid> shown) {
  auto report = media::takePhotos(survey, {&file, 1}, inspectWith(rules), rules, options);
  if (!report) return std::unexpected(std::move(report).error());
  const media::TakenFile& taken = report->files.front();
  if (taken.outcome == media::TakeOutcome::Failed) return std::unexpected(taken.error);
  if (taken.photo.isSet() && shown.second.isSet()) SUYUAN_TRY(media::putPhoto(survey, taken.photo, shown.first, shown.second));
  return taken.photo;
}

} // namespace

bool CameraDialog::hasCamera() { return !QMediaDevices::videoInputs().isEmpty(); }

CameraDialog::CameraDialog(SurveySession& session, std::pair<Layer, Fid> shown, std::function<media::CaptureFacts()> now, QWidget* parent)
    : QDialog(parent), session_(session), shown_(shown), now_(std::move(now)), line_(std::make_unique<QMediaCaptureSession>()), cameras_(new QComboBox), kind_(new QComboBox), said_(new QLabel) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Camera"));
  resize(760, 560);
  auto* column = new QVBoxLayout(this);
  auto* video = new QVideoWidget;
  video->setMinimumSize(320, 240);
  column->addWidget(video, 1);
  auto* row = new QHBoxLayout;
  cameras_->setAccessibleName(tr("Camera"));
  for (const QCameraDevice& device : QMediaDevices::videoInputs()) cameras_->addItem(device.description(), device.id());
  kind_->setObjectName(QStringLiteral("camera_kind"));
  kind_->setAccessibleName(tr("Kind"));
  kind_->addItem(tr("kind not given"));
  for (const std::string& kind : kindsByKey(session_.book().photos())) kind_->addItem(qs(kind), qs(kind));
  row->addWidget(cameras_, 1);
  row->addWidget(kind_, 1);
  column->addLayout(row);
  said_->setObjectName(QStringLiteral("camera_said"));
  said_->setWordWrap(true);
  said_->setText(shown_.second.isSet() ? tr("Shots go to the record that is shown.") : tr("No record is shown: shots wait for a look."));
  column->addWidget(said_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  shoot_ = addButton(*buttons, tr("&Shoot"), "camera_shoot");
  shoot_->setDefault(true);
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(shoot_, &QPushButton::clicked, this, &CameraDialog::shoot);
  connect(cameras_, &QComboBox::currentIndexChanged, this, &CameraDialog::start);
  line_->setVideoOutput(video);
  start();
}

CameraDialog::~CameraDialog() = default;

void CameraDialog::start() {
  camera_.reset();
  capture_.reset();
  shoot_->setEnabled(false);
  for (const QCameraDevice& device : QMediaDevices::videoInputs())
    if (device.id() == cameras_->currentData().toByteArray()) camera_ = std::make_unique<QCamera>(device);
  if (!camera_) return said_->setText(tr("This computer has no camera that can be used; take photos with another one and drop its files on the window."));
  capture_ = std::make_unique<QImageCapture>();
  line_->setCamera(camera_.get());
  line_->setImageCapture(capture_.get());
  connect(capture_.get(), &QImageCapture::readyForCaptureChanged, shoot_, &QPushButton::setEnabled);
  connect(capture_.get(), &QImageCapture::imageSaved, this, [this](int, const QString& file) { keep(file); });
  connect(capture_.get(), &QImageCapture::errorOccurred, this, [this](int, QImageCapture::Error, const QString& why) { said_->setText(tr("The camera took no picture (%1); nothing was recorded.").arg(why)); });
  connect(camera_.get(), &QCamera::errorOccurred, this, [this](QCamera::Error, const QString& why) { said_->setText(tr("The camera does not work (%1); what was taken before is safe.").arg(why)); });
  camera_->start();
}

void CameraDialog::shoot() {
  if (capture_ && !working_) capture_->captureToFile(shots_.filePath(QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd_HHmmss_")) + QString::number(++number_) + QStringLiteral(".jpg")));
}

void CameraDialog::keep(const QString& file) {
  if (working_ || session_.isWriting()) return said_->setText(tr("The survey is being written; shoot again in a moment."));
  working_ = true;
  media::CaptureFacts facts = now_();
  facts.at = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  media::TakeOptions options{.kind = kind_->currentData().toString().toStdString()};
  options.liken = media::likenIn(session_.file().cache() / "thumbnails");
  session_.write(
      tr("Taking a photo"),
      [file = std::filesystem::path(file.toStdString()), facts, options, shown = shown_, book = session_.sharedBook()](store::SurveyFile& survey, const std::stop_token&, const TaskRunner::Progress&) {
        media::writeCapture(file, facts);
        return keepShot(survey, file, book->photos(), options, shown);
      },
      [self = QPointer(this)](const Result<Fid>& fid) {
        if (!self) return;
        self->working_ = false;
        self->said_->setText(fid ? tr("Recorded.") : qs(text::sentence(fid.error(), currentLanguage())));
      });
}

} // namespace suyuan::desktop

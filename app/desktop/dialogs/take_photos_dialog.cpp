// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/take_photos_dialog.h"

#include "app/desktop/panels/photo_words.h"
#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"
#include "core/media/media_folder.h"
#include "core/model/survey_team.h"
#include "gis/media/inspect_photo.h"
#include "gis/media/thumbnail_store.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace suyuan::desktop {

namespace {

using Paths = std::vector<std::filesystem::path>;

Result<Paths> filesIn(const Paths& sources, const std::stop_token& stop) {
  Paths files;
  for (const auto& source : sources) {
    if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
    auto below = media::filesBelow(source);
    if (!below) return below;
    files.insert(files.end(), std::make_move_iterator(below->begin()), std::make_move_iterator(below->end()));
  }
  return files;
}

QString sourcesText(const Paths& sources) {
  QString text = sources.empty() ? QString() : qs(sources.front().string());
  if (sources.size() > 1) text += TakePhotosDialog::tr(" and %1 more").arg(sources.size() - 1);
  return text;
}

} // namespace

media::Inspect inspectWith(const rules::PhotoRules& rules) {
  return [editors = rules.editors, clockOff = std::chrono::milliseconds{std::llround(rules.limits.clockOffS * 1000)}](const std::filesystem::path& file) {
    return media::inspectPhoto(file, {editors, clockOff});
  };
}

TakePhotosDialog::TakePhotosDialog(SurveySession& session, QWidget* parent)
    : QDialog(parent), session_(session), thumbnails_(std::filesystem::path()), model_(thumbnails_), grid_(new PhotoGrid(model_)), from_(new QLineEdit), team_(new QComboBox), kind_(new QComboBox), result_(new QLabel),
      progress_(new QProgressBar) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Take photos, videos and sound"));
  resize(820, 560);
  auto* column = new QVBoxLayout(this);
  auto* about = new QLabel(tr("The camera's files are only read. Each is put to its outfall by place and time; what is not certain waits for a look. The same bytes are kept once."));
  about->setWordWrap(true);
  column->addWidget(about);
  auto* row = new QHBoxLayout;
  auto* label = new QLabel(tr("&From"));
  label->setBuddy(from_);
  from_->setObjectName(QStringLiteral("take_from"));
  from_->setPlaceholderText(tr("Folder of the camera, or drop files and folders on the window"));
  auto* folder = new QPushButton(tr("F&older…"));
  auto* files = new QPushButton(tr("F&iles…"));
  row->addWidget(label);
  row->addWidget(from_, 1);
  row->addWidget(folder);
  row->addWidget(files);
  column->addLayout(row);
  auto* form = new QFormLayout;
  team_->setObjectName(QStringLiteral("take_team"));
  team_->setEditable(true);
  team_->addItem(QString());
  if (const auto teams = session_.reader().all<SurveyTeam>())
    for (const SurveyTeam& team : *teams) team_->addItem(qs(team.name));
  team_->lineEdit()->setPlaceholderText(tr("by whose track they lie on, else the outfall's"));
  kind_->setObjectName(QStringLiteral("take_kind"));
  kind_->addItem(tr("by the names of files and folders"));
  for (const std::string& kind : kindsByKey(session_.book().photos())) kind_->addItem(qs(kind), qs(kind));
  form->addRow(tr("&Team"), team_);
  form->addRow(tr("&Kind"), kind_);
  column->addLayout(form);
  grid_->setObjectName(QStringLiteral("take_grid"));
  column->addWidget(grid_, 1);
  progress_->setRange(0, 1000);
  progress_->hide();
  column->addWidget(progress_);
  result_->setObjectName(QStringLiteral("take_result"));
  result_->setWordWrap(true);
  result_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  column->addWidget(result_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  take_ = addButton(*buttons, tr("&Take them in"), "take_go");
  stop_ = addButton(*buttons, tr("&Stop"), "take_stop");
  review_ = addButton(*buttons, tr("&Review what was put where"), "take_review");
  take_->setEnabled(false);
  stop_->hide();
  review_->hide();
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  for (QPushButton* button : {folder, files}) button->setAutoDefault(false);
  connect(folder, &QPushButton::clicked, this, [this] {
    const QString chosen = QFileDialog::getExistingDirectory(this, tr("Folder of the camera"), from_->text());
    if (!chosen.isEmpty()) setSources({chosen.toStdString()});
  });
  connect(files, &QPushButton::clicked, this, [this] {
    Paths chosen;
    for (const QString& file : QFileDialog::getOpenFileNames(this, tr("Photos, videos and sound"), from_->text())) chosen.emplace_back(file.toStdString());
    if (!chosen.empty()) setSources(chosen);
  });
  connect(from_, &QLineEdit::editingFinished, this, [this] {
    if (from_->isModified() && !from_->text().trimmed().isEmpty()) setSources({from_->text().trimmed().toStdString()});
  });
  connect(take_, &QPushButton::clicked, this, &TakePhotosDialog::take);
  connect(stop_, &QPushButton::clicked, this, [this] { session_.tasks().cancelAll(); });
  connect(review_, &QPushButton::clicked, this, [this] {
    Q_EMIT reviewWanted();
    accept();
  });
  connect(&session_.tasks(), &TaskRunner::progressed, this, [this](double done) {
    if (working_) progress_->setValue(static_cast<int>(done * 1000));
  });
}

void TakePhotosDialog::setSources(const Paths& sources) {
  if (working_) return;
  from_->setText(sourcesText(sources));
  from_->setModified(false);
  working_ = true;
  take_->setEnabled(false);
  result_->setText(tr("Looking for files…"));
  tasks_.start(
      QString(), [sources](const std::stop_token& stop, const TaskRunner::Progress&) { return filesIn(sources, stop); },
      [this](Result<Paths> files) {
        working_ = false;
        if (!files) return result_->setText(qs(text::sentence(files.error(), currentLanguage())));
        list(std::move(*files));
      });
}

void TakePhotosDialog::list(Paths files) {
  std::vector<PhotoItem> items;
  items.reserve(files.size());
  for (std::filesystem::path& file : files) {
    PhotoItem item;
    item.record.fileName = file.filename().string();
    item.key = file.string();
    item.file = std::move(file);
    items.push_back(std::move(item));
  }
  model_.setItems(std::move(items));
  const int count = model_.rowCount();
  result_->setText(count == 0 ? tr("There are no files.") : tr("%1 files. What is neither picture nor video nor sound is left where it is.").arg(QLocale().toString(count)));
  take_->setEnabled(count > 0 && !session_.isReadOnly());
}

void TakePhotosDialog::take() {
  if (working_ || model_.rowCount() == 0) return;
  if (session_.isWriting()) return result_->setText(tr("The survey is being written by other work; try again when it is done."));
  working_ = true;
  take_->setEnabled(false);
  stop_->show();
  review_->hide();
  progress_->setValue(0);
  progress_->show();
  result_->setText(tr("Taking them in; what is done stays, whatever happens."));
  Paths files;
  for (const PhotoItem& item : model_.items()) files.push_back(item.file);
  media::TakeOptions options{.team = team_->currentText().trimmed().toStdString(), .kind = kind_->currentData().toString().toStdString()};
  options.liken = media::likenIn(session_.file().cache() / "thumbnails");
  const std::size_t asked = files.size();
  session_.write(
      tr("Taking photos"),
      [files = std::move(files), options = std::move(options), book = session_.sharedBook()](store::SurveyFile& survey, const std::stop_token& stop, const TaskRunner::Progress& progress) {
        return media::takePhotos(survey, files, inspectWith(book->photos()), book->photos(), options,
                                 [&](std::size_t done, std::size_t all) { progress(all == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(all)); }, stop);
      },
      [self = QPointer(this), asked](const Result<media::TakeReport>& report) {
        if (self) self->showReport(report, asked);
      });
}

void TakePhotosDialog::showReport(const Result<media::TakeReport>& report, std::size_t asked) {
  working_ = false;
  stop_->hide();
  progress_->hide();
  if (!report) {
    take_->setEnabled(true);
    return result_->setText(qs(text::sentence(report.error(), currentLanguage())));
  }
  using enum media::TakeOutcome;
  std::int64_t waiting = 0;
  for (const media::TakenFile& one : report->files) waiting += one.outcome == Taken && one.placing.state == media::PlacingState::Review;
  const auto number = [](std::int64_t count) { return QLocale().toString(static_cast<qlonglong>(count)); };
  QString text = tr("%1 taken, of which %2 wait for a look; %3 were there already, %4 twice, %5 restored, %6 are no media.")
                     .arg(number(report->count(Taken)), number(waiting), number(report->count(Recorded)), number(report->count(Twice)), number(report->count(Restored)), number(report->count(NotMedia)));
  QStringList failed;
  for (const media::TakenFile& one : report->files)
    if (one.outcome == Failed && failed.size() < 5) failed << qs(text::sentence(one.error, currentLanguage()));
  if (const auto count = report->count(Failed); count > 0) text += u'\n' + tr("%1 failed:").arg(number(count)) + u' ' + failed.join(u' ');
  const bool stopped = report->files.size() < asked;
  if (stopped) text += u'\n' + tr("Stopped; what was taken stays. Take them in again to go on: nothing comes twice.");
  result_->setText(text);
  take_->setEnabled(stopped || report->count(Failed) > 0);
  review_->setVisible(report->count(Taken) > 0);
  if (report->count(Taken) > 0) {
    review_->setDefault(true);
    Q_EMIT taken();
  }
}

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/photo_dialog.h"

#include "app/desktop/panels/photo_words.h"
#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"
#include "gis/media/thumbnail.h"

#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace suyuan::desktop {

PhotoDialog::PhotoDialog(SurveySession& session, std::vector<PhotoItem> items, int row, QWidget* parent)
    : QDialog(parent), session_(session), items_(std::move(items)), kinds_(kindsByKey(session.book().photos())), view_(new PhotoView), details_(new QLabel), said_(new QLabel), words_(new QLineEdit) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Photo"));
  resize(1100, 680);
  auto* across = new QHBoxLayout(this);
  auto* left = new QVBoxLayout;
  view_->setObjectName(QStringLiteral("photo_view"));
  left->addWidget(view_, 1);
  auto* tools = new QHBoxLayout;
  buildTools(*tools);
  left->addLayout(tools);
  across->addLayout(left, 1);
  auto* right = new QVBoxLayout;
  details_->setObjectName(QStringLiteral("photo_dialog_details"));
  details_->setWordWrap(true);
  details_->setTextFormat(Qt::RichText);
  details_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  details_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidget(details_);
  scroll->setFixedWidth(fontMetrics().horizontalAdvance(u'0') * 42);
  right->addWidget(scroll, 1);
  QString keys;
  for (std::size_t i = 0; i < kinds_.size() && i < 10; ++i) keys += QStringLiteral("<b>%1</b>&nbsp;%2 &nbsp;").arg((i + 1) % 10).arg(qs(kinds_[i]).toHtmlEscaped());
  auto* hint = new QLabel(tr("Kinds:") + u' ' + keys);
  hint->setWordWrap(true);
  right->addWidget(hint);
  said_->setObjectName(QStringLiteral("photo_said"));
  said_->setWordWrap(true);
  right->addWidget(said_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  right->addWidget(buttons);
  across->addLayout(right);
  connect(view_, &PhotoView::marked, this, [this](const media::PhotoMark& mark) {
    auto marks = media::parseMarks(photo().marks);
    marks.push_back(mark);
    setMarks(std::move(marks));
  });
  connect(&session_, &SurveySession::changed, this, &PhotoDialog::showRecord);
  connect(&session_, &SurveySession::everythingChanged, this, &PhotoDialog::showRecord);
  go(row);
  view_->setFocusPolicy(Qt::StrongFocus);
  view_->setFocus();
}

void PhotoDialog::buildTools(QHBoxLayout& row) {
  const auto side = [&](const QString& text, const char* name, int step) {
    auto* button = new QPushButton(text);
    button->setObjectName(QLatin1String(name));
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [this, step] { go(row_ + step); });
    row.addWidget(button);
    return button;
  };
  previous_ = side(tr("◀ &Previous"), "photo_previous", -1);
  next_ = side(tr("&Next ▶"), "photo_next", 1);
  const auto tool = [&](const QString& text, const QString& tip, const char* name, bool checkable) {
    auto* button = new QToolButton;
    button->setText(text);
    button->setToolTip(tip);
    button->setObjectName(QLatin1String(name));
    button->setCheckable(checkable);
    button->setMinimumHeight(32);
    row.addWidget(button);
    return button;
  };
  row.addSpacing(12);
  arrow_ = tool(tr("&Arrow"), tr("Drag on the photo: an arrow, with the words beside where there are any (A)"), "mark_arrow", true);
  text_ = tool(tr("&Words"), tr("Click on the photo: the words stand there (T)"), "mark_text", true);
  words_->setObjectName(QStringLiteral("mark_words"));
  words_->setPlaceholderText(tr("Words of the mark"));
  words_->setAccessibleName(words_->placeholderText());
  row.addWidget(words_, 1);
  takeBack_ = tool(tr("Ta&ke the last mark away"), tr("Delete"), "mark_back", false);
  play_ = new QPushButton(tr("P&lay"));
  play_->setObjectName(QStringLiteral("photo_play"));
  play_->setAutoDefault(false);
  row.addWidget(play_);
  connect(arrow_, &QToolButton::toggled, this, [this](bool on) {
    if (on) text_->setChecked(false);
    view_->setTool(on ? PhotoView::Tool::Arrow : text_->isChecked() ? PhotoView::Tool::Words : PhotoView::Tool::None);
  });
  connect(text_, &QToolButton::toggled, this, [this](bool on) {
    if (on) arrow_->setChecked(false);
    view_->setTool(on ? PhotoView::Tool::Words : arrow_->isChecked() ? PhotoView::Tool::Arrow : PhotoView::Tool::None);
    if (on && words_->text().isEmpty()) words_->setFocus();
  });
  connect(words_, &QLineEdit::textChanged, view_, &PhotoView::setWords);
  connect(words_, &QLineEdit::returnPressed, this, [this] { view_->setFocus(); });
  connect(takeBack_, &QToolButton::clicked, this, [this] {
    auto marks = media::parseMarks(photo().marks);
    if (marks.empty()) return;
    marks.pop_back();
    setMarks(std::move(marks));
  });
  connect(play_, &QPushButton::clicked, this, [this] {
    const auto& file = items_[static_cast<std::size_t>(row_)].file;
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(qs(file.string())))) said_->setText(tr("No program of this computer opens %1.").arg(qs(file.filename().string())));
  });
}

void PhotoDialog::go(int row) {
  row_ = std::clamp(row, 0, static_cast<int>(items_.size()) - 1);
  reading_ = false;
  previous_->setEnabled(row_ > 0);
  next_->setEnabled(row_ + 1 < static_cast<int>(items_.size()));
  said_->clear();
  view_->setPicture({});
  view_->setMarks({});
  const PhotoItem& item = items_[static_cast<std::size_t>(row_)];
  const bool picture = item.record.mediaKind.empty();
  const bool marks = picture && !session_.isReadOnly();
  for (QWidget* widget : std::initializer_list<QWidget*>{arrow_, text_, words_, takeBack_}) widget->setVisible(marks);
  play_->setVisible(!picture);
  play_->setEnabled(!item.file.empty());
  setWindowTitle(QStringLiteral("%1 — %2 / %3").arg(qs(item.record.fileName)).arg(row_ + 1).arg(items_.size()));
  showRecord();
  if (picture && !item.file.empty()) return read();
  view_->setSaying(item.file.empty() ? tr("The file is not in the survey's folder; take it from the camera again.")
                                     : (item.record.duration ? tr("%1 of %2").arg(qs(item.record.mediaKind), durationText(*item.record.duration)) : qs(item.record.mediaKind)));
}

void PhotoDialog::read() {
  view_->setSaying(tr("Reading…"));
  reading_ = true;
  // As many points as the screen can show, not those of the camera.
  const QSize screen = this->screen()->size() * this->screen()->devicePixelRatio();
  const PhotoItem& item = items_[static_cast<std::size_t>(row_)];
  tasks_.start(
      QString(), [file = item.file, edge = std::max(screen.width(), screen.height())](const std::stop_token&, const TaskRunner::Progress&) { return media::makeThumbnail(file, edge); },
      [this, wanted = item.record.fid](Result<QImage> picture) {
        if (wanted != photo().fid) return; // gone on since
        reading_ = false;
        if (!picture) return view_->setSaying(qs(text::sentence(picture.error(), currentLanguage())));
        view_->setPicture(*picture);
      });
}

void PhotoDialog::showRecord() {
  PhotoItem& item = items_[static_cast<std::size_t>(row_)];
  if (auto now = session_.reader().get<Photo>(item.record.fid); now && *now) item.record = std::move(**now);
  details_->setText(photoDetails(item.record, !item.file.empty()));
  view_->setMarks(media::parseMarks(item.record.marks));
  takeBack_->setEnabled(!item.record.marks.empty());
}

void PhotoDialog::setMarks(std::vector<media::PhotoMark> marks) {
  if (auto done = session_.setField(Layer::Photos, photo().fid, "marks", toValue(media::marksText(marks)), tr("Mark a photo")); !done) said_->setText(qs(text::sentence(done.error(), currentLanguage())));
}

void PhotoDialog::giveKind(int key) {
  if (session_.isReadOnly() || static_cast<std::size_t>(key) > kinds_.size()) return;
  const std::string& kind = kinds_[static_cast<std::size_t>(key) - 1];
  if (auto done = session_.setField(Layer::Photos, photo().fid, "kind", Value{kind}, tr("Kind of a photo: %1").arg(qs(kind))); !done) said_->setText(qs(text::sentence(done.error(), currentLanguage())));
}

void PhotoDialog::keyPressEvent(QKeyEvent* event) {
  const int key = event->key();
  if ((event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier && !words_->hasFocus()) {
    if (key == Qt::Key_Left || key == Qt::Key_PageUp) return go(row_ - 1);
    if (key == Qt::Key_Right || key == Qt::Key_PageDown) return go(row_ + 1);
    if (key >= Qt::Key_0 && key <= Qt::Key_9) return giveKind(key == Qt::Key_0 ? 10 : key - Qt::Key_0);
    if (key == Qt::Key_A && arrow_->isVisible()) return arrow_->toggle();
    if (key == Qt::Key_T && text_->isVisible()) return text_->toggle();
    if (key == Qt::Key_Delete && takeBack_->isVisible()) return takeBack_->click();
  }
  QDialog::keyPressEvent(event);
}

} // namespace suyuan::desktop

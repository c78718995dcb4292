// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/photo_view.h"

#include "gis/media/picture_copy.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace suyuan::desktop {

PhotoView::PhotoView(QWidget* parent) : QWidget(parent) {
  setMinimumSize(320, 240);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  setAccessibleName(tr("Photo"));
}

void PhotoView::setPicture(const QImage& picture) {
  picture_ = picture;
  drawing_.reset();
  fitted_ = {};
  redraw();
}

void PhotoView::setSaying(const QString& text) {
  saying_ = text;
  update();
}

void PhotoView::setMarks(std::vector<media::PhotoMark> marks) {
  marks_ = std::move(marks);
  redraw();
}

void PhotoView::setTool(Tool tool) {
  tool_ = tool;
  drawing_.reset();
  setCursor(tool == Tool::None ? Qt::ArrowCursor : Qt::CrossCursor);
  redraw();
}

void PhotoView::setWords(const QString& words) { words_ = words; }

QRect PhotoView::pictureRect() const {
  if (picture_.isNull()) return {};
  const QSize size = picture_.size().scaled(this->size(), Qt::KeepAspectRatio);
  return {QPoint((width() - size.width()) / 2, (height() - size.height()) / 2), size};
}

void PhotoView::redraw() {
  if (!picture_.isNull()) {
    const QSize size = pictureRect().size() * devicePixelRatioF();
    if (fitted_.size() != size) fitted_ = picture_.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).convertToFormat(QImage::Format_RGB32);
    media::CopyOptions options{.marks = marks_};
    if (drawing_) options.marks.push_back(*drawing_);
    shown_ = fitted_;
    if (!options.marks.empty()) media::drawOn(shown_, options);
  } else {
    shown_ = {};
  }
  update();
}

void PhotoView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), QColor(0x20, 0x20, 0x20));
  if (!shown_.isNull()) return painter.drawImage(pictureRect(), shown_);
  painter.setPen(Qt::white);
  painter.drawText(rect().adjusted(20, 20, -20, -20), Qt::AlignCenter | Qt::TextWordWrap, saying_);
}

void PhotoView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  redraw();
}

QPointF PhotoView::shareOf(QPointF at) const {
  const QRectF frame = pictureRect();
  return {std::clamp((at.x() - frame.x()) / std::max(1.0, frame.width()), 0.0, 1.0), std::clamp((at.y() - frame.y()) / std::max(1.0, frame.height()), 0.0, 1.0)};
}

void PhotoView::mousePressEvent(QMouseEvent* event) {
  if (tool_ == Tool::None || picture_.isNull() || event->button() != Qt::LeftButton || !pictureRect().contains(event->position().toPoint())) return QWidget::mousePressEvent(event);
  const QPointF at = shareOf(event->position());
  using Kind = media::PhotoMark::Kind;
  if (tool_ == Tool::Words) {
    if (!words_.isEmpty()) Q_EMIT marked({Kind::Text, at.x(), at.y(), 0, 0, words_.toStdString()});
    return;
  }
  drawing_ = media::PhotoMark{Kind::Arrow, at.x(), at.y(), at.x(), at.y(), words_.toStdString()};
}

void PhotoView::mouseMoveEvent(QMouseEvent* event) {
  if (!drawing_) return QWidget::mouseMoveEvent(event);
  const QPointF at = shareOf(event->position());
  drawing_->toX = at.x();
  drawing_->toY = at.y();
  redraw();
}

void PhotoView::mouseReleaseEvent(QMouseEvent* event) {
  if (!drawing_) return QWidget::mouseReleaseEvent(event);
  mouseMoveEvent(event);
  const media::PhotoMark made = *drawing_;
  drawing_.reset();
  redraw();
  // A mere click is no arrow.
  const QRectF frame = pictureRect();
  if (std::hypot((made.toX - made.fromX) * frame.width(), (made.toY - made.fromY) * frame.height()) >= 8) Q_EMIT marked(made);
}

} // namespace suyuan::desktop

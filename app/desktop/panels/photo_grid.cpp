// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/photo_grid.h"

#include "app/desktop/shell/look.h"
#include "core/media/photo_facts.h"
#include "core/media/place_photo.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include <algorithm>

namespace suyuan::desktop {

namespace {

constexpr int pictureWidth = 136, pictureHeight = 102, gap = 5;

/// One photo: its thumbnail or what stands for it, its words, and a sign of what waits.
class PhotoTile : public QStyledItemDelegate {
public:
  using QStyledItemDelegate::QStyledItemDelegate;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override { return {pictureWidth + 2 * gap, pictureHeight + option.fontMetrics.height() + 3 * gap}; }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const auto* model = qobject_cast<const PhotoModel*>(index.model());
    const PhotoItem* item = model == nullptr ? nullptr : model->at(index.row());
    if (item == nullptr) return;
    painter->save();
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    const bool chosen = option.state & QStyle::State_Selected;
    if (chosen) painter->fillRect(option.rect, option.palette.color(QPalette::Highlight));
    const QRect frame(option.rect.x() + gap, option.rect.y() + gap, pictureWidth, pictureHeight);
    painter->fillRect(frame, option.palette.color(QPalette::AlternateBase));
    if (const auto picture = model->picture(index.row())) {
      const QSize size = picture->size().scaled(frame.size(), Qt::KeepAspectRatio);
      painter->drawImage(QRect(frame.center() - QPoint(size.width() / 2, size.height() / 2), size), *picture);
    } else {
      painter->setPen(option.palette.color(QPalette::PlaceholderText));
      painter->drawRect(frame.adjusted(0, 0, -1, -1));
      painter->drawText(frame.adjusted(gap, gap, -gap, -gap), Qt::AlignCenter | Qt::TextWordWrap, standIn(*item, model->state(index.row())));
    }
    if (item->record.placing == media::placingWord(media::PlacingState::Review)) badge(*painter, frame, tr("to review"), QColor(0xb3, 0x5c, 0x00), Qt::AlignLeft);
    if (!item->record.marks.empty()) badge(*painter, frame, tr("marked"), QColor(0x1f, 0x6f, 0xb5), Qt::AlignRight);
    painter->setPen(option.palette.color(chosen ? QPalette::HighlightedText : QPalette::Text));
    const QRect words(frame.x(), frame.bottom() + 1 + gap / 2, pictureWidth, option.fontMetrics.height());
    painter->drawText(words, Qt::AlignCenter, option.fontMetrics.elidedText(captionOf(item->record), Qt::ElideMiddle, words.width()));
    if (option.state & QStyle::State_HasFocus) {
      QStyleOptionFocusRect focus;
      focus.QStyleOption::operator=(option);
      focus.rect = option.rect.adjusted(1, 1, -1, -1);
      QApplication::style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter);
    }
    painter->restore();
  }

private:
  [[nodiscard]] static QString tr(const char* text) { return PhotoGrid::tr(text); }

  static QString standIn(const PhotoItem& item, PhotoThumbnails::State state) {
    const media::MediaKind kind = media::mediaKindOf(item.record.mediaKind);
    if (kind != media::MediaKind::Photo) {
      const QString sign = kind == media::MediaKind::Video ? QStringLiteral("▶  ") : QStringLiteral("♪  ");
      return sign + (item.record.duration ? durationText(*item.record.duration) : qs(item.record.fileName));
    }
    if (item.file.empty()) return PhotoGrid::tr("The file is missing");
    return state == PhotoThumbnails::State::Broken ? PhotoGrid::tr("No picture: %1").arg(qs(item.record.fileName)) : QStringLiteral("…");
  }

  static void badge(QPainter& painter, const QRect& frame, const QString& words, const QColor& colour, Qt::Alignment side) {
    const QRect at = painter.fontMetrics().boundingRect(words).adjusted(-4, -1, 4, 1);
    const QRect box(side == Qt::AlignLeft ? frame.left() : frame.right() - at.width() + 1, frame.top(), at.width(), at.height());
    painter.fillRect(box, colour);
    painter.setPen(Qt::white);
    painter.drawText(box, Qt::AlignCenter, words);
  }
};

} // namespace

PhotoGrid::PhotoGrid(PhotoModel& model, QWidget* parent) : QListView(parent), photos_(model) {
  setModel(&model);
  setItemDelegate(new PhotoTile(this));
  setFlow(QListView::LeftToRight);
  setWrapping(true);
  setResizeMode(QListView::Adjust);
  setUniformItemSizes(true);
  setLayoutMode(QListView::Batched);
  setBatchSize(1000);
  setSelectionMode(QAbstractItemView::ExtendedSelection);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setAccessibleName(tr("Photos"));
  soon_.setSingleShot(true);
  soon_.setInterval(0);
  connect(&soon_, &QTimer::timeout, this, &PhotoGrid::wantSeen);
  const auto later = qOverload<>(&QTimer::start);
  connect(&model, &QAbstractItemModel::modelReset, &soon_, later);
  connect(&model, &QAbstractItemModel::rowsRemoved, &soon_, later);
  connect(this, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex& at) { Q_EMIT opened(at.row()); });
}

std::vector<int> PhotoGrid::chosenRows() const {
  std::vector<int> rows;
  for (const QModelIndex& index : selectionModel()->selectedIndexes()) rows.push_back(index.row());
  if (rows.empty() && currentIndex().isValid()) rows.push_back(currentIndex().row());
  std::ranges::sort(rows);
  return rows;
}

void PhotoGrid::keyPressEvent(QKeyEvent* event) {
  const int key = event->key();
  const auto held = event->modifiers() & ~Qt::KeypadModifier;
  if (held == Qt::NoModifier) {
    if (key >= Qt::Key_0 && key <= Qt::Key_9) return Q_EMIT digit(key == Qt::Key_0 ? 10 : key - Qt::Key_0);
    if (key == Qt::Key_Space) return Q_EMIT confirmed();
    if (key == Qt::Key_M) return Q_EMIT moveWanted();
    if ((key == Qt::Key_Return || key == Qt::Key_Enter) && currentIndex().isValid()) return Q_EMIT opened(currentIndex().row());
  }
  QListView::keyPressEvent(event);
}

void PhotoGrid::scrollContentsBy(int dx, int dy) {
  QListView::scrollContentsBy(dx, dy);
  soon_.start();
}

void PhotoGrid::resizeEvent(QResizeEvent* event) {
  QListView::resizeEvent(event);
  soon_.start();
}

void PhotoGrid::showEvent(QShowEvent* event) {
  QListView::showEvent(event);
  soon_.start();
}

// The rows between the first and the last that a pixel of is in sight; all are of one size.
void PhotoGrid::wantSeen() {
  if (!isVisible() || photos_.rowCount() == 0) return;
  const QSize tile = sizeHintForIndex(photos_.index(0));
  const int across = std::max(1, viewport()->width() / std::max(1, tile.width()));
  const int first = verticalScrollBar()->value() / std::max(1, tile.height()) * across;
  photos_.want(first, first + (viewport()->height() / std::max(1, tile.height()) + 2) * across - 1);
}

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fieldwork/board_column.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDrag>
#include <QDragEnterEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMimeData>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>
#include <numeric>

namespace suyuan::desktop {

namespace {

const QString cardsType = QStringLiteral("application/x-suyuan-cards");

struct Dragged {
  Layer layer = Layer::Candidates;
  std::uint8_t state = 0;
  std::vector<Fid> cards;
};

std::optional<Dragged> draggedIn(const QMimeData& data) {
  const QJsonObject said = QJsonDocument::fromJson(data.data(cardsType)).object();
  const auto layer = layerNamed(said[QLatin1String("layer")].toString().toStdString());
  if (!layer) return std::nullopt;
  Dragged dragged{*layer, static_cast<std::uint8_t>(said[QLatin1String("state")].toInt()), {}};
  for (const QJsonValue& fid : said[QLatin1String("cards")].toArray())
    if (const auto known = parseFid(fid.toString().toStdString())) dragged.cards.push_back(*known);
  return dragged.cards.empty() ? std::nullopt : std::optional(std::move(dragged));
}

/// Two lines a card: its name, and in small what helps to know it.
class CardPainter : public QStyledItemDelegate {
public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
    return {120, option.fontMetrics.height() + QFontMetrics(small(option.font)).height() + 14};
  }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const bool chosen = option.state & QStyle::State_Selected, here = option.state & QStyle::State_HasFocus;
    const QPalette& colours = option.palette;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF card = QRectF(option.rect).adjusted(3.5, 2.5, -3.5, -1.5);
    painter->setPen(QPen(here ? colours.color(QPalette::Text) : chosen ? colours.color(QPalette::Highlight) : colours.color(QPalette::Mid), here ? 2 : 1));
    painter->setBrush(chosen ? colours.color(QPalette::Highlight) : colours.color(QPalette::Button));
    painter->drawRoundedRect(card, 4, 4);
    painter->setPen(colours.color(chosen ? QPalette::HighlightedText : QPalette::Text));
    const QRect words = option.rect.adjusted(10, 5, -8, -4);
    painter->setFont(option.font);
    painter->drawText(words, Qt::AlignLeft | Qt::AlignTop, option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, words.width()));
    const QFont font = small(option.font);
    painter->setFont(font);
    if (!chosen) painter->setPen(colours.color(QPalette::PlaceholderText));
    painter->drawText(words, Qt::AlignLeft | Qt::AlignBottom, QFontMetrics(font).elidedText(index.data(BoardColumn::NoteRole).toString(), Qt::ElideRight, words.width()));
    painter->restore();
  }

private:
  static QFont small(QFont font) {
    font.setPointSizeF(font.pointSizeF() * 0.88);
    return font;
  }
};

} // namespace

void BoardColumn::setRows(std::vector<std::uint32_t> rows) {
  beginResetModel();
  rows_ = std::move(rows);
  endResetModel();
}

int BoardColumn::rowOf(std::uint32_t card) const {
  const auto at = std::ranges::lower_bound(rows_, card);
  return at != rows_.end() && *at == card ? static_cast<int>(at - rows_.begin()) : -1;
}

void BoardColumn::put(std::uint32_t card) {
  const auto at = std::ranges::lower_bound(rows_, card);
  const int row = static_cast<int>(at - rows_.begin());
  if (at != rows_.end() && *at == card) {
    Q_EMIT dataChanged(index(row), index(row));
    return;
  }
  beginInsertRows({}, row, row);
  rows_.insert(at, card);
  endInsertRows();
}

void BoardColumn::drop(std::uint32_t card) {
  const int row = rowOf(card);
  if (row < 0) return;
  beginRemoveRows({}, row, row);
  rows_.erase(rows_.begin() + row);
  endRemoveRows();
}

QVariant BoardColumn::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= static_cast<int>(rows_.size())) return {};
  const BoardCard& card = cards_.cards()[rows_[static_cast<std::size_t>(index.row())]];
  switch (role) {
  case Qt::DisplayRole: return card.title;
  case NoteRole: return card.note;
  case FidRole: return QVariant::fromValue<qlonglong>(card.fid);
  case Qt::ToolTipRole: case Qt::AccessibleDescriptionRole: return card.note.isEmpty() ? card.title : card.title + u'\n' + card.note;
  default: return {};
  }
}

Qt::ItemFlags BoardColumn::flags(const QModelIndex& index) const {
  return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled : Qt::NoItemFlags;
}

QStringList BoardColumn::mimeTypes() const { return {cardsType}; }

QMimeData* BoardColumn::mimeData(const QModelIndexList& indexes) const {
  QJsonArray cards;
  for (const QModelIndex& index : indexes) cards.append(QString::fromStdString(toText(Fid{fidAt(index.row())})));
  auto* data = new QMimeData;
  const std::string_view name = layerName(layer_);
  data->setData(cardsType, QJsonDocument(QJsonObject{{QStringLiteral("layer"), QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()))},
                                                     {QStringLiteral("state"), state_},
                                                     {QStringLiteral("cards"), cards}})
                               .toJson(QJsonDocument::Compact));
  return data;
}

BoardList::BoardList(BoardColumn* column, QWidget* parent) : QListView(parent), column_(column) {
  column->setParent(this);
  setModel(column);
  setItemDelegate(new CardPainter(this));
  setUniformItemSizes(true);
  setSelectionMode(ExtendedSelection);
  setVerticalScrollMode(ScrollPerPixel);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setDragEnabled(true);
  setAcceptDrops(true);
  viewport()->setAcceptDrops(true);
  setDropIndicatorShown(false);
  setMinimumWidth(110);
}

std::vector<Fid> BoardList::chosen() const {
  std::vector<Fid> fids;
  for (const QModelIndex& index : selectionModel()->selectedIndexes()) fids.push_back(Fid{column_->fidAt(index.row())});
  if (fids.empty() && currentIndex().isValid()) fids.push_back(Fid{column_->fidAt(currentIndex().row())});
  std::ranges::sort(fids);
  return fids;
}

void BoardList::keyPressEvent(QKeyEvent* event) {
  const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
  if (plain && event->key() >= Qt::Key_1 && event->key() <= Qt::Key_9) return Q_EMIT columnWanted(event->key() - Qt::Key_1);
  switch (event->key()) {
  case Qt::Key_Return: case Qt::Key_Enter: return Q_EMIT menuWanted(viewport()->mapToGlobal(visualRect(currentIndex()).center()));
  case Qt::Key_Left: return Q_EMIT neighbourWanted(-1);
  case Qt::Key_Right: return Q_EMIT neighbourWanted(1);
  default: QListView::keyPressEvent(event);
  }
}

void BoardList::contextMenuEvent(QContextMenuEvent* event) {
  const QModelIndex under = indexAt(viewport()->mapFromGlobal(event->globalPos()));
  if (under.isValid() && !selectionModel()->isSelected(under)) setCurrentIndex(under);
  Q_EMIT menuWanted(event->globalPos());
}

void BoardList::dragEnterEvent(QDragEnterEvent* event) {
  const auto dragged = draggedIn(*event->mimeData());
  welcome_ = dragged && takes && takes(dragged->layer, dragged->state);
  viewport()->update();
  // Taken in any case: what may not be dropped here is refused at every place of it.
  if (dragged) event->accept();
}

void BoardList::dragMoveEvent(QDragMoveEvent* event) {
  if (welcome_) event->acceptProposedAction();
  else event->ignore();
}

void BoardList::dragLeaveEvent(QDragLeaveEvent*) {
  welcome_ = false;
  viewport()->update();
}

void BoardList::dropEvent(QDropEvent* event) {
  const auto dragged = draggedIn(*event->mimeData());
  const bool welcome = dragged && takes && takes(dragged->layer, dragged->state);
  welcome_ = false;
  viewport()->update();
  if (!welcome) return event->ignore();
  event->setDropAction(Qt::CopyAction); // the card goes when the move is made, not before
  event->accept();
  Q_EMIT dropped(dragged->state, dragged->cards);
}

void BoardList::startDrag(Qt::DropActions) {
  const QModelIndexList indexes = selectionModel()->selectedIndexes();
  if (indexes.isEmpty()) return;
  auto* drag = new QDrag(this);
  drag->setMimeData(column_->mimeData(indexes));
  QPixmap picture = viewport()->grab(visualRect(currentIndex().isValid() ? currentIndex() : indexes.front()));
  drag->setPixmap(picture);
  drag->exec(Qt::CopyAction);
}

void BoardList::paintEvent(QPaintEvent* event) {
  QListView::paintEvent(event);
  if (!welcome_) return;
  QPainter painter(viewport());
  QColor fill = palette().color(QPalette::Highlight);
  painter.setPen(QPen(fill, 3));
  fill.setAlpha(30);
  painter.setBrush(fill);
  painter.drawRect(viewport()->rect().adjusted(1, 1, -2, -2));
}

} // namespace suyuan::desktop

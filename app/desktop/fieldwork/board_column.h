// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/fieldwork/board_cards.h"

#include <QAbstractListModel>
#include <QListView>

#include <functional>

namespace suyuan::desktop {

/// The cards of one state, as many as pass the filter: a thin view of the board's cards.
class BoardColumn : public QAbstractListModel {
  Q_OBJECT
public:
  enum Role { NoteRole = Qt::UserRole, FidRole };
  BoardColumn(const BoardCards& cards, Layer layer, std::uint8_t state, QObject* parent = nullptr)
      : QAbstractListModel(parent), cards_(cards), layer_(layer), state_(state) {}

  [[nodiscard]] std::uint8_t state() const { return state_; }
  [[nodiscard]] Layer layer() const { return layer_; }
  void setRows(std::vector<std::uint32_t> rows); ///< all anew, ascending
  void put(std::uint32_t card);                  ///< comes in, or is told anew
  void drop(std::uint32_t card);
  [[nodiscard]] std::int64_t fidAt(int row) const { return cards_.cards()[rows_[static_cast<std::size_t>(row)]].fid; }
  [[nodiscard]] int rowOf(std::uint32_t card) const; ///< -1: not here

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(rows_.size()); }
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  [[nodiscard]] QStringList mimeTypes() const override;
  [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;

private:
  const BoardCards& cards_;
  Layer layer_;
  std::uint8_t state_;
  std::vector<std::uint32_t> rows_; ///< of cards, ascending
};

/// A column as it is seen: cards are dragged from it and to it, Enter asks what may be done, a digit moves to the column of
/// that number, the arrows go from card to card and from column to column.
class BoardList : public QListView {
  Q_OBJECT
public:
  explicit BoardList(BoardColumn* column, QWidget* parent = nullptr);
  [[nodiscard]] BoardColumn& column() const { return *column_; }
  [[nodiscard]] std::vector<Fid> chosen() const; ///< the selected cards, ascending
  /// Whether cards of a state may be dropped here; asked while they are dragged.
  std::function<bool(Layer, std::uint8_t)> takes;

Q_SIGNALS:
  void menuWanted(const QPoint& at); ///< on the screen
  void columnWanted(int number);     ///< from 0: the chosen cards are to go there
  void neighbourWanted(int step);    ///< −1 left, 1 right
  void dropped(std::uint8_t from, const std::vector<suyuan::Fid>& cards);

protected:
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dragMoveEvent(QDragMoveEvent* event) override;
  void dragLeaveEvent(QDragLeaveEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void startDrag(Qt::DropActions actions) override;
  void paintEvent(QPaintEvent* event) override;

private:
  BoardColumn* column_;
  bool welcome_ = false; ///< what is dragged over it may be dropped
};

} // namespace suyuan::desktop

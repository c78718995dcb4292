// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/composition/page_painter.h"

#include <QPagedPaintDevice>
#include <QPainter>
#include <QStringList>

#include <functional>
#include <vector>

namespace suyuan::reports {

/// Writes down a page and on to the next: headings, lines of text, tables whose head is repeated. Millimetres.
class TablePages {
public:
  struct Column {
    QString title;
    double share = 1; ///< of the width
    Qt::Alignment align = Qt::AlignLeft;
  };
  /// `foot` gives the words at the bottom of page n. The painter draws on `device` and is scaled to millimetres.
  TablePages(QPainter& painter, QPagedPaintDevice& device, const render::StyleSheet& style, QSizeF paper,
             std::function<QString(int)> foot);

  void title(const QString& words);
  void heading(const QString& words);
  void line(const QString& words, double points = 9, bool bold = false);
  void space(double height) { y_ += height; }
  /// A long table: `cell(row, column)` is asked row by row, so that nothing is held twice.
  void table(const std::vector<Column>& columns, std::size_t rows, const std::function<QString(std::size_t, std::size_t)>& cell,
             double points = 8);
  void finish(); ///< the last page's foot
  [[nodiscard]] int pages() const noexcept { return page_; }

private:
  [[nodiscard]] double bottom() const noexcept { return paper_.height() - margin_ - 8; }
  [[nodiscard]] double width() const noexcept { return paper_.width() - 2 * margin_; }
  void need(double height); ///< a new page when it does not fit
  void turn();
  void foot();

  QPainter& painter_;
  QPagedPaintDevice& device_;
  composition::PagePainter page_painter_;
  QSizeF paper_;
  std::function<QString(int)> foot_;
  double margin_ = 15, y_ = 15;
  int page_ = 1;
};

} // namespace suyuan::reports

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/reports/table_pages.h"

#include <algorithm>

namespace suyuan::reports {

namespace {
constexpr double padding = 1.1;
} // namespace

TablePages::TablePages(QPainter& painter, QPagedPaintDevice& device, const render::StyleSheet& style, QSizeF paper,
                       std::function<QString(int)> foot)
    : painter_(painter), device_(device), page_painter_(painter, style), paper_(paper), foot_(std::move(foot)) {}

void TablePages::foot() {
  page_painter_.text({margin_, paper_.height() - margin_ - 4, width(), 5}, foot_(page_), 7.5, Qt::AlignCenter);
}

void TablePages::turn() {
  foot();
  device_.newPage();
  ++page_;
  y_ = margin_;
}

void TablePages::need(double height) {
  if (y_ + height > bottom() && y_ > margin_) turn();
}

void TablePages::title(const QString& words) {
  need(14);
  page_painter_.text({margin_, y_, width(), 11}, words, 17, Qt::AlignCenter, true);
  y_ += 14;
}

void TablePages::heading(const QString& words) {
  need(20); // never alone at the bottom
  y_ += 3;
  page_painter_.text({margin_, y_, width(), 6}, words, 11, Qt::AlignLeft | Qt::AlignVCenter, true);
  y_ += 8;
}

void TablePages::line(const QString& words, double points, bool bold) {
  const double height = page_painter_.heightOf(words, width(), points, bold);
  need(height + 1);
  page_painter_.text({margin_, y_, width(), height}, words, points, Qt::AlignLeft | Qt::AlignTop, bold, true);
  y_ += height + 1;
}

void TablePages::table(const std::vector<Column>& columns, std::size_t rows,
                       const std::function<QString(std::size_t, std::size_t)>& cell, double points) {
  double all = 0;
  for (const Column& column : columns) all += column.share;
  std::vector<double> widths;
  for (const Column& column : columns) widths.push_back(width() * column.share / all);

  const auto paintRow = [&](const QStringList& words, bool head) {
    double height = 0;
    for (std::size_t c = 0; c < columns.size(); ++c)
      height = std::max(height, page_painter_.heightOf(words[static_cast<qsizetype>(c)], widths[c] - 2 * padding, points, head));
    height = std::min(height + 2 * padding * 0.7, bottom() - margin_ - 10); // a row is never higher than a page
    double x = margin_;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const QRectF box(x, y_, widths[c], height);
      if (head) painter_.fillRect(box, QColor(0xf1, 0xf3, 0xf5));
      page_painter_.frame(box, 0.15);
      page_painter_.text(box.adjusted(padding, 0, -padding, 0), words[static_cast<qsizetype>(c)], points,
                         (head ? Qt::AlignHCenter : columns[c].align) | Qt::AlignVCenter, head, true);
      x += widths[c];
    }
    y_ += height;
  };
  QStringList heads;
  for (const Column& column : columns) heads << column.title;
  need(20);
  paintRow(heads, true);
  for (std::size_t row = 0; row < rows; ++row) {
    QStringList words;
    double height = 0;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      words << cell(row, c);
      height = std::max(height, page_painter_.heightOf(words.back(), widths[c] - 2 * padding, points, false));
    }
    if (y_ + height + 2 * padding > bottom()) {
      turn();
      paintRow(heads, true);
    }
    paintRow(words, false);
  }
  y_ += 2;
}

void TablePages::finish() { foot(); }

} // namespace suyuan::reports

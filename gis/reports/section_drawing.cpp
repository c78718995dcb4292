// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/reports/section_drawing.h"

#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace suyuan::reports {

namespace {

using survey::LongSection;
using survey::SectionPiece;
using survey::SectionStation;

constexpr double labelWidth = 21, rowHeight = 4, textPoints = 6;
constexpr int rows = 5;

/// 1, 2, 5 times a power of ten, no more than `most`; at least 1.
double roundBelow(double most) {
  if (!(most > 1)) return 1;
  const double ten = std::pow(10, std::floor(std::log10(most)));
  for (const double step : {5.0, 2.0, 1.0})
    if (step * ten <= most) return step * ten;
  return 1;
}

class SectionDrawing {
public:
  SectionDrawing(QPainter& painter, composition::PagePainter& page, const QRectF& box, const LongSection& section, const SectionStyle& style)
      : painter_(painter), page_(page), box_(box), section_(section), style_(style), field_(box.left() + labelWidth, box.top() + 4, box.width() - labelWidth - 2, box.height() - 4 - rows * rowHeight - 9) {
    findLevels();
  }

  void paint() {
    painter_.save();
    page_.text({box_.left(), box_.top(), box_.width(), 4}, heading(), 7, Qt::AlignLeft | Qt::AlignVCenter, true);
    if (hasLevels()) {
      paintLevelAxis();
      paintGround();
    }
    paintPipes();
    paintStations();
    paintRows();
    painter_.restore();
  }

private:
  [[nodiscard]] bool hasLevels() const { return low_ <= high_; }
  [[nodiscard]] double xOf(double at) const { return field_.left() + (section_.length > 0 ? at / section_.length : 0) * field_.width(); }
  [[nodiscard]] double yOf(double level) const { return field_.bottom() - (level - base_) * mmPerMetre_; }

  void findLevels() {
    const auto take = [&](double level) {
      if (std::isnan(level)) return;
      low_ = std::min(low_, level);
      high_ = std::max(high_, level);
    };
    for (const SectionPiece& piece : section_.pieces) {
      take(piece.invertFrom), take(piece.invertTo);
      if (!std::isnan(piece.size)) take(piece.invertFrom + piece.size), take(piece.invertTo + piece.size);
    }
    for (const SectionStation& station : section_.stations) take(station.ground), take(station.invert);
    if (!hasLevels()) return;
    const double range = std::max(high_ - low_, 0.5), alongMm = section_.length > 0 ? field_.width() / section_.length : 1;
    exaggeration_ = roundBelow(field_.height() * 0.9 / range / alongMm);
    mmPerMetre_ = alongMm * exaggeration_;
    if (range * mmPerMetre_ > field_.height()) mmPerMetre_ = field_.height() * 0.9 / range, exaggeration_ = 0; // a short, deep one: not to be rounded
    base_ = low_ - (field_.height() / mmPerMetre_ - range) / 2;
  }

  [[nodiscard]] QString heading() const {
    QString text = QStringLiteral("纵断面    全长 %1 m").arg(section_.length, 0, 'f', 1);
    if (hasLevels() && exaggeration_ > 0) text += QStringLiteral("    高程放大 %1 倍").arg(exaggeration_, 0, 'f', 0);
    if (!hasLevels()) text += QStringLiteral("    无高程资料，仅示里程");
    else if (section_.levelled < section_.length - 0.05) text += QStringLiteral("    高程已知 %1 m，其余以虚线示意").arg(section_.levelled, 0, 'f', 1);
    return text;
  }

  void paintLevelAxis() {
    painter_.setPen(QPen(QColor(200, 200, 200), 0.1));
    const double range = field_.height() / mmPerMetre_;
    double step = std::pow(10, std::floor(std::log10(range / 3)));
    for (const double times : {5.0, 2.0})
      if (range / (step * times) >= 3) {
        step *= times;
        break;
      }
    for (double level = std::ceil(base_ / step) * step; yOf(level) >= field_.top(); level += step) {
      painter_.drawLine(QPointF(field_.left(), yOf(level)), QPointF(field_.right(), yOf(level)));
      page_.text({box_.left(), yOf(level) - 1.5, labelWidth - 1, 3}, QString::number(level, 'f', step < 1 ? 1 : 0), textPoints, Qt::AlignRight | Qt::AlignVCenter);
    }
    painter_.setPen(QPen(style_.text, 0.2));
    painter_.drawRect(field_);
  }

  void paintGround() {
    QPainterPath path;
    bool begun = false;
    for (const SectionStation& station : section_.stations) {
      if (std::isnan(station.ground)) continue;
      const QPointF at(xOf(station.at), yOf(station.ground));
      if (begun) path.lineTo(at);
      else path.moveTo(at);
      begun = true;
    }
    painter_.setBrush(Qt::NoBrush);
    painter_.setPen(QPen(style_.ground, 0.35));
    painter_.drawPath(path);
  }

  void paintPipes() {
    double lastAt = 0, lastLevel = survey::noLevel;
    for (const SectionPiece& piece : section_.pieces) {
      const bool levelled = hasLevels() && !std::isnan(piece.invertFrom) && !std::isnan(piece.invertTo);
      if (levelled) {
        if (!std::isnan(lastLevel) && lastAt < piece.from) broken({xOf(lastAt), yOf(lastLevel)}, {xOf(piece.from), yOf(piece.invertFrom)});
        const double crown = std::isnan(piece.size) ? 0 : piece.size;
        QPolygonF band{QPointF(xOf(piece.from), yOf(piece.invertFrom)), QPointF(xOf(piece.to), yOf(piece.invertTo)), QPointF(xOf(piece.to), yOf(piece.invertTo + crown)),
                       QPointF(xOf(piece.from), yOf(piece.invertFrom + crown))};
        QColor fill = style_.pipe;
        fill.setAlpha(60);
        painter_.setBrush(fill);
        painter_.setPen(QPen(style_.pipe, 0.3));
        painter_.drawPolygon(band);
        lastAt = piece.to, lastLevel = piece.invertTo;
      } else if (!hasLevels()) {
        broken({xOf(piece.from), field_.center().y()}, {xOf(piece.to), field_.center().y()});
      }
    }
  }

  void broken(const QPointF& from, const QPointF& to) {
    painter_.setPen(QPen(style_.broken, 0.3, Qt::DashLine));
    painter_.drawLine(from, to);
  }

  void paintStations() {
    double nameEnd = -1e9;
    for (const SectionStation& station : section_.stations) {
      const double x = xOf(station.at);
      painter_.setPen(QPen(station.layer == Layer::Wells ? QColor(150, 150, 150) : style_.text, 0.15));
      painter_.drawLine(QPointF(x, field_.top()), QPointF(x, field_.bottom()));
      if (station.layer == Layer::Wells && !std::isnan(station.ground) && !std::isnan(station.invert)) {
        painter_.setPen(QPen(style_.text, 0.4));
        painter_.drawLine(QPointF(x, yOf(station.ground)), QPointF(x, yOf(station.invert)));
      }
      const QString name = QString::fromStdString(station.name);
      const double width = page_.widthOf(name, textPoints) + 1;
      const double left = std::clamp(x - width / 2, field_.left() - 4, field_.right() - width + 2);
      if (name.isEmpty() || left < nameEnd) continue; // the table has it
      page_.text({left, field_.bottom() + 0.4, width, 3}, name, textPoints, Qt::AlignCenter);
      nameEnd = left + width;
    }
  }

  void paintRows() {
    const double top = field_.bottom() + 4;
    const std::array<QString, rows> titles{QStringLiteral("里程 (m)"), QStringLiteral("地面高程 (m)"), QStringLiteral("管底高程 (m)"), QStringLiteral("管径/高 (m)"), QStringLiteral("坡度 (‰)")};
    painter_.setPen(QPen(style_.text, 0.15));
    for (int r = 0; r <= rows; ++r) painter_.drawLine(QPointF(box_.left(), top + r * rowHeight), QPointF(field_.right(), top + r * rowHeight));
    for (int r = 0; r < rows; ++r) page_.text({box_.left(), top + r * rowHeight, labelWidth - 1, rowHeight}, titles[static_cast<std::size_t>(r)], textPoints, Qt::AlignLeft | Qt::AlignVCenter);
    std::array<double, rows> ends;
    ends.fill(-1e9);
    const auto cell = [&](int row, double centre, const QString& words) {
      double& end = ends[static_cast<std::size_t>(row)];
      const double width = page_.widthOf(words, textPoints) + 0.8, left = std::clamp(centre - width / 2, field_.left(), field_.right() - width);
      if (left < end) return; // no room: a figure is left out rather than written over another
      page_.text({left, top + row * rowHeight, width, rowHeight}, words, textPoints, Qt::AlignCenter);
      end = left + width;
    };
    const auto level = [](double value) { return QString::number(value, 'f', 2); };
    for (const SectionStation& station : section_.stations) {
      cell(0, xOf(station.at), QString::number(station.at, 'f', 1));
      if (!std::isnan(station.ground)) cell(1, xOf(station.at), level(station.ground));
    }
    for (std::size_t i = 0; i < section_.pieces.size(); ++i) {
      const SectionPiece& piece = section_.pieces[i];
      if (!std::isnan(piece.invertFrom)) cell(2, xOf(piece.from), level(piece.invertFrom));
      const bool nextSaysIt = i + 1 < section_.pieces.size() && !std::isnan(section_.pieces[i + 1].invertFrom);
      if (!nextSaysIt && !std::isnan(piece.invertTo)) cell(2, xOf(piece.to), level(piece.invertTo));
      const double middle = (xOf(piece.from) + xOf(piece.to)) / 2;
      if (!std::isnan(piece.size)) cell(3, middle, QString::number(piece.size));
      if (!std::isnan(piece.slope())) cell(4, middle, QString::number(piece.slope() * 1000, 'f', 1));
    }
  }

  QPainter& painter_;
  composition::PagePainter& page_;
  QRectF box_;
  const LongSection& section_;
  const SectionStyle& style_;
  QRectF field_;
  double low_ = std::numeric_limits<double>::infinity(), high_ = -std::numeric_limits<double>::infinity();
  double base_ = 0, mmPerMetre_ = 1, exaggeration_ = 1;
};

} // namespace

void paintLongSection(QPainter& painter, composition::PagePainter& page, const QRectF& box, const LongSection& section, const SectionStyle& style) {
  if (!section.isEmpty()) SectionDrawing(painter, page, box, section, style).paint();
}

} // namespace suyuan::reports

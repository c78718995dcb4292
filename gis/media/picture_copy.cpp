// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/media/picture_copy.h"

#include "gis/media/exif_reading.h"

#include <QFile>
#include <QImageReader>
#include <QImageWriter>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace suyuan::media {

namespace fs = std::filesystem;

namespace {

// Light letters with a dark rim are read on any ground.
void drawWords(QPainter& painter, const QPointF& baseline, const QString& words, const QFont& font, const QColor& colour) {
  QPainterPath path;
  path.addText(baseline, font, words);
  painter.setPen(QPen(QColor(0, 0, 0, 220), std::max(1.5, font.pixelSize() / 7.0), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(path);
  painter.fillPath(path, colour);
}

void drawArrow(QPainter& painter, const QPointF& from, const QPointF& to, double width, const QColor& colour) {
  const double angle = std::atan2(to.y() - from.y(), to.x() - from.x()), head = width * 5;
  const auto barb = [&](double turn) { return to - head * QPointF(std::cos(angle + turn), std::sin(angle + turn)); };
  const QPointF neck = to - head * 0.8 * QPointF(std::cos(angle), std::sin(angle));
  const QPolygonF tip{to, barb(0.45), barb(-0.45)};
  for (const bool rim : {true, false}) {
    painter.setPen(QPen(rim ? QColor(0, 0, 0, 220) : colour, rim ? width * 1.8 : width, Qt::SolidLine, Qt::RoundCap, Qt::MiterJoin));
    painter.setBrush(rim ? QColor(0, 0, 0, 220) : colour);
    painter.drawLine(from, neck);
    painter.setPen(rim ? QPen(QColor(0, 0, 0, 220), width * 0.8) : Qt::NoPen);
    painter.drawPolygon(tip);
  }
}

} // namespace

void drawOn(QImage& picture, const CopyOptions& options) {
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  const double width = picture.width(), height = picture.height(), shorter = std::min(width, height);
  QFont font;
  font.setPixelSize(std::max(8, static_cast<int>(shorter / 28)));
  const QColor red(255, 80, 60);
  for (const PhotoMark& mark : options.marks) {
    const QPointF from(mark.fromX * width, mark.fromY * height);
    const QString words = QString::fromStdString(mark.text);
    if (mark.kind == PhotoMark::Kind::Arrow) drawArrow(painter, from, {mark.toX * width, mark.toY * height}, std::max(2.0, shorter / 160), red);
    if (words.isEmpty()) continue;
    const QFontMetricsF metrics(font);
    // Words stay inside the picture.
    const double x = std::clamp(from.x(), 0.0, std::max(0.0, width - metrics.horizontalAdvance(words) - 4));
    const double y = std::clamp(from.y(), metrics.ascent(), std::max(metrics.ascent(), height - metrics.descent()));
    drawWords(painter, {x, y}, words, font, red);
  }
  if (options.watermark.empty()) return;
  const QFontMetricsF metrics(font);
  double widest = 1;
  for (const std::string& line : options.watermark) widest = std::max(widest, metrics.horizontalAdvance(QString::fromStdString(line)));
  const double room = width * 0.96;
  if (widest > room) font.setPixelSize(std::max(6, static_cast<int>(font.pixelSize() * room / widest)));
  const QFontMetricsF fitted(font);
  const double step = fitted.height() * 1.05;
  double y = height - fitted.descent() - shorter * 0.015 - step * static_cast<double>(options.watermark.size() - 1);
  for (const std::string& line : options.watermark) {
    drawWords(painter, {width * 0.02, y}, QString::fromStdString(line), font, Qt::white);
    y += step;
  }
}

Result<> writeCopy(const fs::path& from, const fs::path& to, const CopyOptions& options) {
  std::error_code error;
  if (fs::exists(to, error)) return failure(ErrorCode::FileUnwritable, {.file = to.string()}, "there is a file of this name");
  QImageReader reader(QString::fromStdString(from.string()));
  reader.setDecideFormatFromContent(true);
  reader.setAutoTransform(true);
  if (const QSize size = reader.size(); options.edge > 0 && size.isValid() && std::max(size.width(), size.height()) > options.edge)
    reader.setScaledSize(size.scaled(options.edge, options.edge, Qt::KeepAspectRatio).expandedTo(QSize(1, 1)));
  QImage picture = reader.read();
  if (picture.isNull()) return failure(ErrorCode::FileUnreadable, {.file = from.string()}, reader.errorString().toStdString());
  picture = std::move(picture).convertToFormat(QImage::Format_RGB32);
  drawOn(picture, options);
  // Aside first, so that no half copy goes out.
  const fs::path aside = to.string() + ".unfinished";
  {
    QImageWriter writer(QString::fromStdString(aside.string()), "jpg");
    writer.setQuality(options.quality);
    if (!writer.write(picture)) {
      fs::remove(aside, error);
      return failure(ErrorCode::FileUnwritable, {.file = to.string()}, writer.errorString().toStdString());
    }
  }
  carryExif(from, aside, picture.width(), picture.height());
  fs::rename(aside, to, error);
  if (!error) return {};
  const std::string why = error.message();
  fs::remove(aside, error);
  return failure(ErrorCode::FileUnwritable, {.file = to.string()}, why);
}

} // namespace suyuan::media

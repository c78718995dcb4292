// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/media/thumbnail.h"

#include <QImageReader>

#include <algorithm>

namespace suyuan::media {

Result<QImage> makeThumbnail(const std::filesystem::path& file, int edge) {
  QImageReader reader(QString::fromStdString(file.string()));
  reader.setDecideFormatFromContent(true);
  reader.setAutoTransform(true);
  const QSize size = reader.size(); // before turning: the longest side is the same
  if (size.isValid() && std::max(size.width(), size.height()) > edge) {
    const QSize scaled = size.scaled(edge, edge, Qt::KeepAspectRatio);
    reader.setScaledSize(scaled.expandedTo(QSize(1, 1)));
  }
  QImage picture = reader.read();
  if (picture.isNull()) return failure(ErrorCode::FileUnreadable, {.file = file.string()}, reader.errorString().toStdString());
  if (std::max(picture.width(), picture.height()) > edge) picture = picture.scaled(edge, edge, Qt::KeepAspectRatio, Qt::SmoothTransformation);
  return picture.convertToFormat(QImage::Format_RGB32);
}

} // namespace suyuan::media

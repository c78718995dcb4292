// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/tiles/tile_picture.h"

#include <QBuffer>
#include <QImageReader>

namespace suyuan::tiles {

namespace {

constexpr int largestSide = 4096; ///< pixels

/// Decoders fill up what is missing of a file that was cut off; its end tells.
bool isWhole(const QByteArray& bytes) {
  if (bytes.startsWith("\x89PNG")) return bytes.last(std::min<qsizetype>(bytes.size(), 64)).contains("IEND");
  if (bytes.startsWith("\xff\xd8")) return bytes.last(std::min<qsizetype>(bytes.size(), 64)).contains("\xff\xd9");
  return true;
}

} // namespace

QImage decodeTile(const QByteArray& bytes) {
  if (bytes.isEmpty() || !isWhole(bytes)) return {};
  QByteArray copy(bytes);
  QBuffer buffer(&copy);
  buffer.open(QIODevice::ReadOnly);
  QImageReader reader(&buffer);
  reader.setDecideFormatFromContent(true);
  const QSize size = reader.size();
  if (reader.format() == "svg" || size.isEmpty() || size.width() > largestSide || size.height() > largestSide) return {};
  return reader.read().convertToFormat(QImage::Format_ARGB32_Premultiplied);
}

} // namespace suyuan::tiles

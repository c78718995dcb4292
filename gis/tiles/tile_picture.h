// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>

namespace suyuan::tiles {

/// Bytes that a service sent as a tile's picture, premultiplied. Null when they are none: a page of words, cut off, larger
/// than any tile, or of a kind that is not known here.
[[nodiscard]] QImage decodeTile(const QByteArray& bytes);

} // namespace suyuan::tiles

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/tiles/tile_store.h"

#include <chrono>

class QNetworkReply;

namespace suyuan::tiles {

inline constexpr qsizetype largestTile = qsizetype{8} << 20; ///< bytes; more is no tile

/// What an answer to a request for a tile is good for.
struct TileAnswer {
  enum class Kind : std::uint8_t {
    Picture,     ///< bytes that decode
    Nothing,     ///< there is no such tile
    Same,        ///< the stored one is still right
    Spoilt,      ///< cut off, no picture, an error of the server with this tile
    Unreachable, ///< no answer at all
    Busy,        ///< asks for a pause
    Refused,     ///< the key, or who asks
  };
  Kind kind = Kind::Unreachable;
  QByteArray bytes;
  Freshness freshness;
  std::chrono::seconds pause{0}; ///< asked for by the server
};

/// Reads a finished reply. `now` in seconds since 1970.
[[nodiscard]] TileAnswer readReply(QNetworkReply& reply, std::int64_t now);

} // namespace suyuan::tiles

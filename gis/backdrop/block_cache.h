// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/backdrop/block_grid.h"

#include <QImage>

#include <cstddef>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <tuple>

namespace suyuan::backdrop {

/// Pictures of blocks, bounded: the one that was not used for longest goes first. Thread-safe.
class BlockCache {
public:
  explicit BlockCache(std::size_t mostBytes = std::size_t{192} << 20) : mostBytes_(mostBytes) {}

  /// A null image says that there is nothing at the place; nothing says that it is not known.
  [[nodiscard]] std::optional<QImage> find(std::uint64_t backdrop, const BlockGrid& grid, BlockPlace place);
  void put(std::uint64_t backdrop, const BlockGrid& grid, BlockPlace place, QImage image);
  [[nodiscard]] std::size_t bytes() const;

private:
  using Key = std::tuple<std::uint64_t, std::string, int, BlockPlace>;
  struct Kept {
    Key key;
    QImage image;
    std::size_t bytes;
  };
  mutable std::mutex mutex_;
  std::size_t mostBytes_, bytes_ = 0;
  std::list<Kept> kept_; ///< last used first
  std::map<Key, std::list<Kept>::iterator> places_;
};

} // namespace suyuan::backdrop

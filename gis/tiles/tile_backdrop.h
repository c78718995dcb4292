// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/backdrop/backdrop.h"
#include "gis/tiles/tile_fetcher.h"

#include <atomic>
#include <memory>

namespace suyuan::tiles {

/// An online map under the survey's. Shown in the window, it takes what is stored, asks for the rest and puts the nearest
/// level that is there in its place meanwhile (Block::complete); for a page it waits.
class TileBackdrop : public backdrop::Backdrop {
public:
  TileBackdrop(std::shared_ptr<TileFeed> feed, std::shared_ptr<TileFetcher> fetcher) : feed_(std::move(feed)), fetcher_(std::move(fetcher)) {}

  Result<backdrop::Block> block(const backdrop::BlockGrid& grid, backdrop::BlockPlace place, backdrop::Patience patience, std::stop_token stop) const override;
  [[nodiscard]] QString credit() const override { return QString::fromStdString(feed_->source().credit); }
  [[nodiscard]] Box lonLat() const override { return feed_->source().lonLat; }
  [[nodiscard]] const std::shared_ptr<TileFeed>& feed() const noexcept { return feed_; }
  /// Tiles that pictures which waited had to do without, since it was made.
  [[nodiscard]] std::size_t lacked() const noexcept { return lacked_; }

private:
  std::shared_ptr<TileFeed> feed_;
  std::shared_ptr<TileFetcher> fetcher_;
  mutable std::atomic<std::size_t> lacked_ = 0;
};

} // namespace suyuan::tiles

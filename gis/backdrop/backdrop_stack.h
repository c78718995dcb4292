// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/backdrop/backdrop.h"
#include "gis/backdrop/block_cache.h"
#include "gis/render/underlay.h"

#include <memory>
#include <vector>

namespace suyuan::backdrop {

struct ShownBackdrop {
  std::shared_ptr<const Backdrop> backdrop;
  double opacity = 1; ///< 0 … 1
};

/// Backdrops one above the other, bottom first, with the cache of their blocks. A value that is cheap to copy.
class BackdropStack : public render::Underlay {
public:
  BackdropStack(std::vector<ShownBackdrop> shown, std::shared_ptr<BlockCache> cache) : shown_(std::move(shown)), cache_(std::move(cache)) {}

  [[nodiscard]] bool isEmpty() const noexcept { return shown_.empty(); }
  [[nodiscard]] std::vector<QString> credits() const override;
  /// For pages and pictures: waits for what is on its way. Errors: Cancelled; a file's fault.
  Result<> paint(QPainter& painter, const render::MapView& view, std::stop_token stop) const override;

  struct Picture {
    QImage image;                ///< of the view, device pixels; transparent where nothing is
    bool complete = true;        ///< false: more is on its way
    std::vector<std::pair<std::uint64_t, Error>> failures; ///< by Backdrop::number; the others are drawn
  };
  /// For the window: what there is now. Error Cancelled.
  [[nodiscard]] Result<Picture> picture(const render::MapView& view, std::stop_token stop) const;

private:
  Result<> paintOne(QPainter& painter, const ShownBackdrop& shown, const render::MapView& view, double pixelsPerPixel, Patience patience, bool& complete,
                    std::stop_token stop) const;
  std::vector<ShownBackdrop> shown_;
  std::shared_ptr<BlockCache> cache_;
};

} // namespace suyuan::backdrop

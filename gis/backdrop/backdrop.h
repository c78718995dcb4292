// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "gis/backdrop/block_grid.h"

#include <QImage>
#include <QString>

#include <atomic>
#include <cstdint>
#include <stop_token>

namespace suyuan::backdrop {

/// Whether a block may be given while parts of it are still on their way, or is waited for.
enum class Patience : std::uint8_t { Now, Wait };

struct Block {
  QImage image;         ///< BlockGrid::side wide and high, premultiplied; null where the backdrop has nothing
  bool complete = true; ///< false: a stand-in until more has arrived; not to be kept
};

/// A picture of the land that features are drawn on (底图): a raster file or an online source. Thread-safe.
class Backdrop {
public:
  virtual ~Backdrop() = default;
  /// Errors: Cancelled, those of the source.
  virtual Result<Block> block(const BlockGrid& grid, BlockPlace place, Patience patience, std::stop_token stop) const = 0;
  /// What its owner asks to be written on the map; may be empty.
  [[nodiscard]] virtual QString credit() const = 0;
  /// Where it has pictures, EPSG:4490.
  [[nodiscard]] virtual Box lonLat() const = 0;
  /// Of this object alone: blocks are kept by it.
  [[nodiscard]] std::uint64_t number() const noexcept { return number_; }

private:
  static inline std::atomic<std::uint64_t> last_ = 0;
  std::uint64_t number_ = ++last_;
};

} // namespace suyuan::backdrop

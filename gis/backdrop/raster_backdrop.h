// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/backdrop/backdrop.h"
#include "gis/backdrop/backdrop_stack.h"
#include "gis/backdrop/hillshade.h"
#include "gis/backdrop/raster_file.h"

#include <memory>

namespace suyuan::backdrop {

/// A raster file under the map: of each block only the window that it touches is read, at the overview's level that
/// fits. Elevations are shown as hillshade.
class RasterBackdrop : public Backdrop {
public:
  explicit RasterBackdrop(std::shared_ptr<const RasterFile> file, Light light = {}) : file_(std::move(file)), light_(light) {}

  Result<Block> block(const BlockGrid& grid, BlockPlace place, Patience patience, std::stop_token stop) const override;
  [[nodiscard]] QString credit() const override { return QString::fromStdString(file_->copyright()); }
  [[nodiscard]] Box lonLat() const override { return file_->lonLat(); }
  [[nodiscard]] const RasterFile& file() const noexcept { return *file_; }

private:
  std::shared_ptr<const RasterFile> file_;
  Light light_;
};

/// Raster files one above the other, the first at the bottom. Errors: those of RasterFile::open.
[[nodiscard]] Result<std::shared_ptr<const BackdropStack>> stackOfFiles(const std::vector<std::filesystem::path>& files, double opacity = 1);

} // namespace suyuan::backdrop

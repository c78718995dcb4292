// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/geometry.h"
#include "gis/projection/transformer.h"

#include <QSize>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace suyuan::backdrop {

/// Six numbers from pixel (column, row; whole numbers are corners) to coordinates, in GDAL's order:
/// x = g[0] + column g[1] + row g[2], y = g[3] + column g[4] + row g[5].
using GeoTransform = std::array<double, 6>;

/// Nothing when the transform has no inverse.
[[nodiscard]] std::optional<GeoTransform> inverseOf(const GeoTransform& g) noexcept;

/// A transformer of this thread between two systems (Crs::code), made once. Errors: CrsUnknown, CrsFailed.
[[nodiscard]] Result<projection::Transformer*> transformerBetween(const std::string& from, const std::string& to);

/// For each pixel of a picture of a map box: where it is in a source raster. Nodes are transformed exactly and the
/// pixels between them in proportion, so close to each other that it is good to a tenth of a source pixel.
class PixelMap {
public:
  /// `toSource` leads from the map's CRS to the source's.
  PixelMap(projection::Transformer& toSource, const GeoTransform& sourceToCoordinates, const Box& mapBox, QSize size);

  /// Source columns and rows of one picture row, at the pixels' middles; NaN where there is none. Both have size.width().
  void row(int y, std::vector<double>& columns, std::vector<double>& rows) const;
  /// Source columns and rows that the picture touches; empty when it has no place there.
  [[nodiscard]] const Box& touched() const noexcept { return touched_; }
  /// About how many source pixels one pixel of the picture is wide; 0 when nothing is touched.
  [[nodiscard]] double sourcePixelsPerPixel() const noexcept { return scale_; }

private:
  void makeNodes(projection::Transformer& toSource, const GeoTransform& inverse, const Box& mapBox, int step);
  [[nodiscard]] double worstOfMiddles(projection::Transformer& toSource, const GeoTransform& inverse, const Box& mapBox) const;

  QSize size_;
  int step_ = 1, across_ = 0, down_ = 0; ///< nodes
  std::vector<double> columns_, rows_;
  Box touched_;
  double scale_ = 0;
};

} // namespace suyuan::backdrop

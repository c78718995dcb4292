// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/layers/table_builder.h"
#include "gis/render/map_scene.h"
#include "gis/render/map_view.h"

#include <memory>
#include <string>
#include <vector>

namespace suyuan::render::sketch {

struct Feature {
  std::int64_t fid;
  Geometry geometry; ///< map units
  std::string category, status, grade, label;
};

/// A layer in map units (EPSG:4551), without a file.
std::shared_ptr<const layers::FeatureTable> table(const std::string& name, const std::vector<Feature>& features);
std::shared_ptr<const StyleSheet> style(const char* theme = "day");
/// 400 x 300 px, one metre to the pixel: screen (x, y) is map (x, 300 - y).
MapView view();
Polygon square(double left, double bottom, double side);

} // namespace suyuan::render::sketch

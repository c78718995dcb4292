// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gis/render/sketch.h"

namespace suyuan::render::sketch {

std::shared_ptr<const layers::FeatureTable> table(const std::string& name, const std::vector<Feature>& features) {
  auto made = std::make_shared<layers::FeatureTable>();
  made->name = name;
  layers::TableBuilder builder(*made);
  for (const Feature& f : features) {
    const GeometryKind kind = builder.addGeometry(f.geometry);
    if (!builder.commit(f.fid, kind)) continue;
    made->category.add(f.category);
    made->status.add(f.status);
    made->grade.add(f.grade);
    made->label.add(f.label);
  }
  const auto crs = projection::Crs::parse("EPSG:4551").value();
  (void)builder.finish(crs, crs).value();
  return made;
}

std::shared_ptr<const StyleSheet> style(const char* theme) { return loadStyle(SUYUAN_RESOURCES_DIR, theme).value(); }

MapView view() {
  MapView v;
  v.size = {400, 300};
  v.centerX = 200;
  v.centerY = 150;
  v.metresPerPixel = 1;
  return v;
}

Polygon square(double left, double bottom, double side) {
  return {{{{left, bottom}, {left + side, bottom}, {left + side, bottom + side}, {left, bottom + side}, {left, bottom}}}};
}

} // namespace suyuan::render::sketch

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/map_scene.h"

#include <algorithm>

namespace suyuan::render {

SceneLayer* MapScene::find(std::string_view id) noexcept {
  const auto found = std::ranges::find(layers, id, &SceneLayer::id);
  return found == layers.end() ? nullptr : &*found;
}

const SceneLayer* MapScene::find(std::string_view id) const noexcept {
  const auto found = std::ranges::find(layers, id, &SceneLayer::id);
  return found == layers.end() ? nullptr : &*found;
}

SceneLayer& MapScene::add(std::shared_ptr<const layers::FeatureTable> table) {
  SceneLayer layer;
  layer.id = table->name;
  const char* geometry = table->kind == GeometryKind::Polygon ? "polygon"
                         : table->kind == GeometryKind::Line  ? "line"
                                                              : "point";
  if (style) layer.style = style->styleFor(table->name, geometry);
  if (layer.style)
    layer.title = table->layer || layer.style->id == table->name ? layer.style->title : QString::fromStdString(table->name);
  layer.table = std::move(table);
  layers.push_back(std::move(layer));
  return layers.back();
}

Box MapScene::extent() const noexcept {
  Box box;
  for (const SceneLayer& layer : layers)
    if (layer.visible && layer.table) box.add(layer.table->extent());
  return box;
}

} // namespace suyuan::render

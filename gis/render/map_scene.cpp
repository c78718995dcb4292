// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/map_scene.h"

#include "gis/layers/level_of_detail.h"
#include "gis/render/visible_rows.h"

#include <algorithm>
#include <utility>

namespace suyuan::render {

namespace {

std::shared_ptr<const LayerStyle> styleOf(const StyleSheet& sheet, const layers::FeatureTable& table) {
  return sheet.styleFor(table.name, table.kind == GeometryKind::Polygon ? "polygon"
                                    : table.kind == GeometryKind::Line  ? "line"
                                                                        : "point");
}

} // namespace

SceneLayer* MapScene::find(std::string_view id) noexcept {
  const auto found = std::ranges::find(layers, id, &SceneLayer::id);
  return found == layers.end() ? nullptr : &*found;
}

const SceneLayer* MapScene::find(std::string_view id) const noexcept {
  const auto found = std::ranges::find(layers, id, &SceneLayer::id);
  return found == layers.end() ? nullptr : &*found;
}

void prepareForDrawing(layers::FeatureTable& table, const StyleSheet& sheet) {
  if (table.vertexLevel.empty()) layers::markVertexLevels(table);
  if (table.pointLevel.empty()) {
    const auto style = styleOf(sheet, table);
    layers::markPointLevels(table, style ? severityOf(table, *style) : std::vector<std::uint8_t>{});
  }
  if (!table.countGrids) layers::countPoints(table);
}

SceneLayer& MapScene::add(std::shared_ptr<const layers::FeatureTable> table) {
  SceneLayer layer;
  layer.id = table->name;
  if (style) layer.style = styleOf(*style, *table);
  if (layer.style)
    layer.title = table->layer || layer.style->id == table->name ? layer.style->title : QString::fromStdString(table->name);
  layer.table = std::move(table);
  layers.push_back(std::move(layer));
  return layers.back();
}

void MapScene::setEdits(std::string_view id, std::shared_ptr<const layers::FeatureTable> edits, std::vector<std::uint32_t> hidden) {
  std::erase_if(layers, [&](const SceneLayer& layer) { return layer.isEdits() && layer.id == id; });
  const auto base = std::ranges::find(layers, id, &SceneLayer::id);
  if (base == layers.end()) return;
  base->hidden = std::move(hidden);
  if (!edits || edits->size() == 0) return;
  SceneLayer above = *base;
  above.editsOf = std::exchange(above.table, std::move(edits));
  above.hidden.clear();
  layers.insert(base + 1, std::move(above));
}

Box MapScene::extent() const noexcept {
  Box box;
  for (const SceneLayer& layer : layers)
    if (layer.visible && layer.table) box.add(layer.table->extent());
  return box;
}

} // namespace suyuan::render

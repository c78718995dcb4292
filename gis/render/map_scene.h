// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "gis/layers/feature_table.h"
#include "gis/render/style.h"
#include "gis/render/underlay.h"

#include <memory>
#include <string>
#include <vector>

namespace suyuan::render {

struct SceneLayer {
  std::string id;   ///< survey layer name, or the file layer's
  QString title;    ///< in the layer panel and the legend
  std::shared_ptr<const layers::FeatureTable> table;
  std::shared_ptr<const LayerStyle> style;
  bool visible = true;
  bool labels = true;
  bool clusters = true; ///< where the style has them
  std::vector<std::int64_t> selected; ///< fids, ascending
  std::vector<std::int64_t> traced;   ///< fids, ascending
  std::vector<std::uint32_t> hidden;  ///< rows of the table, ascending, that are not shown: their records are gone, or in the edits
  /// For the newest edits of a layer, which lie above it under the same id: that layer's table. Else null.
  std::shared_ptr<const layers::FeatureTable> editsOf;
  [[nodiscard]] bool isEdits() const noexcept { return editsOf != nullptr; }
};

/// What is on the map, bottom layer first. A value that is cheap to copy (tables and styles are shared); workers get
/// it as shared_ptr<const MapScene>, so that a change in the window makes a new snapshot and never touches theirs.
struct MapScene {
  std::shared_ptr<const StyleSheet> style;
  std::vector<SceneLayer> layers;
  std::vector<std::vector<Point>> tracePaths; ///< drawn lit above the layers, in the order of flow; map CRS
  std::shared_ptr<const Underlay> underlay;   ///< null: the features lie on the background
  bool background = true;                     ///< false leaves what no feature covers transparent
  double furniture = 0;                       ///< size of the scale bar and north arrow that will lie over it (decorations.h); names keep off them. 0: none
  bool legendOver = false;                    ///< and its legend

  [[nodiscard]] SceneLayer* find(std::string_view id) noexcept;
  [[nodiscard]] const SceneLayer* find(std::string_view id) const noexcept;
  /// Adds a layer with the style sheet's style and title for it, above the others.
  SceneLayer& add(std::shared_ptr<const layers::FeatureTable> table);
  /// Shows `edits` in place of the layer's `hidden` rows, so that a change among 10^6 records is there without a new
  /// table of them; null takes the edits away. Nothing happens when there is no such layer.
  void setEdits(std::string_view id, std::shared_ptr<const layers::FeatureTable> edits, std::vector<std::uint32_t> hidden);
  [[nodiscard]] Box extent() const noexcept; ///< of the visible layers, map units
};

/// Marks the levels of detail of a table that is not shared yet (layers/level_of_detail.h), severity as the style has it, and
/// counts its points (layers/count_grid.h). What it has already stays.
void prepareForDrawing(layers::FeatureTable& table, const StyleSheet& style);

using SceneSnapshot = std::shared_ptr<const MapScene>;

} // namespace suyuan::render

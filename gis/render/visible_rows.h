// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/render/map_scene.h"
#include "gis/render/map_view.h"

#include <cstdint>
#include <span>
#include <vector>

namespace suyuan::render {

/// Rows whose box meets the view, ascending (the file's order is the drawing order), without the layer's hidden ones.
[[nodiscard]] std::vector<std::uint32_t> visibleRows(const SceneLayer& layer, const Box& box);
[[nodiscard]] bool isHidden(const SceneLayer& layer, std::size_t row) noexcept;

/// True when the layer is switched on, has a table and a style, and the scale shows it.
[[nodiscard]] bool isShown(const SceneLayer& layer, const MapView& view) noexcept;

/// From the table's word numbers to the style's classes, resolved once for a layer.
struct ClassMap {
  ClassMap(const layers::FeatureTable& table, const LayerStyle& style);
  [[nodiscard]] int classAt(const layers::FeatureTable& table, std::size_t row) const noexcept {
    return column_ ? classes_[(table.*column_).at(row)] : -1;
  }
  [[nodiscard]] int classOfWord(std::uint8_t word) const noexcept { return column_ ? classes_[word] : -1; } ///< of the column that the style goes by
  [[nodiscard]] int statusOfWord(std::uint8_t word) const noexcept { return statuses_[word]; }
  [[nodiscard]] int statusAt(const layers::FeatureTable& table, std::size_t row) const noexcept {
    return statuses_[table.status.at(row)];
  }

private:
  layers::CategoryColumn layers::FeatureTable::*column_ = nullptr;
  std::vector<int> classes_, statuses_;
};

/// For layers::markPointLevels: the place of each of the table's status words in the style, where the most severe stands first.
[[nodiscard]] std::vector<std::uint8_t> severityOf(const layers::FeatureTable& table, const LayerStyle& style);

[[nodiscard]] inline const Symbol& symbolOf(const LayerStyle& style, int classIndex) noexcept {
  return classIndex < 0 ? style.base : style.classes[static_cast<std::size_t>(classIndex)].symbol;
}
[[nodiscard]] bool scaleShows(double maxScale, double denominator) noexcept;

struct ClassRows {
  const Symbol* symbol = nullptr;
  std::vector<std::uint32_t> rows;
};

/// Rows of one kind of geometry by class, as far as the scale shows it, in the order of drawing: the base first, the first (most
/// important) class last.
[[nodiscard]] std::vector<ClassRows> rowsByClass(const SceneLayer& layer, const MapView& view, std::span<const std::uint32_t> rows,
                                                 GeometryKind kind);

} // namespace suyuan::render

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "core/model/layer.h"
#include "gis/layers/count_grid.h"
#include "gis/layers/line_pack.h"
#include "gis/layers/spatial_index.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::layers {

/// A column of few distinct words: one byte a feature, and the words. Index 0 is always the empty word.
struct CategoryColumn {
  std::vector<std::uint8_t> index; ///< one for each feature, or empty when the layer has no such column
  std::vector<std::string> words{std::string{}};

  [[nodiscard]] std::uint8_t at(std::size_t row) const noexcept { return row < index.size() ? index[row] : std::uint8_t{0}; }
  [[nodiscard]] const std::string& word(std::size_t row) const noexcept { return words[at(row)]; }
  /// Adds a word for the next feature; beyond 255 distinct words they count as empty.
  void add(std::string_view word);
};

/// A column of texts in one string.
struct TextColumn {
  std::string bytes;                ///< UTF-8
  std::vector<std::uint32_t> ends;  ///< one for each feature, or empty when the layer has no such column

  [[nodiscard]] std::string_view at(std::size_t row) const noexcept;
  void add(std::string_view text);
};

/// Why a feature is not drawn.
enum class Fault : std::uint8_t {
  NoGeometry,  ///< NULL or empty
  NotFinite,   ///< a coordinate is NaN or infinite
  OutsideCrs,  ///< the map's projection has no place for it
  Damaged,     ///< the geometry's bytes cannot be read, or a ring has too few points
};

struct BrokenFeature {
  std::int64_t fid = 0;
  Fault fault = Fault::NoGeometry;
  friend bool operator==(const BrokenFeature&, const BrokenFeature&) = default;
};

/// A layer as the map needs it: columns, with all vertices in the map's CRS (easting, northing; map units, metres in
/// a projected CRS). Immutable once loaded; shared between threads by shared_ptr<const FeatureTable>.
struct FeatureTable {
  std::string name;                      ///< "outfalls", or the file layer's own name
  std::optional<Layer> layer;            ///< when it came from a survey
  std::string crs;                       ///< what the vertices are in, e.g. "EPSG:4551"
  GeometryKind kind = GeometryKind::None; ///< of most features
  std::vector<GeometryKind> kinds;       ///< one for each feature when they are mixed, else empty

  std::vector<std::int64_t> fids;
  std::vector<double> x, y;
  std::vector<std::uint32_t> partStart{0};    ///< first vertex of each part (line or ring), and the end
  std::vector<std::uint32_t> featureStart{0}; ///< first part of each feature, and the end
  std::vector<Box> boxes;                     ///< one for each feature; empty for a table of single points

  CategoryColumn category; ///< outfall class, candidate kind, zone kind, division level …
  CategoryColumn status;   ///< outfall and candidate status; channels: flow direction
  CategoryColumn grade;    ///< river grade
  TextColumn label;        ///< what is written at small scales: name or code
  TextColumn detail;       ///< what is written in addition at large scales

  /// Levels of detail (level_of_detail.h), or empty. Vertex i is drawn at level n when vertexLevel[i] ≥ n; level n leaves out
  /// what lies within vertexStep · 2^(n-1) map units. Row r likewise by pointLevel, with cells of pointStep · 2^n.
  std::vector<std::uint8_t> vertexLevel, pointLevel;
  double vertexStep = 0, pointStep = 0; ///< map units
  std::shared_ptr<const std::vector<LinePack>> linePacks; ///< of the vertex levels, finest first (line_pack.h), or null
  std::shared_ptr<const std::vector<CountGrid>> countGrids; ///< finest first (count_grid.h), or null

  std::vector<BrokenFeature> broken; ///< listed, not drawn
  SpatialIndex index;

  [[nodiscard]] std::size_t size() const noexcept { return fids.size(); }
  [[nodiscard]] bool isPoints() const noexcept { return boxes.empty() && kind == GeometryKind::Point; }
  [[nodiscard]] GeometryKind kindOf(std::size_t row) const noexcept { return kinds.empty() ? kind : kinds[row]; }
  [[nodiscard]] Box boxOf(std::size_t row) const noexcept;
  [[nodiscard]] const Box& extent() const noexcept { return index.extent(); }
  /// Row of a record; nothing when it is not drawn.
  [[nodiscard]] std::optional<std::size_t> rowOf(std::int64_t fid) const noexcept;
  /// Bytes held, for reports.
  [[nodiscard]] std::size_t bytes() const noexcept;

  std::vector<std::uint32_t> byFid; ///< rows in fid order when fids are not ascending by themselves
};

} // namespace suyuan::layers

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/geometry.h"
#include "gis/layers/feature_table.h"
#include "gis/projection/crs.h"

namespace suyuan::layers {

/// Boxes (none for a table of single points, which loses its offsets too), index and order by fid, from the vertices.
void indexTable(FeatureTable& table);

/// Fills a FeatureTable: features one after another in the source's CRS, then one projection for all of them.
/// For each feature: add vertices (addGeometry, or openPart/addVertex), then commit or reject, then the columns of a
/// committed feature. One thread.
class TableBuilder {
public:
  explicit TableBuilder(FeatureTable& table) : table_(table) {}

  void openPart() { partOpenedAt_.push_back(static_cast<std::uint32_t>(table_.x.size())); }
  void addVertex(double x, double y) {
    table_.x.push_back(x);
    table_.y.push_back(y);
  }
  /// Adds what a feature holds; its kind is returned, None for no geometry.
  GeometryKind addGeometry(const Geometry& geometry);

  /// Takes the vertices added since the last feature. Returns false, and lists the feature as broken, when there are
  /// none or one is not finite; its columns must not be added then.
  bool commit(std::int64_t fid, GeometryKind kind);
  void reject(std::int64_t fid, Fault fault);

  /// Projects all vertices, drops and lists features that have no place in the map's CRS, makes boxes and index.
  Result<> finish(const projection::Crs& from, const projection::Crs& to);

private:
  void closeRings();
  void dropRows(const std::vector<bool>& drop);

  FeatureTable& table_;
  std::vector<std::uint32_t> partOpenedAt_; ///< parts of the feature that is being added
  std::size_t featureFirstVertex_ = 0;
  bool mixed_ = false;
};

} // namespace suyuan::layers

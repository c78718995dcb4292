// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/reader.h"
#include "gis/layers/feature_table.h"
#include "gis/projection/crs.h"

#include <functional>
#include <span>
#include <stop_token>

namespace suyuan::layers {

/// Called now and then with the number of records read so far; from the loading thread.
using LoadProgress = std::function<void(std::int64_t read)>;

/// Fields that a style wants in place of the usual ones (columns.h); empty = the usual one. Names that the layer does not have
/// are passed over.
struct OwnColumns {
  std::string category, label;
  std::vector<std::string> categoryWords; ///< of `category`; what else it holds counts as empty, for a column has few words
  friend bool operator==(const OwnColumns&, const OwnColumns&) = default;
};

/// Reads a layer of a survey and projects it to the map's CRS in one go. Any thread, with a reader of its own.
/// Records without a drawable geometry are listed in FeatureTable::broken. Errors: the store's, CrsFailed, Cancelled.
[[nodiscard]] Result<FeatureTable> loadSurveyLayer(store::Reader& reader, Layer layer, const projection::Crs& mapCrs,
                                                   std::stop_token stop = {}, const LoadProgress& progress = {},
                                                   const OwnColumns& own = {});

/// The same for a few records of the layer; those that are gone are simply not in the table.
[[nodiscard]] Result<FeatureTable> loadSurveyRecords(store::Reader& reader, Layer layer, const projection::Crs& mapCrs,
                                                     std::span<const Fid> fids, std::stop_token stop = {}, const OwnColumns& own = {});

/// The layers that have a geometry and something in them, bottom of the map first.
[[nodiscard]] std::vector<Layer> drawingOrder();

} // namespace suyuan::layers

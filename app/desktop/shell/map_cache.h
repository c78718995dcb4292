// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/reader.h"
#include "gis/layers/feature_table.h"
#include "gis/layers/load_survey.h"
#include "gis/projection/crs.h"
#include "gis/render/style.h"

#include <filesystem>
#include <map>
#include <optional>
#include <stop_token>
#include <string>

namespace suyuan::desktop {

/// The map's large tables beside the survey, in its folder `cache`, so that it opens at once the next time. Which content a
/// table has is told by the journal: what was recorded since is read from the survey and put into it; a table of
/// another past (a sync went between, a copy was put back) is not used. The survey never depends on it.
/// Used by one worker at a time.
class MapCache {
public:
  struct Kept {
    layers::FeatureTable table; ///< as the survey is now
    bool isOld = false;         ///< so much had to be put in that it is worth keeping anew
  };

  /// For tables read with `reader` from now on, in that CRS, marked by that style (or null).
  static Result<MapCache> of(store::Reader& reader, const std::filesystem::path& survey, const projection::Crs& crs, const render::StyleSheet* style);

  /// Nothing when there is none that can be used.
  [[nodiscard]] std::optional<Kept> read(store::Reader& reader, Layer layer, const projection::Crs& crs, std::stop_token stop) const;
  /// Keeps a table that was read after of(). Errors as writeTableCache; no reason to trouble anybody.
  Result<> write(const layers::FeatureTable& table) const;

private:
  /// The newest entry of the journal, and what is enough to know its past by.
  struct Content {
    std::int64_t entry = 0, entries = 0, hub = 0;
    std::string uid;
    friend bool operator==(const Content&, const Content&) = default;
  };
  static Result<std::optional<Content>> contentUpTo(store::Reader& reader, std::optional<std::int64_t> entry);
  [[nodiscard]] layers::OwnColumns ownOf(Layer layer) const;
  [[nodiscard]] std::filesystem::path fileOf(std::string_view layer) const;
  [[nodiscard]] std::string keyOf(std::string_view layer, const Content& content) const;

  std::filesystem::path folder_;
  std::string how_; ///< what else than the content a table hangs on
  std::map<Layer, layers::OwnColumns> own_; ///< likewise, of those layers that have them
  Content content_;
  bool usable_ = false;
};

} // namespace suyuan::desktop

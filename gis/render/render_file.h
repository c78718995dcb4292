// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/geometry.h"
#include "gis/layers/feature_table.h"
#include "gis/render/measure_map.h"
#include "gis/render/underlay.h"

#include <QSize>

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace suyuan::render {

/// What `suyuan render` asks for.
struct RenderRequest {
  std::filesystem::path input;     ///< a survey's folder, or any vector file that GDAL reads
  std::filesystem::path output;    ///< .png; empty draws without writing
  std::filesystem::path resources; ///< folder with styles/ and symbols/
  std::optional<Box> bbox;         ///< lon/lat degrees; nothing = all there is
  QSize size{1600, 1000};
  std::string crs;                 ///< empty picks the 3-degree zone of the box's middle
  std::string theme = "day";
  std::string language = "zh";
  int repeat = 1;                  ///< drawing runs; each redraws every pixel from the loaded features
  bool decorations = false;        ///< legend, scale bar, north arrow
  bool labels = true;
  bool clusters = false;           ///< points far out as signs with their number; else each of them
  bool measure = false;            ///< figures of the report, too; takes some hundred more pictures
  double devicePixelRatio = 1;
  std::shared_ptr<const Underlay> underlay; ///< backdrops; null without
};

struct RenderReport {
  double loadMs = 0;  ///< read, projected, indexed, levels of detail marked
  double indexMs = 0; ///< of these: the index, made once more for its time, and the levels
  double levelsMs = 0;
  std::vector<double> drawMs;
  std::map<std::string, std::int64_t> features; ///< drawn, by layer
  std::map<std::string, std::int64_t> broken;   ///< not drawable, by layer
  std::map<std::string, std::vector<layers::BrokenFeature>> brokenRecords; ///< the first thousand of each
  double peakRssMb = 0;
  std::string crs;
  std::optional<MapFigures> figures;
};

/// Errors: the loaders', RenderFailed, FileUnwritable, Cancelled. A QGuiApplication must exist.
[[nodiscard]] Result<RenderReport> renderToFile(const RenderRequest& request, std::stop_token stop = {});

/// Peak resident memory of this process, MB.
[[nodiscard]] double peakRssMb();

} // namespace suyuan::render

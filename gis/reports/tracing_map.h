// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/outfall.h"
#include "core/model/unit.h"
#include "core/survey/long_section.h"
#include "gis/render/map_scene.h"

#include <QString>

#include <filesystem>
#include <string>
#include <vector>

namespace suyuan::reports {

enum class Paper : std::uint8_t { A4Landscape, A3Landscape };

/// One outfall traced to its units: all that the page says, as plain data.
struct TracingMapInput {
  render::MapScene scene;                    ///< layers in mapCrs; its own trace paths are replaced
  std::string mapCrs = "EPSG:4551";          ///< projected, metres
  Outfall outfall;
  std::vector<Unit> units;                   ///< reached
  std::vector<std::vector<Point>> pathLines; ///< channels passed, lon/lat (network's TraceResult)
  double lengthMetres = 0;                   ///< of the channels passed
  std::string countyName;                    ///< 长春市南关区; empty leaves the outfall's division code
  QString title;                             ///< empty makes one from the outfall's name
  QString note;                              ///< what the trace says of itself (gaps, weak evidence)
  QString author, date;                      ///< 制图人、制图日期
  Paper paper = Paper::A4Landscape;
  survey::LongSection section;               ///< 纵断面, below the plan; empty: the plan alone
  double scaleDenominator = 0;               ///< 0 picks the largest round scale that shows the path
};

struct TracingMapReport {
  double scaleDenominator = 0; ///< as printed
  int pages = 1;
};

/// One page as .pdf (vectors, fonts embedded), .svg or .png (300 dpi), of true scale. Written aside and renamed, so that a failure leaves no half file.
/// Errors: ReportFailed, FormatUnknown, FileUnwritable, CrsFailed.
[[nodiscard]] Result<TracingMapReport> writeTracingMap(const TracingMapInput& input, const std::filesystem::path& out);

} // namespace suyuan::reports

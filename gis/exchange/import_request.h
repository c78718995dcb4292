// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/layer.h"
#include "core/model/note.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace suyuan::exchange {

/// What to bring in, and as what.
struct ImportRequest {
  std::filesystem::path path;                 ///< file; a .zip with a shapefile is opened too
  Layer as = Layer::Outfalls;
  std::string sourceLayer;                    ///< layer of the file; empty = the only or first one
  std::map<std::string, std::string> mapping; ///< field → column; also "lon", "lat" (degrees or metres) and "height" (m) for tables
  std::string encoding;                       ///< "GBK", "UTF-8" …; empty = detect
  std::string crs;                            ///< what Crs::parse takes; empty = the file's own, or detected
  bool dryRun = false;                        ///< read and judge everything, write nothing
  bool strict = false;                        ///< one refused row refuses the file (RowsRefused)
  std::filesystem::path tables;               ///< resources/exchange: import_names.json, shapefile_fields.csv
};

/// A column of the source with a few of its values.
struct SourceColumn {
  std::string name;
  std::string type;
  std::vector<std::string> samples;
  std::string field; ///< proposed field of the layer; empty = not taken
};

/// What a look at the file tells before anything is written.
struct ImportPreview {
  std::vector<std::string> layers;
  std::string layer;
  std::vector<SourceColumn> columns;
  std::vector<std::vector<std::string>> rows; ///< first 50, text of each column
  std::string encoding, encodingEvidence;     ///< evidence is a key: "cpg", "ldid", "bom", "valid-utf8", "valid-gb18030", "asked", "format"
  std::string crs, crsEvidence;               ///< evidence: "file", "asked", "degrees", "zone-number"
  std::vector<Note> notes;
  std::optional<Error> fault;                 ///< why the import could not begin with what is known so far
  std::map<std::string, std::string> mapping; ///< remembered or by names
  std::string geometry;                       ///< geometry type of the source
  std::int64_t rowCount = 0;
};

/// A record that was not taken. `why` is a key: "no-coordinates", "coordinates-unreadable", "outside-range",
/// "wrong-geometry", "no-geometry", "geometry-broken", "value-invalid", "text-damaged", "unreadable".
struct RefusedRow {
  std::int64_t row = 0; ///< counted from 1, header lines not counted
  std::string why;
  std::string detail;
};

/// read = taken + refusedCount, always. `refused` lists the first 1000.
struct ImportReport {
  std::int64_t read = 0, taken = 0, refusedCount = 0;
  std::vector<RefusedRow> refused;
  std::string encoding, crs;
  std::vector<Note> notes;
  double seconds = 0;
};

} // namespace suyuan::exchange

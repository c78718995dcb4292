// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/note.h"
#include "core/store/reader.h"
#include "gis/exchange/progress.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace suyuan::exchange {

struct ExportRequest {
  std::filesystem::path out;                    ///< file; with several layers and a one-layer format NAME_layer.ext
  std::string format;                           ///< shapefile, gpkg, geojson, kml, csv, xlsx; swmm: see exportSwmm
  std::vector<Layer> layers{Layer::Outfalls};
  std::string encoding;                         ///< "UTF-8" (default) or "GBK": shapefile, csv
  std::string crs;                              ///< what Crs::parse takes; empty = CGCS2000. GeoJSON and KML are always lon/lat
  std::string where;                            ///< SQL condition over the layer's columns
  std::filesystem::path tables;                 ///< resources/exchange: shapefile_fields.csv
  std::function<std::string(const Note&)> say;  ///< sentence of a note for NAME_report.txt; its key and arguments without
};

struct LayerCount {
  Layer layer = Layer::Outfalls;
  std::int64_t records = 0;
  std::int64_t bytes = 0; ///< size of the biggest file, when known beforehand
};

struct PreflightReport {
  std::vector<LayerCount> layers;
  std::vector<Note> notes; ///< the first 1000 of each key by record, the others counted in the last of them
  bool blocked = false;             ///< the format cannot hold it (2 GB, row limit)
};

struct ExportReport {
  std::int64_t written = 0;
  std::vector<std::filesystem::path> files;
  std::vector<Note> notes; ///< one for each key, layer and field, with the count
  double seconds = 0;
};

/// What an export would change or lose; reads, writes nothing. Errors: FormatUnknown, CrsUnknown, the store's.
[[nodiscard]] Result<PreflightReport> preflightExport(store::Reader& reader, const ExportRequest& request,
                                                      std::stop_token stop = {});

/// Writes layers to files, aside first; when all is on the disk, all take their names. A fault or a cancel leaves what was
/// there. Written equals the store's count or it is an error. Heights are kept where the format has them. A shapefile comes
/// with .prj (ESRI WKT), .cpg, a field dictionary (NAME_字段说明.csv) and the pre-flight report (NAME_report.txt); index
/// files of the one before it are taken away.
/// Errors: FormatUnknown, FileUnwritable, DiskFull, TargetInUse, SurveyExists, CrsUnknown, CrsFailed, ExportFailed,
/// ExchangeTableInvalid, ResourceMissing, Cancelled, the store's.
[[nodiscard]] Result<ExportReport> exportLayers(store::Reader& reader, const ExportRequest& request,
                                                const Progress& progress = {}, std::stop_token stop = {});

} // namespace suyuan::exchange

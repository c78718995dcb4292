// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"
#include "gis/exchange/arrow_cell.h"
#include "gis/exchange/encoding.h"
#include "gis/exchange/import_request.h"
#include "gis/projection/crs.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class GDALDataset;
class OGRLayer;

namespace suyuan::exchange {

/// A record batch as it comes from the file. Columns follow Source::columns; geometry is WKB.
struct SourceBatch {
  std::size_t rows = 0;
  ArrowCells fid, geometry;
  std::vector<ArrowCells> columns; ///< those asked for, in the asked order
};

/// One layer of a file that GDAL reads, with its encoding and CRS found out. One thread at a time.
class Source {
public:
  /// Errors: FileNotFound, FormatUnknown, SourceDamaged, SourceEmpty, SourceLayerUnknown, EncodingUnknown, CrsUnknown.
  static Result<Source> open(const ImportRequest& request);
  Source(Source&&) noexcept;
  Source& operator=(Source&&) noexcept;
  ~Source();

  std::string file;                    ///< path, UTF-8
  std::string fileName;                ///< last part of it
  std::string layer;
  std::vector<std::string> layers;
  std::vector<std::string> columns;    ///< names, UTF-8
  std::vector<std::string> types;
  std::string encoding, encodingEvidence;
  std::string columnEncoding;          ///< of the text that read() gives; the file's unless it was read as text
  std::optional<projection::Crs> crs;  ///< stated by the file
  GeometryKind kind = GeometryKind::None; ///< of the layer; None for tables
  bool kindKnown = false;              ///< false: the layer mixes kinds
  std::string geometryName;            ///< GDAL's word
  std::int64_t expected = -1;          ///< records, when the file says so cheaply
  Box extent;                          ///< in the file's units, when known cheaply
  bool mapUnits = false;               ///< positions may be in any units: small numbers are not taken for degrees
  std::vector<Note> notes;

  /// Calls take for every batch, in order, until it returns false. `wanted`: indices of columns. Reads from the start
  /// at each call. Error SourceDamaged when the file cannot be read to its end, or ends before the count it states.
  Result<> read(const std::vector<std::size_t>& wanted, const std::function<bool(const SourceBatch&)>& take);

private:
  Source();
  Result<> openSwmm(const ImportRequest& request);
  Result<> chooseLayer(const ImportRequest& request);
  Result<> findEncoding(const ImportRequest& request);
  Result<> describe();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace suyuan::exchange

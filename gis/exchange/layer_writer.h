// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"
#include "gis/exchange/export_layers.h"
#include "gis/exchange/note_keeper.h"
#include "gis/projection/crs.h"

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace suyuan::exchange {

/// What a writer is told about a layer before its first row.
struct WriterTask {
  Layer layer = Layer::Outfalls;
  std::filesystem::path out;      ///< where to write: aside, the caller renames
  projection::Crs crs = projection::surveyCrs(); ///< rows come in it, easting/longitude first
  std::string encoding = "UTF-8";
  std::int64_t records = 0;
  std::vector<std::size_t> widths; ///< longest UTF-8 bytes of each field; shapefile only
  std::string fidName;             ///< column of the record number; shapefile only
  std::vector<std::string> names;  ///< column of each field; shapefile only
  std::int64_t shapes = 0;         ///< records with a geometry
  std::int64_t heights = 0;        ///< … of them with heights
};

/// Writes one layer. Rows come in the order of the layer's fields.
class LayerWriter {
public:
  virtual ~LayerWriter() = default;
  virtual Result<> row(const Row& row) = 0;
  virtual Result<> finish() = 0; ///< flushes and closes; errors of the disk come out here at the latest
  /// Files written, all beside WriterTask::out.
  [[nodiscard]] virtual std::vector<std::filesystem::path> files() const = 0;
  NoteKeeper notes; ///< what was changed on the way
};

[[nodiscard]] Result<std::unique_ptr<LayerWriter>> makeShapefileWriter(const WriterTask& task);
[[nodiscard]] Result<std::unique_ptr<LayerWriter>> makeCsvWriter(const WriterTask& task);
[[nodiscard]] Result<std::unique_ptr<LayerWriter>> makeGeoJsonWriter(const WriterTask& task);
/// Sheets of several layers go to one workbook, tables to one GeoPackage, folders to one KML: `previous` is the writer
/// of the layer before, or null; it hands its file over, and only the last one is finished.
[[nodiscard]] Result<std::unique_ptr<LayerWriter>> makeXlsxWriter(const WriterTask& task, LayerWriter* previous);
[[nodiscard]] Result<std::unique_ptr<LayerWriter>> makeOgrWriter(const WriterTask& task, const std::string& format, LayerWriter* previous);

/// Buffered file that remembers a failed write. Error FileUnwritable, DiskFull.
class OutFile {
public:
  static Result<OutFile> create(const std::filesystem::path& path);
  void write(std::string_view bytes);
  Result<> writeAt(std::int64_t offset, std::string_view bytes);
  Result<> close(); ///< everything is on its way to the disk, or an error
  [[nodiscard]] std::int64_t size() const noexcept { return size_; }

private:
  struct Closer {
    void operator()(std::FILE* f) const noexcept { std::fclose(f); }
  };
  std::unique_ptr<std::FILE, Closer> file_;
  std::filesystem::path path_;
  std::int64_t size_ = 0;
  int fault_ = 0;
};

} // namespace suyuan::exchange

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/export_layers.h"

#include "gis/exchange/companions.h"
#include "gis/exchange/layer_writer.h"
#include "gis/exchange/replace_files.h"
#include "gis/exchange/swmm_export.h"
#include "gis/exchange/wkb_geometry.h"
#include "gis/projection/transformer.h"

#include <chrono>
#include <format>
#include <system_error>

namespace suyuan::exchange {

namespace {

struct Exporter {
  store::Reader& reader;
  const ExportRequest& request;
  const Progress& progress;
  std::stop_token stop;
  const projection::Crs& crs;
  std::int64_t total = 0, done = 0;

  /// Every row of a layer through the writer, in the export's CRS.
  Result<> rows(const LayerTask& task, LayerWriter& writer, projection::Transformer& toExport) {
    store::Query query;
    query.where = request.where;
    Result<> fault;
    Row moved;
    std::vector<double> x, y;
    std::int64_t written = 0;
    auto scanned = reader.scan(task.layer, query, [&](const Row& row) {
      if (written % 4096 == 0) {
        if (stop.stop_requested()) {
          fault = failure(ErrorCode::Cancelled, {.file = request.out.string()});
          return false;
        }
        if (progress && total > 0) progress(static_cast<double>(done) / static_cast<double>(total));
      }
      const Row* out = &row;
      if (!toExport.isIdentity()) {
        moved = row;
        if (!project(moved, toExport, x, y))
          writer.notes.add({NoteKey::NoPlaceInCrs, {{"crs", crs.name()}}, task.layer, {}, row.fid});
        out = &moved;
      }
      fault = writer.row(*out);
      if (!fault) return false;
      ++written;
      ++done;
      return true;
    });
    if (!fault) return fault;
    if (!scanned) return scanned;
    if (written != task.records)
      return failure(ErrorCode::ExportFailed, {.file = request.out.string(), .layer = std::string(layerName(task.layer))},
                     std::format("{} written of {}", written, task.records));
    return {};
  }

  /// False when the CRS has no numbers for the shape: it goes out without geometry rather than at infinity or bent.
  static bool project(Row& row, projection::Transformer& to, std::vector<double>& x, std::vector<double>& y) {
    x.clear();
    y.clear();
    forEachVertex(row.geometry, [&](Point& p) {
      x.push_back(p.x);
      y.push_back(p.y);
    });
    if (to.transform(x, y) > 0) {
      row.geometry = std::monostate{};
      return false;
    }
    std::size_t i = 0;
    forEachVertex(row.geometry, [&](Point& p) {
      p.x = x[i];
      p.y = y[i++];
    });
    return true;
  }
};

/// Indexes that other programs keep beside a shapefile and would believe.
void removeOldIndexes(std::filesystem::path shp) {
  std::error_code ignored;
  for (const char* extension : {".qix", ".sbn", ".sbx", ".idm", ".ind", ".cst", ".ain", ".aih", ".atx", ".fbn", ".fbx"})
    std::filesystem::remove(shp.replace_extension(extension), ignored);
}

Result<std::unique_ptr<LayerWriter>> writerFor(const std::string& format, const WriterTask& task, LayerWriter* previous) {
  if (format == "shapefile") return makeShapefileWriter(task);
  if (format == "csv") return makeCsvWriter(task);
  if (format == "geojson") return makeGeoJsonWriter(task);
  if (format == "xlsx") return makeXlsxWriter(task, previous);
  return makeOgrWriter(task, format, previous);
}

std::string blockedBy(const std::vector<Note>& notes) {
  for (const Note& note : notes) {
    if (note.key == NoteKey::Over2Gb) return "the attribute table would have " + note.args.at(0).second + " MB, over 2 GB";
    if (note.key == NoteKey::RowLimit) return "a sheet holds " + note.args.at(0).second + " rows";
  }
  return {};
}

std::filesystem::path withExtension(std::filesystem::path path, const std::string& format) {
  static constexpr std::pair<std::string_view, std::string_view> extensions[] = {{"shapefile", ".shp"}, {"gpkg", ".gpkg"}, {"geojson", ".geojson"},
                                                                                 {"kml", ".kml"},       {"csv", ".csv"},   {"xlsx", ".xlsx"}};
  for (const auto& [name, extension] : extensions)
    if (name == format && !path.has_extension()) path += extension;
  return path;
}

} // namespace

Result<ExportReport> exportLayers(store::Reader& reader, const ExportRequest& asked, const Progress& progress, std::stop_token stop) {
  if (asked.format == "swmm") return exportSwmm(reader, asked, progress, std::move(stop));
  const auto started = std::chrono::steady_clock::now();
  ExportRequest request = asked;
  request.out = withExtension(asked.out, asked.format);
  PreflightReport found;
  auto task = planExport(reader, request, found);
  if (!task) return std::unexpected(std::move(task).error());
  if (found.blocked)
    return failure(ErrorCode::ExportFailed, {.file = request.out.string()}, blockedBy(found.notes));
  SUYUAN_TRY(mayReplace(request.out));
  auto aside = AsideFolder::make(request.out);
  if (!aside) return std::unexpected(std::move(aside).error());
  auto toExport = projection::Transformer::make(projection::surveyCrs(), task->crs);
  if (!toExport) return std::unexpected(std::move(toExport).error());

  Exporter exporter{reader, request, progress, stop, task->crs};
  for (const LayerTask& one : task->layers) exporter.total += one.records;
  const bool oneFile = request.format == "gpkg" || request.format == "xlsx" || request.format == "kml";
  std::vector<std::filesystem::path> made;
  std::unique_ptr<LayerWriter> previous;
  std::erase_if(found.notes, [](const Note& n) { return n.key == NoteKey::TextCut; }); // the writers list them as they cut
  for (const LayerTask& one : task->layers) {
    WriterTask writing{.layer = one.layer, .out = aside->path() / request.out.filename(), .crs = task->crs, .encoding = one.encoding,
                       .records = one.records, .widths = one.widths, .fidName = one.fidName, .names = one.names, .shapes = one.shapes, .heights = one.heights};
    if (!oneFile && task->layers.size() > 1) {
      auto name = request.out.stem();
      name += "_" + std::string(layerName(one.layer));
      name += request.out.extension();
      writing.out = aside->path() / name;
    }
    auto writer = writerFor(request.format, writing, previous.get());
    if (!writer) return std::unexpected(std::move(writer).error());
    SUYUAN_TRY(exporter.rows(one, **writer, *toExport));
    if (!oneFile) SUYUAN_TRY((*writer)->finish());
    const auto& notes = (*writer)->notes.notes();
    found.notes.insert(found.notes.end(), notes.begin(), notes.end());
    if (!oneFile || made.empty())
      for (auto& file : (*writer)->files()) made.push_back(std::move(file));
    if (request.format == "shapefile") {
      auto companions = writeShapefileCompanions(writing.out, one, task->crs);
      if (!companions) return std::unexpected(std::move(companions).error());
      made.insert(made.end(), companions->begin(), companions->end());
    }
    previous = std::move(*writer);
  }
  if (oneFile && previous) SUYUAN_TRY(previous->finish());
  previous.reset();
  if (request.format == "shapefile") {
    auto report = writeReport(aside->path() / request.out.filename(), found, task->crs, request.say);
    if (!report) return std::unexpected(std::move(report).error());
    made.push_back(*report);
  }
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled, {.file = request.out.string()});
  auto placed = putInPlace(*aside, made, request.out.parent_path());
  if (!placed) return std::unexpected(std::move(placed).error());
  if (request.format == "shapefile")
    for (const auto& file : *placed)
      if (file.extension() == ".shp") removeOldIndexes(file);
  ExportReport report{.written = exporter.done, .files = std::move(*placed), .notes = summaryOf(found.notes)};
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  if (progress) progress(1.0);
  return report;
}

} // namespace suyuan::exchange

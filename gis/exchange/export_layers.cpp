// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/export_layers.h"

#include "gis/exchange/companions.h"
#include "gis/exchange/layer_writer.h"
#include "gis/exchange/wkb_geometry.h"
#include "gis/projection/transformer.h"

#include <chrono>
#include <format>
#include <random>
#include <system_error>

namespace suyuan::exchange {

namespace {

/// A folder beside the target, gone with everything in it unless its files were moved out.
class AsideFolder {
public:
  static Result<AsideFolder> make(const std::filesystem::path& out) {
    AsideFolder aside;
    std::error_code fault;
    auto parent = out.parent_path();
    if (parent.empty()) parent = ".";
    std::random_device random;
    aside.path_ = parent / std::format(".suyuan-export-{:08x}{:08x}", random(), random());
    if (!std::filesystem::create_directory(aside.path_, fault))
      return failure(ErrorCode::FileUnwritable, {.file = out.string()}, fault.message());
    return aside;
  }
  AsideFolder(AsideFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  AsideFolder& operator=(AsideFolder&&) = delete;
  ~AsideFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

private:
  AsideFolder() = default;
  std::filesystem::path path_;
};

struct Exporter {
  store::Reader& reader;
  const ExportRequest& request;
  const Progress& progress;
  std::stop_token stop;
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
        project(moved, toExport, x, y);
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

  static void project(Row& row, projection::Transformer& to, std::vector<double>& x, std::vector<double>& y) {
    x.clear();
    y.clear();
    forEachVertex(row.geometry, [&](Point& p) {
      x.push_back(p.x);
      y.push_back(p.y);
    });
    // A shape with a place that the CRS cannot hold goes out without geometry rather than bent.
    if (to.transform(x, y) > 0) {
      row.geometry = std::monostate{};
      return;
    }
    std::size_t i = 0;
    forEachVertex(row.geometry, [&](Point& p) {
      p.x = x[i];
      p.y = y[i++];
    });
  }
};

std::filesystem::path withExtension(std::filesystem::path path, const std::string& format) {
  static constexpr std::pair<std::string_view, std::string_view> extensions[] = {{"shapefile", ".shp"}, {"gpkg", ".gpkg"}, {"geojson", ".geojson"},
                                                                                 {"kml", ".kml"},       {"csv", ".csv"},   {"xlsx", ".xlsx"}};
  for (const auto& [name, extension] : extensions)
    if (name == format && !path.has_extension()) path += extension;
  return path;
}

} // namespace

Result<ExportReport> exportLayers(store::Reader& reader, const ExportRequest& asked, const Progress& progress, std::stop_token stop) {
  const auto started = std::chrono::steady_clock::now();
  ExportRequest request = asked;
  request.out = withExtension(asked.out, asked.format);
  PreflightReport found;
  auto task = planExport(reader, request, found);
  if (!task) return std::unexpected(std::move(task).error());
  if (found.blocked)
    return failure(ErrorCode::ExportFailed, {.file = request.out.string()}, found.notes.back().key + " " + found.notes.back().detail);
  auto aside = AsideFolder::make(request.out);
  if (!aside) return std::unexpected(std::move(aside).error());
  auto toExport = projection::Transformer::make(projection::surveyCrs(), task->crs);
  if (!toExport) return std::unexpected(std::move(toExport).error());

  Exporter exporter{reader, request, progress, stop};
  for (const LayerTask& one : task->layers) exporter.total += one.records;
  const bool oneFile = request.format == "gpkg" || request.format == "xlsx" || request.format == "kml";
  std::vector<std::filesystem::path> made;
  std::unique_ptr<LayerWriter> previous;
  std::erase_if(found.notes, [](const PreflightNote& n) { return n.key == "text-cut"; }); // the writers list them as they cut
  for (const LayerTask& one : task->layers) {
    WriterTask writing{.layer = one.layer, .out = aside->path() / request.out.filename(), .crs = task->crs, .encoding = one.encoding,
                       .records = one.records, .widths = one.widths};
    if (!oneFile && task->layers.size() > 1) {
      auto name = request.out.stem();
      name += "_" + std::string(layerName(one.layer));
      name += request.out.extension();
      writing.out = aside->path() / name;
    }
    auto writer = request.format == "shapefile" ? makeShapefileWriter(writing)
                  : request.format == "csv"     ? makeCsvWriter(writing)
                  : request.format == "geojson" ? makeGeoJsonWriter(writing)
                  : request.format == "xlsx"    ? makeXlsxWriter(writing, previous.get())
                                                : makeOgrWriter(writing, request.format, previous.get());
    if (!writer) return std::unexpected(std::move(writer).error());
    SUYUAN_TRY(exporter.rows(one, **writer, *toExport));
    if (!oneFile) SUYUAN_TRY((*writer)->finish());
    found.notes.insert(found.notes.end(), (*writer)->notes.begin(), (*writer)->notes.end());
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
    auto report = writeReport(aside->path() / request.out.filename(), found, task->crs);
    if (!report) return std::unexpected(std::move(report).error());
    made.push_back(*report);
  }
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled, {.file = request.out.string()});
  ExportReport report{.written = exporter.done, .warnings = summaryOf(found.notes)};
  for (const auto& file : made) {
    const auto target = request.out.parent_path() / file.filename();
    std::error_code fault;
    std::filesystem::rename(file, target, fault);
    if (fault) return failure(ErrorCode::FileUnwritable, {.file = target.string()}, fault.message());
    report.files.push_back(target);
  }
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  if (progress) progress(1.0);
  return report;
}

} // namespace suyuan::exchange

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/export_task.h"

#include "gis/exchange/encoding.h"
#include "gis/exchange/name_tables.h"
#include "gis/exchange/note_keeper.h"
#include "gis/projection/gauss_kruger.h"

#include <algorithm>
#include <format>

namespace suyuan::exchange {

namespace {

constexpr std::size_t longestDbfText = 254;
constexpr std::int64_t largestDbf = 0x7FFF0000, mostSheetRows = 1048576;
constexpr double rtreeSlack = 0.0005; ///< degrees: the R-tree keeps boxes in single precision

std::string whereClause(const ExportRequest& request) { return request.where.empty() ? "" : " WHERE (" + request.where + ")"; }
std::string andWhere(const ExportRequest& request) { return request.where.empty() ? " WHERE" : whereClause(request) + " AND"; }

void add(PreflightReport& report, const NoteKeeper& found) { report.notes.insert(report.notes.end(), found.notes().begin(), found.notes().end()); }

/// Texts over 254 bytes, by record, so that the list can be made before anything is written.
Result<> listLongText(store::Reader& reader, const ExportRequest& request, LayerTask& task, PreflightReport& report) {
  const LayerSchema& schema = schemaOf(task.layer);
  NoteKeeper found;
  for (std::size_t i = 0; i < schema.fields.size(); ++i) {
    if (schema.fields[i].type != FieldType::Text || task.widths[i] <= longestDbfText) continue;
    const std::string name(schema.fields[i].name);
    const std::string sql = std::format("SELECT fid, \"{0}\" FROM \"{1}\"{2} octet_length(\"{0}\") > {3}", name, layerName(task.layer), andWhere(request), longestDbfText);
    auto recoder = Recoder::make(task.encoding);
    if (!recoder) return std::unexpected(std::move(recoder).error());
    SUYUAN_TRY(reader.select(sql, {}, [&](const std::vector<Value>& row) {
      std::string out;
      const auto* text = std::get_if<std::string>(&row[1]);
      const auto* fid = std::get_if<std::int64_t>(&row[0]);
      if (text && fid && recoder->fromUtf8(*text, longestDbfText, out).cut)
        found.add({NoteKey::TextCut, {{"value", *text}, {"limit", std::to_string(longestDbfText)}}, task.layer, name, Fid{*fid}});
      return true;
    }));
  }
  add(report, found);
  return {};
}

Result<> listUnsayable(store::Reader& reader, const ExportRequest& request, const LayerTask& task, PreflightReport& report, std::stop_token stop) {
  auto recoder = Recoder::make(task.encoding);
  if (!recoder) return std::unexpected(std::move(recoder).error());
  const LayerSchema& schema = schemaOf(task.layer);
  store::Query query;
  query.where = request.where;
  query.geometry = false;
  NoteKeeper found;
  std::string out;
  SUYUAN_TRY(reader.scan(task.layer, query, [&](const Row& row) {
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      const auto* text = std::get_if<std::string>(&row.values[i]);
      if (!text || isAscii(*text)) continue;
      out.clear();
      const auto written = recoder->fromUtf8(*text, std::string::npos, out);
      if (!written.missing.empty())
        found.add({NoteKey::NotInGbk, {{"value", written.missing}}, task.layer, std::string(schema.fields[i].name), row.fid});
    }
    return !stop.stop_requested();
  }));
  add(report, found);
  return {};
}

/// The longest text of each field: columns of a shapefile are as wide as what they hold.
Result<> measureText(store::Reader& reader, const ExportRequest& request, LayerTask& task) {
  const LayerSchema& schema = schemaOf(task.layer);
  std::string sql = "SELECT ";
  for (std::size_t i = 0; i < schema.fields.size(); ++i)
    sql += std::format("{}max(octet_length(\"{}\"))", i ? "," : "", schema.fields[i].name);
  sql += std::format(" FROM \"{}\"{}", layerName(task.layer), whereClause(request));
  SUYUAN_TRY(reader.select(sql, {}, [&](const std::vector<Value>& row) {
    for (const Value& value : row) {
      const auto* width = std::get_if<std::int64_t>(&value);
      task.widths.push_back(width ? static_cast<std::size_t>(*width) : 0);
    }
    return false;
  }));
  if (task.widths.size() != schema.fields.size()) return failure(ErrorCode::Internal, {}, "widths");
  return {};
}

/// How many records have a shape, and how many a shape with heights: read from the type in the blob, behind the header
/// and its envelope (OGC 12-128r18, 2.1.3), of either byte order, so that no geometry is made.
Result<> countShapes(store::Reader& reader, const ExportRequest& request, LayerTask& task) {
  const std::string sql = std::format(
      "SELECT count(geom), sum(CASE WHEN substr(geom, 4, 1) IN (x'01', x'00') THEN substr(geom, 11, 2) WHEN substr(geom, 4, 1) IN (x'03', x'02') "
      "THEN substr(geom, 43, 2) WHEN substr(geom, 4, 1) IN (x'05', x'04', x'07', x'06') THEN substr(geom, 59, 2) ELSE substr(geom, 75, 2) END "
      "IN (x'0300', x'0B00', x'0003', x'000B')) FROM \"{}\"{}",
      layerName(task.layer), whereClause(request));
  return reader.select(sql, {}, [&](const std::vector<Value>& row) {
    if (const auto* n = std::get_if<std::int64_t>(&row[0])) task.shapes = *n;
    if (const auto* n = std::get_if<std::int64_t>(&row[1])) task.heights = *n;
    return false;
  });
}

/// Records that reach over the area of the CRS: their numbers are true but far from what the CRS is for, or none at all.
Result<> listOutside(store::Reader& reader, const ExportRequest& request, const LayerTask& task, const projection::Crs& crs, PreflightReport& report) {
  auto extent = reader.extent(task.layer);
  if (!extent) return std::unexpected(std::move(extent).error());
  if (const auto zone = crs.epsg() ? projection::zoneOfEpsg(*crs.epsg()) : std::nullopt)
    if (const double outside = projection::outsideZone(*extent, *zone); outside > 0)
      report.notes.push_back({NoteKey::OutsideZone, {{"degrees", std::format("{:.2f}", outside)}, {"zone", std::to_string(zone->number)}}, task.layer});
  const auto area = crs.area();
  if (!area || extent->isEmpty()) return {};
  const Box wide = area->grown(rtreeSlack, rtreeSlack);
  if (wide.contains(extent->minX, extent->minY) && wide.contains(extent->maxX, extent->maxY)) return {};
  NoteKeeper found;
  const std::string layer(layerName(task.layer));
  const std::string sql = std::format("SELECT id FROM rtree_{0}_geom WHERE (minx < {1} OR maxx > {2} OR miny < {3} OR maxy > {4}){5}", layer, wide.minX, wide.maxX,
                                      wide.minY, wide.maxY, request.where.empty() ? "" : std::format(" AND id IN (SELECT fid FROM \"{}\"{})", layer, whereClause(request)));
  SUYUAN_TRY(reader.select(sql, {}, [&](const std::vector<Value>& row) {
    if (const auto* fid = std::get_if<std::int64_t>(&row[0])) found.add({NoteKey::OutsideArea, {{"crs", crs.name()}}, task.layer, {}, Fid{*fid}});
    return true;
  }));
  add(report, found);
  return {};
}

/// What a format has no place for.
void noteForm(const ExportRequest& request, const LayerTask& task, PreflightReport& report) {
  const GeometryKind kind = schemaOf(task.layer).geometry;
  const bool table = request.format == "csv" || request.format == "xlsx";
  const bool drawn = kind == GeometryKind::Line || kind == GeometryKind::Polygon;
  if (table && drawn && task.shapes > 0)
    report.notes.push_back({.key = NoteKey::ShapesDropped, .args = {{"format", request.format}}, .layer = task.layer, .count = task.shapes});
  if (table && drawn && task.heights > 0)
    report.notes.push_back({.key = NoteKey::HeightsDropped, .args = {{"format", request.format}}, .layer = task.layer, .count = task.heights});
  if (request.format == "shapefile" && task.heights > 0 && task.heights < task.shapes)
    report.notes.push_back({.key = NoteKey::HeightUnknown, .args = {}, .layer = task.layer, .count = task.shapes - task.heights});
}

Result<> planShapefile(store::Reader& reader, const ExportRequest& request, const ShapefileNames& names, LayerTask& task, PreflightReport& report,
                       std::int64_t& bytes) {
  const LayerSchema& schema = schemaOf(task.layer);
  task.fidName = names.fid();
  task.names = names.of(task.layer);
  SUYUAN_TRY(measureText(reader, request, task));
  SUYUAN_TRY(listLongText(reader, request, task, report));
  std::int64_t shortened = 0;
  for (const FieldDef& field : schema.fields) shortened += field.name.size() > 10 ? 1 : 0;
  if (shortened > 0)
    report.notes.push_back({.key = NoteKey::NamesShortened, .args = {{"dictionary", request.out.stem().string() + "_字段说明.csv"}}, .layer = task.layer, .count = shortened});
  std::size_t record = 21;
  for (std::size_t i = 0; i < schema.fields.size(); ++i)
    record += schema.fields[i].type == FieldType::Text ? std::clamp<std::size_t>(task.widths[i], 1, longestDbfText) : 24;
  bytes = static_cast<std::int64_t>(record) * task.records;
  if (bytes > largestDbf) {
    report.notes.push_back({NoteKey::Over2Gb, {{"megabytes", std::to_string(bytes / 1000000)}}, task.layer});
    report.blocked = true;
  }
  return {};
}

} // namespace

Result<ExportTask> planExport(store::Reader& reader, const ExportRequest& request, PreflightReport& report) {
  ExportTask task;
  constexpr std::string_view formats[] = {"shapefile", "gpkg", "geojson", "kml", "csv", "xlsx"};
  if (std::ranges::find(formats, request.format) == std::end(formats))
    return failure(ErrorCode::FormatUnknown, {.file = request.out.string()}, request.format);
  const std::string encoding = encodingNamed(request.encoding);
  if (!encoding.empty() && encoding != "UTF-8" && encoding != "GBK")
    return failure(ErrorCode::EncodingUnknown, {}, "export writes UTF-8 or GBK", {request.encoding});
  const bool shapefile = request.format == "shapefile", lonLat = request.format == "geojson" || request.format == "kml";
  auto crs = request.crs.empty() || lonLat ? Result<projection::Crs>(projection::surveyCrs()) : projection::Crs::parse(request.crs);
  if (!crs) return std::unexpected(std::move(crs).error());
  task.crs = *crs;
  std::optional<ShapefileNames> names;
  if (shapefile) {
    auto loaded = ShapefileNames::load(request.tables);
    if (!loaded) return std::unexpected(std::move(loaded).error());
    names = std::move(*loaded);
  }
  if (lonLat) report.notes.push_back({.key = NoteKey::Cgcs2000AsWgs84, .args = {}});
  const bool gbk = encoding == "GBK" && (shapefile || request.format == "csv");
  for (const Layer layer : request.layers) {
    LayerTask one{.layer = layer, .encoding = gbk ? "GBK" : "UTF-8"};
    store::Query query;
    query.where = request.where;
    auto count = reader.count(layer, query);
    if (!count) return std::unexpected(std::move(count).error());
    one.records = *count;
    const bool placed = schemaOf(layer).geometry != GeometryKind::None;
    if (placed) SUYUAN_TRY(countShapes(reader, request, one));
    std::int64_t bytes = 0;
    if (shapefile) SUYUAN_TRY(planShapefile(reader, request, *names, one, report, bytes));
    if (request.format == "xlsx" && one.records + 1 > mostSheetRows) {
      report.notes.push_back({.key = NoteKey::RowLimit, .args = {{"limit", std::to_string(mostSheetRows)}}, .layer = layer, .count = one.records});
      report.blocked = true;
    }
    if (placed && task.crs.isProjected()) SUYUAN_TRY(listOutside(reader, request, one, task.crs, report));
    noteForm(request, one, report);
    report.layers.push_back({layer, one.records, bytes});
    task.layers.push_back(std::move(one));
  }
  return task;
}

Result<PreflightReport> preflightExport(store::Reader& reader, const ExportRequest& request, std::stop_token stop) {
  PreflightReport report;
  auto task = planExport(reader, request, report);
  if (!task) return std::unexpected(std::move(task).error());
  for (const LayerTask& one : task->layers)
    if (one.encoding == "GBK") SUYUAN_TRY(listUnsayable(reader, request, one, report, stop));
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
  return report;
}

} // namespace suyuan::exchange

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/export_task.h"

#include "gis/exchange/encoding.h"
#include "gis/projection/gauss_kruger.h"

#include <algorithm>
#include <format>

namespace suyuan::exchange {

namespace {

constexpr std::size_t notesKept = 1000;

std::string whereClause(const ExportRequest& request) { return request.where.empty() ? "" : " WHERE (" + request.where + ")"; }

/// Texts over 254 bytes, by record, so that the list can be made before anything is written.
Result<> listLongText(store::Reader& reader, const ExportRequest& request, LayerTask& task, PreflightReport& report) {
  const LayerSchema& schema = schemaOf(task.layer);
  for (std::size_t i = 0; i < schema.fields.size(); ++i) {
    if (schema.fields[i].type != FieldType::Text || task.widths[i] <= 254) continue;
    const std::string name(schema.fields[i].name);
    const std::string sql = std::format("SELECT fid, \"{0}\" FROM \"{1}\"{2} {3} octet_length(\"{0}\") > 254 LIMIT {4}", name, layerName(task.layer),
                                        whereClause(request), request.where.empty() ? "WHERE" : "AND", notesKept);
    auto recoder = Recoder::make(task.encoding);
    if (!recoder) return std::unexpected(std::move(recoder).error());
    SUYUAN_TRY(reader.select(sql, {}, [&](const std::vector<Value>& row) {
      std::string out;
      const auto* text = std::get_if<std::string>(&row[1]);
      const auto* fid = std::get_if<std::int64_t>(&row[0]);
      if (text && fid && recoder->fromUtf8(*text, 254, out).cut)
        report.notes.push_back({"text-cut", task.layer, name, Fid{*fid}, *text});
      return true;
    }));
  }
  return {};
}

Result<> listUnsayable(store::Reader& reader, const ExportRequest& request, const LayerTask& task, PreflightReport& report, std::stop_token stop) {
  auto recoder = Recoder::make(task.encoding);
  if (!recoder) return std::unexpected(std::move(recoder).error());
  const LayerSchema& schema = schemaOf(task.layer);
  store::Query query;
  query.where = request.where;
  query.geometry = false;
  std::size_t kept = 0;
  std::string out;
  return reader.scan(task.layer, query, [&](const Row& row) {
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      const auto* text = std::get_if<std::string>(&row.values[i]);
      if (!text || isAscii(*text)) continue;
      out.clear();
      const auto written = recoder->fromUtf8(*text, std::string::npos, out);
      if (!written.missing.empty() && kept++ < notesKept)
        report.notes.push_back({"not-in-gbk", task.layer, std::string(schema.fields[i].name), row.fid, written.missing});
    }
    return !stop.stop_requested();
  });
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
  const bool lonLat = request.format == "geojson" || request.format == "kml";
  auto crs = request.crs.empty() || lonLat ? Result<projection::Crs>(projection::surveyCrs()) : projection::Crs::parse(request.crs);
  if (!crs) return std::unexpected(std::move(crs).error());
  task.crs = *crs;
  if (lonLat) report.notes.push_back({"cgcs2000-as-wgs84", request.layers.empty() ? Layer::Outfalls : request.layers.front(), {}, {}, "centimetres"});
  const bool gbk = encoding == "GBK" && (request.format == "shapefile" || request.format == "csv");
  for (const Layer layer : request.layers) {
    LayerTask one{.layer = layer, .encoding = gbk ? "GBK" : "UTF-8"};
    store::Query query;
    query.where = request.where;
    auto count = reader.count(layer, query);
    if (!count) return std::unexpected(std::move(count).error());
    one.records = *count;
    const LayerSchema& schema = schemaOf(layer);
    std::int64_t bytes = 0;
    if (request.format == "shapefile") {
      std::string sql = "SELECT ";
      for (std::size_t i = 0; i < schema.fields.size(); ++i)
        sql += std::format("{}max(octet_length(\"{}\"))", i ? "," : "", schema.fields[i].name);
      sql += std::format(" FROM \"{}\"{}", layerName(layer), whereClause(request));
      SUYUAN_TRY(reader.select(sql, {}, [&](const std::vector<Value>& row) {
        for (const Value& value : row) {
          const auto* width = std::get_if<std::int64_t>(&value);
          one.widths.push_back(width ? static_cast<std::size_t>(*width) : 0);
        }
        return false;
      }));
      if (one.widths.size() != schema.fields.size()) return failure(ErrorCode::Internal, {}, "widths");
      SUYUAN_TRY(listLongText(reader, request, one, report));
      std::size_t record = 21;
      for (std::size_t i = 0; i < schema.fields.size(); ++i)
        record += schema.fields[i].type == FieldType::Text ? std::clamp<std::size_t>(one.widths[i], 1, 254) : 24;
      bytes = static_cast<std::int64_t>(record) * one.records;
      if (bytes > 0x7FFF0000) {
        report.notes.push_back({"over-2gb", layer, {}, {}, std::format("about {} MB", bytes / 1000000)});
        report.blocked = true;
      }
    }
    if (request.format == "xlsx" && one.records + 1 > 1048576) {
      report.notes.push_back({"row-limit", layer, {}, {}, std::to_string(one.records)});
      report.blocked = true;
    }
    if (const auto zone = task.crs.epsg() ? projection::zoneOfEpsg(*task.crs.epsg()) : std::nullopt; zone && schema.geometry != GeometryKind::None) {
      auto extent = reader.extent(layer);
      if (!extent) return std::unexpected(std::move(extent).error());
      if (const double outside = projection::outsideZone(*extent, *zone); outside > 0)
        report.notes.push_back({"outside-zone", layer, {}, {}, std::format("{:.2f} degrees beyond zone {}", outside, zone->number)});
    }
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

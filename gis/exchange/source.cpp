// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/source.h"

#include "gis/exchange/swmm_layers.h"
#include "gis/gdal/gdal_errors.h"
#include "gis/gdal/sound_columnar_reads.h"

#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogr_recordbatch.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <format>
#include <mutex>

namespace suyuan::exchange {

namespace {

constexpr const char* drivers[] = {"ESRI Shapefile", "GPKG",         "GeoJSON", "GeoJSONSeq", "LIBKML", "KML", "GPX", "CSV", "XLSX",
                                   "MapInfo File",   "FlatGeobuf", "Parquet", "DXF", nullptr};

std::string lowered(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string readBytes(const std::string& path, std::size_t limit) {
  std::string bytes;
  VSILFILE* file = VSIFOpenL(path.c_str(), "rb");
  if (!file) return bytes;
  bytes.resize(limit);
  bytes.resize(VSIFReadL(bytes.data(), 1, limit, file));
  VSIFCloseL(file);
  return bytes;
}

/// A .shp states its length in its head (bytes 24-27, 16-bit words, big end first). GDAL reads a cut one as far as it
/// goes and calls the rest shapeless; this tells the two apart. Nothing when the file is as long as it says.
std::string shortfall(const std::string& shp) {
  const std::string head = readBytes(shp, 28);
  VSIStatBufL stat;
  if (head.size() < 28 || VSIStatL(shp.c_str(), &stat) != 0) return {};
  std::uint32_t words = 0;
  for (std::size_t i = 24; i < 28; ++i) words = words << 8 | static_cast<unsigned char>(head[i]);
  const auto stated = std::int64_t{words} * 2, there = static_cast<std::int64_t>(stat.st_size);
  return there < stated ? std::format("{} bytes of {} stated", there, stated) : std::string();
}

GeometryKind kindOf(OGRwkbGeometryType type, bool& known) {
  known = true;
  switch (wkbFlatten(type)) {
  case wkbPoint: case wkbMultiPoint: return GeometryKind::Point;
  case wkbLineString: case wkbMultiLineString: return GeometryKind::Line;
  case wkbPolygon: case wkbMultiPolygon: return GeometryKind::Polygon;
  case wkbNone: return GeometryKind::None;
  default: known = false; return GeometryKind::None;
  }
}

struct StreamGuard {
  ArrowArrayStream stream{};
  ~StreamGuard() {
    if (stream.release) stream.release(&stream);
  }
};
struct SchemaGuard {
  ArrowSchema schema{};
  ~SchemaGuard() {
    if (schema.release) schema.release(&schema);
  }
};
struct ArrayGuard {
  ArrowArray array{};
  ~ArrayGuard() {
    if (array.release) array.release(&array);
  }
};

} // namespace

struct Source::Impl {
  GDALDatasetUniquePtr dataset;
  OGRLayer* layer = nullptr;
  std::vector<std::string> rawNames;
  std::string driver;
};

Source::Source() : impl_(std::make_unique<Impl>()) {}
Source::Source(Source&&) noexcept = default;
Source& Source::operator=(Source&&) noexcept = default;
Source::~Source() = default;

Result<Source> Source::open(const ImportRequest& request) {
  static std::once_flag once;
  std::call_once(once, [] { GDALAllRegister(); });
  Source source;
  source.file = utf8Path(request.path);
  source.fileName = utf8Path(request.path.filename());
  std::error_code ignored;
  if (!std::filesystem::exists(request.path, ignored)) return failure(ErrorCode::FileNotFound, {.file = source.file});
  if (std::filesystem::is_regular_file(request.path, ignored) && std::filesystem::file_size(request.path, ignored) == 0)
    return failure(ErrorCode::SourceEmpty, {.file = source.file}, "0 bytes");
  const std::string extension = lowered(request.path.extension().string());
  if (extension == ".inp") {
    SUYUAN_TRY(source.openSwmm(request));
    return source;
  }
  std::string path = source.file;
  if (extension == ".zip") path = "/vsizip/" + path;

  gdal::GdalErrors errors;
  CPLStringList options;
  // Text is decoded by us, so that damage is seen per record; spreadsheets keep numbers as they were typed.
  options.SetNameValue("ENCODING", "");
  CPLStringList only;
  if (extension == ".csv" || extension == ".txt" || extension == ".tsv") {
    only.AddString("CSV");
    options = CPLStringList();
    options.SetNameValue("HEADERS", "YES");
  } else if (extension == ".xlsx") {
    only.AddString("XLSX");
    options = CPLStringList();
    options.SetNameValue("FIELD_TYPES", "STRING");
    options.SetNameValue("HEADERS", "FORCE");
  } else if (extension == ".gpx") {
    options = CPLStringList();
    options.SetNameValue("ELE_AS_25D", "YES");
  } else if (extension != ".shp" && extension != ".dbf" && extension != ".zip" && extension != "") {
    options = CPLStringList();
  }
  if (extension == ".txt") path = "CSV:" + path;
  source.impl_->dataset.reset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                                only.empty() ? drivers : only.List(), options.List(), nullptr));
  if (!source.impl_->dataset) {
    constexpr std::string_view ours[] = {".shp", ".dbf", ".zip", ".gpkg", ".geojson", ".json", ".kml", ".kmz", ".gpx", ".csv",
                                         ".txt", ".tsv", ".xlsx", ".inp", ".tab", ".mif", ".fgb", ".parquet", ".dxf"};
    const bool known = std::ranges::find(ours, extension) != std::end(ours);
    return failure(known ? ErrorCode::SourceDamaged : ErrorCode::FormatUnknown, {.file = source.file}, errors.first());
  }
  source.impl_->driver = source.impl_->dataset->GetDriverName();
  SUYUAN_TRY(source.chooseLayer(request));
  if (source.impl_->driver == "ESRI Shapefile") {
    const CPLStringList files(source.impl_->dataset->GetFileList());
    for (int i = 0; i < files.size(); ++i)
      if (lowered(files[i]).ends_with(".shp"))
        if (const std::string missing = shortfall(files[i]); !missing.empty()) return failure(ErrorCode::SourceDamaged, {.file = source.file}, missing);
  }
  SUYUAN_TRY(source.findEncoding(request));
  source.columnEncoding = source.encoding;
  SUYUAN_TRY(source.describe());
  return source;
}

Result<> Source::openSwmm(const ImportRequest& request) {
  const std::string bytes = readBytes(file, std::size_t{1} << 30);
  encoding = request.encoding;
  encodingEvidence = "asked";
  if (encoding.empty()) {
    auto guess = guessEncoding(bytes);
    if (!guess) return failure(ErrorCode::EncodingUnknown, {.file = file}, guess.error().detail, {"?"});
    encoding = guess->encoding;
    encodingEvidence = guess->evidence;
  }
  auto recoder = Recoder::make(encoding);
  if (!recoder) return std::unexpected(std::move(recoder).error());
  std::string text;
  recoder->toUtf8(bytes, text); // damaged names stay, with a sign where the damage is
  auto model = readSwmm(text, file);
  if (!model) return std::unexpected(std::move(model).error());
  impl_->dataset = swmmLayers(*model);
  if (!impl_->dataset) return failure(ErrorCode::SourceDamaged, {.file = file}, "no driver for layers in memory");
  impl_->driver = "SWMM";
  SUYUAN_TRY(chooseLayer(request));
  columnEncoding = "UTF-8";
  SUYUAN_TRY(describe());
  mapUnits = model->mapUnits != SwmmModel::MapUnits::Degrees;
  return {};
}

Result<> Source::chooseLayer(const ImportRequest& request) {
  GDALDataset& dataset = *impl_->dataset;
  for (OGRLayer* each : dataset.GetLayers()) layers.emplace_back(each->GetName());
  if (layers.empty()) return failure(ErrorCode::SourceEmpty, {.file = file}, "no layers");
  if (!request.sourceLayer.empty()) {
    impl_->layer = dataset.GetLayerByName(request.sourceLayer.c_str());
    if (!impl_->layer) return failure(ErrorCode::SourceLayerUnknown, {.file = file, .layer = request.sourceLayer});
  } else {
    // The layer of the same name, else the first with something in it whose geometry can fit, else the first.
    const GeometryKind needed = schemaOf(request.as).geometry;
    OGRLayer* fitting = nullptr;
    for (OGRLayer* each : dataset.GetLayers()) {
      if (each->GetName() == layerName(request.as)) impl_->layer = each;
      bool known = false;
      const GeometryKind has = kindOf(each->GetGeomType(), known);
      if (!fitting && (!known || has == needed || has == GeometryKind::None) && each->GetFeatureCount() > 0) fitting = each;
    }
    if (!impl_->layer) impl_->layer = fitting ? fitting : dataset.GetLayer(0);
    if (layers.size() > 1) {
      std::string others;
      for (const auto& each : layers)
        if (each != impl_->layer->GetName()) others += (others.empty() ? "" : ", ") + each;
      notes.push_back({.key = NoteKey::LayerChosen, .args = {{"read", impl_->layer->GetName()}, {"others", others}}});
    }
  }
  layer = impl_->layer->GetName();
  return {};
}

Result<> Source::findEncoding(const ImportRequest& request) {
  const bool dbf = impl_->driver == "ESRI Shapefile", text = impl_->driver == "CSV";
  if (!request.encoding.empty()) {
    auto asked = Recoder::make(request.encoding);
    if (!asked) return std::unexpected(std::move(asked).error());
    encoding = dbf || text ? encodingNamed(request.encoding) : "UTF-8";
    encodingEvidence = dbf || text ? "asked" : "format";
    return {};
  }
  if (!dbf && !text) {
    encoding = "UTF-8";
    encodingEvidence = "format";
    return {};
  }
  constexpr std::size_t sample = 4 << 20;
  if (text) {
    auto guess = guessEncoding(readBytes(file, sample));
    if (!guess) {
      guess.error().place.file = file;
      guess.error().args = {"?"};
      return std::unexpected(std::move(guess).error());
    }
    encoding = guess->encoding;
    encodingEvidence = guess->evidence;
    return {};
  }
  std::string bytes, cpg;
  const CPLStringList files(impl_->dataset->GetFileList());
  for (int i = 0; i < files.size(); ++i) {
    const std::string path = files[i];
    const auto slash = path.find_last_of('/');
    const std::string name = lowered(path.substr(slash == std::string::npos ? 0 : slash + 1));
    if (name == lowered(layer) + ".dbf") bytes = readBytes(path, sample);
    if (name == lowered(layer) + ".cpg") cpg = encodingNamed(readBytes(path, 100));
  }
  const unsigned char ldid = bytes.size() > 29 ? static_cast<unsigned char>(bytes[29]) : 0;
  // Names of fields are text as well; what else a field's 32 bytes hold may be leavings of the writer's memory. Header
  // length in bytes 8-9, records after it.
  std::string body;
  const std::size_t head = bytes.size() > 32 ? static_cast<unsigned char>(bytes[8]) | static_cast<std::size_t>(static_cast<unsigned char>(bytes[9])) << 8 : 0;
  for (std::size_t at = 32; at + 32 <= std::min(head, bytes.size()) && bytes[at] != '\r'; at += 32) {
    const std::string_view name = std::string_view(bytes).substr(at, 11);
    body.append(name.substr(0, name.find('\0'))) += ' ';
  }
  body.append(bytes, std::min(head, bytes.size()));
  const auto guess = guessEncoding(body);
  if (!cpg.empty()) {
    encoding = cpg;
    encodingEvidence = "cpg";
    if (guess && guess->evidence != "ascii" && guess->encoding != cpg && (cpg == "UTF-8" || (cpg == "GBK" && guess->encoding == "UTF-8"))) {
      encoding = guess->encoding;
      encodingEvidence = guess->evidence;
      notes.push_back({.key = NoteKey::EncodingContradictsCpg, .args = {{"stated", cpg}, {"used", encoding}}});
    }
    if (!Recoder::make(encoding)) {
      notes.push_back({.key = NoteKey::EncodingUnknownInCpg, .args = {{"stated", encoding}}});
      encoding.clear();
    }
  }
  if (encoding.empty() && guess && guess->evidence != "ascii" && guess->encoding == "UTF-8") {
    encoding = "UTF-8"; // GBK text is hardly ever valid UTF-8, so this beats an LDID
    encodingEvidence = guess->evidence;
  }
  if (encoding.empty())
    if (const std::string byId = encodingOfLdid(ldid); !byId.empty()) {
      encoding = byId;
      encodingEvidence = "ldid";
    }
  if (encoding.empty()) {
    if (!guess) return failure(ErrorCode::EncodingUnknown, {.file = file}, guess.error().detail, {"?"});
    encoding = guess->encoding;
    encodingEvidence = guess->evidence;
  }
  return {};
}

Result<> Source::describe() {
  OGRLayer& l = *impl_->layer;
  gdal::GdalErrors errors;
  auto recoder = Recoder::make(columnEncoding);
  if (!recoder) return std::unexpected(std::move(recoder).error());
  const OGRFeatureDefn& definition = *l.GetLayerDefn();
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    const OGRFieldDefn& field = *definition.GetFieldDefn(i);
    impl_->rawNames.emplace_back(field.GetNameRef());
    std::string name;
    std::string_view raw = impl_->rawNames.back();
    if (raw.starts_with("\xEF\xBB\xBF")) raw.remove_prefix(3);
    if (!recoder->toUtf8(raw, name) && !isUtf8(name)) name = "column " + std::to_string(i + 1);
    columns.push_back(std::move(name));
    types.emplace_back(OGRFieldDefn::GetFieldTypeName(field.GetType()));
  }
  kind = kindOf(l.GetGeomType(), kindKnown);
  geometryName = OGRGeometryTypeToName(l.GetGeomType());
  if (wkbHasM(l.GetGeomType())) notes.push_back({.key = NoteKey::MeasuresDropped, .args = {}});
  if (l.TestCapability(OLCFastFeatureCount)) expected = l.GetFeatureCount(FALSE);
  OGREnvelope box;
  if (definition.GetGeomFieldCount() > 0 && l.GetExtent(&box, TRUE) == OGRERR_NONE && std::isfinite(box.MinX) && std::isfinite(box.MaxX) &&
      std::isfinite(box.MinY) && std::isfinite(box.MaxY))
    extent = {box.MinX, box.MinY, box.MaxX, box.MaxY};
  if (const OGRSpatialReference* reference = l.GetSpatialRef()) {
    const char* authority = reference->GetAuthorityName(nullptr);
    const char* code = reference->GetAuthorityCode(nullptr);
    if (authority && code && std::string_view(authority) == "EPSG")
      if (auto byCode = projection::Crs::parse(std::string("EPSG:") + code)) crs = *byCode;
    if (!crs) {
      char* wkt = nullptr;
      const char* const options[] = {"FORMAT=WKT2_2019", nullptr};
      reference->exportToWkt(&wkt, options);
      if (auto byText = projection::Crs::parse(wkt ? wkt : "")) crs = *byText;
      else notes.push_back({.key = NoteKey::CrsUnreadable, .args = {}});
      CPLFree(wkt);
    }
  }
  return {};
}

Result<> Source::read(const std::vector<std::size_t>& wanted, const std::function<bool(const SourceBatch&)>& take) {
  gdal::GdalErrors errors; // of this thread
  const auto damaged = [&](std::string why) { return failure(ErrorCode::SourceDamaged, {.file = file, .layer = layer}, std::move(why)); };
  OGRLayer& l = *impl_->layer;
  std::vector<const char*> ignored;
  for (std::size_t i = 0; i < impl_->rawNames.size(); ++i)
    if (std::ranges::find(wanted, i) == wanted.end()) ignored.push_back(impl_->rawNames[i].c_str());
  ignored.push_back(nullptr);
  l.SetIgnoredFields(ignored.data());
  l.ResetReading();
  const char* const options[] = {"INCLUDE_FID=YES", "MAX_FEATURES_IN_BATCH=8192", "GEOMETRY_ENCODING=WKB", nullptr};
  const gdal::SoundColumnarReads sound(*impl_->dataset, l);
  StreamGuard guard;
  if (!l.GetArrowStream(&guard.stream, options)) return damaged(errors.first());
  SchemaGuard schema;
  if (guard.stream.get_schema(&guard.stream, &schema.schema) != 0) return damaged(errors.first());
  const auto children = static_cast<std::size_t>(schema.schema.n_children);
  const bool hasGeometry = l.GetLayerDefn()->GetGeomFieldCount() > 0;
  // Children: fid, then the fields kept in the layer's order, then geometries.
  std::vector<std::size_t> kept(wanted);
  std::ranges::sort(kept);
  std::vector<std::size_t> childOf;
  for (const std::size_t column : wanted)
    childOf.push_back(1 + static_cast<std::size_t>(std::ranges::find(kept, column) - kept.begin()));
  if (children < 1 + kept.size() + (hasGeometry ? 1 : 0)) return damaged("unexpected columns");
  SourceBatch batch;
  std::int64_t count = 0;
  for (;;) {
    ArrayGuard array;
    if (guard.stream.get_next(&guard.stream, &array.array) != 0) return damaged(errors.first());
    if (!array.array.release) break;
    batch.rows = static_cast<std::size_t>(array.array.length);
    count += array.array.length;
    const auto cells = [&](std::size_t i) { return ArrowCells(*schema.schema.children[i], *array.array.children[i]); };
    batch.fid = cells(0);
    batch.geometry = hasGeometry ? cells(1 + kept.size()) : ArrowCells{};
    batch.columns.clear();
    for (const std::size_t child : childOf) batch.columns.push_back(cells(child));
    if (!take(batch)) return {};
  }
  // A shapefile tells of broken records one by one; elsewhere a fault means that the rest was not read.
  if (errors.failures() > 0 && impl_->driver != "ESRI Shapefile") return damaged(errors.first());
  if (expected >= 0 && count != expected)
    return damaged(std::format("{} records read of {} stated. {}", count, expected, errors.first()));
  return {};
}

} // namespace suyuan::exchange

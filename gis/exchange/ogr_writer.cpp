// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/gdal/gdal_errors.h"
#include "gis/exchange/layer_writer.h"

#include <gdal_priv.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <mutex>

namespace suyuan::exchange {

namespace {

void addAll(const std::vector<Point>& points, OGRLineString& line) {
  for (const Point& p : points)
    if (p.hasHeight()) line.addPoint(p.x, p.y, p.z);
    else line.addPoint(p.x, p.y);
}

std::unique_ptr<OGRGeometry> lineOf(const std::vector<Point>& points) {
  auto line = std::make_unique<OGRLineString>();
  addAll(points, *line);
  return line;
}

std::unique_ptr<OGRPoint> pointOf(const Point& p) {
  return p.hasHeight() ? std::make_unique<OGRPoint>(p.x, p.y, p.z) : std::make_unique<OGRPoint>(p.x, p.y);
}

std::unique_ptr<OGRPolygon> areaOf(const Polygon& polygon) {
  auto area = std::make_unique<OGRPolygon>();
  for (const auto& ring : polygon.rings) {
    auto line = std::make_unique<OGRLinearRing>();
    addAll(ring, *line);
    area->addRingDirectly(line.release());
  }
  return area;
}

std::unique_ptr<OGRGeometry> ogrOf(const Geometry& g) {
  if (const auto* p = std::get_if<Point>(&g)) return pointOf(*p);
  if (const auto* l = std::get_if<LineString>(&g)) return lineOf(l->points);
  if (const auto* a = std::get_if<Polygon>(&g)) return areaOf(*a);
  if (const auto* mp = std::get_if<MultiPoint>(&g)) {
    auto many = std::make_unique<OGRMultiPoint>();
    for (const Point& p : mp->parts) many->addGeometryDirectly(pointOf(p).release());
    return many;
  }
  if (const auto* ml = std::get_if<MultiLineString>(&g)) {
    auto many = std::make_unique<OGRMultiLineString>();
    for (const auto& part : ml->parts) many->addGeometryDirectly(lineOf(part.points).release());
    return many;
  }
  if (const auto* ma = std::get_if<MultiPolygon>(&g)) {
    auto many = std::make_unique<OGRMultiPolygon>();
    for (const auto& part : ma->parts) many->addGeometryDirectly(areaOf(part).release());
    return many;
  }
  return nullptr;
}

OGRFieldType typeOf(const FieldDef& field, bool kml) {
  OGRFieldType type = OFTString;
  if (field.type == FieldType::Integer || field.type == FieldType::Boolean) type = OFTInteger64;
  if (field.type == FieldType::Real) type = OFTReal;
  if (field.type == FieldType::Fid && !kml) type = OFTInteger64;
  return type;
}

/// The last bytes of a file, blanks aside, are `closing`.
bool endsWith(const std::filesystem::path& file, std::string_view closing) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  const auto size = static_cast<std::int64_t>(in.tellg());
  std::string tail(static_cast<std::size_t>(std::clamp<std::int64_t>(size, 0, 64)), '\0');
  in.seekg(-static_cast<std::streamoff>(tail.size()), std::ios::end);
  in.read(tail.data(), static_cast<std::streamsize>(tail.size()));
  const auto last = tail.find_last_not_of(" \r\n");
  return in && last != std::string::npos && std::string_view(tail).substr(0, last + 1).ends_with(closing);
}

class OgrWriter final : public LayerWriter {
public:
  WriterTask task;
  const LayerSchema* schema = nullptr;
  std::shared_ptr<GDALDataset> dataset;
  OGRLayer* layer = nullptr;
  bool kml = false;

  Result<> row(const Row& row) override {
    const gdal::GdalErrors errors;
    OGRFeature feature(layer->GetLayerDefn());
    if (!kml) feature.SetFID(row.fid.value);
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      const int field = places_.empty() ? -1 : places_[i];
      if (field < 0) continue;
      const Value& value = row.values[i];
      if (const auto* text = std::get_if<std::string>(&value)) feature.SetField(field, text->c_str());
      else if (const auto* whole = std::get_if<std::int64_t>(&value)) feature.SetField(field, static_cast<GIntBig>(*whole));
      else if (const auto* real = std::get_if<double>(&value)) feature.SetField(field, *real);
    }
    if (auto geometry = ogrOf(row.geometry)) feature.SetGeometryDirectly(geometry.release());
    if (layer->CreateFeature(&feature) != OGRERR_NONE)
      return failure(ErrorCode::ExportFailed, {.file = task.out.string(), .layer = std::string(layerName(task.layer))}, errors.first());
    return {};
  }
  Result<> finish() override {
    const gdal::GdalErrors errors;
    SUYUAN_TRY(commit());
    layer = nullptr;
    if (kml) dataset.reset(); // LIBKML writes when it is given up
    else if (dataset->Close() != CE_None) return failure(ErrorCode::ExportFailed, {.file = task.out.string()}, errors.first());
    if (errors.failures() > 0) return failure(ErrorCode::ExportFailed, {.file = task.out.string()}, errors.first());
    // … and does not look whether it could.
    if (kml && !endsWith(task.out, "</kml>")) return failure(ErrorCode::FileUnwritable, {.file = task.out.string()}, "the file breaks off");
    return {};
  }
  [[nodiscard]] std::vector<std::filesystem::path> files() const override { return {task.out}; }

  Result<> create() {
    const gdal::GdalErrors errors;
    OGRSpatialReference reference;
    reference.SetFromUserInput(task.crs.code().c_str());
    reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const OGRwkbGeometryType type = schema->geometry == GeometryKind::Point   ? wkbPoint
                                    : schema->geometry == GeometryKind::Line  ? wkbMultiLineString
                                    : schema->geometry == GeometryKind::Polygon ? wkbMultiPolygon
                                                                                : wkbNone;
    // Lines and polygons keep single forms in the model; an unspecific type takes both.
    OGRwkbGeometryType declared = type == wkbPoint || type == wkbNone ? type : wkbUnknown;
    if (task.heights > 0 && type != wkbNone) declared = task.heights == task.shapes ? wkbSetZ(declared) : wkbUnknown;
    layer = dataset->CreateLayer(std::string(layerName(task.layer)).c_str(), &reference, kml ? wkbUnknown : declared, nullptr);
    if (!layer) return failure(ErrorCode::ExportFailed, {.file = task.out.string()}, errors.first());
    for (const FieldDef& field : schema->fields) {
      OGRFieldDefn definition(std::string(field.name).c_str(), typeOf(field, kml));
      definition.SetAlternativeName(std::string(field.term).c_str());
      places_.push_back(layer->CreateField(&definition) == OGRERR_NONE ? layer->GetLayerDefn()->GetFieldIndex(std::string(field.name).c_str()) : -1);
    }
    transaction_ = layer->TestCapability(OLCTransactions) && layer->StartTransaction() == OGRERR_NONE;
    return {};
  }

  Result<> commit() {
    const gdal::GdalErrors errors;
    if (transaction_ && layer->CommitTransaction() != OGRERR_NONE)
      return failure(ErrorCode::ExportFailed, {.file = task.out.string()}, errors.first());
    transaction_ = false;
    return {};
  }

private:
  std::vector<int> places_;
  bool transaction_ = false;
};

} // namespace

Result<std::unique_ptr<LayerWriter>> makeOgrWriter(const WriterTask& task, const std::string& format, LayerWriter* previous) {
  static std::once_flag once;
  std::call_once(once, [] { GDALAllRegister(); });
  auto writer = std::make_unique<OgrWriter>();
  writer->task = task;
  writer->schema = &schemaOf(task.layer);
  writer->kml = format == "kml";
  if (auto* before = dynamic_cast<OgrWriter*>(previous)) {
    SUYUAN_TRY(before->commit());
    writer->dataset = std::move(before->dataset);
  } else {
    const gdal::GdalErrors errors;
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(writer->kml ? "LIBKML" : "GPKG");
    if (!driver && writer->kml) driver = GetGDALDriverManager()->GetDriverByName("KML");
    GDALDataset* made = driver ? driver->Create(task.out.c_str(), 0, 0, 0, GDT_Unknown, nullptr) : nullptr;
    if (!made) return failure(ErrorCode::FileUnwritable, {.file = task.out.string()}, errors.first());
    writer->dataset = std::shared_ptr<GDALDataset>(made, [](GDALDataset* d) {
      const gdal::GdalErrors quiet; // what is wrong was said before it is given up
      GDALClose(d);
    });
  }
  SUYUAN_TRY(writer->create());
  return writer;
}

} // namespace suyuan::exchange

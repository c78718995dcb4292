// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/load_file.h"

#include "gis/gdal/sound_columnar_reads.h"
#include "gis/layers/arrow_column.h"
#include "gis/layers/columns.h"
#include "gis/layers/wkb_reader.h"

#include <gdal_priv.h>
#include <ogr_recordbatch.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <mutex>

namespace suyuan::layers {

namespace {

struct CloseDataset {
  void operator()(GDALDataset* dataset) const { GDALClose(GDALDataset::ToHandle(dataset)); }
};
using DatasetPtr = std::unique_ptr<GDALDataset, CloseDataset>;

Result<DatasetPtr> openVector(const std::string& path) {
  static std::once_flag once;
  std::call_once(once, [] { GDALAllRegister(); });
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return failure(ErrorCode::FileNotFound, {.file = path});
  CPLPushErrorHandler(CPLQuietErrorHandler);
  DatasetPtr dataset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
  const std::string why = CPLGetLastErrorMsg();
  CPLPopErrorHandler();
  if (!dataset) return failure(ErrorCode::FormatUnknown, {.file = path}, why);
  return dataset;
}

/// An Arrow stream, schema or batch: released once, whatever happens.
template <class T>
struct Released : T {
  Released() : T{} {}
  Released(const Released&) = delete;
  Released& operator=(const Released&) = delete;
  ~Released() { reset(); }
  void reset() {
    if (this->release) this->release(this);
    this->release = nullptr;
  }
};

bool sameName(std::string_view a, std::string_view b) {
  return a.size() == b.size() && EQUALN(a.data(), b.data(), a.size());
}

int findField(const OGRFeatureDefn& defn, std::span<const std::string_view> names) {
  for (const std::string_view name : names)
    for (int i = 0; i < defn.GetFieldCount(); ++i)
      if (sameName(defn.GetFieldDefn(i)->GetNameRef(), name)) return i;
  return -1;
}

/// Reads the layer's batches into the builder's columns.
class BatchReader {
public:
  BatchReader(OGRLayer& layer, FeatureTable& table, TableBuilder& builder)
      : layer_(layer), table_(table), builder_(builder) {
    const OGRFeatureDefn& defn = *layer.GetLayerDefn();
    const ColumnChoice choice = columnsOfFile();
    for (const auto names : {choice.category, choice.status, choice.grade, choice.label, choice.detail}) {
      const int field = findField(defn, names);
      names_.emplace_back(field < 0 ? "" : defn.GetFieldDefn(field)->GetNameRef());
    }
  }

  Result<> read(const std::string& path, std::stop_token stop, const LoadProgress& progress) {
    ignoreOtherFields();
    Released<ArrowArrayStream> stream;
    if (!layer_.GetArrowStream(&stream)) return damaged(path);
    Released<ArrowSchema> schema;
    if (stream.get_schema(&stream, &schema) != 0) return damaged(path);
    std::int64_t read = 0;
    while (true) {
      if (stop.stop_requested()) return failure(ErrorCode::Cancelled, {.file = path, .layer = table_.name});
      Released<ArrowArray> batch;
      if (stream.get_next(&stream, &batch) != 0) return damaged(path);
      if (!batch.release) return {};
      takeBatch(schema, batch);
      read += batch.length;
      if (progress) progress(read);
    }
  }

private:
  std::unexpected<Error> damaged(const std::string& path) const {
    return failure(ErrorCode::SourceDamaged, {.file = path, .layer = table_.name}, CPLGetLastErrorMsg());
  }

  void ignoreOtherFields() {
    if (!layer_.TestCapability(OLCIgnoreFields)) return;
    CPLStringList ignored;
    const OGRFeatureDefn& defn = *layer_.GetLayerDefn();
    for (int i = 0; i < defn.GetFieldCount(); ++i)
      if (std::ranges::find(names_, defn.GetFieldDefn(i)->GetNameRef()) == names_.end())
        ignored.AddString(defn.GetFieldDefn(i)->GetNameRef());
    layer_.SetIgnoredFields(ignored.List());
  }

  void takeBatch(const ArrowSchema& schema, const ArrowArray& batch) {
    std::optional<ArrowColumn> fid, geometry;
    std::array<std::optional<ArrowColumn>, 5> columns;
    const std::string fidName = *layer_.GetFIDColumn() ? layer_.GetFIDColumn() : "OGC_FID";
    const std::string geometryName = *layer_.GetGeometryColumn() ? layer_.GetGeometryColumn() : "wkb_geometry";
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
      const ArrowColumn column(*schema.children[i], *batch.children[i]);
      const std::string_view name = schema.children[i]->name;
      if (!fid && sameName(name, fidName)) fid = column;
      else if (!geometry && name == geometryName) geometry = column;
      else
        for (std::size_t c = 0; c < columns.size(); ++c)
          if (!names_[c].empty() && name == names_[c]) columns[c] = column;
    }
    std::string scratch;
    for (std::size_t row = 0; row < static_cast<std::size_t>(batch.length); ++row) {
      const std::int64_t id = fid ? fid->integer(row) : nextFid_;
      ++nextFid_;
      if (!takeGeometry(id, geometry ? geometry->bytes(row) : std::span<const std::byte>{})) continue;
      if (columns[0]) table_.category.add(columns[0]->text(row, scratch));
      if (columns[1]) table_.status.add(columns[1]->text(row, scratch));
      if (columns[2]) table_.grade.add(columns[2]->text(row, scratch));
      if (columns[3]) table_.label.add(columns[3]->text(row, scratch));
      if (columns[4]) table_.detail.add(columns[4]->text(row, scratch));
    }
  }

  bool takeGeometry(std::int64_t fid, std::span<const std::byte> wkb) {
    if (wkb.empty()) return builder_.reject(fid, Fault::NoGeometry), false;
    std::vector<std::byte> straight;
    if (isCurve(wkb)) {
      straight = straightened(wkb);
      wkb = straight;
    }
    const auto kind = addWkb(builder_, wkb);
    if (!kind) return builder_.reject(fid, Fault::Damaged), false;
    return builder_.commit(fid, *kind);
  }

  static std::vector<std::byte> straightened(std::span<const std::byte> wkb) {
    OGRGeometry* raw = nullptr;
    std::vector<std::byte> out;
    if (OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &raw, wkb.size()) != OGRERR_NONE) return out;
    const std::unique_ptr<OGRGeometry> curve(raw);
    const std::unique_ptr<OGRGeometry> line(curve->getLinearGeometry());
    if (!line) return out;
    std::vector<unsigned char> bytes(line->WkbSize());
    line->exportToWkb(wkbNDR, bytes.data(), wkbVariantIso);
    out.resize(bytes.size());
    std::ranges::transform(bytes, out.begin(), [](unsigned char b) { return static_cast<std::byte>(b); });
    return out;
  }

  OGRLayer& layer_;
  FeatureTable& table_;
  TableBuilder& builder_;
  std::vector<std::string> names_; ///< category, status, grade, label, detail; empty = none
  std::int64_t nextFid_ = 0;
};

/// The layer's CRS; a layer without one is in degrees when its numbers can be.
Result<projection::Crs> sourceCrs(OGRLayer& layer, const FeatureTable& table, const projection::Crs& mapCrs) {
  if (const OGRSpatialReference* reference = layer.GetSpatialRef()) {
    const char* authority = reference->GetAuthorityName(nullptr);
    const char* code = reference->GetAuthorityCode(nullptr);
    if (authority && code)
      if (auto byCode = projection::Crs::parse(std::string(authority) + ":" + code)) return byCode;
    char* wkt = nullptr;
    const char* options[] = {"FORMAT=WKT2_2019", nullptr};
    reference->exportToWkt(&wkt, options);
    const std::string text = wkt ? wkt : "";
    CPLFree(wkt);
    return projection::Crs::parse(text);
  }
  Box box;
  for (std::size_t i = 0; i < table.x.size(); ++i) box.add(table.x[i], table.y[i]);
  const bool degrees = box.isEmpty() || (box.minX >= -180 && box.maxX <= 180 && box.minY >= -90 && box.maxY <= 90);
  return degrees ? projection::Crs::parse("EPSG:4490") : Result<projection::Crs>(mapCrs);
}

} // namespace

Result<std::vector<std::string>> fileLayers(const std::string& path) {
  auto dataset = openVector(path);
  if (!dataset) return std::unexpected(std::move(dataset).error());
  std::vector<std::string> names;
  for (OGRLayer* layer : (*dataset)->GetLayers())
    if (layer->GetLayerDefn()->GetGeomFieldCount() > 0) names.emplace_back(layer->GetName());
  return names;
}

Result<FeatureTable> loadFile(const std::string& path, const std::string& layerName, const projection::Crs& mapCrs,
                              std::stop_token stop, const LoadProgress& progress) {
  auto dataset = openVector(path);
  if (!dataset) return std::unexpected(std::move(dataset).error());
  OGRLayer* layer = layerName.empty() ? (*dataset)->GetLayer(0) : (*dataset)->GetLayerByName(layerName.c_str());
  if (!layer) return failure(ErrorCode::SourceLayerUnknown, {.file = path, .layer = layerName});
  FeatureTable table;
  table.name = layer->GetName();
  TableBuilder builder(table);
  const gdal::SoundColumnarReads sound(**dataset, *layer);
  CPLPushErrorHandler(CPLQuietErrorHandler);
  auto read = BatchReader(*layer, table, builder).read(path, stop, progress);
  CPLPopErrorHandler();
  if (!read) return std::unexpected(std::move(read).error());
  auto source = sourceCrs(*layer, table, mapCrs);
  if (!source) return std::unexpected(std::move(source).error());
  SUYUAN_TRY(builder.finish(*source, mapCrs));
  return table;
}

} // namespace suyuan::layers

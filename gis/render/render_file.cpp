// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/render_file.h"

#include "core/store/survey_file.h"
#include "gis/layers/extent_of_most.h"
#include "gis/layers/load_file.h"
#include "gis/layers/load_survey.h"
#include "gis/layers/table_builder.h"
#include "gis/render/decorations.h"
#include "gis/render/geo_bridge.h"
#include "gis/render/scene_painter.h"
#include "gis/render/style_changes.h"

#include <QImageWriter>
#include <QPainter>
#include <QSaveFile>

#include <algorithm>
#include <chrono>
#include <sys/resource.h>

namespace suyuan::render {

namespace {

double since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

/// Where the map is centred decides its zone; without a box the data's own middle does.
Result<std::string> crsFor(const RenderRequest& request, const Box& extent) {
  if (!request.crs.empty()) return request.crs;
  const Box& box = request.bbox ? *request.bbox : extent;
  if (box.maxX - box.minX > 80) return std::string("EPSG:3857"); // more than a zone's formulas hold for
  return box.isEmpty() ? std::string("EPSG:4490") : zoneFor((box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2);
}

using Tables = std::vector<std::shared_ptr<layers::FeatureTable>>;

/// Where the layer belongs on the map: areas below lines below points.
int depthOf(const layers::FeatureTable& table) {
  return table.kind == GeometryKind::Polygon ? 0 : table.kind == GeometryKind::Line ? 1 : 2;
}

Result<Tables> loadFileLayers(const std::string& path, const projection::Crs& crs, std::stop_token stop) {
  auto names = layers::fileLayers(path);
  if (!names) return std::unexpected(std::move(names).error());
  Tables tables;
  for (const std::string& name : *names) {
    auto table = layers::loadFile(path, name, crs, stop);
    if (!table) return std::unexpected(std::move(table).error());
    if (table->size() > 0 || !table->broken.empty()) tables.push_back(std::make_shared<layers::FeatureTable>(std::move(*table)));
  }
  std::ranges::stable_sort(tables, {}, [](const auto& t) { return depthOf(*t); });
  return tables;
}

Result<Tables> loadSurvey(store::Reader& reader, const projection::Crs& crs, const StyleSheet& style, std::stop_token stop) {
  Tables tables;
  for (const Layer layer : layers::drawingOrder()) {
    auto table = layers::loadSurveyLayer(reader, layer, crs, stop, {}, ownColumns(style, layer));
    if (!table) return std::unexpected(std::move(table).error());
    if (table->size() > 0 || !table->broken.empty()) tables.push_back(std::make_shared<layers::FeatureTable>(std::move(*table)));
  }
  return tables;
}

struct Loaded {
  Tables tables;
  std::string crs;
  std::shared_ptr<const StyleSheet> style;
};

Result<Loaded> loadAll(const RenderRequest& request, std::stop_token stop) {
  std::error_code ignored;
  if (std::filesystem::is_directory(request.input, ignored) && std::filesystem::exists(request.input / "survey.gpkg", ignored)) {
    auto survey = store::SurveyFile::open(request.input, store::OpenMode::ReadOnly);
    if (!survey) return std::unexpected(std::move(survey).error());
    Box extent;
    for (const Layer layer : layers::drawingOrder()) {
      auto box = layers::extentOfMost(survey->reader(), layer);
      if (!box) return std::unexpected(std::move(box).error());
      extent.add(*box);
    }
    auto code = crsFor(request, extent);
    auto crs = projection::Crs::parse(*code);
    if (!crs) return std::unexpected(std::move(crs).error());
    auto style = styleOfSurvey(survey->reader(), request.resources, request.theme, request.language);
    if (!style) return std::unexpected(std::move(style).error());
    auto tables = loadSurvey(survey->reader(), *crs, **style, stop);
    if (!tables) return std::unexpected(std::move(tables).error());
    return Loaded{std::move(*tables), *code, std::move(*style)};
  }
  auto style = loadStyle(request.resources, request.theme, request.language);
  if (!style) return std::unexpected(std::move(style).error());
  Box extent;
  if (request.crs.empty() && !request.bbox) {
    // Without a box the file's own place decides; it is read once in degrees for that.
    auto lonLat = loadFileLayers(request.input.string(), projection::surveyCrs(), stop);
    if (!lonLat) return std::unexpected(std::move(lonLat).error());
    for (const auto& table : *lonLat) extent.add(table->extent());
  }
  auto code = crsFor(request, extent);
  auto crs = projection::Crs::parse(*code);
  if (!crs) return std::unexpected(std::move(crs).error());
  auto tables = loadFileLayers(request.input.string(), *crs, stop);
  if (!tables) return std::unexpected(std::move(tables).error());
  return Loaded{std::move(*tables), *code, std::move(*style)};
}

Result<> save(const QImage& image, const std::filesystem::path& path) {
  QSaveFile file(QString::fromStdString(path.string()));
  if (!file.open(QIODevice::WriteOnly))
    return failure(ErrorCode::FileUnwritable, {.file = path.string()}, file.errorString().toStdString());
  QImageWriter writer(&file, "png");
  if (!writer.write(image) || !file.commit())
    return failure(ErrorCode::FileUnwritable, {.file = path.string()}, file.errorString().toStdString());
  return {};
}

} // namespace

double peakRssMb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

Result<RenderReport> renderToFile(const RenderRequest& request, std::stop_token stop) {
  if (request.size.isEmpty()) return failure(ErrorCode::Usage, {.field = "size"});
  const auto start = std::chrono::steady_clock::now();
  auto loaded = loadAll(request, stop);
  if (!loaded) return std::unexpected(std::move(loaded).error());
  RenderReport report;
  const auto marking = std::chrono::steady_clock::now();
  for (const auto& table : loaded->tables) prepareForDrawing(*table, *loaded->style);
  report.levelsMs = since(marking);
  report.loadMs = since(start);
  if (request.measure) {
    const auto indexing = std::chrono::steady_clock::now();
    for (const auto& table : loaded->tables) layers::indexTable(*table);
    report.indexMs = since(indexing);
  }
  report.crs = loaded->crs;

  MapScene scene;
  scene.style = loaded->style;
  scene.underlay = request.underlay;
  if (request.decorations) {
    scene.furniture = 1;
    scene.legendOver = true;
  }
  for (const auto& table : loaded->tables) {
    if (!table->broken.empty()) {
      report.broken[table->name] = static_cast<std::int64_t>(table->broken.size());
      report.brokenRecords[table->name].assign(table->broken.begin(), table->broken.begin() + std::min<std::ptrdiff_t>(1000, std::ssize(table->broken)));
    }
    if (table->size() == 0) continue;
    SceneLayer& layer = scene.add(table);
    layer.labels = request.labels;
    layer.clusters = request.clusters;
  }
  // A file that has nothing for a map is no map; a survey may well be empty.
  std::error_code ignored;
  if (scene.layers.empty() && !std::filesystem::is_directory(request.input, ignored))
    return failure(ErrorCode::SourceEmpty, {.file = request.input.string()}, "no record has a geometry that can be drawn");
  auto bridge = GeoBridge::make(loaded->crs);
  if (!bridge) return std::unexpected(std::move(bridge).error());
  MapView view = bridge->viewOf(request.bbox.value_or(Box{}), request.size, request.devicePixelRatio);
  if (!request.bbox) view = view.fitted(scene.extent(), 20);

  QImage image;
  for (int run = 0; run < std::max(request.repeat, 1); ++run) {
    PaintReport painted;
    const auto drawing = std::chrono::steady_clock::now();
    auto drawn = renderMap(scene, view, stop, &painted);
    if (!drawn) return std::unexpected(std::move(drawn).error());
    report.drawMs.push_back(since(drawing));
    report.features = painted.features;
    image = std::move(*drawn);
  }
  if (request.measure) {
    auto figures = measureMap(scene, view, std::max(request.repeat, 1), stop);
    if (!figures) return std::unexpected(std::move(figures).error());
    report.figures = std::move(*figures);
  }
  QPainter painter(&image);
  if (request.decorations) paintDecorations(painter, scene, view);
  paintCredits(painter, scene, view);
  painter.end();
  if (!request.output.empty()) SUYUAN_TRY(save(image, request.output));
  report.peakRssMb = peakRssMb();
  return report;
}

} // namespace suyuan::render

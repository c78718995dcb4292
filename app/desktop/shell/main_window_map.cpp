// SPDX-License-Identifier: GPL-3.0-or-later
// The window's part of the map: loading, tools, adding, moving, tracing.
#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/forms/record_form.h"
#include "app/desktop/models/outfall_model.h"
#include "app/desktop/shell/main_window.h"
#include "app/desktop/tools/click_tool.h"
#include "app/desktop/tools/move_tool.h"
#include "app/text/resource_paths.h"
#include "gis/layers/load_survey.h"
#include "gis/location/fill_place.h"
#include "gis/projection/gauss_kruger.h"
#include "gis/render/identify.h"

#include <QAction>
#include <QDateTime>
#include <QPointer>

namespace suyuan::desktop {

using Tables = std::vector<std::shared_ptr<const layers::FeatureTable>>;

namespace {

struct LoadedMap {
  std::string crs;
  Tables tables;
};

Result<LoadedMap> loadTables(store::Reader& reader, std::string crs, std::stop_token stop, const TaskRunner::Progress& progress) {
  LoadedMap map{std::move(crs), {}};
  if (map.crs.empty()) {
    Box box;
    for (const Layer layer : {Layer::Outfalls, Layer::Candidates, Layer::Channels, Layer::Rivers, Layer::Divisions}) {
      auto extent = reader.extent(layer);
      if (!extent) return std::unexpected(std::move(extent).error());
      box.add(*extent);
      if (!box.isEmpty()) break;
    }
    if (box.isEmpty()) box = {125, 43, 126, 44};
    auto best = projection::bestCrsFor(box);
    if (!best) return std::unexpected(std::move(best).error());
    map.crs = best->code();
  }
  auto crs2 = projection::Crs::parse(map.crs);
  if (!crs2) return std::unexpected(std::move(crs2).error());
  const auto order = layers::drawingOrder();
  for (std::size_t i = 0; i < order.size(); ++i) {
    progress(static_cast<double>(i) / static_cast<double>(order.size()));
    auto table = layers::loadSurveyLayer(reader, order[i], *crs2, stop);
    if (!table) return std::unexpected(std::move(table).error());
    map.tables.push_back(std::make_shared<const layers::FeatureTable>(std::move(*table)));
  }
  return map;
}

} // namespace

void MainWindow::loadMap() {
  if (!tables_.empty() && canvas_ != nullptr && canvas_->scene().layers.empty()) showScene(tables_, crs_);
  auto reader = session_->workerReader();
  if (!reader) return report(reader.error());
  session_->tasks().start(
      tr("Loading the map"),
      [reader = *reader, crs = crs_](std::stop_token stop, const TaskRunner::Progress& progress) { return loadTables(*reader, crs, stop, progress); },
      [self = QPointer(this)](Result<LoadedMap> map) {
        if (!self || self->canvas_ == nullptr) return;
        if (!map) return self->report(map.error());
        self->tables_ = map->tables;
        self->crs_ = map->crs;
        self->showScene(std::move(map->tables), map->crs);
      });
}

void MainWindow::reloadLayer(Layer layer) {
  auto reader = session_->workerReader();
  auto crs = projection::Crs::parse(crs_);
  if (!reader || !crs || canvas_ == nullptr) return;
  session_->tasks().start(
      QString(),
      [reader = *reader, layer, crs = *crs](std::stop_token stop, const TaskRunner::Progress&) { return layers::loadSurveyLayer(*reader, layer, crs, stop); },
      [self = QPointer(this)](Result<layers::FeatureTable> table) {
        if (!self || self->canvas_ == nullptr || !table) return;
        auto shared = std::make_shared<const layers::FeatureTable>(std::move(*table));
        for (auto& old : self->tables_)
          if (old->name == shared->name) old = shared;
        self->canvas_->changeScene([&](render::MapScene& scene) {
          if (auto* found = scene.find(shared->name)) found->table = shared;
          else scene.add(shared);
        });
      });
}

void MainWindow::showScene(Tables tables, const std::string& crs) {
  auto resources = text::resourcesFolder();
  if (!resources) return report(resources.error());
  auto style = render::loadStyle(*resources, styleName(currentTheme()), text::code(currentLanguage()));
  if (!style) return report(style.error());
  render::MapScene scene;
  scene.style = *style;
  scene.tracePaths = canvas_->scene().tracePaths;
  for (auto& table : tables) {
    render::SceneLayer& layer = scene.add(table);
    if (const auto* old = canvas_->scene().find(layer.id)) layer.visible = old->visible;
  }
  canvas_->setScene(std::move(scene), crs);
  fillLayers();
}

void MainWindow::setTool(const char* name) {
  if (canvas_ == nullptr) return;
  const std::string key = name;
  auto& tool = tools_[key];
  if (!tool) {
    if (key == "pan") tool = std::make_unique<ClickTool>(Qt::OpenHandCursor, true, nullptr);
    if (key == "pick")
      tool = std::make_unique<ClickTool>(Qt::ArrowCursor, true, [this](QPointF at) {
        if (const Fid fid = outfallUnder(at); fid.isSet()) selectOutfall(fid, false);
      });
    if (key == "add")
      tool = std::make_unique<ClickTool>(Qt::CrossCursor, false, [this](QPointF at) {
        if (const auto where = canvas_->lonLatAt(at)) addOutfallAt(*where);
      });
    if (key == "trace")
      tool = std::make_unique<ClickTool>(Qt::PointingHandCursor, false, [this](QPointF at) {
        const auto hits = render::identify(canvas_->scene(), canvas_->view(), at, 8);
        for (const auto& hit : hits)
          if (const auto layer = layerNamed(hit.layer); layer == Layer::Outfalls || layer == Layer::Channels || layer == Layer::Wells || layer == Layer::Units) {
            if (*layer == Layer::Outfalls) selectOutfall(Fid{hit.fid}, false);
            return traceFrom(*layer, Fid{hit.fid}, survey::TraceDirection::Up);
          }
        say(tr("Nothing to trace from here: no outfall, channel, well or unit under the pointer."), false);
      });
    if (key == "move")
      tool = std::make_unique<MoveTool>(
          [this](QPointF at) { return (moving_ = outfallUnder(at)).isSet(); },
          [this](QPointF at) { canvas_->showMarker(canvas_->lonLatAt(at)); },
          [this](QPointF at) {
            const auto where = canvas_->lonLatAt(at);
            if (!where) return;
            auto done = session_->edit(tr("Move an outfall"), [&](store::Edit& e) { return e.setGeometry(Layer::Outfalls, moving_, Geometry{*where}); }, Layer::Outfalls, {moving_});
            if (!done) return report(done.error());
            selectOutfall(moving_, false);
          });
  }
  canvas_->setTool(tool.get());
  if (auto* action = findChild<QAction*>(QStringLiteral("tool_%1").arg(QLatin1String(name)))) action->setChecked(true);
}

Fid MainWindow::outfallUnder(QPointF at) const {
  for (const auto& hit : render::identify(canvas_->scene(), canvas_->view(), at, 8))
    if (hit.layer == layerName(Layer::Outfalls)) return Fid{hit.fid};
  return {};
}

void MainWindow::addOutfallAt(const Point& lonLat) {
  Outfall outfall;
  outfall.geometry = lonLat;
  outfall.status = "已确认";
  outfall.surveyLevel = 2;
  outfall.surveyor = session_->file().info().author;
  outfall.surveyedAt = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString();
  outfall.datum = "CGCS2000";
  outfall.codeLocal = QDateTime::currentDateTime().toString(QStringLiteral("'L'yyMMddHHmmsszzz")).toStdString();
  if (session_->places() != nullptr) location::fillPlace(outfall, *session_->places());
  Fid fid;
  auto done = session_->edit(tr("Add an outfall"), [&](store::Edit& e) -> Result<> {
    auto inserted = e.insert(outfall);
    if (!inserted) return std::unexpected(std::move(inserted).error());
    fid = *inserted;
    return {};
  }, Layer::Outfalls, {});
  if (!done) return report(done.error());
  selectOutfall(fid, false);
  if (QWidget* name = form_->editor("name")) name->setFocus();
}

void MainWindow::selectOutfall(Fid fid, bool center) {
  form_->show(fid);
  std::optional<Point> at;
  if (auto outfall = session_->reader().get<Outfall>(fid); outfall && *outfall)
    if (const auto* point = std::get_if<Point>(&(*outfall)->geometry)) at = *point;
  canvas_->showMarker(at);
  if (center && at) canvas_->showLonLat(*at, 25'000);
}

void MainWindow::traceFrom(Layer layer, Fid fid, survey::TraceDirection direction) {
  session_->withNetwork([self = QPointer(this), layer, fid, direction](Result<std::shared_ptr<const network::DrainageGraph>> graph) {
    if (!self || self->canvas_ == nullptr) return;
    if (!graph) return self->report(graph.error());
    self->session_->tasks().start(
        tr("Tracing"),
        [graph = *graph, layer, fid, direction](std::stop_token stop, const TaskRunner::Progress&) {
          return survey::traceSurvey(*graph, {.from = {layer, fid}, .direction = direction, .to = {}, .barriers = {}}, stop);
        },
        [self](Result<survey::SurveyTrace> trace) {
          if (!self || self->canvas_ == nullptr) return;
          if (!trace) return self->report(trace.error());
          std::vector<std::vector<Point>> paths;
          Box box;
          if (const auto* bridge = self->canvas_->bridge())
            for (const auto& line : trace->lines) {
              auto& path = paths.emplace_back();
              for (const Point& p : line)
                if (const auto q = bridge->toMap(p)) {
                  path.push_back(*q);
                  box.add(q->x, q->y);
                }
            }
          self->canvas_->changeScene([&](render::MapScene& scene) { scene.tracePaths = std::move(paths); });
          if (!box.isEmpty() && !self->canvas_->view().box().contains(box.minX, box.minY))
            self->canvas_->setView(self->canvas_->view().fitted(box, 60));
          self->fillTrace(*trace);
        });
  });
}

} // namespace suyuan::desktop

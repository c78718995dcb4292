// SPDX-License-Identifier: GPL-3.0-or-later
// The window's part of the map: scene, tools, adding, moving, choosing, tracing.
#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/dialogs/layer_style_dialog.h"
#include "app/desktop/fieldwork/board_panel.h"
#include "app/desktop/forms/record_form.h"
#include "app/desktop/panels/history_panel.h"
#include "app/desktop/panels/values_panel.h"
#include "app/desktop/panels/layer_panel.h"
#include "app/desktop/panels/photo_panel.h"
#include "app/desktop/panels/record_panel.h"
#include "app/desktop/panels/trace_panel.h"
#include "app/desktop/shell/address_lookup.h"
#include "app/desktop/shell/geometry_tools.h"
#include "app/desktop/shell/main_window.h"
#include "app/desktop/tools/click_tool.h"
#include "app/desktop/tools/measure_tool.h"
#include "app/desktop/tools/move_tool.h"
#include "app/desktop/tools/place_tool.h"
#include "core/fieldwork/gnss_point.h"
#include "core/model/geometry_functions.h"
#include "gis/location/fill_place.h"
#include "gis/render/identify.h"

#include <QAction>
#include <QDateTime>
#include <QDockWidget>
#include <QPointer>
#include <QStackedWidget>
#include <QStatusBar>

#include <cmath>

namespace suyuan::desktop {

void MainWindow::showScene() {
  if (canvas_ == nullptr || layers_ == nullptr || !styles_->sheet() || loader_->crs().empty()) return;
  render::MapScene scene;
  scene.style = styles_->sheet();
  scene.tracePaths = canvas_->scene().tracePaths;
  for (const auto& table : loader_->tables())
    if (table) scene.add(table);
  arrange(scene, layerViews_);
  for (std::size_t place = 0; place < loader_->tables().size(); ++place) putEdits(scene, place);
  selection_->mark(scene);
  canvas_->setScene(std::move(scene), loader_->crs());
  layers_->fill(canvas_->scene());
}

void MainWindow::takeStyle() {
  loader_->setStyle(styles_->sheet());
  showScene();
}

void MainWindow::showStyle(Layer layer) {
  if (!styles_->sheet()) return;
  auto* dialog = new LayerStyleDialog(*session_, *styles_, layer, canvas_->view().scaleDenominator(), this);
  connect(dialog, &LayerStyleDialog::failed, this, &MainWindow::report);
  connect(dialog, &QDialog::finished, this, [this] {
    if (layers_ != nullptr) layers_->setCanUndoStyle(styles_->canUndo());
  });
  dialog->open();
}

void MainWindow::putEdits(render::MapScene& scene, std::size_t place) const {
  const auto& table = loader_->tables()[place];
  const layers::TableEdits& edits = loader_->editsOf(place);
  if (table && !edits.isEmpty()) scene.setEdits(table->name, edits.fresh, layers::replacedRows(*table, edits));
}

void MainWindow::rememberLayers() {
  // Layers that are empty now are not in the list but keep what was chosen for them.
  std::vector<LayerView> views = layers_->views();
  for (const LayerView& old : layerViews_)
    if (std::ranges::find(views, old.id, &LayerView::id) == views.end()) views.push_back(old);
  layerViews_ = std::move(views);
  canvas_->changeScene([&](render::MapScene& scene) { arrange(scene, layerViews_); });
  if (!session_->isReadOnly()) (void)session_->setSetting("window.layers", toJson(layerViews_)); // a look, not data
}

void MainWindow::setTool(const char* name) {
  if (canvas_ == nullptr) return;
  auto& tool = tools_[name];
  if (!tool) tool = makeTool(name);
  canvas_->setTool(tool.get());
  sayHowTo(name);
  if (auto* action = findChild<QAction*>(QStringLiteral("tool_%1").arg(QLatin1String(name)))) action->setChecked(true);
}

std::unique_ptr<MapTool> MainWindow::makeTool(const std::string& key) {
  if (auto tool = geometry_->make(key)) return tool;
  if (auto tool = makeSelectTool(key)) return tool;
  if (key == "pan") return std::make_unique<ClickTool>(Qt::OpenHandCursor, true, nullptr);
  if (key == "pick")
    return std::make_unique<ClickTool>(Qt::ArrowCursor, true, [this](QPointF at) {
      if (canvas_->zoomToCluster(at)) return;
      if (const Fid fid = outfallUnder(at); fid.isSet()) return selectOutfall(fid, false);
      // Divisions lie under everything: a click beside a record is not meant for them.
      for (const auto& hit : render::identify(canvas_->scene(), canvas_->view(), at, 8))
        if (const auto layer = layerNamed(hit.layer); layer && *layer != Layer::Divisions) {
          showRecord(*layer, Fid{hit.fid});
          return canvas_->showMarker(canvas_->lonLatAt(at));
        }
    });
  if (key == "add")
    return std::make_unique<PlaceTool>(geometry_->aim({Layer::Channels}), [this](const Point& where) { addOutfallAt(where); });
  if (key == "entry") return std::make_unique<PlaceTool>(geometry_->aim({Layer::Channels}), [this](const Point& where) { placeEntry(where); });
  if (key == "trace")
    return std::make_unique<ClickTool>(Qt::PointingHandCursor, false, [this](QPointF at) {
      const auto hits = render::identify(canvas_->scene(), canvas_->view(), at, 8);
      for (const auto& hit : hits)
        if (const auto layer = layerNamed(hit.layer); layer == Layer::Outfalls || layer == Layer::Channels || layer == Layer::Wells || layer == Layer::Units) {
          if (*layer == Layer::Outfalls) selectOutfall(Fid{hit.fid}, false);
          return traceFrom(*layer, Fid{hit.fid}, survey::TraceDirection::Up);
        }
      say(tr("Nothing to trace from here: no outfall, channel, well or unit under the pointer."), false);
    });
  if (key == "length" || key == "area")
    return std::make_unique<MeasureTool>(*canvas_, key == "area" ? MeasureTool::What::Area : MeasureTool::What::Length,
                                         [this](const QString& figure) { statusBar()->showMessage(figure); });
  if (key == "move")
    return std::make_unique<MoveTool>(
        geometry_->aim({Layer::Channels}),
        MoveTool::Job{[this](QPointF at) { return (moving_ = outfallUnder(at)).isSet(); },
                      [this](std::optional<Point> where) { canvas_->showMarker(where); },
                      [this](const Point& where) {
                        auto done = session_->edit(tr("Move an outfall"), [&](store::Edit& e) { return e.setGeometry(Layer::Outfalls, moving_, Geometry{where}); });
                        if (!done) return report(done.error());
                        selectOutfall(moving_, false);
                      }});
  return nullptr;
}

Fid MainWindow::outfallUnder(QPointF at) const {
  for (const auto& hit : render::identify(canvas_->scene(), canvas_->view(), at, 8))
    if (hit.layer == layerName(Layer::Outfalls)) return Fid{hit.fid};
  return {};
}

void MainWindow::addOutfallAt(const Point& lonLat, const fieldwork::GnssPoint* measured) {
  Outfall outfall;
  outfall.geometry = lonLat;
  outfall.status = "已确认";
  outfall.surveyLevel = 2;
  outfall.surveyor = session_->file().info().author;
  outfall.surveyedAt = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString();
  outfall.datum = "CGCS2000";
  if (measured != nullptr) {
    outfall.datum = measured->datum;
    if (!std::isnan(measured->accuracyM)) outfall.accuracy = std::round(measured->accuracyM * 1000) / 1000;
  }
  outfall.codeLocal = QDateTime::currentDateTime().toString(QStringLiteral("'L'yyMMddHHmmsszzz")).toStdString();
  if (session_->places() != nullptr) location::fillPlace(outfall, *session_->places());
  Fid fid;
  auto done = session_->edit(tr("Add an outfall"), [&](store::Edit& e) -> Result<> {
    auto inserted = e.insert(outfall);
    if (!inserted) return std::unexpected(std::move(inserted).error());
    fid = *inserted;
    if (measured == nullptr) return {};
    auto how = fieldwork::recordPosition(e, *measured, Layer::Outfalls, fid);
    return how ? Result<>{} : std::unexpected(std::move(how).error());
  });
  if (!done) return report(done.error());
  selectOutfall(fid, false);
  form_->focusField("name");
  const QString provider = Preferences::load().provider;
  if (provider == u"suyuan" || !outfall.address.empty()) return;
  lookUpAddress(provider, lonLat, session_.get(), [this, fid](const QString& address, const QString& why) {
    if (address.isEmpty()) return say(tr("The address service did not answer (%1); the place was filled from the survey's own data.").arg(why), false);
    const auto now = session_->reader().get<Outfall>(fid);
    if (!now || !*now || !(*now)->address.empty()) return;
    if (auto set = session_->setField(Layer::Outfalls, fid, "address", Value{address.toStdString()}, tr("Address from the service")); !set) report(set.error());
  });
}

void MainWindow::showRecord(Layer layer, Fid fid) {
  form_->commitAll();
  record_->show(layer, fid);
  shown_->setCurrentWidget(record_);
  history_->show(layer, fid);
  values_->show({});
  board_->showCard(layer, fid);
  photos_->showRecord(layer, fid);
}

void MainWindow::selectOutfall(Fid fid, bool center) {
  shown_->setCurrentWidget(form_);
  form_->show(fid);
  history_->show(Layer::Outfalls, fid);
  values_->show(fid);
  photos_->showRecord(Layer::Outfalls, fid);
  std::optional<Point> at;
  if (auto outfall = session_->reader().get<Outfall>(fid); outfall && *outfall)
    if (const auto* point = std::get_if<Point>(&(*outfall)->geometry)) at = *point;
  canvas_->showMarker(at);
  if (center && at) canvas_->showLonLat(*at, 25'000);
}

void MainWindow::selectRecord(Layer layer, Fid fid, const QString& field) {
  if (layer == Layer::Outfalls) {
    selectOutfall(fid, true);
    if (!field.isEmpty()) form_->showField(field.toStdString());
    return;
  }
  const auto row = session_->reader().row(layer, fid);
  if (!row) return report(row.error());
  if (*row) showRecord(layer, fid);
  if (!*row) return say(tr("The record is not there any more; it was deleted since."), false);
  const Box box = boxOf((*row)->geometry);
  if (box.isEmpty()) return say(tr("The record has no place on the map."), false);
  const Point middle{(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2};
  canvas_->showMarker(middle);
  canvas_->showLonLat(middle, 25'000);
}

} // namespace suyuan::desktop

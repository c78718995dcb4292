// SPDX-License-Identifier: GPL-3.0-or-later
// The window's part of selecting: the tools and commands, and what is done with all that is selected.
#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/dialogs/select_dialog.h"
#include "app/desktop/forms/record_form.h"
#include "app/desktop/panels/layer_panel.h"
#include "app/desktop/shell/main_window.h"
#include "app/desktop/tools/select_tool.h"
#include "core/survey/select_records.h"
#include "gis/render/identify.h"

#include <QAction>
#include <QActionGroup>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>

#include <algorithm>

namespace suyuan::desktop {

namespace {

QString inWords(std::size_t number) { return QLocale().toString(static_cast<qulonglong>(number)); }

/// Of the table and of the edits beside it.
std::vector<render::SceneLayer> layersNamed(const render::MapScene& scene, std::string_view id) {
  std::vector<render::SceneLayer> found;
  for (const render::SceneLayer& layer : scene.layers)
    if (layer.id == id) found.push_back(layer);
  return found;
}

Box boxOf(std::span<const render::SceneLayer> layers, const Selection::Fids& fids) {
  Box box;
  for (const render::SceneLayer& layer : layers)
    for (const std::int64_t fid : fids)
      if (const auto row = layer.table->rowOf(fid)) box.add(layer.table->boxOf(*row));
  return box;
}

} // namespace

void MainWindow::buildSelectActions(QMenu* map, QActionGroup* tools) {
  auto* menu = map->addMenu(tr("Se&lect"));
  menu->setObjectName(QStringLiteral("menu_select"));
  const auto tool = [&](const char* name, const QString& text, const char* key) {
    auto* action = act(name, text, QKeySequence(QLatin1String(key)), (std::string("tool_") + name).c_str(), [this, name] { setTool(name); });
    action->setCheckable(true);
    tools->addAction(action);
    menu->addAction(action);
  };
  tool("select_box", tr("By a click or a &box"), "Ctrl+F2");
  tool("select_outline", tr("By an &outline"), "Ctrl+Shift+F2");
  menu->addAction(act("", tr("By a &condition…"), QKeySequence(QStringLiteral("Ctrl+Shift+F")), "act_select_where", [this] { selectWhere(); }));
  menu->addSeparator();
  const auto everything = [this] {
    return [reader = session_->workerReader(), layer = selectableLayer()](const std::stop_token& stop) -> Result<Selection::Fids> {
      if (!reader) return std::unexpected(reader.error());
      return survey::allRecords(**reader, layer, stop);
    };
  };
  menu->addAction(act("", tr("&All of the layer"), QKeySequence(QStringLiteral("Ctrl+Shift+A")), "act_select_all", [this, everything] { selection_->find(selectableLayer(), SelectHow::Replace, everything()); }));
  menu->addAction(act("", tr("&Nothing"), QKeySequence(QStringLiteral("Ctrl+Shift+D")), "act_select_none", [this] { selection_->clear(); }));
  menu->addAction(act("", tr("&The others"), QKeySequence(QStringLiteral("Ctrl+Shift+I")), "act_select_invert", [this, everything] {
    const Layer layer = selectableLayer();
    const Selection::Shared had = layer == selection_->layer() ? selection_->fids() : std::make_shared<const Selection::Fids>();
    selection_->find(layer, SelectHow::Replace, [all = everything(), had](const std::stop_token& stop) -> Result<Selection::Fids> {
      auto found = all(stop);
      if (!found) return found;
      return combined(*found, *had, SelectHow::Remove);
    });
  }));
  menu->addSeparator();
  menu->addAction(act("", tr("&Zoom to the selected"), QKeySequence(QStringLiteral("Ctrl+J")), "act_select_zoom", [this] { zoomToSelected(); }));
  menu->addAction(act("", tr("&Delete the selected…"), QKeySequence(QStringLiteral("Ctrl+Delete")), "act_select_delete", [this] { deleteSelected(); }));
}

Layer MainWindow::selectableLayer() const {
  const auto current = layers_ != nullptr ? layers_->currentLayer() : std::nullopt;
  return current.value_or(Layer::Outfalls);
}

void MainWindow::connectSelection() {
  connect(selection_.get(), &Selection::changed, this, &MainWindow::showSelection);
  connect(selection_.get(), &Selection::failed, this, &MainWindow::report);
  // What was deleted is not selected any more.
  connect(session_.get(), &SurveySession::changed, this, [this](const std::vector<ChangedRecord>& records) {
    Selection::Fids gone;
    for (const ChangedRecord& record : records)
      if (record.layer == selection_->layer() && record.placed && std::ranges::binary_search(*selection_->fids(), record.fid.value))
        if (const auto row = session_->reader().row(record.layer, record.fid); row && !*row) gone.push_back(record.fid.value);
    std::ranges::sort(gone);
    if (!gone.empty()) selection_->take(selection_->layer(), gone, SelectHow::Remove);
  });
  connect(session_.get(), &SurveySession::everythingChanged, this, [this] {
    if (selection_->isEmpty()) return;
    selection_->find(selection_->layer(), SelectHow::Intersect, [reader = session_->workerReader(), layer = selection_->layer()](const std::stop_token& stop) -> Result<Selection::Fids> {
      if (!reader) return std::unexpected(reader.error());
      return survey::allRecords(**reader, layer, stop);
    });
  });
}

void MainWindow::showSelection() {
  if (canvas_ == nullptr) return;
  canvas_->changeScene([this](render::MapScene& scene) { selection_->mark(scene); });
  const bool some = !selection_->isEmpty();
  selected_->setText(some ? tr("%1: %2 selected").arg(labelOf(selection_->layer()), inWords(selection_->fids()->size())) : QString());
  selected_->setVisible(some);
  refreshActions();
}

std::unique_ptr<MapTool> MainWindow::makeSelectTool(const std::string& name) {
  const auto shape = name == "select_box" ? SelectTool::Shape::Box : name == "select_outline" ? SelectTool::Shape::Outline : std::optional<SelectTool::Shape>();
  if (!shape) return nullptr;
  return std::make_unique<SelectTool>(
      *canvas_, *shape,
      SelectTool::Job{[this](QPointF at, SelectHow how) {
                        Selection::Fids found;
                        for (const auto& hit : render::identify(canvas_->scene(), canvas_->view(), at, 8))
                          if (found.empty() && hit.layer == layerName(selectableLayer())) found.push_back(hit.fid);
                        selection_->take(selectableLayer(), found, how);
                      },
                      [this](std::vector<Point> outline, SelectHow how) {
                        selection_->find(selectableLayer(), how, [layers = layersNamed(canvas_->scene(), layerName(selectableLayer())), outline = std::move(outline)](const std::stop_token& stop) -> Result<Selection::Fids> {
                          Selection::Fids all;
                          for (const render::SceneLayer& layer : layers) {
                            if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
                            all = combined(all, render::recordsIn(layer, outline), SelectHow::Add);
                          }
                          return all;
                        });
                      }});
}

void MainWindow::selectWhere() {
  auto* dialog = new SelectDialog(selectableLayer(), lastCondition_, this);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    lastCondition_ = dialog->condition();
    selection_->find(dialog->layer(), dialog->how(), [reader = session_->workerReader(), book = session_->sharedBook(), layer = dialog->layer(), text = lastCondition_.toStdString()](const std::stop_token& stop) -> Result<Selection::Fids> {
      if (!reader) return std::unexpected(reader.error());
      return survey::recordsWhere(**reader, *book, layer, text, stop);
    });
  });
  dialog->open();
}

void MainWindow::zoomToSelected() {
  const auto show = [this](const Box& box) {
    if (box.isEmpty()) return say(tr("Nothing that is selected has a place on the map."), false);
    const render::MapView fitted = canvas_->view().fitted(box, 60);
    canvas_->setView(fitted.scaleDenominator() < 2'000 ? fitted.withScale(2'000) : fitted);
  };
  auto layers = layersNamed(canvas_->scene(), layerName(selection_->layer()));
  if (selection_->fids()->size() < 10'000) return show(boxOf(layers, *selection_->fids()));
  session_->tasks().start(
      tr("Looking for the selected"), [layers = std::move(layers), fids = selection_->fids()](const std::stop_token&, const TaskRunner::Progress&) { return boxOf(layers, *fids); },
      [self = QPointer(this), show](const Box& box) {
        if (self && self->canvas_ != nullptr) show(box);
      });
}

void MainWindow::deleteSelected() {
  if (selection_->isEmpty()) return;
  form_->commitAll();
  const Layer layer = selection_->layer();
  QString question = tr("Delete the %1 selected records of %2?").arg(inWords(selection_->fids()->size()), labelOf(layer));
  if (layer == Layer::Outfalls) question += u' ' + tr("Their samples, visits and photos go with them.");
  question += u' ' + tr("One undo brings everything back.");
  QMessageBox box(QMessageBox::Warning, tr("Delete"), question, QMessageBox::Cancel, this);
  box.setObjectName(QStringLiteral("delete_selected"));
  auto* go = box.addButton(tr("&Delete"), QMessageBox::DestructiveRole);
  go->setObjectName(QStringLiteral("delete_go"));
  box.setDefaultButton(QMessageBox::Cancel);
  box.exec();
  if (box.clickedButton() != go || !session_ || session_->isWriting()) return;
  session_->writeEntry(
      tr("Delete the selected"),
      [layer, fids = selection_->fids(), label = tr("Delete the selected").toStdString()](store::SurveyFile& file) {
        return file.edit(label, [&](store::Edit& e) -> Result<> {
          for (const std::int64_t fid : *fids) SUYUAN_TRY(e.removeRow(layer, Fid{fid}));
          return {};
        });
      },
      [self = QPointer(this)](const Result<std::optional<EntryId>>& entry) {
        if (self && !entry) self->report(entry.error());
        if (self) self->refreshActions();
      });
}

} // namespace suyuan::desktop

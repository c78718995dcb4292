// SPDX-License-Identifier: GPL-3.0-or-later
// The window's part of drawing: the tools that change shapes, and whether the pointer is drawn to what is there.
#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/shell/geometry_tools.h"
#include "app/desktop/shell/main_window.h"
#include "app/desktop/tools/map_tool.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>

namespace suyuan::desktop {

void MainWindow::buildGeometryActions(QMenu* map, QActionGroup* tools) {
  auto* toolbar = new QToolBar(tr("Drawing"));
  toolbar->setObjectName(QStringLiteral("geometry_toolbar"));
  toolbar->setIconSize({24, 24});
  toolbar->setMovable(false);
  addToolBar(Qt::LeftToolBarArea, toolbar);
  toolbar->setVisible(session_ != nullptr);
  auto* menu = map->addMenu(tr("&Draw and reshape"));
  const auto tool = [&](const char* name, const QString& text, const char* key) {
    auto* action = act(name, text, QKeySequence(QLatin1String(key)), (std::string("tool_") + name).c_str(), [this, name] { setTool(name); });
    action->setCheckable(true);
    tools->addAction(action);
    menu->addAction(action);
    toolbar->addAction(action);
    return action;
  };
  auto* draw = tool("draw", tr("&Draw a line or an area"), "F5");
  auto* into = new QMenu(tr("Dra&w into"), menu);
  into->setObjectName(QStringLiteral("draw_into"));
  auto* layers = new QActionGroup(into);
  for (const Layer layer : {Layer::Channels, Layer::Rivers, Layer::Lakes, Layer::Zones}) {
    auto* action = into->addAction(labelOf(layer));
    action->setObjectName(QStringLiteral("draw_into_%1").arg(qs(layerName(layer))));
    action->setCheckable(true);
    action->setChecked(layer == drawInto_);
    layers->addAction(action);
    connect(action, &QAction::triggered, this, [this, layer, draw] {
      drawInto_ = layer;
      if (geometry_) geometry_->drawInto(layer);
      draw->trigger();
    });
  }
  menu->addMenu(into);
  if (auto* button = qobject_cast<QToolButton*>(toolbar->widgetForAction(draw))) {
    button->setMenu(into);
    button->setPopupMode(QToolButton::MenuButtonPopup);
  }
  tool("vertices", tr("Change &vertices"), "Shift+F5");
  tool("reshape", tr("&Reshape along a drawn line"), "Ctrl+Shift+H");
  tool("split", tr("&Split a line"), "Ctrl+Shift+X");
  tool("join", tr("&Join lines"), "Ctrl+Shift+J");
  tool("reverse", tr("R&everse a line"), "Ctrl+Shift+R");
  menu->addSeparator();
  toolbar->addSeparator();
  auto* snap = act("snap", tr("S&nap to what is there"), QKeySequence(QStringLiteral("Ctrl+Shift+G")), "act_snap", [this] {
    snapping_ = findChild<QAction*>(QStringLiteral("act_snap"))->isChecked();
    if (geometry_) geometry_->setSnapping(snapping_);
  });
  snap->setCheckable(true);
  snap->setChecked(snapping_);
  menu->addAction(snap);
  toolbar->addAction(snap);
}

void MainWindow::openGeometryTools() {
  geometry_ = new GeometryTools(*session_, *canvas_); // goes with the canvas
  geometry_->drawInto(drawInto_);
  geometry_->setSnapping(snapping_);
  connect(geometry_, &GeometryTools::said, this, [this](const QString& sentence) { say(sentence, false); });
  connect(geometry_, &GeometryTools::failed, this, &MainWindow::report);
}

void MainWindow::sayHowTo(std::string_view name) {
  QString how;
  if (name == "draw") how = tr("Click corner by corner; Backspace takes one back, a double click or Enter ends, Escape drops it. Alt: without snapping.");
  if (name == "vertices") how = tr("Click a line or an area, then drag its vertices; a double click on an edge sets one, Delete takes the one under the pointer away.");
  if (name == "reshape") how = tr("Draw the new course from where it leaves the old one to where it comes back; a double click or Enter ends.");
  if (name == "split") how = tr("Click the line where it is to be split.");
  if (name == "join") how = tr("Click the lines to be joined, then Enter or a double click.");
  if (name == "reverse") how = tr("Click the line whose direction is to be turned.");
  if (how.isEmpty()) statusBar()->clearMessage(); // the former tool's
  else statusBar()->showMessage(how, 12'000);
}

} // namespace suyuan::desktop

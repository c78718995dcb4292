// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/ids.h"
#include "core/model/layer.h"
#include "gis/render/map_scene.h"

#include <QJsonArray>
#include <QTreeWidget>

#include <optional>

class QMenu;

namespace suyuan::desktop {

/// How one layer is shown; the survey's settings keep a list of these, topmost layer first.
struct LayerView {
  std::string id;
  bool visible = true;
  friend bool operator==(const LayerView&, const LayerView&) = default;
};

[[nodiscard]] std::string toJson(const std::vector<LayerView>& views);
[[nodiscard]] std::vector<LayerView> layerViewsFrom(std::string_view json); ///< empty for text that is none
/// Puts the scene's layers into the views' order and switches them; layers without a view keep their place among the others.
void arrange(render::MapScene& scene, const std::vector<LayerView>& views);

/// The map's layers, topmost first, each with its classes and how many records they have, and the records that cannot be drawn.
/// A box switches a layer; a drag, or Ctrl with an arrow, moves it up or down; its menu has the style.
class LayerPanel : public QTreeWidget {
  Q_OBJECT
public:
  explicit LayerPanel(QWidget* parent = nullptr);

  void fill(const render::MapScene& scene); ///< keeps what is open and current
  [[nodiscard]] std::vector<LayerView> views() const;
  /// The menu of the layer that is current; null when none is.
  [[nodiscard]] QMenu* makeMenu();
  [[nodiscard]] std::optional<Layer> currentLayer() const;
  void setCanUndoStyle(bool can) { canUndoStyle_ = can; }

Q_SIGNALS:
  void arranged(); ///< by the user: views() is new
  void styleWanted(suyuan::Layer layer);
  void undoStyleWanted();
  void zoomWanted(suyuan::Layer layer);
  void recordChosen(suyuan::Layer layer, suyuan::Fid fid); ///< one that cannot be drawn

protected:
  void dropEvent(QDropEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

private:
  void moveCurrent(int by);
  void choose(QTreeWidgetItem* item);

  bool canUndoStyle_ = false;
};

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/render/map_scene.h"

#include <QJsonArray>
#include <QTreeWidget>

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

/// The map's layers, topmost first, each with its classes and how many records they have. A box switches a layer; a
/// drag, or Ctrl with an arrow, moves it up or down.
class LayerPanel : public QTreeWidget {
  Q_OBJECT
public:
  explicit LayerPanel(QWidget* parent = nullptr);

  void fill(const render::MapScene& scene); ///< keeps what is open and current
  [[nodiscard]] std::vector<LayerView> views() const;

Q_SIGNALS:
  void arranged(); ///< by the user: views() is new

protected:
  void dropEvent(QDropEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

private:
  void moveCurrent(int by);
};

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "core/model/ids.h"
#include "core/model/layer.h"
#include "core/store/reader.h"
#include "gis/render/snapping.h"

#include <QCoreApplication>

#include <functional>
#include <initializer_list>
#include <optional>
#include <vector>

class QPainter;

namespace suyuan::desktop {

class MapCanvas;

/// 捕捉 for the tools: what the pointer is drawn to, with a sign on the map that says what it is. Alt held lets it go.
class SnapAim {
  Q_DECLARE_TR_FUNCTIONS(suyuan::desktop::SnapAim)
public:
  /// Draws to these layers only; none named: to all. `isOn` is asked each time.
  SnapAim(MapCanvas& canvas, store::Reader& reader, std::function<bool()> isOn, std::initializer_list<Layer> layers = {});

  /// Looks around a place of the canvas; `passOver` is the record that is being changed.
  void lookAt(QPointF at, Qt::KeyboardModifiers held, std::optional<std::pair<Layer, Fid>> passOver = {});
  void drop() { snap_.reset(); }
  [[nodiscard]] const std::optional<render::Snap>& snap() const { return snap_; }
  /// lon/lat: a vertex or point to the last bit as the survey has it, the nearest place of an edge; without any the pointer's own.
  [[nodiscard]] std::optional<Point> place(QPointF at) const;
  void paint(QPainter& painter) const;

private:
  MapCanvas& canvas_;
  store::Reader& reader_;
  std::function<bool()> isOn_;
  std::vector<std::string_view> layers_;
  std::optional<render::Snap> snap_;
};

} // namespace suyuan::desktop

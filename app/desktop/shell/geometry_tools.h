// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/tools/line_under.h"
#include "app/desktop/tools/snap_aim.h"
#include "core/model/error.h"
#include "core/model/line_editing.h"
#include "core/survey/line_change.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace suyuan::desktop {

class MapCanvas;
class MapTool;
class SurveySession;
class VertexTool;

/// Tools that change the shape of records, and what becomes of what is drawn with them: each is one entry of the journal, so that one
/// undo takes it back.
class GeometryTools : public QObject {
  Q_OBJECT
public:
  GeometryTools(SurveySession& session, MapCanvas& canvas);

  /// "draw", "vertices", "reshape", "split", "join", "reverse"; null for another name. Goes with the canvas.
  [[nodiscard]] std::unique_ptr<MapTool> make(std::string_view name);
  /// Draws the pointer to these layers, to all when none is named.
  [[nodiscard]] SnapAim aim(std::initializer_list<Layer> layers = {});
  void setSnapping(bool on) { snapping_ = on; }
  [[nodiscard]] bool isSnapping() const { return snapping_; }
  void drawInto(Layer layer) { target_ = layer; } ///< rivers, channels, lakes or zones
  [[nodiscard]] Layer target() const { return target_; }

Q_SIGNALS:
  void said(const QString& sentence); ///< what was done and what should be looked at
  void failed(const suyuan::Error& error);

private:
  bool draw(std::span<const Point> corners);
  bool reshape(std::span<const Point> drawn);
  bool replace(const LineRecord& record, const Geometry& geometry, const QString& label);
  bool moveVertex(const LineRecord& record, VertexPlace place, const Point& from, const Point& to);
  void split(const LineRecord& record, const Point& at);
  void join(std::span<const LineRecord> records);
  void reverse(const LineRecord& record);
  bool record(const QString& label, const Result<survey::LineChange>& plan, const QString& told);

  SurveySession& session_;
  MapCanvas& canvas_;
  bool snapping_ = true;
  Layer target_ = Layer::Channels;
};

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/tools/line_under.h"
#include "app/desktop/tools/map_runs.h"
#include "app/desktop/tools/map_tool.h"
#include "app/desktop/tools/snap_aim.h"
#include "core/model/line_editing.h"
#include "core/store/reader.h"

#include <optional>

namespace suyuan::desktop {

/// Changes the vertices of the line or area that was clicked: a vertex is dragged, a double click on an edge sets a new one, Delete
/// takes the one under the pointer away; Escape lets the record go.
class VertexTool : public MapTool {
public:
  struct Job {
    std::function<bool(const LineRecord&, VertexPlace, const Point& from, const Point& to)> move; ///< whether it was recorded
    std::function<bool(const LineRecord&, const Geometry&)> replace;
    std::function<void()> refuse; ///< a vertex cannot go: too few would be left
  };
  VertexTool(MapCanvas& canvas, store::Reader& reader, SnapAim aim, Job job)
      : canvas_(canvas), reader_(reader), aim_(std::move(aim)), job_(std::move(job)) {}

  [[nodiscard]] QCursor cursor() const override { return Qt::ArrowCursor; }
  [[nodiscard]] bool pans() const override { return !held_; }
  void press(QPointF at) override;
  void moveTo(QPointF at) override;
  void release(QPointF at) override;
  void doubleClick(QPointF at) override;
  [[nodiscard]] bool wants(const QKeyEvent& event) const override;
  bool key(const QKeyEvent& event) override;
  void paint(QPainter& painter) const override;
  void leave() override;

  [[nodiscard]] std::optional<LineRecord> record() const { return record_; }
  void refresh(); ///< after an edit or an undo: reads the record anew, lets it go when it is gone

private:
  [[nodiscard]] std::optional<VertexPlace> vertexAt(QPointF at) const;
  [[nodiscard]] std::optional<VertexPlace> edgeAt(QPointF at) const; ///< the vertex that it begins at

  MapCanvas& canvas_;
  store::Reader& reader_;
  SnapAim aim_;
  Job job_;
  std::optional<LineRecord> record_;
  Geometry geometry_;
  MapRuns runs_; ///< of the geometry
  std::optional<VertexPlace> held_, under_;
  std::optional<QPointF> dragged_; ///< where the vertex that is held would come to lie
  QPointF pointer_;
};

} // namespace suyuan::desktop

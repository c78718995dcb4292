// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/tools/map_tool.h"
#include "core/model/geometry.h"

#include <QCoreApplication>
#include <QString>

#include <optional>
#include <vector>

namespace suyuan::desktop {

class MapCanvas;

/// Measures on the ellipsoid what is clicked: the length of a way, or area and length around. Backspace takes the last corner back,
/// a double click or Enter ends, Escape begins anew, Ctrl+C copies the figure; the map can still be dragged.
class MeasureTool : public MapTool {
  Q_DECLARE_TR_FUNCTIONS(suyuan::desktop::MeasureTool)
public:
  enum class What : std::uint8_t { Length, Area };
  MeasureTool(MapCanvas& canvas, What what, std::function<void(const QString&)> say) : canvas_(canvas), what_(what), say_(std::move(say)) {}

  [[nodiscard]] QCursor cursor() const override { return Qt::CrossCursor; }
  [[nodiscard]] bool pans() const override { return true; }
  void moveTo(QPointF at) override;
  void doubleClick(QPointF at) override;
  [[nodiscard]] bool wants(const QKeyEvent& event) const override;
  bool key(const QKeyEvent& event) override;
  void paint(QPainter& painter) const override;
  void leave() override;

  [[nodiscard]] double length() const; ///< m of what is clicked; of an area the way around
  [[nodiscard]] double area() const;   ///< m²
  [[nodiscard]] QString figure() const; ///< as it is said and copied; empty before there is one

protected:
  void click(QPointF at) override;

private:
  [[nodiscard]] std::vector<Point> shape(bool withPointer) const;
  void changed();

  MapCanvas& canvas_;
  What what_;
  std::function<void(const QString&)> say_;
  std::vector<Point> corners_;     ///< lon/lat
  std::optional<Point> pointer_;   ///< while it is not ended
  bool ended_ = false;
};

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/tools/line_under.h"
#include "app/desktop/tools/map_runs.h"
#include "app/desktop/tools/map_tool.h"
#include "app/desktop/tools/snap_aim.h"
#include "core/store/reader.h"

#include <optional>
#include <span>
#include <vector>

namespace suyuan::desktop {

/// Does something to a line that is clicked, or to several: then each click takes one in or out, a double click or Enter ends and
/// Escape lets them go. The line under the pointer stands out before it is clicked.
class LineTool : public MapTool {
public:
  enum class Count : std::uint8_t { One, Several };
  using Act = std::function<void(std::span<const LineRecord>, const Point& lonLat)>;
  LineTool(MapCanvas& canvas, store::Reader& reader, SnapAim aim, Count count, Act act)
      : canvas_(canvas), reader_(reader), aim_(std::move(aim)), count_(count), act_(std::move(act)) {}

  [[nodiscard]] QCursor cursor() const override { return Qt::CrossCursor; }
  [[nodiscard]] bool pans() const override { return true; }
  void moveTo(QPointF at) override;
  void doubleClick(QPointF at) override;
  [[nodiscard]] bool wants(const QKeyEvent& event) const override;
  bool key(const QKeyEvent& event) override;
  void paint(QPainter& painter) const override;
  void leave() override;

  [[nodiscard]] std::vector<LineRecord> chosen() const;

protected:
  void click(QPointF at) override;

private:
  struct Shown {
    LineRecord record;
    MapRuns runs;
  };
  [[nodiscard]] std::optional<Shown> read(const LineRecord& record);
  void finish();

  MapCanvas& canvas_;
  store::Reader& reader_;
  SnapAim aim_;
  Count count_;
  Act act_;
  std::optional<Shown> under_;
  std::vector<Shown> chosen_;
};

} // namespace suyuan::desktop

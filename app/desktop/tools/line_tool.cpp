// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/tools/line_tool.h"

#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/tools/sketch.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace suyuan::desktop {

std::optional<LineTool::Shown> LineTool::read(const LineRecord& record) {
  auto row = reader_.row(record.layer, record.fid);
  if (!row || !*row) return std::nullopt;
  return Shown{record, MapRuns(canvas_, (*row)->geometry)};
}

std::vector<LineRecord> LineTool::chosen() const {
  std::vector<LineRecord> records;
  for (const Shown& one : chosen_) records.push_back(one.record);
  return records;
}

void LineTool::moveTo(QPointF at) {
  aim_.lookAt(at, modifiers_);
  const auto record = lineUnder(canvas_, at, false);
  if (record == (under_ ? std::optional(under_->record) : std::nullopt)) return;
  under_ = record ? read(*record) : std::nullopt;
  canvas_.update();
}

void LineTool::click(QPointF at) {
  const auto record = lineUnder(canvas_, at, false);
  if (!record) return;
  if (count_ == Count::Several) {
    const auto was = std::ranges::find(chosen_, *record, &Shown::record);
    if (was != chosen_.end()) chosen_.erase(was);
    else if (auto shown = read(*record)) chosen_.push_back(std::move(*shown));
    return canvas_.update();
  }
  aim_.lookAt(at, modifiers_);
  const auto place = aim_.place(at);
  under_.reset();
  aim_.drop();
  if (place) act_(std::span(&*record, 1), *place);
}

void LineTool::doubleClick(QPointF at) {
  if (count_ == Count::One) return MapTool::doubleClick(at);
  from_ = {-1e9, -1e9}; // the first click of the two was the choice
  finish();
}

void LineTool::finish() {
  const auto records = chosen();
  leave();
  if (!records.empty()) act_(records, {});
}

bool LineTool::wants(const QKeyEvent& event) const { return !chosen_.empty() && event.key() == Qt::Key_Escape; }

bool LineTool::key(const QKeyEvent& event) {
  if (chosen_.empty()) return false;
  switch (event.key()) {
  case Qt::Key_Escape: leave(); return true;
  case Qt::Key_Return: case Qt::Key_Enter: finish(); return true;
  default: return false;
  }
}

void LineTool::leave() {
  chosen_.clear();
  under_.reset();
  aim_.drop();
  canvas_.update();
}

void LineTool::paint(QPainter& painter) const {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const auto show = [&](const Shown& one) {
    for (std::size_t run = 0; run < one.runs.count(); ++run) {
      const QPolygonF line = finiteOf(one.runs.onScreen(canvas_.view(), run));
      paintSketch(painter, line, SketchShape::Line, canvas_.palette());
      if (!line.isEmpty()) paintHandles(painter, {line.front(), line.back()}, canvas_.palette());
    }
  };
  for (const Shown& one : chosen_) show(one);
  if (under_) show(*under_);
  painter.restore();
  if (count_ == Count::One) aim_.paint(painter);
}

} // namespace suyuan::desktop

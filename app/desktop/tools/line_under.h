// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/ids.h"
#include "core/model/layer.h"

#include <QPointF>

#include <optional>
#include <vector>

namespace suyuan::desktop {

class MapCanvas;

/// A record with lines or rings that may be edited by hand.
struct LineRecord {
  Layer layer = Layer::Channels;
  Fid fid;
  friend bool operator==(const LineRecord&, const LineRecord&) = default;
};

/// Rivers and channels; with areas lakes and zones too. Tracks are evidence and divisions are official: neither is drawn anew.
[[nodiscard]] bool isEditableLine(Layer layer, bool withAreas);

/// The topmost such record at a place of the canvas, the nearest of its layer; lines before areas.
[[nodiscard]] std::optional<LineRecord> lineUnder(const MapCanvas& canvas, QPointF at, bool withAreas);
[[nodiscard]] std::vector<LineRecord> linesUnder(const MapCanvas& canvas, QPointF at, bool withAreas);

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "gis/render/map_scene.h"
#include "gis/render/map_view.h"

#include <QImage>
#include <QRectF>

#include <map>
#include <stop_token>
#include <string>
#include <vector>

class QPainter;

namespace suyuan::render {

struct PlacedLabel {
  std::string layer;
  std::int64_t fid = 0;
  QString text;
  std::vector<QRectF> boxes; ///< logical pixels; one for each character along a line, else one
};

/// What a drawing run did.
struct PaintReport {
  std::map<std::string, std::int64_t> features; ///< by layer: drawn, those hidden under others included
  std::vector<PlacedLabel> labels;
};

/// Draws the scene from its features. Any thread (a QGuiApplication must exist, for fonts); several cores are used for
/// large layers. Error Cancelled when stopped.
[[nodiscard]] Result<QImage> renderMap(const MapScene& scene, const MapView& view, std::stop_token stop = {},
                                       PaintReport* report = nullptr);

/// The same through any painter, as vectors (PDF, SVG): logical pixels, origin at the view's upper left corner. Clips
/// to the view.
Result<> paintMap(QPainter& painter, const MapScene& scene, const MapView& view, std::stop_token stop = {},
                  PaintReport* report = nullptr);

/// A layer of few features as vectors, without labels: fast enough for the window's thread. What should not be shown is not.
void paintFeatures(QPainter& painter, const SceneLayer& layer, const MapView& view, const StyleSheet& sheet);

} // namespace suyuan::render

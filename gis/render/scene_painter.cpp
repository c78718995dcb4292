// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/scene_painter.h"

#include "gis/render/cluster_symbol.h"
#include "gis/render/labels.h"
#include "gis/render/mass_painter.h"
#include "gis/render/rich_painter.h"

#include <QPainter>

#include <algorithm>

namespace suyuan::render {

namespace {

/// From so many in the view on, lines and points take the mass path.
constexpr std::size_t massLines = 40;
constexpr std::size_t massPoints = 300;

/// The layer's features, and its clusters; `image` is null when the painter draws vectors.
void paintLayer(QPainter& painter, QImage* image, const ShownLayer& shown, const MapView& view, const StyleSheet& sheet, const std::stop_token& stop) {
  const SceneLayer& layer = *shown.layer;
  const layers::FeatureTable& table = *layer.table;
  const bool mixed = !table.kinds.empty();
  const auto has = [&](GeometryKind kind) { return mixed || table.kind == kind; };
  if (has(GeometryKind::Polygon)) paintPolygons(painter, image, layer, view, shown.rows, stop);
  if (has(GeometryKind::Line)) {
    if (image && shown.rows.size() > massLines && isForMassLines(*layer.style, view)) paintMassLines(*image, layer, view, shown.rows, stop);
    else paintLines(painter, layer, view, shown.rows, stop);
    paintArrows(painter, layer, view, shown.rows);
  }
  if (has(GeometryKind::Point)) {
    if (image && shown.rows.size() > massPoints) paintMassPoints(*image, layer, view, shown.rows, stop);
    else paintPoints(painter, layer, view, shown.rows, sheet, stop);
    for (const Cluster& cluster : shown.clusters) paintCluster(painter, view.toScreen(cluster.place.x, cluster.place.y), cluster, *layer.style, sheet);
  }
}

/// Draws what the view shows of the scene; `image` is null when the painter draws vectors.
class Run {
public:
  Run(QPainter& painter, QImage* image, const MapScene& scene, const MapView& view, std::stop_token stop, PaintReport* report)
      : painter_(painter), image_(image), scene_(scene), view_(view), stop_(std::move(stop)), report_(report) {}

  Result<> paint() {
    for (const SceneLayer& layer : scene_.layers) {
      if (!isShown(layer, view_)) continue;
      shown_.push_back(isClustered(layer, view_) ? gathered(layer) : ShownLayer{&layer, visibleRows(layer, view_.box(24)), {}});
      if (!report_) continue;
      report_->features[layer.id] += static_cast<std::int64_t>(shown_.back().rows.size());
      for (const Cluster& cluster : shown_.back().clusters) report_->features[layer.id] += cluster.total;
    }
    for (const ShownLayer& shown : shown_) {
      if (stop_.stop_requested()) break;
      paintLayer(painter_, image_, shown, view_, *scene_.style, stop_);
    }
    for (const ShownLayer& shown : shown_) paintHighlights(painter_, *shown.layer, view_, *scene_.style);
    paintTracePaths(painter_, scene_, view_);
    // The traced path crosses what it joins: those symbols are drawn again above it.
    if (!scene_.tracePaths.empty())
      for (const ShownLayer& shown : shown_)
        if (shown.layer->table->kind == GeometryKind::Point) paintLayer(painter_, image_, shown, view_, *scene_.style, stop_);
    auto labels = paintLabels(painter_, scene_, view_, shown_, stop_);
    if (report_) report_->labels = std::move(labels);
    if (stop_.stop_requested()) return failure(ErrorCode::Cancelled);
    return {};
  }

private:
  [[nodiscard]] ShownLayer gathered(const SceneLayer& layer) const {
    ShownLayer shown{&layer, {}, {}};
    for (Cluster& cluster : clustersOf(scene_, layer, view_))
      if (cluster.total == 1) shown.rows.push_back(cluster.row);
      else shown.clusters.push_back(std::move(cluster));
    std::ranges::sort(shown.rows);
    return shown;
  }

  QPainter& painter_;
  QImage* image_;
  const MapScene& scene_;
  const MapView& view_;
  std::stop_token stop_;
  PaintReport* report_;
  std::vector<ShownLayer> shown_;
};

Result<> checked(const MapScene& scene, const MapView& view) {
  if (!scene.style) return failure(ErrorCode::RenderFailed, {}, "the scene has no style");
  if (view.size.isEmpty() || !(view.metresPerPixel > 0) || !(view.devicePixelRatio > 0))
    return failure(ErrorCode::RenderFailed, {}, "the view is empty");
  if (view.deviceSize().width() > 20000 || view.deviceSize().height() > 20000)
    return failure(ErrorCode::RenderFailed, {}, "the picture is larger than 20000 pixels");
  return {};
}

} // namespace

void paintFeatures(QPainter& painter, const SceneLayer& layer, const MapView& view, const StyleSheet& sheet) {
  if (!isShown(layer, view) || isClustered(layer, view)) return;
  painter.save();
  paintLayer(painter, nullptr, {&layer, visibleRows(layer, view.box(24)), {}}, view, sheet, {});
  painter.restore();
}

Result<QImage> renderMap(const MapScene& scene, const MapView& view, std::stop_token stop, PaintReport* report) {
  SUYUAN_TRY(checked(scene, view));
  QImage image(view.deviceSize(), QImage::Format_ARGB32_Premultiplied);
  if (image.isNull()) return failure(ErrorCode::RenderFailed, {}, "no memory for the picture");
  image.fill(scene.background ? scene.style->background : QColor(Qt::transparent));
  QPainter painter(&image);
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing | QPainter::SmoothPixmapTransform);
  painter.scale(view.devicePixelRatio, view.devicePixelRatio);
  if (scene.underlay) SUYUAN_TRY(scene.underlay->paint(painter, view, stop));
  SUYUAN_TRY(Run(painter, &image, scene, view, stop, report).paint());
  painter.end();
  image.setDevicePixelRatio(view.devicePixelRatio);
  return image;
}

Result<> paintMap(QPainter& painter, const MapScene& scene, const MapView& view, std::stop_token stop, PaintReport* report) {
  SUYUAN_TRY(checked(scene, view));
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF frame(QPointF(0, 0), QSizeF(view.size));
  painter.setClipRect(frame, Qt::IntersectClip);
  if (scene.background) painter.fillRect(frame, scene.style->background);
  Result<> done;
  if (scene.underlay) done = scene.underlay->paint(painter, view, stop);
  if (done) done = Run(painter, nullptr, scene, view, stop, report).paint();
  painter.restore();
  return done;
}

} // namespace suyuan::render

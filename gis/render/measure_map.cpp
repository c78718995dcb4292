// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/measure_map.h"

#include "gis/layers/table_builder.h"
#include "gis/layers/table_edits.h"
#include "gis/render/identify.h"
#include "gis/render/scene_painter.h"
#include "gis/render/snapping.h"
#include "gis/render/visible_rows.h"

#include <algorithm>
#include <chrono>
#include <random>

namespace suyuan::render {

namespace {

constexpr int panSteps = 100;
constexpr std::size_t picks = 2000;

class Clock {
public:
  [[nodiscard]] double ms() const { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_).count(); }

private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// The row as a record of its own, somewhat to the east.
layers::FeatureTable movedPoint(const layers::FeatureTable& table, std::uint32_t row, double by) {
  layers::FeatureTable one;
  one.name = table.name;
  one.layer = table.layer;
  one.crs = table.crs;
  one.kind = GeometryKind::Point;
  one.fids = {table.fids[row]};
  one.x = {table.x[row] + by};
  one.y = {table.y[row]};
  if (!table.category.index.empty()) one.category.add(table.category.word(row));
  if (!table.status.index.empty()) one.status.add(table.status.word(row));
  if (!table.label.ends.empty()) one.label.add(table.label.at(row));
  if (!table.detail.ends.empty()) one.detail.add(table.detail.at(row));
  layers::indexTable(one);
  return one;
}

Result<std::vector<double>> editsOf(const MapScene& scene, const MapView& view, int repeat, std::stop_token stop) {
  std::vector<double> times;
  for (auto layer = scene.layers.rbegin(); layer != scene.layers.rend(); ++layer) {
    if (!isShown(*layer, view) || !layer->table->isPoints() || layer->isEdits()) continue;
    const auto rows = visibleRows(*layer, view.box());
    if (rows.empty()) continue;
    MapScene edited = scene;
    layers::TableEdits edits;
    for (int run = 0; run < repeat; ++run) {
      const Clock clock;
      const std::uint32_t row = rows[rows.size() * static_cast<std::size_t>(run + 1) / static_cast<std::size_t>(repeat + 1)];
      const std::vector<std::int64_t> fids{layer->table->fids[row]};
      edits = layers::withEdits(edits, movedPoint(*layer->table, row, 5 * view.metresPerPixel), fids);
      edited.setEdits(layer->id, edits.fresh, layers::replacedRows(*layer->table, edits));
      auto drawn = renderMap(edited, view, stop);
      if (!drawn) return std::unexpected(std::move(drawn).error());
      times.push_back(clock.ms());
    }
    break;
  }
  return times;
}

std::vector<QPointF> placesToPoint(const MapScene& scene, const MapView& view) {
  std::mt19937 random(20261126);
  const auto below = [&](std::size_t n) { return random() % n; };
  std::vector<QPointF> places;
  for (const SceneLayer& layer : scene.layers) {
    if (!isShown(layer, view) || layer.table->x.empty()) continue;
    for (std::size_t tries = 0, hits = 0; tries < picks * 100 && hits < picks / 2 / scene.layers.size(); ++tries) {
      const std::size_t vertex = below(layer.table->x.size());
      const QPointF at = view.toScreen(layer.table->x[vertex], layer.table->y[vertex]);
      if (!QRectF(QPointF(0, 0), QSizeF(view.size)).contains(at)) continue;
      places.push_back(at);
      ++hits;
    }
  }
  while (places.size() < picks)
    places.emplace_back(below(static_cast<std::size_t>(view.size.width())), below(static_cast<std::size_t>(view.size.height())));
  return places;
}

template <class Look>
Spread spreadOver(const std::vector<QPointF>& places, const Look& look) {
  std::vector<double> times;
  for (const QPointF& at : places) {
    const Clock clock;
    look(at);
    times.push_back(clock.ms());
  }
  return spreadOf(std::move(times));
}

} // namespace

Spread spreadOf(std::vector<double> times) {
  if (times.empty()) return {};
  std::ranges::sort(times);
  const auto at = [&](std::size_t percent) { return times[std::min(times.size() - 1, times.size() * percent / 100)]; };
  return {at(50), at(95), at(99), times.back()};
}

Result<MapFigures> measureMap(const MapScene& scene, const MapView& view, int repeat, std::stop_token stop) {
  MapFigures figures;
  MapScene silent = scene;
  for (SceneLayer& layer : silent.layers) layer.labels = false;
  for (int run = 0; run < repeat; ++run) {
    const Clock clock;
    auto drawn = renderMap(silent, view, stop);
    if (!drawn) return std::unexpected(std::move(drawn).error());
    figures.withoutLabels.push_back(clock.ms());
  }
  auto edited = editsOf(scene, view, repeat, stop);
  if (!edited) return std::unexpected(std::move(edited).error());
  figures.edited = std::move(*edited);
  std::vector<double> steps;
  MapView now = view;
  for (int step = 0; step < panSteps; ++step) {
    now = now.panned({step < panSteps / 2 ? -17.0 : 17.0, step % 25 < 12 ? -9.0 : 9.0});
    const Clock clock;
    auto drawn = renderMap(scene, now, stop);
    if (!drawn) return std::unexpected(std::move(drawn).error());
    steps.push_back(clock.ms());
  }
  figures.panned = spreadOf(std::move(steps));
  const std::vector<QPointF> places = placesToPoint(scene, view);
  figures.picked = spreadOver(places, [&](QPointF at) { (void)identify(scene, view, at); });
  figures.snapped = spreadOver(places, [&](QPointF at) { (void)snapAt(scene, view, at); });
  return figures;
}

} // namespace suyuan::render

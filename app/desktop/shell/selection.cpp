// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/selection.h"

#include <algorithm>
#include <iterator>

namespace suyuan::desktop {

SelectHow selectHow(Qt::KeyboardModifiers held) noexcept {
  return held & Qt::ShiftModifier ? SelectHow::Add : held & Qt::ControlModifier ? SelectHow::Remove : held & Qt::AltModifier ? SelectHow::Intersect : SelectHow::Replace;
}

Selection::Fids combined(const Selection::Fids& had, const Selection::Fids& found, SelectHow how) {
  Selection::Fids both;
  switch (how) {
  case SelectHow::Replace: return found;
  case SelectHow::Add: std::ranges::set_union(had, found, std::back_inserter(both)); break;
  case SelectHow::Remove: std::ranges::set_difference(had, found, std::back_inserter(both)); break;
  case SelectHow::Intersect: std::ranges::set_intersection(had, found, std::back_inserter(both)); break;
  }
  return both;
}

std::string conditionOf(std::span<const std::int64_t> fids) {
  std::string condition = "fid IN (";
  condition.reserve(fids.size() * 20 + 10);
  for (const std::int64_t fid : fids) (condition += std::to_string(fid)) += ',';
  if (!fids.empty()) condition.pop_back();
  return condition += ')';
}

void Selection::set(Layer layer, Shared fids) {
  layer_ = layer;
  fids_ = std::move(fids);
  Q_EMIT changed();
}

void Selection::take(Layer layer, const Fids& found, SelectHow how) {
  ++wish_;
  tasks_.cancelAll();
  set(layer, std::make_shared<const Fids>(combined(layer == layer_ ? *fids_ : Fids{}, found, how)));
}

void Selection::find(Layer layer, SelectHow how, std::function<Result<Fids>(const std::stop_token&)> find) {
  const unsigned wish = ++wish_;
  tasks_.cancelAll();
  const Shared had = layer == layer_ ? fids_ : std::make_shared<const Fids>();
  tasks_.start(
      QString(),
      [had, how, find = std::move(find)](const std::stop_token& stop, const TaskRunner::Progress&) -> Result<Shared> {
        auto found = find(stop);
        if (!found) return std::unexpected(std::move(found).error());
        return std::make_shared<const Fids>(combined(*had, *found, how));
      },
      [this, wish, layer](Result<Shared> fids) {
        if (wish != wish_) return;
        if (!fids) Q_EMIT failed(fids.error());
        else set(layer, std::move(*fids));
      });
}

void Selection::mark(render::MapScene& scene) const {
  for (render::SceneLayer& layer : scene.layers)
    if (layer.id == layerName(layer_)) layer.selected = *fids_;
    else layer.selected.clear();
}

} // namespace suyuan::desktop

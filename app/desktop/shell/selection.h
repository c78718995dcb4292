// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/task_runner.h"
#include "core/model/layer.h"
#include "gis/render/map_scene.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace suyuan::desktop {

enum class SelectHow : std::uint8_t { Replace, Add, Remove, Intersect };

[[nodiscard]] SelectHow selectHow(Qt::KeyboardModifiers held) noexcept; ///< Shift adds, Ctrl removes, Alt keeps what is in both

/// The records of one layer that are selected for work on all of them. What finds them runs on a worker when it may be long;
/// the newest wish counts, an older one is stopped and dropped. Lives in the window's thread.
class Selection : public QObject {
  Q_OBJECT
public:
  using Fids = std::vector<std::int64_t>; ///< ascending, each once
  using Shared = std::shared_ptr<const Fids>;

  using QObject::QObject;

  [[nodiscard]] Layer layer() const { return layer_; }
  [[nodiscard]] const Shared& fids() const { return fids_; } ///< never null
  [[nodiscard]] bool isEmpty() const { return fids_->empty(); }
  [[nodiscard]] bool isBusy() const { return tasks_.isBusy(); }

  /// At once. Of another layer than the selected one: it begins anew, and Remove and Intersect leave nothing of it.
  void take(Layer layer, const Fids& found, SelectHow how);
  /// The same with what `find` answers on a worker.
  void find(Layer layer, SelectHow how, std::function<Result<Fids>(const std::stop_token&)> find);
  void clear() { take(layer_, {}, SelectHow::Replace); }
  /// Marks them in the scene.
  void mark(render::MapScene& scene) const;

Q_SIGNALS:
  void changed();
  void failed(const suyuan::Error& error);

private:
  void set(Layer layer, Shared fids);

  Layer layer_ = Layer::Outfalls;
  Shared fids_ = std::make_shared<const Fids>();
  unsigned wish_ = 0;
  TaskRunner tasks_;
};

[[nodiscard]] Selection::Fids combined(const Selection::Fids& had, const Selection::Fids& found, SelectHow how);

/// "fid IN (…)", for a query.
[[nodiscard]] std::string conditionOf(std::span<const std::int64_t> fids);

} // namespace suyuan::desktop

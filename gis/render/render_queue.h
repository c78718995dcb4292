// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/render/map_scene.h"
#include "gis/render/map_view.h"

#include <QImage>

#include <cstdint>
#include <functional>
#include <memory>

namespace suyuan::render {

struct RenderedMap {
  std::uint64_t request = 0;
  MapView view;
  QImage image;
  double milliseconds = 0;
};

/// Draws maps on worker threads, the newest request first; asking again drops what is older and not finished.
/// Thread-safe. The destructor stops the work and waits for it.
class RenderQueue {
public:
  /// Called on a worker thread with a finished picture; never for a dropped or cancelled request. In the window:
  /// QMetaObject::invokeMethod(canvas, …, Qt::QueuedConnection).
  using Done = std::function<void(RenderedMap)>;

  explicit RenderQueue(Done done, int threads = 1);
  ~RenderQueue();
  RenderQueue(const RenderQueue&) = delete;
  RenderQueue& operator=(const RenderQueue&) = delete;

  std::uint64_t request(SceneSnapshot scene, MapView view);
  void cancel(); ///< drops everything that is not finished
  [[nodiscard]] bool isIdle() const;
  void wait() const; ///< until idle; for tests and scripts

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace suyuan::render

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/render_queue.h"

#include "gis/render/scene_painter.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace suyuan::render {

struct RenderQueue::Impl {
  struct Job {
    std::uint64_t number;
    SceneSnapshot scene;
    MapView view;
  };

  Done done;
  mutable std::mutex mutex;
  mutable std::condition_variable changed;
  std::optional<Job> next;      ///< only the newest waits
  std::stop_source running;     ///< stops what is being drawn now
  int busy = 0;
  std::uint64_t lastNumber = 0;
  bool closing = false;
  std::vector<std::jthread> workers;

  void work() {
    while (true) {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return closing || next; });
      if (closing) return;
      const Job job = std::move(*next);
      next.reset();
      const std::stop_token stop = running.get_token();
      ++busy;
      lock.unlock();
      const auto start = std::chrono::steady_clock::now();
      auto image = renderMap(*job.scene, job.view, stop);
      if (image && !stop.stop_requested()) {
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
        done({job.number, job.view, std::move(*image), took.count()});
      }
      lock.lock();
      --busy;
      changed.notify_all();
    }
  }
  /// \pre mutex held
  void stopOlder() {
    running.request_stop();
    running = std::stop_source{};
    next.reset();
  }
};

RenderQueue::RenderQueue(Done done, int threads) : impl_(std::make_unique<Impl>()) {
  impl_->done = std::move(done);
  for (int i = 0; i < std::max(threads, 1); ++i) impl_->workers.emplace_back([this] { impl_->work(); });
}

RenderQueue::~RenderQueue() {
  {
    const std::scoped_lock lock(impl_->mutex);
    impl_->stopOlder();
    impl_->closing = true;
  }
  impl_->changed.notify_all();
  impl_->workers.clear();
}

std::uint64_t RenderQueue::request(SceneSnapshot scene, MapView view) {
  const std::scoped_lock lock(impl_->mutex);
  impl_->stopOlder();
  impl_->next = Impl::Job{++impl_->lastNumber, std::move(scene), std::move(view)};
  impl_->changed.notify_all();
  return impl_->lastNumber;
}

void RenderQueue::cancel() {
  const std::scoped_lock lock(impl_->mutex);
  impl_->stopOlder();
  impl_->changed.notify_all();
}

bool RenderQueue::isIdle() const {
  const std::scoped_lock lock(impl_->mutex);
  return !impl_->next && impl_->busy == 0;
}

void RenderQueue::wait() const {
  std::unique_lock lock(impl_->mutex);
  impl_->changed.wait(lock, [&] { return !impl_->next && impl_->busy == 0; });
}

} // namespace suyuan::render

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace suyuan::exchange {

/// Hands batches from a reading thread to a writing one and the emptied ones back. Holds at most `capacity` full ones.
class BatchQueue {
public:
  using Batch = std::vector<Row>;
  explicit BatchQueue(std::size_t capacity) : capacity_(capacity) {}

  /// An emptied batch, or a new one.
  Batch spare() {
    const std::lock_guard lock(mutex_);
    if (spare_.empty()) return {};
    Batch batch = std::move(spare_.back());
    spare_.pop_back();
    return batch;
  }
  void giveBack(Batch batch) {
    const std::lock_guard lock(mutex_);
    spare_.push_back(std::move(batch));
  }
  /// Waits for room; false when the writer has stopped.
  bool push(Batch batch) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || full_.size() < capacity_; });
    if (stopped_) return false;
    full_.push_back(std::move(batch));
    changed_.notify_all();
    return true;
  }
  /// Waits for a batch; nothing when the reader has finished.
  std::optional<Batch> pop() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return finished_ || !full_.empty(); });
    if (full_.empty()) return std::nullopt;
    Batch batch = std::move(full_.front());
    full_.erase(full_.begin());
    changed_.notify_all();
    return batch;
  }
  void finish() { flag(finished_); } ///< by the reader
  void stop() { flag(stopped_); }    ///< by the writer

private:
  void flag(bool& what) {
    const std::lock_guard lock(mutex_);
    what = true;
    changed_.notify_all();
  }
  const std::size_t capacity_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Batch> full_, spare_;
  bool finished_ = false, stopped_ = false;
};

} // namespace suyuan::exchange

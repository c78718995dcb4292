// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace suyuan::desktop {

/// A thread that does what it is given, one after the other. Given from any thread.
class SerialWorker {
public:
  enum class AtEnd : std::uint8_t { Finish, Drop };
  using Job = std::function<void(const std::stop_token&)>; ///< stop is asked for at the end with Drop

  explicit SerialWorker(AtEnd atEnd) : atEnd_(atEnd) {}
  /// Does what was given, or drops it; waits for what runs.
  ~SerialWorker();
  SerialWorker(const SerialWorker&) = delete;
  SerialWorker& operator=(const SerialWorker&) = delete;

  void give(Job job);
  [[nodiscard]] bool isIdle() const;

private:
  void run();
  AtEnd atEnd_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  bool busy_ = false, ends_ = false;
  std::stop_source stop_;
  std::thread thread_{[this] { run(); }}; // last: the rest is there when it begins
};

} // namespace suyuan::desktop

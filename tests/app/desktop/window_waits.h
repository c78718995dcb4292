// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <stop_token>
#include <thread>

namespace suyuan::desktop {

/// How long the window's thread lets a question wait: another thread asks every few milliseconds and takes the time to the answer. What a test does in
/// that thread itself counts as well.
class WindowWaits {
public:
  WindowWaits()
      : asker_([this](const std::stop_token& stop) {
          while (!stop.stop_requested()) {
            const auto asked = std::chrono::steady_clock::now();
            const auto answered = std::make_shared<std::atomic<bool>>(false); // the answer may come after the question was given up
            QMetaObject::invokeMethod(QCoreApplication::instance(), [answered] { *answered = true; }, Qt::QueuedConnection);
            while (!*answered && !stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
            const double took = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - asked).count();
            if (*answered) longest_ = std::max(longest_.load(), took);
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
          }
        }) {}

  [[nodiscard]] double longestMs() const { return longest_; }

private:
  std::atomic<double> longest_ = 0;
  std::jthread asker_; // last: it stops before the rest goes
};

} // namespace suyuan::desktop

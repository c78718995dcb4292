// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fieldwork/serial_worker.h"

namespace suyuan::desktop {

SerialWorker::~SerialWorker() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
    if (atEnd_ == AtEnd::Drop) {
      jobs_.clear();
      stop_.request_stop();
    }
  }
  wake_.notify_one();
  thread_.join();
}

void SerialWorker::give(Job job) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
  }
  wake_.notify_one();
}

bool SerialWorker::isIdle() const {
  const std::lock_guard lock(mutex_);
  return jobs_.empty() && !busy_;
}

void SerialWorker::run() {
  for (;;) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      busy_ = false;
      wake_.wait(lock, [this] { return ends_ || !jobs_.empty(); });
      if (jobs_.empty()) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
      busy_ = true;
    }
    job(stop_.get_token());
  }
}

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/task_runner.h"

#include <QMetaObject>

namespace suyuan::desktop {

TaskRunner::~TaskRunner() { cancelAll(); }

void TaskRunner::cancelAll() {
  for (std::jthread& thread : threads_) thread.request_stop();
}

void TaskRunner::launch(const QString& title, std::function<void(std::stop_token, const Progress&)> work,
                        std::function<void()> done) {
  const auto place = threads_.emplace(threads_.end());
  if (!title.isEmpty()) Q_EMIT started(title);
  *place = std::jthread([this, place, work = std::move(work), done = std::move(done)](std::stop_token stop) mutable {
    work(stop, [this](double part) {
      QMetaObject::invokeMethod(this, [this, part] { Q_EMIT progressed(part); }, Qt::QueuedConnection);
    });
    QMetaObject::invokeMethod(
        this,
        [this, place, done = std::move(done)] {
          threads_.erase(place); // joins a thread that has nothing left to do
          done();
          if (threads_.empty()) Q_EMIT finished();
        },
        Qt::QueuedConnection);
  });
}

} // namespace suyuan::desktop

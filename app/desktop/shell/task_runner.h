// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <functional>
#include <list>
#include <memory>
#include <stop_token>
#include <thread>

namespace suyuan::desktop {

/// Long work on threads of its own, so that the window never waits. Lives in the window's thread; the destructor stops
/// what runs and waits for it. `done` is called in the window's thread, and not at all once the runner is gone.
class TaskRunner : public QObject {
  Q_OBJECT
public:
  using Progress = std::function<void(double)>; ///< 0 … 1, from the working thread

  explicit TaskRunner(QObject* parent = nullptr) : QObject(parent) {}
  ~TaskRunner() override;

  template <class Work, class Done>
  void start(const QString& title, Work work, Done done) {
    using Answer = std::invoke_result_t<Work, std::stop_token, const Progress&>;
    auto answer = std::make_shared<std::unique_ptr<Answer>>();
    launch(
        title,
        [answer, work = std::move(work)](std::stop_token stop, const Progress& progress) mutable {
          *answer = std::make_unique<Answer>(work(stop, progress));
        },
        [answer, done = std::move(done)]() mutable {
          if (*answer) done(std::move(**answer));
        });
  }
  void cancelAll();
  [[nodiscard]] bool isBusy() const { return !threads_.empty(); }

Q_SIGNALS:
  void started(const QString& title);
  void progressed(double done);
  void finished(); ///< nothing runs any more

private:
  void launch(const QString& title, std::function<void(std::stop_token, const Progress&)> work, std::function<void()> done);
  std::list<std::jthread> threads_;
};

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "core/model/finding.h"
#include "core/model/outfall.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace suyuan::desktop {

/// What the rules say of a record, and what they propose for it.
struct Advice {
  Fid fid;
  std::string name, code; ///< proposals, for a record that has none
  std::vector<Finding> findings;
};

/// Asks the rules about one record in a thread with a reader of its own; only the newest question is answered.
class RecordAdviser : public QObject {
  Q_OBJECT
public:
  RecordAdviser(SurveySession& session, QObject* parent);
  ~RecordAdviser() override;

  void ask(const Outfall& outfall);
  void forget();                       ///< what is under way is not wanted any more
  [[nodiscard]] bool isBusy() const { return asked_ != answered_; }

Q_SIGNALS:
  void advised(const suyuan::desktop::Advice& advice);

private:
  struct Question {
    std::uint64_t number = 0;
    Outfall outfall;
  };
  void work(const std::stop_token& stop);

  std::shared_ptr<const rules::RuleBook> book_;
  std::string device_; ///< this copy: numbers come from its own leases, where there are any
  std::shared_ptr<store::Reader> reader_; ///< the thread's
  std::uint64_t asked_ = 0, answered_ = 0;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::optional<Question> question_;
  std::jthread thread_;
};

} // namespace suyuan::desktop

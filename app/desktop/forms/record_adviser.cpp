// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/forms/record_adviser.h"

#include "core/survey/assign_codes.h"
#include "core/survey/check_survey.h"

#include <QMetaObject>

namespace suyuan::desktop {

RecordAdviser::RecordAdviser(SurveySession& session, QObject* parent) : QObject(parent), book_(session.sharedBook()), device_(session.file().info().deviceId) {
  if (auto reader = session.workerReader()) {
    reader_ = *reader;
    thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
  }
}

RecordAdviser::~RecordAdviser() {
  thread_.request_stop();
  if (reader_) reader_->interrupt();
}

void RecordAdviser::ask(const Outfall& outfall) {
  if (!reader_) return;
  const std::scoped_lock lock(mutex_);
  question_ = Question{++asked_, outfall};
  wake_.notify_one();
}

void RecordAdviser::forget() {
  const std::scoped_lock lock(mutex_);
  question_.reset();
  answered_ = ++asked_;
}

void RecordAdviser::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    Question question;
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, stop, [this] { return question_.has_value(); })) return;
      question = std::move(*question_);
      question_.reset();
    }
    const Outfall& outfall = question.outfall;
    Advice advice{outfall.fid, {}, {}, {}};
    if (outfall.name.empty())
      if (auto name = survey::proposeName(*reader_, *book_, outfall)) advice.name = std::move(*name);
    if (outfall.codeNational.empty())
      if (auto code = survey::proposeCode(*reader_, *book_, outfall, device_)) advice.code = std::move(*code);
    if (auto findings = survey::checkOutfall(*reader_, *book_, outfall)) advice.findings = std::move(*findings);
    QMetaObject::invokeMethod(this, [this, number = question.number, advice = std::move(advice)] {
      if (number != asked_) return; // a newer question is on its way
      answered_ = number;
      Q_EMIT advised(advice);
    }, Qt::QueuedConnection);
  }
}

} // namespace suyuan::desktop

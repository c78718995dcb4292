// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "core/model/outfall.h"
#include "core/model/sample.h"
#include "core/sampling/field_flow.h"
#include "core/sampling/rain.h"

#include <QDialog>

#include <optional>
#include <string>
#include <utility>
#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace suyuan::desktop {

/// 现场快检: what a field kit, a bucket or a float says at an outfall. Each figure is judged as it is typed; what it means (class, limit, flow on a dry
/// day) stands below. Recorded as one undo step.
class ReadingDialog : public QDialog {
  Q_OBJECT
public:
  ReadingDialog(SurveySession& session, Outfall outfall, QWidget* parent = nullptr);

  [[nodiscard]] bool isSettled() const { return !reading_; }

Q_SIGNALS:
  void recorded();

private:
  struct Entry {
    std::string field;
    QLineEdit* line = nullptr;
    QLabel* fault = nullptr;
  };
  enum class FlowWay { AsRead, Bucket, FloatDitch, FloatPipe };

  void addReadings(QFormLayout& form);
  void addFlow(QFormLayout& form);
  void showWay();
  void judge();
  [[nodiscard]] bool takeEntries(Sample& sample, QString& fault) const; ///< false: one is no number
  [[nodiscard]] std::optional<sampling::FlowReadings> readings() const;
  [[nodiscard]] std::optional<double> flowAsRead() const; ///< m³/s
  void record();

  SurveySession& session_;
  Outfall outfall_;
  sampling::RainTable rain_;
  bool reading_ = true;
  std::vector<Entry> entries_;
  QComboBox* way_;
  QFormLayout* flowForm_ = nullptr;
  std::vector<std::pair<QLineEdit*, std::vector<FlowWay>>> flowLines_; ///< with the ways that they belong to
  QLineEdit *asRead_ = nullptr, *litres_ = nullptr, *seconds_ = nullptr, *metres_ = nullptr, *width_ = nullptr, *depths_ = nullptr, *diameter_ = nullptr, *depth_ = nullptr,
            *factor_ = nullptr;
  QComboBox* unit_ = nullptr;
  QLabel *flow_, *meaning_;
  QPushButton* record_ = nullptr;
};

} // namespace suyuan::desktop

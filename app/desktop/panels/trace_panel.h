// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/reader.h"
#include "core/survey/trace_survey.h"

#include <QWidget>

#include <map>
#include <string>

class QLabel;
class QTreeWidget;

namespace suyuan::desktop {

/// A trace with the names of the first records of each kind that it reached; made on a worker.
struct NamedTrace {
  survey::SurveyTrace trace;
  std::map<Fid, std::string> names;
};
[[nodiscard]] NamedTrace named(survey::SurveyTrace trace, store::Reader& reader);

/// What a trace reached, by kind, and why when it reached nothing.
class TracePanel : public QWidget {
  Q_OBJECT
public:
  explicit TracePanel(QWidget* parent = nullptr);

  void show(const NamedTrace& traced);
  [[nodiscard]] QTreeWidget* list() { return list_; }

Q_SIGNALS:
  void wanted(bool up);
  void chosen(suyuan::Layer layer, suyuan::Fid fid);

private:
  QLabel* note_;
  QTreeWidget* list_;
};

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/network_fixes.h"
#include "core/store/reader.h"
#include "core/survey/trace_evidence.h"
#include "core/survey/trace_survey.h"

#include <QWidget>

#include <map>
#include <optional>
#include <string>
#include <vector>

class QLabel;
class QTreeWidget;
class QVBoxLayout;

namespace suyuan::desktop {

/// A trace with the names of the first records of each kind that it reached; made on a worker.
struct NamedTrace {
  /// A place where the trace stopped though something lies near.
  struct Gap {
    Point at;
    double metres = 0;
    std::optional<network::NetworkFix> fix;
  };
  survey::SurveyTrace trace;
  std::map<Fid, std::string> names;
  std::vector<Gap> gaps; ///< nearest first
  survey::TraceEvidence evidence;
};
[[nodiscard]] NamedTrace named(survey::SurveyTrace trace, store::Reader& reader, const network::DrainageGraph& graph, const survey::RecordName& from);

/// What a trace reached, by kind, and why when it reached nothing.
class TracePanel : public QWidget {
  Q_OBJECT
public:
  explicit TracePanel(QWidget* parent = nullptr);

  void show(const NamedTrace& traced);
  void clear();
  [[nodiscard]] QTreeWidget* list() { return list_; }

Q_SIGNALS:
  void wanted(bool up);
  void chosen(suyuan::Layer layer, suyuan::Fid fid);
  void placeChosen(const suyuan::Point& lonLat);
  void mendWanted(const suyuan::network::NetworkFix& fix);

private:
  void showGaps(const std::vector<NamedTrace::Gap>& gaps);
  QLabel* note_;
  QVBoxLayout* gaps_;
  QTreeWidget* list_;
};

} // namespace suyuan::desktop

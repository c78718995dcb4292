// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "core/evidence/score.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QTreeWidget;

namespace suyuan::desktop {

/// How well the chosen outfall or candidate is borne out: its score with each reason and its points. Read on a worker, and only
/// while it can be seen.
class EvidencePanel : public QWidget {
  Q_OBJECT
public:
  explicit EvidencePanel(SurveySession& session, QWidget* parent = nullptr);

  void show(Layer layer, Fid fid); ///< the record that is chosen now
  void refresh();

Q_SIGNALS:
  void odditiesWanted(); ///< the list of what is odd in the whole survey
  void failed(const suyuan::Error& error);

protected:
  void showEvent(QShowEvent* event) override;

private:
  void fill(const std::optional<evidence::Score>& score);

  SurveySession& session_;
  Layer layer_ = Layer::Outfalls;
  Fid fid_;
  int asked_ = 0;
  bool stale_ = true;
  QProgressBar* bar_;
  QTreeWidget* reasons_;
  QLabel* note_;
};

} // namespace suyuan::desktop

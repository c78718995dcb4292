// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "core/survey/mend_network.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace suyuan::desktop {

/// 管网检查: what is wrong with the channels' network, by kind, with the fix where there is one: mended one by one or all of a kind. Looked for on a worker
/// when it can be seen, and again after each edit of the network.
class NetworkPanel : public QWidget {
  Q_OBJECT
public:
  explicit NetworkPanel(SurveySession& session, QWidget* parent = nullptr);

  [[nodiscard]] bool isSettled() const { return !looking_ && !soon_.isActive(); }
  [[nodiscard]] const std::vector<survey::NetworkFinding>& findings() const { return findings_; }

Q_SIGNALS:
  void placeChosen(const suyuan::Point& lonLat);
  void mendWanted(const std::vector<suyuan::network::NetworkFix>& fixes);
  void failed(const suyuan::Error& error);

protected:
  void showEvent(QShowEvent* event) override;

private:
  void changed(); ///< the network
  void look();
  void fill();
  void refreshButtons();
  [[nodiscard]] std::vector<network::NetworkFix> fixesOf(const QTreeWidgetItem* item) const; ///< of one finding, or of all below

  SurveySession& session_;
  std::vector<survey::NetworkFinding> findings_;
  QLabel* note_;
  QTreeWidget* list_;
  QPushButton *mend_, *mendKind_;
  QTimer soon_;
  bool stale_ = true, looking_ = false;
};

} // namespace suyuan::desktop

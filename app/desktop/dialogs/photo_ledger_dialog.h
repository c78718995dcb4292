// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "core/media/missing_views.h"
#include "core/media/photo_ledger.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace suyuan::desktop {

/// 照片台账: taken = stored = sent = confirmed, by team and outfall, before anyone goes home; what is missing is red. A quick look at lengths comes at
/// once; the whole one reads every file, and the hub's back.
class PhotoLedgerDialog : public QDialog {
  Q_OBJECT
public:
  PhotoLedgerDialog(SurveySession& session, QWidget* parent = nullptr);

  [[nodiscard]] bool isSettled() const { return !working_; }
  void run();

Q_SIGNALS:
  void chosen(suyuan::Layer layer, suyuan::Fid fid); ///< an outfall of the list

private:
  struct Kept {
    media::Ledger ledger;
    std::vector<media::OutfallViews> views;
  };
  void showLedger(const Kept& kept);
  void fill();
  QTreeWidgetItem* addLine(QTreeWidgetItem* parent, const QString& name, const media::LedgerSum& sum, const QString& missing);
  QTreeWidgetItem* group(const QString& title);

  SurveySession& session_;
  QLineEdit *hub_, *camera_;
  QCheckBox *whole_, *onlyOpen_;
  QTreeWidget* list_;
  QLabel* verdict_;
  QPushButton* go_ = nullptr;
  Kept kept_;
  bool working_ = false;
};

} // namespace suyuan::desktop

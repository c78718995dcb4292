// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/models/finding_model.h"
#include "app/desktop/shell/survey_session.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeView;

namespace suyuan::desktop {

/// What the last check found: grouped, filtered; a click goes to the record; safe repairs one by one, by kind or all,
/// each as one step that undo takes back.
class FindingPanel : public QWidget {
  Q_OBJECT
public:
  explicit FindingPanel(SurveySession& session, QWidget* parent = nullptr);

  void setFindings(FindingModel::Prepared findings, const QString& note);
  [[nodiscard]] FindingModel& model() { return *model_; }
  [[nodiscard]] QTreeView* view() { return view_; }

Q_SIGNALS:
  void checkWanted();
  void chosen(suyuan::Layer layer, suyuan::Fid fid, const QString& field);
  void failed(const suyuan::Error& error);
  void said(const QString& text);

private:
  void fixOne();
  void fixMany(std::vector<Finding> findings);
  void refresh(); ///< what the buttons and the note say
  [[nodiscard]] bool isWritable() const { return !session_.isReadOnly() && !session_.isWriting(); }

  SurveySession& session_;
  FindingModel* model_;
  QTreeView* view_;
  QLineEdit* filter_;
  QComboBox* group_;
  QLabel* note_;
  QPushButton *fixOne_, *fixKind_, *fixAll_;
  QString checked_;
};

} // namespace suyuan::desktop

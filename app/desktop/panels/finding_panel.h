// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/models/finding_model.h"
#include "app/desktop/shell/survey_session.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTextBrowser;
class QTimer;
class QToolButton;
class QTreeView;

namespace suyuan::desktop {

/// What the last check found: grouped, filtered; a click goes to the record and opens the finding's card beside the list.
/// Safe repairs one by one, by kind or all; setting aside with a reason, and taking up again what is set aside: each as
/// one step that undo takes back.
class FindingPanel : public QWidget {
  Q_OBJECT
public:
  explicit FindingPanel(SurveySession& session, QWidget* parent = nullptr);

  void setFindings(FindingModel::Prepared findings, std::int64_t outfalls); ///< of a check that is up to date
  void change(const FindingModel::Change& change);
  void filterBy(const QString& text); ///< as if it were typed
  void setOutdated(); ///< what stands here is as of the last check, and says so
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
  void ignoreOrTakeUp();
  void explain();     ///< the current one, on a worker
  [[nodiscard]] QModelIndexList chosenRows() const; ///< selected findings; those of a selected group
  void refresh(); ///< what the buttons and the note say
  [[nodiscard]] bool isWritable() const { return !session_.isReadOnly() && !session_.isWriting(); }

  SurveySession& session_;
  FindingModel* model_;
  QTreeView* view_;
  QLineEdit* filter_;
  QComboBox* group_;
  QLabel* note_;
  QPushButton *fixOne_, *fixKind_, *fixAll_, *ignore_;
  QToolButton* showAside_;
  QTextBrowser* card_;
  QTimer* soon_; ///< until the card is made: keys run through the list
  std::uint64_t asked_ = 0; ///< the newest card
  std::int64_t outfalls_ = -1; ///< that the check looked at; none yet
  bool outdated_ = false;
};

} // namespace suyuan::desktop

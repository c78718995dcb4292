// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTabBar;
class QTreeWidget;

namespace suyuan::desktop {

/// The time line of the chosen record (who, when, on which device, which field from what to what) or of the whole
/// survey, newest first; any entry can be taken back, and one that gave codes shows its old → new table. Read on a
/// worker, and only while it can be seen.
class HistoryPanel : public QWidget {
  Q_OBJECT
public:
  explicit HistoryPanel(SurveySession& session, QWidget* parent = nullptr);

  void show(Layer layer, Fid fid); ///< the record that is chosen now
  void refresh();
  [[nodiscard]] QTreeWidget* list() { return list_; }

Q_SIGNALS:
  void failed(const suyuan::Error& error);
  void said(const QString& text);

protected:
  void showEvent(QShowEvent* event) override;

private:
  void readRecord();
  void readSurvey();
  void takeBack();
  void fill(const std::vector<store::FieldChange>& changes);
  void fill(const std::vector<store::JournalEntry>& entries);

  SurveySession& session_;
  Layer layer_ = Layer::Outfalls;
  Fid fid_;
  int asked_ = 0;
  bool stale_ = true;
  QTabBar* scope_;
  QTreeWidget* list_;
  QLabel* note_;
  QPushButton *takeBack_, *codes_;
};

} // namespace suyuan::desktop

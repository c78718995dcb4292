// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "core/store/verify_journal.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTabBar;
class QTreeWidget;

namespace suyuan::desktop {

/// The time line of the chosen record (who, when, on which device, which field from what to what) or of the whole
/// survey, newest first; any entry can be taken back, and one that gave codes shows its old → new table. Whether the whole of it
/// is as it was written stands below, and above in red when it is not. Read on a worker, and only while it can be seen.
class HistoryPanel : public QWidget {
  Q_OBJECT
public:
  explicit HistoryPanel(SurveySession& session, QWidget* parent = nullptr);

  void show(Layer layer, Fid fid); ///< the record that is chosen now
  void refresh();
  void verify(); ///< holds the whole journal against its hashes
  [[nodiscard]] QTreeWidget* list() { return list_; }

Q_SIGNALS:
  void failed(const suyuan::Error& error);
  void said(const QString& text);
  void recordShown(suyuan::Layer layer, suyuan::Fid fid);

protected:
  void showEvent(QShowEvent* event) override;

private:
  void readRecord();
  void readSurvey();
  void takeBack();
  void fill(const std::vector<store::FieldChange>& changes);
  void fill(const std::vector<store::JournalEntry>& entries);
  void tell(const store::ChainReport& chain);

  SurveySession& session_;
  Layer layer_ = Layer::Outfalls;
  Fid fid_;
  int asked_ = 0;
  bool stale_ = true, verified_ = false;
  QTabBar* scope_;
  QTreeWidget* list_;
  QLabel *note_, *broken_, *whole_;
  QPushButton *takeBack_, *codes_;
};

} // namespace suyuan::desktop

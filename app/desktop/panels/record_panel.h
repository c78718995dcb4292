// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"

#include <QWidget>

class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace suyuan::desktop {

/// What is recorded of one record of any layer: each field with its value, changed by a double click or F2 and recorded at once. Outfalls have a form
/// of their own (forms/record_form.h).
class RecordPanel : public QWidget {
  Q_OBJECT
public:
  explicit RecordPanel(SurveySession& session, QWidget* parent = nullptr);

  void show(Layer layer, Fid fid);
  void refresh(); ///< it may have been changed elsewhere
  [[nodiscard]] Layer layer() const noexcept { return layer_; }
  [[nodiscard]] Fid fid() const noexcept { return fid_; }

Q_SIGNALS:
  void failed(const suyuan::Error& error);

private:
  void fill(const Row* row);
  void record(QTreeWidgetItem& item);

  SurveySession& session_;
  Layer layer_ = Layer::Rivers;
  Fid fid_;
  QLabel* title_;
  QTreeWidget* fields_;
};

} // namespace suyuan::desktop

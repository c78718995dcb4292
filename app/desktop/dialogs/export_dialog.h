// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/selection.h"
#include "app/desktop/shell/survey_session.h"
#include "gis/exchange/export_layers.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace suyuan::desktop {

/// Of the selected records when there are some, or of a layer: format, encoding, CRS → what would be changed or lost → files written.
class ExportDialog : public QDialog {
  Q_OBJECT
public:
  ExportDialog(SurveySession& session, QWidget* parent = nullptr, Layer selectedOf = Layer::Outfalls, Selection::Shared selected = {});

private:
  [[nodiscard]] exchange::ExportRequest request() const;
  void preflight();
  void run();

  SurveySession& session_;
  Layer selectedOf_;
  Selection::Shared selected_;
  QCheckBox* only_;
  QLineEdit *file_, *where_;
  QComboBox *layer_, *format_, *encoding_, *crs_;
  QPlainTextEdit* result_;
  QPushButton* go_;
};

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "gis/exchange/export_layers.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace suyuan::desktop {

/// Format, encoding, CRS → what would be changed or lost → files written.
class ExportDialog : public QDialog {
  Q_OBJECT
public:
  ExportDialog(SurveySession& session, QWidget* parent = nullptr);

private:
  [[nodiscard]] exchange::ExportRequest request() const;
  void preflight();
  void run();

  SurveySession& session_;
  QLineEdit *file_, *where_;
  QComboBox *layer_, *format_, *encoding_, *crs_;
  QPlainTextEdit* result_;
  QPushButton* go_;
};

} // namespace suyuan::desktop

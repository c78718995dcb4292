// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "gis/exchange/import_request.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace suyuan::desktop {

/// File → preview with columns matched to fields → (dry) run → read, taken, refused.
class ImportDialog : public QDialog {
  Q_OBJECT
public:
  ImportDialog(SurveySession& session, QWidget* parent = nullptr);
  ~ImportDialog() override;
  void setFile(const QString& path); ///< and looks at it

private:
  void look();
  void run(bool dry);
  [[nodiscard]] exchange::ImportRequest request() const;
  void showPreview(const exchange::ImportPreview& preview);
  void showReport(const exchange::ImportReport& report, bool dry);

  SurveySession& session_;
  QLineEdit* file_;
  QComboBox *as_, *encoding_, *crs_;
  QTableWidget* table_;
  QLabel* result_;
  QPushButton *dry_, *go_;
  std::vector<exchange::SourceColumn> columns_;
  std::vector<QComboBox*> fields_;
  bool typedCrs_ = false;
};

} // namespace suyuan::desktop

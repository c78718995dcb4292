// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/outfall_scope.h"
#include "app/desktop/models/outfall_model.h"
#include "app/desktop/shell/selection.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QTableView;
class QToolButton;

namespace suyuan::desktop {

/// The outfalls as a table: filter, sort by a click on a heading, columns chosen, moved and widened as one likes; all
/// of that is kept between runs.
class TablePanel : public QWidget {
  Q_OBJECT
public:
  TablePanel(SurveySession& session, const Selection& selection, QWidget* parent = nullptr);

  [[nodiscard]] OutfallModel* model() { return model_; }
  [[nodiscard]] QTableView* view() { return view_; }
  void saveColumns() const;
  [[nodiscard]] TableChoice choice() const; ///< what is selected and filtered

Q_SIGNALS:
  void chosen(suyuan::Fid fid);

private:
  void chooseStandardColumns();
  void fillColumnMenu();
  void followSelection();

  const Selection& selection_;
  OutfallModel* model_;
  QTableView* view_;
  QLineEdit* filter_;
  QCheckBox* only_; ///< the selected
  QLabel* count_;
  QToolButton* columns_;
};

} // namespace suyuan::desktop

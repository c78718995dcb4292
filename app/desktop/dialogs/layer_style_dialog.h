// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/map_styles.h"
#include "core/model/layer.h"

#include <QDialog>
#include <QJsonObject>

class QCheckBox;
class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace suyuan::desktop {

/// 图层样式: how one layer is drawn in this survey: classes and their colours, size, labels, scales, clusters. What is chosen is
/// shown on the map at once; OK keeps it in the survey, Cancel takes it back.
class LayerStyleDialog : public QDialog {
  Q_OBJECT
public:
  /// `scaleNow`: denominator of the map's scale, offered where a scale is chosen; 0 = none.
  LayerStyleDialog(SurveySession& session, MapStyles& styles, Layer layer, double scaleNow, QWidget* parent = nullptr);

  void setColor(int classRow, const QColor& color); ///< as if chosen in the colour dialog
  [[nodiscard]] bool isSettled() const { return !counting_; } ///< the classes of a field are there
  void done(int result) override;

Q_SIGNALS:
  void failed(const suyuan::Error& error);

private:
  [[nodiscard]] const render::LayerStyle& style() const;
  QComboBox* fieldBox(const char* name, const QString& usual) const;
  QComboBox* scaleBox(const char* name) const;
  void takeFromChanges(); ///< widgets as the changes are
  void fillClasses();
  void chooseColor();
  void classify(); ///< by the field that is chosen
  void setClasses(const std::string& field, const std::vector<std::pair<std::string, std::int64_t>>& words);
  void change(const char* member, const QJsonValue& value); ///< undefined takes it out
  void changeLabel();
  void show(const QJsonObject& changes);
  void reset();

  SurveySession& session_;
  MapStyles& styles_;
  Layer layer_;
  std::shared_ptr<const render::LayerStyle> plain_; ///< as the theme has it
  double scaleNow_;
  QJsonObject changes_;
  bool filling_ = false, counting_ = false;
  unsigned counts_ = 0; ///< an answer for a field that was chosen before is old
  QComboBox *classes_, *labelField_, *far_, *near_;
  QListWidget* list_;
  QPushButton *color_, *usual_;
  QSpinBox *size_, *labelSize_;
  QCheckBox *labels_, *clusters_;
};

} // namespace suyuan::desktop

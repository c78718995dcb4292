// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "app/pages/map_page_of.h"
#include "gis/render/map_scene.h"

#include <QDialog>
#include <QImage>
#include <QTimer>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace suyuan::desktop {

class PagePreview;

/// 出图: a map page of what the window shows, of a division, a river or the whole survey. The preview and the file are made by the same engine, on
/// workers.
class ComposeDialog : public QDialog {
  Q_OBJECT
public:
  /// `scene` in `crs` is what the canvas shows, `seen` its view in lon/lat.
  ComposeDialog(SurveySession& session, render::SceneSnapshot scene, std::string crs, std::optional<Box> seen, QWidget* parent = nullptr);

  [[nodiscard]] bool isSettled() const { return !tasks_.isBusy() && !previews_.isBusy() && !previewLater_.isActive(); }

private:
  /// What is asked for, free of the window: a worker takes it along.
  struct Asked {
    std::string layout;
    pages::MapPageRequest request;
    render::SceneSnapshot scene;
    std::shared_ptr<store::Reader> reader;
    store::SurveyInfo survey;
    std::shared_ptr<const rules::RuleBook> book;
  };
  struct Preview {
    QImage image;
    composition::PageReport report;
  };
  [[nodiscard]] Result<Asked> asked() const;
  static Result<Preview> draw(const Asked& asked, int pixels, std::stop_token stop);
  static Result<composition::PageReport> write(const Asked& asked, const std::string& file, double dpi, std::stop_token stop, const TaskRunner::Progress& progress);
  void buildForm(QLayout& into);
  void listAreas();
  void proposeFile();
  void startPreview();
  void run();
  void refresh();

  SurveySession& session_;
  render::SceneSnapshot scene_;
  std::string crs_;
  std::optional<Box> seen_;
  QComboBox *layout_, *extent_, *scale_, *language_, *format_;
  QSpinBox* dpi_;
  QLineEdit *title_, *file_;
  QLabel *facts_, *result_;
  PagePreview* preview_;
  QProgressBar* progress_;
  QPushButton *go_ = nullptr, *stop_ = nullptr, *open_ = nullptr;
  QString proposed_, written_;
  QTimer previewLater_;
  bool making_ = false;
  TaskRunner previews_, tasks_; // last: they stop before the rest goes
};

} // namespace suyuan::desktop

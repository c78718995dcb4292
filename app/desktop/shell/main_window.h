// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/look.h"
#include "app/desktop/shell/survey_session.h"
#include "core/model/finding.h"
#include "core/survey/trace_survey.h"
#include "gis/render/map_scene.h"

#include <QMainWindow>

#include <memory>

class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTableView;
class QTreeWidget;

namespace suyuan::desktop {

class MapCanvas;
class MapTool;
class OutfallModel;
class RecordForm;

/// The frame: start page or canvas in the middle, docks around it, menus and status bar. What is open is a
/// SurveySession; changing the language or theme builds the frame anew on the same session.
class MainWindow : public QMainWindow {
  Q_OBJECT
public:
  explicit MainWindow(QWidget* parent = nullptr);
  ~MainWindow() override;

  bool openSurvey(const QString& folder); ///< false when it failed; the sentence is shown
  void closeSurvey();
  void setLanguage(text::Language language);
  void setTheme(Theme theme);
  void selectOutfall(Fid fid, bool center);
  void addOutfallAt(const Point& lonLat);
  void traceFrom(Layer layer, Fid fid, survey::TraceDirection direction);
  void runCheck();
  void report(const Error& error); ///< the sentence, in the bar at the top

  [[nodiscard]] SurveySession* session() { return session_.get(); }
  [[nodiscard]] MapCanvas* canvas() { return canvas_; }
  [[nodiscard]] RecordForm* form() { return form_; }
  [[nodiscard]] OutfallModel* table() { return model_; }
  [[nodiscard]] bool isSettled() const; ///< all drawn, nothing runs

private:
  void buildActions();
  void buildDocks();
  void buildStatusBar();
  void rebuild();
  void loadMap();
  void reloadLayer(Layer layer);
  void showScene(std::vector<std::shared_ptr<const layers::FeatureTable>> tables, const std::string& crs);
  void fillLayers();
  void fillHistory();
  void fillTrace(const survey::SurveyTrace& trace);
  void fillFindings();
  void setTool(const char* name);
  void refreshActions();
  void say(const QString& text, bool warning);
  [[nodiscard]] Fid outfallUnder(QPointF at) const;
  [[nodiscard]] QWidget* startPage();
  QAction* act(const char* iconName, const QString& text, const QKeySequence& keys, const char* name, std::function<void()> run);

  std::unique_ptr<SurveySession> session_;
  QStackedWidget* middle_ = nullptr;
  MapCanvas* canvas_ = nullptr;
  RecordForm* form_ = nullptr;
  OutfallModel* model_ = nullptr;
  QTableView* tableView_ = nullptr;
  QTreeWidget *layers_ = nullptr, *findings_ = nullptr, *history_ = nullptr, *trace_ = nullptr;
  QLabel *coordinates_ = nullptr, *scale_ = nullptr, *state_ = nullptr, *recorded_ = nullptr, *bar_ = nullptr, *traceNote_ = nullptr;
  QProgressBar* progress_ = nullptr;
  QPushButton* cancel_ = nullptr;
  std::map<std::string, std::unique_ptr<MapTool>> tools_;
  std::vector<Finding> found_;
  std::vector<std::shared_ptr<const layers::FeatureTable>> tables_;
  std::string crs_;
  Fid moving_;
};

} // namespace suyuan::desktop

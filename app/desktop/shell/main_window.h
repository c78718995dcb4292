// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/models/finding_model.h"
#include "app/desktop/shell/backdrops.h"
#include "app/desktop/shell/bookmarks.h"
#include "app/desktop/shell/live_checker.h"
#include "app/desktop/shell/look.h"
#include "app/desktop/shell/map_loader.h"
#include "app/desktop/shell/map_styles.h"
#include "app/desktop/shell/preferences.h"
#include "app/desktop/shell/selection.h"
#include "app/desktop/shell/survey_session.h"
#include "core/model/candidate.h"
#include "core/model/finding.h"
#include "core/network/network_fixes.h"
#include "core/rules/reclassify.h"
#include "core/search/search_hit.h"
#include "core/survey/trace_survey.h"
#include "gis/render/map_scene.h"

#include <QMainWindow>
#include <QTimer>

#include <memory>

class QActionGroup;
class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace suyuan::fieldwork {
struct GnssPoint;
}

namespace suyuan::desktop {

class Banner;
class BoardPanel;
class Drafts;
class Entry;
class FieldworkDesk;
class FindingPanel;
class GeometryTools;
class HistoryPanel;
class LayerPanel;
class MapCanvas;
class MapTool;
class NetworkPanel;
class OutfallModel;
class PhotoPanel;
class PhotoThumbnails;
class Positioning;
class Power;
class RecordForm;
class RecordPanel;
class SearchBox;
class TablePanel;
class TracePanel;
class ValuesPanel;
class WalkPanel;
struct LayerView;
struct NamedTrace;

/// The frame: start page or canvas in the middle, docks around it, menus and status bar. What is open is a
/// SurveySession; changing the language or theme builds the frame anew on the same session.
class MainWindow : public QMainWindow {
  Q_OBJECT
public:
  explicit MainWindow(QWidget* parent = nullptr);
  ~MainWindow() override;

  bool openSurvey(const QString& folder); ///< at once; false when it failed, and the sentence is shown
  void openSurveyLater(const QString& folder); ///< reads it on a worker and opens it when it is there
  void closeSurvey();
  void setLanguage(text::Language language);
  void setTheme(Theme theme);
  void applyPreferences(const Preferences& wanted); ///< keeps them too
  void keepLayout(); ///< takes size and docks over from the last run, and leaves them to the next
  void showRecord(Layer layer, Fid fid); ///< its fields beside the map, not an outfall's
  void selectOutfall(Fid fid, bool center);
  void selectRecord(Layer layer, Fid fid, const QString& field = {}); ///< of any layer: on the map, and in the form when it has one
  void addOutfallAt(const Point& lonLat, const fieldwork::GnssPoint* measured = nullptr); ///< measured: how the position came about
  void addCandidateAt(const fieldwork::GnssPoint& point);
  void traceFrom(Layer layer, Fid fid, survey::TraceDirection direction, bool again = false);
  void forgetTrace(); ///< takes the lit path off the map
  void runCheck();
  void takePhotos(const std::vector<std::filesystem::path>& sources); ///< asks what and from where; empty: nothing is chosen yet
  void reviewPhotos();
  void report(const Error& error); ///< the sentence, in the bar at the top

  [[nodiscard]] SurveySession* session() { return session_.get(); }
  [[nodiscard]] MapCanvas* canvas() { return canvas_; }
  [[nodiscard]] MapStyles* styles() { return styles_.get(); }
  [[nodiscard]] RecordForm* form() { return form_; }
  [[nodiscard]] OutfallModel* table();
  [[nodiscard]] FindingPanel* findingPanel() { return findings_; }
  [[nodiscard]] Selection* selection() { return selection_.get(); }
  [[nodiscard]] Banner* banner() { return banner_; }
  [[nodiscard]] PhotoPanel* photos() { return photos_; }
  [[nodiscard]] Backdrops* backdrops() { return backdrops_.get(); }
  [[nodiscard]] Entry* entry() { return entry_.get(); }
  [[nodiscard]] Positioning* positioning() { return positioning_.get(); }
  [[nodiscard]] BoardPanel* board() { return board_; }
  [[nodiscard]] FieldworkDesk* fieldworkDesk() { return fieldwork_.get(); }
  [[nodiscard]] bool isSettled() const; ///< all drawn, nothing runs

protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

private:
  void buildActions();
  void buildMapActions(QToolBar* toolbar);
  void buildGeometryActions(QMenu* map, QActionGroup* tools);
  void buildSelectActions(QMenu* map, QActionGroup* tools);
  void connectSelection();
  void showSelection();
  void selectWhere();
  void zoomToSelected();
  void deleteSelected(); ///< asks first; one entry
  [[nodiscard]] Layer selectableLayer() const; ///< the current one of the layer panel, or outfalls
  [[nodiscard]] std::unique_ptr<MapTool> makeSelectTool(const std::string& name);
  void buildCoordinateActions(QMenu* edit);
  [[nodiscard]] QString inNotation(const Point& lonLat);
  void showPointed(const Point& lonLat);
  void offerPlace(const QPoint& at); ///< of the canvas
  void copyText(const QString& text);
  void copyPlace(); ///< under the pointer, else of the record that is shown
  void pastePlace();
  void buildSampleActions(QMenu* menu);
  void showSamples(std::optional<Fid> outfall); ///< all when there is none
  void addInspection();
  void addReadings(); ///< at the outfall that is shown
  void buildBookmarks(QMenu* map);
  void openBookmarks();
  void bookmarkView(); ///< asks for its name
  void keepBookmarks();
  void buildPhotoActions();
  [[nodiscard]] QWidget* withPhotos();
  void closePhotoDialogs(); ///< they hold the survey
  void showCamera(); ///< where Qt Multimedia is
  [[nodiscard]] bool mayClose(); ///< else the banner asks first
  void buildViewActions();
  void furnish(); ///< the map, as preferred: scale bar, north arrow, overview
  void buildDocks();
  void buildStatusBar();
  void rebuild();
  void clearFrame();
  void adopt(SurveySession::Parts parts);
  void connectSession();
  void showProgressOf(TaskRunner& tasks);
  void showScene();
  void showStyle(Layer layer);
  void takeStyle(); ///< as styles_ has it now
  void putEdits(render::MapScene& scene, std::size_t place) const; ///< of the loader's tables
  void rememberLayers();
  void openBackdrops();
  void closeBackdrops();
  void keepBackdrops(); ///< in the survey's settings
  void showOfflineMaps(const tiles::TileSource* source); ///< null for none in particular
  [[nodiscard]] QWidget* withBackdrops(QWidget* layers); ///< one above the other
  [[nodiscard]] QWidget* withEntry();  ///< the form that is filled in
  [[nodiscard]] QWidget* withValues(); ///< the levels' answers side by side
  void openEntry();
  void beginEntry(const std::string& form, bool forSelected);
  [[nodiscard]] std::optional<Candidate> waitingCandidate(); ///< that is shown, on a team's list
  bool placeFromReceiver(bool quietly); ///< false: it gives none that passes
  void placeEntry(const Point& where);
  void offerFormDrafts();
  [[nodiscard]] QWidget* withPositioning(); ///< the panel; its mark lies on the canvas
  void buildFieldworkActions();
  void openFieldwork();
  [[nodiscard]] QWidget* withBoard();
  [[nodiscard]] QWidget* withWalk(); ///< the panel; the banks lie on the canvas
  void showBoard();
  void showBanks(bool shown);
  void showNearestGap();
  void showDuplicates();
  void showWalkPlan();
  void showQuality();
  void offerLeftWalks();
  [[nodiscard]] bool isFieldworkSettled() const;
  [[nodiscard]] QWidget* withEvidence(); ///< the panel; it follows the history's record
  void placeDocks(); ///< as docks_ says
  void connectChecker();
  void showNaming();
  void showCoding();
  void showBill();
  void showComposer();
  void showClassKey();   ///< for the record in the form
  void showReclassify(const rules::OutfallClasses& to);
  template <class Dialog>
  void openWork(Dialog* dialog);
  [[nodiscard]] std::optional<Outfall> shownOutfall(); ///< with what is typed; says so when there is none
  void openSearch();
  void showPlace(const Point& lonLat); ///< with a mark
  void showBox(const Box& lonLat);
  void showFound(const search::SearchHit& hit);
  void offerDrafts();
  void recordDrafts();
  void showSettings();
  void prefer(const std::function<void(Preferences&)>& change);
  void showKeys();
  void setTool(const char* name);
  void openGeometryTools();
  void sayHowTo(std::string_view name); ///< a tool of several clicks
  void followPower(); ///< as preferred
  void savePower();
  void refreshActions();
  void say(const QString& text, bool warning);
  void traceSelected(survey::TraceDirection direction);
  void showTrace(const NamedTrace& traced, bool again); ///< again: the network has changed under it
  void traceAgain(); ///< what is lit
  void mend(const std::vector<network::NetworkFix>& fixes); ///< one entry
  [[nodiscard]] std::unique_ptr<MapTool> makeTool(const std::string& name);
  [[nodiscard]] Fid outfallUnder(QPointF at) const;
  [[nodiscard]] QWidget* startPage();
  QAction* act(const char* iconName, const QString& text, const QKeySequence& keys, const char* name, std::function<void()> run);

  std::unique_ptr<SurveySession> session_;
  std::unique_ptr<MapLoader> loader_;
  std::unique_ptr<MapStyles> styles_;
  std::unique_ptr<Selection> selection_;
  std::unique_ptr<Drafts> drafts_;
  std::unique_ptr<Entry> entry_; ///< goes on while the frame is built anew
  std::unique_ptr<Backdrops> backdrops_;
  std::unique_ptr<PhotoThumbnails> thumbnails_;
  std::unique_ptr<Positioning> positioning_; ///< goes on while the frame is built anew
  std::unique_ptr<Power> power_;
  std::unique_ptr<FieldworkDesk> fieldwork_; ///< likewise
  QTimer backdropsLater_;
  Banner* banner_ = nullptr;
  MapCanvas* canvas_ = nullptr;
  GeometryTools* geometry_ = nullptr; ///< the canvas's
  RecordForm* form_ = nullptr;
  RecordPanel* record_ = nullptr;
  QStackedWidget* shown_ = nullptr; ///< in the record's dock: the form of an outfall, or the fields of another record
  LayerPanel* layers_ = nullptr;
  TracePanel* trace_ = nullptr;
  TablePanel* table_ = nullptr;
  FindingPanel* findings_ = nullptr;
  HistoryPanel* history_ = nullptr;
  NetworkPanel* network_ = nullptr;
  ValuesPanel* values_ = nullptr;
  BoardPanel* board_ = nullptr;
  WalkPanel* walk_ = nullptr;
  PhotoPanel* photos_ = nullptr;
  SearchBox* search_ = nullptr; ///< once it was opened
  QMenu* viewMenu_ = nullptr;
  QLabel *coordinates_ = nullptr, *scale_ = nullptr, *state_ = nullptr, *recorded_ = nullptr, *selected_ = nullptr, *battery_ = nullptr;
  QProgressBar* progress_ = nullptr;
  QPushButton* cancel_ = nullptr;
  std::map<std::string, std::unique_ptr<MapTool>> tools_;
  std::vector<LayerView> layerViews_;
  std::vector<Bookmark> bookmarks_;
  std::unique_ptr<LiveChecker> checker_;
  std::optional<LiveChecker::Checked> found_; ///< outlives a change of language; nothing: not checked
  std::map<QString, QSize> dockSizes_;
  QByteArray docks_;           ///< where the docks are, kept while the frame is built anew
  TaskRunner starter_; ///< what runs before a survey is open
  bool keepsLayout_ = false;
  bool askedBeforeClosing_ = false;
  projection::Notation notation_ = projection::Notation::Degrees;
  projection::PositionWriter positions_;
  std::optional<Point> pointed_;
  bool snapping_ = true;
  QString lastCondition_; ///< that something was selected by
  Layer drawInto_ = Layer::Channels;
  Fid moving_;
  struct Lit {
    Layer layer = Layer::Outfalls;
    Fid fid;
    survey::TraceDirection direction = survey::TraceDirection::Up;
  };
  std::optional<Lit> lit_; ///< the trace that is shown
};

} // namespace suyuan::desktop

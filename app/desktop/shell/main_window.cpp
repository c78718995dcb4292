// SPDX-License-Identifier: GPL-3.0-or-later
// The frame itself: a survey opens and closes, the frame is built anew, sentences are said.
#include "app/desktop/shell/main_window.h"

#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/canvas/overview_map.h"
#include "app/desktop/fieldwork/bank_overlay.h"
#include "app/desktop/fieldwork/fieldwork_desk.h"
#include "app/desktop/forms/drafts.h"
#include "app/desktop/forms/entry.h"
#include "app/desktop/forms/record_form.h"
#include "app/desktop/panels/finding_panel.h"
#include "app/desktop/panels/history_panel.h"
#include "app/desktop/panels/layer_panel.h"
#include "app/desktop/panels/photo_panel.h"
#include "app/desktop/panels/search_box.h"
#include "app/desktop/panels/table_panel.h"
#include "app/desktop/panels/trace_panel.h"
#include "app/desktop/shell/banner.h"
#include "app/desktop/shell/photo_thumbnails.h"
#include "app/desktop/shell/positioning.h"
#include "app/desktop/shell/start_page.h"
#include "app/desktop/tools/map_tool.h"
#include "app/text/error_text.h"
#include "app/text/resource_paths.h"

#include <QAction>
#include <QCloseEvent>
#include <QDockWidget>
#include <QLabel>
#include <QMenuBar>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QStatusBar>
#include <QTimer>
#include <QToolBar>
#include <QVBoxLayout>

#include <utility>

namespace suyuan::desktop {

namespace {

constexpr int layoutVersion = 1; ///< of the docks; a new arrangement takes a new number

} // namespace

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent) {
  resize(1366, 768);
  setAcceptDrops(true);
  showProgressOf(starter_);
  rebuild();
}

MainWindow::~MainWindow() {
  // The docks go while the session is there: a field that loses the focus records what is in it.
  clearFrame();
  closeBackdrops();
}

OutfallModel* MainWindow::table() { return table_ != nullptr ? table_->model() : nullptr; }

void MainWindow::clearFrame() {
  if (form_ != nullptr) {
    form_->commitAll();
    docks_ = saveState(layoutVersion);
    for (const QDockWidget* dock : findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly))
      if (dock->isVisible()) dockSizes_[dock->objectName()] = dock->size();
  }
  if (canvas_ != nullptr) {
    canvas_->setTool(nullptr);
    delete canvas_->findChild<BankOverlay*>(); // the canvas goes later than what it asks
  }
  closePhotoDialogs();
  for (QDockWidget* dock : findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly)) delete dock;
  for (QToolBar* bar : findChildren<QToolBar*>(QString(), Qt::FindDirectChildrenOnly)) delete bar;
  // Former actions and the former banner live until the event loop turns: whoever asks by name means the new ones.
  for (QAction* action : findChildren<QAction*>(QString(), Qt::FindDirectChildrenOnly)) action->deleteLater(), action->setObjectName(QString()), action->setShortcut({});
  if (banner_ != nullptr)
    for (QLabel* label : banner_->findChildren<QLabel*>()) label->setObjectName(QString());
  delete std::exchange(search_, nullptr);
  form_ = nullptr;
  record_ = nullptr;
  shown_ = nullptr;
  layers_ = nullptr;
  trace_ = nullptr;
  table_ = nullptr;
  findings_ = nullptr;
  history_ = nullptr;
  network_ = nullptr;
  values_ = nullptr;
  board_ = nullptr;
  walk_ = nullptr;
  photos_ = nullptr;
  canvas_ = nullptr;
  geometry_ = nullptr;
  tools_.clear();
  setMenuBar(nullptr);
  setStatusBar(nullptr);
}

void MainWindow::rebuild() {
  const Fid selected = form_ != nullptr ? form_->fid() : Fid{};
  const auto view = canvas_ != nullptr ? std::optional(canvas_->view()) : std::nullopt;
  auto paths = canvas_ != nullptr ? canvas_->scene().tracePaths : std::vector<std::vector<Point>>{};
  clearFrame();
  buildStatusBar();
  buildActions();
  auto* centre = new QWidget;
  auto* column = new QVBoxLayout(centre);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  banner_ = new Banner;
  column->addWidget(banner_);
  if (session_) {
    canvas_ = new MapCanvas;
    furnish();
    openGeometryTools();
    column->addWidget(canvas_, 1);
  } else {
    column->addWidget(startPage(), 1);
  }
  setCentralWidget(centre);
  if (session_) {
    styles_->use(styleName(currentTheme()), currentLanguage());
    buildDocks();
    placeDocks();
    setTool("pick");
    if (!loader_->crs().empty()) canvas_->setHome(loader_->crs(), loader_->home());
    showScene();
    showSelection();
    if (view && view->crs == loader_->crs()) canvas_->setView(*view);
    if (!paths.empty()) canvas_->changeScene([&](render::MapScene& scene) { scene.tracePaths = std::move(paths); });
    if (session_->isReadOnly())
      say(session_->file().readOnlyReason() == store::ReadOnlyReason::OtherWriter
              ? tr("Read-only: %1 is writing in this survey. You can look at everything; open it again when they are done.").arg(qs(session_->file().otherWriter()))
              : tr("Read-only: this survey cannot be written here. You can look at everything."), true);
    offerDrafts();
    offerFormDrafts();
    offerLeftWalks();
    if (selected.isSet()) selectOutfall(selected, false);
  }
  followPower();
  setWindowTitle(session_ ? QStringLiteral("%1 — %2").arg(qs(session_->file().info().name), tr("Suyuan")) : tr("Suyuan"));
  refreshActions();
}

bool MainWindow::openSurvey(const QString& folder) {
  auto parts = SurveySession::read(folder.toStdString());
  if (!parts) {
    report(parts.error());
    return false;
  }
  adopt(std::move(*parts));
  return true;
}

void MainWindow::openSurveyLater(const QString& folder) {
  if (starter_.isBusy()) return;
  starter_.start(
      tr("Opening the survey"),
      [folder = folder.toStdString()](std::stop_token, const TaskRunner::Progress&) { return SurveySession::read(folder); },
      [this](Result<SurveySession::Parts> parts) {
        if (!parts) return report(parts.error());
        adopt(std::move(*parts));
      });
}

void MainWindow::adopt(SurveySession::Parts parts) {
  closeSurvey();
  session_ = std::make_unique<SurveySession>(std::move(parts));
  loader_ = std::make_unique<MapLoader>(*session_);
  styles_ = std::make_unique<MapStyles>(*session_);
  checker_ = std::make_unique<LiveChecker>(*session_);
  selection_ = std::make_unique<Selection>();
  if (!session_->isReadOnly()) drafts_ = std::make_unique<Drafts>(session_->file());
  layerViews_.clear();
  if (auto kept = session_->file().setting("window.layers"); kept && *kept) layerViews_ = layerViewsFrom(**kept);
  openBackdrops();
  openBookmarks();
  StartPage::remember(QString::fromStdString(session_->file().folder().string()));
  connectSession();
  rebuild();
  loader_->load();
  session_->readPlaces();
}

void MainWindow::showProgressOf(TaskRunner& tasks) {
  connect(&tasks, &TaskRunner::started, this, [this](const QString& title) {
    progress_->setFormat(title + QStringLiteral(" %p%"));
    progress_->setValue(0);
    progress_->show();
    cancel_->show();
    refreshActions();
  });
  connect(&tasks, &TaskRunner::progressed, this, [this](double done) { progress_->setValue(static_cast<int>(done * 1000)); });
  connect(&tasks, &TaskRunner::finished, this, [this] {
    progress_->hide();
    cancel_->hide();
    refreshActions();
  });
}

void MainWindow::connectSession() {
  showProgressOf(session_->tasks());
  connect(session_.get(), &SurveySession::recorded, this, [this](const QString& label) { recorded_->setText(tr("✓ recorded: %1").arg(label)); });
  connect(session_.get(), &SurveySession::changed, this, [this](const std::vector<ChangedRecord>& records) {
    loader_->change(records);
    table_->model()->update(records);
    refreshActions();
  });
  connect(session_.get(), &SurveySession::everythingChanged, this, [this] {
    loader_->load();
    table_->model()->reload();
    refreshActions();
    recorded_->setText(tr("✓ recorded"));
  });
  connect(session_.get(), &SurveySession::networkChanged, this, &MainWindow::traceAgain);
  connect(loader_.get(), &MapLoader::placed, this, [this] { canvas_->setHome(loader_->crs(), loader_->home()); });
  connect(loader_.get(), &MapLoader::tableReady, this, &MainWindow::showScene);
  connect(loader_.get(), &MapLoader::tablePatched, this, &MainWindow::showScene);
  connect(loader_.get(), &MapLoader::tableEdited, this, [this](std::size_t place) {
    canvas_->changeScene([&](render::MapScene& scene) {
      putEdits(scene, place);
      selection_->mark(scene);
    });
  });
  connect(loader_.get(), &MapLoader::failed, this, &MainWindow::report);
  connect(styles_.get(), &MapStyles::changed, this, &MainWindow::takeStyle);
  connect(styles_.get(), &MapStyles::failed, this, &MainWindow::report);
  connectChecker();
  connectSelection();
}

void MainWindow::closeSurvey() {
  if (!session_) return;
  clearFrame();
  closeBackdrops();
  disconnect(session_.get(), nullptr, this, nullptr);
  disconnect(&session_->tasks(), nullptr, this, nullptr);
  found_.reset();
  lit_.reset();
  bookmarks_.clear();
  selection_.reset();
  fieldwork_.reset();
  positioning_.reset();
  entry_.reset();
  thumbnails_.reset();
  askedBeforeClosing_ = false;
  checker_.reset();
  drafts_.reset();
  loader_.reset();
  styles_.reset();
  session_.reset();
  rebuild();
}

void MainWindow::setLanguage(text::Language language) {
  applyLanguage(language);
  rebuild();
}

void MainWindow::setTheme(Theme theme) {
  applyTheme(theme);
  rebuild();
}

void MainWindow::applyPreferences(const Preferences& wanted) {
  const Preferences before = Preferences::load();
  wanted.save();
  if (wanted.language != currentLanguage()) applyLanguage(wanted.language);
  if (wanted.theme != currentTheme()) applyTheme(wanted.theme);
  rebuild();
  if (session_ && !session_->isReadOnly() && wanted.author != before.author && !wanted.author.isEmpty())
    if (auto done = session_->setAuthor(wanted.author.toStdString()); !done) report(done.error());
}

void MainWindow::keepLayout() {
  keepsLayout_ = true;
  const QSettings kept;
  restoreGeometry(kept.value(QStringLiteral("window/geometry")).toByteArray());
  docks_ = kept.value(QStringLiteral("window/docks")).toByteArray();
  if (session_) placeDocks();
}

void MainWindow::placeDocks() {
  if (docks_.isEmpty()) return;
  restoreState(docks_, layoutVersion);
  // Widgets that were never shown take their widths anew when they are; then once more.
  QTimer::singleShot(0, this, [this, docks = docks_] {
    if (!session_) return;
    restoreState(docks, layoutVersion);
    for (QDockWidget* dock : findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly))
      if (const auto size = dockSizes_.find(dock->objectName()); size != dockSizes_.end() && !dock->isFloating() && dock->isVisible()) {
        resizeDocks({dock}, {size->second.width()}, Qt::Horizontal);
        resizeDocks({dock}, {size->second.height()}, Qt::Vertical);
      }
  });
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (form_ != nullptr) form_->commitAll();
  if (!mayClose()) return event->ignore();
  if (keepsLayout_) {
    QSettings kept;
    kept.setValue(QStringLiteral("window/geometry"), saveGeometry());
    if (session_) docks_ = saveState(layoutVersion);
    kept.setValue(QStringLiteral("window/docks"), docks_);
    if (table_ != nullptr) table_->saveColumns();
  }
  QMainWindow::closeEvent(event);
}

void MainWindow::refreshActions() {
  const bool open = session_ != nullptr, writable = open && !session_->isReadOnly() && !session_->isWriting();
  const auto enable = [this](const char* name, bool on) {
    if (auto* action = findChild<QAction*>(QLatin1String(name))) action->setEnabled(on);
  };
  for (const char* name : {"act_close", "act_export", "act_compose", "act_bill", "act_photos_review", "act_photos_copies", "act_zoom_in", "act_zoom_out", "act_fit", "act_view_back", "act_bookmark", "act_view_forward", "act_find", "act_board", "act_plan", "act_day", "act_duplicates", "act_quality", "act_gap", "act_banks", "act_layer_style", "act_check", "act_samples", "act_rain", "act_trace_up", "act_trace_down", "act_trace_clear", "act_select_where", "act_copy_place", "act_paste_place", "act_select_all", "act_select_none", "act_select_invert", "tool_select_box", "tool_select_outline", "tool_pick", "tool_pan", "tool_trace"}) enable(name, open);
  for (const char* name : {"act_walk", "act_import", "act_lab", "act_photos_take", "act_photos_camera", "act_photos_ledger", "act_readings", "act_inspection", "act_sync", "act_code", "act_entry", "act_name", "act_class_key", "act_reclassify", "tool_add", "tool_move", "tool_draw", "tool_vertices", "tool_reshape", "tool_split", "tool_join", "tool_reverse"}) enable(name, writable);
  enable("act_select_zoom", open && !selection_->isEmpty());
  enable("act_select_delete", writable && !selection_->isEmpty());
  const auto undo = open ? session_->undoLabel() : std::nullopt, redo = open ? session_->redoLabel() : std::nullopt;
  enable("act_undo", writable && undo);
  enable("act_redo", writable && redo);
  if (auto* action = findChild<QAction*>(QStringLiteral("act_undo"))) action->setText(undo ? tr("&Undo %1").arg(qs(*undo)) : tr("&Undo"));
  if (auto* action = findChild<QAction*>(QStringLiteral("act_redo"))) action->setText(redo ? tr("&Redo %1").arg(qs(*redo)) : tr("&Redo"));
  state_->setText(!open ? QString() : session_->isReadOnly() ? tr("read-only") : tr("recording"));
}

void MainWindow::say(const QString& text, bool warning) { banner_->say(text, warning); }

void MainWindow::report(const Error& error) {
  if (error.code == ErrorCode::Cancelled) return say(tr("Cancelled; nothing was changed."), false);
  say(qs(text::sentence(error, currentLanguage())), true);
}

bool MainWindow::isSettled() const {
  if (const auto* overview = canvas_ != nullptr ? canvas_->findChild<OverviewMap*>() : nullptr; overview != nullptr && overview->isVisible() && !overview->isDrawn()) return false;
  return !session_ || (!session_->tasks().isBusy() && canvas_ != nullptr && canvas_->isDrawn() && !backdrops_->isOpening() && !selection_->isBusy() && form_->isSettled() && photos_->isSettled() && (!entry_ || entry_->isSettled()) && checker_->isSettled() && (search_ == nullptr || search_->isSettled()) && !table_->model()->isBusy() && isFieldworkSettled());
}

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/main_window.h"

#include "app/demo/run_demo.h"
#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/dialogs/export_dialog.h"
#include "app/desktop/dialogs/import_dialog.h"
#include "app/desktop/dialogs/new_survey_dialog.h"
#include "app/desktop/dialogs/sync_dialog.h"
#include "app/desktop/forms/record_form.h"
#include "app/desktop/models/outfall_model.h"
#include "app/desktop/shell/start_page.h"
#include "app/desktop/tools/map_tool.h"
#include "app/text/error_text.h"
#include "core/survey/assign_codes.h"
#include "core/sync/folder_hub.h"

#include <QAction>
#include <QActionGroup>
#include <QDockWidget>
#include <QFileDialog>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QStatusBar>
#include <QToolBar>
#include <QVBoxLayout>

namespace suyuan::desktop {

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent) {
  resize(1366, 768);
  rebuild();
}

MainWindow::~MainWindow() {
  if (form_ != nullptr) form_->commitAll();
  if (canvas_ != nullptr) canvas_->setTool(nullptr);
}

QAction* MainWindow::act(const char* iconName, const QString& text, const QKeySequence& keys, const char* name, std::function<void()> run) {
  auto* action = new QAction(icon(iconName), text, this);
  action->setShortcut(keys);
  action->setObjectName(QLatin1String(name));
  QString tip = text;
  tip.remove(u'&').remove(QStringLiteral("…"));
  action->setToolTip(keys.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, keys.toString(QKeySequence::NativeText)));
  action->setStatusTip(tip);
  connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
  return action;
}

void MainWindow::buildActions() {
  auto* toolbar = addToolBar(tr("Tools"));
  toolbar->setObjectName(QStringLiteral("toolbar"));
  toolbar->setIconSize({24, 24});
  toolbar->setMovable(false);
  auto* file = menuBar()->addMenu(tr("&File"));
  const auto both = [&](QMenu* menu, QAction* action) { menu->addAction(action); toolbar->addAction(action); };
  both(file, act("new", tr("&New survey…"), QKeySequence::New, "act_new", [this] {
    NewSurveyDialog dialog(this);
    if (dialog.exec() == QDialog::Accepted) openSurvey(dialog.folder());
  }));
  both(file, act("open", tr("&Open…"), QKeySequence::Open, "act_open", [this] {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder of the survey"));
    if (!folder.isEmpty()) openSurvey(folder);
  }));
  file->addAction(act("", tr("&Close the survey"), QKeySequence::Close, "act_close", [this] { closeSurvey(); }));
  file->addSeparator();
  toolbar->addSeparator();
  both(file, act("import", tr("&Import…"), QKeySequence(QStringLiteral("Ctrl+I")), "act_import", [this] {
    (new ImportDialog(*session_, this))->open();
  }));
  both(file, act("export", tr("&Export…"), QKeySequence(QStringLiteral("Ctrl+E")), "act_export", [this] {
    (new ExportDialog(*session_, this))->open();
  }));
  both(file, act("sync", tr("&Sync…"), QKeySequence(QStringLiteral("Ctrl+Shift+S")), "act_sync", [this] {
    (new SyncDialog(*session_, this))->open();
  }));
  file->addSeparator();
  file->addAction(act("", tr("&Quit"), QKeySequence::Quit, "act_quit", [this] { close(); }));

  auto* edit = menuBar()->addMenu(tr("&Edit"));
  toolbar->addSeparator();
  both(edit, act("undo", tr("&Undo"), QKeySequence(QStringLiteral("Ctrl+Z")), "act_undo", [this] {
    form_->commitAll();
    if (auto done = session_->undo(); !done) report(done.error());
  }));
  both(edit, act("redo", tr("&Redo"), QKeySequence(QStringLiteral("Ctrl+Shift+Z")), "act_redo", [this] {
    if (auto done = session_->redo(); !done) report(done.error());
  }));

  auto* map = menuBar()->addMenu(tr("&Map"));
  toolbar->addSeparator();
  auto* group = new QActionGroup(this);
  const auto tool = [&](const char* name, const QString& text, const char* key) {
    auto* action = act(name, text, QKeySequence(QLatin1String(key)), (std::string("tool_") + name).c_str(), [this, name] { setTool(name); });
    action->setCheckable(true);
    group->addAction(action);
    both(map, action);
  };
  tool("pick", tr("&Select"), "F2");
  tool("pan", tr("&Pan"), "F3");
  tool("add", tr("&Add an outfall"), "F4");
  tool("move", tr("&Move an outfall"), "F6");
  tool("trace", tr("&Trace up"), "F7");
  map->addSeparator();
  toolbar->addSeparator();
  both(map, act("zoom-in", tr("Zoom &in"), QKeySequence::ZoomIn, "act_zoom_in", [this] { canvas_->zoomBy(1.5); }));
  both(map, act("zoom-out", tr("Zoom &out"), QKeySequence::ZoomOut, "act_zoom_out", [this] { canvas_->zoomBy(1 / 1.5); }));
  both(map, act("fit", tr("Show &everything"), QKeySequence(QStringLiteral("Ctrl+0")), "act_fit", [this] { canvas_->fitAll(); }));

  auto* survey = menuBar()->addMenu(tr("&Survey"));
  toolbar->addSeparator();
  both(survey, act("check", tr("&Check the survey"), QKeySequence(QStringLiteral("F9")), "act_check", [this] { runCheck(); }));
  both(survey, act("code", tr("Give &codes"), QKeySequence(), "act_code", [this] {
    session_->write(
        tr("Giving codes"),
        [book = session_->sharedBook()](store::SurveyFile& opened, std::stop_token stop, const TaskRunner::Progress&) {
          return survey::assignCodes(opened, *book, stop);
        },
        [this](Result<survey::CodeReport> done) {
          if (!done) return report(done.error());
          say(tr("Codes given: %1; not possible yet: %2.").arg(done->assigned.size()).arg(done->left.size()), false);
        });
  }));
  const auto traceSelected = [this](survey::TraceDirection direction) {
    if (form_->fid().isSet()) traceFrom(Layer::Outfalls, form_->fid(), direction);
  };
  survey->addAction(act("trace", tr("Trace the selected outfall &up"), QKeySequence(QStringLiteral("Ctrl+U")), "act_trace_up", [=] { traceSelected(survey::TraceDirection::Up); }));
  survey->addAction(act("", tr("Trace the selected outfall &down"), QKeySequence(QStringLiteral("Ctrl+D")), "act_trace_down", [=] { traceSelected(survey::TraceDirection::Down); }));

  auto* view = menuBar()->addMenu(tr("&View"));
  view->setObjectName(QStringLiteral("menu_view"));
  auto* language = view->addMenu(tr("&Language"));
  language->addAction(act("", QStringLiteral("中文"), {}, "lang_zh", [this] { setLanguage(text::Language::Chinese); }));
  language->addAction(act("", QStringLiteral("English"), {}, "lang_en", [this] { setLanguage(text::Language::English); }));
  auto* theme = view->addMenu(tr("&Theme"));
  theme->addAction(act("", tr("&Light"), {}, "theme_light", [this] { setTheme(Theme::Light); }));
  theme->addAction(act("", tr("&Dark"), {}, "theme_dark", [this] { setTheme(Theme::Dark); }));
  theme->addAction(act("", tr("&High contrast"), {}, "theme_contrast", [this] { setTheme(Theme::Contrast); }));
  view->addSeparator();

  auto* help = menuBar()->addMenu(tr("&Help"));
  help->addAction(act("", tr("&Keyboard shortcuts"), QKeySequence::HelpContents, "act_keys", [this] {
    QString list;
    for (const QAction* action : findChildren<QAction*>())
      if (!action->shortcut().isEmpty())
        list += QStringLiteral("<tr><td><b>%1</b>&nbsp;&nbsp;</td><td>%2</td></tr>").arg(action->shortcut().toString(QKeySequence::NativeText), action->statusTip());
    QMessageBox::information(this, tr("Keyboard shortcuts"), QStringLiteral("<table>%1</table><p>%2</p>").arg(list, tr("On the map: + − and arrows; Enter uses the tool at the middle; Shift and a drag zooms into a box.")));
  }));
}

void MainWindow::buildStatusBar() {
  coordinates_ = new QLabel;
  scale_ = new QLabel;
  state_ = new QLabel;
  recorded_ = new QLabel;
  progress_ = new QProgressBar;
  progress_->setRange(0, 1000);
  progress_->setFixedWidth(220);
  cancel_ = new QPushButton(tr("Cancel"));
  statusBar()->addWidget(coordinates_, 1);
  for (QWidget* widget : std::initializer_list<QWidget*>{recorded_, progress_, cancel_, scale_, state_}) statusBar()->addPermanentWidget(widget);
  progress_->hide();
  cancel_->hide();
  connect(cancel_, &QPushButton::clicked, this, [this] {
    if (session_) session_->tasks().cancelAll();
  });
}

QWidget* MainWindow::startPage() {
  auto* page = new StartPage;
  connect(page, &StartPage::newSurvey, this, [this] { findChild<QAction*>(QStringLiteral("act_new"))->trigger(); });
  connect(page, &StartPage::openFolder, this, [this] { findChild<QAction*>(QStringLiteral("act_open"))->trigger(); });
  connect(page, &StartPage::open, this, [this](const QString& folder) { openSurvey(folder); });
  connect(page, &StartPage::join, this, [this] {
    const QString hubFolder = QFileDialog::getExistingDirectory(this, tr("Hub folder"));
    if (hubFolder.isEmpty()) return;
    const QString folder = QFileDialog::getSaveFileName(this, tr("New folder for your copy"));
    if (folder.isEmpty()) return;
    auto hub = sync::FolderHub::open(hubFolder.toStdString());
    if (!hub) return report(hub.error());
    if (auto joined = sync::joinSurvey(*hub, folder.toStdString(), {}); !joined) return report(joined.error());
    openSurvey(folder);
  });
  auto* runner = new TaskRunner(page);
  connect(page, &StartPage::demo, this, [this, runner] {
    if (runner->isBusy()) return;
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + QStringLiteral("/suyuan-demo");
    say(tr("Making the demo survey; this takes about half a minute."), false);
    runner->start(
        QString(),
        [folder](std::stop_token stop, const TaskRunner::Progress& progress) {
          demo::DemoOptions options;
          options.replace = true;
          return demo::runDemo(folder.toStdString(), options, [&](std::string_view, double done) { progress(done); }, stop);
        },
        [this](Result<demo::DemoReport> made) {
          if (!made) return report(made.error());
          openSurvey(qs(made->survey.string()));
        });
  });
  return page;
}

void MainWindow::rebuild() {
  const Fid selected = form_ != nullptr ? form_->fid() : Fid{};
  if (form_ != nullptr) form_->commitAll();
  if (canvas_ != nullptr) canvas_->setTool(nullptr);
  for (QDockWidget* dock : findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly)) delete dock;
  for (QToolBar* bar : findChildren<QToolBar*>(QString(), Qt::FindDirectChildrenOnly)) delete bar;
  for (QAction* action : findChildren<QAction*>(QString(), Qt::FindDirectChildrenOnly)) action->deleteLater(), action->setObjectName(QString()), action->setShortcut({});
  form_ = nullptr;
  model_ = nullptr;
  setMenuBar(nullptr);
  setStatusBar(nullptr);
  tools_.clear();
  buildStatusBar();
  buildActions();
  auto* centre = new QWidget;
  auto* column = new QVBoxLayout(centre);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  // The former banner lives until the event loop turns: whoever asks by name means the new one.
  if (bar_ != nullptr) bar_->setObjectName(QString());
  bar_ = new QLabel;
  bar_->setObjectName(QStringLiteral("banner"));
  bar_->setWordWrap(true);
  bar_->setContentsMargins(10, 6, 10, 6);
  bar_->hide();
  column->addWidget(bar_);
  canvas_ = nullptr;
  if (session_) {
    canvas_ = new MapCanvas;
    column->addWidget(canvas_, 1);
  } else {
    column->addWidget(startPage(), 1);
  }
  setCentralWidget(centre);
  if (session_) {
    buildDocks();
    setTool("pick");
    if (session_->isReadOnly())
      say(session_->file().readOnlyReason() == store::ReadOnlyReason::OtherWriter
              ? tr("Read-only: %1 is writing in this survey. You can look at everything; open it again when they are done.").arg(qs(session_->file().otherWriter()))
              : tr("Read-only: this survey cannot be written here. You can look at everything."), true);
    loadMap();
    if (selected.isSet()) selectOutfall(selected, false);
  }
  setWindowTitle(session_ ? QStringLiteral("%1 — %2").arg(qs(session_->file().info().name), tr("Suyuan")) : tr("Suyuan"));
  refreshActions();
}

bool MainWindow::openSurvey(const QString& folder) {
  auto opened = SurveySession::open(folder.toStdString());
  if (!opened) {
    report(opened.error());
    return false;
  }
  closeSurvey();
  session_ = std::move(*opened);
  StartPage::remember(folder);
  TaskRunner& tasks = session_->tasks();
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
  connect(session_.get(), &SurveySession::recorded, this, [this](const QString& label) { recorded_->setText(tr("✓ recorded: %1").arg(label)); });
  connect(session_.get(), &SurveySession::changed, this, [this](Layer layer, const std::vector<Fid>&) {
    reloadLayer(layer);
    model_->reload();
    fillHistory();
    refreshActions();
  });
  connect(session_.get(), &SurveySession::everythingChanged, this, [this] {
    loadMap();
    model_->reload();
    fillHistory();
    refreshActions();
    recorded_->setText(tr("✓ recorded"));
  });
  tables_.clear();
  session_->readPlaces();
  rebuild();
  return true;
}

void MainWindow::closeSurvey() {
  if (!session_) return;
  if (form_ != nullptr) form_->commitAll();
  for (QDockWidget* dock : findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly)) delete dock;
  form_ = nullptr;
  model_ = nullptr;
  found_.clear();
  tables_.clear();
  disconnect(session_.get(), nullptr, this, nullptr);
  disconnect(&session_->tasks(), nullptr, this, nullptr);
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

void MainWindow::refreshActions() {
  const bool open = session_ != nullptr, writable = open && !session_->isReadOnly() && !session_->isWriting();
  const auto enable = [this](const char* name, bool on) {
    if (auto* action = findChild<QAction*>(QLatin1String(name))) action->setEnabled(on);
  };
  for (const char* name : {"act_close", "act_export", "act_zoom_in", "act_zoom_out", "act_fit", "act_check", "act_trace_up", "act_trace_down", "tool_pick", "tool_pan", "tool_trace"}) enable(name, open);
  for (const char* name : {"act_import", "act_sync", "act_code", "tool_add", "tool_move"}) enable(name, writable);
  const auto undo = open ? session_->undoLabel() : std::nullopt, redo = open ? session_->redoLabel() : std::nullopt;
  enable("act_undo", writable && undo);
  enable("act_redo", writable && redo);
  if (auto* action = findChild<QAction*>(QStringLiteral("act_undo"))) action->setText(undo ? tr("&Undo %1").arg(qs(*undo)) : tr("&Undo"));
  if (auto* action = findChild<QAction*>(QStringLiteral("act_redo"))) action->setText(redo ? tr("&Redo %1").arg(qs(*redo)) : tr("&Redo"));
  state_->setText(!open ? QString() : session_->isReadOnly() ? tr("read-only") : tr("recording"));
}

void MainWindow::say(const QString& text, bool warning) {
  bar_->setText(text);
  bar_->setStyleSheet(warning ? QStringLiteral("background: #fff2cc; color: #3b2f00;") : QStringLiteral("background: palette(button);"));
  bar_->show();
}

void MainWindow::report(const Error& error) {
  if (error.code == ErrorCode::Cancelled) return say(tr("Cancelled; nothing was changed."), false);
  say(qs(text::sentence(error, currentLanguage())), true);
}

bool MainWindow::isSettled() const {
  return !session_ || (!session_->tasks().isBusy() && canvas_ != nullptr && canvas_->isDrawn());
}

} // namespace suyuan::desktop

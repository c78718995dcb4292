// SPDX-License-Identifier: GPL-3.0-or-later
// The window's menus, toolbar, status bar and start page.
#include "app/demo/run_demo.h"
#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/canvas/overview_map.h"
#include "app/desktop/canvas/view_history.h"
#include "app/desktop/dialogs/export_dialog.h"
#include "app/desktop/dialogs/import_dialog.h"
#include "app/desktop/dialogs/lab_dialog.h"
#include "app/desktop/dialogs/join_dialog.h"
#include "app/desktop/dialogs/new_survey_dialog.h"
#include "app/desktop/dialogs/settings_dialog.h"
#include "app/desktop/dialogs/sync_dialog.h"
#include "app/desktop/forms/record_form.h"
#include "app/desktop/panels/layer_panel.h"
#include "app/desktop/shell/main_window.h"
#include "app/desktop/shell/start_page.h"

#include <QAction>
#include <QActionGroup>
#include <QFileDialog>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QStatusBar>
#include <QToolBar>

namespace suyuan::desktop {

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
    if (dialog.exec() == QDialog::Accepted) openSurveyLater(dialog.folder());
  }));
  both(file, act("open", tr("&Open…"), QKeySequence::Open, "act_open", [this] {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder of the survey"));
    if (!folder.isEmpty()) openSurveyLater(folder);
  }));
  file->addAction(act("", tr("&Close the survey"), QKeySequence::Close, "act_close", [this] { closeSurvey(); }));
  file->addSeparator();
  toolbar->addSeparator();
  both(file, act("import", tr("&Import…"), QKeySequence(QStringLiteral("Ctrl+I")), "act_import", [this] {
    (new ImportDialog(*session_, this))->open();
  }));
  file->addAction(act("", tr("Import la&boratory results…"), {}, "act_lab", [this] { (new LabDialog(*session_, this))->open(); }));
  both(file, act("export", tr("&Export…"), QKeySequence(QStringLiteral("Ctrl+E")), "act_export", [this] {
    (new ExportDialog(*session_, this, selection_->layer(), selection_->fids()))->open();
  }));
  file->addAction(act("", tr("&Compose a map…"), QKeySequence(QStringLiteral("Ctrl+P")), "act_compose", [this] { showComposer(); }));
  file->addAction(act("", tr("Maps without a &network…"), {}, "act_offline", [this] { showOfflineMaps(nullptr); }));
  both(file, act("sync", tr("&Sync…"), QKeySequence(QStringLiteral("Ctrl+Shift+S")), "act_sync", [this] {
    (new SyncDialog(*session_, this))->open();
  }));
  file->addSeparator();
  auto* settings = act("", tr("Se&ttings…"), QKeySequence(QStringLiteral("Ctrl+,")), "act_settings", [this] { showSettings(); });
  settings->setMenuRole(QAction::PreferencesRole);
  file->addAction(settings);
  file->addAction(act("", tr("&Quit"), QKeySequence::Quit, "act_quit", [this] { close(); }));

  auto* edit = menuBar()->addMenu(tr("&Edit"));
  toolbar->addSeparator();
  both(edit, act("undo", tr("&Undo"), QKeySequence(QStringLiteral("Ctrl+Z")), "act_undo", [this] {
    form_->commitAll();
    if (auto done = session_->undo(); !done) report(done.error());
  }));
  both(edit, act("redo", tr("&Redo"), QKeySequence(QStringLiteral("Ctrl+Shift+Z")), "act_redo", [this] {
    form_->commitAll();
    if (auto done = session_->redo(); !done) report(done.error());
  }));

  buildCoordinateActions(edit);

  buildMapActions(toolbar);

  auto* survey = menuBar()->addMenu(tr("&Survey"));
  toolbar->addSeparator();
  both(survey, act("check", tr("&Check the survey"), QKeySequence(QStringLiteral("F9")), "act_check", [this] { runCheck(); }));
  both(survey, act("add", tr("&Fill in a survey form"), QKeySequence(QStringLiteral("Ctrl+Shift+E")), "act_entry", [this] { openEntry(); }));
  both(survey, act("code", tr("Give &codes…"), QKeySequence(QStringLiteral("Ctrl+Shift+C")), "act_code", [this] { showCoding(); }));
  survey->addAction(act("", tr("&Name outfalls…"), QKeySequence(QStringLiteral("Ctrl+Shift+N")), "act_name", [this] { showNaming(); }));
  survey->addSeparator();
  survey->addAction(act("", tr("Class &key…"), QKeySequence(QStringLiteral("Ctrl+K")), "act_class_key", [this] { showClassKey(); }));
  survey->addAction(act("", tr("&Reclassify…"), QKeySequence(QStringLiteral("Ctrl+R")), "act_reclassify", [this] { showReclassify({}); }));
  survey->addSeparator();
  survey->addAction(act("", tr("Quality &bill of a county…"), QKeySequence(QStringLiteral("Ctrl+B")), "act_bill", [this] { showBill(); }));
  survey->addSeparator();
  buildSampleActions(survey->addMenu(tr("Sa&mples")));
  survey->addSeparator();
  survey->addAction(act("trace", tr("Trace the selected outfall &up"), QKeySequence(QStringLiteral("Ctrl+U")), "act_trace_up", [this] { traceSelected(survey::TraceDirection::Up); }));
  survey->addAction(act("", tr("Trace the selected outfall &down"), QKeySequence(QStringLiteral("Ctrl+D")), "act_trace_down", [this] { traceSelected(survey::TraceDirection::Down); }));
  survey->addAction(act("", tr("Take the &trace off the map"), {}, "act_trace_clear", [this] { forgetTrace(); }));

  buildFieldworkActions();
  buildPhotoActions();
  buildViewActions();

  auto* help = menuBar()->addMenu(tr("&Help"));
  help->addAction(act("", tr("&Keyboard shortcuts"), QKeySequence::HelpContents, "act_keys", [this] { showKeys(); }));
}

void MainWindow::buildMapActions(QToolBar* toolbar) {
  const auto both = [&](QMenu* menu, QAction* action) { menu->addAction(action); toolbar->addAction(action); };
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
  tool("length", tr("Measure a &length"), "F8");
  tool("area", tr("Measure an a&rea"), "Shift+F8");
  map->addSeparator();
  buildGeometryActions(map, group);
  buildSelectActions(map, group);
  map->addSeparator();
  toolbar->addSeparator();
  both(map, act("zoom-in", tr("Zoom &in"), QKeySequence::ZoomIn, "act_zoom_in", [this] { canvas_->zoomBy(1.5); }));
  both(map, act("zoom-out", tr("Zoom &out"), QKeySequence::ZoomOut, "act_zoom_out", [this] { canvas_->zoomBy(1 / 1.5); }));
  both(map, act("fit", tr("Show &everything"), QKeySequence(QStringLiteral("Ctrl+0")), "act_fit", [this] { canvas_->fitAll(); }));
  map->addAction(act("", tr("Pre&vious view"), QKeySequence(QStringLiteral("Alt+Left")), "act_view_back", [this] { canvas_->findChild<ViewHistory*>()->back(); }));
  map->addAction(act("", tr("&Next view"), QKeySequence(QStringLiteral("Alt+Right")), "act_view_forward", [this] { canvas_->findChild<ViewHistory*>()->forward(); }));
  buildBookmarks(map);
  both(map, act("search", tr("&Find a name, code or place…"), QKeySequence(QStringLiteral("Ctrl+F")), "act_find", [this] { openSearch(); }));
}

void MainWindow::buildViewActions() {
  viewMenu_ = menuBar()->addMenu(tr("&View"));
  auto* language = viewMenu_->addMenu(tr("&Language"));
  language->addAction(act("", QStringLiteral("中文"), {}, "lang_zh", [this] { prefer([](Preferences& p) { p.language = text::Language::Chinese; }); }));
  language->addAction(act("", QStringLiteral("English"), {}, "lang_en", [this] { prefer([](Preferences& p) { p.language = text::Language::English; }); }));
  auto* theme = viewMenu_->addMenu(tr("&Theme"));
  theme->addAction(act("", tr("&Light"), {}, "theme_light", [this] { prefer([](Preferences& p) { p.theme = Theme::Light; }); }));
  theme->addAction(act("", tr("&Dark"), {}, "theme_dark", [this] { prefer([](Preferences& p) { p.theme = Theme::Dark; }); }));
  theme->addAction(act("", tr("&High contrast"), {}, "theme_contrast", [this] { prefer([](Preferences& p) { p.theme = Theme::Contrast; }); }));
  viewMenu_->addAction(act("", tr("&Style of the layer…"), QKeySequence(QStringLiteral("Ctrl+L")), "act_layer_style", [this] { showStyle(layers_->currentLayer().value_or(Layer::Outfalls)); }));
  viewMenu_->addSeparator();
  const Preferences kept = Preferences::load();
  const auto onMap = [&](const QString& text, const QKeySequence& keys, const char* name, bool Preferences::*shown) {
    auto* action = act("", text, keys, name, [this, shown] {
      Preferences wanted = Preferences::load();
      wanted.*shown = !(wanted.*shown);
      wanted.save();
      furnish();
    });
    action->setCheckable(true);
    action->setChecked(kept.*shown);
    viewMenu_->addAction(action);
  };
  onMap(tr("&Overview map"), QKeySequence(QStringLiteral("Ctrl+Shift+O")), "act_overview", &Preferences::overview);
  onMap(tr("Scale bar and &north arrow"), {}, "act_furniture", &Preferences::furniture);
  viewMenu_->addSeparator();
}

void MainWindow::furnish() {
  if (canvas_ == nullptr) return;
  const Preferences kept = Preferences::load();
  canvas_->setFurniture(kept.furniture);
  auto* overview = canvas_->findChild<OverviewMap*>();
  if (overview == nullptr && kept.overview) overview = new OverviewMap(*canvas_);
  if (overview != nullptr) overview->setVisible(kept.overview);
}

void MainWindow::showKeys() {
  QString list;
  for (const QAction* action : findChildren<QAction*>())
    if (!action->shortcut().isEmpty())
      list += QStringLiteral("<tr><td><b>%1</b>&nbsp;&nbsp;</td><td>%2</td></tr>").arg(action->shortcut().toString(QKeySequence::NativeText), action->statusTip());
  QMessageBox::information(this, tr("Keyboard shortcuts"), QStringLiteral("<table>%1</table><p>%2</p>").arg(list, tr("On the map: + − and arrows; Enter uses the tool at the middle; Shift and a drag zooms into a box.")));
}

void MainWindow::prefer(const std::function<void(Preferences&)>& change) {
  Preferences wanted = Preferences::load();
  // What this run was started with counts as chosen.
  wanted.language = currentLanguage();
  wanted.theme = currentTheme();
  change(wanted);
  applyPreferences(wanted);
}

void MainWindow::showSettings() {
  Preferences now = Preferences::load();
  now.language = currentLanguage();
  now.theme = currentTheme();
  SettingsDialog dialog(now, this);
  if (dialog.exec() == QDialog::Accepted) applyPreferences(dialog.chosen());
}

void MainWindow::buildStatusBar() {
  coordinates_ = new QLabel;
  scale_ = new QLabel;
  state_ = new QLabel;
  recorded_ = new QLabel;
  selected_ = new QLabel;
  battery_ = new QLabel;
  battery_->setObjectName(QStringLiteral("battery"));
  selected_->setObjectName(QStringLiteral("selected"));
  selected_->hide();
  progress_ = new QProgressBar;
  progress_->setRange(0, 1000);
  progress_->setFixedWidth(220);
  progress_->setObjectName(QStringLiteral("progress"));
  cancel_ = new QPushButton(tr("Cancel"));
  cancel_->setObjectName(QStringLiteral("cancel"));
  statusBar()->addWidget(coordinates_, 1);
  coordinates_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a narrow window cuts them, it does not grow
  auto* river = new QLabel;
  river->setObjectName(QStringLiteral("river"));
  statusBar()->addWidget(river);
  for (QWidget* widget : std::initializer_list<QWidget*>{selected_, recorded_, progress_, cancel_, scale_, state_, battery_}) statusBar()->addPermanentWidget(widget);
  progress_->hide();
  cancel_->hide();
  connect(cancel_, &QPushButton::clicked, this, [this] {
    starter_.cancelAll();
    if (session_) session_->tasks().cancelAll();
  });
}

QWidget* MainWindow::startPage() {
  auto* page = new StartPage;
  connect(page, &StartPage::newSurvey, this, [this] { findChild<QAction*>(QStringLiteral("act_new"))->trigger(); });
  connect(page, &StartPage::openFolder, this, [this] { findChild<QAction*>(QStringLiteral("act_open"))->trigger(); });
  connect(page, &StartPage::open, this, [this](const QString& folder) { openSurveyLater(folder); });
  connect(page, &StartPage::join, this, [this] {
    JoinDialog dialog(this);
    if (dialog.exec() == QDialog::Accepted) openSurveyLater(dialog.folder());
  });
  connect(page, &StartPage::demo, this, [this] {
    if (starter_.isBusy()) return;
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + QStringLiteral("/suyuan-demo");
    say(tr("Making the demo survey; this takes about half a minute."), false);
    starter_.start(
        tr("Demo survey"),
        [folder](std::stop_token stop, const TaskRunner::Progress& progress) {
          demo::DemoOptions options;
          options.replace = true;
          return demo::runDemo(folder.toStdString(), options, [&](std::string_view, double done) { progress(done); }, stop);
        },
        [this](Result<demo::DemoReport> made) {
          if (!made) return report(made.error());
          openSurveyLater(qs(made->survey.string()));
        });
  });
  return page;
}

} // namespace suyuan::desktop

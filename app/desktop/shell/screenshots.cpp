// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/screenshots.h"

#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/dialogs/class_key_dialog.h"
#include "app/desktop/dialogs/code_dialog.h"
#include "app/desktop/dialogs/compose_dialog.h"
#include "app/desktop/dialogs/county_bill_dialog.h"
#include "app/desktop/dialogs/import_dialog.h"
#include "app/desktop/dialogs/layer_style_dialog.h"
#include "app/desktop/dialogs/name_dialog.h"
#include "app/desktop/dialogs/offline_maps_dialog.h"
#include "app/desktop/dialogs/online_map_dialog.h"
#include "app/desktop/dialogs/photo_dialog.h"
#include "app/desktop/dialogs/photo_export_dialog.h"
#include "app/desktop/dialogs/photo_ledger_dialog.h"
#include "app/desktop/dialogs/photo_review_dialog.h"
#include "app/desktop/dialogs/reclassify_dialog.h"
#include "app/desktop/dialogs/select_dialog.h"
#include "app/desktop/dialogs/settings_dialog.h"
#include "app/desktop/fieldwork/board_column.h"
#include "app/desktop/fieldwork/board_panel.h"
#include "app/desktop/fieldwork/day_dialog.h"
#include "app/desktop/fieldwork/duplicates_dialog.h"
#include "app/desktop/fieldwork/fieldwork_desk.h"
#include "app/desktop/fieldwork/move_dialog.h"
#include "app/desktop/fieldwork/quality_dialog.h"
#include "app/desktop/fieldwork/walk_plan_dialog.h"
#include "app/desktop/dialogs/take_photos_dialog.h"
#include "app/desktop/forms/record_form.h"
#include "app/desktop/panels/finding_panel.h"
#include "app/desktop/forms/entry.h"
#include "app/desktop/panels/photo_panel.h"
#include "app/desktop/shell/main_window.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QPixmap>
#include <QThread>
#include <QTreeView>

#include <cstdio>

namespace suyuan::desktop {

namespace {

/// Waits until `isSettled` holds for some rounds in a row: one task may start the next.
template <class Settled>
void settleUntil(const Settled& isSettled) {
  QElapsedTimer clock;
  clock.start();
  for (int calm = 0; calm < 12 && clock.elapsed() < 30'000; calm = isSettled() ? calm + 1 : 0) {
    QApplication::processEvents(QEventLoop::AllEvents, 20);
    QThread::msleep(10);
  }
}

void settle(MainWindow& window) {
  settleUntil([&] { return window.isSettled(); });
}

/// A dialog that an action opens, once it is calm; then it is closed.
template <class Dialog, class Save, class Prepare>
void shootDialog(MainWindow& window, const char* action, const char* name, const Save& save, const Prepare& prepare) {
  window.findChild<QAction*>(QLatin1String(action))->trigger();
  const auto settled = [&](Dialog& dialog) {
    settleUntil([&] {
      if constexpr (requires { dialog.isSettled(); })
        if (!dialog.isSettled()) return false;
      return window.isSettled();
    });
  };
  for (auto* dialog : window.findChildren<Dialog*>()) {
    settled(*dialog);
    prepare(*dialog);
    settled(*dialog);
    save(*dialog, name);
    dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    dialog->reject();
    delete dialog;
  }
}

/// The dialogs of batch work and of the class, in the language that is on.
template <class Save>
void shootWork(MainWindow& window, const std::string& language, const Save& save) {
  const auto asItIs = [](auto&) {};
  const auto choose = [](QDialog& dialog, const char* box, int row) {
    if (auto* list = dialog.findChild<QComboBox*>(QLatin1String(box))) list->setCurrentIndex(row);
  };
  shootDialog<NameDialog>(window, "act_name", ("names_" + language).c_str(), save, [](NameDialog& dialog) {
    if (auto* all = dialog.findChild<QCheckBox*>(QStringLiteral("name_overwrite"))) all->setChecked(true);
  });
  shootDialog<CodeDialog>(window, "act_code", ("codes_" + language).c_str(), save, asItIs);
  shootDialog<CodeDialog>(window, "act_code", ("renumber_" + language).c_str(), save, [&](CodeDialog& dialog) { choose(dialog, "code_work", 2); });
  shootDialog<ClassKeyDialog>(window, "act_class_key", ("key_" + language).c_str(), save, asItIs);
  shootDialog<ClassKeyDialog>(window, "act_class_key", ("key_end_" + language).c_str(), save, [](ClassKeyDialog& dialog) {
    for (int i = 0; i < 4; ++i)
      if (auto* answer = dialog.findChild<QAbstractButton*>(QStringLiteral("key_answer_0"))) answer->click();
  });
  shootDialog<ReclassifyDialog>(window, "act_reclassify", ("reclassify_" + language).c_str(), save, [&](ReclassifyDialog& dialog) {
    choose(dialog, "reclassify_class_1", 1);
    choose(dialog, "reclassify_class_2", 1);
  });
  shootDialog<ComposeDialog>(window, "act_compose", ("compose_" + language).c_str(), save, [&](ComposeDialog& dialog) { choose(dialog, "compose_extent", 2); });
  shootDialog<LayerStyleDialog>(window, "act_layer_style", ("style_" + language).c_str(), save, asItIs);
  shootDialog<OnlineMapDialog>(window, "backdrop_add_address", ("online_map_" + language).c_str(), save, [](OnlineMapDialog& dialog) {
    if (auto* address = dialog.findChild<QLineEdit*>(QStringLiteral("map_address"))) address->setText(QStringLiteral("https://maps.example.cn/{z}/{x}/{y}.png?tk={key}"));
  });
  shootDialog<OfflineMapsDialog>(window, "act_offline", ("offline_" + language).c_str(), save, asItIs);
  shootDialog<CountyBillDialog>(window, "act_bill", ("bill_" + language).c_str(), save, asItIs);
  if (auto* dock = window.findChild<QDockWidget*>(QStringLiteral("dock_photos"))) {
    dock->show();
    dock->raise();
    window.photos()->show(PhotoPanel::Scope::All);
    settle(window);
    window.photos()->grid().setCurrentIndex(window.photos()->grid().photos().index(0));
    settleUntil([&] { return window.photos()->grid().photos().state(0) != PhotoThumbnails::State::Waiting; });
    settle(window);
    save(window, ("photos_" + language).c_str());
    if (window.photos()->grid().photos().rowCount() > 0) {
      Q_EMIT window.photos()->grid().opened(0);
      for (auto* dialog : window.findChildren<PhotoDialog*>()) {
        settleUntil([&] { return dialog->isSettled(); });
        save(*dialog, ("photo_" + language).c_str());
        dialog->close();
      }
    }
    window.photos()->show(PhotoPanel::Scope::Record);
    if (auto* form = window.findChild<QDockWidget*>(QStringLiteral("dock_form"))) form->raise();
  }
  shootDialog<TakePhotosDialog>(window, "act_photos_take", ("photos_take_" + language).c_str(), save, asItIs);
  shootDialog<PhotoReviewDialog>(window, "act_photos_review", ("photos_review_" + language).c_str(), save, [](PhotoReviewDialog& dialog) {
    if (auto* all = dialog.findChild<QCheckBox*>(QStringLiteral("review_sure"))) all->setChecked(true);
  });
  shootDialog<PhotoLedgerDialog>(window, "act_photos_ledger", ("photos_ledger_" + language).c_str(), save, asItIs);
  shootDialog<PhotoExportDialog>(window, "act_photos_copies", ("photos_copies_" + language).c_str(), save, asItIs);
  FindingPanel& panel = *window.findingPanel();
  if (auto* dock = window.findChild<QDockWidget*>(QStringLiteral("dock_findings"))) dock->raise();
  if (panel.model().rowCount() > 0) {
    const QModelIndex group = panel.model().index(0, 0);
    panel.view()->expand(group);
    panel.view()->setCurrentIndex(panel.model().index(0, 0, group));
  }
  settle(window);
  save(window, ("card_" + language).c_str());
}

/// The search box with what it finds, with a coordinate and with nothing.
template <class Save>
void shootSearch(MainWindow& window, const std::string& language, const Save& save) {
  window.findChild<QAction*>(QStringLiteral("act_find"))->trigger();
  settle(window);
  auto* text = window.findChild<QLineEdit*>(QStringLiteral("search_text"));
  for (const auto& [name, typed] : {std::pair("search_pinyin_", "yth"), std::pair("search_name_", "南关"), std::pair("search_coordinate_", "125.3085, 43.8701"), std::pair("search_nothing_", "没有这个名称")}) {
    text->setText(QString::fromUtf8(typed));
    settle(window);
    save(window, (name + language).c_str());
  }
  QApplication::postEvent(text, new QKeyEvent(QEvent::KeyPress, Qt::Key_Escape, {}));
  settle(window);
}

/// A channel half drawn beside the record that is shown, the pointer on what is nearest to the middle of the map.
template <class Save>
void shootDrawing(MainWindow& window, const std::string& language, const Save& save) {
  MapCanvas& map = *window.canvas();
  map.setView(map.view().withScale(4'000));
  settle(window);
  window.findChild<QAction*>(QStringLiteral("tool_draw"))->trigger();
  const auto mouse = [&](QEvent::Type type, QPointF at) {
    const auto button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event(type, at, map.mapToGlobal(at), button, type == QEvent::MouseButtonPress ? Qt::LeftButton : Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(&map, &event);
  };
  const QPointF middle = map.rect().center();
  for (const QPointF& by : {QPointF(-210, 90), QPointF(-120, 20), QPointF(-60, 45)}) {
    mouse(QEvent::MouseButtonPress, middle + by);
    mouse(QEvent::MouseButtonRelease, middle + by);
  }
  mouse(QEvent::MouseMove, middle + QPointF(3, 3));
  settle(window);
  save(window, ("drawing_" + language).c_str());
  window.findChild<QAction*>(QStringLiteral("tool_pick"))->trigger();
}

/// What a condition selects, with an outline half drawn, and the dialog that asks for the condition.
template <class Save>
void shootSelection(MainWindow& window, const std::string& language, const Save& save) {
  window.canvas()->fitAll();
  window.findChild<QAction*>(QStringLiteral("act_select_where"))->trigger();
  for (auto* dialog : window.findChildren<SelectDialog*>()) {
    dialog->findChild<QPlainTextEdit*>(QStringLiteral("select_condition"))->setPlainText(QStringLiteral("class_1 matches '城镇*' or bank = '左岸'"));
    settle(window);
    save(*dialog, ("select_" + language).c_str());
    dialog->accept();
  }
  settle(window);
  save(window, ("selected_" + language).c_str());
  window.selection()->clear();
}

/// The entry form of a new place, half filled in, and the values of the levels.
template <class Save>
void shootEntry(MainWindow& window, const std::string& language, const Save& save) {
  window.findChild<QAction*>(QStringLiteral("act_entry"))->trigger();
  settle(window);
  MapCanvas& map = *window.canvas();
  const QPointF middle = map.rect().center();
  for (const auto type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
    QMouseEvent event(type, middle, map.mapToGlobal(middle), Qt::LeftButton, type == QEvent::MouseButtonPress ? Qt::LeftButton : Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(&map, &event);
  }
  settle(window);
  save(window, ("entry_" + language).c_str());
  Entry& entry = *window.entry();
  for (const auto& [question, text] : {std::pair("is_outfall", "是"), {"class_1", "其他排口"}, {"class_2", "城镇雨洪排口"}, {"outlet_shape", "管道"}, {"outlet_size_m", "90000"}, {"drain_feature", "排水"}, {"surroundings", "居民区、道路桥梁"}})
    entry.set(question, forms::Given{text, {}, {}, false});
  settle(window);
  if (auto* step = window.findChild<QPushButton*>(QStringLiteral("step_look"))) step->click();
  settle(window);
  save(window, ("entry_look_" + language).c_str());
  entry.record();
  settle(window);
  if (auto* dock = window.findChild<QDockWidget*>(QStringLiteral("dock_values"))) dock->show(), dock->raise();
  settle(window);
  save(window, ("values_" + language).c_str());
  if (auto* dock = window.findChild<QDockWidget*>(QStringLiteral("dock_form"))) dock->raise();
  window.findChild<QAction*>(QStringLiteral("act_undo"))->trigger();
  settle(window);
}

/// The three levels: the board, the banks with the way to the nearest gap, and their dialogs. More is seen where the survey has reaches.
template <class Save>
void shootFieldwork(MainWindow& window, const std::string& language, const Save& save) {
  const auto asItIs = [](auto&) {};
  const auto dock = [&](const char* name) { return window.findChild<QDockWidget*>(QLatin1String(name)); };
  BoardPanel& board = *window.board();
  board.setActor({SurveyRole::Desk, {}});
  for (const Layer layer : {Layer::Candidates, Layer::Reaches}) {
    board.showLayer(layer);
    window.findChild<QAction*>(QStringLiteral("act_board"))->trigger();
    settle(window);
    const std::string name = layer == Layer::Reaches ? "board_reaches_" : "board_";
    BoardList* chosen = nullptr;
    for (int state = 0; chosen == nullptr && state < 5; ++state)
      if (BoardList* list = board.column(static_cast<std::uint8_t>(state)); list->column().rowCount() > 0) chosen = list;
    if (chosen != nullptr) chosen->setCurrentIndex(chosen->column().index(0));
    settle(window);
    save(window, (name + language).c_str());
    if (chosen == nullptr || layer == Layer::Reaches) continue;
    board.moveCards(chosen->column().state(), chosen->chosen(), {}, nullptr);
    for (auto* dialog : window.findChildren<MoveDialog*>()) {
      settle(window);
      save(*dialog, ("move_" + language).c_str());
      dialog->reject();
    }
  }
  if (dock("dock_table") != nullptr) dock("dock_table")->raise();
  if (dock("dock_walk") != nullptr) dock("dock_walk")->raise();
  if (const auto& gap = window.fieldworkDesk()->watch().standing().gap) window.canvas()->showLonLat(gap->at, 0), window.canvas()->setView(window.canvas()->view().withScale(25'000));
  settle(window);
  save(window, ("banks_" + language).c_str());
  shootDialog<WalkPlanDialog>(window, "act_plan", ("plan_reaches_" + language).c_str(), save, asItIs);
  shootDialog<WalkPlanDialog>(window, "act_plan", ("plan_teams_" + language).c_str(), save, [](WalkPlanDialog& dialog) { dialog.showPage(1); });
  shootDialog<WalkPlanDialog>(window, "act_plan", ("plan_package_" + language).c_str(), save, [](WalkPlanDialog& dialog) { dialog.showPage(2); });
  shootDialog<DuplicatesDialog>(window, "act_duplicates", ("duplicates_" + language).c_str(), save, asItIs);
  shootDialog<QualityDialog>(window, "act_quality", ("quality_" + language).c_str(), save, asItIs);
  shootDialog<DayDialog>(window, "act_day", ("day_" + language).c_str(), save, asItIs);
  if (dock("dock_form") != nullptr) dock("dock_form")->raise();
}

} // namespace

int saveScreenshots(MainWindow& window, const QString& survey, const QString& folder) {
  if (!QDir().mkpath(folder)) return 3;
  bool good = true;
  const auto save = [&](QWidget& what, const char* name) {
    good = what.grab().save(QDir(folder).filePath(QLatin1String(name) + QStringLiteral(".png"))) && good;
  };
  window.show();
  settle(window);
  save(window, "start");
  if (survey.isEmpty()) return good ? 0 : 3;
  if (!window.openSurvey(survey)) return 3;
  settle(window);
  save(window, "main_zh");
  Fid chosen;
  store::Query traced;
  traced.where = "unit_fid IS NOT NULL";
  traced.limit = 1;
  if (auto list = window.session()->reader().all<Outfall>(traced); list && !list->empty()) chosen = list->front().fid;
  if (chosen.isSet()) {
    window.selectOutfall(chosen, true);
    window.traceFrom(Layer::Outfalls, chosen, survey::TraceDirection::Up);
    settle(window);
    save(window, "trace");
    if (auto* dock = window.findChild<QDockWidget*>(QStringLiteral("dock_history"))) dock->raise();
    settle(window);
    save(window, "history");
    if (auto* dock = window.findChild<QDockWidget*>(QStringLiteral("dock_evidence"))) dock->raise();
    settle(window);
    save(window, "evidence");
    if (auto* dock = window.findChild<QDockWidget*>(QStringLiteral("dock_form"))) dock->raise();
  }
  window.runCheck();
  settle(window);
  if (auto list = window.session()->reader().all<Outfall>({.box = {}, .equals = {}, .where = "source_id LIKE 'FAULT%'", .containsText = {}, .orderBy = {}, .limit = 1, .fields = {}}); list && !list->empty())
    window.selectOutfall(list->front().fid, true);
  settle(window);
  save(window, "findings");
  window.setTheme(Theme::Dark);
  settle(window);
  save(window, "dark");
  window.setTheme(Theme::Contrast);
  settle(window);
  save(window, "contrast");
  window.setTheme(Theme::Light);
  window.setLanguage(text::Language::English);
  settle(window);
  save(window, "main_en");
  shootSearch(window, "en", save);
  if (chosen.isSet()) window.selectOutfall(chosen, true);
  shootDrawing(window, "en", save);
  shootEntry(window, "en", save);
  shootWork(window, "en", save);
  shootSelection(window, "en", save);
  shootFieldwork(window, "en", save);
  window.setLanguage(text::Language::Chinese);
  settle(window);
  shootSearch(window, "zh", save);
  if (chosen.isSet()) window.selectOutfall(chosen, true);
  shootDrawing(window, "zh", save);
  shootEntry(window, "zh", save);
  shootWork(window, "zh", save);
  shootSelection(window, "zh", save);
  shootFieldwork(window, "zh", save);
  SettingsDialog settings(Preferences{}, &window);
  settings.show();
  settle(window);
  save(settings, "settings");
  settings.close();
  ImportDialog dialog(*window.session(), &window);
  const QString sample = qEnvironmentVariable("SUYUAN_RESOURCES") + QStringLiteral("/demo/treatment_plants.csv");
  if (QFile::exists(sample)) dialog.setFile(sample);
  dialog.show();
  settle(window);
  save(dialog, "import");
  std::printf("%s\n", qPrintable(QDir(folder).absolutePath()));
  return good ? 0 : 3;
}

} // namespace suyuan::desktop

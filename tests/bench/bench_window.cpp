// SPDX-License-Identifier: GPL-3.0-or-later
// bench_window SURVEY [cold|opening]: opens the survey in a window (offscreen) and edits in it. One warm-up and five runs. CSV:
// what, run, ms. "live" is from the call to a window that shows the survey and answers; "drawn" until the first whole picture;
// "map" until all the work behind it is done, too. With "opening" no more than that, with "cold" likewise and no kept tables.
// "blocked-loading" the longest that the window's thread worked in one go meanwhile. Then for choosing a record, edits of
// a field that is not on the map, of one that is, a move, an addition, and undo: "call" and "longest" the thread's own
// work in the call and in one go, "visible" the time until the map's widget has painted it (for what changes the map),
// "shown" the time until all shows it. Then a class's colour and another field to class by until all is drawn, and keys in
// the search box until there are hits. Then 100 steps of panning at the full extent, a county
// and a street, as a hand makes them, 60 a second: "frame" is what the window's thread works for one step, its painting
// included (median, 95th and 99th of a hundred, the longest), "blank" how much of the map had nothing to show at worst, percent.
#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/forms/record_form.h"
#include "app/desktop/panels/search_box.h"
#include "app/desktop/shell/main_window.h"
#include "app/desktop/shell/map_styles.h"

#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <string>
#include <thread>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

double now() { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

/// Work of this thread alone: what others do on the machine does not count.
double worked() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

/// Times what each event costs the thread; an event inside an event counts to the outer one.
class TimedApplication : public QApplication {
public:
  using QApplication::QApplication;
  bool notify(QObject* receiver, QEvent* event) override {
    if (inside_) return QApplication::notify(receiver, event);
    inside_ = true;
    const double from = worked();
    const bool taken = QApplication::notify(receiver, event);
    longest = std::max(longest, worked() - from);
    inside_ = false;
    return taken;
  }
  double longest = 0;

private:
  bool inside_ = false;
};

/// Runs the event loop until the window is settled; returns the longest single event.
double settle(MainWindow& window, double* whenDrawn = nullptr) {
  auto& timed = *static_cast<TimedApplication*>(qApp);
  timed.longest = 0;
  int calm = 0;
  QElapsedTimer clock;
  clock.start();
  while (calm < 12 && clock.elapsed() < 120'000) {
    QApplication::processEvents();
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    // The outfalls are read last.
    if (const auto* outfalls = window.canvas()->scene().find("outfalls"); whenDrawn != nullptr && *whenDrawn == 0 && outfalls != nullptr && outfalls->table->size() > 0 && window.canvas()->isDrawn()) *whenDrawn = now();
    calm = window.isSettled() ? calm + 1 : 0;
  }
  return timed.longest;
}

/// Milliseconds since `from` until the canvas has painted a scene with newer edits; 0 when none come within a second.
double untilPainted(MainWindow& window, double from) {
  const auto edits = [&] {
    for (const auto& layer : window.canvas()->scene().layers)
      if (layer.isEdits()) return layer.table.get();
    return static_cast<const layers::FeatureTable*>(nullptr);
  };
  static const layers::FeatureTable* last = nullptr;
  while (now() - from < 1000) {
    QApplication::processEvents(QEventLoop::AllEvents, 1);
    if (const auto* fresh = edits(); fresh != nullptr && fresh != last) {
      last = fresh;
      window.canvas()->repaint();
      return now() - from;
    }
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
  return 0;
}

/// Share of the picture that is nothing but background, percent.
double blank(const QImage& picture, QRgb background) {
  std::int64_t bare = 0, all = 0;
  for (int y = 0; y < picture.height(); y += 7)
    for (int x = 0; x < picture.width(); x += 7, ++all) bare += picture.pixel(x, y) == background;
  return 100.0 * static_cast<double>(bare) / static_cast<double>(all);
}

template <class Line>
void pan(MainWindow& window, const char* where, double scale, const Line& line) {
  MapCanvas& canvas = *window.canvas();
  if (scale > 0) {
    canvas.setView(canvas.view().withScale(scale));
  } else {
    canvas.fitAll();
  }
  settle(window);
  const QRgb background = canvas.scene().style->background.rgb();
  const double bareBefore = blank(canvas.grab().toImage(), background);
  double bare = 0;
  std::vector<double> frames;
  for (int step = 0; step < 100; ++step) {
    const double began = now(), before = worked();
    canvas.setView(canvas.view().panned({step < 50 ? -17.0 : 17.0, step % 25 < 12 ? -9.0 : 9.0}));
    canvas.repaint();
    QApplication::processEvents();
    frames.push_back(worked() - before);
    if (step % 10 == 9) bare = std::max(bare, blank(canvas.grab().toImage(), background) - bareBefore);
    std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(std::max(0.0, 16.6 - (now() - began))));
  }
  std::ranges::sort(frames);
  const std::string name = std::string("pan-") + where;
  line((name + "-frame-p50").c_str(), frames[50]);
  line((name + "-frame-p95").c_str(), frames[95]);
  line((name + "-frame-p99").c_str(), frames[98]);
  line((name + "-frame-max").c_str(), frames[99]);
  line((name + "-blank").c_str(), bare);
  settle(window);
}

/// From a key in the box to what it finds; the first with the index just opened.
template <class Line>
void searched(MainWindow& window, const Line& line) {
  window.findChild<QAction*>(QStringLiteral("act_find"))->trigger();
  auto* box = window.findChild<SearchBox*>();
  auto* text = box->findChild<QLineEdit*>();
  auto* list = box->findChild<QListWidget*>();
  text->clear();
  settle(window);
  const char* what = "search-first-key";
  for (const int key : {Qt::Key_C, Qt::Key_H, Qt::Key_A}) {
    auto& timed = *static_cast<TimedApplication*>(qApp);
    timed.longest = 0;
    const double from = now();
    QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier, QString(QChar(key).toLower()));
    QApplication::sendEvent(text, &press);
    while (now() - from < 60'000 && (!box->isSettled() || list->count() == 0)) QApplication::processEvents(QEventLoop::AllEvents, 1);
    line(what, now() - from);
    line("search-longest", timed.longest);
    what = "search-next-key";
  }
  QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
  QApplication::sendEvent(text, &escape);
  settle(window);
}

} // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  if (argc < 2) return std::fputs("bench_window SURVEY [cold|opening]\n", stderr), 2;
  const std::string how = argc > 2 ? argv[2] : "";
  const QTemporaryDir home; // settings of a person are neither read nor written
  qputenv("XDG_CONFIG_HOME", home.path().toUtf8());
  qputenv("XDG_DATA_HOME", home.path().toUtf8());
  TimedApplication app(argc, argv);
  applyTheme(Theme::Light);
  applyLanguage(text::Language::Chinese);
  std::puts("what,run,ms");
  for (int run = 0; run <= 5; ++run) {
    const auto line = [run](const char* what, double ms) {
      if (run > 0) std::printf("%s,%d,%.2f\n", what, run, ms);
      std::fflush(stdout);
    };
    for (const char* layer : {"outfalls", "rivers"})
      if (how == "cold") std::filesystem::remove(std::filesystem::path(argv[1]) / "cache" / (std::string("map-") + layer + ".table"));
    const double start = now();
    MainWindow window;
    window.show();
    app.longest = 0;
    window.openSurveyLater(QString::fromLocal8Bit(argv[1]));
    while (window.session() == nullptr) QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    line("blocked-opening", app.longest);
    window.canvas()->grab();
    QApplication::processEvents();
    line("live", now() - start);
    double drawn = 0;
    const double blocked = settle(window, &drawn);
    line("drawn", drawn - start);
    line("map", now() - start);
    line("blocked-loading", blocked);
    if (!how.empty()) continue;
    const auto table = window.canvas()->scene().find("outfalls")->table;
    if (table->size() == 0) return 3;
    const Fid fid{table->fids[table->size() / 2]};
    const auto measured = [&](const char* what, const std::function<void()>& act, bool onMap = true) {
      const double from = now(), before = worked();
      act();
      const double call = worked() - before;
      const double seen = onMap ? untilPainted(window, from) : 0;
      const double rest = settle(window);
      if (seen > 0) line((std::string(what) + "-visible").c_str(), seen);
      line((std::string(what) + "-call").c_str(), call);
      line((std::string(what) + "-longest").c_str(), std::max(call, rest));
      line((std::string(what) + "-shown").c_str(), now() - from);
    };
    measured("select", [&] { window.selectOutfall(fid, true); }, false);
    const std::string word = "试" + std::to_string(run);
    const auto set = [&](const char* field) {
      if (!window.session()->setField(Layer::Outfalls, fid, field, Value{word}, QStringLiteral("bench"))) std::fputs("edit failed\n", stderr);
    };
    measured("edit-off-map", [&] { set("address"); }, false);
    measured("edit-on-map", [&] { set("status"); });
    measured("move", [&] {
      const auto row = window.session()->reader().row(Layer::Outfalls, fid);
      Point p = std::get<Point>((*row)->geometry);
      p.x += 1e-5;
      (void)window.session()->edit(QStringLiteral("bench"), [&](store::Edit& e) { return e.setGeometry(Layer::Outfalls, fid, Geometry{p}); });
    });
    measured("add", [&] { window.addOutfallAt(Point{125.3, 43.9}); });
    for (int i = 0; i < 4; ++i) measured("undo", [&] { window.findChild<QAction*>(QStringLiteral("act_undo"))->trigger(); });
    // A colour of a class, and another field to class by: until all is drawn anew.
    const auto restyled = [&](const char* what, const QJsonObject& changes) {
      const double from = now(), before = worked();
      if (!window.styles()->show("outfalls", changes)) std::fputs("style failed\n", stderr);
      const double call = worked() - before;
      double whenDrawn = 0;
      const double rest = settle(window, &whenDrawn);
      line((std::string(what) + "-drawn").c_str(), whenDrawn - from);
      line((std::string(what) + "-shown").c_str(), now() - from);
      line((std::string(what) + "-longest").c_str(), std::max(call, rest));
    };
    restyled("colour", {{QStringLiteral("class_colors"), QJsonObject{{QStringLiteral("工业排污口"), run % 2 == 0 ? QStringLiteral("#123456") : QStringLiteral("#654321")}}}});
    restyled("field", {{QStringLiteral("category_field"), QStringLiteral("river_name")}});
    restyled("field-back", {});
    searched(window, line);
    pan(window, "full", 0, line);
    window.selectOutfall(fid, true);
    pan(window, "county", 250'000, line);
    pan(window, "street", 25'000, line);
  }
  return 0;
}

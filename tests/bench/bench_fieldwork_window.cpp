// SPDX-License-Identifier: GPL-3.0-or-later
// bench_fieldwork_window [cards] [km] [points]: a survey of so many candidates (default 100,000), so many kilometres of bank (1,000) in
// reaches of 2 km and a walk of so many positions (100,000) in its tracks, opened in a window (offscreen). CSV: what, ms. "board" from
// the call until the board shows all cards; "longest" what the window's thread worked at most in one go meanwhile; "banks" until they are read,
// walked and drawn; "picture" what drawing them costs the worker; "paint" what showing them costs the window's thread at most, over 100 steps of
// panning; "position" what a new position costs the worker, the way to the nearest gap included (median, longest of 200).
#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/fieldwork/bank_overlay.h"
#include "app/desktop/fieldwork/board_column.h"
#include "app/desktop/fieldwork/board_panel.h"
#include "app/desktop/fieldwork/fieldwork_desk.h"
#include "app/desktop/shell/main_window.h"
#include "core/fieldwork/make_reaches.h"
#include "core/model/geometry_functions.h"
#include "tests/bench/bench_support.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <numbers>
#include <thread>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

double now() { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

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

TimedApplication& timed() { return *static_cast<TimedApplication*>(qApp); }

void settle(MainWindow& window, int atMostMs = 300'000) {
  QElapsedTimer clock;
  clock.start();
  for (int calm = 0; calm < 12 && clock.elapsed() < atMostMs;) {
    QApplication::processEvents();
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    calm = window.isSettled() ? calm + 1 : 0;
  }
}

void say(const char* what, double ms) {
  std::printf("%s,%.2f\n", what, ms);
  std::fflush(stdout);
}

std::vector<Point> winding(double metres) {
  std::vector<Point> line{{125.3, 45.0}};
  double length = 0;
  for (int i = 1; length < metres; ++i, length += 25) {
    const double heading = std::numbers::pi + std::sin(i * 0.02) * 1.2 + std::sin(i * 0.31) * 0.4;
    const DegreeLength degree = degreeLength(line.back().y);
    line.push_back({line.back().x + std::sin(heading) * 25 / degree.lon, line.back().y + std::cos(heading) * 25 / degree.lat});
  }
  return line;
}

/// 20 m beside the line on the left, a step of 5 m; a gap of 200 m after every 200 m.
std::vector<LineString> walked(const std::vector<Point>& line, std::size_t points) {
  std::vector<LineString> walks(1);
  std::size_t made = 0;
  double along = 0;
  for (std::size_t i = 0; i + 1 < line.size() && made < points; ++i) {
    const DegreeLength degree = degreeLength(line[i].y);
    const double dx = (line[i + 1].x - line[i].x) * degree.lon, dy = (line[i + 1].y - line[i].y) * degree.lat, length = std::hypot(dx, dy);
    for (int k = 0; k < 5; ++k, along += length / 5) {
      if (std::fmod(along, 400) >= 200) {
        if (!walks.back().points.empty()) walks.emplace_back();
        continue;
      }
      const double t = k / 5.0;
      walks.back().points.push_back({line[i].x + (line[i + 1].x - line[i].x) * t - 20 * dy / length / degree.lon, line[i].y + (line[i + 1].y - line[i].y) * t + 20 * dx / length / degree.lat});
      ++made;
    }
  }
  std::erase_if(walks, [](const LineString& walk) { return walk.points.size() < 2; });
  return walks;
}

Result<> fill(const std::string& folder, std::size_t cards, double km, std::size_t points, std::vector<Point>& line) {
  auto survey = store::SurveyFile::create(folder, {.name = "量", .divisionCode = "220100", .author = "张三"});
  if (!survey) return std::unexpected(survey.error());
  line = winding(km / 2 * 1000);
  River river;
  river.name = "试河";
  river.flowKnown = true;
  river.geometry = LineString{line};
  auto reaches = fieldwork::planReaches(std::vector{river}, {}, {}, rules::Fieldwork{}, {.lengthM = 2000, .rivers = {}});
  for (std::size_t i = 0; i < reaches.size(); ++i) reaches[i].team = i % 2 ? "一队" : "二队", reaches[i].state = "排查中";
  std::vector<Candidate> candidates(cards);
  for (std::size_t i = 0; i < cards; ++i) {
    Candidate& one = candidates[i];
    one.name = "疑似点" + std::to_string(i);
    one.source = i % 3 ? "无人机解译" : "原有台账";
    one.geometry = Point{line[i % line.size()].x + 3e-4, line[i % line.size()].y};
    one.status = i % 5 == 3 ? "已确认" : i % 5 == 4 ? "已排除" : "疑似";
    one.surveyLevel = i % 5 == 3 || i % 5 == 4 ? 2 : static_cast<int>(i % 5) + 1;
    one.team = i % 2 ? "一队" : "二队";
  }
  Track track;
  track.team = "一队";
  track.endedAt = "2026-06-01T03:00:00.000Z";
  MultiLineString walks{walked(line, points)};
  track.geometry = walks;
  auto entry = survey->edit("fill", [&](store::Edit& e) -> Result<> {
    SUYUAN_TRY(bench::put(e, std::vector{river}));
    SUYUAN_TRY(bench::put(e, reaches));
    SUYUAN_TRY(bench::put(e, candidates));
    return bench::put(e, std::vector{track});
  });
  if (!entry) return std::unexpected(entry.error());
  return {};
}

} // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  if (!qEnvironmentVariableIsSet("SUYUAN_RESOURCES")) qputenv("SUYUAN_RESOURCES", SUYUAN_RESOURCES_DIR);
  QTemporaryDir folder;
  qputenv("XDG_CONFIG_HOME", folder.filePath(QStringLiteral("config")).toUtf8());
  TimedApplication app(argc, argv);
  QCoreApplication::setOrganizationName(QStringLiteral("suyuan-bench"));
  const auto cards = static_cast<std::size_t>(argc > 1 ? std::max(1, std::atoi(argv[1])) : 100'000);
  const double km = argc > 2 ? std::max(1.0, std::atof(argv[2])) : 1000;
  const auto points = static_cast<std::size_t>(argc > 3 ? std::max(2, std::atoi(argv[3])) : 100'000);
  const QString survey = folder.filePath(QStringLiteral("survey"));
  std::vector<Point> line;
  if (auto made = fill(survey.toStdString(), cards, km, points, line); !made) return bench::fail(made.error());

  std::puts("what,ms");
  MainWindow window;
  window.resize(1366, 768);
  window.show();
  double from = now();
  if (!window.openSurvey(survey)) return 3;
  while (window.fieldworkDesk()->watch().standing().reaches == 0) {
    QApplication::processEvents();
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  say("banks-read-and-walked", now() - from);
  settle(window);
  say("window-settled", now() - from);

  // The board, anew.
  timed().longest = 0;
  from = now();
  window.findChild<QAction*>(QStringLiteral("act_board"))->trigger();
  auto* layer = window.findChild<QComboBox*>(QStringLiteral("board_layer"));
  layer->setCurrentIndex(1);
  settle(window);
  timed().longest = 0;
  from = now();
  layer->setCurrentIndex(0);
  while (window.board()->column(1)->column().rowCount() == 0) {
    QApplication::processEvents();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  say("board", now() - from);
  settle(window);
  say("board-longest", timed().longest);
  double call = worked();
  timed().longest = 0;
  window.findChild<QComboBox*>(QStringLiteral("board_team"))->setCurrentIndex(1);
  call = worked() - call;
  settle(window);
  say("filter-call", call);
  say("filter-longest", timed().longest);
  window.findChild<QComboBox*>(QStringLiteral("board_team"))->setCurrentIndex(0);
  settle(window);
  // Scrolling through a column.
  BoardList* list = window.board()->column(1);
  timed().longest = 0;
  for (int i = 0; i < 100; ++i) {
    list->verticalScrollBar()->setValue(list->verticalScrollBar()->maximum() / 100 * i);
    QApplication::processEvents();
  }
  say("scroll-longest", timed().longest);
  // One card moved.
  window.board()->setActor({SurveyRole::Team, "一队"});
  settle(window);
  const std::int64_t moved = [&] {
    for (int row = 0;; ++row)
      if (window.board()->column(1)->column().index(row).data(BoardColumn::NoteRole).toString().contains(QStringLiteral("一队"))) return window.board()->column(1)->column().fidAt(row);
  }();
  const int before = window.board()->column(3)->column().rowCount();
  timed().longest = 0;
  from = now();
  window.board()->moveCards(1, {Fid{moved}}, 3);
  while (window.board()->column(3)->column().rowCount() == before) {
    QApplication::processEvents();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  say("move-shown", now() - from);
  settle(window);
  say("move-longest", timed().longest);

  // The banks.
  auto* overlay = window.findChild<BankOverlay*>();
  std::vector<double> pictures;
  QObject::connect(&window.fieldworkDesk()->watch(), &BankWatch::drawn, &window, [&](const render::RenderedMap& map) { pictures.push_back(map.milliseconds); });
  for (const auto& [name, scale] : {std::pair("all", 0.0), std::pair("county", 200'000.0), std::pair("street", 10'000.0)}) {
    window.canvas()->fitAll();
    if (scale > 0) window.canvas()->showLonLat(line[line.size() / 2]), window.canvas()->setView(window.canvas()->view().withScale(scale));
    settle(window);
    pictures.clear();
    overlay->forgetLongestPaint();
    timed().longest = 0;
    for (int i = 0; i < 100; ++i) {
      window.canvas()->setView(window.canvas()->view().panned({i % 20 < 10 ? 7.0 : -7.0, 2.0}));
      QApplication::processEvents();
      std::this_thread::sleep_for(std::chrono::milliseconds(12));
    }
    settle(window);
    std::ranges::sort(pictures);
    say((std::string("picture-") + name + "-median").c_str(), pictures.empty() ? 0 : pictures[pictures.size() / 2]);
    say((std::string("paint-") + name + "-longest").c_str(), overlay->longestPaintMs());
    say((std::string("event-") + name + "-longest").c_str(), timed().longest);
  }
  // New positions.
  std::vector<double> times;
  QObject::connect(&window.fieldworkDesk()->watch(), &BankWatch::told, &window, [&] {
    if (window.fieldworkDesk()->watch().standing().tookMs > 0) times.push_back(window.fieldworkDesk()->watch().standing().tookMs);
  });
  timed().longest = 0;
  for (int i = 0; i < 200; ++i) {
    const Point& at = line[static_cast<std::size_t>(i)];
    window.fieldworkDesk()->watch().add({{at.x + 3e-4, at.y}, "2026-06-02T01:00:00.000Z", 2});
    QApplication::processEvents();
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  settle(window);
  std::ranges::sort(times);
  if (times.empty()) return 3;
  say("position-median", times[times.size() / 2]);
  say("position-longest", times.back());
  say("position-event-longest", timed().longest);
  return 0;
}

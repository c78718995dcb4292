// SPDX-License-Identifier: GPL-3.0-or-later
// bench_photo_panel FOLDER [photos] [cold]: the window with a survey of that many photos of 2 MB and 12 megapixels (default 2000; 10000 need 45 GB), made in
// FOLDER/photo-panel-bench, which is removed at the end. First they are taken by the window's own dialog, dropped on it: "take-first" until
// the first thumbnail of the camera's files is there, "take-screen" until all that are seen are, "take" until all are stored, placed and recorded. Then the
// panel of all photos with no thumbnail kept: "panel-first", "panel-screen"; the same with those kept: "kept-first", "kept-screen"; a jump to
// its end: "jump-screen"; and the panel of one outfall. "blocked" is the longest that the window's thread worked in one go meanwhile, ms. CSV: what,
// ms, photos, blocked, peak_mb.
#include "bench_support.h"
#include "photo_pattern.h"

#include "app/desktop/dialogs/take_photos_dialog.h"
#include "app/desktop/panels/photo_panel.h"
#include "app/desktop/shell/main_window.h"
#include "core/media/place_photo.h"
#include "core/model/geometry_functions.h"
#include "core/model/outfall.h"

#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QScrollBar>

#include <chrono>
#include <ctime>
#include <filesystem>
#include <format>
#include <thread>

using namespace suyuan;
using namespace suyuan::desktop;
namespace fs = std::filesystem;

namespace {

double now() { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

/// Work of this thread alone: what others do on the machine does not count.
double worked() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

/// Times what each event costs the thread.
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

void until(const std::function<bool()>& there) {
  const double begin = now();
  while (!there() && now() - begin < 3'600'000) {
    QApplication::processEvents();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

struct Line {
  double begin = now();
  Line() { static_cast<TimedApplication*>(qApp)->longest = 0; }
  void say(const char* what, std::size_t photos) const {
    std::printf("%s,%.0f,%zu,%.1f,%.0f\n", what, now() - begin, photos, static_cast<TimedApplication*>(qApp)->longest, bench::peakMegabytes());
    std::fflush(stdout);
  }
};

/// How many rows of those in sight have their picture, and how many are in sight.
std::pair<int, int> seen(const PhotoGrid& grid) {
  int there = 0, all = 0;
  const auto inSight = [&](int row) {
    const QRect at = row >= 0 && row < grid.photos().rowCount() ? grid.visualRect(grid.photos().index(row)) : QRect();
    return at.isValid() && grid.viewport()->rect().intersects(at);
  };
  int row = grid.indexAt(grid.viewport()->rect().center()).row();
  if (row < 0) row = grid.indexAt(QPoint(40, 40)).row();
  while (inSight(row - 1)) --row;
  for (; inSight(row); ++row) {
    ++all;
    there += grid.photos().picture(row).has_value();
  }
  return {there, all};
}

void showSeen(const Line& line, const char* what, const PhotoGrid& grid) {
  until([&] { return seen(grid).first > 0; });
  line.say(std::format("{}-first", what).c_str(), 1);
  until([&] {
    const auto [there, all] = seen(grid);
    return all > 0 && there == all;
  });
  line.say(std::format("{}-screen", what).c_str(), static_cast<std::size_t>(seen(grid).second));
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "usage: bench_photo_panel FOLDER [photos]\n"), 2;
  setenv("QT_QPA_PLATFORM", "offscreen", 1);
  TimedApplication qt(argc, argv);
  QApplication::setOrganizationName(QStringLiteral("suyuan-bench"));
  const std::size_t count = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 2000;
  const fs::path root = fs::path(argv[1]) / "photo-panel-bench", card = root / "card";
  if (fs::exists(root)) return std::fprintf(stderr, "%s is there already\n", root.c_str()), 2;
  std::puts("what,ms,photos,blocked,peak_mb");
  const Point bank{125.35, 43.88};
  const DegreeLength per = degreeLength(bank.y);
  const auto outfallAt = [&](std::size_t i) { return Point{bank.x, bank.y + static_cast<double>(i % 500) * 200 / per.lat}; };
  {
    const Line line;
    bench::makeCard(card, count, [&](std::size_t i) { return Point{outfallAt(i).x + 6 / per.lon, outfallAt(i).y}; });
    line.say("make", count);
  }
  {
    auto survey = store::SurveyFile::create(root / "survey", {.name = "bench", .divisionCode = "220100", .author = "bench"});
    if (!survey) return bench::fail(survey.error());
    std::vector<Outfall> outfalls(500);
    for (std::size_t i = 0; i < outfalls.size(); ++i) {
      outfalls[i].geometry = outfallAt(i);
      outfalls[i].name = std::to_string(i);
      outfalls[i].surveyLevel = 2;
    }
    if (auto put = survey->edit("outfalls", [&](store::Edit& edit) { return bench::put(edit, outfalls); }); !put) return bench::fail(put.error());
  }
  {
    MainWindow window;
    window.resize(1366, 768);
    window.show();
    if (!window.openSurvey(QString::fromStdString((root / "survey").string()))) return 3;
    until([&] { return window.isSettled(); });
    const Line line;
    window.takePhotos({card});
    auto* dialog = window.findChild<TakePhotosDialog*>();
    until([&] { return dialog->isSettled(); });
    showSeen(line, "take", *dialog->findChild<PhotoGrid*>());
    const Line taking;
    dialog->take();
    until([&] { return dialog->isSettled(); });
    taking.say("take", count);
    until([&] { return window.isSettled(); });
    taking.say("take-settled", count);
    dialog->close();
    auto sure = window.session()->reader().count(Layer::Photos, {.equals = {{"placing", Value{std::string(media::placingWord(media::PlacingState::Sure))}}}});
    std::printf("placed-for-sure,0,%lld,0,0\n", static_cast<long long>(sure.value_or(-1)));
  }
  for (const bool cold : {true, false}) {
    if (cold) fs::remove_all(root / "survey" / "cache" / "thumbnails");
    MainWindow window;
    window.resize(1366, 768);
    window.show();
    if (!window.openSurvey(QString::fromStdString((root / "survey").string()))) return 3;
    auto* dock = window.findChild<QDockWidget*>(QStringLiteral("dock_photos"));
    dock->show();
    dock->raise();
    until([&] { return window.isSettled(); });
    const Line line;
    window.photos()->show(PhotoPanel::Scope::All);
    showSeen(line, cold ? "panel" : "kept", window.photos()->grid());
    const Line jump;
    window.photos()->grid().scrollToBottom();
    QApplication::processEvents();
    showSeen(jump, cold ? "jump" : "kept-jump", window.photos()->grid());
    const Line scroll;
    auto* bar = window.photos()->grid().verticalScrollBar();
    for (int step = 100; step >= 0; --step) {
      bar->setValue(bar->maximum() / 100 * step);
      until([begin = now()] { return now() - begin > 16; });
    }
    scroll.say("scroll-100", static_cast<std::size_t>(window.photos()->grid().photos().rowCount()));
    const auto outfall = window.session()->reader().all<Outfall>({.limit = 1});
    if (!outfall || outfall->empty()) return 3;
    const Line one;
    window.photos()->show(PhotoPanel::Scope::Record);
    window.selectOutfall(outfall->front().fid, true);
    showSeen(one, cold ? "outfall" : "kept-outfall", window.photos()->grid());
  }
  fs::remove_all(root);
  return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// A team's day by the river in the real window: a receiver whose words are a real log's, moved to the bank; 40 candidates decided on the board, 15 outlets added on the
// spot, 120 photos taken in, two lost fixes, the receiver without power for a while, and one kill -9 in the middle of it.
#include "app/desktop/dialogs/take_photos_dialog.h"
#include "app/desktop/fieldwork/move_dialog.h"
#include "app/desktop/shell/banner.h"
#include "app/desktop/shell/positioning.h"
#include "core/fieldwork/track_log.h"
#include "core/model/geometry_functions.h"
#include "core/model/photo.h"
#include "core/model/position_fix.h"
#include "gis/projection/transformer.h"
#include "tests/app/desktop/fieldwork_survey.h"
#include "tests/app/desktop/window_waits.h"
#include "tests/core/gnss/nmea_text.h"
#include "tests/gis/fieldwork/geos_coverage.h"
#include "tests/gis/media/photo_maker.h"

#include <QDockWidget>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>

#include <cstdio>
#include <filesystem>
#include <format>
#include <sstream>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

namespace fs = std::filesystem;

constexpr double riverLon = 125.3, northLat = 43.92, metresOfBank = 2000;
constexpr int candidates = 40, outletsAdded = 15, photos = 120;
constexpr double eastMetres = 24; ///< of the river's line, where the team walks: its left bank

Point bankAt(double metresDown) {
  const DegreeLength degree = degreeLength(northLat);
  return {riverLon + eastMetres / degree.lon, northLat - metresDown / degree.lat};
}

/// The river, a reach on each bank, one team, and the candidates of its reach at even distances.
struct Day {
  Result<> operator()(store::Edit& edit) const {
    const LineString line{{{riverLon, northLat}, {riverLon, northLat - metresOfBank / degreeLength(northLat).lat}}};
    River river;
    river.name = "伊通河";
    river.flowKnown = true;
    river.geometry = line;
    SUYUAN_TRY(edit.insert(river));
    SurveyTeam team;
    team.name = "一队";
    SUYUAN_TRY(edit.insert(team));
    Fid left;
    for (const bool isLeft : {true, false}) {
      SurveyReach reach;
      reach.name = isLeft ? "伊通河左岸1" : "伊通河右岸1";
      reach.riverName = "伊通河", reach.bank = isLeft ? "左岸" : "右岸", reach.geometry = line;
      reach.fromM = 0, reach.toM = reach.lengthM = metresOfBank;
      reach.difficulty = "一般", reach.divisionCode = "220102", reach.state = isLeft ? "排查中" : "待分配";
      if (isLeft) reach.team = "一队";
      auto fid = edit.insert(reach);
      if (!fid) return std::unexpected(std::move(fid).error());
      if (isLeft) left = *fid;
    }
    for (int i = 0; i < candidates; ++i) {
      Candidate one;
      one.name = std::format("{:02}号点", i + 1);
      one.source = i % 2 == 0 ? "无人机解译" : "原有台账";
      one.geometry = bankAt(25 + i * 50.0);
      one.status = "疑似", one.surveyLevel = 2, one.team = "一队", one.reachFid = left;
      SUYUAN_TRY(edit.insert(one));
    }
    return {};
  }
};

/// The epochs of a real log: its sentences with their place and time replaced, all else (quality, satellites, HDOP, scatter) as the receiver said it.
class RealWords {
public:
  RealWords() {
    std::istringstream lines(gnss::test::logText("nmea-rtk"));
    for (std::string line; std::getline(lines, line);) {
      if (!line.starts_with('$')) continue;
      std::vector<std::string> fields{""};
      for (const char c : line.substr(1, line.find('*') - 1))
        if (c == ',') fields.emplace_back();
        else fields.back() += c;
      const bool begins = fields[0].ends_with("GGA");
      if (begins) epochs_.emplace_back();
      if (!epochs_.empty()) epochs_.back().push_back(std::move(fields));
    }
    first_ = placeOf(epochs_.front().front());
  }
  /// What the receiver says at a second of the day, standing at a place; a lost fix says no place.
  [[nodiscard]] std::string at(int second, const Point& stands, bool lost) const {
    const auto& epoch = epochs_[static_cast<std::size_t>(second) % epochs_.size()];
    const Point scatter = placeOf(epoch.front());
    const double lon = stands.x + scatter.x - first_.x, lat = stands.y + scatter.y - first_.y;
    const std::string time = std::format("{:02}{:02}{:02}.00", second / 3600 % 24, second / 60 % 60, second % 60);
    const auto minutes = [](double degrees, int digits) { return std::format("{:0{}}{:011.8f}", static_cast<int>(degrees), digits, (degrees - static_cast<int>(degrees)) * 60); };
    std::string text;
    for (std::vector<std::string> fields : epoch) {
      const bool gga = fields[0].ends_with("GGA"), rmc = fields[0].ends_with("RMC");
      if (!gga && !rmc) continue;
      fields[1] = time;
      const std::size_t from = gga ? 2 : 3;
      fields[from] = lost ? "" : minutes(lat, 2), fields[from + 1] = lost ? "" : "N";
      fields[from + 2] = lost ? "" : minutes(lon, 3), fields[from + 3] = lost ? "" : "E";
      if (gga && lost) fields[6] = "0";
      if (rmc) fields[2] = lost ? "V" : "A", fields[9] = "010626";
      std::string body;
      for (const std::string& field : fields) body += (body.empty() ? "" : ",") + field;
      text += gnss::test::sentence(body);
    }
    return text;
  }

private:
  static Point placeOf(const std::vector<std::string>& gga) {
    const auto degrees = [](const std::string& text, std::size_t digits) { return std::stod(text.substr(0, digits)) + std::stod(text.substr(digits)) / 60; };
    return {(gga[5] == "W" ? -1 : 1) * degrees(gga[4], 3), (gga[3] == "S" ? -1 : 1) * degrees(gga[2], 2)};
  }
  std::vector<std::vector<std::vector<std::string>>> epochs_;
  Point first_;
};

/// The receiver in the surveyor's hand.
class Hand {
public:
  explicit Hand(int second) : second_(second) { REQUIRE(server_.listen(QHostAddress::LocalHost)); }
  void plugInto(MainWindow& window) {
    window.findChild<QComboBox*>(QStringLiteral("gnss_source"))->setEditText(QStringLiteral("tcp:127.0.0.1:%1").arg(server_.serverPort()));
    window.findChild<QPushButton*>(QStringLiteral("gnss_connect"))->click();
    accept();
  }
  /// Walks from one place down the bank to another, a step and a second at a time; the window has its turn between.
  void walk(double from, double to) {
    for (double at = from; at < to; at += 1.4) say(bankAt(at), false);
    say(bankAt(to), false);
  }
  void lose(int seconds, double at) {
    for (int i = 0; i < seconds; ++i) say(bankAt(at), true);
  }
  void stand(int seconds, double at) {
    for (int i = 0; i < seconds; ++i) say(bankAt(at), false);
  }
  void cutPower() {
    line_->abort();
    line_ = nullptr;
  }
  void accept() {
    REQUIRE(QTest::qWaitFor([&] { return server_.hasPendingConnections(); }, 20'000));
    line_ = server_.nextPendingConnection();
  }
  [[nodiscard]] int second() const { return second_; }

private:
  void say(const Point& at, bool lost) {
    const std::string text = words_.at(second_++, at, lost);
    line_->write(text.data(), static_cast<qint64>(text.size()));
    line_->flush();
    if (second_ % 20 == 0) QTest::qWait(1);
  }
  RealWords words_;
  QTcpServer server_;
  QTcpSocket* line_ = nullptr;
  int second_;
};

template <class Record>
std::vector<Record> all(MainWindow& window) {
  auto found = window.session()->reader().all<Record>();
  REQUIRE(found);
  return std::move(*found);
}

bool settled(MainWindow& window) {
  return QTest::qWaitFor([&] { return window.isSettled(); }, 30'000);
}

/// Decides a candidate on the board by keys: in turn confirmed, excluded with a reason, passed to the third level.
void decide(MainWindow& window, int number) {
  BoardList* list = window.board()->column(static_cast<std::uint8_t>(CandidateStage::OnFoot));
  const QString name = QString::fromStdString(std::format("{:02}号点", number + 1));
  int row = -1;
  for (int i = 0; i < list->column().rowCount(); ++i)
    if (list->column().index(i).data().toString() == name) row = i;
  REQUIRE(row >= 0);
  list->setFocus();
  list->setCurrentIndex(list->column().index(row));
  const int before = list->column().rowCount(), way = number % 4;
  QTest::keyClick(list, way == 0 ? Qt::Key_5 : way == 1 ? Qt::Key_3 : Qt::Key_4); // excluded, third level, confirmed
  if (way < 2) {
    MoveDialog* dialog = nullptr;
    REQUIRE(QTest::qWaitFor([&] {
      for (auto* one : window.findChildren<MoveDialog*>())
        if (one->isVisible()) dialog = one;
      return dialog != nullptr;
    }, 10'000));
    if (way == 0) {
      auto* which = dialog->findChild<QComboBox*>(QStringLiteral("move_which"));
      which->setCurrentIndex(which->findText(QStringLiteral("现场排除")));
      OpenWindow::write(dialog->findChild<QLineEdit*>(QStringLiteral("move_reason")), QStringLiteral("雨水口"));
    } else {
      goDownTo(*dialog->findChild<QComboBox*>(QStringLiteral("move_difficulty")), [](const QString& word) { return word == QStringLiteral("水下"); });
    }
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("move_go")), Qt::LeftButton);
  }
  REQUIRE(QTest::qWaitFor([&] { return list->column().rowCount() == before - 1; }, 10'000));
}

/// A new outlet where one stands, and its name.
void addOutlet(MainWindow& window, const QString& name) {
  auto* here = window.findChild<QPushButton*>(QStringLiteral("gnss_outfall"));
  REQUIRE(QTest::qWaitFor([&] { return here->isEnabled(); }, 10'000));
  const std::int64_t before = window.session()->reader().count(Layer::Positions).value();
  here->click();
  REQUIRE(QTest::qWaitFor([&] { return window.session()->reader().count(Layer::Positions).value() == before + 1; }, 10'000));
  auto* field = qobject_cast<QLineEdit*>(window.form()->editor("name"));
  REQUIRE(field != nullptr);
  field->setFocus();
  field->selectAll();
  OpenWindow::write(field, name);
  QTest::keyClick(field, Qt::Key_Return);
}

/// Takes a camera's folder in by the window's dialog.
void takeIn(MainWindow& window, const fs::path& camera) {
  window.findChild<QAction*>(QStringLiteral("act_photos_take"))->trigger();
  TakePhotosDialog* dialog = nullptr;
  REQUIRE(QTest::qWaitFor([&] { return (dialog = window.findChild<TakePhotosDialog*>()) != nullptr && dialog->isVisible() && dialog->isSettled(); }, 10'000));
  dialog->setSources({camera});
  REQUIRE(QTest::qWaitFor([&] { return dialog->isSettled(); }, 20'000));
  dialog->findChild<QPushButton*>(QStringLiteral("take_go"))->click();
  REQUIRE(QTest::qWaitFor([&] { return dialog->isSettled() && window.isSettled(); }, 120'000));
  dialog->close();
}

void beginWalk(MainWindow& window) {
  REQUIRE(QTest::qWaitFor([&] { return window.fieldworkDesk()->placeIsReceivers(); }, 20'000));
  if (!window.fieldworkDesk()->recorder().isRecording()) window.findChild<QAction*>(QStringLiteral("act_walk"))->trigger();
  REQUIRE(QTest::qWaitFor([&] { return window.fieldworkDesk()->recorder().isRecording(); }, 10'000));
}

/// Half of the day: candidates from one to another decided as the team comes to them, an outlet added after every third or so.
void work(MainWindow& window, Hand& hand, int from, int to, int outlets, double& at) {
  int added = 0;
  for (int i = from; i < to; ++i) {
    hand.walk(at, 25 + i * 50.0);
    at = 25 + i * 50.0;
    decide(window, i);
    if (added * (to - from) < outlets * (i - from + 1) && added < outlets) {
      hand.stand(3, at);
      addOutlet(window, QString::fromStdString(std::format("新增{:02}-{}", i, from)));
      ++added;
    }
  }
  CHECK(added == outlets);
}

constexpr int half = candidates / 2, outletsBefore = 7;

} // namespace

// Run by the case below in a process of its own, and killed by it in the middle of a name.
TEST_CASE("a day's morning that ends with a kill", "[.child]") {
  MainWindow window;
  window.resize(1366, 768);
  window.show();
  REQUIRE(window.openSurvey(qEnvironmentVariable("SUYUAN_TEST_SURVEY")));
  REQUIRE(settled(window));
  window.board()->setActor({SurveyRole::Team, "一队"});
  window.findChild<QAction*>(QStringLiteral("act_board"))->trigger();
  REQUIRE(settled(window));
  WindowWaits waits;
  Hand hand(3600);
  hand.plugInto(window);
  hand.stand(5, 0);
  beginWalk(window);
  double at = 0;
  work(window, hand, 0, half / 2, outletsBefore, at);
  hand.lose(20, at); // below a bridge
  work(window, hand, half / 2, half, 0, at);
  hand.stand(3, at);
  REQUIRE(QTest::qWaitFor([&] { return window.findChild<QPushButton*>(QStringLiteral("gnss_outfall"))->isEnabled(); }, 10'000));
  REQUIRE(settled(window));
  // The recorder has written all that was said.
  REQUIRE(QTest::qWaitFor([&] { return window.fieldworkDesk()->recorder().isSettled(); }, 10'000));
  addOutlet(window, QStringLiteral("第八处"));
  auto* note = qobject_cast<QLineEdit*>(window.form()->editor("note"));
  note->setFocus();
  OpenWindow::write(note, QStringLiteral("half a sen"));
  std::printf("morning %d %.1f\n", hand.second(), waits.longestMs());
  std::fflush(stdout);
  QTest::qWait(60'000);
}

TEST_CASE("a survey day loses nothing: every decision, outlet, position, photo and step is there, and its coverage is GEOS's") {
  QTemporaryDir folder;
  const QString survey = folder.filePath(QStringLiteral("survey"));
  {
    auto made = store::SurveyFile::create(survey.toStdString(), {.name = "测试", .divisionCode = "220100", .author = "张三"});
    REQUIRE(made);
    REQUIRE(made->edit("准备", Day()));
  }
  // 120 photos at the candidates, three each, before anybody's waiting is measured.
  const fs::path camera = folder.filePath(QStringLiteral("DCIM")).toStdString();
  fs::create_directories(camera);
  for (int i = 0; i < photos; ++i) {
    const Point place = bankAt(25 + i / 3 * 50.0);
    test::makePhoto(camera / std::format("IMG_{:04}.JPG", i), {.lon = place.x, .lat = place.y, .takenAt = std::format("2026:06:01 {:02}:{:02}:{:02}", 9 + i / 60, i % 60, 7), .offset = "+08:00", .comment = std::format("photo {}", i)});
  }
  QProcess child;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert(QStringLiteral("SUYUAN_TEST_SURVEY"), survey);
  child.setProcessEnvironment(environment);
  child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("a day's morning that ends with a kill")});
  QByteArray said;
  const bool morning = QTest::qWaitFor([&] { return (said += child.readAllStandardOutput()).contains("morning "); }, 180'000);
  INFO(said.toStdString());
  REQUIRE(morning);
  child.kill();
  REQUIRE(child.waitForFinished());
  const QByteArrayList words = said.sliced(said.indexOf("morning ")).split(' ');
  const int second = words[1].toInt();

  MainWindow window;
  window.resize(1366, 768);
  window.show();
  REQUIRE(window.openSurvey(survey));
  REQUIRE(settled(window));
  CHECK(window.session()->reader().count(Layer::Outfalls).value() == half / 2 + outletsBefore + 1); // two of four candidates, and what was added
  // What was being typed and the walk are offered; both are taken up.
  for (int questions = 0; questions < 4; ++questions) {
    const bool asks = QTest::qWaitFor([&] { return window.banner()->isAsking(); }, 3'000);
    if (!asks) break;
    QTest::mouseClick(window.findChild<QPushButton*>(QStringLiteral("banner_answer_0")), Qt::LeftButton);
    QTest::qWait(50);
  }
  REQUIRE(QTest::qWaitFor([&] { return window.session()->reader().count(Layer::Tracks).value() == 1; }, 20'000));
  REQUIRE(settled(window));
  const auto outfalls = all<Outfall>(window);
  CHECK(std::ranges::count(outfalls, std::string("half a sen"), &Outfall::note) == 1);

  window.board()->setActor({SurveyRole::Team, "一队"});
  window.findChild<QAction*>(QStringLiteral("act_board"))->trigger();
  REQUIRE(settled(window));
  WindowWaits waits;
  Hand hand(second + 600);
  hand.plugInto(window);
  double at = 25 + (half - 1) * 50.0;
  hand.stand(5, at);
  beginWalk(window);
  work(window, hand, half, half + 8, 4, at);
  hand.lose(30, at);
  work(window, hand, half + 8, half + 12, 2, at);
  // The receiver's battery; it comes back by itself, somewhat farther on.
  hand.cutPower();
  hand.accept();
  hand.stand(5, at);
  work(window, hand, half + 12, candidates, 1, at);
  hand.walk(at, metresOfBank);
  // The receiver's words have all been heard: the recorder follows.
  REQUIRE(QTest::qWaitFor([&] { return window.positioning()->lastPlace() && distanceMetres({window.positioning()->lastPlace()->fix.lon, window.positioning()->lastPlace()->fix.lat}, bankAt(metresOfBank)) < 3; }, 60'000));
  window.findChild<QAction*>(QStringLiteral("act_walk"))->trigger();
  REQUIRE(QTest::qWaitFor([&] { return window.session()->reader().count(Layer::Tracks).value() == 2; }, 20'000));
  REQUIRE(settled(window));

  takeIn(window, camera);
  const double longest = std::max(waits.longestMs(), words[2].toDouble());

  // Everything is there.
  const auto decided = all<Candidate>(window);
  REQUIRE(decided.size() == candidates);
  CHECK(std::ranges::count(decided, std::string("已确认"), &Candidate::status) == candidates / 2);
  CHECK(std::ranges::count(decided, std::string("已排除"), &Candidate::status) == candidates / 4);
  CHECK(std::ranges::count(decided, std::string("水下"), &Candidate::difficulty) == candidates / 4);
  CHECK(window.session()->reader().count(Layer::Outfalls).value() == candidates / 2 + outletsAdded);
  const auto positions = all<PositionFix>(window);
  REQUIRE(positions.size() == outletsAdded);
  CHECK(std::ranges::all_of(positions, [](const PositionFix& one) { return one.outfallFid.isSet() && (one.quality == "dgps" || one.quality == "rtk-fixed") && one.satellites > 5; }));
  const auto taken = all<Photo>(window);
  CHECK(taken.size() == photos);
  // Each is at its outfall or candidate, or waits to be looked at: where two records stand on one place only a person can tell.
  CHECK(std::ranges::all_of(taken, [&](const Photo& one) { return !one.sha256.empty() && (one.outfallFid.isSet() || one.candidateFid.isSet() || one.placing == "待核"); }));
  CHECK(std::ranges::count_if(fs::directory_iterator(fs::path(survey.toStdString()) / "media"), [](const auto&) { return true; }) == photos);
  CHECK(fieldwork::recordingsOf(survey.toStdString())->empty());

  // The coverage is what GEOS cuts out of the same walks.
  auto toMetres = projection::Transformer::make(projection::Crs::parse("EPSG:4490").value(), projection::Crs::parse("EPSG:4551").value()).value();
  std::vector<fieldwork::Line> walks;
  const auto walked = [&](const LineString& line) {
    fieldwork::Line steps; // a track is kept with as few vertices as its shape needs
    for (double along = 0; along < lengthMetres(line.points); along += 5) steps.push_back(pointAlong(line.points, along));
    steps.push_back(line.points.back());
    walks.push_back(fieldwork::inMetres(toMetres, steps));
  };
  for (const Track& track : all<Track>(window)) {
    if (const auto* line = std::get_if<LineString>(&track.geometry)) walked(*line);
    else
      for (const LineString& part : std::get<MultiLineString>(track.geometry).parts) walked(part);
  }
  const auto reaches = all<SurveyReach>(window);
  const auto left = std::ranges::find(reaches, std::string("左岸"), &SurveyReach::bank);
  const auto should = fieldwork::byGeos(fieldwork::inMetres(toMetres, std::get<LineString>(left->geometry).points), true, walks, window.session()->book().fieldwork().limits);
  const auto is = window.fieldworkDesk()->watch().standing().team;
  INFO("covered " << is.covered << " / " << should.covered << ", seen " << is.seen << " / " << should.seen);
  CHECK(should.covered > 0.9 * metresOfBank);
  CHECK(std::abs(is.covered - should.covered) < 0.01 * metresOfBank);
  CHECK(std::abs(is.seen - should.seen) < 0.01 * metresOfBank);
  std::printf("longest wait of the window's thread in the day: %.0f ms\n", longest); // told, not judged: the machine may be busy
}

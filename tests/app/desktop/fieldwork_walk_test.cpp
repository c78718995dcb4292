// SPDX-License-Identifier: GPL-3.0-or-later
// The walk in the real window: recorded from a receiver, its banks on the map, and what a kill leaves.
#include "app/desktop/fieldwork/bank_overlay.h"
#include "app/desktop/fieldwork/day_dialog.h"
#include "app/desktop/fieldwork/walk_panel.h"
#include "app/desktop/shell/banner.h"
#include "app/desktop/shell/positioning.h"
#include "core/fieldwork/track_log.h"
#include "core/model/geometry_functions.h"
#include "gis/render/decorations.h"
#include "tests/app/desktop/fieldwork_survey.h"
#include "tests/core/gnss/nmea_text.h"

#include <QCheckBox>
#include <QDockWidget>
#include <QFile>
#include <QProcess>
#include <QTableWidget>
#include <QTcpServer>
#include <QTcpSocket>

#include <cmath>
#include <cstdio>
#include <format>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

using gnss::test::sentence;

/// A receiver that is carried along.
struct Walker {
  QTcpServer server;
  QTcpSocket* line = nullptr;
  int second = 3600;

  Walker() { REQUIRE(server.listen(QHostAddress::LocalHost)); }
  void connectTo(OpenWindow& open) {
    open.find<QComboBox>("gnss_source")->setEditText(QStringLiteral("tcp:127.0.0.1:%1").arg(server.serverPort()));
    open.find<QPushButton>("gnss_connect")->click();
    REQUIRE(QTest::qWaitFor([&] { return server.hasPendingConnections(); }, 10'000));
    line = server.nextPendingConnection();
  }
  void stand(double lon, double lat, const char* quality = "4") {
    const std::string time = std::format("{:02}{:02}{:02}.00", second / 3600, second / 60 % 60, second % 60);
    ++second;
    const auto minutes = [](double degrees, int digits) { return std::format("{:0{}}{:010.7f}", static_cast<int>(degrees), digits, (degrees - static_cast<int>(degrees)) * 60); };
    const std::string place = minutes(lat, 2) + ",N," + minutes(lon, 3) + ",E";
    const std::string text = sentence("GPRMC," + time + (quality[0] == '0' ? ",V," : ",A,") + place + ",0.0,0.0,010626,,,A") +
                             sentence("GPGGA," + time + "," + place + "," + quality + ",14,0.8,203.3,M,10.0,M,,");
    line->write(text.data(), static_cast<qint64>(text.size()));
    line->flush();
  }
  /// South along the left bank, 24 m east of the river's line, a step of 11 m a second.
  void walk(double from, double to) {
    for (double lat = from; lat > to; lat -= 1e-4) stand(125.3003, lat);
  }
};

} // namespace

TEST_CASE("a walk is recorded, its bank covered as it goes on, and it becomes a track that one undo takes away") {
  FieldWindow field;
  OpenWindow& open = field.open;
  FieldworkDesk& desk = *open.window.fieldworkDesk();
  open.find<QDockWidget>("dock_walk")->raise();
  // Before a receiver speaks there is nothing to record.
  open.find<QPushButton>("walk_record")->click();
  CHECK(open.find<QLabel>("walk_state")->text().contains(QStringLiteral("没有接收机")));
  CHECK(desk.watch().standing().team.done() == 0);

  Walker walker;
  walker.connectTo(open);
  walker.stand(125.3003, 43.9201);
  REQUIRE(QTest::qWaitFor([&] { return desk.placeIsReceivers(); }, 10'000));
  open.find<QPushButton>("walk_record")->click();
  REQUIRE(QTest::qWaitFor([&] { return desk.recorder().isRecording(); }, 10'000));
  walker.walk(43.92, 43.9109); // the upper half
  REQUIRE(QTest::qWaitFor([&] { return desk.recorder().points() >= 91; }, 20'000));
  open.settle();
  const auto half = desk.watch().standing();
  CHECK(half.reaches == 2);
  CHECK(half.team.length > 1990);
  CHECK(std::abs(half.team.covered - 1044) < 5); // 1000 m walked, and what lies within 50 m less the 24 m aside of its end
  CHECK(half.all.seen > 900);                     // the right bank, from across
  REQUIRE(half.gap);
  CHECK(half.gap->name == QStringLiteral("伊通河左岸1"));
  CHECK(std::abs(half.gap->lengthM - half.team.gap()) < 1);
  CHECK(std::abs(half.gap->bearing - 210) < 10); // ahead, and back to the river's line
  CHECK(half.tookMs < 50);
  CHECK(open.find<QLabel>("walk_way")->text().contains(QStringLiteral("缺口")));
  CHECK(open.find<QLabel>("walk_shares")->text().startsWith(QStringLiteral("一队")));
  // On the disk already.
  const auto logs = fieldwork::recordingsOf(open.survey.toStdString());
  REQUIRE(logs);
  REQUIRE(logs->size() == 1);
  CHECK(logs->front().points.size() >= 90);
  CHECK(logs->front().team == "一队");

  open.find<QPushButton>("walk_record")->click();
  REQUIRE(QTest::qWaitFor([&] { return field.all<Track>().size() == 1; }, 10'000));
  open.settle();
  CHECK(fieldwork::recordingsOf(open.survey.toStdString())->empty());
  CHECK(std::abs(lengthMetres(field.all<Track>().front().geometry) - 1000) < 15);
  CHECK(std::abs(desk.watch().standing().team.covered - half.team.covered) < 5); // thinned within 2 m
  open.use("act_undo");
  open.settle();
  CHECK(desk.watch().standing().team.covered == 0);
}

TEST_CASE("banks are drawn beside the river on either side, and leave scale bar and north arrow clear") {
  FieldWindow field({SurveyRole::Desk, "李主任"});
  OpenWindow& open = field.open;
  MapCanvas& canvas = *open.window.canvas();
  open.find<QDockWidget>("dock_board")->hide();
  open.settle();
  auto* overlay = open.find<BankOverlay>("banks");
  REQUIRE(overlay->isVisible());
  // So near that the banks run through the arrow's corner and the whole map's height.
  const auto shoot = [&](const Point& middle) {
    canvas.setView(canvas.view().withScale(4'000));
    canvas.showLonLat(middle);
    open.settle();
    return overlay->grab().toImage();
  };
  const QImage plain = shoot({125.3, 43.911});
  const auto redAt = [](const QImage& image, QPointF at) {
    for (int dx = -3; dx <= 3; ++dx)
      if (const QColor c = image.pixelColor((at + QPointF(dx, 0)).toPoint()); c.red() > 180 && c.green() < 90) return true;
    return false;
  };
  const QPointF line = *canvas.screenOf({125.3, 43.911});
  CHECK(redAt(plain, line + QPointF(5, 0)));  // left bank, east
  CHECK(redAt(plain, line + QPointF(-5, 0))); // right bank, west
  // Moved so that they lie below the north arrow.
  const auto boxes = render::furnitureOf(canvas.scene(), canvas.view());
  REQUIRE(boxes.size() == 2);
  const QPointF corner = boxes[1].center();
  canvas.setView(canvas.view().panned(corner - line));
  open.settle();
  const QImage moved = overlay->grab().toImage();
  const QPointF now = *canvas.screenOf({125.3, 43.911});
  REQUIRE(std::abs(now.x() - corner.x()) < 2);
  int red = 0;
  for (int y = static_cast<int>(boxes[1].top()) + 1; y < static_cast<int>(boxes[1].bottom()); ++y) red += redAt(moved, QPointF(now.x() + 5, y));
  CHECK(red == 0);
  CHECK(redAt(moved, QPointF(now.x() + 5, boxes[1].bottom() + 30)));
  // Put away, and kept so.
  open.use("act_banks");
  CHECK_FALSE(overlay->isVisible());
  CHECK_FALSE(Preferences::load().banks);
  open.use("act_banks");
  CHECK(overlay->isVisible());
}

TEST_CASE("the way to the nearest gap begins in the middle of the map where there is no receiver") {
  FieldWindow field;
  OpenWindow& open = field.open;
  open.window.canvas()->showLonLat({125.302, 43.911}, 10'000);
  REQUIRE(QTest::qWaitFor([&] { return open.window.fieldworkDesk()->watch().standing().gap.has_value() && std::abs(open.window.fieldworkDesk()->watch().standing().gap->from.x - 125.302) < 1e-4; }, 10'000));
  const auto gap = *open.window.fieldworkDesk()->watch().standing().gap;
  CHECK(std::abs(gap.distanceM - 160.6) < 5);
  CHECK(std::abs(gap.bearing - 270) < 5);
  open.use("act_gap");
  CHECK(open.banner().contains(QStringLiteral("伊通河左岸1")));
  CHECK(open.banner().contains(QStringLiteral("2.0 km")));
}

// Run by the case below in a process of its own: walks, and waits to be killed.
TEST_CASE("a walk that is going to be killed", "[.child]") {
  MainWindow window;
  window.show();
  REQUIRE(window.openSurvey(qEnvironmentVariable("SUYUAN_TEST_SURVEY")));
  REQUIRE(QTest::qWaitFor([&] { return window.isSettled(); }, 30'000));
  window.board()->setActor({SurveyRole::Team, "一队"});
  Walker walker;
  window.findChild<QComboBox*>(QStringLiteral("gnss_source"))->setEditText(QStringLiteral("tcp:127.0.0.1:%1").arg(walker.server.serverPort()));
  window.findChild<QPushButton*>(QStringLiteral("gnss_connect"))->click();
  REQUIRE(QTest::qWaitFor([&] { return walker.server.hasPendingConnections(); }, 10'000));
  walker.line = walker.server.nextPendingConnection();
  walker.stand(125.3003, 43.9201);
  REQUIRE(QTest::qWaitFor([&] { return window.fieldworkDesk()->placeIsReceivers(); }, 10'000));
  window.findChild<QAction*>(QStringLiteral("act_walk"))->trigger();
  REQUIRE(QTest::qWaitFor([&] { return window.fieldworkDesk()->recorder().isRecording(); }, 10'000));
  walker.walk(43.92, 43.9159);
  REQUIRE(QTest::qWaitFor([&] { return window.fieldworkDesk()->recorder().points() >= 40; }, 20'000));
  std::puts("walked");
  std::fflush(stdout);
  QTest::qWait(60'000);
}

TEST_CASE("a walk survives a kill and is offered to be taken up at the next opening") {
  QTemporaryDir folder;
  const QString survey = folder.filePath(QStringLiteral("survey"));
  {
    auto made = store::SurveyFile::create(survey.toStdString(), {.name = "测试", .divisionCode = "220100", .author = "张三"});
    REQUIRE(made);
    FieldSurvey fill;
    REQUIRE(made->edit("准备", std::ref(fill)));
  }
  QProcess child;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert(QStringLiteral("SUYUAN_TEST_SURVEY"), survey);
  child.setProcessEnvironment(environment);
  child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("a walk that is going to be killed")});
  QByteArray said;
  const bool walked = QTest::qWaitFor([&] { return (said += child.readAllStandardOutput()).contains("walked"); }, 60'000);
  INFO(said.toStdString());
  REQUIRE(walked);
  child.kill();
  REQUIRE(child.waitForFinished());

  MainWindow window;
  window.show();
  REQUIRE(window.openSurvey(survey));
  REQUIRE(QTest::qWaitFor([&] { return window.isSettled() && window.banner()->isAsking(); }, 30'000));
  const QString question = window.findChild<QLabel*>(QStringLiteral("banner_question"))->text();
  CHECK(question.contains(QStringLiteral("一队")));
  CHECK(window.fieldworkDesk()->left().size() == 1);
  CHECK(window.fieldworkDesk()->watch().standing().team.covered == 0);
  QTest::mouseClick(window.findChild<QPushButton*>(QStringLiteral("banner_answer_0")), Qt::LeftButton);
  REQUIRE(QTest::qWaitFor([&] { return window.isSettled() && window.session()->reader().count(Layer::Tracks).value() == 1; }, 20'000));
  CHECK(window.fieldworkDesk()->watch().standing().team.covered > 450);
  CHECK(fieldwork::recordingsOf(survey.toStdString())->empty());
  window.closeSurvey();
  REQUIRE(window.openSurvey(survey));
  REQUIRE(QTest::qWaitFor([&] { return window.isSettled(); }, 30'000));
  CHECK_FALSE(window.banner()->isAsking()); // once is enough
}

TEST_CASE("the day's summary counts walk, bank and candidates of each team, and is written as table and page") {
  FieldWindow field({SurveyRole::Team, "一队"}, [](store::SurveyFile& file) {
    Track track;
    track.team = "一队";
    track.startedAt = "2026-06-01T01:00:00.000Z";
    track.endedAt = "2026-06-01T03:00:00.000Z";
    track.geometry = LineString{{{125.3003, 43.92}, {125.3003, 43.911}}};
    REQUIRE(file.edit("走", [&](store::Edit& e) -> Result<> {
      auto fid = e.insert(track);
      return fid ? Result<>{} : std::unexpected(std::move(fid).error());
    }));
  });
  field.open.use("act_day");
  auto& dialog = field.open.dialog<DayDialog>();
  dialog.setDay(QDate(2026, 6, 1));
  waitFor(dialog);
  auto* teams = dialog.findChild<QTableWidget*>(QStringLiteral("day_teams"));
  REQUIRE(teams->rowCount() == 3); // and the bank that is nobody's, seen from across
  const auto cell = [&](const QString& team, int column) {
    for (int row = 0; row < teams->rowCount(); ++row)
      if (teams->item(row, 0)->text() == team) return teams->item(row, column)->text();
    return QString();
  };
  CHECK(cell(QStringLiteral("一队"), 1).toInt() / 10 == 100); // 1000 m
  CHECK(cell(QStringLiteral("一队"), 7) == QStringLiteral("2"));
  CHECK(cell(QStringLiteral("二队"), 7) == QStringLiteral("1"));
  dialog.findChild<QComboBox*>(QStringLiteral("day_by"))->setCurrentIndex(2);
  auto* banks = dialog.findChild<QTableWidget*>(QStringLiteral("day_banks"));
  REQUIRE(banks->rowCount() == 1);
  CHECK(banks->item(0, 0)->text().contains(QStringLiteral("南关区")));
  for (const char* name : {"day.csv", "day.xlsx", "day.pdf"}) {
    const QString file = field.open.folder.filePath(QLatin1String(name));
    dialog.writeTo(file);
    waitFor(dialog);
    CHECK(dialog.findChild<QLabel*>(QStringLiteral("day_result"))->text().contains(QLatin1String(name)));
    CHECK(QFile(file).size() > 300);
  }
  QFile csv(field.open.folder.filePath(QStringLiteral("day.csv")));
  REQUIRE(csv.open(QIODevice::ReadOnly));
  const QString text = QString::fromUtf8(csv.readAll());
  CHECK(text.contains(QStringLiteral("一队,1000,")));
  CHECK(text.contains(QStringLiteral("伊通河,4")));
  dialog.writeTo(field.open.folder.filePath(QStringLiteral("no such folder/day.pdf")));
  waitFor(dialog);
  CHECK(dialog.findChild<QLabel*>(QStringLiteral("day_result"))->text().contains(QStringLiteral("day.pdf")));
}

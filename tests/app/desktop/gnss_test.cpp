// SPDX-License-Identifier: GPL-3.0-or-later
// The positioning panel in the real window, fed by real logs and by a receiver in the network.
#include "app/desktop/canvas/position_mark.h"
#include "app/desktop/panels/gnss_words.h"
#include "app/desktop/panels/sky_plot.h"
#include "app/desktop/shell/positioning.h"
#include "core/gnss/offset_point.h"
#include "core/model/candidate.h"
#include "core/model/geometry_functions.h"
#include "core/model/position_fix.h"
#include "tests/app/desktop/open_window.h"
#include "tests/core/gnss/nmea_text.h"

#include <QCheckBox>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QTcpServer>
#include <QTcpSocket>

#include <cmath>
#include <format>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

using gnss::test::sentence;

/// A receiver by the 伊通河, some centimetres off each second.
struct Receiver {
  QTcpServer server;
  QTcpSocket* line = nullptr;
  int second = 3600;

  Receiver() { REQUIRE(server.listen(QHostAddress::LocalHost)); }
  [[nodiscard]] QString address() const { return QStringLiteral("tcp:127.0.0.1:%1").arg(server.serverPort()); }
  void accept() {
    REQUIRE(QTest::qWaitFor([&] { return server.hasPendingConnections(); }, 10'000));
    line = server.nextPendingConnection();
  }
  void say(int seconds, const std::string& quality = "4", double hdop = 0.8) {
    std::string text;
    for (int i = 0; i < seconds; ++i, ++second) {
      const std::string time = std::format("{:02}{:02}{:02}.00", second / 3600, second / 60 % 60, second % 60);
      const std::string place = std::format("4353.{:05},N,12519.{:05},E", 20800 + second % 3, 47000 + second % 2);
      text += sentence("GPRMC," + time + "," + (quality == "0" ? "V," : "A,") + place + ",0.0,0.0,010626,,,A") +
              sentence("GPGGA," + time + "," + place + "," + quality + std::format(",14,{:.1f},203.3,M,10.0,M,,", hdop)) +
              sentence("GPGSV,1,1,02,01,45,090,40,02,80,300,35") + sentence("GPGSA,A,3,01,,,,,,,,,,,,1.5,0.8,1.2");
    }
    line->write(text.data(), static_cast<qint64>(text.size()));
    line->flush();
  }
};

void connectTo(OpenWindow& open, const QString& address) {
  open.find<QDockWidget>("dock_gnss")->show();
  open.find<QDockWidget>("dock_gnss")->raise();
  open.find<QComboBox>("gnss_source")->setEditText(address);
  open.find<QPushButton>("gnss_connect")->click();
}

template <class Record>
std::vector<Record> all(OpenWindow& open) {
  auto found = open.window.session()->reader().all<Record>();
  REQUIRE(found);
  return *found;
}

const Point bank{125 + 19.47 / 60, 43 + 53.208 / 60};

} // namespace

TEST_CASE("a receiver's state, accuracy, place and satellites are shown as it speaks") {
  OpenWindow open;
  Receiver receiver;
  CHECK(open.find<QLabel>("gnss_accuracy")->text() == wordOf(gnss::Accuracy{}));
  CHECK_FALSE(open.find<QPushButton>("gnss_outfall")->isEnabled());
  connectTo(open, receiver.address());
  receiver.accept();
  receiver.say(3);
  REQUIRE(QTest::qWaitFor([&] { return open.find<QLabel>("gnss_state")->text() == wordOf(gnss::Quality::RtkFixed); }, 10'000));
  CHECK(open.find<QLabel>("gnss_accuracy")->text().contains(QStringLiteral("0.016")));
  CHECK(open.find<QLabel>("gnss_figures")->text().contains(QStringLiteral("14")));
  CHECK(open.find<QPushButton>("gnss_outfall")->isEnabled());
  // On the map and on the sky.
  open.find<QCheckBox>("gnss_follow")->setChecked(true);
  auto* mark = open.find<PositionMark>("position");
  CHECK(mark->isVisible());
  REQUIRE(mark->place());
  CHECK(open.window.canvas()->rect().contains(mark->place()->toPoint()));
  auto* sky = open.find<SkyPlot>("gnss_sky");
  const gnss::Satellite east{.id = {gnss::Constellation::Gps, 1}, .elevation = 45, .azimuth = 90};
  const auto place = sky->placeOf(east);
  REQUIRE(place);
  CHECK(place->x() > sky->width() / 2.0 + 10);
  CHECK(std::abs(place->y() - sky->height() / 2.0) < 1);
  // The fix goes, the word comes; the last place stays on the map.
  receiver.say(1, "0");
  REQUIRE(QTest::qWaitFor([&] { return open.find<QLabel>("gnss_state")->text() == wordOf(gnss::Health::Lost); }, 10'000));
  CHECK_FALSE(open.find<QPushButton>("gnss_outfall")->isEnabled());
  CHECK(mark->isVisible());
  // The receiver goes altogether.
  receiver.server.close();
  receiver.line->abort();
  REQUIRE(QTest::qWaitFor([&] { return open.find<QLabel>("gnss_state")->text().startsWith(wordOf(location::GnssLink::Waiting)); }, 10'000));
  open.find<QPushButton>("gnss_connect")->click();
  CHECK(open.find<QLabel>("gnss_state")->text() == wordOf(location::GnssLink::Stopped));
}

TEST_CASE("a mean becomes an outfall with its accuracy and how it came about, and undo takes it away") {
  OpenWindow open;
  Receiver receiver;
  open.find<QDoubleSpinBox>("gnss_antenna")->setValue(1.8);
  connectTo(open, receiver.address());
  receiver.accept();
  receiver.say(2);
  REQUIRE(QTest::qWaitFor([&] { return open.find<QPushButton>("gnss_outfall")->isEnabled(); }, 10'000));
  open.find<QPushButton>("gnss_mean")->click();
  CHECK_FALSE(open.find<QPushButton>("gnss_outfall")->isEnabled()); // not before it has settled
  receiver.say(24);
  REQUIRE(QTest::qWaitFor([&] { return open.window.positioning()->mean()->state() == gnss::AverageState::Done; }, 10'000));
  REQUIRE(open.find<QPushButton>("gnss_outfall")->isEnabled());
  open.find<QPushButton>("gnss_outfall")->click();
  open.settle();
  const auto outfalls = all<Outfall>(open);
  REQUIRE(outfalls.size() == 1);
  const Outfall& made = outfalls.front();
  CHECK(distanceMetres(std::get<Point>(made.geometry), bank) < 0.1);
  CHECK(made.accuracy == 0.016);
  CHECK(made.datum == "CGCS2000 GNSS rtk-fixed");
  const auto positions = all<PositionFix>(open);
  REQUIRE(positions.size() == 1);
  const PositionFix& how = positions.front();
  CHECK(how.outfallFid == made.fid);
  CHECK(how.quality == "rtk-fixed");
  CHECK(how.used == 20);
  CHECK(how.antennaHeight == 1.8);
  CHECK(how.gatePassed == true);
  CHECK(how.note.starts_with("gnss mode=mean quality=rtk-fixed fixes=20/20 refused=0 "));
  CHECK(how.note.contains(" height_msl_m=201.500 "));
  const auto log = how.note.find(" log=gnss-");
  REQUIRE(log != std::string::npos);
  const auto file = std::filesystem::path(open.survey.toStdString()) / "recording" / how.note.substr(log + 5);
  CHECK(std::filesystem::file_size(file) > 26 * 150);
  CHECK(open.window.positioning()->mean() == nullptr); // used up
  open.use("act_undo");
  CHECK(all<Outfall>(open).empty());
  CHECK(all<PositionFix>(open).empty());
}

TEST_CASE("a candidate across the water is where bearing and distance say") {
  OpenWindow open;
  Receiver receiver;
  open.find<QDoubleSpinBox>("gnss_antenna")->setValue(0);
  connectTo(open, receiver.address());
  receiver.accept();
  receiver.say(1);
  REQUIRE(QTest::qWaitFor([&] { return open.find<QPushButton>("gnss_candidate")->isEnabled(); }, 10'000));
  open.find<QCheckBox>("gnss_across")->setChecked(true);
  open.find<QDoubleSpinBox>("gnss_bearing")->setValue(57);
  open.find<QDoubleSpinBox>("gnss_metres")->setValue(80);
  open.find<QPushButton>("gnss_candidate")->click();
  open.settle();
  const auto candidates = all<Candidate>(open);
  REQUIRE(candidates.size() == 1);
  const Candidate& made = candidates.front();
  CHECK(distanceMetres(std::get<Point>(made.geometry), gnss::offsetPoint(bank, 57, 80)) < 0.1);
  CHECK(made.source == "现场发现");
  CHECK(made.surveyLevel == 2);
  const auto positions = all<PositionFix>(open);
  REQUIRE(positions.size() == 1);
  CHECK(positions[0].candidateFid == made.fid);
  CHECK(positions[0].offset == 80);
  CHECK(positions[0].offsetBearing == 57);
  CHECK(distanceMetres(std::get<Point>(positions[0].geometry), bank) < 0.1); // where the receiver was
  CHECK_FALSE(open.find<QCheckBox>("gnss_across")->isChecked()); // the next one is not across again by itself
}

TEST_CASE("a fix that does not pass the gate makes a point only with a reason, which is kept") {
  OpenWindow open;
  Receiver receiver;
  connectTo(open, receiver.address());
  receiver.accept();
  receiver.say(1, "1", 3.0); // 15 m
  REQUIRE(QTest::qWaitFor([&] { return !open.find<QLabel>("gnss_why")->text().isEmpty(); }, 10'000));
  CHECK(open.find<QLabel>("gnss_why")->text().contains(wordOf(gnss::GateAnswer::AccuracyPoor)));
  CHECK_FALSE(open.find<QPushButton>("gnss_outfall")->isEnabled());
  open.find<QLineEdit>("gnss_reason")->setText(QStringLiteral("桥下"));
  REQUIRE(open.find<QPushButton>("gnss_outfall")->isEnabled());
  open.find<QPushButton>("gnss_outfall")->click();
  open.settle();
  const auto outfalls = all<Outfall>(open);
  REQUIRE(outfalls.size() == 1);
  CHECK(outfalls[0].accuracy == 15);
  const auto positions = all<PositionFix>(open);
  REQUIRE(positions.size() == 1);
  CHECK(positions[0].gatePassed == false);
  CHECK(positions[0].override == "桥下");
  CHECK(open.find<QLineEdit>("gnss_reason")->text().isEmpty());
}

TEST_CASE("a replayed log of a receiver that loses its fix goes through the window, another language meanwhile") {
  OpenWindow open;
  connectTo(open, QStringLiteral("file:" SUYUAN_TEST_DATA "/nmea/gpsd_unicore-um621.log@40"));
  REQUIRE(QTest::qWaitFor([&] { return open.window.positioning()->moment().has_value(); }, 10'000));
  open.find<QCheckBox>("gnss_follow")->setChecked(true);
  open.window.setLanguage(text::Language::English);
  CHECK(open.find<QCheckBox>("gnss_follow")->isChecked());
  CHECK(open.window.positioning()->source() != nullptr);
  REQUIRE(QTest::qWaitFor([&] { return open.window.positioning()->source()->link() == location::GnssLink::Ended; }, 10'000));
  CHECK(open.find<QLabel>("gnss_state")->text() == QStringLiteral("the log is at its end"));
  CHECK(open.find<PositionMark>("position")->isVisible()); // in the new frame; pale
  CHECK(open.window.positioning()->source()->sentences().fixes == 16);
  CHECK_FALSE(open.find<QPushButton>("gnss_outfall")->isEnabled()); // nothing comes any more
  open.window.closeSurvey();
  CHECK(open.window.positioning() == nullptr);
  open.window.setLanguage(text::Language::Chinese); // for the tests that follow
}

TEST_CASE("an address that is none is told and changes nothing") {
  OpenWindow open;
  connectTo(open, QStringLiteral("gpsd"));
  CHECK(open.window.positioning()->source() == nullptr);
  CHECK_FALSE(open.find<QPushButton>("gnss_connect")->isChecked());
  CHECK(open.find<QLabel>("gnss_state")->text().contains(QStringLiteral("gpsd")));
}

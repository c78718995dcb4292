// SPDX-License-Identifier: GPL-3.0-or-later
// Real lines: a pseudo terminal, a TCP server and datagrams of this computer, a file.
#include "gis/location/gnss_source.h"
#include "tests/core/gnss/nmea_text.h"

#include <QCoreApplication>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QUdpSocket>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <format>
#include <fstream>
#include <iterator>
#include <vector>

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

using namespace suyuan;
using namespace suyuan::location;

namespace {

using gnss::test::sentence;

/// The second of a day of June 2026, walking north.
std::string second(int s, const std::string& quality = "1") {
  const std::string time = std::format("{:02}{:02}{:02}.00", s / 3600, s / 60 % 60, s % 60);
  const std::string place = std::format("43{:07.4f},N,12519.0000,E", 53 + s % 60 * 0.001);
  return sentence("GPRMC," + time + "," + (quality == "0" ? "V" : "A") + "," + place + ",2.0,0.0,010626,,,A") +
         sentence("GPGGA," + time + "," + place + "," + quality + ",09,1.0,201.5,M,9.5,M,,");
}

std::string fileText(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Until it holds, at most ten seconds.
template <class Holds>
bool waitUntil(const Holds& holds) {
  QElapsedTimer timer;
  timer.start();
  while (!holds() && timer.elapsed() < 10'000) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 20);
  return holds();
}

GnssSource::Settings quick() {
  return {.restMs = 40, .firstPauseMs = 30, .longestPauseMs = 120, .silentReopenMs = 60'000};
}

/// A source and what it told.
struct Listener {
  std::unique_ptr<GnssSource> source;
  std::vector<QGeoPositionInfo> positions;
  std::vector<GnssMoment> moments;
  std::vector<GnssLink> links;
  std::vector<gnss::Health> healths;
  std::vector<QGeoPositionInfoSource::Error> errors;

  explicit Listener(const GnssAddress& address, GnssSource::Settings settings = quick()) : source(makeGnssSource(address, std::move(settings))) {
    QObject::connect(source.get(), &GnssSource::positionUpdated, source.get(), [this](const QGeoPositionInfo& p) { positions.push_back(p); });
    QObject::connect(source.get(), &GnssSource::momentTold, source.get(), [this](const GnssMoment& m) { moments.push_back(m); });
    QObject::connect(source.get(), &GnssSource::linkChanged, source.get(), [this](GnssLink l) { links.push_back(l); });
    QObject::connect(source.get(), &GnssSource::healthChanged, source.get(), [this](gnss::Health h) { healths.push_back(h); });
    QObject::connect(source.get(), &GnssSource::errorOccurred, source.get(), [this](QGeoPositionInfoSource::Error e) { errors.push_back(e); });
  }
  [[nodiscard]] bool isOpen() const { return source->link() == GnssLink::Open; }
  [[nodiscard]] bool saw(GnssLink link) const { return std::ranges::find(links, link) != links.end(); }
};

/// A receiver on a TCP port.
struct TcpReceiver {
  QTcpServer server;
  QTcpSocket* team = nullptr;

  explicit TcpReceiver(quint16 port = 0) { REQUIRE(server.listen(QHostAddress::LocalHost, port)); }
  [[nodiscard]] GnssAddress address() const { return {.kind = GnssKind::Tcp, .name = "127.0.0.1", .number = server.serverPort()}; }
  void accept() {
    REQUIRE(waitUntil([&] { return server.hasPendingConnections(); }));
    team = server.nextPendingConnection();
  }
  void say(const std::string& text) const {
    team->write(text.data(), static_cast<qint64>(text.size()));
    team->flush();
  }
};

/// The two ends of a pseudo terminal; the name is a link that can be made to lead to another one, as udev's links do.
struct Pty {
  int master = -1;
  std::string slave;

  Pty() {
    master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    REQUIRE(master >= 0);
    REQUIRE(grantpt(master) == 0);
    REQUIRE(unlockpt(master) == 0);
    slave = ptsname(master);
  }
  ~Pty() { unplug(); }
  void unplug() {
    if (master >= 0) ::close(master);
    master = -1;
  }
  void say(const std::string& text) const { REQUIRE(::write(master, text.data(), text.size()) == static_cast<ssize_t>(text.size())); }
};

} // namespace

TEST_CASE("a receiver in the network gives positions with all that Qt has words for") {
  TcpReceiver receiver;
  Listener team(receiver.address());
  team.source->startUpdates();
  receiver.accept();
  receiver.say(second(3600) + second(3601));
  // The second moment needs no third to end it: the line rests.
  REQUIRE(waitUntil([&] { return team.positions.size() == 2; }));
  const QGeoPositionInfo& first = team.positions.front();
  CHECK(first.timestamp() == QDateTime(QDate(2026, 6, 1), QTime(1, 0), QTimeZone::UTC));
  CHECK(std::abs(first.coordinate().latitude() - (43 + 53.0 / 60)) < 1e-9);
  CHECK(first.coordinate().altitude() == 201.5);
  CHECK(first.attribute(QGeoPositionInfo::HorizontalAccuracy) == 5);
  CHECK(std::abs(first.attribute(QGeoPositionInfo::GroundSpeed) - 2 * 1852.0 / 3600) < 1e-9);
  CHECK(team.source->lastKnownPosition() == team.positions.back());
  CHECK(team.moments.back().fix.satellitesUsed == 9);
  CHECK(team.moments.back().accuracy.estimated);
  CHECK(team.source->health() == gnss::Health::Good);
  CHECK(team.source->error() == QGeoPositionInfoSource::NoError);
}

TEST_CASE("a broken connection comes back by itself, however long the server was away") {
  auto receiver = std::make_unique<TcpReceiver>();
  const GnssAddress address = receiver->address();
  Listener team(address);
  team.source->startUpdates();
  receiver->accept();
  receiver->say(second(10) + second(11).substr(0, 40)); // cut off within a sentence
  REQUIRE(waitUntil([&] { return team.positions.size() == 1; }));
  receiver.reset();
  REQUIRE(waitUntil([&] { return team.saw(GnssLink::Waiting); }));
  CHECK(team.errors.front() == QGeoPositionInfoSource::ClosedError);
  REQUIRE(waitUntil([&] { return std::ranges::count(team.links, GnssLink::Waiting) >= 4; })); // nobody there
  CHECK_FALSE(team.source->lastFailure().isEmpty());
  receiver = std::make_unique<TcpReceiver>(static_cast<quint16>(address.number));
  receiver->accept();
  receiver->say(second(20));
  REQUIRE(waitUntil([&] { return team.positions.size() == 2; }));
  CHECK(team.isOpen());
  CHECK(team.source->error() == QGeoPositionInfoSource::NoError);
}

TEST_CASE("pauses between attempts grow to their bound") {
  TcpReceiver receiver;
  const GnssAddress address = receiver.address();
  receiver.server.close();
  Listener team(address);
  std::vector<qint64> attempts;
  QElapsedTimer clock;
  clock.start();
  QObject::connect(team.source.get(), &GnssSource::linkChanged, team.source.get(), [&](GnssLink link) {
    if (link == GnssLink::Opening) attempts.push_back(clock.elapsed());
  });
  team.source->startUpdates();
  REQUIRE(waitUntil([&] { return attempts.size() == 6; }));
  for (std::size_t i = 1; i < attempts.size(); ++i) CHECK(attempts[i] - attempts[i - 1] >= std::min(30 << (i - 1), 120) * 9 / 10); // timers are coarse
  team.source->stopUpdates();
  CHECK(team.source->link() == GnssLink::Stopped);
  const std::size_t before = attempts.size();
  QElapsedTimer rest;
  rest.start();
  while (rest.elapsed() < 300) QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
  CHECK(attempts.size() == before);
}

TEST_CASE("a line that is open and dumb is opened anew") {
  TcpReceiver receiver;
  GnssSource::Settings settings = quick();
  settings.silentReopenMs = 300;
  Listener team(receiver.address(), settings);
  team.source->startUpdates();
  receiver.accept();
  receiver.accept(); // again, with nothing said
  receiver.say(second(5));
  CHECK(waitUntil([&] { return team.positions.size() == 1; }));
}

TEST_CASE("a receiver on a serial line is read, unplugged, plugged in elsewhere and read again") {
  const QTemporaryDir folder;
  const std::string name = folder.filePath("ttyGNSS").toStdString();
  auto plug = std::make_unique<Pty>();
  REQUIRE(symlink(plug->slave.c_str(), name.c_str()) == 0);
  Listener team({.kind = GnssKind::Serial, .name = QString::fromStdString(name), .number = 9600});
  team.source->startUpdates();
  REQUIRE(waitUntil([&] { return team.isOpen(); }));
  for (const char c : second(30)) plug->say(std::string(1, c)); // byte by byte
  REQUIRE(waitUntil([&] { return team.positions.size() == 1; }));
  plug->unplug();
  REQUIRE(waitUntil([&] { return team.saw(GnssLink::Waiting); }));
  REQUIRE(unlink(name.c_str()) == 0);
  REQUIRE(waitUntil([&] { return std::ranges::count(team.links, GnssLink::Waiting) >= 3; }));
  const Pty other;
  REQUIRE(symlink(other.slave.c_str(), name.c_str()) == 0);
  REQUIRE(waitUntil([&] { return team.isOpen(); }));
  other.say(second(50));
  REQUIRE(waitUntil([&] { return team.positions.size() == 2; }));
  CHECK(team.source->health() == gnss::Health::Good);
}

TEST_CASE("a serial line that is not there is told, and tried again") {
  Listener team({.kind = GnssKind::Serial, .name = "/dev/ttyNOWHERE", .number = 9600});
  team.source->startUpdates();
  REQUIRE(waitUntil([&] { return team.errors.size() >= 2; }));
  CHECK(team.errors.front() == QGeoPositionInfoSource::AccessError);
}

TEST_CASE("datagrams are read, and strangers' bytes among them do no harm") {
  QUdpSocket free;
  REQUIRE(free.bind(QHostAddress::LocalHost, 0));
  const quint16 port = free.localPort();
  free.close();
  Listener team({.kind = GnssKind::Udp, .number = port});
  team.source->startUpdates();
  REQUIRE(waitUntil([&] { return team.isOpen(); }));
  QUdpSocket sender;
  const auto say = [&](const std::string& text) { sender.writeDatagram(text.data(), static_cast<qint64>(text.size()), QHostAddress::LocalHost, port); };
  say(second(40));
  say(std::string(1000, '\xfe'));
  say("");
  say(second(41));
  REQUIRE(waitUntil([&] { return team.positions.size() == 2; }));
  CHECK(team.source->bytes().noise == 1000);
}

TEST_CASE("lost, frozen and silent receivers are told as such and give no positions") {
  TcpReceiver receiver;
  GnssSource::Settings settings = quick();
  settings.watch.silentMs = 600;
  Listener team(receiver.address(), settings);
  team.source->startUpdates();
  receiver.accept();
  receiver.say(second(1));
  REQUIRE(waitUntil([&] { return team.positions.size() == 1; }));
  receiver.say(second(2, "0"));
  REQUIRE(waitUntil([&] { return team.source->health() == gnss::Health::Lost; }));
  receiver.say(second(3) + second(3) + second(3) + second(3));
  REQUIRE(waitUntil([&] { return team.source->health() == gnss::Health::Frozen; }));
  CHECK(team.positions.size() == 3); // the first two of the same second passed for good
  REQUIRE(waitUntil([&] { return team.source->health() == gnss::Health::Silent; }));
  CHECK(team.errors.back() == QGeoPositionInfoSource::UpdateTimeoutError);
  receiver.say(second(9));
  REQUIRE(waitUntil([&] { return team.source->health() == gnss::Health::Good; }));
}

TEST_CASE("what came over the line is in the raw log byte for byte, over breaks too") {
  const QTemporaryDir folder;
  GnssSource::Settings settings = quick();
  settings.rawLog = folder.filePath("raw.nmea").toStdString();
  TcpReceiver receiver;
  Listener team(receiver.address(), settings);
  team.source->startUpdates();
  receiver.accept();
  const std::string first = "\x01\x02noise" + second(1), later = second(7);
  receiver.say(first);
  REQUIRE(waitUntil([&] { return team.positions.size() == 1; }));
  receiver.team->abort();
  receiver.accept();
  receiver.say(later);
  REQUIRE(waitUntil([&] { return team.positions.size() == 2; }));
  CHECK(fileText(settings.rawLog) == first + later);
}

TEST_CASE("a raw log that cannot be written does not stop the positions") {
  GnssSource::Settings settings = quick();
  settings.rawLog = "/proc/none/raw.nmea";
  TcpReceiver receiver;
  Listener team(receiver.address(), settings);
  int told = 0;
  QObject::connect(team.source.get(), &GnssSource::rawLogFailed, team.source.get(), [&](const Error& error) {
    CHECK(error.code == ErrorCode::FileUnwritable);
    ++told;
  });
  team.source->startUpdates();
  receiver.accept();
  receiver.say(second(1));
  REQUIRE(waitUntil([&] { return team.positions.size() == 1; }));
  CHECK(told == 1);
}

TEST_CASE("a log is replayed at its pace or many times as fast, and ends") {
  const std::string log = SUYUAN_TEST_DATA "/nmea/gpsd_hab-gpspi.log";
  QElapsedTimer timer;
  timer.start();
  Listener slow({.kind = GnssKind::Replay, .name = QString::fromStdString(log), .speed = 4});
  slow.source->startUpdates();
  REQUIRE(waitUntil([&] { return slow.source->link() == GnssLink::Ended; }));
  CHECK(timer.elapsed() >= 480); // two seconds at four times
  CHECK(slow.positions.size() == 3);
  CHECK(slow.positions.front().timestamp().date() == QDate(2015, 6, 21)); // not mended to a later era
  Listener fast({.kind = GnssKind::Replay, .name = SUYUAN_TEST_DATA "/nmea/gpsd_ublox-8.log", .speed = 0});
  fast.source->startUpdates();
  REQUIRE(waitUntil([&] { return fast.source->link() == GnssLink::Ended; }));
  CHECK(fast.positions.size() == 72);
  CHECK(fast.healths.back() == gnss::Health::Silent);
  fast.source->startUpdates(); // once more
  REQUIRE(waitUntil([&] { return fast.positions.size() == 144; }));
  Listener none({.kind = GnssKind::Replay, .name = "/nowhere.nmea"});
  none.source->startUpdates();
  REQUIRE(waitUntil([&] { return !none.errors.empty(); }));
  CHECK(none.errors.front() == QGeoPositionInfoSource::AccessError);
}

TEST_CASE("one position is given on request, or a timeout") {
  TcpReceiver receiver;
  Listener team(receiver.address());
  team.source->requestUpdate(5000);
  receiver.accept();
  receiver.say(second(1) + second(2) + second(3));
  REQUIRE(waitUntil([&] { return team.source->link() == GnssLink::Stopped; }));
  CHECK(team.positions.size() == 1);
  team.source->requestUpdate(100);
  REQUIRE(waitUntil([&] { return !team.errors.empty(); }));
  CHECK(team.errors.back() == QGeoPositionInfoSource::UpdateTimeoutError);
  team.source->requestUpdate(1); // less than the least
  CHECK(team.errors.size() == 2);
}

TEST_CASE("an interval thins the positions and not the moments") {
  TcpReceiver receiver;
  Listener team(receiver.address());
  team.source->setUpdateInterval(60'000);
  team.source->startUpdates();
  receiver.accept();
  receiver.say(second(1) + second(2) + second(3));
  REQUIRE(waitUntil([&] { return team.moments.size() == 3; }));
  CHECK(team.positions.size() == 1);
}

TEST_CASE("a fix without a date is given the day that is nearest to this computer's") {
  gnss::Fix fix;
  fix.valid = fix.timed = true;
  fix.lon = 125, fix.lat = 44;
  const QDateTime now = QDateTime::currentDateTimeUtc();
  fix.time = now.time().msecsSinceStartOfDay();
  CHECK(std::abs(positionOf(fix, {}).timestamp().msecsTo(now)) < 60'000);
  CHECK_FALSE(positionOf(gnss::Fix{}, {}).isValid());
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/positioning.h"
#include "app/desktop/shell/power.h"
#include "app/desktop/shell/preferences.h"
#include "tests/app/desktop/open_window.h"
#include "tests/core/survey/book.h"

#include <QSignalSpy>

#include <fstream>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

struct Supplies {
  QTemporaryDir folder;
  std::filesystem::path path = folder.path().toStdString();

  void put(const char* name, const char* type, int capacity, const char* status, const char* scope = "System") const {
    const auto at = path / name;
    std::filesystem::create_directories(at);
    std::ofstream(at / "type") << type << '\n';
    std::ofstream(at / "capacity") << capacity << '\n';
    std::ofstream(at / "status") << status << '\n';
    std::ofstream(at / "scope") << scope << '\n';
  }
};

} // namespace

TEST_CASE("power is saved on a battery that runs low, and not once it charges") {
  const Supplies supplies;
  supplies.put("AC", "Mains", 0, "");
  CHECK_FALSE(readBattery(supplies.path));
  CHECK_FALSE(readBattery(supplies.path / "none"));
  supplies.put("hidpp_battery_0", "Battery", 5, "Discharging", "Device"); // a mouse
  CHECK_FALSE(readBattery(supplies.path));
  supplies.put("BAT0", "Battery", 30, "Discharging");
  supplies.put("BAT1", "Battery", 41, "Full");
  REQUIRE(readBattery(supplies.path));
  CHECK(readBattery(supplies.path)->percent == 36);
  CHECK_FALSE(readBattery(supplies.path)->charging);
  Power power(supplies.path);
  CHECK(power.isSaving());
  supplies.put("BAT0", "Battery", 31, "Charging");
  power.look();
  CHECK_FALSE(power.isSaving());
  power.choose(PowerChoice::Saving);
  CHECK(power.isSaving());
  supplies.put("BAT0", "Battery", 31, "Discharging");
  power.choose(PowerChoice::Full);
  CHECK_FALSE(power.isSaving());
  power.choose(PowerChoice::Automatic);
  CHECK(power.isSaving());
  supplies.put("BAT0", "Battery", 90, "Discharging");
  power.look();
  CHECK_FALSE(power.isSaving());
}

TEST_CASE("saving power, the receiver's positions are taken note of less often") {
  Positioning positioning(std::shared_ptr<const rules::RuleBook>(&test::jilinBook(), [](const rules::RuleBook*) {}), {});
  int told = 0;
  QObject::connect(&positioning, &Positioning::told, &positioning, [&] { ++told; });
  const auto replayed = [&](int interval) {
    positioning.setInterval(interval);
    REQUIRE(positioning.start(QStringLiteral("file:" SUYUAN_TEST_DATA "/nmea/gpsd_unicore-um621.log@40")));
    told = 0;
    REQUIRE(QTest::qWaitFor([&] { return positioning.source()->link() == location::GnssLink::Ended; }, 60'000));
    positioning.stop();
    return told;
  };
  const int all = replayed(0), fewer = replayed(600'000);
  CHECK(all > 20);
  CHECK(fewer * 2 < all); // but for what changes: a fix lost and found, the line
}

TEST_CASE("the map draws fewer pictures while power is saved, and the last view all the same; the status bar says it") {
  OpenWindow open;
  CHECK_FALSE(open.find<QLabel>("battery")->isVisible());
  Preferences wanted = Preferences::load();
  wanted.power = PowerChoice::Saving;
  open.window.applyPreferences(wanted);
  open.settle();
  CHECK(open.find<QLabel>("battery")->text() == QStringLiteral("省电"));
  MapCanvas& canvas = *open.window.canvas();
  QSignalSpy drawn(&canvas, &MapCanvas::drawn);
  QElapsedTimer clock;
  clock.start();
  while (clock.elapsed() < 600) {
    canvas.setView(canvas.view().zoomedAt(QPointF(canvas.rect().center()), 1.01));
    QTest::qWait(5);
  }
  open.settle();
  CHECK(drawn.count() <= 600 / Power::frameMs + 3);
  CHECK(canvas.isDrawn());
  wanted.power = PowerChoice::Automatic;
  open.window.applyPreferences(wanted);
  open.settle();
  CHECK_FALSE(open.find<QLabel>("battery")->isVisible());
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/network_panel.h"
#include "core/model/channel.h"
#include "core/model/unit.h"
#include "tests/app/desktop/open_window.h"

#include <QDockWidget>
#include <QTreeWidget>

#include <algorithm>

using namespace suyuan;
using namespace suyuan::desktop;

TEST_CASE("a click on an outfall and the trace key light the path up to the unit") {
  const Point outlet{125.3000, 43.9000}, bend{125.3030, 43.9010}, source{125.3060, 43.9000};
  OpenWindow open([&](store::Edit& e) -> Result<> {
    Outfall outfall;
    outfall.geometry = outlet;
    outfall.name = "甲排口";
    SUYUAN_TRY(e.insert(outfall));
    Channel channel;
    channel.geometry = LineString{{source, bend, outlet}}; // drawn in the direction of flow
    channel.kind = "管道";
    SUYUAN_TRY(e.insert(channel));
    Unit unit;
    unit.name = "某某纸业";
    unit.geometry = source;
    SUYUAN_TRY(e.insert(unit));
    return {};
  });
  open.activate();
  MapCanvas& canvas = *open.window.canvas();
  QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.screenOf(outlet)->toPoint());
  REQUIRE(open.window.form()->fid().isSet());
  open.settle();
  const auto colourNearBend = [&] {
    const QImage picture = canvas.grab().toImage();
    const QColor wanted = canvas.scene().style->trace;
    const QPoint at = canvas.screenOf(Point{(bend.x + source.x) / 2, (bend.y + source.y) / 2})->toPoint();
    int close = 0;
    for (int dx = -4; dx <= 4; ++dx)
      for (int dy = -4; dy <= 4; ++dy) {
        const QColor c = picture.pixelColor(at + QPoint(dx, dy));
        if (std::abs(c.red() - wanted.red()) + std::abs(c.green() - wanted.green()) + std::abs(c.blue() - wanted.blue()) < 60) ++close;
      }
    return close;
  };
  CHECK(colourNearBend() == 0);
  QTest::keyClick(&open.window, Qt::Key_U, Qt::ControlModifier);
  REQUIRE(QTest::qWaitFor([&] { return !canvas.scene().tracePaths.empty() && open.window.isSettled(); }, 20'000));
  CHECK(colourNearBend() > 5);
  auto* reached = open.find<QTreeWidget>("trace");
  CHECK_FALSE(reached->findItems(QStringLiteral("某某纸业"), Qt::MatchRecursive | Qt::MatchExactly).isEmpty());
}

namespace {

const Point outletAt{125.3000, 43.9000}, middleAt{125.3030, 43.9000}, millAt{125.3060, 43.9000};

/// A mill, a channel from it that ends 2 m short of the next one, and that one on to the outfall.
Result<> brokenChain(store::Edit& e) {
  Outfall outfall;
  outfall.geometry = outletAt;
  outfall.name = "甲排口";
  SUYUAN_TRY(e.insert(outfall));
  Channel lower;
  lower.geometry = LineString{{middleAt, outletAt}};
  lower.name = "下段";
  SUYUAN_TRY(e.insert(lower));
  Channel upper;
  upper.geometry = LineString{{millAt, {middleAt.x + 0.000025, middleAt.y}}};
  upper.name = "上段";
  SUYUAN_TRY(e.insert(upper));
  Unit unit;
  unit.name = "某某纸业";
  unit.geometry = millAt;
  SUYUAN_TRY(e.insert(unit));
  return {};
}

/// Until the trace that is shown reaches the mill, or does not.
void waitForMill(OpenWindow& open, bool reached) {
  REQUIRE(QTest::qWaitFor([&] {
    return open.window.isSettled() && !open.find<QTreeWidget>("trace")->findItems(QStringLiteral("某某纸业"), Qt::MatchRecursive | Qt::MatchExactly).isEmpty() == reached;
  }, 20'000));
}

} // namespace

TEST_CASE("a trace that stops at a gap says so, the gap is closed with one button, and the lit path follows that, an undo and a reversal at once") {
  OpenWindow open(brokenChain);
  open.activate();
  const Fid outfall = open.window.session()->reader().all<Outfall>().value().front().fid;
  open.window.selectOutfall(outfall, true);
  open.use("act_trace_up");
  REQUIRE(QTest::qWaitFor([&] { return open.window.findChild<QPushButton*>(QStringLiteral("trace_gap_0")) != nullptr && open.window.isSettled(); }, 20'000));
  CHECK(open.find<QPushButton>("trace_gap_0")->text().contains(QStringLiteral("2.0")));
  waitForMill(open, false);
  const auto paths = [&] { return open.window.canvas()->scene().tracePaths; };
  const auto before = paths();
  open.find<QPushButton>("trace_mend_0")->click();
  waitForMill(open, true);
  CHECK(paths() != before);
  CHECK(open.window.findChild<QPushButton*>(QStringLiteral("trace_gap_0")) == nullptr);
  open.use("act_undo");
  waitForMill(open, false);
  CHECK(paths() == before);
  open.use("act_redo");
  waitForMill(open, true);
  const auto channels = open.window.session()->reader().all<Channel>().value();
  const auto upper = std::ranges::find(channels, std::string("上段"), &Channel::name);
  REQUIRE(upper != channels.end());
  REQUIRE(open.window.session()->setField(Layer::Channels, upper->fid, "flow_direction", Value{std::string("反向")}, QStringLiteral("反向")));
  waitForMill(open, false); // the water of the mill no longer comes this way
  REQUIRE(open.window.session()->edit(QStringLiteral("删除"), [&](store::Edit& e) { return e.removeRow(Layer::Outfalls, outfall); }));
  REQUIRE(QTest::qWaitFor([&] { return paths().empty(); }, 20'000)); // the start is gone, and with it the path
}

TEST_CASE("what is wrong with the network is listed by kind, mended all of a kind, and listed again after every edit") {
  OpenWindow open(brokenChain);
  open.activate();
  auto* dock = open.find<QDockWidget>("dock_network");
  dock->show();
  dock->raise();
  auto* panel = open.window.findChild<NetworkPanel*>();
  REQUIRE(panel != nullptr);
  const auto mendable = [&] { return std::ranges::count_if(panel->findings(), [](const survey::NetworkFinding& one) { return one.fix.has_value(); }); };
  REQUIRE(QTest::qWaitFor([&] { return panel->isSettled() && open.window.isSettled() && mendable() > 0; }, 20'000));
  auto* list = open.find<QTreeWidget>("network");
  REQUIRE(list->topLevelItemCount() > 0);
  const auto* first = list->topLevelItem(0);
  CHECK(first->text(0).startsWith(QStringLiteral("端点未接")));
  list->setCurrentItem(list->topLevelItem(0)->child(0));
  CHECK(open.find<QPushButton>("network_mend")->isEnabled());
  open.find<QPushButton>("network_mend_kind")->click();
  REQUIRE(QTest::qWaitFor([&] { return panel->isSettled() && open.window.isSettled() && mendable() == 0; }, 20'000));
  open.use("act_undo");
  REQUIRE(QTest::qWaitFor([&] { return panel->isSettled() && open.window.isSettled() && mendable() > 0; }, 20'000));
}

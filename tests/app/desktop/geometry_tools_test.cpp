// SPDX-License-Identifier: GPL-3.0-or-later
// Drawing, reshaping, splitting, joining and turning lines with the mouse and the keys of the real window.
#include "app/desktop/tools/draw_tool.h"
#include "app/desktop/tools/vertex_tool.h"
#include "core/model/channel.h"
#include "core/model/river.h"
#include "core/model/well.h"
#include "core/model/zone.h"
#include "tests/app/desktop/open_window.h"

#include <QSignalSpy>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

constexpr double west = 125.30, east = 125.32, south = 43.89, north = 43.90;

/// A channel west to east with two joints, one from its end to the north, a river below both and a well.
Result<> fill(store::Edit& e) {
  Channel channel;
  channel.sourceId = "G1";
  channel.length = 1'600;
  channel.invertUp = 10;
  channel.invertDown = 8;
  channel.geometry = LineString{{{west, 43.895}, {125.31, 43.895}, {east, 43.895}}};
  SUYUAN_TRY(e.insert(channel));
  Channel next;
  next.sourceId = "G2";
  next.geometry = LineString{{{east, 43.895}, {east, north}}};
  SUYUAN_TRY(e.insert(next));
  River river;
  river.name = "伊通河";
  river.geometry = LineString{{{west, south}, {125.31, south}, {east, south}}};
  SUYUAN_TRY(e.insert(river));
  Well well;
  well.sourceId = "W7";
  well.geometry = Point{125.305, 43.898};
  SUYUAN_TRY(e.insert(well));
  return {};
}

struct Drawing : OpenWindow {
  Drawing() : OpenWindow(fill) {
    window.canvas()->fitAll();
    window.canvas()->setView(window.canvas()->view().withScale(18'000)); // wells are shown from 1 : 20,000 on
    settle();
    activate();
    for (const auto& [lon, lat] : {std::pair(west, south), std::pair(east, north)}) REQUIRE(window.canvas()->rect().adjusted(20, 20, -20, -20).contains(at(lon, lat)));
  }
  QPoint at(double lon, double lat) { return window.canvas()->screenOf({.x = lon, .y = lat})->toPoint(); }
  void point(QPoint where) { QTest::mouseMove(window.canvas(), where); }
  void click(double lon, double lat, Qt::KeyboardModifiers held = {}) {
    point(at(lon, lat));
    QTest::mouseClick(window.canvas(), Qt::LeftButton, held, at(lon, lat));
  }
  void drag(QPoint from, QPoint to) {
    QTest::mousePress(window.canvas(), Qt::LeftButton, {}, from);
    point((from + to) / 2);
    point(to);
    QTest::mouseRelease(window.canvas(), Qt::LeftButton, {}, to);
  }
  void key(Qt::Key which, Qt::KeyboardModifiers held = {}) {
    window.canvas()->setFocus();
    QTest::keyClick(window.canvas(), which, held);
  }
  template <class Record>
  std::vector<Record> all() { return window.session()->reader().all<Record>().value(); }
  Channel channel(const std::string& id) {
    for (Channel& one : all<Channel>())
      if (one.sourceId == id) return one;
    FAIL("no channel " << id);
    return {};
  }
};

const std::vector<Point>& pointsOf(const Geometry& geometry) { return std::get<LineString>(geometry).points; }

} // namespace

TEST_CASE("a drawn channel begins exactly at the well it was snapped to and takes its number") {
  Drawing open;
  open.use("tool_draw");
  open.point(open.at(125.305, 43.898) + QPoint(6, 3)); // beside the well, within reach
  QTest::mouseClick(open.window.canvas(), Qt::LeftButton, {}, open.at(125.305, 43.898) + QPoint(6, 3));
  open.click(125.3075, 43.8968);
  open.point(open.at(125.31, 43.895) + QPoint(-5, 4));
  QTest::mouseDClick(open.window.canvas(), Qt::LeftButton, {}, open.at(125.3075, 43.8968)); // far from the start of a second
  auto channels = open.all<Channel>();
  REQUIRE(channels.size() == 3);
  const auto made = std::ranges::find_if(channels, [](const Channel& one) { return one.sourceId.empty(); });
  REQUIRE(made != channels.end());
  REQUIRE(pointsOf(made->geometry).size() == 2);
  CHECK(pointsOf(made->geometry).front() == Point{125.305, 43.898}); // to the last bit
  CHECK(made->fromNode == "W7");
  open.key(Qt::Key_Z, Qt::ControlModifier); // nothing is half drawn any more: the entry goes
  CHECK(open.all<Channel>().size() == 2);
}

TEST_CASE("with Alt held or snapping off a corner stays where it was clicked") {
  Drawing open;
  open.use("tool_draw");
  auto* tool = dynamic_cast<DrawTool*>(open.window.canvas()->tool());
  REQUIRE(tool != nullptr);
  const QPoint beside = open.at(125.305, 43.898) + QPoint(6, 3);
  QTest::mouseClick(open.window.canvas(), Qt::LeftButton, Qt::AltModifier, beside);
  REQUIRE(tool->corners().size() == 1);
  CHECK_FALSE(tool->corners().front() == Point{125.305, 43.898});
  open.key(Qt::Key_Escape);
  CHECK(tool->corners().empty());
  open.use("act_snap");
  QTest::mouseClick(open.window.canvas(), Qt::LeftButton, {}, beside);
  CHECK_FALSE(tool->corners().at(0) == Point{125.305, 43.898});
  open.key(Qt::Key_Escape);
  open.use("act_snap");
  QTest::mouseClick(open.window.canvas(), Qt::LeftButton, {}, beside);
  CHECK(tool->corners().at(0) == Point{125.305, 43.898});
}

TEST_CASE("Ctrl+Z while drawing takes back one corner, not what was recorded before") {
  Drawing open;
  open.use("tool_draw");
  auto* tool = dynamic_cast<DrawTool*>(open.window.canvas()->tool());
  REQUIRE(tool != nullptr);
  open.click(125.303, 43.8925);
  open.click(125.305, 43.8925);
  open.click(125.307, 43.8925);
  REQUIRE(tool->corners().size() == 3);
  open.key(Qt::Key_Z, Qt::ControlModifier);
  CHECK(tool->corners().size() == 2);
  open.key(Qt::Key_Backspace);
  CHECK(tool->corners().size() == 1);
  open.key(Qt::Key_Return); // one corner is no line: said, and it stays
  CHECK(tool->corners().size() == 1);
  CHECK_FALSE(open.banner().isEmpty());
  CHECK(open.all<Channel>().size() == 2);
  open.key(Qt::Key_Space); // a corner at the middle of the map, by keys alone
  CHECK(tool->corners().size() == 2);
  open.key(Qt::Key_Return);
  CHECK(open.all<Channel>().size() == 3);
}

TEST_CASE("a zone is drawn as a closed ring") {
  Drawing open;
  open.find<QAction>("draw_into_zones")->trigger();
  open.click(125.303, 43.8915, Qt::AltModifier);
  open.click(125.306, 43.8915, Qt::AltModifier);
  open.click(125.306, 43.8935, Qt::AltModifier);
  open.key(Qt::Key_Return);
  const auto zones = open.all<Zone>();
  REQUIRE(zones.size() == 1);
  const auto& ring = std::get<Polygon>(zones.front().geometry).rings.at(0);
  CHECK(ring.size() == 4);
  CHECK(ring.front() == ring.back());
}

TEST_CASE("a vertex that is dragged moves the lines that meet in it, and one undo takes both back") {
  Drawing open;
  open.use("tool_vertices");
  open.click(125.306, 43.895);
  auto* tool = dynamic_cast<VertexTool*>(open.window.canvas()->tool());
  REQUIRE(tool != nullptr);
  REQUIRE(tool->record().has_value());
  const QPoint from = open.at(east, 43.895);
  open.drag(from, from + QPoint(-40, 30));
  const Channel first = open.channel("G1"), second = open.channel("G2");
  CHECK(pointsOf(first.geometry).back().x < east - 1e-5);
  CHECK(pointsOf(first.geometry).back() == pointsOf(second.geometry).front());
  open.key(Qt::Key_Z, Qt::ControlModifier);
  CHECK(pointsOf(open.channel("G1").geometry).back() == Point{east, 43.895});
  CHECK(pointsOf(open.channel("G2").geometry).front() == Point{east, 43.895});
}

TEST_CASE("a double click on an edge sets a vertex and Delete takes the one under the pointer away") {
  Drawing open;
  open.use("tool_vertices");
  open.click(125.306, 43.895);
  QTest::mouseDClick(open.window.canvas(), Qt::LeftButton, {}, open.at(125.3035, 43.895));
  QTest::mouseRelease(open.window.canvas(), Qt::LeftButton, {}, open.at(125.3035, 43.895));
  REQUIRE(pointsOf(open.channel("G1").geometry).size() == 4);
  open.point(open.at(125.31, 43.895));
  open.key(Qt::Key_Delete);
  const Channel left = open.channel("G1");
  CHECK(pointsOf(left.geometry).size() == 3);
  CHECK(std::ranges::find(pointsOf(left.geometry), Point{125.31, 43.895}) == pointsOf(left.geometry).end());
  open.click(east, 43.8975); // the other line
  open.point(open.at(east, north));
  open.key(Qt::Key_Delete); // of two vertices none can go
  CHECK(pointsOf(open.channel("G2").geometry).size() == 2);
  CHECK_FALSE(open.banner().isEmpty());
}

TEST_CASE("a river takes the course that is drawn across it, and keeps its ends") {
  Drawing open;
  open.use("tool_reshape");
  open.click(125.303, 43.8893, Qt::AltModifier);
  open.click(125.304, 43.8907, Qt::AltModifier);
  open.click(125.307, 43.8907, Qt::AltModifier);
  open.click(125.308, 43.8893, Qt::AltModifier);
  open.key(Qt::Key_Return);
  const auto rivers = open.all<River>();
  REQUIRE(rivers.size() == 1);
  const auto& course = pointsOf(rivers.front().geometry);
  CHECK(course.front() == Point{west, south});
  CHECK(course.back() == Point{east, south});
  CHECK(std::ranges::any_of(course, [](const Point& at) { return at.y > 43.8905; }));
  CHECK(std::ranges::none_of(course, [](const Point& at) { return at.y < south - 1e-6; })); // what reached beyond is not in it
}

TEST_CASE("a line that crosses nothing twice changes nothing and stays for going on") {
  Drawing open;
  open.use("tool_reshape");
  open.click(125.303, 43.8893, Qt::AltModifier);
  open.click(125.303, 43.8907, Qt::AltModifier);
  open.key(Qt::Key_Return);
  CHECK(pointsOf(open.all<River>().at(0).geometry).size() == 3);
  CHECK_FALSE(open.banner().isEmpty());
  CHECK(dynamic_cast<DrawTool*>(open.window.canvas()->tool())->corners().size() == 2);
}

TEST_CASE("a channel is split where it is clicked and each piece keeps its own end") {
  Drawing open;
  open.use("tool_split");
  open.click(125.3051, 43.895);
  auto channels = open.all<Channel>();
  REQUIRE(channels.size() == 3);
  std::erase_if(channels, [](const Channel& one) { return one.sourceId != "G1"; });
  REQUIRE(channels.size() == 2);
  const bool firstBegins = pointsOf(channels[0].geometry).front().x < pointsOf(channels[1].geometry).front().x;
  const Channel &begin = channels[firstBegins ? 0 : 1], &rest = channels[firstBegins ? 1 : 0];
  CHECK(pointsOf(begin.geometry).back() == pointsOf(rest.geometry).front());
  CHECK(begin.invertUp == 10.0);
  CHECK_FALSE(begin.invertDown.has_value());
  CHECK(rest.invertDown == 8.0);
  CHECK(*begin.length + *rest.length == 1'600);
  open.key(Qt::Key_Z, Qt::ControlModifier);
  CHECK(open.all<Channel>().size() == 2);
}

TEST_CASE("lines that are clicked one by one become one on Enter, and what differed is told") {
  Drawing open;
  open.use("tool_join");
  open.click(125.306, 43.895);
  open.click(east, 43.8975);
  open.key(Qt::Key_Return);
  const auto channels = open.all<Channel>();
  REQUIRE(channels.size() == 1);
  CHECK(channels.front().sourceId == "G1"); // the longer one stays
  CHECK(pointsOf(channels.front().geometry).back() == Point{east, north});
  CHECK(open.banner().contains(QStringLiteral("G2")));
  open.key(Qt::Key_Z, Qt::ControlModifier);
  CHECK(open.all<Channel>().size() == 2);
}

TEST_CASE("lines of two layers are not joined") {
  Drawing open;
  open.use("tool_join");
  open.click(125.306, 43.895);
  open.click(125.306, south);
  open.key(Qt::Key_Return);
  CHECK(open.all<Channel>().size() == 2);
  CHECK(open.all<River>().size() == 1);
  CHECK_FALSE(open.banner().isEmpty());
}

TEST_CASE("a channel that is turned changes its inverts over") {
  Drawing open;
  open.use("tool_reverse");
  open.click(125.306, 43.895);
  const Channel turned = open.channel("G1");
  CHECK(pointsOf(turned.geometry).front() == Point{east, 43.895});
  CHECK(turned.invertUp == 8.0);
  CHECK(turned.invertDown == 10.0);
}

TEST_CASE("an outfall that is added beside the end of a channel lies exactly on it") {
  Drawing open;
  open.use("tool_add");
  const QPoint beside = open.at(east, north) + QPoint(5, 4);
  open.point(beside);
  QTest::mouseClick(open.window.canvas(), Qt::LeftButton, {}, beside);
  const Fid fid = open.window.form()->fid();
  REQUIRE(fid.isSet());
  CHECK(std::get<Point>(open.outfall(fid).geometry) == Point{east, north});
  // The river beside it is no aim: an outfall stands on the bank, not in midstream.
  const QPoint bank = open.at(125.306, south) + QPoint(0, -6);
  open.use("tool_add");
  QTest::mouseClick(open.window.canvas(), Qt::LeftButton, {}, bank);
  CHECK(std::get<Point>(open.outfall(open.window.form()->fid()).geometry).y > south + 1e-6);
}

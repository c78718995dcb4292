// SPDX-License-Identifier: GPL-3.0-or-later
#include "open_window.h"

#include "app/desktop/tools/map_tool.h"
#include "core/model/river.h"
#include "gis/render/clusters.h"
#include "gis/render/style.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QShortcut>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

/// A river across the county, with outfalls along it.
Result<> riverWithOutfalls(store::Edit& edit, int outfalls) {
  River river;
  river.name = "伊通河";
  LineString line;
  for (int i = 0; i <= 100; ++i) line.points.push_back({125.0 + i * 0.01, 43.5 + 0.1 * std::sin(i * 0.2)});
  river.geometry = std::move(line);
  SUYUAN_TRY(edit.insert(river));
  std::vector<Row> rows;
  for (int i = 0; i < outfalls; ++i) {
    Outfall o;
    o.fid = Fid{1000 + i};
    o.geometry = Point{125.0 + i * 1.0 / outfalls, 43.5 + 0.1 * std::sin(i * 20.0 / outfalls)};
    o.status = "已确认";
    rows.push_back(toRow(o));
  }
  return edit.insertBulk(Layer::Outfalls, rows);
}

/// Writes down what reaches it.
class LoggingTool : public MapTool {
public:
  QStringList log;
  Qt::Key own = Qt::Key_unknown;
  void press(QPointF) override { log << (modifiers_ & Qt::ControlModifier ? "ctrl press" : "press"); }
  void moveTo(QPointF) override { log << "move"; }
  void release(QPointF) override { log << "release"; }
  void doubleClick(QPointF) override { log << "double"; }
  bool wants(const QKeyEvent& event) const override { return event.key() == own; }
  bool key(const QKeyEvent& event) override {
    if (event.key() != own) return false;
    log << "key";
    return true;
  }
  void paint(QPainter& painter) const override { painter.fillRect(QRect(100, 100, 20, 20), Qt::magenta); }
};

double equalShare(const QImage& a, const QImage& b) {
  std::int64_t equal = 0, all = 0;
  for (int y = 0; y < a.height(); ++y)
    for (int x = 0; x < a.width(); ++x, ++all) equal += a.pixel(x, y) == b.pixel(x, y);
  return static_cast<double>(equal) / static_cast<double>(all);
}

} // namespace

TEST_CASE("out of a near view the pictures before it stand in until the map is drawn anew") {
  OpenWindow open([](store::Edit& edit) { return riverWithOutfalls(edit, 50); });
  MapCanvas& canvas = *open.window.canvas();
  canvas.fitAll();
  open.settle();
  const render::MapView far = canvas.view();
  const QImage farPicture = canvas.grab().toImage();
  canvas.setView(far.zoomedAt(QPointF(canvas.rect().center()), 10));
  open.settle();
  const QImage nearPicture = canvas.grab().toImage();
  REQUIRE(equalShare(nearPicture, farPicture) < 0.999);

  canvas.setView(far);
  const QImage at_once = canvas.grab().toImage(); // nothing was drawn in between
  CHECK_FALSE(canvas.isDrawn());
  // All but the middle tenth, where the near picture lies, is the far one to the pixel.
  CHECK(equalShare(at_once, farPicture) > 0.97);
  open.settle();
  CHECK(equalShare(canvas.grab().toImage(), farPicture) == 1.0);
}

TEST_CASE("pictures of what the map showed before a change do not stand in") {
  OpenWindow open([](store::Edit& edit) { return riverWithOutfalls(edit, 50); });
  MapCanvas& canvas = *open.window.canvas();
  canvas.setFurniture(false);
  canvas.fitAll();
  open.settle();
  const render::MapView far = canvas.view();
  const QImage before = canvas.grab().toImage();
  canvas.setView(far.zoomedAt(QPointF(canvas.rect().center()), 10));
  open.settle();
  canvas.changeScene([](render::MapScene& scene) {
    for (auto& layer : scene.layers) layer.visible = false;
  });
  open.settle();
  canvas.setView(far);
  const QImage after = canvas.grab().toImage();
  CHECK(equalShare(after, before) < 0.999);
  std::int64_t drawn = 0; // inside the frame that says where the keys go
  for (int y = 5; y < after.height() - 5; ++y)
    for (int x = 5; x < after.width() - 5; ++x) drawn += after.pixel(x, y) != canvas.scene().style->background.rgb();
  CHECK(drawn == 0);
}

TEST_CASE("a large layer has its levels of detail in the window, and has them again after an edit") {
  constexpr int many = 25'000;
  OpenWindow open([](store::Edit& edit) { return riverWithOutfalls(edit, many); });
  const auto table = [&] { return open.window.canvas()->scene().find("outfalls")->table; };
  REQUIRE(table()->size() == many);
  REQUIRE(table()->pointLevel.size() == many);
  const auto row = *table()->rowOf(1000 + 77);
  REQUIRE(open.window.session()->setField(Layer::Outfalls, Fid{1000 + 77}, "status", Value{std::string("疑似")}, QStringLiteral("改")));
  const auto edits = [&]() -> const render::SceneLayer* {
    for (const auto& layer : open.window.canvas()->scene().layers)
      if (layer.isEdits()) return &layer;
    return nullptr;
  };
  // At once, before the window does anything else, as an edit above the table without a new table of them all; then worked in.
  REQUIRE(edits() != nullptr);
  CHECK(edits()->table->size() == 1);
  CHECK(edits()->table->status.word(0) == "疑似");
  CHECK(table()->status.word(row) == "已确认");
  CHECK(QTest::qWaitFor([&] { return edits() == nullptr; }, 20'000));
  CHECK(table()->status.word(row) == "疑似");
  CHECK(table()->pointLevel.size() == many);

  // More than a hand does at once is read on a worker.
  REQUIRE(open.window.session()->edit(QStringLiteral("改"), [](store::Edit& edit) -> Result<> {
    for (int i = 0; i < 30; ++i) SUYUAN_TRY(edit.setField(Layer::Outfalls, Fid{1000 + i}, "status", Value{std::string("疑似")}));
    return {};
  }));
  open.settle();
  REQUIRE(edits() != nullptr);
  CHECK(edits()->table->size() == 30);
  CHECK(QTest::qWaitFor([&] { return edits() == nullptr; }, 20'000));
  for (int i = 0; i < 30; ++i) CHECK(table()->status.word(*table()->rowOf(1000 + i)) == "疑似");
}

TEST_CASE("an outfall added among many is painted before the map is drawn anew") {
  OpenWindow open([](store::Edit& edit) { return riverWithOutfalls(edit, 25'000); });
  MapCanvas& canvas = *open.window.canvas();
  canvas.showLonLat({125.5, 43.9}, 100'000); // where nothing is
  open.settle();
  const QImage before = canvas.grab().toImage();
  open.window.addOutfallAt(Point{125.5, 43.9});
  canvas.showMarker(std::nullopt);
  const QImage atOnce = canvas.grab().toImage(); // nothing else had its turn
  const QRect around(before.width() / 2 - 8, before.height() / 2 - 8, 16, 16);
  CHECK(equalShare(atOnce.copy(around), before.copy(around)) < 0.97); // a small sign in it
  open.settle();
  const QImage drawn = canvas.grab().toImage();
  const QRect middle(before.width() / 2 - 3, before.height() / 2 - 3, 6, 6);
  CHECK(equalShare(drawn.copy(middle), before.copy(middle)) < 0.5);
}

TEST_CASE("scale bar and north arrow have their words in the window, too") {
  OpenWindow open([](store::Edit& edit) { return riverWithOutfalls(edit, 5); });
  MapCanvas& canvas = *open.window.canvas();
  const QImage alone = canvas.grab().toImage();
  const QPoint corner = canvas.mapTo(&open.window, QPoint(0, 0));
  REQUIRE((corner.x() > 0 && corner.y() > 0)); // not the window's own corner
  CHECK(equalShare(open.window.grab().toImage().copy(QRect(corner, canvas.size())), alone) > 0.9999);
}

TEST_CASE("a tool gets clicks, double clicks and its own keys before the window's, and paints over the map") {
  OpenWindow open([](store::Edit& edit) { return riverWithOutfalls(edit, 5); });
  MapCanvas& canvas = *open.window.canvas();
  LoggingTool tool;
  canvas.setTool(&tool);
  const QPoint at(300, 200);
  QTest::mouseClick(&canvas, Qt::LeftButton, Qt::ControlModifier, at);
  CHECK(tool.log == QStringList{"ctrl press", "release"});
  tool.log.clear();
  QTest::mouseClick(&canvas, Qt::LeftButton, {}, at);
  QMouseEvent twice(QEvent::MouseButtonDblClick, at, canvas.mapToGlobal(at), Qt::LeftButton, Qt::LeftButton, {});
  QApplication::sendEvent(&canvas, &twice);
  QTest::mouseRelease(&canvas, Qt::LeftButton, {}, at);
  CHECK(tool.log == QStringList{"press", "release", "double", "release"});
  CHECK(canvas.grab().toImage().pixelColor((QPointF(110, 110) * canvas.devicePixelRatioF()).toPoint()) == QColor(Qt::magenta));

  QShortcut shortcut(Qt::Key_F12, &open.window);
  int windows = 0;
  QObject::connect(&shortcut, &QShortcut::activated, [&] { ++windows; });
  tool.log.clear();
  tool.own = Qt::Key_F12;
  canvas.setFocus();
  QTest::keyClick(&canvas, Qt::Key_F12);
  CHECK(tool.log == QStringList{"key"});
  CHECK(windows == 0);
  const double before = canvas.view().metresPerPixel;
  QTest::keyClick(&canvas, Qt::Key_Plus); // not the tool's: the map's
  CHECK(canvas.view().metresPerPixel < before);
  canvas.setTool(nullptr);
}

TEST_CASE("a click on a cluster goes in to what it gathers, and chooses none of it") {
  OpenWindow open([](store::Edit& edit) { return riverWithOutfalls(edit, 50); });
  MapCanvas& canvas = *open.window.canvas();
  canvas.setView(canvas.view().withScale(4'000'000));
  open.settle();
  QPointF at(-1, -1);
  std::uint32_t most = 1;
  for (const auto& cluster : render::clustersOf(canvas.scene(), *canvas.scene().find("outfalls"), canvas.view()))
    if (cluster.total > most) {
      most = cluster.total;
      at = canvas.view().toScreen(cluster.place.x, cluster.place.y);
    }
  REQUIRE(most > 5);
  QTest::mouseClick(&canvas, Qt::LeftButton, {}, at.toPoint());
  open.settle();
  CHECK(canvas.view().scaleDenominator() < 2'000'000);
  CHECK_FALSE(open.window.form()->fid().isSet());
  std::size_t seen = 0;
  const Box box = canvas.view().box();
  const auto& table = *canvas.scene().find("outfalls")->table;
  for (std::size_t row = 0; row < table.size(); ++row) seen += box.contains(table.x[row], table.y[row]) ? 1 : 0;
  CHECK(seen >= most);
}

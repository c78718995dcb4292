// SPDX-License-Identifier: GPL-3.0-or-later
#include "open_window.h"

#include "app/desktop/panels/backdrop_panel.h"
#include "app/desktop/shell/backdrops.h"
#include "gis/backdrop/raster_backdrop.h"
#include "tests/gis/tiles/tile_server.h"

#include <QFile>
#include <QMenu>
#include <QNetworkProxy>
#include <QSlider>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeWidget>

#include <gdal_priv.h>

using namespace suyuan;
using namespace suyuan::desktop;

namespace {

/// A raster of one colour that covers what the window shows of an empty survey.
std::string plainRaster(const QString& path, int red, int green, int blue) {
  GDALAllRegister();
  GDALDatasetUniquePtr file(GetGDALDriverManager()->GetDriverByName("GTiff")->Create(path.toUtf8().constData(), 64, 64, 3, GDT_Byte, nullptr));
  REQUIRE(file);
  double transform[6]{110, 0.5, 0, 60, 0, -0.5};
  OGRSpatialReference crs;
  crs.SetFromUserInput("EPSG:4490");
  REQUIRE(file->SetGeoTransform(transform) == CE_None);
  REQUIRE(file->SetSpatialRef(&crs) == CE_None);
  const int values[]{red, green, blue};
  for (int band = 1; band <= 3; ++band) REQUIRE(file->GetRasterBand(band)->Fill(values[band - 1]) == CE_None);
  return path.toStdString();
}

QColor middleOf(OpenWindow& w) {
  const QImage picture = w.window.canvas()->grab().toImage();
  return picture.pixelColor(picture.width() / 3, picture.height() / 3);
}

/// What is written small in the corners is not looked at.
bool isNear(const QColor& a, int red, int green, int blue) { return std::abs(a.red() - red) < 6 && std::abs(a.green() - green) < 6 && std::abs(a.blue() - blue) < 6; }

using tiles::sample::Answer;
using tiles::sample::TileServer;

Answer green(const tiles::sample::Request&) { return {.body = tiles::sample::plainTile(qRgb(40, 160, 40))}; }

tiles::TileSource onlineAt(const TileServer& server) {
  QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
  auto own = tiles::ownTileSource(server.address("/{z}/{x}/{y}.png?tk=SECRET"), "本市影像");
  REQUIRE(own);
  tiles::keepKey(own->source.key, own->key);
  own->source.credit = "某局";
  return own->source;
}

} // namespace

TEST_CASE("an online map lies below the survey's when it has come, and is there again at the next opening without the network") {
  OpenWindow w;
  TileServer server(green);
  w.window.backdrops()->addOnline(onlineAt(server));
  REQUIRE(QTest::qWaitFor([&] { return isNear(middleOf(w), 40, 160, 40); }, 20'000));
  CHECK(w.window.canvas()->sign().isEmpty());
  CHECK(w.find<QTreeWidget>("backdrops")->topLevelItem(0)->text(0) == "本市影像");
  w.find<QTreeWidget>("backdrops")->topLevelItem(0)->setCheckState(0, Qt::Unchecked);
  w.find<QTreeWidget>("backdrops")->topLevelItem(0)->setCheckState(0, Qt::Checked);
  w.window.closeSurvey();
  server.stop();
  const std::size_t before = server.count();
  REQUIRE(w.window.openSurvey(w.survey));
  w.settle();
  REQUIRE(w.window.backdrops()->entries().size() == 1);
  CHECK(isNear(middleOf(w), 40, 160, 40));
  CHECK(server.count() == before);
  const auto kept = w.window.session()->file().setting("window.backdrops");
  REQUIRE(kept);
  CHECK((*kept)->find("SECRET") == std::string::npos);
}

TEST_CASE("without the network there is one quiet sign and no message, and it goes when the network is back") {
  OpenWindow w;
  TileServer server(green);
  server.stop();
  w.window.backdrops()->addOnline(onlineAt(server));
  REQUIRE(QTest::qWaitFor([&] { return !w.window.canvas()->sign().isEmpty(); }, 20'000));
  CHECK(w.window.canvas()->sign().contains("本市影像"));
  CHECK(w.banner().isEmpty());
  for (int i = 0; i < 6; ++i) w.window.canvas()->zoomBy(1.3), w.settle();
  CHECK(w.banner().isEmpty());
  CHECK(w.addInTheMiddle().isSet()); // work goes on
  server.start();
  REQUIRE(QTest::qWaitFor([&] { return w.window.canvas()->sign().isEmpty() && isNear(middleOf(w), 40, 160, 40); }, 60'000));
}

TEST_CASE("a raster lies below the map, is made pale, covered, switched and removed, and is there at the next opening") {
  OpenWindow w;
  const std::string red = plainRaster(w.folder.filePath("red.tif"), 200, 40, 40), blue = plainRaster(w.folder.filePath("blue.tif"), 40, 40, 200);
  const QColor bare = middleOf(w);
  w.window.backdrops()->addFile(red);
  w.settle();
  CHECK(isNear(middleOf(w), 200, 40, 40));
  w.window.backdrops()->addFile(blue);
  w.settle();
  CHECK(isNear(middleOf(w), 40, 40, 200));

  auto* list = w.find<QTreeWidget>("backdrops");
  REQUIRE(list->topLevelItemCount() == 2);
  CHECK(list->topLevelItem(0)->text(0) == "blue.tif");
  list->setCurrentItem(list->topLevelItem(0));
  w.find<QSlider>("backdrop_opacity")->setFocus();
  QTest::keyClick(w.find<QSlider>("backdrop_opacity"), Qt::Key_Home); // to nothing
  w.settle();
  CHECK(isNear(middleOf(w), 200, 40, 40));
  QTest::keyClick(w.find<QSlider>("backdrop_opacity"), Qt::Key_End);
  QTest::mouseClick(w.find<QToolButton>("backdrop_down"), Qt::LeftButton);
  w.settle();
  CHECK(isNear(middleOf(w), 200, 40, 40));
  list->topLevelItem(0)->setCheckState(0, Qt::Unchecked);
  w.settle();
  CHECK(isNear(middleOf(w), 40, 40, 200));

  const auto views = w.window.backdrops()->views();
  w.window.closeSurvey();
  REQUIRE(w.window.openSurvey(w.survey));
  w.settle();
  CHECK(w.window.backdrops()->views() == views);
  CHECK(views.front().file == "../red.tif"); // moves with the survey
  CHECK(isNear(middleOf(w), 40, 40, 200));

  list = w.find<QTreeWidget>("backdrops");
  for (int left = 2; left > 0; --left) {
    list->setCurrentItem(list->topLevelItem(0));
    QTest::mouseClick(w.find<QToolButton>("backdrop_remove"), Qt::LeftButton);
  }
  w.settle();
  CHECK(list->topLevelItemCount() == 0);
  CHECK(isNear(middleOf(w), bare.red(), bare.green(), bare.blue()));
}

TEST_CASE("no picture with the plain background stands in above the first backdrop") {
  OpenWindow w;
  MapCanvas& canvas = *w.window.canvas();
  const auto style = canvas.scene().style;
  const auto wear = [&](const QColor& background) {
    auto other = std::make_shared<render::StyleSheet>(*style);
    other->background = background;
    canvas.changeScene([&](render::MapScene& scene) { scene.style = other; });
  };
  wear(Qt::magenta); // so that a picture of that time can be told from all others
  w.settle();
  wear(style->background);
  canvas.zoomBy(4);
  auto stack = backdrop::stackOfFiles({plainRaster(w.folder.filePath("red.tif"), 200, 40, 40)});
  REQUIRE(stack);
  canvas.setBackdrops(*stack);
  w.settle();
  canvas.zoomBy(0.25); // around the picture that is there, those before it stand in
  const QImage picture = canvas.grab().toImage();
  CHECK_FALSE(isNear(picture.pixelColor(picture.width() * 9 / 10, picture.height() / 3), 255, 0, 255));
  CHECK(isNear(picture.pixelColor(picture.width() / 2 + 20, picture.height() / 2 + 20), 200, 40, 40));
}

TEST_CASE("the opacity of a backdrop has room to be drawn along in a narrow dock") {
  QTemporaryDir folder;
  Backdrops backdrops(folder.path().toStdString());
  BackdropPanel panel(backdrops);
  panel.resize(190, 200);
  panel.show();
  QCoreApplication::processEvents();
  CHECK(panel.width() == 190); // it asks for no more
  CHECK(panel.findChild<QSlider*>("backdrop_opacity")->width() >= 120);
}

TEST_CASE("a raster that cannot be read is told of once, stays in the list and harms nothing") {
  OpenWindow w;
  const QString path = w.folder.filePath("words.tif");
  QFile file(path);
  REQUIRE(file.open(QIODevice::WriteOnly));
  file.write("no raster at all");
  file.close();
  w.window.backdrops()->addFile(path.toStdString());
  w.settle();
  CHECK(w.banner().contains("words.tif"));
  REQUIRE(w.window.backdrops()->entries().size() == 1);
  CHECK(w.window.backdrops()->entries().front().fault);
  CHECK(w.find<QTreeWidget>("backdrops")->topLevelItem(0)->text(1) != QString());
  CHECK(w.addInTheMiddle().isSet());
}

TEST_CASE("a list of backdrops that somebody spoilt is no list") {
  CHECK(backdropViewsFrom("not json").empty());
  CHECK(backdropViewsFrom(R"([1, {"visible": true}, {"file": "a.tif", "source": "b"}])").empty());
  const auto views = backdropViewsFrom(R"([{"file": "a.tif", "opacity": 7}, {"source": "osm", "visible": false}])");
  REQUIRE(views.size() == 2);
  CHECK(views[0].opacity == 1);
  CHECK_FALSE(views[1].visible);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "open_window.h"

#include "app/desktop/dialogs/map_key_dialog.h"
#include "app/desktop/dialogs/offline_maps_dialog.h"
#include "app/desktop/dialogs/online_map_dialog.h"
#include "app/desktop/panels/backdrop_panel.h"
#include "tests/gis/tiles/tile_server.h"

#include <QCheckBox>
#include <QFile>
#include <QNetworkProxy>
#include <QSpinBox>
#include <QTreeWidget>

#include <atomic>

using namespace suyuan;
using namespace suyuan::desktop;
using tiles::sample::Answer;
using tiles::sample::Request;
using tiles::sample::TileServer;

namespace {

Answer green(const Request&) { return {.body = tiles::sample::plainTile(qRgb(40, 160, 40))}; }

bool isGreen(OpenWindow& w) {
  const QImage picture = w.window.canvas()->grab().toImage();
  const QColor middle = picture.pixelColor(picture.width() / 3, picture.height() / 3);
  return std::abs(middle.red() - 40) < 6 && std::abs(middle.green() - 160) < 6 && std::abs(middle.blue() - 40) < 6;
}

Result<> oneOutfall(store::Edit& e) {
  Outfall outfall;
  outfall.geometry = Point{125.31, 43.88};
  SUYUAN_TRY(e.insert(outfall));
  return {};
}

template <class Widget>
Widget& part(QDialog& dialog, const char* name) {
  auto* found = dialog.findChild<Widget*>(QLatin1String(name));
  REQUIRE(found != nullptr);
  return *found;
}

struct WithServer {
  std::atomic<int> refuseAfter = 1'000'000;
  std::atomic<int> asked = 0;
  TileServer server{[this](const Request& request) { return ++asked > refuseAfter ? Answer{.status = 500} : green(request); }};
  OpenWindow w{oneOutfall};
  WithServer() {
    QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
    w.window.canvas()->showLonLat({125.31, 43.88});
    w.window.canvas()->zoomBy(0.25);
    w.settle();
  }
  OnlineMapDialog& byAddress(const QString& address) {
    w.use("backdrop_add_address");
    auto& dialog = w.dialog<OnlineMapDialog>();
    OpenWindow::write(&part<QLineEdit>(dialog, "map_address"), address);
    return dialog;
  }
  QString tileAddress(const char* query = "") const { return QString::fromStdString(server.address("/{z}/{x}/{y}.png")) + QLatin1String(query); }
  void add(const QString& address) {
    auto& dialog = byAddress(address);
    QTest::mouseClick(&part<QPushButton>(dialog, "map_add"), Qt::LeftButton);
    REQUIRE(QTest::qWaitFor([&] { return isGreen(w); }, 20'000));
  }
};

} // namespace

TEST_CASE("a map is added by the address of its tiles, with its name and whose it is; a wrong address is told as it is typed") {
  WithServer s;
  auto& dialog = s.byAddress(QStringLiteral("ftp://example.org/{z}/{x}.png"));
  CHECK_FALSE(part<QLabel>(dialog, "map_result").text().isEmpty());
  CHECK_FALSE(part<QPushButton>(dialog, "map_add").isEnabled());
  auto& address = part<QLineEdit>(dialog, "map_address");
  address.clear();
  OpenWindow::write(&address, s.tileAddress("?token=SECRET"));
  CHECK(part<QLabel>(dialog, "map_result").text().isEmpty());
  OpenWindow::write(&part<QLineEdit>(dialog, "map_title"), QStringLiteral("本市影像"));
  OpenWindow::write(&part<QLineEdit>(dialog, "map_credit"), QStringLiteral("市测绘院"));
  QTest::mouseClick(&part<QPushButton>(dialog, "map_add"), Qt::LeftButton);
  REQUIRE(QTest::qWaitFor([&] { return isGreen(s.w); }, 20'000));
  const auto& entry = s.w.window.backdrops()->entries().at(0);
  CHECK(entry.feed->source().title == "本市影像");
  CHECK(entry.backdrop->credit() == QStringLiteral("市测绘院"));
  CHECK(s.server.requests().at(0).path.find("token=SECRET") != std::string::npos);
  CHECK(entry.view.source.find("SECRET") == std::string::npos); // the survey may be sent away
}

TEST_CASE("a WMTS is asked what it offers and the chosen map is drawn; one that answers otherwise is told") {
  WithServer s;
  s.server.answer([&](const Request& request) {
    if (request.path.find("GetCapabilities") == std::string::npos) return green(request);
    QFile file(QString::fromUtf8(SUYUAN_TEST_DATA "/wmts/tianditu_img_w.xml"));
    REQUIRE(file.open(QIODevice::ReadOnly));
    QByteArray document = file.readAll();
    for (const char* home : {"http://t0.tianditu.gov.cn/img_w/wmts", "https://t0.tianditu.gov.cn/img_w/wmts"})
      document.replace(home, QByteArray::fromStdString(s.server.address("/img_w/wmts")));
    return Answer{.headers = {{"Content-Type", "text/xml"}}, .body = document};
  });
  auto& dialog = s.byAddress(QString::fromStdString(s.server.address("/img_w/wmts")));
  CHECK_FALSE(part<QPushButton>(dialog, "map_add").isEnabled());
  QTest::mouseClick(&part<QPushButton>(dialog, "map_ask"), Qt::LeftButton);
  waitFor(dialog);
  auto& offers = part<QTreeWidget>(dialog, "map_offers");
  INFO(part<QLabel>(dialog, "map_result").text().toStdString());
  REQUIRE(offers.topLevelItemCount() == 1);
  CHECK(offers.topLevelItem(0)->text(1) == QStringLiteral("EPSG:3857"));
  QTest::mouseClick(&part<QPushButton>(dialog, "map_add"), Qt::LeftButton);
  REQUIRE(QTest::qWaitFor([&] { return isGreen(s.w); }, 20'000));

  s.server.answer([](const Request&) { return Answer{.headers = {{"Content-Type", "text/html"}}, .body = "<html></html>"}; });
  auto& again = s.byAddress(QString::fromStdString(s.server.address("/other/wmts")));
  QTest::mouseClick(&part<QPushButton>(again, "map_ask"), Qt::LeftButton);
  waitFor(again);
  CHECK(part<QLabel>(again, "map_result").text().contains(QStringLiteral("127.0.0.1")));
  CHECK_FALSE(part<QPushButton>(again, "map_add").isEnabled());
}

TEST_CASE("a map without its key asks for it, is drawn once it is entered, and asks again when it is forgotten") {
  WithServer s;
  auto& dialog = s.byAddress(s.tileAddress("?tk={key}"));
  CHECK_FALSE(part<QPushButton>(dialog, "map_add").isEnabled());
  CHECK(part<QLineEdit>(dialog, "map_key").isVisible());
  OpenWindow::write(&part<QLineEdit>(dialog, "map_key"), QStringLiteral("first"));
  QTest::mouseClick(&part<QPushButton>(dialog, "map_add"), Qt::LeftButton);
  REQUIRE(QTest::qWaitFor([&] { return isGreen(s.w); }, 20'000));
  CHECK(s.server.requests().at(0).path.ends_with("tk=first"));

  s.w.use("backdrop_key");
  auto& key = s.w.dialog<MapKeyDialog>();
  CHECK(part<QLineEdit>(key, "map_key").text() == QStringLiteral("first"));
  QTest::mouseClick(&part<QPushButton>(key, "map_key_forget"), Qt::LeftButton);
  CHECK(s.w.find<QTreeWidget>("backdrops")->topLevelItem(0)->text(1) == QStringLiteral("需要密钥"));
  s.w.use("backdrop_key");
  auto& other = s.w.dialog<MapKeyDialog>();
  OpenWindow::write(&part<QLineEdit>(other, "map_key"), QStringLiteral("second"));
  QTest::mouseClick(&part<QPushButton>(other, "map_key_enter"), Qt::LeftButton);
  CHECK(s.w.find<QTreeWidget>("backdrops")->topLevelItem(0)->text(1).isEmpty());
  s.w.window.canvas()->zoomBy(1.0 / 8);
  REQUIRE(QTest::qWaitFor([&] { return s.server.requests().back().path.ends_with("tk=second"); }, 20'000));
}

TEST_CASE("an area is taken along from the window with its size told before, stopped by the network, gone on with and removed") {
  WithServer s;
  s.add(s.tileAddress());
  s.w.settle();
  s.asked = 0;
  s.refuseAfter = 7;
  s.w.use("backdrop_offline");
  auto& dialog = s.w.dialog<OfflineMapsDialog>();
  part<QSpinBox>(dialog, "offline_to").setValue(17);
  waitFor(dialog);
  const QString size = part<QLabel>(dialog, "offline_size").text();
  CHECK(size.contains(QStringLiteral("个图块")));
  auto& take = part<QPushButton>(dialog, "offline_take");
  CHECK_FALSE(take.isEnabled()); // before somebody says that it is permitted
  QTest::mouseClick(&part<QCheckBox>(dialog, "offline_permitted"), Qt::LeftButton, {}, {8, part<QCheckBox>(dialog, "offline_permitted").height() / 2});
  REQUIRE(take.isEnabled());
  QTest::mouseClick(&take, Qt::LeftButton);
  waitFor(dialog, 60'000);
  auto& list = part<QTreeWidget>(dialog, "offline_areas");
  REQUIRE(list.topLevelItemCount() == 1);
  CHECK(list.topLevelItem(0)->text(0) == QStringLiteral("当前地图范围"));
  CHECK(list.topLevelItem(0)->text(3).contains(QStringLiteral("／")));
  CHECK_FALSE(part<QLabel>(dialog, "offline_state").text().isEmpty());

  s.refuseAfter = 1'000'000;
  auto& resume = part<QPushButton>(dialog, "offline_resume");
  REQUIRE(QTest::qWaitFor([&] { // the service is left alone for a moment after it failed
    if (resume.isEnabled()) QTest::mouseClick(&resume, Qt::LeftButton);
    QTest::qWait(200);
    return dialog.isSettled() && !list.topLevelItem(0)->text(3).contains(QStringLiteral("／"));
  }, 60'000));
  CHECK_FALSE(resume.isEnabled());
  QTest::mouseClick(&part<QPushButton>(dialog, "offline_remove"), Qt::LeftButton);
  waitFor(dialog);
  CHECK(list.topLevelItemCount() == 0);
}

TEST_CASE("a map whose terms forbid it is not taken along, a name that is not there is told") {
  WithServer s;
  s.w.use("act_offline");
  auto& dialog = s.w.dialog<OfflineMapsDialog>();
  auto& map = part<QComboBox>(dialog, "offline_map");
  map.setCurrentIndex(map.findText(QStringLiteral("OpenStreetMap"), Qt::MatchContains));
  REQUIRE(map.currentIndex() >= 0);
  waitFor(dialog);
  CHECK_FALSE(part<QPushButton>(dialog, "offline_take").isEnabled());
  CHECK_FALSE(part<QLabel>(dialog, "offline_size").text().contains(QStringLiteral("个图块")));
  auto& area = part<QComboBox>(dialog, "offline_area");
  area.setFocus();
  area.lineEdit()->selectAll();
  OpenWindow::write(area.lineEdit(), QStringLiteral("没有这条河"));
  waitFor(dialog);
  CHECK(part<QLabel>(dialog, "offline_size").text().contains(QStringLiteral("没有这条河")));
}

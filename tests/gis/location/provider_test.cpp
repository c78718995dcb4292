// SPDX-License-Identifier: GPL-3.0-or-later
// The plugin as QtLocation sees it, over a survey of real counties and rivers.
#include "core/store/survey_file.h"
#include "gis/exchange/import_file.h"
#include "gis/location/place_finder.h"
#include "gis/location/provider_choice.h"

#include <catch2/catch_session.hpp>
#include <catch2/catch_test_macros.hpp>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QGeoAddress>
#include <QGeoCodeReply>
#include <QGeoCodingManager>
#include <QGeoCoordinate>
#include <QGeoLocation>
#include <QGeoRectangle>
#include <QGeoServiceProvider>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <chrono>

using namespace suyuan;
using namespace suyuan::location;

namespace {

const std::filesystem::path resources = SUYUAN_RESOURCES_DIR;

/// Counties and rivers of the demo, imported once for all tests of this program.
const std::filesystem::path& realSurvey() {
  static QTemporaryDir folder;
  static const std::filesystem::path path = [] {
    auto made = std::filesystem::path(folder.path().toStdU16String()) / "survey";
    auto survey = store::SurveyFile::create(made, {.name = "测试", .divisionCode = "220100"});
    REQUIRE(survey);
    for (const auto& [file, layer] : {std::pair("divisions.gpkg", Layer::Divisions), std::pair("rivers.gpkg", Layer::Rivers),
                                      std::pair("lakes.gpkg", Layer::Lakes)}) {
      auto report = exchange::importFile(*survey, {.path = resources / "demo" / file, .as = layer, .strict = true, .tables = resources / "exchange"});
      REQUIRE(report);
      REQUIRE(report->taken > 0);
    }
    return made;
  }();
  return path;
}

QVariantMap parameters() { return parametersFor({}, realSurvey(), resources, {}); }

bool waitFor(QGeoCodeReply* reply) {
  QElapsedTimer timer;
  timer.start();
  while (!reply->isFinished() && timer.elapsed() < 20000) QCoreApplication::processEvents(QEventLoop::AllEvents, 50);
  return reply->isFinished();
}

QVariant attribute(const QGeoLocation& location, const char* name) {
  return location.extendedAttributes().value(QLatin1String(name));
}

} // namespace

TEST_CASE("QtLocation finds the provider and its features") {
  REQUIRE(installedProviders().contains(QStringLiteral("suyuan")));
  CHECK(installedProviders().first() == QStringLiteral("suyuan"));
  QGeoServiceProvider provider(QStringLiteral("suyuan"), parameters());
  CHECK(provider.geocodingFeatures().testFlag(QGeoServiceProvider::ReverseGeocodingFeature));
  CHECK(provider.geocodingFeatures().testFlag(QGeoServiceProvider::OfflineGeocodingFeature));
  CHECK_FALSE(provider.geocodingFeatures().testFlag(QGeoServiceProvider::OnlineGeocodingFeature));
  REQUIRE(provider.geocodingManager());
  CHECK(provider.geocodingError() == QGeoServiceProvider::NoError);
}

TEST_CASE("a position on the bank of the 伊通河 in Changchun comes back as such, later") {
  QGeoServiceProvider provider(QStringLiteral("suyuan"), parameters());
  auto* manager = provider.geocodingManager();
  REQUIRE(manager);
  QSignalSpy finished(manager, &QGeoCodingManager::finished);
  auto* reply = manager->reverseGeocode(QGeoCoordinate(43.885, 125.350));
  REQUIRE(reply);
  CHECK_FALSE(reply->isFinished()); // never before the caller could connect
  REQUIRE(waitFor(reply));
  CHECK(finished.count() == 1);
  REQUIRE(reply->error() == QGeoCodeReply::NoError);
  REQUIRE(reply->locations().size() == 1);
  const auto location = reply->locations().first();
  CHECK(location.address().state() == QStringLiteral("吉林省"));
  CHECK(location.address().city() == QStringLiteral("长春市"));
  CHECK(location.address().text().startsWith(QStringLiteral("吉林省长春市")));
  CHECK(attribute(location, "divisionCode").toString().startsWith(QStringLiteral("2201")));
  CHECK(attribute(location, "river").toString() == QStringLiteral("伊通河"));
  CHECK(attribute(location, "bank").toString() == QStringLiteral("左岸")); // west of a river that flows north
  CHECK(attribute(location, "chainageFromSource").toBool());
  CHECK(attribute(location, "chainage").toDouble() > 80'000);
  CHECK(location.coordinate() == QGeoCoordinate(43.885, 125.350));
  reply->deleteLater();
}

TEST_CASE("places far from everything give an empty answer, not an error") {
  QGeoServiceProvider provider(QStringLiteral("suyuan"), parameters());
  auto* reply = provider.geocodingManager()->reverseGeocode(QGeoCoordinate(0, 0));
  REQUIRE(waitFor(reply));
  CHECK(reply->error() == QGeoCodeReply::NoError);
  CHECK(reply->locations().isEmpty());
  delete reply;
}

TEST_CASE("names are geocoded, within a box when one is given") {
  QGeoServiceProvider provider(QStringLiteral("suyuan"), parameters());
  auto* manager = provider.geocodingManager();
  auto* river = manager->geocode(QStringLiteral("伊通河"));
  REQUIRE(waitFor(river));
  REQUIRE(river->locations().size() == 1);
  CHECK(attribute(river->locations().first(), "layer").toString() == QStringLiteral("rivers"));

  QGeoAddress address;
  address.setCity(QStringLiteral("长春市"));
  address.setCounty(QStringLiteral("德惠市"));
  auto* county = manager->geocode(address);
  REQUIRE(waitFor(county));
  REQUIRE(county->locations().size() == 1);
  CHECK(QGeoRectangle(QGeoCoordinate(45, 125), QGeoCoordinate(44, 127)).contains(county->locations().first().coordinate()));

  auto* elsewhere = manager->geocode(QStringLiteral("德惠市"), -1, 0, QGeoRectangle(QGeoCoordinate(42, 125), QGeoCoordinate(41, 127)));
  REQUIRE(waitFor(elsewhere));
  CHECK(elsewhere->locations().isEmpty());

  auto* two = manager->geocode(QStringLiteral("松花江"), 2, 1);
  REQUIRE(waitFor(two));
  CHECK(two->locations().size() == 2);
  for (auto* reply : {river, county, elsewhere, two}) delete reply;
}

TEST_CASE("a survey that is missing fails with a reason; none named is refused at once") {
  QGeoServiceProvider without(QStringLiteral("suyuan"), {});
  CHECK(without.geocodingManager() == nullptr);
  CHECK(without.geocodingError() == QGeoServiceProvider::MissingRequiredParameterError);

  QTemporaryDir empty;
  QGeoServiceProvider provider(QStringLiteral("suyuan"), {{QStringLiteral("suyuan.survey"), empty.path()}});
  REQUIRE(provider.geocodingManager());
  auto* reply = provider.geocodingManager()->reverseGeocode(QGeoCoordinate(43.8, 125.3));
  REQUIRE(waitFor(reply));
  CHECK(reply->error() == QGeoCodeReply::UnknownError);
  CHECK(reply->errorString().contains(QStringLiteral("survey")));
  delete reply;
}

TEST_CASE("replies and providers may go before their answer") {
  {
    QGeoServiceProvider provider(QStringLiteral("suyuan"), parameters());
    delete provider.geocodingManager()->reverseGeocode(QGeoCoordinate(43.8, 125.3));
    auto* aborted = provider.geocodingManager()->reverseGeocode(QGeoCoordinate(43.8, 125.3));
    QSignalSpy finished(aborted, &QGeoCodeReply::finished);
    aborted->abort();
    auto* answered = provider.geocodingManager()->reverseGeocode(QGeoCoordinate(43.8, 125.3));
    REQUIRE(waitFor(answered));
    CHECK(finished.count() == 1); // by the abort, not again by the answer
    CHECK(aborted->isFinished());
    CHECK(aborted->locations().isEmpty());
    provider.geocodingManager()->reverseGeocode(QGeoCoordinate(43.8, 125.3));
  } // the provider goes while the last one is under way
  QCoreApplication::processEvents();
  SUCCEED();
}

TEST_CASE("osm is kept off the network unless the user allowed it") {
  const auto quiet = parametersFor({.name = QStringLiteral("osm")}, "s", "r", "/cache");
  CHECK(quiet.value(QStringLiteral("osm.mapping.providersrepository.disabled")).toBool());
  CHECK(quiet.value(QStringLiteral("osm.mapping.offline.directory")).toString() == QStringLiteral("/cache"));
  for (const char* host : {"osm.geocoding.host", "osm.routing.host", "osm.mapping.custom.host", "osm.places.host"})
    CHECK(quiet.value(QLatin1String(host)).toString().startsWith(QStringLiteral("http://127.0.0.1:9/")));
  const auto allowed = parametersFor({.name = QStringLiteral("osm"), .network = true}, "s", "r", "/cache");
  CHECK_FALSE(allowed.contains(QStringLiteral("osm.geocoding.host")));
}

TEST_CASE("the choice survives the settings") {
  CHECK(fromSetting({}).name == QStringLiteral("suyuan"));
  for (const ProviderChoice& choice : {ProviderChoice{}, ProviderChoice{QStringLiteral("osm"), false}, ProviderChoice{QStringLiteral("osm"), true}}) {
    const auto back = fromSetting(toSetting(choice));
    CHECK(back.name == choice.name);
    CHECK(back.network == choice.network);
  }
  CHECK_FALSE(fromSetting(QStringLiteral("osm+everything")).network);
}

TEST_CASE("each real county holds a position of its own, and lookups are quick") {
  auto survey = store::SurveyFile::open(realSurvey(), store::OpenMode::ReadOnly);
  REQUIRE(survey);
  auto table = coding::DivisionTable::loadGbt2260(resources / "divisions/gbt2260.csv");
  REQUIRE(table);
  auto finder = PlaceFinder::fromSurvey(survey->reader(), *table);
  REQUIRE(finder);
  auto divisions = survey->reader().all<Division>();
  REQUIRE(divisions);
  REQUIRE(divisions->size() == 60);
  for (const auto& named : finder->search("220")) FAIL_CHECK("no name contains digits: " << named.name);
  // Town halls that everybody knows.
  CHECK(finder->find(124.82, 43.50).countyName == "公主岭市");
  CHECK(finder->find(125.70, 44.53).countyName == "德惠市");
  CHECK(finder->find(126.55, 44.83).countyName == "榆树市");
  CHECK(finder->find(129.51, 42.89).countyName == "延吉市");

  const auto start = std::chrono::steady_clock::now();
  constexpr int lookups = 20'000;
  int placed = 0;
  for (int i = 0; i < lookups; ++i)
    placed += finder->find(122.5 + 8.0 * (i % 163) / 163, 41.5 + 4.0 * (i % 151) / 151).county.value != 0;
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  CHECK(placed > lookups / 2);
  WARN("lookups per second: " << static_cast<long>(lookups / seconds));
  CHECK(seconds < 10); // 20 times what an unoptimised build takes
}

int main(int argc, char* argv[]) {
  QCoreApplication app(argc, argv);
  QCoreApplication::addLibraryPath(QStringLiteral(SUYUAN_BIN_DIR "/../plugins"));
  return Catch::Session().run(argc, argv);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/location/geoservice/geocoding_engine.h"

#include "core/store/survey_file.h"
#include "gis/location/geoservice/geocode_reply.h"

#include <QGeoAddress>
#include <QGeoCoordinate>
#include <QGeoLocation>
#include <QGeoRectangle>
#include <QGeoShape>
#include <QPointer>
#include <QVariant>

namespace suyuan::location {

namespace {

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

std::filesystem::path pathOf(const QVariantMap& parameters, const QString& key) {
  return std::filesystem::path(parameters.value(key).toString().toStdU16String());
}

/// What the address has no place for goes into the extended attributes.
QGeoLocation locationOf(const PlaceAnswer& answer, const QGeoCoordinate& coordinate) {
  QGeoAddress address;
  address.setCountry(QStringLiteral("中国"));
  address.setCountryCode(QStringLiteral("CHN"));
  address.setState(text(answer.provinceName));
  address.setCity(text(answer.prefectureName));
  address.setCounty(text(answer.countyName));
  address.setDistrict(text(answer.township));
  address.setText(text(answer.provinceName + answer.prefectureName + answer.countyName + answer.township));

  QVariantMap more;
  more[QStringLiteral("provinceCode")] = text(answer.province.text());
  if (answer.prefecture.value) more[QStringLiteral("prefectureCode")] = text(answer.prefecture.text());
  more[QStringLiteral("divisionCode")] = text(answer.county.text());
  more[QStringLiteral("byNearness")] = answer.countyByNearness;
  if (!answer.townshipCode.empty()) more[QStringLiteral("townshipCode")] = text(answer.townshipCode);
  if (answer.river) {
    more[QStringLiteral("river")] = text(answer.river->name);
    more[QStringLiteral("riverFid")] = QString::number(answer.river->fid.value);
    more[QStringLiteral("riverDistance")] = answer.river->distance;
    more[QStringLiteral("bank")] = text(answer.river->bank);
    more[QStringLiteral("chainage")] = answer.river->chainage;
    more[QStringLiteral("chainageFromSource")] = answer.river->chainageFromSource;
  }
  if (answer.lake) {
    more[QStringLiteral("lake")] = text(answer.lake->name);
    more[QStringLiteral("lakeDistance")] = answer.lake->distance;
  }

  QGeoLocation location;
  location.setCoordinate(coordinate);
  location.setAddress(address);
  location.setExtendedAttributes(more);
  return location;
}

QGeoLocation locationOf(const NamedPlace& place) {
  QGeoAddress address;
  address.setCountryCode(QStringLiteral("CHN"));
  address.setText(text(place.name));
  QGeoLocation location;
  location.setAddress(address);
  location.setCoordinate(QGeoCoordinate(place.at.y, place.at.x));
  location.setBoundingShape(QGeoRectangle(QGeoCoordinate(place.box.maxY, place.box.minX),
                                          QGeoCoordinate(place.box.minY, place.box.maxX)));
  location.setExtendedAttributes({{QStringLiteral("layer"), text(std::string(layerName(place.layer)))},
                                  {QStringLiteral("fid"), QString::number(place.fid.value)}});
  return location;
}

} // namespace

GeocodingEngine::GeocodingEngine(const QVariantMap& parameters, QObject* parent)
    : QGeoCodingManagerEngine(parameters, parent), survey_(pathOf(parameters, QStringLiteral("suyuan.survey"))),
      data_(pathOf(parameters, QStringLiteral("suyuan.data"))) {
  pool_.setMaxThreadCount(1);
}

GeocodingEngine::~GeocodingEngine() { pool_.waitForDone(); }

Result<GeocodingEngine::Finder> GeocodingEngine::finder() {
  const std::scoped_lock lock(mutex_);
  if (finder_) return finder_;
  coding::DivisionTable table;
  if (!data_.empty()) {
    auto loaded = coding::DivisionTable::loadGbt2260(data_ / "divisions" / "gbt2260.csv");
    if (!loaded) return std::unexpected(std::move(loaded).error());
    table = std::move(*loaded);
  }
  auto survey = store::SurveyFile::open(survey_, store::OpenMode::ReadOnly);
  if (!survey) return std::unexpected(std::move(survey).error());
  auto made = PlaceFinder::fromSurvey(survey->reader(), table);
  if (!made) return std::unexpected(std::move(made).error());
  finder_ = std::make_shared<const PlaceFinder>(std::move(*made));
  return finder_;
}

QGeoCodeReply* GeocodingEngine::answer(Work work, int limit, int offset) {
  auto* reply = new GeocodeReply(this);
  const QPointer<GeocodeReply> waiting(reply); // looked at on the engine's thread only
  pool_.start([this, waiting, work = std::move(work), limit, offset] {
    auto places = finder();
    QList<QGeoLocation> locations;
    QString failed;
    if (places)
      locations = work(**places);
    else
      failed = text(std::string(errorKey(places.error().code)) + ": " + places.error().detail);
    QMetaObject::invokeMethod(
        this,
        [this, waiting, locations = std::move(locations), failed, limit, offset] {
          if (!waiting || waiting->isAborted()) return;
          if (failed.isNull()) {
            waiting->finish(locations, limit, offset);
            Q_EMIT finished(waiting);
          } else {
            waiting->fail(QGeoCodeReply::UnknownError, failed);
            Q_EMIT errorOccurred(waiting, waiting->error(), failed);
          }
        },
        Qt::QueuedConnection);
  });
  return reply;
}

QGeoCodeReply* GeocodingEngine::reverseGeocode(const QGeoCoordinate& coordinate, const QGeoShape&) {
  return answer(
      [coordinate](const PlaceFinder& places) -> QList<QGeoLocation> {
        if (!coordinate.isValid()) return {};
        const auto found = places.find(coordinate.longitude(), coordinate.latitude());
        if (found.county.value == 0 && !found.river && !found.lake) return {};
        return {locationOf(found, coordinate)};
      },
      -1, 0);
}

QGeoCodeReply* GeocodingEngine::geocode(const QString& address, int limit, int offset, const QGeoShape& bounds) {
  return answer(
      [address, bounds](const PlaceFinder& places) {
        QList<QGeoLocation> locations;
        for (const auto& place : places.search(address.trimmed().toStdString(), 200)) {
          auto location = locationOf(place);
          if (bounds.isValid() && !bounds.contains(location.coordinate())) continue;
          locations.push_back(std::move(location));
        }
        return locations;
      },
      limit, offset);
}

QGeoCodeReply* GeocodingEngine::geocode(const QGeoAddress& address, const QGeoShape& bounds) {
  const QString county = address.county().isEmpty() ? address.district() : address.county();
  return geocode(address.isTextGenerated() ? address.city() + county : address.text(), -1, 0, bounds);
}

} // namespace suyuan::location

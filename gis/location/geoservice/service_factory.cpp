// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/location/geoservice/service_factory.h"

#include "gis/location/geoservice/geocoding_engine.h"

#include <QVariant>

namespace suyuan::location {

QGeoCodingManagerEngine* ServiceFactory::createGeocodingManagerEngine(const QVariantMap& parameters,
                                                                      QGeoServiceProvider::Error* error,
                                                                      QString* errorString) const {
  if (parameters.value(QStringLiteral("suyuan.survey")).toString().isEmpty()) {
    if (error) *error = QGeoServiceProvider::MissingRequiredParameterError;
    if (errorString) *errorString = QStringLiteral("suyuan.survey: no survey folder given");
    return nullptr;
  }
  if (error) *error = QGeoServiceProvider::NoError;
  if (errorString) errorString->clear();
  return new GeocodingEngine(parameters);
}

} // namespace suyuan::location

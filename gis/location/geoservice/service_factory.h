// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGeoServiceProviderFactory>
#include <QObject>

namespace suyuan::location {

/// QtLocation's door to offline geocoding: QGeoServiceProvider("suyuan", parameters). Parameters:
///   suyuan.survey  a survey's folder, whose divisions, rivers and lakes are the places (required)
///   suyuan.data    the resources folder with divisions/; without it names come from the survey's own polygons
/// QtLocation speaks WGS 84, the survey CGCS2000; they agree within some centimetres, far below what a place needs,
/// so that positions pass unchanged.
class ServiceFactory : public QObject, public QGeoServiceProviderFactory {
  Q_OBJECT
  Q_INTERFACES(QGeoServiceProviderFactory)
  Q_PLUGIN_METADATA(IID "org.qt-project.qt.geoservice.serviceproviderfactory/6.0" FILE "plugin.json")

public:
  QGeoCodingManagerEngine* createGeocodingManagerEngine(const QVariantMap& parameters, QGeoServiceProvider::Error* error,
                                                        QString* errorString) const override;
};

} // namespace suyuan::location

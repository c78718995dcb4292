// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/location/provider_choice.h"

#include <QGeoServiceProvider>
#include <QVariant>

namespace suyuan::location {

namespace {

QString textOf(const std::filesystem::path& path) { return QString::fromStdU16String(path.u16string()); }

} // namespace

QStringList installedProviders() {
  QStringList names = QGeoServiceProvider::availableServiceProviders();
  names.removeDuplicates();
  names.sort();
  if (names.removeAll(QStringLiteral("suyuan")) > 0) names.prepend(QStringLiteral("suyuan"));
  return names;
}

QString toSetting(const ProviderChoice& choice) {
  return choice.network ? choice.name + QStringLiteral("+network") : choice.name;
}

ProviderChoice fromSetting(const QString& text) {
  ProviderChoice choice;
  const auto parts = text.trimmed().split(QLatin1Char('+'));
  if (parts.first().isEmpty()) return choice;
  choice.name = parts.first();
  choice.network = parts.size() == 2 && parts[1] == QStringLiteral("network");
  return choice;
}

QVariantMap parametersFor(const ProviderChoice& choice, const std::filesystem::path& survey,
                          const std::filesystem::path& resources, const std::filesystem::path& cacheFolder) {
  QVariantMap parameters;
  if (choice.name == QStringLiteral("suyuan")) {
    parameters[QStringLiteral("suyuan.survey")] = textOf(survey);
    parameters[QStringLiteral("suyuan.data")] = textOf(resources);
  } else if (choice.name == QStringLiteral("osm")) {
    parameters[QStringLiteral("osm.useragent")] = QStringLiteral("Suyuan");
    if (!choice.network) {
      // The discard port of this machine: refused at once, and nothing leaves it.
      const auto nowhere = QStringLiteral("http://127.0.0.1:9/");
      parameters[QStringLiteral("osm.mapping.providersrepository.disabled")] = true;
      parameters[QStringLiteral("osm.mapping.providersrepository.address")] = nowhere;
      parameters[QStringLiteral("osm.mapping.offline.directory")] = textOf(cacheFolder);
      parameters[QStringLiteral("osm.mapping.custom.host")] = nowhere;
      parameters[QStringLiteral("osm.geocoding.host")] = nowhere;
      parameters[QStringLiteral("osm.routing.host")] = nowhere;
      parameters[QStringLiteral("osm.places.host")] = nowhere;
    }
  }
  return parameters;
}

} // namespace suyuan::location

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/address_lookup.h"

#include "gis/location/provider_choice.h"

#include <QGeoAddress>
#include <QGeoCodeReply>
#include <QGeoCodingManager>
#include <QGeoCoordinate>
#include <QGeoLocation>
#include <QGeoServiceProvider>

namespace suyuan::desktop {

void lookUpAddress(const QString& provider, const Point& lonLat, QObject* owner, std::function<void(const QString&, const QString&)> then) {
  const auto choice = location::fromSetting(provider);
  auto* service = new QGeoServiceProvider(choice.name, location::parametersFor(choice, {}, {}, {}));
  service->setParent(owner);
  auto* manager = service->geocodingManager();
  auto* reply = manager != nullptr ? manager->reverseGeocode(QGeoCoordinate(lonLat.y, lonLat.x)) : nullptr;
  if (reply == nullptr) {
    const QString why = service->errorString();
    service->deleteLater();
    return then({}, why);
  }
  const auto finish = [service, reply, then = std::move(then)] {
    const QString address = reply->error() == QGeoCodeReply::NoError && !reply->locations().isEmpty() ? reply->locations().first().address().text() : QString();
    const QString why = reply->errorString();
    reply->deleteLater();
    service->deleteLater(); // after the reply, which is its manager's
    then(QString(address).replace(QStringLiteral("<br/>"), QStringLiteral(", ")), why);
  };
  if (reply->isFinished()) return finish();
  QObject::connect(reply, &QGeoCodeReply::finished, owner, finish);
}

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/location/geoservice/geocode_reply.h"

namespace suyuan::location {

void GeocodeReply::finish(const QList<QGeoLocation>& locations, qsizetype limit, qsizetype offset) {
  const auto from = std::clamp<qsizetype>(offset, 0, locations.size());
  setLimit(limit);
  setOffset(from);
  setLocations(locations.mid(from, limit < 0 ? -1 : limit));
  setFinished(true);
}

void GeocodeReply::fail(QGeoCodeReply::Error error, const QString& text) {
  setError(error, text); // finishes too
}

void GeocodeReply::abort() {
  if (isFinished()) return;
  aborted_ = true;
  QGeoCodeReply::abort();
}

} // namespace suyuan::location

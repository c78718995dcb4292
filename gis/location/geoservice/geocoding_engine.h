// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "gis/location/place_finder.h"

#include <QGeoCodingManagerEngine>
#include <QThreadPool>

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>

namespace suyuan::location {

class GeocodeReply;

/// Answers from the survey on a worker thread; every reply finishes on the engine's thread, after the call returned.
class GeocodingEngine : public QGeoCodingManagerEngine {
  Q_OBJECT
public:
  explicit GeocodingEngine(const QVariantMap& parameters, QObject* parent = nullptr);
  ~GeocodingEngine() override;

  QGeoCodeReply* geocode(const QGeoAddress& address, const QGeoShape& bounds) override;
  QGeoCodeReply* geocode(const QString& address, int limit, int offset, const QGeoShape& bounds) override;
  QGeoCodeReply* reverseGeocode(const QGeoCoordinate& coordinate, const QGeoShape& bounds) override;

private:
  using Finder = std::shared_ptr<const PlaceFinder>;
  using Work = std::function<QList<QGeoLocation>(const PlaceFinder&)>;

  /// The places, read from the survey at the first question. Thread-safe.
  Result<Finder> finder();
  QGeoCodeReply* answer(Work work, int limit, int offset);

  const std::filesystem::path survey_, data_;
  std::mutex mutex_;
  Finder finder_;
  QThreadPool pool_; // last: its threads end before the rest goes
};

} // namespace suyuan::location

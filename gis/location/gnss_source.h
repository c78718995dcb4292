// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gnss/fault_watch.h"
#include "core/gnss/nmea_reader.h"
#include "gis/location/byte_feed.h"
#include "gis/location/raw_log.h"

#include <QElapsedTimer>
#include <QGeoPositionInfoSource>
#include <QTimer>

#include <filesystem>
#include <memory>
#include <optional>

namespace suyuan::location {

/// What the receiver said of one moment and what is to be thought of it.
struct GnssMoment {
  gnss::Fix fix;
  gnss::Health health = gnss::Health::Good;
  gnss::Accuracy accuracy;
};

enum class GnssLink : std::uint8_t {
  Stopped,
  Opening, ///< the first time, or again after a pause
  Open,
  Waiting, ///< it failed; the next attempt comes by itself
  Ended,   ///< a replay is over
};

/// Positions of a receiver: bytes from a line, a network or a file, read by core/gnss, as Qt's position source. It comes back by itself when the
/// line breaks, the receiver is unplugged or nothing comes for long: after 0.5 s, then twice as long each time up to 10 s, anew from 0.5 s
/// once sentences came. Raw bytes go to a log when one is named. Positions whose health is not Good or Late are not given as
/// positions, only as moments. Coordinates are as in gnss::Fix, the altitude is above the geoid. One thread, that of the object; it needs its event loop.
class GnssSource : public QGeoPositionInfoSource {
  Q_OBJECT
public:
  struct Settings {
    gnss::RangeErrors errors;
    gnss::WatchLimits watch;
    std::filesystem::path rawLog;     ///< empty: none
    int restMs = 120;                 ///< a line that rests so long has told its moment
    int firstPauseMs = 500, longestPauseMs = 10'000;
    int silentReopenMs = 15'000;      ///< without a byte
    bool guardEras = true;            ///< see EpochAssembler: a live receiver's date against this computer's
  };

  GnssSource(std::unique_ptr<ByteFeed> feed, Settings settings, QObject* parent = nullptr);
  ~GnssSource() override;

  // QGeoPositionInfoSource
  [[nodiscard]] QGeoPositionInfo lastKnownPosition(bool fromSatellitePositioningMethodsOnly = false) const override;
  [[nodiscard]] PositioningMethods supportedPositioningMethods() const override { return SatellitePositioningMethods; }
  [[nodiscard]] int minimumUpdateInterval() const override { return 50; }
  [[nodiscard]] Error error() const override { return error_; }
  void startUpdates() override;
  void stopUpdates() override;
  void requestUpdate(int timeoutMs = 0) override;

  [[nodiscard]] GnssLink link() const noexcept { return link_; }
  [[nodiscard]] gnss::Health health() const noexcept { return health_; }
  [[nodiscard]] const std::optional<GnssMoment>& lastMoment() const noexcept { return moment_; }
  [[nodiscard]] const gnss::SplitCounts& bytes() const noexcept { return reader_.bytes(); }
  [[nodiscard]] const gnss::AssemblerCounts& sentences() const noexcept { return reader_.sentences(); }
  [[nodiscard]] const QString& lastFailure() const noexcept { return failure_; } ///< the system's words

Q_SIGNALS:
  void momentTold(const suyuan::location::GnssMoment& moment);
  void healthChanged(suyuan::gnss::Health health); ///< Silent and the others, also without a sentence
  void linkChanged(suyuan::location::GnssLink link);
  void rawLogFailed(const suyuan::Error& error);   ///< once; positions go on, the log does not

private:
  void openFeed();
  void take(const QByteArray& piece);
  void take(const gnss::Fix& fix);
  void give(const GnssMoment& moment);
  void broke(const QString& reason, Error error);
  void look(); ///< every half second
  void setLink(GnssLink link);
  void setHealth(gnss::Health health);
  void setErrorOf(Error error);
  void stopIfUnwanted();
  [[nodiscard]] std::int64_t nowMs() const { return clock_.elapsed(); }

  std::unique_ptr<ByteFeed> feed_;
  Settings settings_;
  gnss::NmeaReader reader_;
  gnss::FaultWatch watch_;
  std::optional<RawLog> log_;
  QElapsedTimer clock_;
  QTimer rest_, again_, look_, request_;
  GnssLink link_ = GnssLink::Stopped;
  gnss::Health health_ = gnss::Health::Silent;
  Error error_ = NoError;
  QString failure_;
  std::optional<GnssMoment> moment_;
  QGeoPositionInfo position_;
  bool updating_ = false, requested_ = false;
  int pauseMs_ = 0;
  std::int64_t heard_ = 0, given_ = -1;   ///< last byte, last position told
  std::uint64_t goodWhenOpened_ = 0;
};

/// The parts that Qt has words for.
[[nodiscard]] QGeoPositionInfo positionOf(const gnss::Fix& fix, const gnss::Accuracy& accuracy);

/// A source for the address. A log that is replayed has its own dates and pace, and is not logged again.
[[nodiscard]] std::unique_ptr<GnssSource> makeGnssSource(const GnssAddress& address, GnssSource::Settings settings);

} // namespace suyuan::location

Q_DECLARE_METATYPE(suyuan::location::GnssMoment)

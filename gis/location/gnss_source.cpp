// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/location/gnss_source.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <cmath>
#include <limits>

namespace suyuan::location {

namespace {

constexpr int lookEveryMs = 500;

std::optional<std::int64_t> referenceOf(bool guarded) {
  return guarded ? std::optional<std::int64_t>(QDateTime::currentMSecsSinceEpoch()) : std::nullopt;
}

/// A fix without a date is of the last twelve hours or the next.
QDateTime momentOf(const gnss::Fix& fix) {
  if (fix.dated) return QDateTime::fromMSecsSinceEpoch(fix.time, QTimeZone::UTC);
  const QDateTime now = QDateTime::currentDateTimeUtc();
  if (!fix.timed) return now;
  QDateTime moment(now.date(), QTime::fromMSecsSinceStartOfDay(static_cast<int>(std::min<std::int64_t>(fix.time, 86'399'999))), QTimeZone::UTC);
  if (const qint64 off = now.msecsTo(moment); off > 43'200'000) moment = moment.addDays(-1);
  else if (off < -43'200'000) moment = moment.addDays(1);
  return moment;
}

} // namespace

QGeoPositionInfo positionOf(const gnss::Fix& fix, const gnss::Accuracy& accuracy) {
  if (!fix.valid) return {};
  QGeoCoordinate at(fix.lat, fix.lon);
  if (!std::isnan(fix.heightMsl)) at.setAltitude(fix.heightMsl);
  QGeoPositionInfo info(at, momentOf(fix));
  const auto set = [&](QGeoPositionInfo::Attribute attribute, double value) {
    if (!std::isnan(value)) info.setAttribute(attribute, value);
  };
  set(QGeoPositionInfo::HorizontalAccuracy, accuracy.horizontal);
  set(QGeoPositionInfo::VerticalAccuracy, accuracy.vertical);
  set(QGeoPositionInfo::GroundSpeed, fix.speed);
  set(QGeoPositionInfo::Direction, fix.course);
  set(QGeoPositionInfo::MagneticVariation, fix.variation);
  return info;
}

GnssSource::GnssSource(std::unique_ptr<ByteFeed> feed, Settings settings, QObject* parent)
    : QGeoPositionInfoSource(parent), feed_(std::move(feed)), settings_(std::move(settings)), reader_(referenceOf(settings_.guardEras)), watch_(settings_.watch) {
  clock_.start();
  for (QTimer* once : {&rest_, &again_, &request_}) once->setSingleShot(true);
  connect(&rest_, &QTimer::timeout, this, [this] { reader_.rest([this](const gnss::Fix& fix) { take(fix); }); });
  connect(&again_, &QTimer::timeout, this, &GnssSource::openFeed);
  connect(&look_, &QTimer::timeout, this, &GnssSource::look);
  connect(&request_, &QTimer::timeout, this, [this] {
    requested_ = false;
    setErrorOf(UpdateTimeoutError);
    stopIfUnwanted();
  });
  connect(feed_.get(), &ByteFeed::opened, this, [this] {
    heard_ = nowMs();
    goodWhenOpened_ = reader_.bytes().good;
    setLink(GnssLink::Open);
  });
  connect(feed_.get(), &ByteFeed::bytes, this, qOverload<const QByteArray&>(&GnssSource::take));
  connect(feed_.get(), &ByteFeed::failed, this, [this](const QString& reason) { broke(reason, link_ == GnssLink::Open ? ClosedError : AccessError); });
  connect(feed_.get(), &ByteFeed::ended, this, [this] {
    reader_.finish([this](const gnss::Fix& fix) { take(fix); });
    look_.stop();
    setLink(GnssLink::Ended);
    setHealth(gnss::Health::Silent);
  });
}

GnssSource::~GnssSource() {
  feed_->disconnect(this);
  feed_->close();
}

void GnssSource::startUpdates() {
  updating_ = true;
  if (link_ == GnssLink::Stopped || link_ == GnssLink::Ended) openFeed();
}

void GnssSource::stopUpdates() {
  updating_ = false;
  stopIfUnwanted();
}

void GnssSource::requestUpdate(int timeoutMs) {
  if (timeoutMs != 0 && timeoutMs < minimumUpdateInterval()) {
    setErrorOf(UpdateTimeoutError);
    return;
  }
  requested_ = true;
  request_.start(timeoutMs == 0 ? 60'000 : timeoutMs);
  if (link_ == GnssLink::Stopped || link_ == GnssLink::Ended) openFeed();
}

void GnssSource::stopIfUnwanted() {
  if (updating_ || requested_ || link_ == GnssLink::Stopped) return;
  for (QTimer* timer : {&rest_, &again_, &look_, &request_}) timer->stop();
  feed_->close();
  pauseMs_ = 0;
  watch_.restart();
  setLink(GnssLink::Stopped);
  setHealth(gnss::Health::Silent);
}

void GnssSource::openFeed() {
  if (!settings_.rawLog.empty() && !log_) {
    if (auto log = RawLog::open(settings_.rawLog)) {
      log_ = std::move(*log);
    } else {
      settings_.rawLog.clear();
      Q_EMIT rawLogFailed(log.error());
    }
  }
  if (link_ == GnssLink::Stopped || link_ == GnssLink::Ended) watch_.restart();
  heard_ = nowMs();
  if (!look_.isActive()) look_.start(lookEveryMs);
  setLink(GnssLink::Opening);
  feed_->open();
}

void GnssSource::broke(const QString& reason, Error error) {
  if (link_ == GnssLink::Stopped || link_ == GnssLink::Waiting) return;
  failure_ = reason;
  if (reader_.bytes().good > goodWhenOpened_) pauseMs_ = 0; // it did work
  goodWhenOpened_ = reader_.bytes().good;
  pauseMs_ = pauseMs_ == 0 ? settings_.firstPauseMs : std::min(pauseMs_ * 2, settings_.longestPauseMs);
  // What is left of the broken line must not grow together with what comes next.
  rest_.stop();
  reader_.finish([this](const gnss::Fix& fix) { take(fix); });
  setLink(GnssLink::Waiting);
  again_.start(pauseMs_);
  setErrorOf(error);
}

void GnssSource::take(const QByteArray& piece) {
  heard_ = nowMs();
  const std::string_view bytes(piece.data(), static_cast<std::size_t>(piece.size()));
  if (log_) {
    if (const auto kept = log_->append(bytes); !kept) {
      log_.reset();
      settings_.rawLog.clear();
      Q_EMIT rawLogFailed(kept.error());
    }
  }
  reader_.feed(bytes, [this](const gnss::Fix& fix) { take(fix); });
  rest_.start(settings_.restMs);
}

void GnssSource::take(const gnss::Fix& fix) {
  const gnss::Health health = watch_.take(fix, settings_.errors, nowMs());
  moment_ = GnssMoment{fix, health, gnss::accuracyOf(fix, settings_.errors)};
  setHealth(health);
  give(*moment_);
  Q_EMIT momentTold(*moment_);
}

void GnssSource::give(const GnssMoment& moment) {
  if (moment.health != gnss::Health::Good && moment.health != gnss::Health::Late) return;
  position_ = positionOf(moment.fix, moment.accuracy);
  if (error_ != NoError) error_ = NoError;
  const std::int64_t now = nowMs();
  // A receiver's second is not always one of this computer: a tenth early is in time.
  const bool due = given_ < 0 || now - given_ >= updateInterval() - updateInterval() / 10;
  if (!requested_ && !(updating_ && due)) return;
  given_ = now;
  const bool asked = std::exchange(requested_, false);
  if (asked) request_.stop();
  Q_EMIT positionUpdated(position_);
  if (asked) QTimer::singleShot(0, this, &GnssSource::stopIfUnwanted);
}

void GnssSource::look() {
  const gnss::Health now = watch_.at(nowMs());
  setHealth(now);
  if (link_ != GnssLink::Open || !feed_->canFallSilent() || nowMs() - heard_ < settings_.silentReopenMs) return;
  // A line that is open and dumb for so long: a hub asleep, a network that forgot the connection.
  feed_->close();
  broke(QStringLiteral("no data"), ClosedError);
}

void GnssSource::setLink(GnssLink link) {
  if (link_ == link) return;
  link_ = link;
  Q_EMIT linkChanged(link);
}

void GnssSource::setHealth(gnss::Health health) {
  if (health_ == health) return;
  health_ = health;
  if (updating_ && (health == gnss::Health::Silent || health == gnss::Health::Lost) && position_.isValid()) setErrorOf(UpdateTimeoutError);
  Q_EMIT healthChanged(health);
}

void GnssSource::setErrorOf(Error error) {
  error_ = error;
  if (error != NoError) Q_EMIT QGeoPositionInfoSource::errorOccurred(error);
}

std::unique_ptr<GnssSource> makeGnssSource(const GnssAddress& address, GnssSource::Settings settings) {
  if (address.kind == GnssKind::Replay) {
    settings.guardEras = false;
    settings.watch.lateMs = std::numeric_limits<int>::max();
    settings.rawLog.clear();
  }
  return std::make_unique<GnssSource>(makeFeed(address), std::move(settings));
}

QGeoPositionInfo GnssSource::lastKnownPosition(bool) const { return position_; }

} // namespace suyuan::location

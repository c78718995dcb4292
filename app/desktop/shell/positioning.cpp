// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/positioning.h"

#include "core/fieldwork/gnss_limits.h"

#include <QDateTime>

namespace suyuan::desktop {

bool isUsable(gnss::Health health) { return health == gnss::Health::Good; }

Positioning::Positioning(std::shared_ptr<const rules::RuleBook> book, std::filesystem::path recordings)
    : book_(std::move(book)), recordings_(std::move(recordings)), gate_(fieldwork::gateOf(*book_)) {}

Positioning::~Positioning() {
  if (source_) source_->disconnect(this);
}

Result<> Positioning::start(const QString& text) {
  const auto address = location::gnssAddressFrom(text.trimmed());
  if (!address) return std::unexpected(address.error());
  stop();
  location::GnssSource::Settings settings{.errors = gate_.errors};
  logName_.clear();
  if (!recordings_.empty() && address->kind != location::GnssKind::Replay) {
    logName_ = QDateTime::currentDateTimeUtc().toString(QStringLiteral("'gnss-'yyyyMMdd'-'HHmmss'Z.nmea'")).toStdString();
    settings.rawLog = recordings_ / logName_;
  }
  address_ = text.trimmed();
  source_ = location::makeGnssSource(*address, std::move(settings));
  connect(source_.get(), &location::GnssSource::momentTold, this, &Positioning::take);
  connect(source_.get(), &location::GnssSource::healthChanged, this, &Positioning::told);
  connect(source_.get(), &location::GnssSource::linkChanged, this, &Positioning::told);
  connect(source_.get(), &location::GnssSource::rawLogFailed, this, [this](const Error& error) {
    logName_.clear();
    Q_EMIT failed(error);
  });
  source_->startUpdates();
  Q_EMIT told();
  return {};
}

void Positioning::stop() {
  if (!source_) return;
  source_->disconnect(this);
  source_.reset();
  moment_.reset();
  lastPlace_.reset();
  stopMean();
  Q_EMIT told();
}

void Positioning::take(const location::GnssMoment& moment) {
  const bool changes = !moment_ || moment_->health != moment.health || moment_->fix.valid != moment.fix.valid;
  if (intervalMs_ > 0 && !averaging_ && !changes && sinceTold_.isValid() && sinceTold_.elapsed() < intervalMs_) return;
  sinceTold_.start();
  moment_ = moment;
  if (moment.fix.valid && isUsable(moment.health)) lastPlace_ = moment;
  if (averaging_ && mean_ && isUsable(moment.health)) {
    (void)mean_->add(moment.fix);
    if (mean_->state() != gnss::AverageState::Running) stopMean();
  }
  Q_EMIT told();
}

void Positioning::startMean(double antennaM) {
  mean_.emplace(fieldwork::averageRuleOf(*book_, antennaM));
  meanAntennaM_ = antennaM;
  averaging_ = true;
  Q_EMIT told();
}

void Positioning::stopMean() {
  if (!std::exchange(averaging_, false)) return;
  Q_EMIT meanEnded();
}

void Positioning::forgetMean() {
  averaging_ = false;
  mean_.reset();
  Q_EMIT told();
}

std::optional<Positioning::Offer> Positioning::offer(double antennaM) const {
  std::optional<Offer> made;
  if (mean_ && mean_->result().kept > 0) {
    made = Offer{fieldwork::pointOf(mean_->result(), meanAntennaM_), gnss::GateAnswer::Passes, true};
  } else if (!mean_ && moment_ && moment_->fix.valid && isUsable(health())) {
    made = Offer{fieldwork::pointOf(moment_->fix, gate_, antennaM), gnss::passes(moment_->fix, gate_), false};
  }
  if (made && !logName_.empty()) made->point.how.note += " log=" + logName_;
  return made;
}

} // namespace suyuan::desktop

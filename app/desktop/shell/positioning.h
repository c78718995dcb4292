// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fieldwork/gnss_point.h"
#include "core/rules/rule_book.h"
#include "gis/location/gnss_source.h"

#include <QElapsedTimer>
#include <QObject>

#include <filesystem>
#include <memory>
#include <optional>

namespace suyuan::desktop {

/// The receiver of an open survey: its source, its last moment, and the mean that is being made. Lives in the window's thread; outlives
/// the panel that shows it.
class Positioning : public QObject {
  Q_OBJECT
public:
  /// Raw logs go to the folder; empty: none are kept.
  Positioning(std::shared_ptr<const rules::RuleBook> book, std::filesystem::path recordings);
  ~Positioning() override;

  Result<> start(const QString& address); ///< location::gnssAddressFrom's text; ends what ran before. Error Usage
  void stop();
  [[nodiscard]] const location::GnssSource* source() const { return source_.get(); } ///< null: none runs
  [[nodiscard]] const QString& address() const { return address_; }
  [[nodiscard]] const std::optional<location::GnssMoment>& moment() const { return moment_; } ///< the last one
  [[nodiscard]] const std::optional<location::GnssMoment>& lastPlace() const { return lastPlace_; } ///< the last one with a position
  [[nodiscard]] bool mapFollows() const { return mapFollows_; }
  void setMapFollows(bool follows) { mapFollows_ = follows; }
  [[nodiscard]] gnss::Health health() const { return source_ ? source_->health() : gnss::Health::Silent; }
  [[nodiscard]] const gnss::Gate& gate() const { return gate_; }

  /// Positions nearer in time than this are passed over while no mean is made, to save power; the raw log has them all. 0: none is.
  void setInterval(int milliseconds) { intervalMs_ = milliseconds; }

  void startMean(double antennaM);
  void stopMean(); ///< what was gathered stays until the next one, or until forgetMean()
  void forgetMean();
  [[nodiscard]] const gnss::PointAverage* mean() const { return mean_ ? &*mean_ : nullptr; }
  [[nodiscard]] bool isAveraging() const { return averaging_; }

  /// The position that would be taken now: the mean when there is one, else the fix of this moment.
  struct Offer {
    fieldwork::GnssPoint point;
    gnss::GateAnswer answer = gnss::GateAnswer::NoFix; ///< of a fix; a mean is of fixes that passed
    bool isMean = false;
  };
  [[nodiscard]] std::optional<Offer> offer(double antennaM) const;

Q_SIGNALS:
  void told();    ///< a moment, or another state of line or receiver
  void meanEnded();
  void failed(const suyuan::Error& error); ///< the raw log; positions go on

private:
  void take(const location::GnssMoment& moment);

  std::shared_ptr<const rules::RuleBook> book_;
  std::filesystem::path recordings_;
  gnss::Gate gate_;
  QString address_;
  std::string logName_;
  std::unique_ptr<location::GnssSource> source_;
  std::optional<location::GnssMoment> moment_, lastPlace_;
  bool mapFollows_ = false;
  std::optional<gnss::PointAverage> mean_;
  double meanAntennaM_ = 0;
  bool averaging_ = false;
  int intervalMs_ = 0;
  QElapsedTimer sinceTold_;
};

/// Of a moment whose health lets a point be made of it.
[[nodiscard]] bool isUsable(gnss::Health health);

} // namespace suyuan::desktop

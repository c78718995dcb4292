// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/gnss_words.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace suyuan::desktop {

namespace {

struct GnssWords {
  Q_DECLARE_TR_FUNCTIONS(suyuan::desktop::GnssWords)
};

} // namespace

QString wordOf(gnss::Quality quality) {
  switch (quality) {
  case gnss::Quality::None: return GnssWords::tr("no position");
  case gnss::Quality::Single: return GnssWords::tr("single");
  case gnss::Quality::Dgps: return GnssWords::tr("differential");
  case gnss::Quality::Pps: return GnssWords::tr("precise");
  case gnss::Quality::RtkFixed: return GnssWords::tr("RTK fixed");
  case gnss::Quality::RtkFloat: return GnssWords::tr("RTK float");
  case gnss::Quality::Estimated: return GnssWords::tr("dead reckoning");
  case gnss::Quality::Manual: return GnssWords::tr("typed in");
  case gnss::Quality::Simulated: return GnssWords::tr("simulated");
  case gnss::Quality::Unstated: return GnssWords::tr("of unknown quality");
  }
  return {};
}

QString wordOf(gnss::Health health) {
  switch (health) {
  case gnss::Health::Silent: return GnssWords::tr("nothing comes");
  case gnss::Health::Lost: return GnssWords::tr("position lost");
  case gnss::Health::Frozen: return GnssWords::tr("receiver frozen");
  case gnss::Health::Jumped: return GnssWords::tr("position jumped");
  case gnss::Health::Late: return GnssWords::tr("positions come late");
  case gnss::Health::ClockBack: return GnssWords::tr("receiver's clock ran back");
  case gnss::Health::Good: return GnssWords::tr("good");
  }
  return {};
}

QString wordOf(location::GnssLink link) {
  switch (link) {
  case location::GnssLink::Stopped: return GnssWords::tr("not connected");
  case location::GnssLink::Opening: return GnssWords::tr("connecting");
  case location::GnssLink::Open: return GnssWords::tr("connected");
  case location::GnssLink::Waiting: return GnssWords::tr("not there; tried again by itself");
  case location::GnssLink::Ended: return GnssWords::tr("the log is at its end");
  }
  return {};
}

QString wordOf(gnss::GateAnswer answer) {
  switch (answer) {
  case gnss::GateAnswer::Passes: return GnssWords::tr("good enough");
  case gnss::GateAnswer::NoFix: return GnssWords::tr("there is no position");
  case gnss::GateAnswer::NotMeasured: return GnssWords::tr("the position was not measured");
  case gnss::GateAnswer::AccuracyUnknown: return GnssWords::tr("the accuracy is not known");
  case gnss::GateAnswer::AccuracyPoor: return GnssWords::tr("the accuracy is worse than the rule book wants");
  case gnss::GateAnswer::HdopPoor: return GnssWords::tr("the satellites stand badly (HDOP)");
  case gnss::GateAnswer::FewSatellites: return GnssWords::tr("too few satellites");
  }
  return {};
}

QString wordOf(const gnss::Accuracy& accuracy) {
  if (std::isnan(accuracy.horizontal)) return GnssWords::tr("accuracy unknown");
  const QString metres = QLocale::c().toString(accuracy.horizontal, 'f', accuracy.horizontal < 1 ? 3 : 1);
  return accuracy.estimated ? GnssWords::tr("± %1 m (estimated)").arg(metres) : GnssWords::tr("± %1 m").arg(metres);
}

} // namespace suyuan::desktop

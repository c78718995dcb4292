// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fieldwork/gnss_limits.h"

#include <cmath>

namespace suyuan::fieldwork {

gnss::Gate gateOf(const rules::RuleBook& book) {
  const rules::FieldworkLimits& limits = book.fieldwork().limits;
  return {.accuracyM = book.thresholds().accuracyM,
          .hdop = limits.gnssHdop,
          .satellites = static_cast<int>(std::lround(limits.gnssSatellites)),
          .errors = {.single = limits.gnssErrorSingleM, .dgps = limits.gnssErrorDgpsM, .rtkFloat = limits.gnssErrorRtkFloatM, .rtkFixed = limits.gnssErrorRtkFixedM}};
}

gnss::AverageRule averageRuleOf(const rules::RuleBook& book, double antennaHeightM) {
  const rules::FieldworkLimits& limits = book.fieldwork().limits;
  return {.gate = gateOf(book),
          .leastFixes = static_cast<int>(std::lround(limits.gnssMeanFixes)),
          .standardErrorM = limits.gnssMeanErrorM,
          .timeoutS = limits.gnssMeanTimeoutS,
          .antennaHeightM = antennaHeightM};
}

} // namespace suyuan::fieldwork

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fieldwork/gnss_limits.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan;

TEST_CASE("the gate and the mean of a position are the rule book's") {
  const auto book = rules::RuleBook::load(SUYUAN_RESOURCES_DIR "/rules", "jilin");
  REQUIRE(book);
  const gnss::Gate gate = fieldwork::gateOf(*book);
  CHECK(gate.accuracyM == book->thresholds().accuracyM); // what the check place.accuracy asks of the record later
  CHECK(gate.hdop == book->fieldwork().limits.gnssHdop);
  CHECK(gate.satellites == 5);
  CHECK(gate.errors.rtkFixed < gate.errors.rtkFloat);
  CHECK(gate.errors.dgps < gate.errors.single);
  const gnss::AverageRule rule = fieldwork::averageRuleOf(*book, 1.8);
  CHECK(rule.leastFixes == 20);
  CHECK(rule.antennaHeightM == 1.8);
  CHECK(rule.gate.accuracyM == gate.accuracyM);
}

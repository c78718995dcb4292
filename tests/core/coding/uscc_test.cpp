// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/uscc.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace suyuan::coding;

TEST_CASE("published credit codes pass both checks") {
  for (const char* code : {"11220100013828800N", "11110000MB1672773E", "11341800MB1E42862W"}) {
    INFO(code);
    CHECK(checkUscc(code).fault == UsccFault::None);
  }
}

TEST_CASE("early pilot codes are told apart by the character that would fit") {
  const auto expected = [](const char* code) { return checkUscc(code).expected.value_or('?'); };
  CHECK(expected("91350100M0001TGQXM") == '1');
  CHECK(expected("91350211M0000XUF46") == 'R');
  CHECK(expected("91350203M0001FUE2P") == 'J');
  CHECK(checkUscc("91350100M0001TGQXM").fault == UsccFault::CheckDigit);
  CHECK(checkUscc("91350100M0001TGQXM").at == 17);
}

TEST_CASE("every wrong character of a credit code is noticed") {
  const std::string good = "11220100013828800N";
  for (std::size_t i = 0; i < good.size(); ++i)
    for (const char c : std::string("0123456789ABCDEFGHJKLMNPQRTUWXY")) {
      if (c == good[i]) continue;
      std::string bad = good;
      bad[i] = c;
      INFO(bad);
      CHECK(checkUscc(bad).fault != UsccFault::None);
    }
}

TEST_CASE("length and alphabet are checked before the check characters") {
  CHECK(checkUscc("").fault == UsccFault::Length);
  CHECK(checkUscc("1122010001382880").fault == UsccFault::Length);
  CHECK(checkUscc("11220100013828800NN").at == 18);
  CHECK(checkUscc("1122010001382O800N").fault == UsccFault::Character);
  CHECK(checkUscc("1122010001382O800N").at == 13);
  CHECK(checkUscc("11220100013828800n").fault == UsccFault::Character);
}

TEST_CASE("the organisation code inside has its own check") {
  // The first 16 characters changed in the organisation part, the last one made to fit.
  std::string code = "11220100013828801N";
  const auto first = checkUscc(code);
  REQUIRE(first.fault == UsccFault::CheckDigit);
  code[17] = *first.expected;
  const auto second = checkUscc(code);
  CHECK(second.fault == UsccFault::OrganisationCheckDigit);
  CHECK(second.at == 16);
  CHECK(second.expected == '0');
}

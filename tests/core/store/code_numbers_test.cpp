// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/code_allocator.h"
#include "core/store/code_numbers.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan;

TEST_CASE("the store counts a code in the series and by the number that coding reads in it") {
  for (const std::string text : {"FA-420581-0259-GY-00", "FA4205810259GY00", "fa-420581-0259-gy-00", "CA-220102-9999-CZ-03", "CA220102-0000CZ12",
                                 "FA-420581-259-GY-00", "FA-42O581-0259-GY-00", "FA-420581-0259-GY-0", "FA-420581-0259-GY-000", "", "-", "临时-17",
                                 "1A-420581-0259-GY-00", "FA-420581-0259-G1-00"}) {
    INFO(text);
    const auto parsed = coding::parseCode(text, {});
    const auto counted = store::codeNumber(text);
    REQUIRE(counted.has_value() == parsed.valid());
    if (!counted) continue;
    CHECK(counted->series == coding::codeSeries(parsed.parts->division, parsed.parts->type));
    CHECK(counted->number == parsed.parts->sequence);
  }
}

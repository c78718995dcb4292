// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/placing_text.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using text::Language;

TEST_CASE("every reason of a placing is said in both languages with its numbers") {
  for (const char* key : {"near", "far", "bearing-agrees", "bearing-against", "visit", "others-near", "track", "no-position", "datum-other", "no-time", "time-only", "none-near"}) {
    INFO(key);
    const std::vector<media::PlacingReason> one{{key, {{"m", "12"}, {"deg", "12"}, {"min", "12"}, {"count", "12"}, {"team", "12"}}}};
    const std::string zh = text::placingText(one, Language::Chinese), en = text::placingText(one, Language::English);
    CHECK(zh != key);
    CHECK(en != key);
    CHECK(zh != en);
    CHECK_FALSE(zh.contains('{'));
    CHECK_FALSE(en.contains('{'));
    CHECK(zh.contains("12") == en.contains("12"));
  }
  const std::vector<media::PlacingReason> two{{"near", {{"m", "5"}}}, {"something-new", {}}};
  CHECK(text::placingText(two, Language::English) == "5 m away; something-new");
  CHECK(text::placingText({}, Language::English).empty());
}

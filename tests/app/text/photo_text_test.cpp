// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/photo_text.h"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace suyuan;
using text::Language;

TEST_CASE("every fault of a photo has a sentence and a key of its own in both languages") {
  std::set<std::string> zh, en, keys;
  for (int i = 0; i <= static_cast<int>(media::PhotoFault::SizeOther); ++i) {
    const media::PhotoFaultFound fault{static_cast<media::PhotoFault>(i), {{"value", "1"}, {"seconds", "2"}, {"software", "s"}, {"changed_at", "t"}, {"stated", "a"}, {"actual", "b"}, {"detail", "d"}}};
    zh.insert(text::photoFaultText(fault, Language::Chinese));
    en.insert(text::photoFaultText(fault, Language::English));
    keys.insert(std::string(media::faultKey(fault.fault)));
  }
  CHECK(zh.size() == 15);
  CHECK(en.size() == 15);
  CHECK(keys.size() == 15);
  for (const auto* all : {&zh, &en})
    for (const std::string& sentence : *all) {
      INFO(sentence);
      CHECK_FALSE(sentence.contains('{'));
      CHECK(sentence.size() > 10);
    }
}

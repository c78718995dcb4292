// SPDX-License-Identifier: GPL-3.0-or-later
#include "nmea_text.h"

#include <catch2/catch_test_macros.hpp>

#include <random>

using namespace suyuan::gnss;
using suyuan::gnss::test::sentence;

namespace {

struct Split {
  std::vector<std::string> bodies;
  SplitCounts counts;
};

Split split(std::string_view text, std::size_t step) {
  SentenceSplitter splitter;
  Split result;
  const auto take = [&](std::string_view body) { result.bodies.emplace_back(body); };
  for (std::size_t at = 0; at < text.size(); at += step) splitter.feed(text.substr(at, step), take);
  splitter.finish(take);
  result.counts = splitter.counts();
  return result;
}

Split split(std::string_view text) { return split(text, text.size() + 1); }

} // namespace

TEST_CASE("a sentence comes out whole however its bytes are cut") {
  const std::string text = "\x01\xfe noise" + sentence("GPGGA,1") + sentence("GNRMC,22") + "$GPGSV,cut" + sentence("GPZDA,333");
  const Split whole = split(text);
  CHECK(whole.bodies == std::vector<std::string>{"GPGGA,1", "GNRMC,22", "GPZDA,333"});
  CHECK(whole.counts.sentences == 4);
  CHECK(whole.counts.missingChecksum == 1);
  CHECK(whole.counts.noise == 8);
  for (std::size_t step = 1; step < text.size(); ++step) {
    const Split pieces = split(text, step);
    CHECK(pieces.bodies == whole.bodies);
    CHECK(pieces.counts.good == 3);
    CHECK(pieces.counts.missingChecksum == 1);
    CHECK(pieces.counts.noise == 8);
  }
}

TEST_CASE("without a right checksum nothing comes out, and the reason is counted") {
  CHECK(split("$GPGGA,1*00\r\n").counts.badChecksum == 1);
  CHECK(split("$GPGGA,1\r\n").counts.missingChecksum == 1);
  CHECK(split("$GPGGA,1*\r\n").counts.missingChecksum == 1);
  CHECK(split("$GPGGA,1*4\r\n").counts.missingChecksum == 1);
  CHECK(split("$GPGGA,1*4G\r\n").counts.badChecksum == 1);
  CHECK(split("$*00\r\n").counts.badChecksum == 1);
  const std::string good = sentence("GPGGA,1");
  CHECK(split(good.substr(0, good.size() - 2) + "0,*4E\r\n").counts.badChecksum == 1); // another sentence's end behind it
  for (const char* text : {"$GPGGA,1*00\r\n", "$GPGGA,1\r\n", "$GPGGA,1*\r\n", "$\r\n", "$$$$"}) CHECK(split(text).bodies.empty());
}

TEST_CASE("the checksum may be written in small letters and the last line lack its end") {
  CHECK(split("$GPGLL,x*3a\n").counts.sentences == 1);
  std::string text = sentence("GNRMC,z");
  for (char& c : text) c = c >= 'A' && c <= 'F' && text.find('*') < static_cast<std::size_t>(&c - text.data()) ? static_cast<char>(c + 32) : c;
  CHECK(split(text.substr(0, text.size() - 2)).bodies == std::vector<std::string>{"GNRMC,z"});
}

TEST_CASE("lines that a log comments with # are no sentences") {
  const Split result = split("# $GPGGA is here: $GPGGA,1*00\n" + sentence("GPGGA,1") + "#$GNRMC,1\r\n");
  CHECK(result.counts.sentences == 1);
  CHECK(result.counts.noise == 0);
  CHECK(result.bodies.size() == 1);
}

TEST_CASE("a sentence without an end is dropped at its bound, and the next one is read") {
  const std::string endless = "$GPGGA," + std::string(SentenceSplitter::maxLength + 1, '1');
  for (const std::size_t step : {std::size_t{1}, std::size_t{64}, std::size_t{100'000}}) {
    const Split result = split(endless + "\r\n" + sentence("GPGGA,1"), step);
    CHECK(result.counts.tooLong == 1);
    CHECK(result.bodies == std::vector<std::string>{"GPGGA,1"});
  }
  const std::string longest(SentenceSplitter::maxLength - 3, 'x');
  CHECK(split(sentence(longest)).bodies == std::vector<std::string>{longest});
  CHECK(split(sentence(longest), 7).bodies == std::vector<std::string>{longest});
  CHECK(split(sentence(longest + "x")).counts.tooLong == 1);
  CHECK(split(sentence(longest + "x"), 7).counts.tooLong == 1);
}

TEST_CASE("random bytes give nothing, and every beginning is accounted for") {
  std::mt19937 random(7);
  std::string noise;
  for (int i = 0; i < 200'000; ++i) noise += static_cast<char>(random() % 256);
  const Split result = split(noise, 977);
  const SplitCounts& c = result.counts;
  CHECK(c.sentences == c.good + c.badChecksum + c.missingChecksum + c.tooLong);
  CHECK(c.good == result.bodies.size());
}

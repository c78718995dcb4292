// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/likeness.h"

#include "core/model/photo.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <ctime>
#include <random>
#include <tuple>

using namespace suyuan;
using namespace suyuan::media;
using suyuan::test::must;
using suyuan::test::TempFolder;

namespace {

std::vector<Likeness> random(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 numbers(seed);
  std::vector<Likeness> all(count);
  for (Likeness& one : all) one = numbers();
  return all;
}

// One likeness with some bits turned over.
Likeness turned(Likeness bits, int count, std::mt19937_64& numbers) {
  Likeness mask = 0;
  while (bitsApart(mask, 0) < count) mask |= Likeness{1} << (numbers() % 64);
  return bits ^ mask;
}

} // namespace

TEST_CASE("a likeness is sixteen hex digits and comes back from them") {
  CHECK(likenessText(0) == "0000000000000000");
  CHECK(likenessText(0xF00D'0000'0000'0001) == "f00d000000000001");
  CHECK(parseLikeness("f00d000000000001") == 0xF00D'0000'0000'0001);
  for (const char* wrong : {"", "f00d", "f00d00000000000g", "-00d000000000001", "f00d0000000000011"}) CHECK_FALSE(parseLikeness(wrong));
  CHECK(bitsApart(0, ~Likeness{0}) == 64);
}

TEST_CASE("the pairs found are those of comparing each with each") {
  std::mt19937_64 numbers(3);
  for (const int within : {0, 1, 3, 4, 6, 7, 8, 12}) {
    std::vector<Likeness> all = random(400, 1);
    for (int i = 0; i < 120; ++i) all.push_back(turned(all[static_cast<std::size_t>(i)], i % 14, numbers));
    for (int i = 0; i < 5; ++i) all.push_back(all[7]);
    std::vector<LikePair> plain;
    for (std::size_t a = 0; a < all.size(); ++a)
      for (std::size_t b = a + 1; b < all.size(); ++b)
        if (const int apart = bitsApart(all[a], all[b]); apart <= within) plain.push_back({a, b, apart});
    std::ranges::sort(plain, {}, [](const LikePair& pair) { return std::tuple(pair.apart, pair.first, pair.second); });
    INFO(within);
    const LikePairs found = likePairs(all, within);
    CHECK(found.complete);
    CHECK(found.pairs == plain);
  }
}

TEST_CASE("all alike are told up to what was asked for, and that there are more") {
  const std::vector<Likeness> all(2000, 42);
  const LikePairs found = likePairs(all, 6, 100);
  CHECK_FALSE(found.complete);
  CHECK(found.pairs.size() == 100);
  CHECK(likePairs({}, 6).pairs.empty());
  CHECK(likePairs(std::vector<Likeness>{1}, 6).pairs.empty());
}

TEST_CASE("near-identical pairs among 100,000 are found in well under two seconds") {
  std::vector<Likeness> all = random(100'000, 5);
  std::mt19937_64 numbers(6);
  for (std::size_t i = 0; i < 100; ++i) all[99'900 + i] = turned(all[i * 7], 6, numbers);
  const std::clock_t begin = std::clock(); // the processor's, for others use the machine too
  const LikePairs found = likePairs(all);
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  CHECK(found.pairs.size() >= 100);
  for (std::size_t i = 0; i < 100; ++i) CHECK(std::ranges::contains(found.pairs, LikePair{i * 7, 99'900 + i, 6}));
  INFO(seconds);
  CHECK(seconds < 2);
}

TEST_CASE("a survey's near-identical photos are named by their records") {
  const TempFolder folder;
  auto survey = test::newSurvey(folder);
  std::vector<Fid> fids;
  must(survey.edit("照片", [&](store::Edit& edit) -> Result<> {
    for (const char* likeness : {"f00d000000000001", "", "f00d000000000003", "0ff2ffffffffffff", "no likeness"}) {
      Photo photo;
      photo.sha256 = likeness;
      photo.likeness = likeness;
      auto fid = edit.insert(photo);
      if (!fid) return std::unexpected(fid.error());
      fids.push_back(*fid);
    }
    return {};
  }));
  const auto pairs = must(likePhotos(survey.reader()));
  REQUIRE(pairs.size() == 1);
  CHECK(pairs[0].first == fids[0]);
  CHECK(pairs[0].second == fids[2]);
  CHECK(pairs[0].apart == 1);
}

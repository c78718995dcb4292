// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/changeset.h"

#include <catch2/catch_test_macros.hpp>

#include <random>

using namespace suyuan;
using namespace suyuan::store;

namespace {

std::vector<Change> sample() {
  const std::vector<bool> key{true, false, false};
  return {
      {"outfalls", ChangeOp::Insert, key, {}, {Value{std::int64_t{1}}, Value{std::string("甲")}, Value{}}},
      {"outfalls", ChangeOp::Update, key, {Value{std::int64_t{1}}, Value{std::string("甲")}, {}}, {{}, Value{std::string("乙")}, {}}},
      {"units", ChangeOp::Delete, key, {Value{std::int64_t{7}}, Value{2.5}, Value{Blob{std::byte{9}}}}, {}},
  };
}

Blob written(const std::vector<Change>& changes) {
  ChangesetWriter writer;
  for (const Change& change : changes) writer.add(change);
  return writer.take();
}

} // namespace

TEST_CASE("changes survive the way to bytes and back") {
  const auto parsed = parseChangeset(written(sample()));
  REQUIRE(parsed);
  CHECK(*parsed == sample());
}

TEST_CASE("unchanged and NULL are not the same") {
  const auto parsed = parseChangeset(written(sample()));
  REQUIRE(parsed);
  CHECK_FALSE((*parsed)[1].after[2].has_value());
  CHECK((*parsed)[0].after[2] == Cell{Value{}});
}

TEST_CASE("inverting twice is nothing, inverting once takes back in reverse order") {
  CHECK(inverted(inverted(sample())) == sample());
  const auto back = inverted(sample());
  CHECK(back[0].op == ChangeOp::Insert);
  CHECK(back[0].table == "units");
  CHECK(back[1].before[1] == Cell{Value{std::string("乙")}});
  CHECK(back[1].after[1] == Cell{Value{std::string("甲")}});
  CHECK(back[2].op == ChangeOp::Delete);
}

TEST_CASE("a changeset cut anywhere within a change is damaged, and noise never crashes the reader") {
  const Blob whole = written(sample());
  int refused = 0;
  for (std::size_t size = 1; size < whole.size(); ++size)
    if (!parseChangeset(std::span(whole).first(size))) ++refused;
  CHECK(refused > static_cast<int>(whole.size()) * 8 / 10); // a cut between two changes leaves a whole changeset
  std::mt19937 random(5);
  for (int i = 0; i < 50000; ++i) {
    Blob noisy = whole;
    for (int k = 0; k < 2; ++k) noisy[random() % noisy.size()] = static_cast<std::byte>(random());
    if (const auto parsed = parseChangeset(noisy); !parsed) CHECK(parsed.error().code == ErrorCode::ChangesetDamaged);
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/entry_index.h"

#include "tests/core/evidence/entered.h"

using namespace suyuan;
using namespace suyuan::test;
using namespace suyuan::evidence;

TEST_CASE("a fid says when it was given, one of another program does not") {
  CHECK(timeOf(Fid{1'000LL << 22}) == std::nullopt);
  CHECK(timeOf(Fid{7}) == std::nullopt);
  const auto time = timeOf(Fid{86'400'000LL * 366 << 22 | 12345});
  REQUIRE(time);
  CHECK(toIso(*time) == "2021-01-01T00:00:00.000Z");
}

TEST_CASE("a record is found with the entry that it came with: when, by whom, by hand or not") {
  Timed timed;
  const Fid typed = timed.enter(outfallAt(at(0, 0), morning(), 1), morning(1min));
  const Fid imported = timed.enter(outfallAt(at(9, 0), morning(), 2), morning(2min), true);
  must(timed.survey().edit("改名", [&](store::Edit& edit) { return edit.setField(Layer::Outfalls, typed, "name", Value{std::string("甲")}); }));
  const auto index = must(EntryIndex::read(timed.reader(), 40));
  const auto found = index.entered(typed);
  REQUIRE(found);
  CHECK(found->at == morning(1min + 5ms));
  CHECK(found->typed);
  CHECK(index.word(found->author) == "张三");
  CHECK(index.word(found->device) == timed.survey().info().deviceId);
  REQUIRE(index.entered(imported));
  CHECK_FALSE(index.entered(imported)->typed);
  CHECK_FALSE(index.entered(Fid{7}));
  CHECK(index.touchedSince(typed, morning(1h)));
  CHECK_FALSE(index.touchedSince(imported, morning(1h)));
  for (const Fid fid : {typed, imported}) {
    const auto one = must(enteredOf(timed.reader(), fid, 40));
    REQUIRE(one);
    CHECK(one->at == index.entered(fid)->at);
    CHECK(one->typed == index.entered(fid)->typed);
    CHECK(one->author == "张三");
  }
  CHECK_FALSE(must(enteredOf(timed.reader(), Fid{99}, 40)));
}

TEST_CASE("an entry of many rows was not typed") {
  Timed timed;
  must(timed.survey().edit("一批", [&](store::Edit& edit) -> Result<> {
    for (int i = 0; i < 50; ++i)
      if (auto fid = edit.insert(outfallNumber(i)); !fid) return std::unexpected(fid.error());
    return {};
  }));
  Fid first;
  must(timed.reader().scan(Layer::Outfalls, {.limit = 1}, [&](const Row& row) { first = row.fid; return false; }));
  const auto index = must(EntryIndex::read(timed.reader(), 40));
  REQUIRE(index.entered(first));
  CHECK_FALSE(index.entered(first)->typed);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sync/copies.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <random>

using namespace suyuan;
using suyuan::test::Copies;

TEST_CASE("three copies edited apart end equal in every order of syncing") {
  std::array<int, 3> order{0, 1, 2};
  do {
    Copies copies(3);
    const Fid shared = copies.addOutfall(0, "shared");
    const Fid doomed = copies.addOutfall(0, "doomed");
    copies.settle();
    for (int i = 0; i < 3; ++i) {
      copies.set(i, shared, "name", Value{"name " + std::to_string(i)});
      copies.set(i, shared, i == 0 ? "note" : i == 1 ? "address" : "team", Value{"own " + std::to_string(i)});
      copies.addOutfall(i, "new " + std::to_string(i));
    }
    copies.remove(0, doomed);
    copies.set(1, doomed, "note", Value{std::string("still there")});
    for (const int i : order) copies.sync(i);
    copies.settle();
    copies.requireEqual();
    // The first to sync keeps the name; the other two are listed; so is the deletion.
    CHECK(copies.outfall(0, shared)->name == "name " + std::to_string(order[0]));
    CHECK(copies.outfall(2, shared)->note == "own 0");
    CHECK(copies.outfall(2, shared)->address == "own 1");
    REQUIRE(copies.outfall(2, doomed));
    CHECK(copies.outfall(2, doomed)->note == "still there");
    CHECK(sync::conflicts(copies[0].reader())->size() == 3);
  } while (std::ranges::next_permutation(order).found);
}

namespace {

// Edits, deletions, visits, undos, decisions and syncs by chance; then everyone syncs and all must be equal.
void randomLife(unsigned seed) {
  std::mt19937 random{seed};
  const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  Copies copies(3);
  std::vector<Fid> fids;
  for (int i = 0; i < 4; ++i) fids.push_back(copies.addOutfall(0, "r" + std::to_string(i)));
  copies.settle();
  constexpr std::array fields{"name", "note", "address", "code_national"};
  for (int round = 0; round < 60; ++round) {
    const int copy = static_cast<int>(pick(3));
    const Fid fid = fids[pick(fids.size())];
    INFO("seed " << seed << " round " << round << " copy " << copy);
    const bool there = copies.outfall(copy, fid).has_value();
    switch (pick(8)) {
    case 0: copies.sync(copy); break;
    case 1: fids.push_back(copies.addOutfall(copy, "n" + std::to_string(round))); break;
    case 2:
      if (there) {
        // Children go first; an outfall with visits cannot be deleted.
        auto visits = copies[copy].reader().all<Visit>({.equals = {{"outfall_fid", Value{fid.value}}}});
        REQUIRE(visits);
        REQUIRE(copies[copy].edit("remove", [&](store::Edit& edit) -> Result<> {
          for (const Visit& v : *visits) SUYUAN_TRY(edit.removeRow(Layer::Visits, v.fid));
          return edit.removeRow(Layer::Outfalls, fid);
        }));
      }
      break;
    case 3:
      if (there) REQUIRE(copies[copy].edit("visit", [&](store::Edit& edit) -> Result<> {
        Visit visit;
        visit.outfallFid = fid;
        auto given = edit.insert(visit);
        return given ? Result<>{} : std::unexpected(given.error());
      }));
      break;
    case 4: (void)copies[copy].undo(); break; // refused when nothing or stale: fine
    case 5:
      if (auto open = sync::conflicts(copies[copy].reader()); open && !open->empty())
        (void)sync::resolveConflict(copies[copy], open->front().id, pick(2) ? sync::Resolution::Mine : sync::Resolution::Theirs);
      break;
    default:
      if (there) copies.set(copy, fid, fields[pick(fields.size())], Value{"v" + std::to_string(pick(5))});
    }
  }
  copies.settle();
  copies.requireEqual();
}

} // namespace

TEST_CASE("random edits on three copies always end equal") {
  for (unsigned seed = 1; seed <= 8; ++seed) randomLife(seed);
}

TEST_CASE("random edits on three copies always end equal, at length", "[.long]") {
  for (unsigned seed = 100; seed < 400; ++seed) randomLife(seed);
}

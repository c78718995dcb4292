// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite_handle.h"
#include "core/store/survey_impl.h"
#include "core/store/verify_journal.h"
#include "core/sync/compare_chain.h"
#include "core/sync/entry_file.h"
#include "tests/core/sync/copies.h"

#include <catch2/catch_test_macros.hpp>

#include <fstream>

using namespace suyuan;
using suyuan::test::Copies;
using Fault = sync::ChainComparison::Fault;

namespace {

store::ChainReport verified(Copies& copies, int copy) {
  auto report = store::verifyJournal(copies[copy].reader());
  REQUIRE(report);
  return std::move(*report);
}

sync::ChainComparison compared(Copies& copies, int copy) {
  auto hub = copies.hub();
  auto comparison = sync::compareChain(copies[copy].reader(), hub);
  REQUIRE(comparison);
  return std::move(*comparison);
}

void tamper(Copies& copies, int copy, const std::string& sql) {
  copies.close(copy);
  {
    auto db = store::openConnection(copies.folder(copy) / "survey.gpkg", true);
    REQUIRE(db);
    REQUIRE(store::execute(db->get(), sql));
  }
  copies.reopen(copy);
}

std::string lastEntry(Copies& copies, int copy) {
  auto list = store::entries(copies[copy].reader(), 1);
  REQUIRE(list);
  return std::to_string(list->front().id.value);
}

} // namespace

TEST_CASE("a rebase renumbers and remakes own entries, and every copy's chain is whole and the same") {
  Copies copies(3);
  const Fid shared = copies.addOutfall(0, "shared");
  copies.settle();
  for (int i = 0; i < 3; ++i) {
    for (int n = 0; n < 3; ++n) copies.addOutfall(i, "new " + std::to_string(i));
    copies.set(i, shared, "name", Value{"name " + std::to_string(i)});
    copies.set(i, shared, "note", Value{"note " + std::to_string(i)});
  }
  for (int i = 0; i < 3; ++i) {
    copies.sync(i);
    CHECK(verified(copies, i).isWhole());
  }
  copies.settle();
  const auto head = verified(copies, 0);
  CHECK(head.isWhole());
  CHECK(head.entries == 2 + 3 * 5);
  for (int i = 1; i < 3; ++i) CHECK(verified(copies, i).head == head.head);
  for (int i = 0; i < 3; ++i) {
    const auto comparison = compared(copies, i);
    CHECK(comparison.compared == head.entries);
    CHECK(comparison.differences == 0);
  }
}

TEST_CASE("a changed entry that was not sent yet still does not fit after a rebase, here and in the copy that gets it") {
  Copies copies(2);
  copies.settle();
  copies.addOutfall(0, "theirs");
  copies.sync(0);
  copies.addOutfall(1, "mine, written at night");
  tamper(copies, 1, "UPDATE suyuan_journal SET at = '2024-01-01T08:00:00.000Z' WHERE entry_id = " + lastEntry(copies, 1));
  copies.addOutfall(1, "mine, honest");
  REQUIRE(verified(copies, 1).breaks == 1);
  copies.sync(1);
  copies.sync(0);
  for (const int copy : {0, 1}) {
    const auto report = verified(copies, copy);
    CHECK(report.breaks == 1);
    REQUIRE(report.first);
    CHECK(report.first->entry.at == "2024-01-01T08:00:00.000Z");
    CHECK(report.first->entry.author == "team1");
  }
}

TEST_CASE("an end that was cut off before a rebase goes on showing") {
  Copies copies(2);
  copies.settle();
  copies.addOutfall(0, "theirs");
  copies.sync(0);
  copies.addOutfall(1, "kept");
  copies.addOutfall(1, "cut");
  const std::string last = lastEntry(copies, 1);
  tamper(copies, 1, "DELETE FROM suyuan_journal WHERE entry_id = " + last + "; DELETE FROM suyuan_journal_part WHERE entry_id = " + last +
                        "; UPDATE suyuan_writer SET active = 1; DELETE FROM outfalls WHERE name = 'cut'; UPDATE suyuan_writer SET active = 0");
  REQUIRE(verified(copies, 1).endGone);
  copies.sync(1);
  CHECK_FALSE(verified(copies, 1).isWhole());
}

TEST_CASE("a past that was changed and chained anew shows against the hub's files") {
  Copies copies(2);
  copies.addOutfall(0, "old");
  copies.addOutfall(0, "new");
  copies.settle();
  CHECK(compared(copies, 0).differences == 0);
  tamper(copies, 0, "UPDATE suyuan_journal SET author = '李四' WHERE entry_id = 2; ALTER TABLE suyuan_journal DROP COLUMN hash; ALTER TABLE suyuan_writer DROP COLUMN entries;"
                    "ALTER TABLE suyuan_writer DROP COLUMN head; UPDATE suyuan_meta SET value = '6' WHERE key = 'schema_version'");
  CHECK(verified(copies, 0).isWhole()); // nothing in the copy itself tells
  const auto comparison = compared(copies, 0);
  CHECK(comparison.differences == 2);
  REQUIRE(comparison.first);
  CHECK(comparison.first->fault == Fault::CopyDiffers);
  CHECK(comparison.first->number == 2);
  CHECK(comparison.first->author == "team0"); // as it was sent
  CHECK(compared(copies, 1).differences == 0);
}

TEST_CASE("an entry that the copy has lost shows against the hub's files") {
  Copies copies(2);
  for (const char* name : {"a", "b", "c"}) copies.addOutfall(0, name);
  copies.settle();
  tamper(copies, 0, "DELETE FROM suyuan_journal WHERE entry_id = 2; DELETE FROM suyuan_journal_part WHERE entry_id = 2");
  CHECK_FALSE(verified(copies, 0).isWhole());
  const auto comparison = compared(copies, 0);
  REQUIRE(comparison.first);
  CHECK(comparison.first->fault == Fault::CopyLacks);
  CHECK(comparison.differences == 1);
}

TEST_CASE("a hub file that was written anew with another content shows in the copies that had it and in one that joins") {
  Copies copies(2);
  copies.addOutfall(0, "a");
  copies.settle();
  std::filesystem::path file;
  for (const auto& item : std::filesystem::directory_iterator(copies.hubFolder() / "entries"))
    if (item.path().filename().string().starts_with("00000002")) file = item.path();
  std::ifstream in(file, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  auto decoded = sync::decodeEntry(std::as_bytes(std::span(text)), file.string());
  REQUIRE(decoded);
  decoded->entry.author = "王五";
  const auto bytes = sync::encodeEntry(decoded->entry, decoded->previousUid);
  std::filesystem::permissions(file, std::filesystem::perms::owner_all);
  std::ofstream(file, std::ios::binary | std::ios::trunc).write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  const auto comparison = compared(copies, 1);
  REQUIRE(comparison.first);
  CHECK(comparison.first->fault == Fault::HubAltered);
  auto hub = copies.hub();
  auto joined = sync::joinSurvey(hub, copies.root() / "late", "late");
  REQUIRE(joined);
  auto report = store::verifyJournal(joined->reader());
  REQUIRE(report);
  REQUIRE(report->first);
  CHECK(report->first->entry.author == "王五");
}

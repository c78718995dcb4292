// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/journal_chain.h"

#include "core/store/sqlite_handle.h"
#include "core/store/survey_impl.h"
#include "core/store/verify_journal.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <format>

using namespace suyuan;
using namespace suyuan::test;
using store::ChainFault;
using store::ChainReport;

namespace {

ChainReport verified(store::SurveyFile& survey) { return must(store::verifyJournal(survey.reader())); }

/// Somebody who knows SQL changes the journal behind the program's back.
ChainReport afterTampering(const TempFolder& folder, const std::string& sql) {
  {
    auto db = must(store::openConnection(folder / "survey" / "survey.gpkg", true));
    must(store::execute(db.get(), sql));
  }
  auto survey = must(store::SurveyFile::open(folder / "survey"));
  return verified(survey);
}

void makeSurvey(const TempFolder& folder, int outfalls = 6) {
  auto survey = newSurvey(folder);
  addOutfalls(survey, outfalls);
  REQUIRE(verified(survey).isWhole());
}

/// A changeset with its last byte turned.
constexpr auto turnByte = "UPDATE suyuan_journal_part SET changeset = CAST(substr(changeset, 1, length(changeset) - 1) || X'{}' AS BLOB) WHERE entry_id = {}";

} // namespace

TEST_CASE("a journal that nobody touched is whole, through undo, redo, bulk loads and reopening") {
  const TempFolder folder;
  {
    auto survey = newSurvey(folder);
    CHECK(verified(survey).isWhole());
    CHECK(verified(survey).entries == 0);
    addOutfalls(survey, 3);
    must(survey.undo());
    must(survey.redo());
    std::vector<Row> rows;
    for (int i = 10; i < 9000; ++i) rows.push_back(toRow(outfallNumber(i)));
    must(survey.edit("导入", [&](store::Edit& edit) { return edit.insertBulk(Layer::Outfalls, rows); }));
    must(survey.edit("混合", [&](store::Edit& edit) -> Result<> {
      SUYUAN_TRY(edit.setField(Layer::Outfalls, rows[0].fid, "note", Value{std::string("\xff 非 UTF-8")}));
      std::vector<Row> more{toRow(outfallNumber(20000)), toRow(outfallNumber(20001))};
      SUYUAN_TRY(edit.insertBulk(Layer::Outfalls, more));
      return edit.removeRow(Layer::Outfalls, rows[1].fid);
    }));
    CHECK(verified(survey).isWhole());
  }
  auto survey = must(store::SurveyFile::open(folder / "survey"));
  const ChainReport report = verified(survey);
  CHECK(report.isWhole());
  CHECK(report.entries == 7);
  CHECK(report.head.size() == 64);
}

TEST_CASE("each kind of change to the past shows, with the entry that does not fit") {
  const TempFolder folder;
  makeSurvey(folder);
  const auto broken = [&](const std::string& sql, std::int64_t at, ChainFault fault = ChainFault::Altered) {
    INFO(sql);
    const ChainReport report = afterTampering(folder, sql);
    CHECK_FALSE(report.isWhole());
    REQUIRE(report.first);
    CHECK(report.first->entry.id.value == at);
    CHECK(report.first->fault == fault);
    CHECK(report.breaks >= 1);
  };
  SECTION("a byte of a changeset") { broken(std::format(turnByte, "41", 3), 3); }
  SECTION("the author") { broken("UPDATE suyuan_journal SET author = '李四' WHERE entry_id = 2", 2); }
  SECTION("the time") { broken("UPDATE suyuan_journal SET at = '2020-01-01T00:00:00.000Z' WHERE entry_id = 5", 5); }
  SECTION("the label") { broken("UPDATE suyuan_journal SET label = label || '。' WHERE entry_id = 1", 1); }
  SECTION("the kind") { broken("UPDATE suyuan_journal SET kind = 'import' WHERE entry_id = 4", 4); }
  SECTION("the device") { broken("UPDATE suyuan_journal SET device = '0000000000000000' WHERE entry_id = 4", 4); }
  SECTION("what it takes back") { broken("UPDATE suyuan_journal SET undoes = uid WHERE entry_id = 4", 4); }
  SECTION("the hash itself") { broken("UPDATE suyuan_journal SET hash = replace(hash, substr(hash, 1, 1), 'g') WHERE entry_id = 4", 4); }
  SECTION("the span that finds a record's history") { broken("UPDATE suyuan_journal_part SET min_fid = 1, max_fid = 2 WHERE entry_id = 4", 4, ChainFault::SpanWrong); }
  SECTION("the number of rows") { broken("UPDATE suyuan_journal SET changes = 'many' WHERE entry_id = 4", 4, ChainFault::SpanWrong); }
  SECTION("an entry taken out") { broken("DELETE FROM suyuan_journal WHERE entry_id = 3; DELETE FROM suyuan_journal_part WHERE entry_id = 3", 4, ChainFault::EntryGone); }
  SECTION("an entry taken out and the rest moved up") {
    broken("DELETE FROM suyuan_journal WHERE entry_id = 3; DELETE FROM suyuan_journal_part WHERE entry_id = 3;"
           "UPDATE suyuan_journal SET entry_id = entry_id - 1 WHERE entry_id > 3; UPDATE suyuan_journal_part SET entry_id = entry_id - 1 WHERE entry_id > 3", 3);
  }
  SECTION("a part taken out") { broken("DELETE FROM suyuan_journal_part WHERE entry_id = 3", 3); }
  SECTION("two entries that changed places") {
    std::string sql;
    for (const char* table : {"suyuan_journal", "suyuan_journal_part"})
      sql += std::format("UPDATE {0} SET entry_id = -1 WHERE entry_id = 2; UPDATE {0} SET entry_id = 2 WHERE entry_id = 3; UPDATE {0} SET entry_id = 3 WHERE entry_id = -1;", table);
    broken(sql, 2);
  }
  SECTION("an entry put in between") {
    std::string sql;
    for (int id = 6; id > 3; --id)
      for (const char* table : {"suyuan_journal", "suyuan_journal_part"}) sql += std::format("UPDATE {0} SET entry_id = {1} WHERE entry_id = {2};", table, id + 1, id);
    sql += "INSERT INTO suyuan_journal SELECT 4, 'ffffffffffffffffffffffffffffffff', kind, label, author, device, at, changes, undoes, undone, hub_seq, hash FROM suyuan_journal WHERE entry_id = 5;"
           "INSERT INTO suyuan_journal_part SELECT 4, seq, changeset, min_fid, max_fid FROM suyuan_journal_part WHERE entry_id = 5";
    broken(sql, 4);
  }
}

TEST_CASE("an end that was cut off shows by the remembered one, and goes on showing when work goes on") {
  const TempFolder folder;
  makeSurvey(folder);
  const ChainReport cut = afterTampering(folder, "DELETE FROM suyuan_journal WHERE entry_id > 4; DELETE FROM suyuan_journal_part WHERE entry_id > 4");
  CHECK_FALSE(cut.isWhole());
  CHECK(cut.endGone);
  CHECK_FALSE(cut.first);
  CHECK(cut.entries == 4);
  CHECK(cut.endEntries == 6);
  auto survey = must(store::SurveyFile::open(folder / "survey"));
  addOutfall(survey, outfallNumber(50));
  const ChainReport later = verified(survey);
  REQUIRE(later.first);
  CHECK(later.first->entry.id.value == 5);
}

TEST_CASE("a journal that was emptied shows") {
  const TempFolder folder;
  makeSurvey(folder, 2);
  CHECK(afterTampering(folder, "DELETE FROM suyuan_journal; DELETE FROM suyuan_journal_part").endGone);
}

TEST_CASE("one break does not make what follows it suspect") {
  const TempFolder folder;
  makeSurvey(folder);
  CHECK(afterTampering(folder, "UPDATE suyuan_journal SET author = '李四' WHERE entry_id = 2").breaks == 1);
}

TEST_CASE("a journal of before the chain is chained when it is opened, and read-only it says that it is not") {
  const TempFolder folder;
  makeSurvey(folder);
  std::string head;
  {
    auto survey = must(store::SurveyFile::open(folder / "survey"));
    head = verified(survey).head;
  }
  {
    auto db = must(store::openConnection(folder / "survey" / "survey.gpkg", true));
    must(store::execute(db.get(), "ALTER TABLE suyuan_journal DROP COLUMN hash; ALTER TABLE suyuan_writer DROP COLUMN entries; ALTER TABLE suyuan_writer DROP COLUMN head;"
                                  "UPDATE suyuan_meta SET value = '6' WHERE key = 'schema_version'"));
  }
  {
    auto old = must(store::SurveyFile::open(folder / "survey", store::OpenMode::ReadOnly));
    const ChainReport report = verified(old);
    CHECK_FALSE(report.chained);
    CHECK(report.entries == 6);
  }
  auto survey = must(store::SurveyFile::open(folder / "survey"));
  const ChainReport report = verified(survey);
  CHECK(report.isWhole());
  CHECK(report.head == head); // the same journal has the same chain wherever it is chained
  addOutfall(survey, outfallNumber(70));
  CHECK(verified(survey).isWhole());
}

TEST_CASE("the hash is over the bytes that the format says") {
  // printf 'suyuan-journal-1\n\n%s\n["u","edit","标签","张三","d","t",""]\n' CONTENT | sha256sum, with CONTENT the sha256sum of 8 bytes of length and "abc"
  store::ContentDigest content;
  content.add(std::as_bytes(std::span(std::string_view("abc"))));
  const std::string digest = content.hex();
  CHECK(digest == "c3494ca1a2cf8eeb8a11ded316fb55b83c3bbbedb6313cd50415251e5d09e12f");
  CHECK(store::chainHash("", digest, {"u", "edit", "标签", "张三", "d", "t", ""}) == "49a198c7eda351a77514447dc0554a9f3ad14a1be3aaafa3641d5e7c8959a609");
}

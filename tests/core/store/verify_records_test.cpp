// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/verify_records.h"

#include "core/store/sqlite_handle.h"
#include "core/store/survey_impl.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <format>

using namespace suyuan;
using namespace suyuan::test;
using store::RecordFault;
using store::RecordsReport;

namespace {

RecordsReport verified(store::SurveyFile& survey) { return must(store::verifyRecords(survey.reader())); }

/// Writes as if it were the program itself: the watch for other programs sees nothing.
void writePastTheJournal(store::SurveyFile& survey, const std::string& sql) {
  auto db = must(store::openConnection(survey.database(), true));
  must(store::execute(db.get(), "PRAGMA foreign_keys=OFF; BEGIN; UPDATE suyuan_writer SET active = 1;" + sql + "; UPDATE suyuan_writer SET active = 0; COMMIT"));
}

} // namespace

TEST_CASE("records are what the history makes of them, through edits, undo, bulk loads, deletions and other programs") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const auto fids = addOutfalls(survey, 6);
  must(survey.edit("改", [&](store::Edit& edit) -> Result<> {
    SUYUAN_TRY(edit.setField(Layer::Outfalls, fids[0], "name", Value{std::string("甲")}));
    SUYUAN_TRY(edit.setField(Layer::Outfalls, fids[0], "flow_m3d", Value{7.0}));
    return edit.setGeometry(Layer::Outfalls, fids[1], Point{125.5, 43.5});
  }));
  must(survey.undo());
  must(survey.redo());
  must(survey.edit("删", [&](store::Edit& edit) { return edit.removeRow(Layer::Outfalls, fids[2]); }));
  must(survey.edit("删又撤", [&](store::Edit& edit) { return edit.removeRow(Layer::Outfalls, fids[3]); }));
  must(survey.undo());
  std::vector<Row> rows;
  for (int i = 10; i < 3000; ++i) rows.push_back(toRow(outfallNumber(i)));
  must(survey.edit("导入", [&](store::Edit& edit) { return edit.insertBulk(Layer::Outfalls, rows); }));
  {
    auto db = must(store::openConnection(survey.database(), true)); // another program, watched
    must(store::execute(db.get(), std::format("UPDATE outfalls SET note = '外部' WHERE fid = {}", fids[4].value)));
  }
  CHECK(verified(survey).differences == 0); // waits to be adopted
  must(survey.adoptForeignEdits());
  const RecordsReport report = verified(survey);
  CHECK(report.differences == 0);
  CHECK(report.records == 5 + 2990);
}

TEST_CASE("what was written past the journal shows: a value, a record invented, one taken away, one put back") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const auto fids = addOutfalls(survey, 4);
  must(survey.edit("删", [&](store::Edit& edit) { return edit.removeRow(Layer::Outfalls, fids[3]); }));
  writePastTheJournal(survey, std::format("UPDATE outfalls SET flow_m3d = 1 WHERE fid = {0}; DELETE FROM outfalls WHERE fid = {1};"
                                          "INSERT INTO outfalls(fid, name) VALUES (77, '编造'), ({2}, '又回来')", fids[0].value, fids[1].value, fids[3].value));
  const RecordsReport report = verified(survey);
  CHECK(report.differences == 4);
  REQUIRE(report.first.size() == 4);
  const auto faultOf = [&](Fid fid) -> std::string {
    for (const auto& one : report.first)
      if (one.fid == fid) return std::string(store::recordFaultKey(one.fault)) + (one.field.empty() ? "" : " " + one.field);
    return "-";
  };
  CHECK(faultOf(Fid{77}) == "invented");
  CHECK(faultOf(fids[0]) == "value-other flow_m3d");
  CHECK(faultOf(fids[1]) == "lost");
  CHECK(faultOf(fids[3]) == "invented");
}

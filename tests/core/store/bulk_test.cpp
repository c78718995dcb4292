// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <limits>

using namespace suyuan;
using namespace suyuan::test;
using store::Edit;

namespace {

std::vector<Row> outfallRows(int count, const std::string& note = {}) {
  std::vector<Row> rows;
  const auto field = static_cast<std::size_t>(schemaOf(Layer::Outfalls).indexOf("note"));
  for (int i = 1; i <= count; ++i) {
    rows.push_back(toRow(outfallNumber(i)));
    if (!note.empty()) rows.back().values[field] = Value{note};
  }
  return rows;
}

std::string textOf(store::SurveyFile& survey, const std::string& sql) {
  std::string out;
  must(survey.reader().select(sql, {}, [&](const std::vector<Value>& row) {
    for (const Value& value : row) out += toText(value) + "|";
    out += "\n";
    return true;
  }));
  return out;
}

/// What SQLite's own check says of the R-tree, and whether it holds each record with its box and nothing else.
void requireTrueRtree(store::SurveyFile& survey) {
  REQUIRE(textOf(survey, "SELECT rtreecheck('main', 'rtree_outfalls_geom')") == "ok|\n");
  REQUIRE(textOf(survey, "SELECT count(*) FROM outfalls o LEFT JOIN rtree_outfalls_geom r ON r.id = o.fid WHERE r.id IS NULL OR "
                         "ST_MinX(o.geom) NOT BETWEEN minx AND maxx OR ST_MinY(o.geom) NOT BETWEEN miny AND maxy OR "
                         "maxx - minx > 0.0001 OR maxy - miny > 0.0001") == "0|\n");
  REQUIRE(textOf(survey, "SELECT (SELECT count(*) FROM rtree_outfalls_geom) = (SELECT count(*) FROM outfalls)") == "1|\n");
}

std::string schemaText(store::SurveyFile& survey) { return textOf(survey, "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"); }

} // namespace

TEST_CASE("the R-tree of a bulk load is sound at every size, and stays so when records come, move and go") {
  const int count = GENERATE(2000, 2200, 9000);
  const TempFolder folder;
  auto survey = newSurvey(folder);
  auto rows = outfallRows(count);
  must(survey.edit("导入", [&](Edit& edit) { return edit.insertBulk(Layer::Outfalls, rows); }));
  requireTrueRtree(survey);
  must(survey.edit("改", [&](Edit& edit) -> Result<> {
    for (std::size_t i = 0; i < 300; ++i) {
      SUYUAN_TRY(edit.setGeometry(Layer::Outfalls, rows[i * 3].fid, Geometry{Point{120.0 + static_cast<double>(i) * 0.01, 40.0}}));
      SUYUAN_TRY(edit.removeRow(Layer::Outfalls, rows[i * 3 + 1].fid));
      Row more = toRow(outfallNumber(count + static_cast<int>(i)));
      if (auto fid = edit.insertRow(Layer::Outfalls, more); !fid) return std::unexpected(fid.error());
    }
    return {};
  }));
  requireTrueRtree(survey);
}

TEST_CASE("a bulk load into a layer that has records leaves the R-tree whole, be it small or large beside them") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  for (const int count : {6000, 2500, 1000, 9000, 2000}) { // packed, packed anew, by trigger, packed anew, one by one
    auto rows = outfallRows(count);
    must(survey.edit("导入", [&](Edit& edit) { return edit.insertBulk(Layer::Outfalls, rows); }));
    requireTrueRtree(survey);
  }
  CHECK(must(survey.reader().count(Layer::Outfalls)) == 20500);
}

TEST_CASE("what is done to a record after it came in bulk, in the same edit, reaches the R-tree") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  auto rows = outfallRows(3000), more = outfallRows(2500);
  must(survey.edit("导入", [&](Edit& edit) -> Result<> {
    SUYUAN_TRY(edit.insertBulk(Layer::Outfalls, rows));
    SUYUAN_TRY(edit.removeRow(Layer::Outfalls, rows[10].fid));
    SUYUAN_TRY(edit.setGeometry(Layer::Outfalls, rows[20].fid, Geometry{Point{126.5, 44.5}}));
    if (auto fid = edit.insertRow(Layer::Outfalls, toRow(outfallNumber(7000))); !fid) return std::unexpected(fid.error());
    SUYUAN_TRY(edit.insertBulk(Layer::Outfalls, more));
    return edit.removeRow(Layer::Outfalls, more[5].fid);
  }));
  requireTrueRtree(survey);
  const std::string after = must(survey.reader().contentHash());
  must(survey.undo());
  CHECK(must(survey.reader().count(Layer::Outfalls)) == 0);
  requireTrueRtree(survey);
  must(survey.redo());
  CHECK(must(survey.reader().contentHash()) == after);
  requireTrueRtree(survey);
}

TEST_CASE("indexes and triggers are as before when a bulk load ends, well or badly") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  addOutfalls(survey, 3);
  const std::string before = schemaText(survey), content = must(survey.reader().contentHash());
  CHECK(before.find("suyuan_outfalls_name") != std::string::npos);
  const auto failed = survey.edit("导入", [&](Edit& edit) -> Result<> {
    auto rows = outfallRows(4000, std::string(5000, 'x')); // parts are written before it fails
    SUYUAN_TRY(edit.insertBulk(Layer::Outfalls, rows));
    rows.resize(2);
    return edit.insertBulk(Layer::Outfalls, rows); // their fids are there already
  });
  REQUIRE_FALSE(failed);
  CHECK(schemaText(survey) == before);
  CHECK(must(survey.reader().contentHash()) == content);
  CHECK(textOf(survey, "SELECT count(*) FROM suyuan_journal_part WHERE entry_id NOT IN (SELECT entry_id FROM suyuan_journal)") == "0|\n");
  requireTrueRtree(survey);
  auto rows = outfallRows(4000);
  must(survey.edit("导入", [&](Edit& edit) { return edit.insertBulk(Layer::Outfalls, rows); }));
  CHECK(schemaText(survey) == before);
  CHECK(textOf(survey, "PRAGMA integrity_check") == "ok|\n"); // rows and indexes agree
}

TEST_CASE("a bulk load goes on where a half-read statement keeps the indexes in place") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  addOutfalls(survey, 3);
  must(survey.edit("导入", [&](Edit& edit) -> Result<> {
    auto rows = outfallRows(3000);
    Result<> inner;
    SUYUAN_TRY(survey.reader().scan(Layer::Outfalls, {}, [&](const Row&) {
      inner = edit.insertBulk(Layer::Outfalls, rows);
      return false;
    }));
    return inner;
  }));
  CHECK(must(survey.reader().count(Layer::Outfalls)) == 3003);
  CHECK(textOf(survey, "PRAGMA integrity_check") == "ok|\n");
  requireTrueRtree(survey);
}

TEST_CASE("a large load is journalled in parts, and each record's history is found in them") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  auto rows = outfallRows(4000, std::string(6000, 'n'));
  must(survey.edit("导入", [&](Edit& edit) -> Result<> {
    for (std::size_t i = 0; i < rows.size(); i += 1000) SUYUAN_TRY(edit.insertBulk(Layer::Outfalls, std::span(rows).subspan(i, 1000)));
    return {};
  }));
  CHECK(textOf(survey, "SELECT count(*), max(length(changeset)) < 9000000, min(min_fid) > 0 FROM suyuan_journal_part") == "3|1|1|\n");
  CHECK(must(store::entries(survey.reader())).front().changes == 4000);
  for (const Fid fid : {rows.front().fid, rows[1500].fid, rows.back().fid}) {
    const auto line = must(store::history(survey.reader(), Layer::Outfalls, fid));
    REQUIRE(line.size() == 1);
    CHECK(line.front().kind == store::FieldChange::Kind::Insert);
  }
  const std::string after = must(survey.reader().contentHash());
  must(survey.undo());
  CHECK(must(survey.reader().count(Layer::Outfalls)) == 0);
  must(survey.redo());
  CHECK(must(survey.reader().contentHash()) == after);
}

TEST_CASE("code numbers of an import are taken for ever, each with its code") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  auto rows = outfallRows(3);
  const auto code = static_cast<std::size_t>(schemaOf(Layer::Outfalls).indexOf("code_national"));
  rows[0].values[code] = Value{std::string("FA-220102-0041-GY-00")};
  rows[1].values[code] = Value{std::string("FA2201020007GY00")};
  rows[2].values[code] = Value{std::string("FB-220102-0041-GY-00")}; // the same number once more: the first code stays
  must(survey.edit("导入", [&](Edit& edit) { return edit.insertBulk(Layer::Outfalls, rows); }));
  const std::string numbers = "SELECT series, number, code FROM suyuan_code_number ORDER BY number";
  const std::string expected = "220102/GY|7|FA2201020007GY00|\n220102/GY|41|FA-220102-0041-GY-00|\n";
  CHECK(textOf(survey, numbers) == expected);
  CHECK(must(survey.reader().highestCodeNumber("220102/GY")) == 41);
  must(survey.undo());
  CHECK(textOf(survey, numbers) == expected);
}

TEST_CASE("bulk rows whose values SQLite keeps in another form can be taken back") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const std::string empty = must(survey.reader().contentHash());
  const LayerSchema& schema = schemaOf(Layer::Outfalls);
  Row row = toRow(outfallNumber(1));
  const auto set = [&](std::string_view field, Value value) { row.values[static_cast<std::size_t>(schema.indexOf(field))] = std::move(value); };
  set("flow_m3d", Value{std::int64_t{3}});                               // a whole number in a column of reals
  set("survey_level", Value{std::string("2")});                          // text in a column of integers
  set("finish_date", Value{std::string("20250101")});                    // a date that looks like a number
  set("source_id", Value{7.5});                                          // a number in a column of text
  set("chainage_m", Value{std::numeric_limits<double>::quiet_NaN()});    // kept as NULL
  must(survey.edit("导入", [&](Edit& edit) { return edit.insertBulk(Layer::Outfalls, std::span(&row, 1)); }));
  const auto there = must(survey.reader().row(Layer::Outfalls, row.fid));
  REQUIRE(there);
  CHECK(there->values[static_cast<std::size_t>(schema.indexOf("flow_m3d"))] == Value{3.0});
  CHECK(there->values[static_cast<std::size_t>(schema.indexOf("source_id"))] == Value{std::string("7.5")});
  must(survey.undo());
  CHECK(must(survey.reader().contentHash()) == empty);
}

TEST_CASE("single and bulk changes in one edit are taken back and done again in their order") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid fid = addOutfalls(survey, 1).front();
  const std::string before = must(survey.reader().contentHash());
  must(survey.edit("替换", [&](Edit& edit) -> Result<> {
    SUYUAN_TRY(edit.removeRow(Layer::Outfalls, fid));
    Row again = toRow(outfallNumber(2));
    again.fid = fid; // the same record goes and comes back in bulk
    SUYUAN_TRY(edit.insertBulk(Layer::Outfalls, std::span(&again, 1)));
    SUYUAN_TRY(edit.setField(Layer::Outfalls, fid, "note", Value{std::string("后")}));
    Row other = toRow(outfallNumber(3));
    return edit.insertBulk(Layer::Outfalls, std::span(&other, 1));
  }));
  const std::string after = must(survey.reader().contentHash());
  must(survey.undo());
  CHECK(must(survey.reader().contentHash()) == before);
  must(survey.redo());
  CHECK(must(survey.reader().contentHash()) == after);
}

TEST_CASE("a layer's extent is that of all its R-tree entries, and shrinks when records go") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const auto extentIsTrue = [&] {
    Box all;
    must(survey.reader().select("SELECT min(minx), min(miny), max(maxx), max(maxy) FROM rtree_outfalls_geom", {}, [&](const std::vector<Value>& row) {
      if (!isNull(row[0])) all = Box{std::get<double>(row[0]), std::get<double>(row[1]), std::get<double>(row[2]), std::get<double>(row[3])};
      return false;
    }));
    return must(survey.reader().extent(Layer::Outfalls)) == all;
  };
  CHECK(extentIsTrue());
  std::vector<Row> rows;
  for (int i = 1; i <= 3000; ++i) rows.push_back(toRow(outfallNumber(i)));
  must(survey.edit("导入", [&](Edit& edit) { return edit.insertBulk(Layer::Outfalls, rows); }));
  CHECK(extentIsTrue());
  const double before = must(survey.reader().extent(Layer::Outfalls)).maxY;
  must(survey.edit("删除", [&](Edit& edit) -> Result<> {
    for (std::size_t i = 1500; i < 3000; ++i) SUYUAN_TRY(edit.removeRow(Layer::Outfalls, rows[i].fid));
    return {};
  }));
  CHECK(extentIsTrue());
  CHECK(must(survey.reader().extent(Layer::Outfalls)).maxY < before - 0.1);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <limits>

using namespace suyuan;
using namespace suyuan::test;
using store::Edit;

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

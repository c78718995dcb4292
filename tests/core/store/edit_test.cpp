// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/photo.h"
#include "core/model/sample.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace suyuan;
using namespace suyuan::test;
using store::Edit;

TEST_CASE("a record comes back as it was put, after reopening too") {
  const TempFolder folder;
  Fid fid;
  {
    auto survey = newSurvey(folder);
    fid = addOutfalls(survey, 1).front();
  }
  auto survey = must(store::SurveyFile::open(folder / "survey"));
  auto outfall = must(survey.reader().get<Outfall>(fid));
  REQUIRE(outfall);
  Outfall expected = outfallNumber(1);
  expected.fid = fid;
  CHECK(*outfall == expected);
  CHECK(survey.info().name == "试点");
  CHECK(survey.info().author == "张三");
}

TEST_CASE("an edit that fails or changes nothing leaves no trace") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid fid = addOutfalls(survey, 1).front();
  const std::string before = must(survey.reader().contentHash());
  const auto failed = survey.edit("失败", [&](Edit& edit) -> Result<> {
    must(edit.insert(outfallNumber(2)));
    return failure(ErrorCode::Cancelled);
  });
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == ErrorCode::Cancelled);
  const auto thrown = survey.edit("异常", [&](Edit& edit) -> Result<> {
    must(edit.insert(outfallNumber(3)));
    throw std::runtime_error("stop");
  });
  CHECK_FALSE(thrown);
  const auto same = survey.edit("无变化", [&](Edit& edit) { return edit.setField(Layer::Outfalls, fid, "survey_level", Value{std::int64_t{2}}); });
  REQUIRE(same);
  CHECK_FALSE(same->has_value());
  CHECK(must(survey.reader().contentHash()) == before);
  CHECK(must(store::entries(survey.reader())).size() == 1);
}

TEST_CASE("unknown fields and missing records are errors that name them") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const auto field = survey.edit("x", [](Edit& edit) { return edit.setField(Layer::Outfalls, Fid{5}, "nothing; DROP TABLE outfalls", Value{}); });
  REQUIRE_FALSE(field);
  CHECK(field.error().code == ErrorCode::FieldUnknown);
  const auto record = survey.edit("x", [](Edit& edit) { return edit.setField(Layer::Outfalls, Fid{5}, "name", Value{}); });
  REQUIRE_FALSE(record);
  CHECK(record.error().code == ErrorCode::RecordMissing);
}

TEST_CASE("rows put in bulk are the rows put one by one, R-tree, journal and undo included") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  constexpr int n = 5000;
  std::vector<Row> rows;
  for (int i = 1; i <= n; ++i) rows.push_back(toRow(outfallNumber(i)));
  const std::string empty = must(survey.reader().contentHash());
  must(survey.edit("导入", [&](Edit& edit) -> Result<> {
    SUYUAN_TRY(edit.insertBulk(Layer::Outfalls, std::span(rows).first(2500)));
    return edit.insertBulk(Layer::Outfalls, std::span(rows).subspan(2500));
  }));
  CHECK(must(survey.reader().count(Layer::Outfalls)) == n);
  std::set<Fid> fids;
  for (const Row& row : rows) fids.insert(row.fid);
  CHECK(fids.size() == n);
  store::Query box;
  box.box = Box{125.3, 43.88 + 99.5e-4, 125.4, 43.88 + 199.5e-4};
  CHECK(must(survey.reader().count(Layer::Outfalls, box)) == 100);
  // Both triggers are back: other programs are watched, and a single insert is found by box as well.
  must(survey.reader().select("SELECT count(*) FROM sqlite_master WHERE name IN ('suyuan_watch_outfalls_insert', 'rtree_outfalls_geom_insert')",
                              {}, [](const std::vector<Value>& row) {
                                CHECK(row[0] == Value{std::int64_t{2}});
                                return false;
                              }));
  must(survey.edit("一个", [&](Edit& edit) -> Result<> {
    Outfall one = outfallNumber(1);
    one.geometry = Point{10, 10};
    must(edit.insert(one));
    return {};
  }));
  box.box = Box{9, 9, 11, 11};
  CHECK(must(survey.reader().count(Layer::Outfalls, box)) == 1);
  must(survey.undo());
  must(survey.undo());
  CHECK(must(survey.reader().contentHash()) == empty);
  must(survey.redo());
  CHECK(must(survey.reader().get<Outfall>(rows[17].fid))->name == outfallNumber(18).name);
}

TEST_CASE("a code number once used is never free again") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid fid = addOutfalls(survey, 1).front();
  must(survey.edit("编码", [&](Edit& edit) { return edit.setField(Layer::Outfalls, fid, "code_national", Value{std::string("AB-220102-0007-GY-00")}); }));
  CHECK(must(survey.reader().highestCodeNumber("220102/GY")) == 7);
  must(survey.undo());
  CHECK(must(survey.reader().highestCodeNumber("220102/GY")) == 7);
  must(survey.edit("删除", [&](Edit& edit) { return edit.removeRow(Layer::Outfalls, fid); }));
  CHECK(must(survey.reader().highestCodeNumber("220102/GY")) == 7);
  CHECK(must(survey.reader().highestCodeNumber("220102/QT")) == 0);
}

TEST_CASE("an outfall goes with its samples and comes back with them") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid fid = addOutfalls(survey, 1).front();
  must(survey.edit("采样", [&](Edit& edit) -> Result<> {
    Sample sample;
    sample.outfallFid = fid;
    sample.cod = 41.5;
    must(edit.insert(sample));
    return {};
  }));
  const auto orphan = survey.edit("孤儿", [&](Edit& edit) -> Result<> {
    Sample sample;
    sample.outfallFid = Fid{99};
    must(edit.insert(sample));
    return {};
  });
  CHECK_FALSE(orphan);
  const std::string before = must(survey.reader().contentHash());
  must(survey.edit("删除", [&](Edit& edit) { return edit.removeRow(Layer::Outfalls, fid); }));
  CHECK(must(survey.reader().count(Layer::Samples)) == 0);
  must(survey.undo());
  CHECK(must(survey.reader().contentHash()) == before);
}

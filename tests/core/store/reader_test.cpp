// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <thread>

using namespace suyuan;
using namespace suyuan::test;
using store::Query;

TEST_CASE("queries filter, sort and page") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  addOutfalls(survey, 12);
  store::Reader& reader = survey.reader();
  Query query;
  query.orderBy = "flow_m3d";
  query.descending = true;
  query.limit = 3;
  query.offset = 1;
  const auto page = must(reader.all<Outfall>(query));
  REQUIRE(page.size() == 3);
  CHECK(page[0].sourceId == "O11");
  CHECK(page[2].sourceId == "O9");
  Query text;
  text.containsText = "河12#";
  CHECK(must(reader.count(Layer::Outfalls, text)) == 1);
  text.containsText = "100%";
  CHECK(must(reader.count(Layer::Outfalls, text)) == 0);
  Query equal;
  equal.equals = {{"source_id", Value{std::string("O4")}}};
  equal.fields = {"name"};
  int seen = 0;
  must(reader.scan(Layer::Outfalls, equal, [&](const Row& row) {
    ++seen;
    CHECK(row.values.size() == 1);
    return true;
  }));
  CHECK(seen == 1);
  CHECK(must(reader.countBy(Layer::Outfalls, "class_1")).front().second == 12);
}

TEST_CASE("a row is read by column as it is read whole") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  addOutfalls(survey, 3);
  must(survey.edit("更改", [&](store::Edit& edit) -> Result<> {
    Outfall bare; // nothing but a fid: all columns NULL, no geometry
    auto made = edit.insert(bare);
    return made ? Result<>{} : std::unexpected(std::move(made).error());
  }));
  store::Reader& reader = survey.reader();
  std::vector<Row> whole;
  must(reader.scan(Layer::Outfalls, {}, [&](const Row& row) {
    whole.push_back(row);
    return true;
  }));
  REQUIRE(whole.size() == 4);
  std::size_t n = 0;
  Value kept;
  Geometry place;
  must(reader.scanColumns(Layer::Outfalls, {}, [&](const store::RowView& view) {
    const Row& row = whole[n++];
    CHECK(view.fid() == row.fid);
    view.geometry(place);
    CHECK(place == row.geometry);
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      INFO(schemaOf(Layer::Outfalls).fields[i].name);
      CHECK(view.value(i) == row.values[i]);
      view.valueInto(i, kept); // over whatever the column before left
      CHECK(kept == row.values[i]);
      const auto text = view.text(i);
      if (const auto* words = std::get_if<std::string>(&row.values[i])) CHECK(text == *words);
      else if (isNull(row.values[i])) CHECK(text == "");
      else CHECK_FALSE(text);
    }
    return true;
  }));
  CHECK(n == 4);
  Query narrow; // only what is asked for, numbered as it is asked
  narrow.fields = {"flow_m3d", "name"};
  narrow.geometry = false;
  n = 0;
  must(reader.scanColumns(Layer::Outfalls, narrow, [&](const store::RowView& view) {
    const auto flow = static_cast<std::size_t>(schemaOf(Layer::Outfalls).indexOf("flow_m3d")), name = static_cast<std::size_t>(schemaOf(Layer::Outfalls).indexOf("name"));
    CHECK(view.value(0) == whole[n].values[flow]);
    CHECK(view.value(1) == whole[n].values[name]);
    view.geometry(place);
    CHECK(std::holds_alternative<std::monostate>(place));
    return ++n < 2; // and no further than wanted
  }));
  CHECK(n == 2);
}

TEST_CASE("a condition may read and compute, and do nothing else") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  addOutfalls(survey, 5);
  Query query;
  query.where = "flow_m3d > 30 AND class_1 = '工业排污口'";
  CHECK(must(survey.reader().count(Layer::Outfalls, query)) == 3);
  for (const auto* bad : {"nonsense(", "1) ; DELETE FROM outfalls --", "no_such_column = 1", "load_extension('x')", "1; SELECT 1"}) {
    query.where = bad;
    const auto refused = survey.reader().count(Layer::Outfalls, query);
    INFO(bad);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::FilterInvalid);
  }
  CHECK(must(survey.reader().count(Layer::Outfalls)) == 5);
}

TEST_CASE("readers in other threads go on while the writer writes") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  addOutfalls(survey, 1);
  std::atomic<bool> stop = false;
  std::atomic<std::int64_t> most = 0;
  std::atomic<bool> failed = false;
  std::jthread other([&, reader = must(survey.openReader())]() mutable {
    while (!stop) {
      const auto n = reader.count(Layer::Outfalls);
      if (!n || *n < most) failed = true;
      else most = *n;
    }
  });
  addOutfalls(survey, 60);
  while (most < 61 && !failed) std::this_thread::yield();
  stop = true;
  other.join();
  CHECK_FALSE(failed);
  CHECK(most == 61);
}

TEST_CASE("equal content has equal hashes, any change another") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid fid = addOutfalls(survey, 3).front();
  const std::string before = must(survey.reader().contentHash());
  must(survey.edit("x", [&](store::Edit& edit) { return edit.setField(Layer::Outfalls, fid, "note", Value{std::string("注")}); }));
  CHECK(must(survey.reader().contentHash()) != before);
  must(survey.edit("x", [&](store::Edit& edit) { return edit.setField(Layer::Outfalls, fid, "note", Value{}); }));
  CHECK(must(survey.reader().contentHash()) == before);
}

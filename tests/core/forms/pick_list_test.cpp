// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/pick_list.h"

#include "core/model/river.h"
#include "core/model/unit.h"
#include "tests/core/forms/desk.h"

#include <algorithm>

using namespace suyuan;
using namespace suyuan::test;
using namespace suyuan::forms;

namespace {

const search::PinyinTable& pinyin() {
  static const auto table = search::PinyinTable::load(std::string(SUYUAN_RESOURCES_DIR) + "/pinyin/readings.txt");
  REQUIRE(table);
  return *table;
}

std::vector<std::string> names(const PickList& list, std::string_view text) {
  std::vector<std::string> found;
  for (const std::uint32_t entry : list.find(text)) found.emplace_back(list.name(entry));
  return found;
}

PickList someUnits() {
  PickList list;
  list.add("长春水务集团污水处理厂", "91220101AAAA00001X 南关区", "11", &pinyin());
  list.add("吉林化工有限公司", "91220201BBBB00002Y", "12", &pinyin());
  list.add("ABC 食品厂", "", "13", &pinyin());
  list.add("化工园区管委会", "长春市", "14", &pinyin());
  return list;
}

} // namespace

TEST_CASE("a long list is searched by parts of names, codes, pinyin's first letters, several words") {
  const PickList list = someUnits();
  using Names = std::vector<std::string>;
  CHECK(names(list, "").size() == 4);
  CHECK(names(list, "化工") == Names{"化工园区管委会", "吉林化工有限公司"}); // those that begin with it first
  CHECK(names(list, "污水") == Names{"长春水务集团污水处理厂"});
  CHECK(names(list, "9122 0201") == Names{"吉林化工有限公司"});
  CHECK(names(list, "bbbb-0000") == Names{"吉林化工有限公司"});
  CHECK(names(list, "ｂｂｂｂ") == Names{"吉林化工有限公司"}); // full-width
  CHECK(names(list, "abc食") == Names{"ABC 食品厂"});
  CHECK(names(list, "jlhg") == Names{"吉林化工有限公司"});
  CHECK(names(list, "ccsw") == Names{"长春水务集团污水处理厂"}); // 长: cháng and zhǎng
  CHECK(names(list, "zcsw") == Names{"长春水务集团污水处理厂"});
  CHECK(names(list, "长春 管委") == Names{"化工园区管委会"});
  CHECK(names(list, "没有这个").empty());
  CHECK(list.key(1) == "12");
  CHECK(list.detail(2).empty());
  CHECK(PickList().find("x").empty());
}

TEST_CASE("lists of a survey: units with their code, rivers once each, divisions and places of the tables") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  Fid unitFid;
  must(survey.edit("test", [&](store::Edit& edit) -> Result<> {
    for (int i = 0; i < 3; ++i) {
      River river;
      river.name = i < 2 ? "伊通河" : "饮马河";
      river.geometry = LineString{{{125, 43}, {125.1, 43.1}}};
      must(edit.insert(river));
    }
    Unit unit;
    unit.name = "某厂";
    unit.uscc = "91220101MA0000000X";
    unitFid = must(edit.insert(unit));
    return {};
  }));
  const auto& divisions = nationalBook().divisions();
  const auto units = must(readPickList(RecordList::Units, survey.reader(), divisions, &pinyin()));
  REQUIRE(units->size() == 1);
  CHECK(units->key(0) == toText(unitFid));
  CHECK(units->find("MA0000").size() == 1);
  CHECK(must(readPickList(RecordList::Rivers, survey.reader(), divisions, &pinyin()))->size() == 2);
  const auto counties = must(readPickList(RecordList::Divisions, survey.reader(), divisions, &pinyin()));
  const auto nanguan = counties->find("南关");
  REQUIRE_FALSE(nanguan.empty());
  CHECK(counties->key(nanguan[0]) == "220102");
  const auto places = must(readPickList(RecordList::Places, survey.reader(), divisions, nullptr));
  CHECK(places->size() > 500);
  std::stop_source stop;
  stop.request_stop();
  CHECK(readPickList(RecordList::Units, survey.reader(), divisions, nullptr, stop.get_token()).error().code == ErrorCode::Cancelled);
}

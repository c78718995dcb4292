// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/standard_table.h"

#include "good_record.h"

#include <algorithm>

using namespace suyuan;
using namespace suyuan::rules;

namespace {

const StandardTable& table() { return testBook().standards(); }

const Standard& named(std::string_view number) {
  const auto found = std::ranges::find(table().standards, number, &Standard::number);
  REQUIRE(found != table().standards.end());
  return *found;
}

std::optional<double> most(std::string_view number, std::string_view field, std::size_t grade) {
  for (const LimitRow& row : named(number).rows)
    if (row.field == field) return row.most.at(grade);
  return std::nullopt;
}

} // namespace

TEST_CASE("standards are read however people write them") {
  struct Case {
    const char* text;
    const char* title;
    const char* grade; ///< nullptr: none
    bool right;
  };
  for (const Case& c : std::initializer_list<Case>{{"GB 18918-2002 一级A", "GB 18918-2002", "一级A", true},
                                                   {"《城镇污水处理厂污染物排放标准》（GB18918-2002）一级A标准", "GB 18918-2002", "一级A", true},
                                                   {"gb18918—2002 一级 B", "GB 18918-2002", "一级B", true},
                                                   {"ＧＢ１８９１８－２００２", "GB 18918-2002", nullptr, true},
                                                   {"GB3838-2011", "GB 3838-2002", nullptr, false},
                                                   {"GB 3838-2002 III类", "GB 3838-2002", "Ⅲ类", true},
                                                   {"GB3838-2002Ⅱ类", "GB 3838-2002", "Ⅱ类", true},
                                                   {"GB8978-2002 二级", "GB 8978-1996", "二级", false},
                                                   {"GB8978", "GB 8978-1996", nullptr, false}}) {
    INFO(c.text);
    const StandardReading reading = table().read(c.text);
    REQUIRE(reading.standard);
    CHECK(reading.standard->title() == c.title);
    CHECK((reading.grade ? reading.standard->grades[*reading.grade] : std::string()) == (c.grade ? c.grade : ""));
    CHECK(reading.rightYear() == c.right);
  }
  for (const char* text : {"", "DB22/T 1234-2020", "GB 189180-2002", "企业标准"}) CHECK_FALSE(table().read(text).standard);
  CHECK(StandardTable::written(table().read("gb3838-2011 iii类")) == "GB 3838-2002 Ⅲ类");
}

TEST_CASE("the tables say what the standards say") {
  CHECK(most("GB 3838", "cod_mgl", 0) == 15);
  CHECK(most("GB 3838", "cod_mgl", 4) == 40);
  CHECK(most("GB 3838", "nh3n_mgl", 0) == 0.15);
  CHECK(most("GB 3838", "tp_mgl", 2) == 0.2);
  CHECK(named("GB 3838").rows.size() == 24); // 24 basic items less the water temperature, and phosphorus of lakes beside
  CHECK(most("GB 18918", "cod_mgl", 0) == 50);
  CHECK(most("GB 18918", "bod_mgl", 1) == 20);
  CHECK(most("GB 18918", "tn_mgl", 0) == 15);
  CHECK_FALSE(most("GB 18918", "tn_mgl", 2).has_value());
  CHECK(most("GB 18918", "tp_mgl", 0) == 0.5);
  CHECK(most("GB 8978", "cod_mgl", 1) == 150);
  for (const Standard& standard : table().standards)
    for (const LimitRow& row : standard.rows) {
      INFO(standard.number << " " << row.item);
      CHECK_FALSE(row.citation.empty());
      if (row.item == "溶解氧") continue; // falls from class to class
      std::optional<double> before;
      for (const auto& limit : row.most) {
        if (!limit) continue;
        if (before) CHECK(*limit >= *before);
        before = limit;
      }
    }
}

TEST_CASE("cold water has the laxer ammonia limit, and so has water of unknown temperature") {
  Sample s;
  s.ammonia = 6.5;
  const Standard& plants = named("GB 18918");
  s.temperature = 20.0;
  CHECK(StandardTable::exceedances(s, plants, 0).size() == 1);
  s.temperature = 12.0;
  CHECK(StandardTable::exceedances(s, plants, 0).empty());
  s.temperature.reset();
  CHECK(StandardTable::exceedances(s, plants, 0).empty());
  s.ph = 5.9;
  const auto ph = StandardTable::exceedances(s, plants, 0);
  REQUIRE(ph.size() == 1);
  CHECK(ph[0].below);
  CHECK(ph[0].limit == 6);
}

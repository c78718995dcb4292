// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/division_table.h"
#include "core/rules/rule_book.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace suyuan;
using namespace suyuan::coding;

namespace {

const DivisionTable& table() {
  static const auto book = rules::RuleBook::load(std::string(SUYUAN_RESOURCES_DIR) + "/rules");
  REQUIRE(book.has_value());
  return book->divisions();
}

constexpr auto validAt = [](std::uint32_t code, const char* date) { return table().validity(DivisionCode{code}, date); };

} // namespace

TEST_CASE("a code is in force from the change that made it to the change that ended it") {
  using enum DivisionValidity;
  CHECK(validAt(220381, "2019-12-31") == InForce);
  CHECK(validAt(220381, "2020-07-01") == Unsure); // the table knows the year only
  CHECK(validAt(220381, "2021-01-01T08:00:00.000Z") == Ended);
  CHECK(validAt(220184, "2019-12-31") == NotYet);
  CHECK(validAt(220184, "2023-05-01") == InForce);
  CHECK(validAt(220113, "2013-06-01") == NotYet);
  CHECK(validAt(220102, "1999-01-01") == InForce); // nothing is known to have happened to it
  CHECK(validAt(999999, "2020-01-01") == Unknown);
  CHECK(validAt(110101, "2000-01-01") == InForce); // 东城 was there before 崇文 joined it
  CHECK(validAt(110103, "2000-01-01") == InForce);
  CHECK(validAt(110103, "2012-01-01") == Ended);
}

TEST_CASE("a day that is known to the day decides on the day itself") {
  DivisionTable dated = table();
  dated.addChange({DivisionCode{999901}, DivisionCode{999902}, "甲县", "2016-06-08", Confidence::Memory,
                   DivisionChangeKind::Recoded, "甲区", "made up"});
  CHECK(dated.validity(DivisionCode{999901}, "2016-06-07") == DivisionValidity::InForce);
  CHECK(dated.validity(DivisionCode{999901}, "2016-06-08") == DivisionValidity::Ended);
  CHECK(dated.validity(DivisionCode{999902}, "2016-06-07") == DivisionValidity::NotYet);
  CHECK(dated.validity(DivisionCode{999902}, "2016-06-08") == DivisionValidity::InForce);
  CHECK(dated.name(DivisionCode{999902}) == "甲区"); // the table is older than the change
}

TEST_CASE("what an old code became is followed to the end") {
  const auto code = [](std::uint32_t v) { return DivisionCode{v}; };
  CHECK(table().became(code(220381)) == std::vector{code(220184)});
  CHECK(table().became(code(341422)) == std::vector{code(340281)}); // 无为县, over 340225
  CHECK(table().current(code(341422)) == code(340281));
  CHECK(table().became(code(330104)) == std::vector{code(330102), code(330114)}); // split in two
  CHECK(table().became(code(220102)) == std::vector{code(220102)});
  CHECK(table().became(code(330110)) == std::vector{code(330110)}); // 余杭 goes on, 临平 was carved out of it
  CHECK(table().validity(code(330113), "2020-01-01") == DivisionValidity::NotYet);
  CHECK(table().name(code(330113)) == "临平区");
  CHECK(table().fullName(code(330113)) == "杭州市临平区");
}

TEST_CASE("what was abolished became nothing, and a circle ends") {
  DivisionTable made = table();
  made.addChange({DivisionCode{999901}, {}, "无县", "2000", Confidence::Memory, DivisionChangeKind::Abolished, {}, {}});
  CHECK(made.became(DivisionCode{999901}).empty());
  CHECK(made.current(DivisionCode{999901}) == DivisionCode{999901});
  CHECK(made.known(DivisionCode{999901}));
  made.addChange({DivisionCode{999903}, DivisionCode{999904}, "甲", "2000", Confidence::Memory});
  made.addChange({DivisionCode{999904}, DivisionCode{999903}, "乙", "2001", Confidence::Memory});
  CHECK(made.became(DivisionCode{999903}).empty());
}

TEST_CASE("a county that was renamed has its name of the time") {
  CHECK(table().nameOn(DivisionCode{220602}, "2005-01-01") == "八道江区");
  CHECK(table().nameOn(DivisionCode{220602}, "2015-01-01") == "浑江区");
  CHECK(table().name(DivisionCode{220602}) == "浑江区");
  CHECK(table().known(DivisionCode{220602}));
  CHECK_FALSE(table().change(DivisionCode{220602})); // renaming ends nothing
  CHECK(table().history(DivisionCode{220184}).size() == 1);
}

TEST_CASE("every change of the file leads to a county that is known, and says where it is from") {
  int changes = 0;
  for (const DivisionCode code : table().knownCounties())
    for (const DivisionChange& change : table().history(code)) {
      INFO(change.from.text() << " " << change.fromName);
      ++changes;
      CHECK_FALSE(change.fromName.empty());
      CHECK_FALSE(change.citation.empty());
      if (change.to.value != 0) CHECK(table().known(change.to));
    }
  CHECK(changes > 80); // each is met at both its ends
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/table_file.h"

#include "gis/exchange/text_table.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <sstream>

using namespace suyuan;
using namespace suyuan::exchange;

namespace {

const std::vector<TableSheet> sheets{{"清单", {{"名称", 20}, {"数", 8}}, {{std::string("甲, \"乙\""), 1.5}, {std::string("丙\n丁"), 2.0}}}, {"其他", {{"一", 5}}, {}}};

} // namespace

TEST_CASE("a table is a workbook of several sheets or the first one as CSV, read back as it was written") {
  const test::TempFolder folder;
  for (const char* name : {"list.xlsx", "list.csv"}) {
    test::must(writeTable(sheets, folder / name));
    const auto back = test::must(readTextTable(folder / name));
    REQUIRE(back.rows.size() == 3);
    CHECK(back.rows[0] == std::vector<std::string>{"名称", "数"});
    CHECK(back.rows[1][0] == "甲, \"乙\"");
    CHECK(back.rows[1][1] == "1.5");
    CHECK(back.rows[2][0] == "丙\n丁");
  }
}

TEST_CASE("a table that cannot be written leaves what was there") {
  const test::TempFolder folder;
  std::ofstream(folder / "list.pdf") << "before";
  CHECK(writeTable(sheets, folder / "list.pdf").error().code == ErrorCode::FormatUnknown);
  std::ostringstream content;
  content << std::ifstream(folder / "list.pdf").rdbuf();
  CHECK(content.str() == "before");
  CHECK_FALSE(writeTable(sheets, folder / "no" / "such" / "list.xlsx"));
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Every published code and name that is known, judged. The judgement is a page to read: tests/data/coding/practice.md.
#include "core/coding/outfall_code.h"
#include "core/coding/outfall_name.h"
#include "core/rules/rule_book.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <format>
#include <fstream>
#include <iterator>
#include <map>

using namespace suyuan;
using namespace suyuan::coding;

namespace {

const rules::RuleBook& book() {
  static const auto loaded = rules::RuleBook::load(std::string(SUYUAN_RESOURCES_DIR) + "/rules");
  REQUIRE(loaded.has_value());
  return *loaded;
}

/// A row of the platform: both codes, the county of the row, its first class.
struct PlatformRow {
  const char* national;
  const char* provincial;
  const char* name;
  std::uint32_t county;
  const char* class1;
  const char* class2;
  const char* class3;
};

constexpr PlatformRow rows[] = {
    {"FA-420581-0259-GY-00", "FA4205810319GY00", "宜昌市宜都市陆城街道东阳光药业2号地生产废水排污口", 420581, "工业排污口", "工矿企业排污口", "工业企业排污口"},
    {"FA-420528-0163-QT-00", "FM4205280216QT00", "宜昌市长阳土家族自治县鸭子口乡航运管理所东10米处城镇雨洪排口", 420528, "其他排口", "城镇雨洪排口", ""},
    {"", "FA-420504-0301-QT-00", "宜昌市点军区土城乡土家阁饭店东南180米城镇雨洪排口", 420504, "其他排口", "城镇雨洪排口", ""},
    {"", "FA-420503-0028-QT-00", "湖北民泰矿业有限公司后湾磷矿矿山排污口", 420506, "工业排污口", "工矿企业排污口", "矿山排污口"},
};

/// Names that were met beside the ledger.
constexpr const char* furtherNames[] = {
    "宜昌市夷陵区+三峡通航管理局往南200米点源入长江城镇雨洪排口",
    "宜昌市西陵区融创融园拦水坝",
    "七河里东北340米其它排口",
};

std::string remarksOn(const ParsedCode& code, const PlatformRow& row) {
  std::string text;
  const auto add = [&](const std::string& remark) { text += (text.empty() ? "" : "; ") + remark; };
  const auto say = [&](const CodeFault& fault) {
    add(std::format("{} at {}: {}{}", fault.part, fault.at + 1, fault.why, fault.nearest.empty() ? "" : " → " + fault.nearest));
  };
  if (code.canonical != code.input) add("written without hyphens");
  for (const CodeFault& fault : code.faults) say(fault);
  for (const CodeFault& fault : contextFaults(code, book().codes(), {DivisionCode{row.county}, "", row.class1, ""})) say(fault);
  if (code.parts && std::string_view(row.class2) == "城镇雨洪排口" && code.parts->type != "YH")
    add("a storm outlet under " + code.parts->type + ", not the older YH: the letters follow the first-level class");
  return text.empty() ? "none" : text;
}

std::string page() {
  std::string text = "# What practice writes, and how it is judged\n\n"
                     "Published codes and names of outfalls in Hubei against the tables of `resources/rules/hj1235.json`. Made and held\n"
                     "by `tests/core/coding/practice_test.cpp`; positions count from 1.\n\n## Codes\n\n"
                     "| written | of | canonical | valid | remarks |\n|---|---|---|---|---|\n";
  for (const PlatformRow& row : rows) {
    ParsedCode both[2];
    int n = 0;
    for (const auto& [written, of] : {std::pair(row.national, "national"), std::pair(row.provincial, "provincial")}) {
      if (!*written) continue;
      const ParsedCode code = parseCode(written, book().codes());
      text += std::format("| {} | {} | {} | {} | {} |\n", written, of, code.canonical, code.valid() ? "yes" : "no", remarksOn(code, row));
      both[n++] = code;
    }
    if (n == 2 && both[0].parts && both[1].parts) {
      std::string differs;
      if (both[0].parts->basin != both[1].parts->basin) differs += std::format(" basin {} and {};", both[0].parts->basin, both[1].parts->basin);
      if (both[0].parts->sequence != both[1].parts->sequence) differs += std::format(" number {:04} and {:04};", both[0].parts->sequence, both[1].parts->sequence);
      text += std::format("| | both | | | the two codes of one outfall differ:{} both are kept, neither is made from the other |\n", differs);
    }
  }
  text += "\n## Where practice and the text part\n\n"
          "- The type letters follow the four first-level classes: storm outlets and ditches carry QT. YH and the other letters of\n"
          "  the older seven types are known to the table and pass, since which the standard's own table has was not read.\n"
          "- Letters and class of one row may disagree (a mine under QT), and so may the county's digits and the row's county:\n"
          "  remarks, never refusals.\n"
          "- Two of the four provincial codes are written without hyphens; one form is kept.\n"
          "- The extension is 00 throughout. That 01 to 99 number branches is from memory.\n"
          "\n## Names\n\n";
  std::ifstream file(std::string(SUYUAN_TEST_DATA) + "/rules/real_names.tsv");
  REQUIRE(file);
  std::string line, table;
  int clean = 0, departing = 0;
  std::map<std::string, int> kinds;
  const auto judge = [&] {
    if (line.empty() || line.starts_with('#')) return;
    const std::size_t tab = std::min(line.find('\t'), line.size());
    const std::string name = line.substr(0, tab);
    std::vector<std::string> classes;
    for (std::size_t at = tab + 1; at < line.size();) {
      const std::size_t end = std::min(line.find(" > ", at), line.size());
      classes.push_back(line.substr(at, end - at));
      at = end + 3;
    }
    classes.resize(3);
    const auto deviations = nameDeviations(name, {classes[0], classes[1], classes[2], {}, &book().divisions()}, book().names());
    if (deviations.empty()) {
      ++clean;
      return;
    }
    ++departing;
    std::string what;
    for (const NameDeviation& d : deviations) {
      ++kinds[d.kind];
      what += std::format("{}{} at {}{}{}", what.empty() ? "" : "; ", d.kind, d.at + 1, d.found.empty() ? "" : " “" + d.found + "”",
                          d.expected.empty() ? "" : " → " + d.expected);
    }
    const std::string mended = mendName(name, deviations);
    table += std::format("| {} | {} | {} |\n", name, what, mended == name ? "" : mended);
  };
  while (std::getline(file, line)) judge();
  for (const char* name : furtherNames) {
    line = name;
    judge();
  }
  text += std::format("{} names as the grammar has them, {} that depart:", clean, departing);
  for (const auto& [kind, count] : kinds) text += std::format(" {} {},", kind, count);
  text.back() = '.';
  text += "\n\n| name | departs | mended by one key |\n|---|---|---|\n" + table;
  return text;
}

} // namespace

TEST_CASE("every published code and name is judged as the page says") {
  const std::string made = page();
  const auto golden = std::filesystem::path(SUYUAN_TEST_DATA) / "coding" / "practice.md";
  std::ifstream in(golden, std::ios::binary);
  const std::string kept{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (made == kept) {
    SUCCEED();
    return;
  }
  // For whoever changed a table on purpose: look at what changed, then put it in the golden page's place.
  const auto beside = std::filesystem::temp_directory_path() / "suyuan-practice.md";
  std::ofstream(beside, std::ios::binary) << made;
  FAIL("the judgement differs from " << golden << "; the new one is in " << beside);
}

TEST_CASE("no published code is refused, and no remark on one is hard") {
  for (const PlatformRow& row : rows)
    for (const char* written : {row.national, row.provincial}) {
      if (!*written) continue;
      INFO(written);
      const ParsedCode code = parseCode(written, book().codes());
      CHECK(code.clean());
      for (const CodeFault& fault : contextFaults(code, book().codes(), {DivisionCode{row.county}, "", row.class1, ""})) CHECK_FALSE(fault.hard);
    }
}

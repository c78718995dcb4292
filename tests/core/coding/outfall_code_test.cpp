// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/outfall_code.h"
#include "core/rules/rule_book.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <random>

using namespace suyuan;
using namespace suyuan::coding;

namespace {

const CodeTables& tables(std::string_view province = "") {
  static const auto national = rules::RuleBook::load(std::string(SUYUAN_RESOURCES_DIR) + "/rules");
  static const auto jilin = rules::RuleBook::load(std::string(SUYUAN_RESOURCES_DIR) + "/rules", "jilin");
  REQUIRE(national.has_value());
  REQUIRE(jilin.has_value());
  return province.empty() ? national->codes() : jilin->codes();
}

CodeFault firstFault(std::string_view typed) {
  const ParsedCode code = parseCode(typed, tables());
  REQUIRE_FALSE(code.faults.empty());
  return code.faults.front();
}

} // namespace

TEST_CASE("every real code reads clean, with and without hyphens") {
  for (const auto& [typed, canonical] : std::initializer_list<std::pair<const char*, const char*>>{
           {"FA-420581-0259-GY-00", "FA-420581-0259-GY-00"}, {"FA4205810319GY00", "FA-420581-0319-GY-00"},
           {"FA-420528-0163-QT-00", "FA-420528-0163-QT-00"}, {"FM4205280216QT00", "FM-420528-0216-QT-00"},
           {"FA-420504-0301-QT-00", "FA-420504-0301-QT-00"}, {"FA-420503-0028-QT-00", "FA-420503-0028-QT-00"}}) {
    INFO(typed);
    const ParsedCode code = parseCode(typed, tables());
    CHECK(code.clean());
    CHECK(code.canonical == canonical);
    CHECK(code.input == typed);
  }
}

TEST_CASE("a code falls into its parts") {
  const ParsedCode code = parseCode("FA-420581-0259-GY-00", tables());
  REQUIRE(code.parts.has_value());
  CHECK(*code.parts == CodeParts{"FA", DivisionCode{420581}, 259, "GY", "00"});
}

TEST_CASE("what people type and paste becomes one form") {
  for (const char* typed : {"fa-420581-0259-gy-00", " FA-420581-0259-GY-00\n", "ＦＡ－４２０５８１－０２５９－ＧＹ－００", "FA—420581—0259—GY—00",
                            "FA——420581——0259——GY——00", "FA–420581−0259‐GY‑00", "FA 420581 0259 GY 00", "FA_420581_0259_GY_00",
                            "FA　420581　0259　GY　00", "\xEF\xBB\xBF" "FA-4205810259GY00", "FA4205810259-GY-00"}) {
    INFO(typed);
    const ParsedCode code = parseCode(typed, tables());
    CHECK(code.valid());
    CHECK(code.canonical == "FA-420581-0259-GY-00");
  }
  CHECK(normaliseCode("fa——42") == "FA-42");
}

TEST_CASE("O and 0 are not guessed, but the place and the right character are told") {
  CHECK(firstFault("FA-42O581-0259-GY-00") == CodeFault{"division", 5, "code.fault.digit-wanted", "0", true});
  CHECK(firstFault("FA-420581-O259-GY-00") == CodeFault{"sequence", 10, "code.fault.digit-wanted", "0", true});
  CHECK(firstFault("F4-420581-0259-GY-00") == CodeFault{"basin", 1, "code.fault.letter-wanted", "", true});
  CHECK(firstFault("FA-420581-0259-0T-00") == CodeFault{"type", 15, "code.fault.letter-wanted", "O", true});
  CHECK_FALSE(parseCode("FA-42O581-0259-GY-00", tables()).valid());
}

TEST_CASE("a part of the wrong length is named where it breaks") {
  CHECK(firstFault("FA-420581-259-GY-00") == CodeFault{"sequence", 13, "code.fault.part-short", "0259", true});
  CHECK(firstFault("FA-4205811-0259-GY-00") == CodeFault{"division", 9, "code.fault.part-long", "", true});
  CHECK(firstFault("F-420581-0259-GY-00").part == "basin");
  CHECK(firstFault("FA-420581-0259-GY-0").part == "extension");
  CHECK(firstFault("FA-420581-0259-G-00").part == "type");
  CHECK(firstFault("FA4205810259G00").part == "type");
  CHECK(firstFault("FA420581259GY00").part == "length");
  CHECK(firstFault("FA4205810259GY000").part == "extension");
  CHECK(firstFault("").part == "length");
  CHECK(firstFault("---").part == "length");
  CHECK(firstFault("FA-42058-10259-GY00").part == "separator");
  CHECK(firstFault("FA-420581-0259-工业-00").part == "character");
  CHECK(firstFault("FA-420581-0259-工业-00").at == 15);
}

TEST_CASE("what the tables do not know is remarked with the nearest right value and does not break the code") {
  const ParsedCode type = parseCode("FA-420581-0259-YC-00", tables());
  CHECK(type.valid());
  REQUIRE(type.faults.size() == 1);
  CHECK(type.faults[0] == CodeFault{"type", 15, "code.fault.type-unknown", "YH", false});

  const ParsedCode division = parseCode("FA-420599-0259-GY-00", tables());
  CHECK(division.valid());
  REQUIRE(division.faults.size() == 1);
  CHECK(division.faults[0].part == "division");
  CHECK(division.faults[0].nearest == "420529"); // 五峰, one digit away in the same city

  const ParsedCode basin = parseCode("AX-220102-0001-GY-00", tables("jilin"));
  CHECK(basin.valid());
  REQUIRE(basin.faults.size() == 1);
  CHECK(basin.faults[0].at == 1);
  CHECK(basin.faults[0].nearest == "AB"); // the province's own letters before others

  CHECK(parseCode("FA-420581-0259-GY-01", tables()).faults.at(0).part == "extension");
  CHECK(parseCode("FA-420500-0259-GY-00", tables()).faults.at(0).why == "code.fault.division-level");
  CHECK(parseCode("AB-220381-0001-GY-00", tables()).clean()); // given up in 2020, legal in old codes
  CHECK(parseCode("FA-420581-0259-WS-00", tables()).clean()); // a candidate for treatment plants
  CHECK(parseCode("FA-420581-0259-YH-00", tables()).clean()); // the older generation
}

TEST_CASE("impossible values are refused") {
  CHECK_FALSE(parseCode("ZZ-420581-0259-GY-00", tables()).valid());
  CHECK_FALSE(parseCode("FA-000000-0259-GY-00", tables()).valid());
  CHECK_FALSE(parseCode("FA-420581-0000-GY-00", tables()).valid());
}

TEST_CASE("format and parse are inverse") {
  std::mt19937 random(20240115);
  const auto& divisions = *tables().divisions;
  const auto counties = divisions.childrenOf(DivisionCode{220100});
  REQUIRE(counties.size() > 5);
  for (int i = 0; i < 2000; ++i) {
    CodeParts parts;
    parts.basin = tables().basins[random() % tables().basins.size()].code;
    parts.division = counties[random() % counties.size()];
    parts.sequence = 1 + static_cast<int>(random() % 9999);
    parts.type = tables().types[random() % tables().types.size()].code;
    parts.extension = "00";
    const std::string text = formatCode(parts);
    REQUIRE(text.size() == 20);
    const ParsedCode code = parseCode(text, tables());
    REQUIRE(code.clean());
    REQUIRE(*code.parts == parts);
    REQUIRE(formatCode(*code.parts) == text);
    std::string plain = text;
    std::erase(plain, '-');
    REQUIRE(parseCode(plain, tables()).canonical == text);
  }
}

TEST_CASE("a wrong character is found unless it makes another code that the tables know") {
  const std::string good = "FA-420581-0259-GY-00";
  int changed = 0, found = 0;
  for (std::size_t i = 0; i < good.size(); ++i)
    for (const char c : std::string("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
      if (c == good[i] || good[i] == '-') continue;
      std::string bad = good;
      bad[i] = c;
      ++changed;
      const ParsedCode code = parseCode(bad, tables());
      if (!code.faults.empty()) {
        ++found;
        continue;
      }
      // Silent only when every part is one the tables know.
      REQUIRE(code.parts.has_value());
      const auto sameRegion = [&](const BasinEntry& e) { return e.code[0] == code.parts->basin[0]; };
      CHECK((tables().basin(code.parts->basin) || std::ranges::none_of(tables().basins, sameRegion)));
      CHECK((tables().type(code.parts->type) || tables().isCandidate(code.parts->type)));
      CHECK(tables().divisions->known(code.parts->division));
      CHECK(code.parts->extension == "00");
    }
  CHECK(changed == 16 * 35);
  CHECK(found > 480); // the rest are other numbers, neighbouring counties and known letters
}

TEST_CASE("bytes that are no text are a fault, not a crash") {
  for (const std::string& bytes : {std::string("\xFF\xFE\x00\x41", 4), std::string(100000, '-'), std::string(100000, 'A'), std::string("\xE4\xB8")}) {
    const ParsedCode code = parseCode(bytes, tables());
    CHECK_FALSE(code.valid());
    CHECK_FALSE(code.faults.empty());
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/code_allocator.h"
#include "core/coding/outfall_code.h"
#include "core/rules/rule_book.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <random>

using namespace suyuan;
using namespace suyuan::coding;

namespace {

const CodeTables& tables() {
  static const auto book = rules::RuleBook::load(std::string(SUYUAN_RESOURCES_DIR) + "/rules", "jilin");
  REQUIRE(book.has_value());
  return book->codes();
}

/// How the one-character errors of a code are found.
struct Errors {
  int tried = 0, byShape = 0, byTables = 0, byRecord = 0, silent = 0;
};

/// Every other capital and digit at every place of a code that its record vouches for.
Errors errorsOf(const std::string& good, const CodeContext& record) {
  Errors errors;
  const ParsedCode right = parseCode(good, tables());
  REQUIRE(right.clean());
  REQUIRE(contextFaults(right, tables(), record).empty());
  for (std::size_t i = 0; i < good.size(); ++i) {
    if (good[i] == '-') continue;
    for (const char c : std::string_view("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
      if (c == good[i]) continue;
      std::string bad = good;
      bad[i] = c;
      ++errors.tried;
      const ParsedCode code = parseCode(bad, tables());
      if (!code.valid()) ++errors.byShape;
      else if (!code.faults.empty()) ++errors.byTables;
      else if (!contextFaults(code, tables(), record).empty()) ++errors.byRecord;
      else {
        ++errors.silent;
        // Silent only when it is another code of the same county that the tables know in every part.
        INFO(bad);
        REQUIRE(tables().divisions->same(code.parts->division, right.parts->division));
        REQUIRE(code.canonical != right.canonical);
        REQUIRE((record.basin.empty() || code.parts->basin == right.parts->basin));
        REQUIRE(code.parts->extension == right.parts->extension);
      }
    }
  }
  return errors;
}

} // namespace

TEST_CASE("a one-character error is found unless it makes another code of the same county") {
  // 16 places with 35 other characters each: 560 errors.
  const Errors known = errorsOf("FA-420581-0259-GY-00", {DivisionCode{420581}, "FA", "工业排污口", ""});
  CHECK(known.tried == 560);
  CHECK(known.silent == 36); // another number of the county: 4 places, 9 other digits
  CHECK(known.byShape + known.byTables + known.byRecord == 524);

  // When the record knows only its county, letters that the tables know pass too:
  // 17 for the basin (9 beside FA in its region; the same second letter in 8 other regions, 6 of which have no known
  // pairs and so pass any), 3 for the type (NY, GK, GQ).
  const Errors county = errorsOf("FA-420581-0259-GY-00", {DivisionCode{420581}, "", "", ""});
  CHECK(county.tried == 560);
  CHECK(county.silent == 36 + 17 + 3);

  // A first number has no 0000 beside it: one error more is found.
  CHECK(errorsOf("AB-220102-0001-QT-00", {DivisionCode{220102}, "AB", "其他排口", ""}).silent == 35);
}

TEST_CASE("in every county of the province only other numbers of the county pass, and its own old code") {
  std::mt19937 random(20240601);
  int counties = 0;
  Errors all;
  for (const DivisionCode county : tables().divisions->knownCounties()) {
    if (county.value / 10000 != 22) continue;
    ++counties;
    CodeParts parts{"AB", county, 1000 + static_cast<int>(random() % 8000), "GY", "00"};
    const Errors one = errorsOf(formatCode(parts), {county, "AB", "工业排污口", ""});
    all.tried += one.tried;
    all.silent += one.silent;
  }
  CHECK(counties >= 60);
  CHECK(all.tried == 560 * counties);
  CHECK(all.silent == 36 * counties + 2); // 江源: 220605 was 220625, one digit off, and the other way round
}

TEST_CASE("format after parse is the same, for every county that was or is, however it is typed") {
  std::mt19937 random(7);
  const auto pick = [&](const auto& list) -> const auto& { return list[random() % list.size()]; };
  for (const DivisionCode county : tables().divisions->knownCounties()) {
    CodeParts parts{pick(tables().basins).code, county, 1 + static_cast<int>(random() % 9999), pick(tables().types).code,
                    random() % 4 ? std::string("00") : std::string{static_cast<char>('0' + random() % 10), static_cast<char>('0' + random() % 10)}};
    const std::string text = formatCode(parts);
    INFO(text);
    const ParsedCode code = parseCode(text, tables());
    REQUIRE(code.valid());
    REQUIRE(*code.parts == parts);
    REQUIRE(code.canonical == text);
    REQUIRE(code.faults.empty() == (parts.extension == "00"));
    // Typed otherwise: full width, small letters, other dashes, blanks, quotes, a label.
    std::string typed;
    for (const char c : text)
      if (c == '-') typed += pick(std::vector<std::string>{"-", "", " ", "—", "－", "——", "_", "."});
      else if (random() % 5 == 0) typed += std::string("\xEF\xBC") + static_cast<char>(0x80 + (c - 0x20));
      else typed += random() % 3 == 0 && c >= 'A' ? static_cast<char>(c + 32) : c;
    // Full-width letters from ｀ on have another second byte.
    typed = random() % 2 ? "排污口编码：" + typed + "。" : "“" + typed + "”";
    if (typed.find("\xEF\xBC\xC0") != std::string::npos) continue;
    INFO(typed);
    const ParsedCode again = parseCode(typed, tables());
    if (again.parts) REQUIRE(*again.parts == parts);
  }
}

TEST_CASE("the quick way and the careful way read the same") {
  CodeTables slow = tables(); // a copy keeps its index, so it is made anew without one
  CodeTables plain;
  plain.regions = slow.regions;
  plain.basins = slow.basins;
  plain.seas = slow.seas;
  plain.types = slow.types;
  plain.candidates = slow.candidates;
  plain.divisions = slow.divisions;
  REQUIRE(plain.indexed() == nullptr);
  REQUIRE(slow.indexed() != nullptr);
  std::mt19937 random(3);
  const std::string alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-";
  for (int i = 0; i < 20000; ++i) {
    std::string text = "AB-220102-0001-GY-00";
    if (random() % 2) std::erase(text, '-');
    for (std::size_t n = random() % 4; n > 0; --n) text[random() % text.size()] = alphabet[random() % alphabet.size()];
    const ParsedCode a = parseCode(text, slow), b = parseCode(text, plain);
    INFO(text);
    REQUIRE(a.canonical == b.canonical);
    REQUIRE(a.parts == b.parts);
    REQUIRE(a.faults == b.faults);
  }
}

TEST_CASE("what was most likely meant is proposed, and only when there is one reading") {
  const auto meant = [](const char* typed) { return suggestCode(parseCode(typed, tables()), tables()).value_or(""); };
  CHECK(meant("FA-42O581-0259-GY-00") == "FA-420581-0259-GY-00");
  CHECK(meant("fa-42o58i-o259-gy-oo") == "FA-420581-0259-GY-00");
  CHECK(meant("FA-420581-259-GY-00") == "FA-420581-0259-GY-00");
  CHECK(meant("FA-420581-2S9-GY-00").empty()); // three characters, one of them no digit
  CHECK(meant("FA-420581-0259-0T-00") == "FA-420581-0259-OT-00"); // the shape is mended; the letters are remarked on
  CHECK(meant("FA-420581-0259-GY-00").empty()); // nothing to mend
  CHECK(meant("FA-420581-02599-GY-00").empty());
  CHECK(meant("FA-420581-0259-工业-00").empty());
  CHECK(meant("").empty());
}

TEST_CASE("quotes, labels and foreign look-alikes go when a code is pasted") {
  for (const char* typed : {"编码：FA-420581-0259-GY-00", "“FA-420581-0259-GY-00”", "（FA4205810259GY00）", "FA.420581.0259.GY.00",
                            "FA/420581/0259/GY/00", "FА-420581-0259-GУ-00" /* Cyrillic А, У */, "排污口编码:FA-420581-0259-GY-00。",
                            "FA\u00A0420581\u00A00259\u00A0GY\u00A000", "FA-420581-0259-GY-00,"}) {
    INFO(typed);
    CHECK(parseCode(typed, tables()).canonical == "FA-420581-0259-GY-00");
  }
  CHECK_FALSE(parseCode("A:FA-420581-0259-GY-00", tables()).valid()); // no label but more of the code
}

TEST_CASE("a code and its record are compared") {
  const ParsedCode code = parseCode("FA-420503-0028-QT-00", tables());
  const auto faults = contextFaults(code, tables(), {DivisionCode{420506}, "FM", "工业排污口", ""});
  REQUIRE(faults.size() == 3);
  CHECK(faults[0] == CodeFault{"basin", 0, "code.fault.basin-other", "FM", false});
  CHECK(faults[1] == CodeFault{"division", 3, "code.fault.division-other", "420506", false});
  CHECK(faults[2] == CodeFault{"type", 15, "code.fault.type-other", "GY", false});
  // 公主岭: the old code is the same ground, but was given up by then.
  const ParsedCode moved = parseCode("AB-220381-0001-GY-00", tables());
  CHECK(contextFaults(moved, tables(), {DivisionCode{220184}, "AB", "工业排污口", "2019-05-01"}).empty());
  const auto late = contextFaults(moved, tables(), {DivisionCode{220184}, "AB", "工业排污口", "2023-05-01"});
  REQUIRE(late.size() == 1);
  CHECK(late[0] == CodeFault{"division", 3, "code.fault.division-ended", "220184", false});
  CHECK(contextFaults(parseCode("nonsense", tables()), tables(), {DivisionCode{220102}, "AB", "", ""}).empty());
}

TEST_CASE("a sea's letters, once the table has them, are no fault and say that the outfall drains to the sea") {
  CHECK_FALSE(parseCode("NH-460100-0001-GY-00", tables()).valid());
  CodeTables coastal = tables();
  REQUIRE(coastal.seas.size() == 4);
  coastal.seas[3].code = "NH";
  coastal.index();
  const ParsedCode code = parseCode("NH-220102-0001-GY-00", coastal);
  CHECK(code.clean());
  CHECK(waterOf(*code.parts, coastal) == WaterKind::Sea);
  CHECK(waterOf({"AB", {}, 1, "GY", "00"}, coastal) == WaterKind::River);
  CHECK(waterOf({"ZZ", {}, 1, "GY", "00"}, coastal) == WaterKind::Unknown);
}

TEST_CASE("branches count on under their outfall's base") {
  const CodeParts outfall{"AB", DivisionCode{220102}, 17, "GY", "00"};
  CHECK(branchSeries(outfall) == "220102/GY/0017");
  CHECK(nextBranchCode(outfall, 0, tables()).value() == "AB-220102-0017-GY-01");
  CHECK(nextBranchCode(outfall, 9, tables()).value() == "AB-220102-0017-GY-10");
  CHECK(nextBranchCode(outfall, 99, tables()).error().code == ErrorCode::CodeNumbersExhausted);
  CHECK(nextBranchCode({"AB", DivisionCode{220102}, 0, "GY", "00"}, 0, tables()).error().code == ErrorCode::CodePartsMissing);
  CHECK(parseMark(markText({NumberMark::Kind::Lease, "0123456789abcdef"})) == NumberMark{NumberMark::Kind::Lease, "0123456789abcdef"});
  CHECK(parseMark(markText({NumberMark::Kind::Reserve, "一队"})) == NumberMark{NumberMark::Kind::Reserve, "一队"});
  CHECK_FALSE(parseMark("AB-220102-0017-GY-01").has_value());
}

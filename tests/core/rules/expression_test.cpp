// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/expression.h"

#include "core/rules/expression_functions.h"
#include "good_record.h"

#include <chrono>
#include <string>

using namespace suyuan;
using namespace suyuan::rules;

namespace {

/// An outfall with what lies around it, to evaluate over.
struct Subject {
  Outfall outfall = goodOutfall();
  Unit unitRecord;
  RecordContext context;
  bool hasUnit = false;

  template <class Use>
  auto with(Use&& use) const {
    Cells cells, unitCells;
    cells.fill(outfall);
    EvaluationFacts facts;
    facts.record = &cells;
    facts.book = &testBook();
    facts.around = &context;
    facts.geometry = &outfall.geometry;
    facts.today = "2025-06-01";
    if (hasUnit) {
      unitCells.fill(unitRecord);
      facts.linked = &unitCells;
    }
    return use(facts);
  }
  [[nodiscard]] bool holds(const std::string& text) const {
    const auto expression = Expression::condition(text, Layer::Outfalls);
    INFO(text);
    if (!expression) FAIL(expression.error().at << ": " << expression.error().reason);
    return with([&](const EvaluationFacts& facts) { return expression->holds(facts); });
  }
  [[nodiscard]] Value value(const std::string& text) const {
    const auto expression = Expression::value(text, Layer::Outfalls);
    INFO(text);
    if (!expression) FAIL(expression.error().at << ": " << expression.error().reason);
    return with([&](const EvaluationFacts& facts) { return expression->evaluate(facts); });
  }
};

struct Refusal {
  const char* text;
  std::size_t at;
  const char* reason; ///< a part of it
};

} // namespace

TEST_CASE("conditions are true and false where they should be") {
  Subject s;
  s.outfall.flow = 1200;
  s.outfall.note.clear();
  s.outfall.finishDate = "2025-05-31";
  s.outfall.surveyedAt = "2024-05-01T02:00:00.000Z";
  for (const char* yes :
       {"true", "not false", "flow_m3d = 1200", "flow_m3d > 1199.5 and flow_m3d < 1.3e3", "flow_m3d != 1", "note is empty", "name is not empty",
        "class_1 = '其他排口'", "class_1 in ('工业排污口', '其他排口')", "survey_level in (1, 2)", "class_1 not in ('x')", "name matches '*城镇雨洪排口'",
        "name not matches '?口'", "code_national matches '[A-K][A-Z]-*-QT-[0-9]?'", "finish_date < today()", "finish_date = '2025-05-31'",
        "surveyed_at > '2024-04-30'", "surveyed_at = '2024-05-01'", // a day against a moment: the day decides
        "days_between(surveyed_at, finish_date) = 395", "year(surveyed_at) = 2024", "length(river_name) = 3", "contains(name, '南关')",
        "starts_with(name, '长春') and ends_with(name, '排口')", "1 + 2 * 3 = 7", "(1 + 2) * 3 = 9", "-flow_m3d < 0", "10 / 4 = 2.5", "2 - 3 - 4 = -5",
        "abs(-3) = 3", "rounded(2.345, 1) = 2.3", "number_in('约12.5吨') = 12.5", "level() = 2", "not excluded()", "needs_registration()", "not needs_approval()",
        "storm()", "has_position()", "lon() > 125 and lat() < 44", "false or false or true", "false and true or true", "not (true and false)",
        "true or flow_m3d / 0 = 1", "uscc_valid(responsible_uscc)", "known_division('220102')", "not known_division('999999')",
        "known_standard('GB18918-2002 一级A')", "not known_standard('GB3838-2011')", "'it''s' = 'it''s'", "unit_fid is empty"}) {
    INFO(yes);
    CHECK(s.holds(yes));
    CHECK_FALSE(s.holds("not (" + std::string(yes) + ")"));
  }
}

TEST_CASE("nothing equals, precedes or follows an empty field") {
  Subject s;
  s.outfall.permitNo.clear();
  s.outfall.flow.reset();
  for (const char* no : {"permit_no = 'x'", "permit_no != 'x'", "permit_no in ('x')", "permit_no matches '*'", "flow_m3d = 0", "flow_m3d != 0", "flow_m3d < 1",
                         "flow_m3d + 1 > 0", "flow_m3d / 0 = 0", "1 / 0 = 1 / 0", "length(permit_no) = 0", "photos() = 0", "unit.name = '甲'", "distance_to_river() > 0"}) {
    INFO(no);
    CHECK_FALSE(s.holds(no));
  }
  CHECK(s.holds("photos() is empty")); // not read is not none
  s.context.photos.emplace();
  CHECK(s.holds("photos() = 0"));
}

TEST_CASE("the linked record and the surroundings are asked") {
  Subject s;
  s.hasUnit = true;
  s.unitRecord.name = "甲厂";
  s.context.riverDistanceM = 250;
  s.context.riverName = "伊通河";
  Zone zone;
  zone.kind = "饮用水水源保护区";
  s.context.zonesAtPoint = {&zone};
  std::vector<Sample> samples(2);
  samples[0].cod = 30;
  samples[1].cod = 80;
  s.context.samples = samples;
  for (const char* yes : {"unit.name = '甲厂'", "unit_found()", "distance_to_river() = 250", "nearest_river() = river_name", "in_zone('*水源*')", "not in_zone('自然*')",
                          "samples() = 2", "sample_most('cod_mgl') = 80", "sample_most('ph') is empty"}) {
    INFO(yes);
    CHECK(s.holds(yes));
  }
}

TEST_CASE("values are made for fixes and arguments") {
  Subject s;
  s.outfall.permitNo = " ９１２２ab ";
  s.outfall.name = "甲+乙";
  CHECK(s.value("plain(trimmed(permit_no))") == Value{std::string("9122AB")});
  CHECK(s.value("replaced(name, '+', '')") == Value{std::string("甲乙")});
  CHECK(s.value("name + '（' + text(3) + '）'") == Value{std::string("甲+乙（3）")});
  CHECK(s.value("flow_m3d / 2") == Value{std::int64_t{600}});
  CHECK(s.value("flow_m3d / 7000") == Value{1200.0 / 7000});
  CHECK(isNull(s.value("note")));
  CHECK(s.value("finish_date") == Value{s.outfall.finishDate});
}

TEST_CASE("a wrong expression is refused with its place and the reason") {
  for (const Refusal& r : std::initializer_list<Refusal>{
           {"colour = 'x'", 1, "no field \"colour\""},
           {"name = 1", 8, "text cannot be compared with a number"},
           {"flow_m3d = '1'", 12, "a number cannot be compared with text"},
           {"name < 'b'", 6, "cannot be ordered"},
           {"fly()", 1, "no function \"fly\""},
           {"length(flow_m3d) = 1", 8, "wants text"},
           {"length() = 1", 1, "takes more arguments"},
           {"length(name, name) = 1", 14, "takes fewer"},
           {"name", 1, "not true or false"},
           {"name is", 8, "\"empty\" is wanted"},
           {"name = ", 8, "is wanted here"},
           {"(name = 'x'", 12, "\")\" is wanted"},
           {"name = 'x", 8, "no closing quote"},
           {"name = \"x\"", 8, "single quotes"},
           {"name = ''", 8, "is empty"},
           {"name = 'x' name", 12, "an operator is wanted"},
           {"name in ('x', 1)", 15, "text is wanted in this list"},
           {"finish_date = '31.12.2025'", 15, "a date is wanted"},
           {"flow_m3d matches '1*'", 10, "only text"},
           {"name matches '[a'", 14, "no ]"},
           {"name matches '*a*b*c*d*e*'", 14, "four stars"},
           {"unit.colour = 'x'", 6, "units have no field"},
           {"outfall.name = 'x'", 1, "no linked record"},
           {"name + 'x' = 'y'", 6, "in values only"},
           {"trimmed(name) = 'y'", 1, "in values only"},
           {"not name", 5, "true or false is wanted"},
           {"true and 1", 10, "true or false is wanted"},
           {"and true", 1, "before \"and\""},
           {"12abc = 1", 1, "no number"},
           {"名称 = 'x'", 1, "no meaning here"},
           {"name = '甲' 乙", 12, "no meaning here"}}) {
    INFO(r.text);
    const auto expression = Expression::condition(r.text, Layer::Outfalls);
    REQUIRE_FALSE(expression.has_value());
    CHECK(expression.error().at == r.at);
    INFO(expression.error().reason);
    CHECK(expression.error().reason.find(r.reason) != std::string::npos);
  }
  CHECK(Expression::condition("outfall.name = 'x'", Layer::Samples).has_value());
  CHECK_FALSE(Expression::condition("storm()", Layer::Samples).has_value()); // asked of outfalls only
}

TEST_CASE("depth, length and stack of an expression are bounded") {
  const auto refused = [](const std::string& text) { return !Expression::condition(text, Layer::Outfalls).has_value(); };
  CHECK(refused(std::string(5000, '(')));
  CHECK(refused(std::string(100, '(') + "true" + std::string(100, ')')));
  std::string nots, minuses = "1 = ";
  for (int i = 0; i < 500; ++i) nots += "not ", minuses += "- ";
  CHECK(refused(nots + "true"));
  CHECK(refused(minuses + "1"));
  CHECK(refused(std::string(5000, ' ') + "true"));
  std::string deep = "1";
  for (int i = 0; i < 40; ++i) deep = "1 + (" + deep + ")";
  CHECK(refused(deep + " = 1"));
  std::string many = "true";
  for (int i = 0; i < 600; ++i) many += " or true";
  CHECK(refused(many));
}

TEST_CASE("the first test of a condition and the rest of it say together what the whole says") {
  const Subject good;
  Subject bare, second;
  bare.outfall = Outfall{};
  second.outfall.status = "疑似";
  second.outfall.basin.clear();
  for (const char* text :
       {"status = '已确认'", "status = '已确认' and basin is empty", "status = '已确认' and basin is not empty and level() >= 2",
        "status = '疑似' or basin is empty", "(status = '疑似' or basin is empty) and flow_m3d is empty",
        "not (status = '疑似' and basin is empty) and flow_m3d is empty", "(status = '疑似' and basin is empty) or level() >= 2",
        "status = '疑似' and (basin is empty or level() >= 2) and class_2 in ('城镇雨洪排口', '其他')",
        "contains(name, '口') and (name matches '*口' and basin is not empty)"}) {
    const auto condition = Expression::condition(text, Layer::Outfalls);
    REQUIRE(condition);
    INFO(text);
    for (const Subject* subject : {&good, static_cast<const Subject*>(&bare), static_cast<const Subject*>(&second)})
      subject->with([&](const EvaluationFacts& facts) {
        CHECK((condition->beginningHolds(facts) && condition->restHolds(facts)) == condition->holds(facts));
        return 0;
      });
  }
}

TEST_CASE("conditions begin alike when their first tests are the same, whatever comes after") {
  const auto alike = [](const char* a, const char* b) {
    return Expression::condition(a, Layer::Outfalls)->beginsLike(*Expression::condition(b, Layer::Outfalls));
  };
  CHECK(alike("status = '已确认' and basin is empty", "status = '已确认' and level() >= 2 and basin is empty"));
  CHECK(alike("level() >= 2 and basin is empty", "level() >= 2 and not excluded()"));
  CHECK(alike("basin is empty", "basin is empty and level() >= 2"));
  CHECK_FALSE(alike("level() >= 2 and basin is empty", "level() >= 3 and basin is empty"));
  CHECK_FALSE(alike("status = '已确认' and basin is empty", "status = '疑似' and basin is empty"));
  CHECK_FALSE(alike("status = '已确认' and basin is empty", "trace_status = '已确认' and basin is empty"));
  CHECK_FALSE(alike("class_2 in ('甲', '乙') and basin is empty", "class_2 in ('甲', '丙') and basin is empty"));
  CHECK_FALSE(alike("status = '已确认' and basin is empty", "status = '已确认' or basin is empty"));
  CHECK_FALSE(alike("name matches '*口' and basin is empty", "name matches '*洞' and basin is empty"));
}

TEST_CASE("a copied expression stands on its own") {
  Subject s;
  Expression copy;
  {
    const auto original = Expression::condition("class_1 in ('农业排口', '其他排口') and name matches '*雨洪*'", Layer::Outfalls);
    REQUIRE(original.has_value());
    copy = *original;
  }
  CHECK(s.with([&](const EvaluationFacts& facts) { return copy.holds(facts); }));
  CHECK(copy.columns() == std::vector<std::string>{"class_1", "name"});
}

TEST_CASE("patterns match without running wild") {
  for (const auto& [pattern, text] : {std::pair{"*", ""}, {"*", "x"}, {"a*c", "abbbc"}, {"a*b*c", "aXbYc"}, {"?口", "排口"}, {"[排河]口", "河口"}, {"*口", "口口口"},
                                      {"[a-c][0-9]", "b7"}, {"*ab", "aab"}, {"a**b", "ab"}})
    CHECK(globMatches(pattern, text));
  for (const auto& [pattern, text] : {std::pair{"", "x"}, {"?", ""}, {"?", "排口"}, {"[a-c]", "d"}, {"a*c", "ab"}, {"*口", "口x"}, {"ab", "abc"}})
    CHECK_FALSE(globMatches(pattern, text));
  const std::string as(20000, 'a');
  const auto begin = std::chrono::steady_clock::now();
  CHECK_FALSE(globMatches("*a*a*a*b", as));
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
}

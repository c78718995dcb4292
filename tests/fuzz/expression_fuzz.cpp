// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_target.h"

#include "core/model/outfall.h"
#include "core/rules/expression_functions.h"
#include "core/rules/record_check.h"

#include <algorithm>

using namespace suyuan;
using namespace suyuan::rules;

namespace {

const RuleBook& book() {
  static const auto loaded = RuleBook::load(std::string(SUYUAN_RESOURCES_DIR) + "/rules", "jilin");
  fuzzRequire(loaded.has_value());
  return *loaded;
}

const Outfall& outfall() {
  static const Outfall made = [] {
    Outfall o;
    o.fid = Fid{7};
    o.geometry = Point{125.3, 43.8};
    o.name = "长春市南关区某街城镇雨洪排口";
    o.class1 = "其他排口";
    o.class2 = "城镇雨洪排口";
    o.permitNo = "ａｂ 12";
    o.standard = "GB3838-2011";
    o.flow = 1200;
    o.surveyedAt = "2024-05-01T02:00:00.000Z";
    o.finishDate = "2025-12-31";
    return o;
  }();
  return made;
}

} // namespace

std::vector<std::string> fuzzSeeds() {
  std::vector<std::string> seeds{"flow_m3d > 1 and (name matches '*[a-z]?' or not class_1 in ('x', 'y'))", "-(1 + 2) * 3 / 0 - flow_m3d = rounded(2.5, 1)",
                                 "plain(trimmed(permit_no)) + replaced(name, '排', '') + text(flow_m3d)", "days_between(surveyed_at, finish_date) > 3"};
  for (const Rule& rule : book().rules())
    if (rule.condition && rule.layer == Layer::Outfalls) seeds.push_back(rule.condition->when.text());
  for (const ExpressionFunction& function : expressionFunctions()) seeds.push_back(std::string(function.name) + "(name, 1)");
  return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto characters = static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
  Cells cells;
  cells.fill(outfall());
  const RecordContext around;
  EvaluationFacts facts;
  facts.record = &cells;
  facts.book = &book();
  facts.around = &around;
  facts.geometry = &outfall().geometry;
  facts.today = "2025-06-01";
  const auto condition = Expression::condition(text, Layer::Outfalls);
  if (condition) {
    const Expression copy = *condition;
    fuzzRequire(copy.holds(facts) == condition->holds(facts));
    (void)condition->columns();
  } else {
    fuzzRequire(condition.error().at >= 1 && condition.error().at <= characters + 1 && !condition.error().reason.empty());
  }
  if (const auto value = Expression::value(text, Layer::Outfalls)) (void)value->evaluate(facts);
  // Bytes as a pattern against text, and the other way round: bounded whatever they are.
  if (globFault(text.substr(0, 64)).empty()) (void)globMatches(text.substr(0, 64), outfall().name);
  (void)globMatches("*a*[b-d]*?", text);
  (void)book().standards().read(text);
  return 0;
}

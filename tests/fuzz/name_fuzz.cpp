// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_target.h"

#include "core/coding/code_points.h"
#include "core/coding/name_builder.h"
#include "core/coding/outfall_name.h"
#include "core/rules/rule_book.h"

using namespace suyuan;

namespace {

const rules::RuleBook& book() {
  static const auto loaded = rules::RuleBook::load(std::string(SUYUAN_RESOURCES_DIR) + "/rules", "jilin");
  fuzzRequire(loaded.has_value());
  return *loaded;
}

} // namespace

std::vector<std::string> fuzzSeeds() {
  return {"长春市南关区某街东侧300m城镇雨洪排囗", "宜昌市夷陵区+三峡通航管理局往南200米点源入长江城镇雨洪排口", "某某2号沟渠排口（2025年新增）",
          "城镇污水处理厂城镇污水处理厂排污口", "七河里东北340米其它排口", "延边州延吉市１２３＃排口", "{prefecture}{county}{unit|address|river+bank}{number}{suffix}", "长春市南关区南岭街道某桥东南180米2#其它排囗（旧）"};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t length = coding::toCodePoints(text).size();
  const coding::NameContext context{"其他排口", "城镇雨洪排口", "", DivisionCode{size % 2 ? 220102u : 0u}, &book().divisions()};
  const auto deviations = coding::nameDeviations(text, context, book().names());
  for (const auto& d : deviations) fuzzRequire(d.at <= length && d.at + d.length <= length);
  (void)coding::mendName(text, deviations);
  (void)coding::proposeName({std::string(text), "南关区", std::string(text), "", "", 12.0, "", "1", "城镇雨洪排口"}, book().names());
  coding::NameFacts facts;
  facts.class1 = "其他排口";
  facts.prefecture = "长春市";
  facts.county = "南关区";
  facts.township = "南岭街道";
  facts.address = text;
  facts.unit = text;
  const coding::BuiltName built = coding::buildName(facts, book().names());
  std::size_t at = 0;
  for (const auto& piece : built.pieces) {
    fuzzRequire(piece.at == at);
    at += piece.length;
  }
  fuzzRequire(at == coding::toCodePoints(built.text).size());
  at = 0; // the pieces of a written name follow each other without gaps
  for (const auto& piece : coding::splitName(text, facts, book().names())) {
    fuzzRequire(piece.at == at && piece.length > 0);
    at += piece.length;
  }
  fuzzRequire(at == length);
  for (const auto& row : coding::compareName(text, facts, book().names())) fuzzRequire(row.at + row.length <= length);
  if (const auto pattern = coding::parseNamePattern(text)) fuzzRequire(!pattern->empty());
  else fuzzRequire(pattern.error().at <= size && !pattern.error().why.empty());
  return 0;
}

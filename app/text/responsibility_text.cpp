// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/responsibility_text.h"

#include <array>
#include <utility>

namespace suyuan::text {

namespace {

using Words = std::pair<const char*, const char*>;

constexpr std::array<Words, survey::responsibilityGaps> gaps{{
    {"未溯源", "not traced"},
    {"已溯源但没有排污单位", "traced, but no unit is known"},
    {"未填责任主体", "no responsible body"},
    {"责任主体缺统一社会信用代码", "the body's credit code is missing"},
    {"责任主体的统一社会信用代码有误", "the body's credit code is wrong"},
    {"排污单位缺统一社会信用代码", "a unit's credit code is missing"},
    {"排污单位的统一社会信用代码有误", "a unit's credit code is wrong"},
    {"缺排污许可证或登记编号", "permit or registration is missing"},
    {"缺联系人和电话", "neither person nor telephone"},
    {"多个单位共用，责任比例不明或合计不为 1", "several units, whose parts are not known or do not add up to one"},
    {"疑似借道排污：有未申报的单位接入", "an undeclared unit discharges through it (借道排污)"},
    {"记录中的排污单位已被溯源否定", "tracing refuted the unit of the record"},
    {"无法溯源，未明确属地政府", "could not be traced, and no local government is named"},
    {"无法溯源，缺少溯源记录", "could not be traced, without a record that says so"},
}};
constexpr std::array<Words, 4> bases{{{"排污单位", "one unit"}, {"多单位共用", "several units"}, {"属地政府", "local government"}, {"未确定", "open"}}};

std::string pick(const Words& words, Language language) { return language == Language::English ? words.second : words.first; }

} // namespace

std::string gapText(survey::ResponsibilityGap gap, Language language) { return pick(gaps[static_cast<std::size_t>(gap)], language); }

std::string basisText(survey::ResponsibilityBasis basis, Language language) { return pick(bases[static_cast<std::size_t>(basis)], language); }

std::string knownBy(const survey::ResponsibleUnit& unit, Language language) {
  std::string text;
  const auto add = [&](bool is, const Words& words) {
    if (is) text += (text.empty() ? "" : language == Language::English ? ", " : "、") + pick(words, language);
  };
  add(unit.inRecord, {"记录", "record"});
  add(unit.inNetwork, {"管网", "network"});
  add(unit.declared, {"已申报", "declared"});
  add(unit.refuted, {"已否定", "refuted"});
  return text;
}

} // namespace suyuan::text

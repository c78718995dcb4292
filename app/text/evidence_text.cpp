// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/evidence_text.h"

#include "app/text/pattern.h"

#include <algorithm>
#include <array>
#include <format>
#include <span>
#include <utility>
#include <vector>

namespace suyuan::text {

namespace {

struct EvidenceWords {
  std::string_view key, zh, en;
};

constexpr std::array evidenceWords{
    EvidenceWords{"photo-time", "有照片摄于到访前后 {min} 分钟内", "a photo was taken within {min} min of the visit"},
    EvidenceWords{"photo-time-off", "照片摄于到访 {min} 分钟之外", "the nearest photo was taken {min} min from the visit"},
    EvidenceWords{"photo-time-against", "照片与到访相差 {h} 小时", "the photos were taken {h} h from the visit"},
    EvidenceWords{"photo-time-none", "没有带时间的照片", "there is no photo with a time"},
    EvidenceWords{"photo-place", "照片摄于 {m} 米处", "photos were taken {m} m away"},
    EvidenceWords{"photo-place-some", "{all} 张照片中 {near} 张在现场", "{near} of {all} photos were taken there"},
    EvidenceWords{"photo-place-against", "照片摄于 {m} 米以外", "the nearest photo was taken {m} m away"},
    EvidenceWords{"photo-place-none", "没有带位置的照片", "there is no photo with a position"},
    EvidenceWords{"track", "当时的轨迹[（{team}）]经过 {m} 米处", "a track of that time[ ({team})] passes {m} m away"},
    EvidenceWords{"track-off", "当时的轨迹[（{team}）]在 {m} 米外", "the track of that time[ ({team})] is {m} m away"},
    EvidenceWords{"track-against", "当时{team}的轨迹在 {m} 米以外", "at that time the track of {team} was {m} m away"},
    EvidenceWords{"track-none", "没有当时的轨迹", "there is no track of that time"},
    EvidenceWords{"fix", "现场定位[（{quality}）]，精度 {m} 米", "measured there[ ({quality})], to {m} m"},
    EvidenceWords{"fix-poor", "现场定位[（{quality}）]，精度只有 {m} 米", "measured there[ ({quality})], but only to {m} m"},
    EvidenceWords{"fix-override", "定位精度不达标，经人工放行", "the accuracy was not enough and was let pass"},
    EvidenceWords{"fix-other-time", "定位与到访相差 {h} 小时", "the position was measured {h} h from the visit"},
    EvidenceWords{"fix-moved", "记录位置距测得的位置 {m} 米", "the record lies {m} m from where it was measured"},
    EvidenceWords{"fix-noted", "注明由接收机定位，没有定位记录", "said to be measured; how is not on record"},
    EvidenceWords{"fix-none", "没有定位记录", "how the position came about is not on record"},
    EvidenceWords{"entry", "到访后 {min} 分钟内录入", "entered {min} min after the visit"},
    EvidenceWords{"entry-late", "到访后 {h} 小时才录入", "entered {h} h after the visit"},
    EvidenceWords{"entry-before", "录入比到访早 {min} 分钟", "entered {min} min before the visit"},
    EvidenceWords{"entry-imported", "批量导入，不是现场录入", "imported, not entered on the spot"},
    EvidenceWords{"entry-none", "录入时间不明", "when it was entered is not known"},
    EvidenceWords{"no-time", "没有排查时间", "there is no time of the survey"},
    EvidenceWords{"no-place", "没有位置", "there is no position"},
    EvidenceWords{"near", "相距 {m} 米，为联合误差的 {sigma} 倍", "{m} m apart, {sigma} times their joint error"},
    EvidenceWords{"rays-cross", "两处照片的视线交于同一点（差 {m} 米）", "photos of both look at one place ({m} m off)"},
    EvidenceWords{"looks-at", "对岸照片正对另一处（差 {deg}°）", "a photo from across looks at the other ({deg}° off)"},
    EvidenceWords{"only-pair", "附近没有第三处", "there is no third one near"},
    EvidenceWords{"same-kind", "类别相同：{kind}", "the same kind: {kind}"},
    EvidenceWords{"other-kind", "类别不同：{a}、{b}", "of other kinds: {a}, {b}"},
    EvidenceWords{"same-shape", "口门形态相同：{shape}", "the same shape: {shape}"},
    EvidenceWords{"other-shape", "口门形态不同：{a}、{b}", "of other shapes: {a}, {b}"},
    EvidenceWords{"same-size", "尺寸相近", "of one size"},
    EvidenceWords{"other-size", "尺寸不同：{a} 米、{b} 米", "of other sizes: {a} m, {b} m"},
    EvidenceWords{"other-team", "由两支队伍记录：{a}、{b}", "recorded by two teams: {a}, {b}"},
    EvidenceWords{"same-walk", "同一队同一天分别记录：{team}", "recorded as two by one team on one day: {team}"},
    EvidenceWords{"other-source", "来源不同：{a}、{b}", "from two sources: {a}, {b}"},
    EvidenceWords{"other-bank", "岸别不同：{a}、{b}", "on other banks: {a}, {b}"},
};

std::string fill(std::string_view key, std::span<const std::pair<std::string, std::string>> args, bool english) {
  const auto words = std::ranges::find(evidenceWords, key, &EvidenceWords::key);
  if (words == evidenceWords.end()) return std::string(key);
  return fillPattern(english ? words->en : words->zh, [&](std::string_view name) {
    const auto arg = std::ranges::find(args, name, [](const auto& one) { return std::string_view(one.first); });
    return arg == args.end() ? std::string() : arg->second;
  });
}

std::string whenWho(const store::JournalEntry& entry) { return entry.at + " " + entry.author + (entry.label.empty() ? "" : " “" + entry.label + "”"); }

} // namespace

std::string evidenceText(const evidence::Reason& reason, Language language) { return fill(reason.key, reason.args, language == Language::English); }

std::string sameText(const evidence::SameReason& reason, Language language) { return fill(reason.key, reason.args, language == Language::English); }

std::string pointsText(const evidence::Reason& reason, Language language) {
  if (reason.points < 0) return std::format("−{:g}", -reason.points);
  if (reason.points >= reason.most) return std::format("+{:g}", reason.points);
  return language == Language::English ? std::format("{:g} of {:g}", reason.points, reason.most) : std::format("{:g}／{:g}", reason.points, reason.most);
}

std::string chainText(const store::ChainReport& report, Language language) {
  const bool english = language == Language::English;
  if (!report.chained)
    return english ? "This survey is of an earlier version: its history is not chained yet. Opening it for writing does that." : "这是旧版排查，历史还没有成链；以可写方式打开后会自动成链。";
  if (report.isWhole())
    return english ? std::format("The history is whole: {} entries, none changed, missing or put in.", report.entries) : std::format("历史完整：{} 条记录没有被改动、缺失或插入。", report.entries);
  std::string text;
  if (report.first) {
    const std::string who = whenWho(report.first->entry);
    const std::int64_t id = report.first->entry.id.value;
    using enum store::ChainFault;
    switch (report.first->fault) {
    case Altered: text = english ? std::format("The history was changed: entry {} ({}) is not as it was written, or what stood before it is not.", id, who) : std::format("历史被改动过：第 {} 条（{}）或它之前的内容与写入时不同。", id, who); break;
    case EntryGone: text = english ? std::format("The history was changed: before entry {} ({}) something is missing.", id, who) : std::format("历史被改动过：第 {} 条（{}）之前缺少记录。", id, who); break;
    case SpanWrong: text = english ? std::format("The history was changed: what entry {} ({}) says of its rows is wrong.", id, who) : std::format("历史被改动过：第 {} 条（{}）所列的行数或记录范围不符。", id, who); break;
    }
    if (report.breaks > 1) text += english ? std::format(" {} entries do not fit in all.", report.breaks) : std::format("共 {} 条不符。", report.breaks);
  }
  if (report.endGone) {
    if (!text.empty()) text += english ? " " : "";
    text += english ? std::format("The end of the history is not the one that was remembered: there were {} entries, there are {}.", report.endEntries, report.entries)
                    : std::format("历史的末尾与记下的不同：原有 {} 条，现有 {} 条。", report.endEntries, report.entries);
  }
  text += english ? " The records themselves are untouched; compare with another copy or the hub." : "记录本身没有动过；请与另一副本或同步文件夹比对。";
  return text;
}

} // namespace suyuan::text

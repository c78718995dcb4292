// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/network_text.h"

#include <array>
#include <format>
#include <utility>

namespace suyuan::text {

using network::FixKind;
using network::NetworkFix;
using network::NetworkIssue;
using network::NetworkIssueKind;

std::string issueText(const NetworkIssue& issue, Language language) {
  const bool en = language == Language::English;
  const auto say = [&](const char* zh, const char* english) { return std::string(en ? english : zh); };
  const std::string gap = issue.gapMetres >= 0 ? std::format("{:.2f}", issue.gapMetres) : std::string();
  const std::size_t count = issue.channels.size();
  switch (issue.kind) {
  case NetworkIssueKind::NearMiss: return en ? std::format("Gap of {} m here: the channel ends just short of something", gap) : std::format("此处有 {} 米的缺口：通道的端点差一点没有接上", gap);
  case NetworkIssueKind::DanglingEnd:
    if (gap.empty()) return say("通道的端点没有接到任何东西，附近也没有可接的", "The channel ends in nothing, and nothing lies near");
    return en ? std::format("The channel ends in nothing; the nearest line lies {} m away", gap) : std::format("通道的端点没有接到任何东西；最近的线在 {} 米外", gap);
  case NetworkIssueKind::Cycle: return en ? std::format("Water would run in a circle of {} channels", count) : std::format("水会在 {} 条通道之间兜圈", count);
  case NetworkIssueKind::InvertAgainstFlow:
    return en ? std::format("The channel rises by {:.3f} m along its flow", issue.fallMetres) : std::format("通道沿流向升高了 {:.3f} 米", issue.fallMetres);
  case NetworkIssueKind::HeadOn: return en ? std::format("{} channels run into each other and none leads away", count) : std::format("{} 条通道在此相向而来，没有一条流出", count);
  case NetworkIssueKind::DisconnectedOutfall:
    if (gap.empty()) return say("没有通道流到这个排污口，附近也没有", "No channel comes to this outfall, and none lies near");
    return en ? std::format("No channel comes to this outfall; the nearest lies {} m away", gap) : std::format("没有通道流到这个排污口；最近的在 {} 米外", gap);
  case NetworkIssueKind::DisconnectedUnit:
    if (gap.empty()) return say("没有通道从这个排污单位流出，附近也没有", "No channel leaves this unit, and none lies near");
    return en ? std::format("No channel leaves this unit; the nearest lies {} m away", gap) : std::format("没有通道从这个排污单位流出；最近的在 {} 米外", gap);
  case NetworkIssueKind::IsolatedPiece:
    return en ? std::format("A piece of {} channels reaches no outfall and no river", count) : std::format("一片 {} 条通道的管网到不了任何排污口和河道", count);
  case NetworkIssueKind::CrossingWithoutJoint:
    return say("两条通道在此交叉，没有接合点，也没有说明谁在上面", "Two channels cross here; nothing joins them and no level says which passes over");
  case NetworkIssueKind::TwoOutlets: return en ? std::format("{} channels leave this place", count) : std::format("有 {} 条通道从此处流出", count);
  case NetworkIssueKind::ShrinkingPipe:
    return en ? std::format("A channel of {:.2f} m leads on from one of {:.2f} m", issue.sizeMetres, issue.aboveMetres)
              : std::format("上游 {1:.2f} 米的通道接到了 {0:.2f} 米的通道", issue.sizeMetres, issue.aboveMetres);
  }
  return {};
}

std::string issueTitle(NetworkIssueKind kind, Language language) {
  constexpr std::array<std::pair<const char*, const char*>, network::networkIssueKinds> titles{{
      {"端点未接", "Near misses"}, {"悬挂端点", "Ends in nothing"}, {"环路", "Circles"}, {"逆坡", "Against the slope"}, {"对向", "Head on"}, {"排污口未连通", "Outfalls without a channel"},
      {"排污单位未连通", "Units without a channel"}, {"孤立管段", "Pieces cut off"}, {"交叉未接", "Crossings without a joint"}, {"多个出口", "More than one way on"}, {"下游变小", "Smaller downstream"}}};
  const auto& [zh, en] = titles[static_cast<std::size_t>(kind)];
  return language == Language::English ? en : zh;
}

std::string certaintyText(survey::Certainty certainty, Language language) {
  constexpr std::array<const char*, survey::certainties> zh{"确定", "推断", "假定", "已否定"};
  return language == Language::English ? std::string(survey::certaintyKey(certainty)) : zh[static_cast<std::size_t>(certainty)];
}

std::string fixText(const NetworkFix& fix, Language language) {
  const bool en = language == Language::English;
  switch (fix.kind) {
  case FixKind::MoveEnd: return en ? std::format("move the end by {:.2f} m to meet it", fix.metres) : std::format("把端点移动 {:.2f} 米接上", fix.metres);
  case FixKind::Reverse: return en ? "reverse the flow" : "把流向反过来";
  case FixKind::AddWell: return en ? "join them by a well" : "在此加一口井接合";
  case FixKind::AddChannel: return en ? std::format("add an assumed channel of {:.2f} m", fix.metres) : std::format("加一条 {:.2f} 米的推断通道", fix.metres);
  }
  return {};
}

} // namespace suyuan::text

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/terms.h"

#include <array>

namespace suyuan {

namespace {

template <class E>
std::optional<E> parseIn(std::span<const TermEntry<E>> entries, std::string_view word) noexcept {
  for (const auto& entry : entries)
    if (entry.term == word) return entry.value;
  constexpr std::string_view it = "其它", other = "其他"; // the same word, spelled the older way
  if (word.starts_with(it))
    for (const auto& entry : entries)
      if (entry.term.starts_with(other) && entry.term.substr(other.size()) == word.substr(it.size())) return entry.value;
  return std::nullopt;
}

} // namespace

namespace {
constexpr auto outfallClassTerms = std::to_array<TermEntry<OutfallClass>>({
    {OutfallClass::Industrial, "工业排污口"},
    {OutfallClass::TownTreatment, "城镇污水处理厂排污口"},
    {OutfallClass::Agricultural, "农业排口"},
    {OutfallClass::Other, "其他排口"},
});
} // namespace
template <>
std::span<const TermEntry<OutfallClass>> termsOf<OutfallClass>() noexcept {
  return outfallClassTerms;
}
template <>
std::optional<OutfallClass> parseTerm<OutfallClass>(std::string_view word) noexcept {
  return parseIn<OutfallClass>(outfallClassTerms, word);
}

namespace {
constexpr auto olderTypeTerms = std::to_array<TermEntry<OlderType>>({
    {OlderType::Industrial, "工业排污口"},
    {OlderType::TownSewage, "城镇生活污水排污口"},
    {OlderType::Agricultural, "农业农村排口"},
    {OlderType::Storm, "城镇雨洪排口"},
    {OlderType::Port, "港口码头排污口"},
    {OlderType::Ditch, "沟渠、河港(涌)、排干等"},
    {OlderType::Other, "其他排口"},
});
} // namespace
template <>
std::span<const TermEntry<OlderType>> termsOf<OlderType>() noexcept {
  return olderTypeTerms;
}
template <>
std::optional<OlderType> parseTerm<OlderType>(std::string_view word) noexcept {
  return parseIn<OlderType>(olderTypeTerms, word);
}

namespace {
constexpr auto surveyStatusTerms = std::to_array<TermEntry<SurveyStatus>>({
    {SurveyStatus::Suspected, "疑似"},
    {SurveyStatus::Confirmed, "已确认"},
    {SurveyStatus::Excluded, "已排除"},
});
} // namespace
template <>
std::span<const TermEntry<SurveyStatus>> termsOf<SurveyStatus>() noexcept {
  return surveyStatusTerms;
}
template <>
std::optional<SurveyStatus> parseTerm<SurveyStatus>(std::string_view word) noexcept {
  return parseIn<SurveyStatus>(surveyStatusTerms, word);
}

namespace {
constexpr auto surveyLevelTerms = std::to_array<TermEntry<SurveyLevel>>({
    {SurveyLevel::First, "第一级排查"},
    {SurveyLevel::Second, "第二级排查"},
    {SurveyLevel::Third, "第三级排查"},
});
} // namespace
template <>
std::span<const TermEntry<SurveyLevel>> termsOf<SurveyLevel>() noexcept {
  return surveyLevelTerms;
}
template <>
std::optional<SurveyLevel> parseTerm<SurveyLevel>(std::string_view word) noexcept {
  return parseIn<SurveyLevel>(surveyLevelTerms, word);
}

namespace {
constexpr auto candidateStageTerms = std::to_array<TermEntry<CandidateStage>>({
    {CandidateStage::Listed, "第一级待派"},
    {CandidateStage::OnFoot, "第二级待查"},
    {CandidateStage::Difficult, "第三级待查"},
    {CandidateStage::Confirmed, "已确认"},
    {CandidateStage::Excluded, "已排除"},
});
} // namespace
template <>
std::span<const TermEntry<CandidateStage>> termsOf<CandidateStage>() noexcept {
  return candidateStageTerms;
}
template <>
std::optional<CandidateStage> parseTerm<CandidateStage>(std::string_view word) noexcept {
  return parseIn<CandidateStage>(candidateStageTerms, word);
}

namespace {
constexpr auto reachStateTerms = std::to_array<TermEntry<ReachState>>({
    {ReachState::Unassigned, "待分配"},
    {ReachState::Assigned, "待排查"},
    {ReachState::Walking, "排查中"},
    {ReachState::Walked, "待质控"},
    {ReachState::Passed, "质控合格"},
    {ReachState::Returned, "已退回"},
});
} // namespace
template <>
std::span<const TermEntry<ReachState>> termsOf<ReachState>() noexcept {
  return reachStateTerms;
}
template <>
std::optional<ReachState> parseTerm<ReachState>(std::string_view word) noexcept {
  return parseIn<ReachState>(reachStateTerms, word);
}

namespace {
constexpr auto surveyRoleTerms = std::to_array<TermEntry<SurveyRole>>({
    {SurveyRole::Desk, "办公室"},
    {SurveyRole::Team, "排查队"},
    {SurveyRole::Quality, "质控"},
});
} // namespace
template <>
std::span<const TermEntry<SurveyRole>> termsOf<SurveyRole>() noexcept {
  return surveyRoleTerms;
}
template <>
std::optional<SurveyRole> parseTerm<SurveyRole>(std::string_view word) noexcept {
  return parseIn<SurveyRole>(surveyRoleTerms, word);
}

namespace {
constexpr auto bankTerms = std::to_array<TermEntry<Bank>>({
    {Bank::Left, "左岸"},
    {Bank::Right, "右岸"},
});
} // namespace
template <>
std::span<const TermEntry<Bank>> termsOf<Bank>() noexcept {
  return bankTerms;
}
template <>
std::optional<Bank> parseTerm<Bank>(std::string_view word) noexcept {
  return parseIn<Bank>(bankTerms, word);
}

namespace {
constexpr auto outletShapeTerms = std::to_array<TermEntry<OutletShape>>({
    {OutletShape::OpenChannel, "明渠"},
    {OutletShape::Pipe, "管道"},
    {OutletShape::PumpStation, "泵站"},
    {OutletShape::Sluice, "涵闸"},
    {OutletShape::SluicePump, "闸泵联用"},
    {OutletShape::BoxCulvert, "箱涵"},
    {OutletShape::Submerged, "潜没"},
    {OutletShape::Other, "其他"},
});
} // namespace
template <>
std::span<const TermEntry<OutletShape>> termsOf<OutletShape>() noexcept {
  return outletShapeTerms;
}
template <>
std::optional<OutletShape> parseTerm<OutletShape>(std::string_view word) noexcept {
  return parseIn<OutletShape>(outletShapeTerms, word);
}

namespace {
constexpr auto inflowModeTerms = std::to_array<TermEntry<InflowMode>>({
    {InflowMode::OpenChannel, "明渠"},
    {InflowMode::Pipe, "管道"},
    {InflowMode::PumpStation, "泵站"},
    {InflowMode::Sluice, "涵闸"},
    {InflowMode::BoxCulvert, "箱涵"},
    {InflowMode::Other, "其他"},
});
} // namespace
template <>
std::span<const TermEntry<InflowMode>> termsOf<InflowMode>() noexcept {
  return inflowModeTerms;
}
template <>
std::optional<InflowMode> parseTerm<InflowMode>(std::string_view word) noexcept {
  return parseIn<InflowMode>(inflowModeTerms, word);
}

namespace {
constexpr auto drainFeatureTerms = std::to_array<TermEntry<DrainFeature>>({
    {DrainFeature::Draining, "排水"},
    {DrainFeature::Dry, "无水"},
    {DrainFeature::StandingWater, "有死水"},
    {DrainFeature::GateClosed, "闸断"},
    {DrainFeature::Uncertain, "不确定"},
});
} // namespace
template <>
std::span<const TermEntry<DrainFeature>> termsOf<DrainFeature>() noexcept {
  return drainFeatureTerms;
}
template <>
std::optional<DrainFeature> parseTerm<DrainFeature>(std::string_view word) noexcept {
  return parseIn<DrainFeature>(drainFeatureTerms, word);
}

namespace {
constexpr auto handleTypeTerms = std::to_array<TermEntry<HandleType>>({
    {HandleType::Ban, "依法取缔"},
    {HandleType::Merge, "清理合并"},
    {HandleType::Regulate, "规范整治"},
    {HandleType::None, "无需整治"},
});
} // namespace
template <>
std::span<const TermEntry<HandleType>> termsOf<HandleType>() noexcept {
  return handleTypeTerms;
}
template <>
std::optional<HandleType> parseTerm<HandleType>(std::string_view word) noexcept {
  return parseIn<HandleType>(handleTypeTerms, word);
}

namespace {
constexpr auto handleStageTerms = std::to_array<TermEntry<HandleStage>>({
    {HandleStage::NotStarted, "未整治"},
    {HandleStage::Underway, "整治中"},
    {HandleStage::Done, "完成整治"},
});
} // namespace
template <>
std::span<const TermEntry<HandleStage>> termsOf<HandleStage>() noexcept {
  return handleStageTerms;
}
template <>
std::optional<HandleStage> parseTerm<HandleStage>(std::string_view word) noexcept {
  return parseIn<HandleStage>(handleStageTerms, word);
}

namespace {
constexpr auto approveStatusTerms = std::to_array<TermEntry<ApproveStatus>>({
    {ApproveStatus::Approved, "已审批"},
    {ApproveStatus::Registered, "已登记"},
    {ApproveStatus::NotApproved, "未审批"},
    {ApproveStatus::NotRegistered, "未登记"},
});
} // namespace
template <>
std::span<const TermEntry<ApproveStatus>> termsOf<ApproveStatus>() noexcept {
  return approveStatusTerms;
}
template <>
std::optional<ApproveStatus> parseTerm<ApproveStatus>(std::string_view word) noexcept {
  return parseIn<ApproveStatus>(approveStatusTerms, word);
}

namespace {
constexpr auto traceStatusTerms = std::to_array<TermEntry<TraceStatus>>({
    {TraceStatus::NotTraced, "未溯源"},
    {TraceStatus::Tracing, "溯源中"},
    {TraceStatus::Traced, "已溯源"},
    {TraceStatus::Untraceable, "无法溯源"},
});
} // namespace
template <>
std::span<const TermEntry<TraceStatus>> termsOf<TraceStatus>() noexcept {
  return traceStatusTerms;
}
template <>
std::optional<TraceStatus> parseTerm<TraceStatus>(std::string_view word) noexcept {
  return parseIn<TraceStatus>(traceStatusTerms, word);
}

namespace {
constexpr auto traceMethodTerms = std::to_array<TermEntry<TraceMethod>>({
    {TraceMethod::Documents, "资料溯源"},
    {TraceMethod::OnSite, "人工排查"},
    {TraceMethod::Instruments, "技术溯源"},
});
} // namespace
template <>
std::span<const TermEntry<TraceMethod>> termsOf<TraceMethod>() noexcept {
  return traceMethodTerms;
}
template <>
std::optional<TraceMethod> parseTerm<TraceMethod>(std::string_view word) noexcept {
  return parseIn<TraceMethod>(traceMethodTerms, word);
}

namespace {
constexpr auto channelKindTerms = std::to_array<TermEntry<ChannelKind>>({
    {ChannelKind::Pipe, "管道"},
    {ChannelKind::Ditch, "沟渠"},
    {ChannelKind::BoxCulvert, "箱涵"},
    {ChannelKind::Culvert, "涵洞"},
    {ChannelKind::Other, "其他"},
});
} // namespace
template <>
std::span<const TermEntry<ChannelKind>> termsOf<ChannelKind>() noexcept {
  return channelKindTerms;
}
template <>
std::optional<ChannelKind> parseTerm<ChannelKind>(std::string_view word) noexcept {
  return parseIn<ChannelKind>(channelKindTerms, word);
}

namespace {
constexpr auto zoneKindTerms = std::to_array<TermEntry<ZoneKind>>({
    {ZoneKind::DrinkingWater, "饮用水水源保护区"},
    {ZoneKind::NatureReserve, "自然保护地"},
    {ZoneKind::ScenicArea, "风景名胜区"},
    {ZoneKind::AquaticReserve, "水产种质资源保护区"},
    {ZoneKind::WaterFunction, "水功能区"},
    {ZoneKind::Other, "其他"},
});
} // namespace
template <>
std::span<const TermEntry<ZoneKind>> termsOf<ZoneKind>() noexcept {
  return zoneKindTerms;
}
template <>
std::optional<ZoneKind> parseTerm<ZoneKind>(std::string_view word) noexcept {
  return parseIn<ZoneKind>(zoneKindTerms, word);
}

namespace {
constexpr auto photoKindTerms = std::to_array<TermEntry<PhotoKind>>({
    {PhotoKind::Shape, "基本形态特征"},
    {PhotoKind::WaterFrom, "水的来源向"},
    {PhotoKind::WaterTo, "水的去向"},
    {PhotoKind::Surroundings, "周边环境特征"},
    {PhotoKind::TypicalBuilding, "典型建筑物"},
    {PhotoKind::Scene, "现场情况"},
    {PhotoKind::Near, "近景"},
    {PhotoKind::Far, "远景"},
    {PhotoKind::ResponsibleBody, "责任主体"},
    {PhotoKind::AfterHandling, "整治完成后"},
});
} // namespace
template <>
std::span<const TermEntry<PhotoKind>> termsOf<PhotoKind>() noexcept {
  return photoKindTerms;
}
template <>
std::optional<PhotoKind> parseTerm<PhotoKind>(std::string_view word) noexcept {
  return parseIn<PhotoKind>(photoKindTerms, word);
}

OutfallClass usualClass(OlderType type) noexcept {
  switch (type) {
  case OlderType::Industrial: return OutfallClass::Industrial;
  case OlderType::TownSewage: return OutfallClass::TownTreatment; // or 其他 when it is no plant
  case OlderType::Agricultural: return OutfallClass::Agricultural; // or 其他 below scale
  case OlderType::Storm:
  case OlderType::Port:
  case OlderType::Ditch:
  case OlderType::Other: break;
  }
  return OutfallClass::Other;
}

} // namespace suyuan

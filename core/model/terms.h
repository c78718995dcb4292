// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

// The words that a record's text fields hold, as enumerations for code that must tell them apart. Records keep the
// word itself, so that a word we do not know is not lost. Where a standard's own text was not read, the comment names
// the practice that the word comes from; the rule book's vocabulary.json carries the confidence of each list.

namespace suyuan {

/// 排污口一级类别 (国办函〔2022〕17号; HJ 1312-2023; 35号令).
enum class OutfallClass : std::uint8_t {
  Industrial,     ///< 工业排污口
  TownTreatment,  ///< 城镇污水处理厂排污口
  Agricultural,   ///< 农业排口
  Other,          ///< 其他排口
};

/// The older seven types, still met in records and codes (survey campaigns before 国办函〔2022〕17号).
enum class OlderType : std::uint8_t {
  Industrial,    ///< 工业排污口 (GY)
  TownSewage,    ///< 城镇生活污水排污口 (SH)
  Agricultural,  ///< 农业农村排口 (NY)
  Storm,         ///< 城镇雨洪排口 (YH)
  Port,          ///< 港口码头排污口 (GK)
  Ditch,         ///< 沟渠、河港(涌)、排干等 (GQ)
  Other,         ///< 其他排口 (QT)
};

/// 确认状态 (HJ 1232-2021, 第二级排查).
enum class SurveyStatus : std::uint8_t {
  Suspected, ///< 疑似
  Confirmed, ///< 已确认
  Excluded,  ///< 已排除
};

/// 排查阶段 (HJ 1232-2021, chapters 6–8).
enum class SurveyLevel : std::uint8_t {
  First = 1,  ///< 第一级排查: imagery
  Second = 2, ///< 第二级排查: on foot
  Third = 3,  ///< 第三级排查: experts at the difficult points
};

/// Where a candidate stands in the three levels (HJ 1232-2021, chapters 6–9; the words are ours).
enum class CandidateStage : std::uint8_t {
  Listed,    ///< 第一级待派: known from the desk, given to nobody yet
  OnFoot,    ///< 第二级待查: on a team's list
  Difficult, ///< 第三级待查: passed on with the kind of its difficulty
  Confirmed, ///< 已确认
  Excluded,  ///< 已排除
};

/// 河段排查状态 (HJ 1232-2021, chapters 7 and 9; the words are ours).
enum class ReachState : std::uint8_t {
  Unassigned, ///< 待分配
  Assigned,   ///< 待排查
  Walking,    ///< 排查中
  Walked,     ///< 待质控
  Passed,     ///< 质控合格
  Returned,   ///< 已退回
};

/// 岗位: who may move what in the three levels.
enum class SurveyRole : std::uint8_t {
  Desk,    ///< 办公室
  Team,    ///< 排查队
  Quality, ///< 质控
};

/// 岸别, looking downstream.
enum class Bank : std::uint8_t {
  Left,  ///< 左岸
  Right, ///< 右岸
};

/// 口门形态 (platform dictionary, outlet_shape).
enum class OutletShape : std::uint8_t {
  OpenChannel, ///< 明渠
  Pipe,        ///< 管道
  PumpStation, ///< 泵站
  Sluice,      ///< 涵闸
  SluicePump,  ///< 闸泵联用
  BoxCulvert,  ///< 箱涵
  Submerged,   ///< 潜没
  Other,       ///< 其他
};

/// 入河方式 (form of supervision sampling).
enum class InflowMode : std::uint8_t {
  OpenChannel, ///< 明渠
  Pipe,        ///< 管道
  PumpStation, ///< 泵站
  Sluice,      ///< 涵闸
  BoxCulvert,  ///< 箱涵
  Other,       ///< 其他
};

/// 排水特征 (platform dictionary, drain_feature).
enum class DrainFeature : std::uint8_t {
  Draining,      ///< 排水
  Dry,           ///< 无水
  StandingWater, ///< 有死水
  GateClosed,    ///< 闸断
  Uncertain,     ///< 不确定
};

/// 整治类型 (国办函〔2022〕17号; HJ 1308-2023).
enum class HandleType : std::uint8_t {
  Ban,       ///< 依法取缔
  Merge,     ///< 清理合并
  Regulate,  ///< 规范整治
  None,      ///< 无需整治
};

/// 整治进展 (platform dictionary, handle_stage).
enum class HandleStage : std::uint8_t {
  NotStarted, ///< 未整治
  Underway,   ///< 整治中
  Done,       ///< 完成整治
};

/// 审批登记状态 (35号令; platform dictionary, approve_status).
enum class ApproveStatus : std::uint8_t {
  Approved,      ///< 已审批
  Registered,    ///< 已登记
  NotApproved,   ///< 未审批
  NotRegistered, ///< 未登记
};

/// 溯源状态 (HJ 1313-2023).
enum class TraceStatus : std::uint8_t {
  NotTraced,   ///< 未溯源
  Tracing,     ///< 溯源中
  Traced,      ///< 已溯源
  Untraceable, ///< 无法溯源: 属地政府 is then the responsible body (吉政办发〔2023〕13号 二(五))
};

/// 溯源方法 (HJ 1313-2023, the usual names; not read in the text).
enum class TraceMethod : std::uint8_t {
  Documents,   ///< 资料溯源
  OnSite,      ///< 人工排查
  Instruments, ///< 技术溯源
};

/// 通道类型 (国办函〔2022〕17号 speaks of 排污通道: 管道、沟、渠).
enum class ChannelKind : std::uint8_t {
  Pipe,       ///< 管道
  Ditch,      ///< 沟渠
  BoxCulvert, ///< 箱涵
  Culvert,    ///< 涵洞
  Other,      ///< 其他
};

/// 区域类型: where outfalls are banned or limited (水污染防治法; 吉政办发〔2023〕13号 二(六)3).
enum class ZoneKind : std::uint8_t {
  DrinkingWater,   ///< 饮用水水源保护区
  NatureReserve,   ///< 自然保护地
  ScenicArea,      ///< 风景名胜区
  AquaticReserve,  ///< 水产种质资源保护区
  WaterFunction,   ///< 水功能区
  Other,           ///< 其他
};

/// 照片类别 at survey (six groups of the survey app) and in the outfall's file (platform dictionary).
enum class PhotoKind : std::uint8_t {
  Shape,           ///< 基本形态特征
  WaterFrom,       ///< 水的来源向
  WaterTo,         ///< 水的去向
  Surroundings,    ///< 周边环境特征
  TypicalBuilding, ///< 典型建筑物
  Scene,           ///< 现场情况
  Near,            ///< 近景
  Far,             ///< 远景
  ResponsibleBody, ///< 责任主体
  AfterHandling,   ///< 整治完成后
};

template <class E>
struct TermEntry {
  E value;
  std::string_view term;
};

/// Every enumerator with its Chinese term, in the order of the enumeration. Defined for the enumerations above.
template <class E>
[[nodiscard]] std::span<const TermEntry<E>> termsOf() noexcept;

/// The standard's Chinese word.
template <class E>
[[nodiscard]] std::string_view term(E value) noexcept {
  for (const auto& entry : termsOf<E>())
    if (entry.value == value) return entry.term;
  return {};
}

/// Reads a word; nothing when it is none of the enumeration's. 其它 is read as 其他.
template <class E>
[[nodiscard]] std::optional<E> parseTerm(std::string_view word) noexcept;

/// The four classes' usual place for an older type, a suggestion only.
[[nodiscard]] OutfallClass usualClass(OlderType type) noexcept;

} // namespace suyuan

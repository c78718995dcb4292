// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace suyuan {

/// The tables of a survey. The enumerator's lower-case name, words parted by _, is the table's and the command line's.
enum class Layer : std::uint8_t {
  Outfalls,   ///< 入河排污口 (HJ 1310-2023)
  Candidates, ///< 疑似排污口, first level of HJ 1232-2021
  Rivers,     ///< 河流
  Lakes,      ///< 湖泊、水库
  Channels,   ///< 排污通道 (管道、沟渠)
  Wells,      ///< 检查井
  Units,      ///< 排污单位
  Zones,      ///< 保护区、功能区
  Tracks,     ///< 踏查轨迹
  Divisions,  ///< 行政区划 (GB/T 2260)
  Samples,    ///< 水样、监测
  Visits,     ///< 踏查、巡查
  Photos,     ///< 照片
  Reaches,    ///< 排查河段
  Teams,      ///< 排查队
  QualityChecks, ///< 质控抽查
  Answers,    ///< 填报值
  Positions,  ///< 定位记录
  Inspections, ///< 专项检查
  Rain,       ///< 降雨量
  TraceLinks, ///< 溯源链节
};

inline constexpr std::array allLayers{
    Layer::Outfalls, Layer::Candidates, Layer::Rivers,  Layer::Lakes,     Layer::Channels,
    Layer::Wells,    Layer::Units,      Layer::Zones,   Layer::Tracks,    Layer::Divisions,
    Layer::Samples,  Layer::Visits,     Layer::Photos,  Layer::Reaches,   Layer::Teams,
    Layer::QualityChecks, Layer::Answers, Layer::Positions, Layer::Inspections, Layer::Rain,
    Layer::TraceLinks};

/// Layers whose `outfall_fid` says to which outfall a record belongs: it goes and comes back with its outfall.
inline constexpr std::array outfallsOwn{Layer::Samples, Layer::Visits, Layer::Photos, Layer::Answers, Layer::Positions, Layer::TraceLinks};

/// Kind of geometry that a layer stores.
enum class GeometryKind : std::uint8_t { None, Point, Line, Polygon };

[[nodiscard]] std::string_view layerName(Layer layer) noexcept;              ///< "outfalls"
[[nodiscard]] std::string_view layerTerm(Layer layer) noexcept;              ///< "入河排污口"
[[nodiscard]] std::optional<Layer> layerNamed(std::string_view name) noexcept;

} // namespace suyuan

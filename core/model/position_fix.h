// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

namespace suyuan {

/// 定位记录: how a position came about, one for each time a place was taken. Geometry: Point of the antenna, averaged.
struct PositionFix {
  static constexpr Layer layer = Layer::Positions;
  static constexpr GeometryKind geometryKind = GeometryKind::Point;

  Fid fid;
  Geometry geometry;
  std::string sourceId; ///< 来源编号
  Fid outfallFid; ///< 排污口记录
  Fid candidateFid; ///< 疑似点记录
  Fid visitFid; ///< 踏查记录
  std::string startedAt; ///< 开始时间
  std::string endedAt; ///< 结束时间
  std::string quality; ///< 定位类型: single, DGPS, RTK float or fixed, as core/gnss names them
  std::optional<std::int64_t> used; ///< 采用历元
  std::optional<std::int64_t> passedOver; ///< 剔除历元
  std::optional<double> accuracy; ///< 水平精度, m: one sigma, as stated or estimated
  std::string accuracySource; ///< 精度来源
  std::optional<double> deviation; ///< 离散度, m: standard deviation of the epochs about their mean
  std::optional<double> hdop; ///< HDOP
  std::optional<std::int64_t> satellites; ///< 卫星数
  std::optional<double> antennaHeight; ///< 天线高, m
  std::optional<double> offset; ///< 偏距, m: from the antenna to the point, across the water
  std::optional<double> offsetBearing; ///< 偏距方位, deg
  std::optional<bool> gatePassed; ///< 精度达标
  std::string override; ///< 放行原因
  std::string device; ///< 设备
  std::string team; ///< 排查队
  std::string note; ///< 备注

  /// Calls visit(FieldDef, member) for each field, in column order.
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(FieldDef{"source_id", FieldType::Text, "来源编号", "Source id", ""}, self.sourceId);
    visit(FieldDef{"outfall_fid", FieldType::Fid, "排污口记录", "Outfall record", ""}, self.outfallFid);
    visit(FieldDef{"candidate_fid", FieldType::Fid, "疑似点记录", "Candidate record", ""}, self.candidateFid);
    visit(FieldDef{"visit_fid", FieldType::Fid, "踏查记录", "Visit record", ""}, self.visitFid);
    visit(FieldDef{"started_at", FieldType::DateTime, "开始时间", "Started at", ""}, self.startedAt);
    visit(FieldDef{"ended_at", FieldType::DateTime, "结束时间", "Ended at", ""}, self.endedAt);
    visit(FieldDef{"quality", FieldType::Text, "定位类型", "Fix quality", ""}, self.quality);
    visit(FieldDef{"used", FieldType::Integer, "采用历元", "Epochs used", ""}, self.used);
    visit(FieldDef{"passed_over", FieldType::Integer, "剔除历元", "Epochs left out", ""}, self.passedOver);
    visit(FieldDef{"accuracy_m", FieldType::Real, "水平精度", "Accuracy", "m"}, self.accuracy);
    visit(FieldDef{"accuracy_from", FieldType::Text, "精度来源", "Accuracy from", ""}, self.accuracySource);
    visit(FieldDef{"deviation_m", FieldType::Real, "离散度", "Deviation", "m"}, self.deviation);
    visit(FieldDef{"hdop", FieldType::Real, "HDOP", "HDOP", ""}, self.hdop);
    visit(FieldDef{"satellites", FieldType::Integer, "卫星数", "Satellites", ""}, self.satellites);
    visit(FieldDef{"antenna_m", FieldType::Real, "天线高", "Antenna height", "m"}, self.antennaHeight);
    visit(FieldDef{"offset_m", FieldType::Real, "偏距", "Offset", "m"}, self.offset);
    visit(FieldDef{"offset_bearing_deg", FieldType::Real, "偏距方位", "Offset bearing", "deg"}, self.offsetBearing);
    visit(FieldDef{"gate_passed", FieldType::Boolean, "精度达标", "Gate passed", ""}, self.gatePassed);
    visit(FieldDef{"override_why", FieldType::Text, "放行原因", "Override reason", ""}, self.override);
    visit(FieldDef{"device", FieldType::Text, "设备", "Device", ""}, self.device);
    visit(FieldDef{"team", FieldType::Text, "排查队", "Team", ""}, self.team);
    visit(FieldDef{"note", FieldType::Text, "备注", "Note", ""}, self.note);
  }
  friend bool operator==(const PositionFix&, const PositionFix&) = default;
};

} // namespace suyuan

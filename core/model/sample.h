// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

namespace suyuan {

/// 水样、快检: one measurement at an outfall. No geometry.
struct Sample {
  static constexpr Layer layer = Layer::Samples;
  static constexpr GeometryKind geometryKind = GeometryKind::None;

  Fid fid;
  Geometry geometry;
  std::string sourceId; ///< 来源编号
  Fid outfallFid; ///< 排污口记录
  std::string sampledAt; ///< 采样时间
  std::string kind; ///< 监测类型
  std::optional<double> ph; ///< pH值
  std::optional<double> dissolvedOxygen; ///< 溶解氧, mg/L
  std::optional<double> cod; ///< 化学需氧量, mg/L
  std::optional<double> bod; ///< 五日生化需氧量, mg/L
  std::optional<double> ammonia; ///< 氨氮, mg/L
  std::optional<double> phosphorus; ///< 总磷, mg/L
  std::optional<double> nitrogen; ///< 总氮, mg/L
  std::optional<double> conductivity; ///< 电导率, uS/cm
  std::optional<double> turbidity; ///< 浑浊度, NTU
  std::optional<double> temperature; ///< 水温, °C
  std::optional<double> flow; ///< 流量, m3/s
  std::string lab; ///< 检测单位
  std::string note; ///< 备注
  Fid visitFid; ///< 踏查记录
  std::string flowMethod; ///< 测流方法: 浮标法, 容积法 …
  std::string flowReadings; ///< 测流读数: what the flow was worked out from

  /// Calls visit(FieldDef, member) for each field, in column order.
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(FieldDef{"source_id", FieldType::Text, "来源编号", "Source id", ""}, self.sourceId);
    visit(FieldDef{"outfall_fid", FieldType::Fid, "排污口记录", "Outfall record", ""}, self.outfallFid);
    visit(FieldDef{"sampled_at", FieldType::DateTime, "采样时间", "Sampled at", ""}, self.sampledAt);
    visit(FieldDef{"kind", FieldType::Text, "监测类型", "Kind", ""}, self.kind);
    visit(FieldDef{"ph", FieldType::Real, "pH值", "pH", ""}, self.ph);
    visit(FieldDef{"do_mgl", FieldType::Real, "溶解氧", "Dissolved oxygen", "mg/L"}, self.dissolvedOxygen);
    visit(FieldDef{"cod_mgl", FieldType::Real, "化学需氧量", "COD", "mg/L"}, self.cod);
    visit(FieldDef{"bod_mgl", FieldType::Real, "五日生化需氧量", "BOD5", "mg/L"}, self.bod);
    visit(FieldDef{"nh3n_mgl", FieldType::Real, "氨氮", "Ammonia nitrogen", "mg/L"}, self.ammonia);
    visit(FieldDef{"tp_mgl", FieldType::Real, "总磷", "Total phosphorus", "mg/L"}, self.phosphorus);
    visit(FieldDef{"tn_mgl", FieldType::Real, "总氮", "Total nitrogen", "mg/L"}, self.nitrogen);
    visit(FieldDef{"conductivity_uscm", FieldType::Real, "电导率", "Conductivity", "uS/cm"}, self.conductivity);
    visit(FieldDef{"turbidity_ntu", FieldType::Real, "浑浊度", "Turbidity", "NTU"}, self.turbidity);
    visit(FieldDef{"temperature_c", FieldType::Real, "水温", "Temperature", "°C"}, self.temperature);
    visit(FieldDef{"flow_m3s", FieldType::Real, "流量", "Flow", "m3/s"}, self.flow);
    visit(FieldDef{"lab", FieldType::Text, "检测单位", "Laboratory", ""}, self.lab);
    visit(FieldDef{"note", FieldType::Text, "备注", "Note", ""}, self.note);
    visit(FieldDef{"visit_fid", FieldType::Fid, "踏查记录", "Visit record", ""}, self.visitFid);
    visit(FieldDef{"flow_method", FieldType::Text, "测流方法", "Flow measured by", ""}, self.flowMethod);
    visit(FieldDef{"flow_readings", FieldType::Text, "测流读数", "Flow readings", ""}, self.flowReadings);
  }
  friend bool operator==(const Sample&, const Sample&) = default;
};

} // namespace suyuan

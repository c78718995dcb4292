// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

namespace suyuan {

/// 入河排污口: an outlet that discharges to a water body (HJ 1310-2023, 35号令 art. 3). Geometry: Point.
struct Outfall {
  static constexpr Layer layer = Layer::Outfalls;
  static constexpr GeometryKind geometryKind = GeometryKind::Point;

  Fid fid;
  Geometry geometry;
  std::string sourceId; ///< 来源编号
  std::string source; ///< 资料来源
  std::string codeNational; ///< 排污口编码(国家级)
  std::string codeProvincial; ///< 排污口编码(省级)
  std::string codeLocal; ///< 临时编号
  std::string name; ///< 排污口名称
  std::string class1; ///< 一级类别
  std::string class2; ///< 二级类别
  std::string class3; ///< 三级类别
  std::string status; ///< 确认状态
  std::optional<std::int64_t> surveyLevel; ///< 排查阶段
  std::string divisionCode; ///< 行政区划代码
  std::string townshipCode; ///< 乡镇代码
  std::string township; ///< 乡镇街道
  std::string address; ///< 详细地址
  std::string riverName; ///< 受纳水体
  Fid riverFid; ///< 受纳水体记录
  std::string basin; ///< 流域水系代码
  std::string bank; ///< 岸别
  std::optional<double> chainage; ///< 桩号, m
  std::string outletShape; ///< 口门形态
  std::optional<double> outletSize; ///< 口门尺寸, m
  std::string inflowMode; ///< 入河方式
  std::string drainFeature; ///< 排水特征
  std::string sewageKind; ///< 污水类型
  std::optional<double> flow; ///< 日排放量, m3/d
  std::string abnormal; ///< 异常状况
  std::string traceStatus; ///< 溯源状态
  std::string traceMethod; ///< 溯源方法
  Fid unitFid; ///< 排污单位记录
  std::string unitName; ///< 排污单位
  std::string responsibleBody; ///< 责任主体
  std::string responsibleCode; ///< 统一社会信用代码
  std::string supervisor; ///< 主管部门
  std::string permitNo; ///< 排污许可证号
  std::string approveStatus; ///< 审批登记状态
  std::string standard; ///< 排放标准
  std::string handleType; ///< 整治类型
  std::string handleStage; ///< 整治进展
  std::string finishDate; ///< 完成时限
  std::string surveyedAt; ///< 排查时间
  std::string surveyor; ///< 排查人
  std::string team; ///< 排查队伍
  std::optional<double> accuracy; ///< 定位精度, m
  std::string datum; ///< 坐标来源
  std::string note; ///< 备注

  /// Calls visit(FieldDef, member) for each field, in column order.
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(FieldDef{"source_id", FieldType::Text, "来源编号", "Source id", ""}, self.sourceId);
    visit(FieldDef{"source", FieldType::Text, "资料来源", "Source", ""}, self.source);
    visit(FieldDef{"code_national", FieldType::Text, "排污口编码(国家级)", "National code", ""}, self.codeNational);
    visit(FieldDef{"code_provincial", FieldType::Text, "排污口编码(省级)", "Provincial code", ""}, self.codeProvincial);
    visit(FieldDef{"code_local", FieldType::Text, "临时编号", "Provisional id", ""}, self.codeLocal);
    visit(FieldDef{"name", FieldType::Text, "排污口名称", "Name", ""}, self.name);
    visit(FieldDef{"class_1", FieldType::Text, "一级类别", "Class 1", ""}, self.class1);
    visit(FieldDef{"class_2", FieldType::Text, "二级类别", "Class 2", ""}, self.class2);
    visit(FieldDef{"class_3", FieldType::Text, "三级类别", "Class 3", ""}, self.class3);
    visit(FieldDef{"status", FieldType::Text, "确认状态", "Status", ""}, self.status);
    visit(FieldDef{"survey_level", FieldType::Integer, "排查阶段", "Survey level", ""}, self.surveyLevel);
    visit(FieldDef{"division_code", FieldType::Text, "行政区划代码", "County code", ""}, self.divisionCode);
    visit(FieldDef{"township_code", FieldType::Text, "乡镇代码", "Township code", ""}, self.townshipCode);
    visit(FieldDef{"township", FieldType::Text, "乡镇街道", "Township", ""}, self.township);
    visit(FieldDef{"address", FieldType::Text, "详细地址", "Address", ""}, self.address);
    visit(FieldDef{"river_name", FieldType::Text, "受纳水体", "Receiving water", ""}, self.riverName);
    visit(FieldDef{"river_fid", FieldType::Fid, "受纳水体记录", "Water body record", ""}, self.riverFid);
    visit(FieldDef{"basin", FieldType::Text, "流域水系代码", "Basin letters", ""}, self.basin);
    visit(FieldDef{"bank", FieldType::Text, "岸别", "Bank", ""}, self.bank);
    visit(FieldDef{"chainage_m", FieldType::Real, "桩号", "Chainage", "m"}, self.chainage);
    visit(FieldDef{"outlet_shape", FieldType::Text, "口门形态", "Outlet shape", ""}, self.outletShape);
    visit(FieldDef{"outlet_size_m", FieldType::Real, "口门尺寸", "Outlet size", "m"}, self.outletSize);
    visit(FieldDef{"inflow_mode", FieldType::Text, "入河方式", "Inflow mode", ""}, self.inflowMode);
    visit(FieldDef{"drain_feature", FieldType::Text, "排水特征", "Drain feature", ""}, self.drainFeature);
    visit(FieldDef{"sewage_kind", FieldType::Text, "污水类型", "Sewage kind", ""}, self.sewageKind);
    visit(FieldDef{"flow_m3d", FieldType::Real, "日排放量", "Daily flow", "m3/d"}, self.flow);
    visit(FieldDef{"abnormal", FieldType::Text, "异常状况", "Abnormal", ""}, self.abnormal);
    visit(FieldDef{"trace_status", FieldType::Text, "溯源状态", "Trace status", ""}, self.traceStatus);
    visit(FieldDef{"trace_method", FieldType::Text, "溯源方法", "Trace method", ""}, self.traceMethod);
    visit(FieldDef{"unit_fid", FieldType::Fid, "排污单位记录", "Unit record", ""}, self.unitFid);
    visit(FieldDef{"unit_name", FieldType::Text, "排污单位", "Unit", ""}, self.unitName);
    visit(FieldDef{"responsible_body", FieldType::Text, "责任主体", "Responsible body", ""}, self.responsibleBody);
    visit(FieldDef{"responsible_uscc", FieldType::Text, "统一社会信用代码", "Credit code", ""}, self.responsibleCode);
    visit(FieldDef{"supervisor", FieldType::Text, "主管部门", "Supervisor", ""}, self.supervisor);
    visit(FieldDef{"permit_no", FieldType::Text, "排污许可证号", "Permit number", ""}, self.permitNo);
    visit(FieldDef{"approve_status", FieldType::Text, "审批登记状态", "Approval status", ""}, self.approveStatus);
    visit(FieldDef{"standard", FieldType::Text, "排放标准", "Discharge standard", ""}, self.standard);
    visit(FieldDef{"handle_type", FieldType::Text, "整治类型", "Rectification type", ""}, self.handleType);
    visit(FieldDef{"handle_stage", FieldType::Text, "整治进展", "Rectification stage", ""}, self.handleStage);
    visit(FieldDef{"finish_date", FieldType::Date, "完成时限", "Due date", ""}, self.finishDate);
    visit(FieldDef{"surveyed_at", FieldType::DateTime, "排查时间", "Surveyed at", ""}, self.surveyedAt);
    visit(FieldDef{"surveyor", FieldType::Text, "排查人", "Surveyor", ""}, self.surveyor);
    visit(FieldDef{"team", FieldType::Text, "排查队伍", "Team", ""}, self.team);
    visit(FieldDef{"accuracy_m", FieldType::Real, "定位精度", "Accuracy", "m"}, self.accuracy);
    visit(FieldDef{"datum", FieldType::Text, "坐标来源", "Datum", ""}, self.datum);
    visit(FieldDef{"note", FieldType::Text, "备注", "Note", ""}, self.note);
  }
  friend bool operator==(const Outfall&, const Outfall&) = default;
};

} // namespace suyuan

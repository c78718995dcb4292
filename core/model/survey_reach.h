// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

namespace suyuan {

/// 排查河段: one bank of a stretch of river, walked by one team (HJ 1232-2021, 第二级排查). Geometry: the river's line between the two chainages.
struct SurveyReach {
  static constexpr Layer layer = Layer::Reaches;
  static constexpr GeometryKind geometryKind = GeometryKind::Line;

  Fid fid;
  Geometry geometry;
  std::string sourceId; ///< 来源编号
  std::string name; ///< 河段名称
  std::string riverName; ///< 河流名称
  Fid riverFid; ///< 河流记录
  std::string bank; ///< 岸别
  std::optional<double> fromM; ///< 起点里程, m
  std::optional<double> toM; ///< 终点里程, m
  std::optional<double> lengthM; ///< 岸线长度, m
  std::string difficulty; ///< 排查难度
  std::string divisionCode; ///< 行政区划代码
  std::optional<std::int64_t> surveyLevel; ///< 排查阶段
  std::string state; ///< 排查状态
  std::string team; ///< 排查队
  std::string reason; ///< 说明
  std::string stateBy; ///< 办理人
  std::string stateAt; ///< 办理时间
  std::string note; ///< 备注
  std::string walkSince; ///< 重查起始时间

  /// Calls visit(FieldDef, member) for each field, in column order.
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(FieldDef{"source_id", FieldType::Text, "来源编号", "Source id", ""}, self.sourceId);
    visit(FieldDef{"name", FieldType::Text, "河段名称", "Reach", ""}, self.name);
    visit(FieldDef{"river_name", FieldType::Text, "河流名称", "River", ""}, self.riverName);
    visit(FieldDef{"river_fid", FieldType::Fid, "河流记录", "River record", ""}, self.riverFid);
    visit(FieldDef{"bank", FieldType::Text, "岸别", "Bank", ""}, self.bank);
    visit(FieldDef{"from_m", FieldType::Real, "起点里程", "From", "m"}, self.fromM);
    visit(FieldDef{"to_m", FieldType::Real, "终点里程", "To", "m"}, self.toM);
    visit(FieldDef{"length_m", FieldType::Real, "岸线长度", "Bank length", "m"}, self.lengthM);
    visit(FieldDef{"difficulty", FieldType::Text, "排查难度", "Difficulty", ""}, self.difficulty);
    visit(FieldDef{"division_code", FieldType::Text, "行政区划代码", "County code", ""}, self.divisionCode);
    visit(FieldDef{"survey_level", FieldType::Integer, "排查阶段", "Survey level", ""}, self.surveyLevel);
    visit(FieldDef{"state", FieldType::Text, "排查状态", "State", ""}, self.state);
    visit(FieldDef{"team", FieldType::Text, "排查队", "Team", ""}, self.team);
    visit(FieldDef{"reason", FieldType::Text, "说明", "Reason", ""}, self.reason);
    visit(FieldDef{"state_by", FieldType::Text, "办理人", "Moved by", ""}, self.stateBy);
    visit(FieldDef{"state_at", FieldType::DateTime, "办理时间", "Moved at", ""}, self.stateAt);
    visit(FieldDef{"note", FieldType::Text, "备注", "Note", ""}, self.note);
    visit(FieldDef{"walk_since", FieldType::DateTime, "重查起始时间", "Walked anew since", ""}, self.walkSince);
  }
  friend bool operator==(const SurveyReach&, const SurveyReach&) = default;
};

} // namespace suyuan

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

namespace suyuan {

/// 踏查、巡查: what a team saw at an outfall once. No geometry.
struct Visit {
  static constexpr Layer layer = Layer::Visits;
  static constexpr GeometryKind geometryKind = GeometryKind::None;

  Fid fid;
  Geometry geometry;
  std::string sourceId; ///< 来源编号
  Fid outfallFid; ///< 排污口记录
  std::string visitedAt; ///< 到访时间
  std::string purpose; ///< 任务来源
  std::optional<std::int64_t> surveyLevel; ///< 排查阶段
  std::string visitors; ///< 参加人员
  std::optional<bool> draining; ///< 正在排放
  std::string colour; ///< 颜色
  std::string smell; ///< 气味
  std::string turbidity; ///< 浑浊度
  std::optional<bool> oilFilm; ///< 油膜
  std::string note; ///< 备注

  /// Calls visit(FieldDef, member) for each field, in column order.
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(FieldDef{"source_id", FieldType::Text, "来源编号", "Source id", ""}, self.sourceId);
    visit(FieldDef{"outfall_fid", FieldType::Fid, "排污口记录", "Outfall record", ""}, self.outfallFid);
    visit(FieldDef{"visited_at", FieldType::DateTime, "到访时间", "Visited at", ""}, self.visitedAt);
    visit(FieldDef{"purpose", FieldType::Text, "任务来源", "Purpose", ""}, self.purpose);
    visit(FieldDef{"survey_level", FieldType::Integer, "排查阶段", "Survey level", ""}, self.surveyLevel);
    visit(FieldDef{"visitors", FieldType::Text, "参加人员", "Visitors", ""}, self.visitors);
    visit(FieldDef{"draining", FieldType::Boolean, "正在排放", "Draining", ""}, self.draining);
    visit(FieldDef{"colour", FieldType::Text, "颜色", "Colour", ""}, self.colour);
    visit(FieldDef{"smell", FieldType::Text, "气味", "Smell", ""}, self.smell);
    visit(FieldDef{"turbidity", FieldType::Text, "浑浊度", "Turbidity", ""}, self.turbidity);
    visit(FieldDef{"oil_film", FieldType::Boolean, "油膜", "Oil film", ""}, self.oilFilm);
    visit(FieldDef{"note", FieldType::Text, "备注", "Note", ""}, self.note);
  }
  friend bool operator==(const Visit&, const Visit&) = default;
};

} // namespace suyuan

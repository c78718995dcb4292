// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

namespace suyuan {

/// 排查队: who walks. Reaches, candidates and tracks name it. No geometry.
struct SurveyTeam {
  static constexpr Layer layer = Layer::Teams;
  static constexpr GeometryKind geometryKind = GeometryKind::None;

  Fid fid;
  Geometry geometry;
  std::string sourceId; ///< 来源编号
  std::string name; ///< 队伍名称
  std::string leader; ///< 负责人
  std::string members; ///< 参加人员
  std::string phone; ///< 联系电话
  std::string divisionCode; ///< 行政区划代码
  std::string note; ///< 备注

  /// Calls visit(FieldDef, member) for each field, in column order.
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(FieldDef{"source_id", FieldType::Text, "来源编号", "Source id", ""}, self.sourceId);
    visit(FieldDef{"name", FieldType::Text, "队伍名称", "Team", ""}, self.name);
    visit(FieldDef{"leader", FieldType::Text, "负责人", "Leader", ""}, self.leader);
    visit(FieldDef{"members", FieldType::Text, "参加人员", "Members", ""}, self.members);
    visit(FieldDef{"phone", FieldType::Text, "联系电话", "Phone", ""}, self.phone);
    visit(FieldDef{"division_code", FieldType::Text, "行政区划代码", "County code", ""}, self.divisionCode);
    visit(FieldDef{"note", FieldType::Text, "备注", "Note", ""}, self.note);
  }
  friend bool operator==(const SurveyTeam&, const SurveyTeam&) = default;
};

} // namespace suyuan

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

namespace suyuan {

/// 踏查轨迹: the walk of a team. Geometry: LineString or MultiLineString.
struct Track {
  static constexpr Layer layer = Layer::Tracks;
  static constexpr GeometryKind geometryKind = GeometryKind::Line;

  Fid fid;
  Geometry geometry;
  std::string sourceId; ///< 来源编号
  std::string source; ///< 资料来源
  std::string name; ///< 名称
  std::string team; ///< 队伍
  std::string startedAt; ///< 开始时间
  std::string endedAt; ///< 结束时间
  std::string device; ///< 设备
  std::string note; ///< 备注

  /// Calls visit(FieldDef, member) for each field, in column order.
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(FieldDef{"source_id", FieldType::Text, "来源编号", "Source id", ""}, self.sourceId);
    visit(FieldDef{"source", FieldType::Text, "资料来源", "Source", ""}, self.source);
    visit(FieldDef{"name", FieldType::Text, "名称", "Name", ""}, self.name);
    visit(FieldDef{"team", FieldType::Text, "队伍", "Team", ""}, self.team);
    visit(FieldDef{"started_at", FieldType::DateTime, "开始时间", "Started at", ""}, self.startedAt);
    visit(FieldDef{"ended_at", FieldType::DateTime, "结束时间", "Ended at", ""}, self.endedAt);
    visit(FieldDef{"device", FieldType::Text, "设备", "Device", ""}, self.device);
    visit(FieldDef{"note", FieldType::Text, "备注", "Note", ""}, self.note);
  }
  friend bool operator==(const Track&, const Track&) = default;
};

} // namespace suyuan

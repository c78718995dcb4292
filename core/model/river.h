// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

namespace suyuan {

/// 河流: centre line, drawn from source to mouth where the flow is known. Geometry: LineString or MultiLineString.
struct River {
  static constexpr Layer layer = Layer::Rivers;
  static constexpr GeometryKind geometryKind = GeometryKind::Line;

  Fid fid;
  Geometry geometry;
  std::string sourceId; ///< 来源编号
  std::string source; ///< 资料来源
  std::string name; ///< 河流名称
  std::string code; ///< 水体代码
  std::optional<std::int64_t> grade; ///< 河流等级
  std::string basin; ///< 流域水系代码
  std::optional<bool> flowKnown; ///< 流向已知
  std::string target; ///< 水质目标
  std::string note; ///< 备注

  /// Calls visit(FieldDef, member) for each field, in column order.
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(FieldDef{"source_id", FieldType::Text, "来源编号", "Source id", ""}, self.sourceId);
    visit(FieldDef{"source", FieldType::Text, "资料来源", "Source", ""}, self.source);
    visit(FieldDef{"name", FieldType::Text, "河流名称", "Name", ""}, self.name);
    visit(FieldDef{"code", FieldType::Text, "水体代码", "Water body code", ""}, self.code);
    visit(FieldDef{"grade", FieldType::Integer, "河流等级", "Grade", ""}, self.grade);
    visit(FieldDef{"basin", FieldType::Text, "流域水系代码", "Basin letters", ""}, self.basin);
    visit(FieldDef{"flow_known", FieldType::Boolean, "流向已知", "Flow known", ""}, self.flowKnown);
    visit(FieldDef{"target", FieldType::Text, "水质目标", "Quality target", ""}, self.target);
    visit(FieldDef{"note", FieldType::Text, "备注", "Note", ""}, self.note);
  }
  friend bool operator==(const River&, const River&) = default;
};

} // namespace suyuan

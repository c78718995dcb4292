// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

namespace suyuan {

/// 湖泊、水库. Geometry: Polygon or MultiPolygon.
struct Lake {
  static constexpr Layer layer = Layer::Lakes;
  static constexpr GeometryKind geometryKind = GeometryKind::Polygon;

  Fid fid;
  Geometry geometry;
  std::string sourceId; ///< 来源编号
  std::string source; ///< 资料来源
  std::string name; ///< 湖库名称
  std::string code; ///< 水体代码
  std::string kind; ///< 类型
  std::string basin; ///< 流域水系代码
  std::string note; ///< 备注

  /// Calls visit(FieldDef, member) for each field, in column order.
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(FieldDef{"source_id", FieldType::Text, "来源编号", "Source id", ""}, self.sourceId);
    visit(FieldDef{"source", FieldType::Text, "资料来源", "Source", ""}, self.source);
    visit(FieldDef{"name", FieldType::Text, "湖库名称", "Name", ""}, self.name);
    visit(FieldDef{"code", FieldType::Text, "水体代码", "Water body code", ""}, self.code);
    visit(FieldDef{"kind", FieldType::Text, "类型", "Kind", ""}, self.kind);
    visit(FieldDef{"basin", FieldType::Text, "流域水系代码", "Basin letters", ""}, self.basin);
    visit(FieldDef{"note", FieldType::Text, "备注", "Note", ""}, self.note);
  }
  friend bool operator==(const Lake&, const Lake&) = default;
};

} // namespace suyuan

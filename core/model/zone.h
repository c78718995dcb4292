// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

namespace suyuan {

/// 保护区、水功能区: where outfalls are banned or limited (水污染防治法; 吉政办发〔2023〕13号 六.3). Geometry: Polygon or MultiPolygon.
struct Zone {
  static constexpr Layer layer = Layer::Zones;
  static constexpr GeometryKind geometryKind = GeometryKind::Polygon;

  Fid fid;
  Geometry geometry;
  std::string sourceId; ///< 来源编号
  std::string source; ///< 资料来源
  std::string name; ///< 名称
  std::string kind; ///< 类型
  std::string grade; ///< 级别
  std::string citation; ///< 划定依据
  std::string note; ///< 备注

  /// Calls visit(FieldDef, member) for each field, in column order.
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(FieldDef{"source_id", FieldType::Text, "来源编号", "Source id", ""}, self.sourceId);
    visit(FieldDef{"source", FieldType::Text, "资料来源", "Source", ""}, self.source);
    visit(FieldDef{"name", FieldType::Text, "名称", "Name", ""}, self.name);
    visit(FieldDef{"kind", FieldType::Text, "类型", "Kind", ""}, self.kind);
    visit(FieldDef{"grade", FieldType::Text, "级别", "Grade", ""}, self.grade);
    visit(FieldDef{"citation", FieldType::Text, "划定依据", "Citation", ""}, self.citation);
    visit(FieldDef{"note", FieldType::Text, "备注", "Note", ""}, self.note);
  }
  friend bool operator==(const Zone&, const Zone&) = default;
};

} // namespace suyuan

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

namespace suyuan {

/// 行政区划 (GB/T 2260). Geometry: Polygon or MultiPolygon.
struct Division {
  static constexpr Layer layer = Layer::Divisions;
  static constexpr GeometryKind geometryKind = GeometryKind::Polygon;

  Fid fid;
  Geometry geometry;
  std::string sourceId; ///< 来源编号
  std::string source; ///< 资料来源
  std::string code; ///< 行政区划代码
  std::string name; ///< 名称
  std::string level; ///< 级别
  std::string parent; ///< 上级代码
  std::string validFrom; ///< 启用日期
  std::string validTo; ///< 停用日期

  /// Calls visit(FieldDef, member) for each field, in column order.
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(FieldDef{"source_id", FieldType::Text, "来源编号", "Source id", ""}, self.sourceId);
    visit(FieldDef{"source", FieldType::Text, "资料来源", "Source", ""}, self.source);
    visit(FieldDef{"code", FieldType::Text, "行政区划代码", "Code", ""}, self.code);
    visit(FieldDef{"name", FieldType::Text, "名称", "Name", ""}, self.name);
    visit(FieldDef{"level", FieldType::Text, "级别", "Level", ""}, self.level);
    visit(FieldDef{"parent", FieldType::Text, "上级代码", "Parent", ""}, self.parent);
    visit(FieldDef{"valid_from", FieldType::Date, "启用日期", "Valid from", ""}, self.validFrom);
    visit(FieldDef{"valid_to", FieldType::Date, "停用日期", "Valid to", ""}, self.validTo);
  }
  friend bool operator==(const Division&, const Division&) = default;
};

} // namespace suyuan

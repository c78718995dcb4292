// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

namespace suyuan {

/// 检查井. Geometry: Point.
struct Well {
  static constexpr Layer layer = Layer::Wells;
  static constexpr GeometryKind geometryKind = GeometryKind::Point;

  Fid fid;
  Geometry geometry;
  std::string sourceId; ///< 来源编号
  std::string source; ///< 资料来源
  std::string name; ///< 名称
  std::string kind; ///< 类型
  std::optional<double> ground; ///< 地面高程, m
  std::optional<double> invert; ///< 井底高程, m
  std::string note; ///< 备注

  /// Calls visit(FieldDef, member) for each field, in column order.
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(FieldDef{"source_id", FieldType::Text, "来源编号", "Source id", ""}, self.sourceId);
    visit(FieldDef{"source", FieldType::Text, "资料来源", "Source", ""}, self.source);
    visit(FieldDef{"name", FieldType::Text, "名称", "Name", ""}, self.name);
    visit(FieldDef{"kind", FieldType::Text, "类型", "Kind", ""}, self.kind);
    visit(FieldDef{"ground_m", FieldType::Real, "地面高程", "Ground level", "m"}, self.ground);
    visit(FieldDef{"invert_m", FieldType::Real, "井底高程", "Invert level", "m"}, self.invert);
    visit(FieldDef{"note", FieldType::Text, "备注", "Note", ""}, self.note);
  }
  friend bool operator==(const Well&, const Well&) = default;
};

} // namespace suyuan

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

namespace suyuan {

/// 排污单位: who discharges. Geometry: Point or none.
struct Unit {
  static constexpr Layer layer = Layer::Units;
  static constexpr GeometryKind geometryKind = GeometryKind::Point;

  Fid fid;
  Geometry geometry;
  std::string sourceId; ///< 来源编号
  std::string source; ///< 资料来源
  std::string name; ///< 单位名称
  std::string uscc; ///< 统一社会信用代码
  std::string industry; ///< 行业
  std::string kind; ///< 单位类型
  std::string divisionCode; ///< 行政区划代码
  std::string address; ///< 地址
  std::string permitNo; ///< 排污许可证号
  std::string contact; ///< 联系人
  std::string phone; ///< 联系电话
  std::optional<double> flow; ///< 日排放量, m3/d
  std::string note; ///< 备注

  /// Calls visit(FieldDef, member) for each field, in column order.
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(FieldDef{"source_id", FieldType::Text, "来源编号", "Source id", ""}, self.sourceId);
    visit(FieldDef{"source", FieldType::Text, "资料来源", "Source", ""}, self.source);
    visit(FieldDef{"name", FieldType::Text, "单位名称", "Name", ""}, self.name);
    visit(FieldDef{"uscc", FieldType::Text, "统一社会信用代码", "Credit code", ""}, self.uscc);
    visit(FieldDef{"industry", FieldType::Text, "行业", "Industry", ""}, self.industry);
    visit(FieldDef{"kind", FieldType::Text, "单位类型", "Kind", ""}, self.kind);
    visit(FieldDef{"division_code", FieldType::Text, "行政区划代码", "County code", ""}, self.divisionCode);
    visit(FieldDef{"address", FieldType::Text, "地址", "Address", ""}, self.address);
    visit(FieldDef{"permit_no", FieldType::Text, "排污许可证号", "Permit number", ""}, self.permitNo);
    visit(FieldDef{"contact", FieldType::Text, "联系人", "Contact", ""}, self.contact);
    visit(FieldDef{"phone", FieldType::Text, "联系电话", "Phone", ""}, self.phone);
    visit(FieldDef{"flow_m3d", FieldType::Real, "日排放量", "Daily flow", "m3/d"}, self.flow);
    visit(FieldDef{"note", FieldType::Text, "备注", "Note", ""}, self.note);
  }
  friend bool operator==(const Unit&, const Unit&) = default;
};

} // namespace suyuan

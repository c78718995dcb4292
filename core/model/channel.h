// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

namespace suyuan {

/// 排污通道: pipe, ditch or culvert between unit, wells and outfall (国办函〔2022〕17号). Drawn in the direction of flow. Geometry: LineString or MultiLineString.
struct Channel {
  static constexpr Layer layer = Layer::Channels;
  static constexpr GeometryKind geometryKind = GeometryKind::Line;

  Fid fid;
  Geometry geometry;
  std::string sourceId; ///< 来源编号
  std::string source; ///< 资料来源
  std::string name; ///< 名称
  std::string kind; ///< 通道类型
  std::string fromNode; ///< 起点编号
  std::string toNode; ///< 终点编号
  std::string flow; ///< 流向
  std::optional<double> diameter; ///< 管径, m
  std::optional<double> invertUp; ///< 起点管底高程, m
  std::optional<double> invertDown; ///< 终点管底高程, m
  std::optional<double> length; ///< 长度, m
  std::string material; ///< 材质
  std::string shape; ///< 断面形状: as drawn or SWMM's word
  std::optional<double> height; ///< 断面高, m; of sections that have no diameter
  std::optional<double> width; ///< 断面宽, m; of a trapezoid the bottom's
  std::string section; ///< 断面参数: what else SWMM says of the section or the structure, as it stands there
  std::optional<double> roughness; ///< 糙率, Manning's n
  std::string evidence; ///< 依据等级
  std::string note; ///< 备注
  std::string system; ///< 排水体制: 雨水, 污水 or 合流
  std::optional<std::int64_t> builtYear; ///< 建成年份
  std::string owner; ///< 权属单位

  /// Calls visit(FieldDef, member) for each field, in column order.
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(FieldDef{"source_id", FieldType::Text, "来源编号", "Source id", ""}, self.sourceId);
    visit(FieldDef{"source", FieldType::Text, "资料来源", "Source", ""}, self.source);
    visit(FieldDef{"name", FieldType::Text, "名称", "Name", ""}, self.name);
    visit(FieldDef{"kind", FieldType::Text, "通道类型", "Kind", ""}, self.kind);
    visit(FieldDef{"from_node", FieldType::Text, "起点编号", "From node", ""}, self.fromNode);
    visit(FieldDef{"to_node", FieldType::Text, "终点编号", "To node", ""}, self.toNode);
    visit(FieldDef{"flow_direction", FieldType::Text, "流向", "Flow direction", ""}, self.flow);
    visit(FieldDef{"diameter_m", FieldType::Real, "管径", "Diameter", "m"}, self.diameter);
    visit(FieldDef{"invert_up_m", FieldType::Real, "起点管底高程", "Upstream invert", "m"}, self.invertUp);
    visit(FieldDef{"invert_down_m", FieldType::Real, "终点管底高程", "Downstream invert", "m"}, self.invertDown);
    visit(FieldDef{"length_m", FieldType::Real, "长度", "Length", "m"}, self.length);
    visit(FieldDef{"material", FieldType::Text, "材质", "Material", ""}, self.material);
    visit(FieldDef{"evidence", FieldType::Text, "依据等级", "Evidence", ""}, self.evidence);
    visit(FieldDef{"note", FieldType::Text, "备注", "Note", ""}, self.note);
    visit(FieldDef{"shape", FieldType::Text, "断面形状", "Section", ""}, self.shape);
    visit(FieldDef{"height_m", FieldType::Real, "断面高", "Section height", "m"}, self.height);
    visit(FieldDef{"width_m", FieldType::Real, "断面宽", "Section width", "m"}, self.width);
    visit(FieldDef{"section", FieldType::Text, "断面参数", "Section details", ""}, self.section);
    visit(FieldDef{"roughness", FieldType::Real, "糙率", "Roughness", ""}, self.roughness);
    visit(FieldDef{"system", FieldType::Text, "排水体制", "Sewer system", ""}, self.system);
    visit(FieldDef{"built_year", FieldType::Integer, "建成年份", "Built in", ""}, self.builtYear);
    visit(FieldDef{"owner", FieldType::Text, "权属单位", "Owner", ""}, self.owner);
  }
  friend bool operator==(const Channel&, const Channel&) = default;
};

/// True for the words of 流向 that say that it flows from its last vertex to its first.
[[nodiscard]] inline bool flowsAgainstDrawing(std::string_view flow) noexcept { return flow == "反向" || flow == "逆向" || flow == "reverse"; }

} // namespace suyuan

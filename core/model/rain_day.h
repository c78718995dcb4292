// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

namespace suyuan {

/// 降雨量: one day at one station or in one county. No geometry.
struct RainDay {
  static constexpr Layer layer = Layer::Rain;
  static constexpr GeometryKind geometryKind = GeometryKind::None;

  Fid fid;
  Geometry geometry;
  std::string sourceId; ///< 来源编号
  std::string source; ///< 资料来源
  std::string divisionCode; ///< 行政区划代码
  std::string station; ///< 雨量站
  std::string day; ///< 日期: of Beijing's calendar
  std::optional<double> rain; ///< 日降雨量, mm
  std::string note; ///< 备注

  /// Calls visit(FieldDef, member) for each field, in column order.
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(FieldDef{"source_id", FieldType::Text, "来源编号", "Source id", ""}, self.sourceId);
    visit(FieldDef{"source", FieldType::Text, "资料来源", "Source", ""}, self.source);
    visit(FieldDef{"division_code", FieldType::Text, "行政区划代码", "County code", ""}, self.divisionCode);
    visit(FieldDef{"station", FieldType::Text, "雨量站", "Station", ""}, self.station);
    visit(FieldDef{"day", FieldType::Date, "日期", "Day", ""}, self.day);
    visit(FieldDef{"rain_mm", FieldType::Real, "日降雨量", "Rain", "mm"}, self.rain);
    visit(FieldDef{"note", FieldType::Text, "备注", "Note", ""}, self.note);
  }
  friend bool operator==(const RainDay&, const RainDay&) = default;
};

} // namespace suyuan

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

namespace suyuan {

/// 疑似排污口: a point to be checked, from the desk or remote sensing (HJ 1232-2021, 第一级排查). Where it stands in
/// the three levels is read from status and level (core/fieldwork). Geometry: Point.
struct Candidate {
  static constexpr Layer layer = Layer::Candidates;
  static constexpr GeometryKind geometryKind = GeometryKind::Point;

  Fid fid;
  Geometry geometry;
  std::string sourceId; ///< 来源编号
  std::string source; ///< 资料来源
  std::string name; ///< 名称
  std::string kind; ///< 疑似类型
  std::string status; ///< 核查状态
  std::string reason; ///< 排除原因
  Fid outfallFid; ///< 确认为排污口
  std::string divisionCode; ///< 行政区划代码
  std::string seenAt; ///< 发现时间
  std::string note; ///< 备注
  std::optional<std::int64_t> surveyLevel; ///< 排查阶段
  Fid reachFid; ///< 排查河段记录
  std::string team; ///< 排查队
  std::string difficulty; ///< 困难类型
  std::string method; ///< 排查方法
  std::string result; ///< 排查结果
  Fid mergedInto; ///< 并入记录
  std::string checkedBy; ///< 核查人
  std::string checkedAt; ///< 核查时间

  /// Calls visit(FieldDef, member) for each field, in column order.
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(FieldDef{"source_id", FieldType::Text, "来源编号", "Source id", ""}, self.sourceId);
    visit(FieldDef{"source", FieldType::Text, "资料来源", "Source", ""}, self.source);
    visit(FieldDef{"name", FieldType::Text, "名称", "Name", ""}, self.name);
    visit(FieldDef{"kind", FieldType::Text, "疑似类型", "Kind", ""}, self.kind);
    visit(FieldDef{"status", FieldType::Text, "核查状态", "Status", ""}, self.status);
    visit(FieldDef{"reason", FieldType::Text, "排除原因", "Reason", ""}, self.reason);
    visit(FieldDef{"outfall_fid", FieldType::Fid, "确认为排污口", "Confirmed as", ""}, self.outfallFid);
    visit(FieldDef{"division_code", FieldType::Text, "行政区划代码", "County code", ""}, self.divisionCode);
    visit(FieldDef{"seen_at", FieldType::DateTime, "发现时间", "Seen at", ""}, self.seenAt);
    visit(FieldDef{"note", FieldType::Text, "备注", "Note", ""}, self.note);
    visit(FieldDef{"survey_level", FieldType::Integer, "排查阶段", "Survey level", ""}, self.surveyLevel);
    visit(FieldDef{"reach_fid", FieldType::Fid, "排查河段记录", "Reach record", ""}, self.reachFid);
    visit(FieldDef{"team", FieldType::Text, "排查队", "Team", ""}, self.team);
    visit(FieldDef{"difficulty", FieldType::Text, "困难类型", "Difficulty", ""}, self.difficulty);
    visit(FieldDef{"method", FieldType::Text, "排查方法", "Method", ""}, self.method);
    visit(FieldDef{"result", FieldType::Text, "排查结果", "Result", ""}, self.result);
    visit(FieldDef{"merged_into", FieldType::Fid, "并入记录", "Merged into", ""}, self.mergedInto);
    visit(FieldDef{"checked_by", FieldType::Text, "核查人", "Checked by", ""}, self.checkedBy);
    visit(FieldDef{"checked_at", FieldType::DateTime, "核查时间", "Checked at", ""}, self.checkedAt);
  }
  friend bool operator==(const Candidate&, const Candidate&) = default;
};

} // namespace suyuan

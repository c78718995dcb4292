// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

namespace suyuan {

/// 填报值: what was answered to one question of a form at one level of the survey. Later levels stand beside earlier ones. No geometry.
struct Answer {
  static constexpr Layer layer = Layer::Answers;
  static constexpr GeometryKind geometryKind = GeometryKind::None;

  Fid fid;
  Geometry geometry;
  std::string sourceId; ///< 来源编号
  Fid outfallFid; ///< 排污口记录
  Fid candidateFid; ///< 疑似点记录
  Fid visitFid; ///< 踏查记录
  std::optional<std::int64_t> surveyLevel; ///< 排查阶段
  std::string form; ///< 表单
  std::string question; ///< 题目: a field of the record or the id of a question of the form
  std::string value; ///< 填报值: as text, numbers in `unit`
  std::string unit; ///< 单位
  std::string givenBy; ///< 填报人
  std::string givenAt; ///< 填报时间
  std::string note; ///< 备注

  /// Calls visit(FieldDef, member) for each field, in column order.
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(FieldDef{"source_id", FieldType::Text, "来源编号", "Source id", ""}, self.sourceId);
    visit(FieldDef{"outfall_fid", FieldType::Fid, "排污口记录", "Outfall record", ""}, self.outfallFid);
    visit(FieldDef{"candidate_fid", FieldType::Fid, "疑似点记录", "Candidate record", ""}, self.candidateFid);
    visit(FieldDef{"visit_fid", FieldType::Fid, "踏查记录", "Visit record", ""}, self.visitFid);
    visit(FieldDef{"survey_level", FieldType::Integer, "排查阶段", "Survey level", ""}, self.surveyLevel);
    visit(FieldDef{"form", FieldType::Text, "表单", "Form", ""}, self.form);
    visit(FieldDef{"question", FieldType::Text, "题目", "Question", ""}, self.question);
    visit(FieldDef{"value", FieldType::Text, "填报值", "Answer", ""}, self.value);
    visit(FieldDef{"unit", FieldType::Text, "单位", "Unit", ""}, self.unit);
    visit(FieldDef{"given_by", FieldType::Text, "填报人", "Given by", ""}, self.givenBy);
    visit(FieldDef{"given_at", FieldType::DateTime, "填报时间", "Given at", ""}, self.givenAt);
    visit(FieldDef{"note", FieldType::Text, "备注", "Note", ""}, self.note);
  }
  friend bool operator==(const Answer&, const Answer&) = default;
};

} // namespace suyuan

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

namespace suyuan {

/// 质控抽查: a reach drawn with a stated seed, walked again by others, and what that found (HJ 1232-2021, 质量控制要求). No geometry.
struct QualityCheck {
  static constexpr Layer layer = Layer::QualityChecks;
  static constexpr GeometryKind geometryKind = GeometryKind::None;

  Fid fid;
  Geometry geometry;
  std::string sourceId; ///< 来源编号
  Fid reachFid; ///< 排查河段记录
  std::optional<std::int64_t> seed; ///< 抽样种子
  std::string drawnAt; ///< 抽取时间
  std::string firstTeam; ///< 原排查队
  std::string checkedBy; ///< 质控人员
  std::string checkedAt; ///< 质控时间
  std::optional<std::int64_t> recorded; ///< 原记录数
  std::optional<std::int64_t> missed; ///< 漏查数
  std::optional<std::int64_t> wrong; ///< 错误数
  std::optional<double> missShare; ///< 漏查率
  std::optional<double> wrongShare; ///< 错误率
  std::optional<bool> passed; ///< 是否合格
  std::string note; ///< 备注

  /// Calls visit(FieldDef, member) for each field, in column order.
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(FieldDef{"source_id", FieldType::Text, "来源编号", "Source id", ""}, self.sourceId);
    visit(FieldDef{"reach_fid", FieldType::Fid, "排查河段记录", "Reach record", ""}, self.reachFid);
    visit(FieldDef{"seed", FieldType::Integer, "抽样种子", "Seed", ""}, self.seed);
    visit(FieldDef{"drawn_at", FieldType::DateTime, "抽取时间", "Drawn at", ""}, self.drawnAt);
    visit(FieldDef{"first_team", FieldType::Text, "原排查队", "First team", ""}, self.firstTeam);
    visit(FieldDef{"checked_by", FieldType::Text, "质控人员", "Checked by", ""}, self.checkedBy);
    visit(FieldDef{"checked_at", FieldType::DateTime, "质控时间", "Checked at", ""}, self.checkedAt);
    visit(FieldDef{"recorded", FieldType::Integer, "原记录数", "Recorded", ""}, self.recorded);
    visit(FieldDef{"missed", FieldType::Integer, "漏查数", "Missed", ""}, self.missed);
    visit(FieldDef{"wrong", FieldType::Integer, "错误数", "Wrong", ""}, self.wrong);
    visit(FieldDef{"miss_share", FieldType::Real, "漏查率", "Miss rate", ""}, self.missShare);
    visit(FieldDef{"wrong_share", FieldType::Real, "错误率", "Error rate", ""}, self.wrongShare);
    visit(FieldDef{"passed", FieldType::Boolean, "是否合格", "Passed", ""}, self.passed);
    visit(FieldDef{"note", FieldType::Text, "备注", "Note", ""}, self.note);
  }
  friend bool operator==(const QualityCheck&, const QualityCheck&) = default;
};

} // namespace suyuan

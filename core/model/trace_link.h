// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

namespace suyuan {

/// 溯源链节: what is known of one link of unit, channel and outfall, and by which method (HJ 1313-2023). No geometry.
struct TraceLink {
  static constexpr Layer layer = Layer::TraceLinks;
  static constexpr GeometryKind geometryKind = GeometryKind::None;

  Fid fid;
  Geometry geometry;
  std::string sourceId; ///< 来源编号
  Fid outfallFid; ///< 排污口记录
  Fid unitFid; ///< 排污单位记录
  Fid channelFid; ///< 排污通道记录
  std::string certainty; ///< 确定程度: known, inferred, assumed or refuted
  std::string method; ///< 溯源方法
  std::string foundAt; ///< 查明时间
  std::string foundBy; ///< 查明人
  std::optional<bool> declared; ///< 已申报: whether a permit or registration names it
  std::optional<double> share; ///< 责任比例: 0 to 1
  std::string files; ///< 依据文件: SHA-256 in media/, parted by blanks
  std::string note; ///< 备注

  /// Calls visit(FieldDef, member) for each field, in column order.
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(FieldDef{"source_id", FieldType::Text, "来源编号", "Source id", ""}, self.sourceId);
    visit(FieldDef{"outfall_fid", FieldType::Fid, "排污口记录", "Outfall record", ""}, self.outfallFid);
    visit(FieldDef{"unit_fid", FieldType::Fid, "排污单位记录", "Unit record", ""}, self.unitFid);
    visit(FieldDef{"channel_fid", FieldType::Fid, "排污通道记录", "Channel record", ""}, self.channelFid);
    visit(FieldDef{"certainty", FieldType::Text, "确定程度", "Certainty", ""}, self.certainty);
    visit(FieldDef{"method", FieldType::Text, "溯源方法", "Method", ""}, self.method);
    visit(FieldDef{"found_at", FieldType::DateTime, "查明时间", "Found at", ""}, self.foundAt);
    visit(FieldDef{"found_by", FieldType::Text, "查明人", "Found by", ""}, self.foundBy);
    visit(FieldDef{"declared", FieldType::Boolean, "已申报", "Declared", ""}, self.declared);
    visit(FieldDef{"share", FieldType::Real, "责任比例", "Share", ""}, self.share);
    visit(FieldDef{"files", FieldType::Text, "依据文件", "Files", ""}, self.files);
    visit(FieldDef{"note", FieldType::Text, "备注", "Note", ""}, self.note);
  }
  friend bool operator==(const TraceLink&, const TraceLink&) = default;
};

} // namespace suyuan

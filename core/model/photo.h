// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

namespace suyuan {

/// 照片: a picture in media/, named by its SHA-256. Geometry: Point where it was taken, or none.
struct Photo {
  static constexpr Layer layer = Layer::Photos;
  static constexpr GeometryKind geometryKind = GeometryKind::Point;

  Fid fid;
  Geometry geometry;
  std::string sourceId; ///< 来源编号
  Fid outfallFid; ///< 排污口记录
  Fid visitFid; ///< 踏查记录
  std::string sha256; ///< 文件摘要
  std::string fileName; ///< 原文件名
  std::string kind; ///< 照片类别
  std::string takenAt; ///< 拍摄时间
  std::optional<double> bearing; ///< 拍摄方位, deg
  std::optional<std::int64_t> bytes; ///< 字节数
  std::string note; ///< 备注
  Fid candidateFid; ///< 疑似点记录
  std::string team; ///< 排查队
  std::string placing; ///< 归位状态
  std::string placingWhy; ///< 归位依据
  std::string camera; ///< 相机
  std::string faults; ///< 照片疑点
  std::string marks; ///< 标注
  std::string mediaKind; ///< 媒体类型: 照片 when empty, 视频, 录音
  std::optional<double> duration; ///< 时长, s
  std::string likeness; ///< 感知摘要: 64 bits in hex by which near-identical pictures are found

  /// Calls visit(FieldDef, member) for each field, in column order.
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(FieldDef{"source_id", FieldType::Text, "来源编号", "Source id", ""}, self.sourceId);
    visit(FieldDef{"outfall_fid", FieldType::Fid, "排污口记录", "Outfall record", ""}, self.outfallFid);
    visit(FieldDef{"visit_fid", FieldType::Fid, "踏查记录", "Visit record", ""}, self.visitFid);
    visit(FieldDef{"sha256", FieldType::Text, "文件摘要", "SHA-256", ""}, self.sha256);
    visit(FieldDef{"file_name", FieldType::Text, "原文件名", "File name", ""}, self.fileName);
    visit(FieldDef{"kind", FieldType::Text, "照片类别", "Kind", ""}, self.kind);
    visit(FieldDef{"taken_at", FieldType::DateTime, "拍摄时间", "Taken at", ""}, self.takenAt);
    visit(FieldDef{"bearing_deg", FieldType::Real, "拍摄方位", "Bearing", "deg"}, self.bearing);
    visit(FieldDef{"bytes", FieldType::Integer, "字节数", "Bytes", ""}, self.bytes);
    visit(FieldDef{"note", FieldType::Text, "备注", "Note", ""}, self.note);
    visit(FieldDef{"candidate_fid", FieldType::Fid, "疑似点记录", "Candidate record", ""}, self.candidateFid);
    visit(FieldDef{"team", FieldType::Text, "排查队", "Team", ""}, self.team);
    visit(FieldDef{"placing", FieldType::Text, "归位状态", "Placing", ""}, self.placing);
    visit(FieldDef{"placing_why", FieldType::Text, "归位依据", "Placed because", ""}, self.placingWhy);
    visit(FieldDef{"camera", FieldType::Text, "相机", "Camera", ""}, self.camera);
    visit(FieldDef{"faults", FieldType::Text, "照片疑点", "Oddities", ""}, self.faults);
    visit(FieldDef{"marks", FieldType::Text, "标注", "Marks", ""}, self.marks);
    visit(FieldDef{"media_kind", FieldType::Text, "媒体类型", "Media kind", ""}, self.mediaKind);
    visit(FieldDef{"duration_s", FieldType::Real, "时长", "Duration", "s"}, self.duration);
    visit(FieldDef{"likeness", FieldType::Text, "感知摘要", "Likeness", ""}, self.likeness);
  }
  friend bool operator==(const Photo&, const Photo&) = default;
};

} // namespace suyuan

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

namespace suyuan {

/// 专项检查: one run of a side-scan sonar (侧扫声呐), a drone (无人机航测) or a pipe camera (CCTV). Geometry: its track, or none.
struct Inspection {
  static constexpr Layer layer = Layer::Inspections;
  static constexpr GeometryKind geometryKind = GeometryKind::Line;

  Fid fid;
  Geometry geometry;
  std::string sourceId; ///< 来源编号
  std::string name; ///< 名称
  std::string kind; ///< 检查方式
  std::string startedAt; ///< 开始时间
  std::string endedAt; ///< 结束时间
  std::string team; ///< 排查队
  std::string device; ///< 设备
  std::string sha256; ///< 文件摘要: of the file in media/ or, when it stays where it is, of that file
  std::string fileName; ///< 原文件名
  std::string filePath; ///< 文件位置: of a raster or video too large to take in; relative to the survey when beside it
  std::optional<std::int64_t> bytes; ///< 字节数
  Fid reachFid; ///< 排查河段记录
  Fid candidateFid; ///< 疑似点记录
  Fid channelFid; ///< 排污通道记录
  Fid aboutFid; ///< 相关排污口
  std::string found; ///< 发现
  std::string note; ///< 备注

  /// Calls visit(FieldDef, member) for each field, in column order.
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(FieldDef{"source_id", FieldType::Text, "来源编号", "Source id", ""}, self.sourceId);
    visit(FieldDef{"name", FieldType::Text, "名称", "Name", ""}, self.name);
    visit(FieldDef{"kind", FieldType::Text, "检查方式", "Kind", ""}, self.kind);
    visit(FieldDef{"started_at", FieldType::DateTime, "开始时间", "Started at", ""}, self.startedAt);
    visit(FieldDef{"ended_at", FieldType::DateTime, "结束时间", "Ended at", ""}, self.endedAt);
    visit(FieldDef{"team", FieldType::Text, "排查队", "Team", ""}, self.team);
    visit(FieldDef{"device", FieldType::Text, "设备", "Device", ""}, self.device);
    visit(FieldDef{"sha256", FieldType::Text, "文件摘要", "SHA-256", ""}, self.sha256);
    visit(FieldDef{"file_name", FieldType::Text, "原文件名", "File name", ""}, self.fileName);
    visit(FieldDef{"file_path", FieldType::Text, "文件位置", "File path", ""}, self.filePath);
    visit(FieldDef{"bytes", FieldType::Integer, "字节数", "Bytes", ""}, self.bytes);
    visit(FieldDef{"reach_fid", FieldType::Fid, "排查河段记录", "Reach record", ""}, self.reachFid);
    visit(FieldDef{"candidate_fid", FieldType::Fid, "疑似点记录", "Candidate record", ""}, self.candidateFid);
    visit(FieldDef{"channel_fid", FieldType::Fid, "排污通道记录", "Channel record", ""}, self.channelFid);
    visit(FieldDef{"about_outfall", FieldType::Fid, "相关排污口", "Outfall looked at", ""}, self.aboutFid);
    visit(FieldDef{"found", FieldType::Text, "发现", "Found", ""}, self.found);
    visit(FieldDef{"note", FieldType::Text, "备注", "Note", ""}, self.note);
  }
  friend bool operator==(const Inspection&, const Inspection&) = default;
};

} // namespace suyuan

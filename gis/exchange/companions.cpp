// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/companions.h"

#include "gis/exchange/layer_writer.h"

#include <format>
#include <map>

namespace suyuan::exchange {

namespace {

std::string_view typeTerm(FieldType type) {
  switch (type) {
  case FieldType::Text: return "文本";
  case FieldType::Integer: return "整数";
  case FieldType::Real: return "小数";
  case FieldType::Boolean: return "是否(1/0)";
  case FieldType::Date: return "日期";
  case FieldType::DateTime: return "时间(UTC)";
  case FieldType::Fid: return "记录号(文本)";
  }
  return "";
}

std::string_view keyTerm(std::string_view key) {
  if (key == "text-cut") return "文字超长，已按整字截断";
  if (key == "not-in-gbk") return "GBK 没有的字，已写成“?”";
  if (key == "outside-zone") return "数据超出所选投影带";
  if (key == "over-2gb") return "属性表超过 2 GB";
  if (key == "row-limit") return "超过工作表行数上限";
  if (key == "cgcs2000-as-wgs84") return "CGCS2000 坐标按 WGS 84 写出，两者相差厘米级";
  return key;
}

Result<> writeText(const std::filesystem::path& path, std::string_view text) {
  auto out = OutFile::create(path);
  if (!out) return std::unexpected(std::move(out).error());
  out->write(text);
  return out->close();
}

std::filesystem::path beside(const std::filesystem::path& path, const char* suffix) {
  auto name = path.stem();
  name += suffix;
  return path.parent_path() / name;
}

} // namespace

Result<std::vector<std::filesystem::path>> writeShapefileCompanions(const std::filesystem::path& shp, const LayerTask& task,
                                                                    const projection::Crs& crs) {
  auto path = shp;
  std::vector<std::filesystem::path> files;
  std::string wkt = crs.wkt(projection::WktFlavour::Esri);
  if (wkt.empty()) wkt = crs.wkt();
  SUYUAN_TRY(writeText(files.emplace_back(path.replace_extension(".prj")), wkt));
  SUYUAN_TRY(writeText(files.emplace_back(path.replace_extension(".cpg")), task.encoding));
  std::string dictionary = "\xEF\xBB\xBF字段,名称,类型,单位,原字段名\r\nFID_TEXT,记录号,记录号(文本),,fid\r\n";
  for (const FieldDef& field : schemaOf(task.layer).fields)
    dictionary += std::format("{},{},{},{},{}\r\n", field.shortName, field.term, typeTerm(field.type), field.unit, field.name);
  SUYUAN_TRY(writeText(files.emplace_back(beside(shp, "_字段说明.csv")), dictionary));
  return files;
}

Result<std::filesystem::path> writeReport(const std::filesystem::path& out, const PreflightReport& report, const projection::Crs& crs) {
  std::string text = "\xEF\xBB\xBF导出说明\r\n坐标系: " + crs.name() + (crs.epsg() ? " (" + crs.code() + ")" : "") + "\r\n";
  for (const LayerCount& layer : report.layers) text += std::format("图层 {}: {} 条记录\r\n", layerTerm(layer.layer), layer.records);
  if (report.notes.empty()) text += "所有内容都按原样写出。\r\n";
  for (const PreflightNote& note : report.notes) {
    text += std::format("{} | {}", keyTerm(note.key), layerTerm(note.layer));
    if (!note.field.empty()) text += " | " + note.field;
    if (note.fid.isSet()) text += " | 记录 " + toText(note.fid);
    text += " | " + note.detail + "\r\n";
  }
  auto path = beside(out, "_report.txt");
  SUYUAN_TRY(writeText(path, text));
  return path;
}

std::vector<std::string> summaryOf(const std::vector<PreflightNote>& notes) {
  std::map<std::string, std::pair<std::size_t, const PreflightNote*>> byKey;
  for (const auto& note : notes) {
    auto& [count, first] = byKey[note.key];
    if (count++ == 0) first = &note;
  }
  std::vector<std::string> lines;
  for (const auto& [key, entry] : byKey)
    lines.push_back(std::format("{}: {} ({}{})", key, entry.first, entry.second->field.empty() ? "" : entry.second->field + ": ", entry.second->detail.substr(0, entry.second->detail.size() > 90 ? 0 : 90)));
  return lines;
}

} // namespace suyuan::exchange

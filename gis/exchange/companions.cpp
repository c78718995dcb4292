// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/companions.h"

#include "gis/exchange/layer_writer.h"

#include <format>

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

/// Without an app that has sentences: the key and what is known.
std::string plain(const Note& note) {
  std::string text(noteKey(note.key));
  for (const auto& [name, value] : note.args) text += " | " + name + " " + value;
  return text;
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
  std::string dictionary = "\xEF\xBB\xBF字段,名称,类型,单位,原字段名\r\n" + task.fidName + ",记录号,记录号(文本),,fid\r\n";
  const auto& fields = schemaOf(task.layer).fields;
  for (std::size_t i = 0; i < fields.size(); ++i)
    dictionary += std::format("{},{},{},{},{}\r\n", task.names[i], fields[i].term, typeTerm(fields[i].type), fields[i].unit, fields[i].name);
  SUYUAN_TRY(writeText(files.emplace_back(beside(shp, "_字段说明.csv")), dictionary));
  return files;
}

Result<std::filesystem::path> writeReport(const std::filesystem::path& out, const PreflightReport& report, const projection::Crs& crs,
                                          const std::function<std::string(const Note&)>& say) {
  std::string text = "\xEF\xBB\xBF导出说明\r\n坐标系: " + crs.name() + (crs.epsg() ? " (" + crs.code() + ")" : "") + "\r\n";
  for (const LayerCount& layer : report.layers) text += std::format("图层 {}: {} 条记录\r\n", layerTerm(layer.layer), layer.records);
  if (report.notes.empty()) text += "所有内容都按原样写出。\r\n";
  for (const Note& note : report.notes) {
    if (note.layer) text += std::string(layerTerm(*note.layer)) + " | ";
    if (!note.field.empty()) text += note.field + " | ";
    if (note.fid.isSet()) text += "记录 " + toText(note.fid) + " | ";
    text += (say ? say(note) : plain(note)) + "\r\n";
  }
  auto path = beside(out, "_report.txt");
  SUYUAN_TRY(writeText(path, text));
  return path;
}

} // namespace suyuan::exchange

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/column_names.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace suyuan::exchange {

namespace {

struct Synonyms {
  std::string_view field;
  std::initializer_list<std::string_view> words; ///< folded; the surer ones first
};

// Words of ledgers, platforms and national data sets, beyond what FieldDef itself says.
const Synonyms synonyms[] = {
    {"lon", {"lon", "lng", "long", "longitude", "经度", "东经", "地理经度", "jd", "jingdu", "lonout", "x", "x坐标", "横坐标", "easting", "pointx", "xcoord"}},
    {"lat", {"lat", "latitude", "纬度", "北纬", "地理纬度", "wd", "weidu", "latout", "y", "y坐标", "纵坐标", "northing", "pointy", "ycoord"}},
    {"source_id", {"sourceid", "id", "objectid", "编号", "序号", "outfallid", "gid", "linkno", "wasteid", "permitref", "featureid"}},
    {"code_national", {"国家编码", "排污口编码", "排污口编号", "入河排污口编码", "code", "pwkbm"}},
    {"code_provincial", {"省级编码", "provincecode"}},
    {"code_local", {"临时编码", "现场编号", "localcode"}},
    {"name", {"name", "名称", "排污口名称", "入河排污口名称", "河流名称", "河名", "单位名称", "企业名称", "mc", "mingcheng", "sitename", "facilityname", "namezh", "title"}},
    {"class_1", {"一级分类", "排污口类型", "排污口大类", "类别", "kind", "type"}},
    {"class_2", {"二级分类", "排污口小类", "subtype"}},
    {"status", {"状态", "status", "zt"}},
    {"division_code", {"行政区代码", "区划代码", "县代码", "adcode", "xzqdm", "countycode"}},
    {"township", {"乡镇", "街道", "town"}},
    {"address", {"地址", "详细地址", "位置", "address", "location", "dz"}},
    {"river_name", {"河流", "受纳河流", "受纳水体", "排入水体", "receivingwater", "receivingwatername", "river", "waterbody", "snst"}},
    {"bank", {"岸别", "左右岸", "bank"}},
    {"flow_m3d", {"日排水量", "排放量", "污水排放量", "flow", "discharge", "wastedis"}},
    {"unit_name", {"排污单位", "责任单位", "企业", "facility", "operator"}},
    {"responsible_body", {"责任主体", "责任单位"}},
    {"responsible_uscc", {"统一社会信用代码", "信用代码", "uscc"}},
    {"code", {"code", "adcode", "代码", "编码"}},
    {"grade", {"grade", "level", "等级", "级别", "河流级别"}},
    {"surveyed_at", {"调查时间", "排查日期", "调查日期", "time", "date"}},
    {"surveyor", {"调查人", "填表人"}},
    {"note", {"备注", "说明", "remark", "remarks", "note", "comment", "desc", "description", "cmt", "bz"}},
    {"from_node", {"fromnode", "起点", "上游井号", "inletnode"}},
    {"to_node", {"tonode", "终点", "下游井号", "outletnode"}},
    {"diameter_m", {"管径", "diameter"}},
    {"material", {"管材", "材质", "material"}},
};

} // namespace

std::string foldedColumn(std::string_view name) {
  std::string out;
  int depth = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (name.substr(i).starts_with("（")) ++depth, i += 2;
    else if (name.substr(i).starts_with("）")) depth = std::max(0, depth - 1), i += 2;
    else if (c == '(' || c == '[') ++depth;
    else if (c == ')' || c == ']') depth = std::max(0, depth - 1);
    else if (depth > 0 || c == ' ' || c == '_' || c == '-' || c == '.' || c == '\t' || c == '*' || c == '\r' || c == '\n') continue;
    else out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return out;
}

std::optional<std::size_t> columnNamed(const std::vector<std::string>& columns, std::string_view name) {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i] == name) return i;
  const std::string folded = foldedColumn(name);
  if (folded.empty()) return std::nullopt;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (foldedColumn(columns[i]) == folded) return i;
  return std::nullopt;
}

std::map<std::string, std::string> proposeMapping(const std::vector<std::string>& columns, const LayerSchema& schema) {
  std::vector<std::string> folded;
  for (const auto& column : columns) folded.push_back(foldedColumn(column));
  std::vector<bool> taken(columns.size(), false);
  std::map<std::string, std::string> mapping;
  const auto propose = [&](std::string_view field, std::string_view word) {
    if (word.empty() || mapping.contains(std::string(field))) return;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (taken[i] || folded[i] != word) continue;
      taken[i] = true;
      mapping.emplace(field, columns[i]);
      return;
    }
  };
  // A field's own names come first for every field, so that no synonym takes another field's column away.
  for (const FieldDef& field : schema.fields)
    for (const std::string_view own : {field.name, field.shortName, field.term})
      propose(field.name, foldedColumn(own));
  for (const Synonyms& each : synonyms) {
    const bool position = each.field == "lon" || each.field == "lat";
    if (!position && schema.indexOf(each.field) < 0) continue;
    for (const std::string_view word : each.words) propose(each.field, word);
  }
  for (const FieldDef& field : schema.fields) propose(field.name, foldedColumn(field.label));
  return mapping;
}

} // namespace suyuan::exchange

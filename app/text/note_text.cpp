// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/note_text.h"

#include "app/text/pattern.h"
#include "core/model/record.h"

#include <algorithm>
#include <array>

namespace suyuan::text {

namespace {

struct NoteSentence {
  NoteKey key;
  std::string_view zh, en;
};

// {name} are the note's arguments; {count} is empty for one record; {layer} {field} {fid} where known.
constexpr std::array noteSentences{
    NoteSentence{NoteKey::LayerChosen, "文件有多个图层，读的是“{read}”；其余为 {others}，需要时请另外指定。",
             "The file has several layers; “{read}” was read. The others are {others}: name one to read it."},
    NoteSentence{NoteKey::EncodingContradictsCpg, ".cpg 写的编码是 {stated}，文字实际是 {used}，已按 {used} 读取。",
             "The .cpg says {stated}, but the text is {used} and was read as that."},
    NoteSentence{NoteKey::EncodingUnknownInCpg, ".cpg 写的编码“{stated}”不认识，已改为自动识别。",
             "The encoding “{stated}” in the .cpg is not known; it was detected instead."},
    NoteSentence{NoteKey::CrsUnreadable, "文件自带的坐标系无法理解，已按坐标数值判断；请核对位置。",
             "The file's coordinate system is not understood; it was judged by the numbers. Check the positions."},
    NoteSentence{NoteKey::CrsAssumedDegrees, "文件没有写明坐标系，数值是经纬度，已按 {used} 读取；请核对位置。",
             "The file states no coordinate system; its numbers are degrees and were read as {used}. Check the positions."},
    NoteSentence{NoteKey::CrsAssumedZone, "文件没有写明坐标系，按坐标里的带号判断为 {used}；请核对位置。",
             "The file states no coordinate system; the zone number in its eastings says {used}. Check the positions."},
    NoteSentence{NoteKey::CrsOverridden, "文件写的坐标系是 {stated}，已按要求改用 {used}。", "The file says {stated}; {used} was used as asked."},
    NoteSentence{NoteKey::DatumChange, "坐标由 {stated} 转换到 CGCS2000，用的是通用参数，可能差几米；要求更高时请用当地参数转换后再导入。",
             "Positions in {stated} were moved to CGCS2000 with general parameters and may be metres off. Convert them with local parameters first when that matters."},
    NoteSentence{NoteKey::NorthingFirst, "坐标列先北后东，已按北坐标、东坐标读取。", "The coordinate columns hold northing before easting and were read so."},
    NoteSentence{NoteKey::AxesExchanged, "[{count} 行]经度和纬度填反了列，已对调读取。",
             "[In {count} rows ]longitude and latitude stood in each other's column and were read the right way round."},
    NoteSentence{NoteKey::Gcj02Named, "文件名像是网络地图的数据（GCJ-02 偏移坐标），在这里约偏 {metres} 米；没有改动坐标，请先核对。",
             "The name speaks of a web map's shifted coordinates (GCJ-02), about {metres} m off here. Nothing was moved; check first."},
    NoteSentence{NoteKey::Gcj02Likely,
             "坐标很可能是 GCJ-02 偏移坐标：与项目里的{layer}比较 {compared} 处，原样相差约 {plain} 米，按 GCJ-02 还原后只差约 {shifted} 米（这里的偏移量约 {metres} 米）；没有改动坐标，请向提供者核实。",
             "The positions are probably shifted (GCJ-02): compared at {compared} places with the survey's {layer} they are about {plain} m off as they stand and {shifted} m when taken as GCJ-02, whose shift is about {metres} m here. Nothing was moved; ask the provider."},
    NoteSentence{NoteKey::MeasuresDropped, "文件里的 M 值（量测值）没有对应的字段，没有导入；平面位置和高程都保留。",
             "The file's M values (measures) have no place here and were left out; positions and heights are kept."},
    NoteSentence{NoteKey::MappingNotRemembered, "数据已导入，但字段对应关系没有记住；下次需要重新选择。",
             "The data is in, but the field mapping was not remembered; it has to be chosen again next time."},
    NoteSentence{NoteKey::NamesShortened, "[{layer}：][{count} 个]字段名超过 10 字节，已用缩写；对照表见 {dictionary}。",
             "[{layer}: ][{count} ]field names are longer than 10 bytes and are written short; {dictionary} explains them."},
    NoteSentence{NoteKey::TextCut, "[{count} 条记录的][“{field}”]文字超过 {limit} 字节，按整字截断[，例如：{value}]。",
             "[{field}: ]text longer than {limit} bytes is cut between characters[ in {count} records][, such as: {value}]."},
    NoteSentence{NoteKey::NotInGbk, "[{count} 条记录的][“{field}”]有 GBK 没有的字，写成“?”：{value}；需要保留时请用 UTF-8。",
             "[{field}: ]characters that GBK does not have become “?”[ in {count} records]: {value}. Use UTF-8 to keep them."},
    NoteSentence{NoteKey::OutsideZone, "{layer}超出第 {zone} 带边界 {degrees} 度，远离中央子午线处变形大；请考虑换带或用经纬度。",
             "{layer} reach {degrees}° over the border of zone {zone}, where distances are distorted. Consider another zone or degrees."},
    NoteSentence{NoteKey::OutsideArea, "[{count} 条]记录在 {crs} 的适用范围之外，坐标不宜使用；请换坐标系。",
             "[{count} ]records lie outside the area of {crs}; their numbers are not fit for use. Choose another system."},
    NoteSentence{NoteKey::NoPlaceInCrs, "[{count} 条]记录在 {crs} 中没有坐标，已不带图形写出；属性都在。",
             "[{count} ]records have no coordinates in {crs} and were written without a shape; their fields are all there."},
    NoteSentence{NoteKey::HeightsDropped, "[{layer}：][{count} 条]记录的高程不能写进 {format}。", "[{layer}: ]heights[ of {count} records] cannot be written to {format}."},
    NoteSentence{NoteKey::HeightUnknown, "[{layer}：][{count} 条]记录没有高程，在 shapefile 中写成 0。",
             "[{layer}: ][{count} ]records without a height are written with 0 to the shapefile."},
    NoteSentence{NoteKey::ShapesDropped, "[{layer}：][{count} 条]记录的线、面图形不能写进 {format}，只写属性。",
             "[{layer}: ]lines and areas[ of {count} records] cannot be written to {format}; only their fields are."},
    NoteSentence{NoteKey::Over2Gb, "属性表约 {megabytes} MB，超过 shapefile 的 2 GB 上限；请按条件分批导出或改用 GeoPackage。",
             "The attribute table would have about {megabytes} MB, over the shapefile's 2 GB. Export in parts or use GeoPackage."},
    NoteSentence{NoteKey::RowLimit, "[{count} 条]记录超过工作表的 {limit} 行上限；请按条件分批导出。", "[{count} ]records are more than a sheet's {limit} rows. Export in parts."},
    NoteSentence{NoteKey::Cgcs2000AsWgs84, "CGCS2000 坐标按 WGS 84 写出，两者相差厘米级。", "CGCS2000 positions are written as WGS 84; the two agree within centimetres."},
};

struct Refusal {
  std::string_view why, zh, en;
};
constexpr std::array refusals{
    Refusal{"no-coordinates", "没有坐标", "no coordinates"},
    Refusal{"coordinates-unreadable", "坐标看不懂", "coordinates cannot be read"},
    Refusal{"outside-range", "坐标超出范围", "coordinates out of range"},
    Refusal{"wrong-geometry", "图形类型不符", "the wrong kind of shape"},
    Refusal{"no-geometry", "没有图形", "no shape"},
    Refusal{"geometry-broken", "图形已损坏", "the shape is damaged"},
    Refusal{"value-invalid", "字段的值不合要求", "a value does not fit its field"},
    Refusal{"text-damaged", "文字编码已损坏", "text is damaged or in another encoding"},
    Refusal{"unreadable", "读不出这条记录", "the record cannot be read"},
};

std::string fieldWord(const Note& note, Language language) {
  if (!note.layer) return note.field;
  const LayerSchema& schema = schemaOf(*note.layer);
  const int at = schema.indexOf(note.field);
  if (at < 0) return note.field;
  const FieldDef& field = schema.fields[static_cast<std::size_t>(at)];
  return std::string(language == Language::English ? field.label : field.term);
}

} // namespace

std::string noteText(const Note& note, Language language) {
  const auto found = std::ranges::find(noteSentences, note.key, &NoteSentence::key);
  if (found == noteSentences.end()) return std::string(noteKey(note.key));
  const bool english = language == Language::English;
  return fillPattern(english ? found->en : found->zh, [&](std::string_view name) -> std::string {
    if (name == "count") return note.count > 1 ? std::to_string(note.count) : std::string();
    if (name == "layer") return note.layer ? std::string(english ? layerName(*note.layer) : layerTerm(*note.layer)) : std::string();
    if (name == "field") return fieldWord(note, language);
    for (const auto& [argument, value] : note.args)
      if (argument == name) return value;
    return {};
  });
}

std::string refusalText(std::string_view why, std::string_view detail, Language language) {
  const auto found = std::ranges::find(refusals, why, &Refusal::why);
  const bool english = language == Language::English;
  std::string text(found == refusals.end() ? why : english ? found->en : found->zh);
  if (!detail.empty()) text.append(english ? ": " : "：").append(detail);
  return text;
}

} // namespace suyuan::text

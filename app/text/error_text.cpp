// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/error_text.h"

#include "app/text/pattern.h"

#include <array>

namespace suyuan::text {

namespace {

struct Sentence {
  ErrorCode code;
  std::string_view zh, en;
};

// {file} {layer} {row} {field} {0} {1} are filled in; a part in [square brackets] is left out when a name in it is empty.
constexpr std::array sentences{
    Sentence{ErrorCode::FileNotFound, "找不到文件 {file}，没有改动任何数据；请检查路径后再试。",
             "The file {file} was not found; nothing was changed. Check the path and try again."},
    Sentence{ErrorCode::FileUnreadable, "无法读取 {file}，没有改动任何数据；请检查文件权限或换一份文件。",
             "{file} cannot be read; nothing was changed. Check its permissions or use another copy."},
    Sentence{ErrorCode::FileUnwritable, "无法写入 {file}，原有内容没有改动；请检查权限或换一个位置。",
             "{file} cannot be written; what was there is untouched. Check permissions or choose another place."},
    Sentence{ErrorCode::DiskFull, "磁盘空间不足，已记录的数据都在；请腾出空间后再试。",
             "The disk is full; everything recorded so far is safe. Free some space and try again."},
    Sentence{ErrorCode::SurveyMissing, "{file} 里没有排查项目，没有改动任何数据；请选择含有 survey.gpkg 的文件夹。",
             "There is no survey in {file}; nothing was changed. Choose a folder that holds survey.gpkg."},
    Sentence{ErrorCode::SurveyExists, "{file} 里已有内容，没有覆盖；请选择空文件夹或直接打开它。",
             "{file} is not empty and was not overwritten. Choose an empty folder, or open what is there."},
    Sentence{ErrorCode::SurveyCorrupt, "项目文件 {file} 已损坏，程序没有碰它；请用备份恢复，或把原文件交给维护人员。",
             "The survey file {file} is damaged and was not touched. Restore a backup, or give the file to support."},
    Sentence{ErrorCode::SearchIndexDamaged, "搜索索引 {file} 已损坏并被丢弃，项目数据不受影响；请再搜索一次，索引会重新建立。",
             "The search index {file} was damaged and was thrown away; the survey is not touched. Search again, and it is built anew."},
    Sentence{ErrorCode::SurveyNewer, "项目 {file} 由更新版本的程序建立，程序没有碰它；请升级程序后再打开。",
             "The survey {file} was made by a newer version and was not touched. Upgrade the program to open it."},
    Sentence{ErrorCode::SurveyForeign, "{file} 是普通的 GeoPackage，不是排查项目，程序没有碰它；请新建项目后导入它。",
             "{file} is a plain GeoPackage, not a survey, and was not touched. Make a new survey and import it."},
    Sentence{ErrorCode::SurveyReadOnly, "项目以只读方式打开，没有改动任何数据；请关闭另一个程序或检查权限后重新打开。",
             "The survey is open read-only; nothing was changed. Close the other program or check permissions, then reopen."},
    Sentence{ErrorCode::SurveyLocked, "项目正被 {0} 使用，没有改动任何数据；请等对方关闭后再试。",
             "The survey is in use by {0}; nothing was changed. Try again when it is closed there."},
    Sentence{ErrorCode::SurveyUnsafePlace, "{file} 所在的位置不能安全保存项目，没有改动任何数据；请换到本机硬盘。",
             "The place of {file} cannot keep a survey safely; nothing was changed. Use a local disk."},
    Sentence{ErrorCode::Database, "读写项目数据时出错，已记录的数据都在，本次操作没有生效；请重试，仍不行请备份后联系维护人员。",
             "Reading or writing the survey failed; what was recorded is safe, this operation had no effect. Try again; if it stays, back up and ask support."},
    Sentence{ErrorCode::ChangesetDamaged, "一条变更记录已损坏，没有应用，现有数据没有改动；请重新同步或用备份核对。",
             "A change record is damaged and was not applied; present data is untouched. Sync again or compare with a backup."},
    Sentence{ErrorCode::NothingToUndo, "没有可以撤销的操作。", "There is nothing to undo."},
    Sentence{ErrorCode::NothingToRedo, "没有可以重做的操作。", "There is nothing to redo."},
    Sentence{ErrorCode::UndoStale, "不能撤销：之后又改过同样的内容（{0}），数据没有改动；请先撤销后来的修改。",
             "Cannot undo: the same data was changed later ({0}); nothing was changed. Undo the later change first."},
    Sentence{ErrorCode::RecordMissing, "[{layer} 中]找不到记录 {0}，没有改动任何数据；它可能已被删除，请刷新后再试。",
             "The record {0} was not found[ in {layer}]; nothing was changed. It may have been deleted; refresh and try again."},
    Sentence{ErrorCode::FieldUnknown, "[{layer} 中]没有字段“{field}”，没有改动任何数据；请检查字段名。",
             "There is no field “{field}”[ in {layer}]; nothing was changed. Check the field's name."},
    Sentence{ErrorCode::ValueInvalid, "字段“{field}”不能取值“{0}”，没有改动任何数据；请改正后再试。",
             "The field “{field}” cannot take “{0}”; nothing was changed. Correct it and try again."},
    Sentence{ErrorCode::LayerUnknown, "没有图层“{0}”，没有改动任何数据；可用的图层见帮助。",
             "There is no layer “{0}”; nothing was changed. See the help for the layers there are."},
    Sentence{ErrorCode::FilterInvalid, "筛选条件“{0}”无法理解，没有改动任何数据；请检查写法。",
             "The filter “{0}” cannot be understood; nothing was changed. Check how it is written."},
    Sentence{ErrorCode::RuleFileInvalid, "规则文件 {file}[ 第 {row} 行][ {field}]有误，仍使用原来的规则；请按提示改正。",
             "The rule file {file}[, line {row},][ at {field}] is wrong; the former rules stay in force. Correct it as told."},
    Sentence{ErrorCode::StyleFileInvalid, "样式文件 {file}[ 第 {row} 行][ {field}]有误，地图仍用原来的样式，数据没有改动；请改正后保存。",
             "The style file {file}[, line {row},][ at {field}] is wrong; the map keeps its former style, data is untouched. Correct it and save."},
    Sentence{ErrorCode::LayoutFileInvalid, "版式文件 {file}[ 第 {row} 行][ {field}]有误，没有出图，数据没有改动；请按提示改正，或改用自带的版式。",
             "The page layout {file}[, line {row},][ at {field}] is wrong; no page was made, data is untouched. Correct it as told, or take a layout that comes with the program."},
    Sentence{ErrorCode::LayoutFileMissing, "找不到版式文件 {file}，没有出图，数据没有改动；请检查版式名称或文件路径。",
             "There is no page layout {file}; no page was made, data is untouched. Check its name or path."},
    Sentence{ErrorCode::RuleFileMissing, "找不到规则文件 {file}，没有改动任何数据；请重新安装或恢复该文件。",
             "The rule file {file} is missing; nothing was changed. Reinstall or restore it."},
    Sentence{ErrorCode::CodeNumbersExhausted, "{0} 的编码顺序号已用完（9999），没有编码；请与上级商定后处理。",
             "All sequence numbers of {0} are used (9999); no code was given. Agree on a solution with the authority."},
    Sentence{ErrorCode::CodePartsMissing, "缺少“{field}”，不能编码，没有改动任何数据；请先补全。",
             "“{field}” is missing, so no code can be given; nothing was changed. Fill it in first."},
    Sentence{ErrorCode::CodeNumberTaken, "{0} 的 {1} 号已被占用（{2}），没有预留，没有改动任何数据；请另选号段。",
             "Number {1} of {0} is taken already ({2}); nothing was reserved and nothing was changed. Choose other numbers."},
    Sentence{ErrorCode::CodeLeaseMissing, "本机没有 {0} 的可用编号，没有编码，没有改动任何数据；请联网领取编号并同步一次。",
             "This copy has no numbers of {0} to give; no code was given and nothing was changed. Take a lease and sync once."},
    Sentence{ErrorCode::PlanStale, "记录 {0} 在预览之后被改动过，没有执行任何一项，数据没有改动；请重新预览。",
             "Record {0} was changed after the preview; nothing was done and nothing was changed. Make the preview again."},
    Sentence{ErrorCode::MoveUnknown, "没有“{0}”这个办理步骤，没有改动任何数据；可用的步骤见帮助。",
             "There is no step “{0}”; nothing was changed. See the help for the steps there are."},
    Sentence{ErrorCode::MoveNotFromHere, "记录 {6} 是“{2}”，不能“{0}”（{4}），没有改动任何数据；请先走完前面的步骤。",
             "Record {6} stands at “{3}”, from where “{1}” is not done ({5}); nothing was changed. Take the steps before it first."},
    Sentence{ErrorCode::MoveNotByRole, "“{0}”不由{2}办理（{4}），没有改动任何数据；请换岗位或交给对方。",
             "“{1}” is not done by {3} ({5}); nothing was changed. Take the right role, or leave it to them."},
    Sentence{ErrorCode::MoveNeeds, "“{0}”还缺：{2}（{4}）；记录 {6} 和其他数据都没有改动，请补上后再试。",
             "“{1}” still needs {3} ({5}); record {6} and all else are unchanged. Add it and try again."},
    Sentence{ErrorCode::HubMissing, "找不到同步位置 {file}，本机数据没有改动；请插好 U 盘或检查网络共享。",
             "The hub {file} was not found; local data is untouched. Plug in the stick or check the share."},
    Sentence{ErrorCode::HubDamaged, "同步位置中的文件 {file} 已损坏，没有应用任何变更，本机数据没有改动；请换一份或请对方重新同步。",
             "The hub file {file} is damaged; nothing was applied and local data is untouched. Use another copy or have it sent again."},
    Sentence{ErrorCode::HubOtherSurvey, "同步位置 {file} 属于另一个项目，没有改动任何数据；请选择本项目的同步位置。",
             "The hub {file} belongs to another survey; nothing was changed. Choose this survey's hub."},
    Sentence{ErrorCode::HubBusy, "同步位置 {file} 正被占用，本机数据没有改动；请稍后再试。",
             "The hub {file} is busy; local data is untouched. Try again shortly."},
    Sentence{ErrorCode::FormatUnknown, "不认识 {file} 的格式，没有导入任何数据；支持 shapefile、GeoPackage、GeoJSON、KML/KMZ、GPX、CSV、XLSX。",
             "The format of {file} is not known; nothing was imported. Use shapefile, GeoPackage, GeoJSON, KML/KMZ, GPX, CSV or XLSX."},
    Sentence{ErrorCode::SourceDamaged, "{file} 已损坏或不完整，没有导入任何数据；请向提供者要一份完好的文件。",
             "{file} is damaged or incomplete; nothing was imported. Ask its provider for a sound copy."},
    Sentence{ErrorCode::ModelOfOther, "{file} 是 {0} 的供水管网模型，不是 SWMM 排水模型，没有导入任何数据；请选择 SWMM 的 .inp 文件。",
             "{file} is a water supply model of {0}, not a drainage model of SWMM; nothing was imported. Choose a SWMM .inp file."},
    Sentence{ErrorCode::ModelWithoutPlaces, "{file} 里没有节点坐标（[COORDINATES] 一节），没有导入任何数据；请在 SWMM 中带坐标另存后再导入。",
             "{file} has no coordinates of its nodes (section [COORDINATES]); nothing was imported. Save it with its map in SWMM first."},
    Sentence{ErrorCode::SourceEmpty, "{file} 里没有可用的记录，没有导入任何数据；请检查是不是选错了文件。",
             "{file} has no usable records; nothing was imported. Check that it is the right file."},
    Sentence{ErrorCode::SourceLayerUnknown, "{file} 里没有图层“{layer}”，没有导入任何数据；请选择它所含的图层。",
             "{file} has no layer “{layer}”; nothing was imported. Choose one of its layers."},
    Sentence{ErrorCode::SourceColumnUnknown, "{file} 里没有列“{field}”，没有导入任何数据；请检查字段对应关系。",
             "{file} has no column “{field}”; nothing was imported. Check the field mapping."},
    Sentence{ErrorCode::GeometryTypeWrong, "{file} 的图形类型不符合{layer}图层，没有导入任何数据；请选择合适的图层。",
             "The geometry of {file} does not fit the layer {layer}; nothing was imported. Choose a fitting layer."},
    Sentence{ErrorCode::CrsUnknown, "坐标系“{0}”无法识别，没有改动任何数据；请用 EPSG 代码指定，例如 EPSG:4490。",
             "The coordinate system “{0}” is not known; nothing was changed. Give an EPSG code, for example EPSG:4490."},
    Sentence{ErrorCode::CrsFailed, "坐标转换失败，没有改动任何数据；请检查坐标系是否选对。",
             "Coordinates could not be transformed; nothing was changed. Check that the coordinate system is right."},
    Sentence{ErrorCode::EncodingUnknown, "不能按编码“{0}”读出文字，没有改动任何数据；请改选 UTF-8 或 GBK。",
             "Text cannot be read with the encoding “{0}”; nothing was changed. Choose UTF-8 or GBK."},
    Sentence{ErrorCode::RowsRefused, "{file} 有 {0} 行不能接收，按要求整个文件没有导入；请改正后重试，或去掉严格要求。",
             "{0} rows of {file} cannot be taken, so the whole file was refused as asked. Correct them, or import without strict."},
    Sentence{ErrorCode::ExportFailed, "导出到 {file} 失败，原有文件没有改动；请检查磁盘空间和权限后再试。",
             "Export to {file} failed; files that were there are untouched. Check space and permissions and try again."},
    Sentence{ErrorCode::ExchangeTableInvalid, "导入导出的对照表 {file}[ 第 {row} 行][ {field}]有误，没有改动任何数据；请按提示改正。",
             "The exchange table {file}[, line {row},][ at {field}] is wrong; nothing was changed. Correct it as told."},
    Sentence{ErrorCode::TargetInUse, "{file} 正被另一个程序打开，没有覆盖它；请关闭那个程序或换一个文件名。",
             "{file} is open in another program and was not replaced. Close that program or choose another name."},
    Sentence{ErrorCode::TraceStartMissing, "找不到溯源起点 {0}；请检查编码或在图上重新点选。",
             "The start {0} of the trace was not found. Check the code or pick it on the map again."},
    Sentence{ErrorCode::LinesApart, "所选的线没有首尾相接（相距超过 {0} 米，或有分叉），没有合并；请先把端点移到一起。",
             "The lines do not meet end to end (more than {0} m apart, or they branch) and were not joined. Move their ends together first."},
    Sentence{ErrorCode::CutAtEnd, "打断的位置在线的端点上，没有打断；请点在线的中间。",
             "The cut lies at an end of the line, which was not split. Click between its ends."},
    Sentence{ErrorCode::ReshapeMisses, "画的线没有两次与它相交，没有改动；请从线的一侧画到再次穿过它，或从端点起延长。",
             "The drawn line does not meet it twice; nothing was changed. Cross it twice, or begin at its end to lengthen it."},
    Sentence{ErrorCode::VerticesTooFew, "线至少要有两个节点，面至少三个；没有改动。",
             "A line needs two vertices and an area three; nothing was changed."},
    Sentence{ErrorCode::RenderFailed, "地图没有画成，数据没有改动；请检查范围和尺寸。",
             "The map could not be drawn; data is untouched. Check the extent and the size."},
    Sentence{ErrorCode::ReportFailed, "报告 {file} 没有做成，数据没有改动；请检查位置和权限后再试。",
             "The report {file} could not be made; data is untouched. Check the place and permissions and try again."},
    Sentence{ErrorCode::ResourceMissing, "程序文件不全，缺少 {file}；数据没有改动，请重新安装程序。",
             "The program's file {file} is missing; data is untouched. Reinstall the program."},
    Sentence{ErrorCode::BackdropUnreadable, "底图 {file} 已损坏或不是栅格数据，没有显示它，其他图层不受影响；请换一份完好的文件。",
             "The backdrop {file} is damaged or no raster and is not shown; everything else is. Use a sound copy."},
    Sentence{ErrorCode::BackdropWithoutPlace, "底图 {file} 没有坐标系或定位信息，没有显示它，其他图层不受影响；请先给它配准并写入坐标系。",
             "The backdrop {file} does not say where on earth it is and is not shown; everything else is. Georeference it with its CRS first."},
    Sentence{ErrorCode::TileSourceInvalid, "在线底图的地址[“{0}”]不能用，没有添加它，数据没有改动；地址应以 https:// 开头，并有放在花括号里的 z、x、y。",
             "The online map's address[ \"{0}\"] cannot be used and was not added; data is untouched. It begins with https:// and has z, x and y in braces."},
    Sentence{ErrorCode::TileKeyMissing, "“{0}”需要密钥，还没有登记，没有取用它，数据没有改动；请用 suyuan offline key {1} 登记[，可在 {2} 申请]。",
             "{0} needs a key, and none is entered; it was not used, data is untouched. Enter it with: suyuan offline key {1}[ (to be had at {2})]."},
    Sentence{ErrorCode::TilesUnreachable, "连不上“{0}”[，{2} 个图块中还缺 {1} 个]；已取到的都已存好，请检查网络和密钥后继续。",
             "{0} cannot be reached[; of {2} tiles {1} are still lacking]. What has come is stored: check the network and the key, then go on."},
    Sentence{ErrorCode::OfflineForbidden, "“{0}”的使用条款不许离线下载，没有取用它，数据没有改动[。{1}]", "The terms of {0} forbid taking areas along; nothing was fetched, data is untouched.[ {1}]"},
    Sentence{ErrorCode::OfflineTooLarge, "这个区域的图块多于 {0} 个，没有开始下载；请缩小范围或降低最大级别。",
             "The area has more than {0} tiles; nothing was fetched. Choose a smaller area or a lower last level."},
    Sentence{ErrorCode::OfflineEmpty, "这个区域里没有图块，没有下载，数据没有改动；请检查范围。", "There are no tiles in this area; nothing was fetched, data is untouched. Check the area."},
    Sentence{ErrorCode::WmtsInvalid, "[{0} 的]回答里没有能用的 WMTS 图层，没有添加它，数据没有改动；请检查地址，能用的坐标系是 EPSG:3857、4490 和 4326。",
             "The answer[ of {0}] has no WMTS layer that can be used; nothing was added, data is untouched. Check the address; EPSG:3857, 4490 and 4326 can be used."},
    Sentence{ErrorCode::OnlineUnknown, "没有名为“{0}”的在线底图，没有取用，数据没有改动；请用 suyuan offline maps 查看。",
             "There is no online map {0}; nothing was fetched, data is untouched. See: suyuan offline maps."},
    Sentence{ErrorCode::Cancelled, "已取消，数据与开始前一样。", "Cancelled; the data is as it was before."},
    Sentence{ErrorCode::Usage, "命令写法有误：{0}。", "The command is not right: {0}."},
    Sentence{ErrorCode::Internal, "程序内部出错，已记录的数据都在；请保存现场并联系维护人员。",
             "An internal error happened; what was recorded is safe. Keep the details and ask support."},
};

std::string valueOf(std::string_view name, const Error& error) {
  if (name == "file") return error.place.file;
  if (name == "layer") return error.place.layer;
  if (name == "row") return error.place.row < 0 ? std::string() : std::to_string(error.place.row);
  if (name == "field") return error.place.field;
  const auto index = static_cast<std::size_t>(name.front() - '0');
  return index < error.args.size() ? error.args[index] : std::string();
}

} // namespace

std::string sentence(const Error& error, Language language) {
  std::string_view pattern = sentences.back().zh;
  for (const Sentence& s : sentences)
    if (s.code == error.code) pattern = language == Language::English ? s.en : s.zh;
  std::string out = fillPattern(pattern, [&](std::string_view name) { return valueOf(name, error); });
  if (!error.detail.empty())
    out.append(language == Language::English ? " (" + error.detail + ")" : "（" + error.detail + "）");
  return out;
}

} // namespace suyuan::text

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/run_demo.h"

#include "app/demo/demo_run.h"
#include "app/text/resource_paths.h"
#include "core/survey/stats.h"

#include <array>
#include <chrono>
#include <fstream>

namespace suyuan::demo {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view notesName = "demo_notes.txt";

/// Stands beside the survey: what is real and what is not. Also the mark of a folder that may be replaced.
constexpr std::string_view notes =
    "长春市入河排污口排查(示范)\n"
    "本示范由程序生成。真实数据: 河流、湖库、县区界线(2017年)、39座污水处理厂的推算排口(HydroWASTE v1.0, CC BY 4.0)。\n"
    "伊通河、饮马河的名称由人工按位置认定。污水管网取自公开的真实管网, 平移旋转至伊通河岸, 并非长春的管线。\n"
    "其余排污口、疑似排污口、排污单位、统一社会信用代码、水样、踏查记录和保护区均为虚构(固定种子), 备注中标明;\n"
    "FAULT-01至FAULT-15、UNIT-4及OUT-01的水样含预设错误, 用于演示检查。没有可随软件分发的现场照片, 故无照片。\n"
    "来源与许可见 resources/demo/SOURCES.md。\n";

struct Step {
  const char* key;
  const char* term;
  StepWork work;
};

constexpr std::array chain{
    Step{"import-divisions", "导入行政区划", importDivisions},
    Step{"import-rivers", "导入河流", importRivers},
    Step{"import-lakes", "导入湖库", importLakes},
    Step{"import-zones", "导入保护区", importZones},
    Step{"import-sewers", "导入管网与单位", importSewers},
    Step{"import-plants", "导入污水处理厂排口", importPlants},
    Step{"import-outfalls", "导入排污口", importOutfalls},
    Step{"import-candidates", "导入疑似排污口", importCandidates},
    Step{"confirm", "确认疑似排污口", confirm},
    Step{"classify", "分类", classify},
    Step{"place", "定位归属", place},
    Step{"trace", "溯源", traceUnits},
    Step{"name", "命名", nameOutfalls},
    Step{"code", "编码", code},
    Step{"sample", "踏查与采样", addSamples},
    Step{"check", "检查", check},
    Step{"export-shapefile-utf8", "导出shapefile(UTF-8)", exportUtf8},
    Step{"export-shapefile-gbk", "导出shapefile(GBK)", exportGbk},
    Step{"export-xlsx", "导出XLSX", exportXlsx},
    Step{"export-geojson", "导出GeoJSON", exportGeojson},
    Step{"map", "绘制地图", drawMap},
    Step{"map-sewers", "绘制管网图", drawSewerMap},
    Step{"tracing-map", "绘制溯源图", drawTracingMap},
};

/// An empty folder, made where there is none. A folder that is not empty is emptied only when it was asked for and holds
/// nothing but a demo.
Result<> prepareFolder(const fs::path& folder, bool replace) {
  std::error_code bad;
  const auto taken = [&] { return failure(ErrorCode::SurveyExists, {.file = folder.string()}); };
  if (fs::exists(folder, bad)) {
    if (!fs::is_directory(folder, bad)) return taken();
    bool empty = true, onlyDemo = fs::exists(folder / notesName, bad);
    for (const auto& entry : fs::directory_iterator(folder, bad)) {
      const auto name = entry.path().filename();
      empty = false;
      onlyDemo = onlyDemo && (name == "survey" || name == "out" || name == notesName);
    }
    if (bad) return failure(ErrorCode::FileUnreadable, {.file = folder.string()}, bad.message());
    if (!empty) {
      if (!replace || !onlyDemo) return taken();
      // The mark goes last: what a fault leaves is still known as a demo.
      for (const auto& name : {fs::path("out"), fs::path("survey")}) {
        fs::remove_all(folder / name, bad);
        if (bad) return failure(ErrorCode::FileUnwritable, {.file = (folder / name).string()}, bad.message());
      }
    }
  }
  fs::create_directories(folder / "out", bad);
  if (bad) return failure(ErrorCode::FileUnwritable, {.file = folder.string()}, bad.message());
  std::ofstream file(folder / notesName);
  file << notes;
  file.close();
  if (!file) return failure(ErrorCode::FileUnwritable, {.file = (folder / notesName).string()});
  return {};
}

double millisecondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

} // namespace

Result<DemoReport> runDemo(const fs::path& folder, const DemoOptions& options, const DemoProgress& progress,
                           std::stop_token stop) {
  const auto start = std::chrono::steady_clock::now();
  fs::path resources = options.resources;
  if (resources.empty()) {
    auto found = text::resourcesFolder();
    if (!found) return std::unexpected(std::move(found).error());
    resources = std::move(*found);
  }
  if (!fs::exists(resources / "demo" / "rivers.gpkg"))
    return failure(ErrorCode::ResourceMissing, {.file = (resources / "demo").string()});
  auto book = rules::RuleBook::load(resources / "rules", "jilin");
  if (!book) return std::unexpected(std::move(book).error());
  SUYUAN_TRY(prepareFolder(folder, options.replace));
  auto survey = store::SurveyFile::create(
      folder / "survey", {.name = "长春市入河排污口排查(示范)", .divisionCode = "220100", .author = options.author});
  if (!survey) return std::unexpected(std::move(survey).error());
  SUYUAN_TRY(survey->setSetting("survey.note", notes));

  DemoRun run{.resources = std::move(resources), .survey = std::move(*survey), .book = std::move(*book), .stop = stop,
              .report = {.survey = folder / "survey", .out = folder / "out"}};
  for (std::size_t i = 0; i < chain.size(); ++i) {
    if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
    if (progress) progress(chain[i].term, static_cast<double>(i) / chain.size());
    const auto began = std::chrono::steady_clock::now();
    auto count = chain[i].work(run);
    if (!count) return std::unexpected(std::move(count).error());
    run.report.steps.push_back({chain[i].key, chain[i].term, *count, millisecondsSince(began)});
  }

  auto stats = survey::stats(run.survey.reader());
  if (!stats) return std::unexpected(std::move(stats).error());
  run.report.coded = stats->coded;
  for (const auto& [layer, count] : stats->byLayer)
    if (layer == layerName(Layer::Outfalls)) run.report.outfalls = count;
  auto traced = run.survey.reader().count(Layer::Outfalls, {.where = "unit_fid IS NOT NULL"});
  if (!traced) return std::unexpected(std::move(traced).error());
  run.report.traced = *traced;
  run.report.totalMs = millisecondsSince(start);
  SUYUAN_TRY(writeSummary(run));
  if (progress) progress("完成", 1);
  return std::move(run.report);
}

} // namespace suyuan::demo

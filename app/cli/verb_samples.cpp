// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sample_verbs.h"
#include "app/cli/verbs.h"
#include "app/text/lab_text.h"
#include "app/text/resource_paths.h"
#include "core/sampling/load.h"
#include "core/sampling/sample_report.h"
#include "core/sampling/take_lab_sheet.h"
#include "core/survey/trace_survey.h"
#include "gis/exchange/lab_file.h"

#include <algorithm>
#include <format>
#include <map>

namespace suyuan::cli {

namespace {

using sampling::LabFault;
using sampling::LabRemark;

struct SampleOptions {
  std::string folder, file, sheet, encoding, rain, outfall;
  bool dryRun = false;
  sampling::LoadRequest load;
};

Json remarksOf(const std::vector<LabRemark>& remarks) {
  Json list = Json::array();
  for (const LabRemark& one : remarks) list.push_back({{"row", one.row}, {"why", sampling::labFaultKey(one.fault)}, {"what", one.what}});
  return list;
}

int importSheet(Session& session, const SampleOptions& options) {
  auto file = exchange::readLabFile(options.file, text::exchangeTables(), options.sheet, options.encoding);
  if (!file) return session.fail(file.error());
  auto survey = session.openForWriting(options.folder);
  if (!survey) return session.fail(survey.error());
  auto intake = sampling::takeLabSheet(*survey, std::move(file->sheet), options.dryRun);
  if (!intake) return session.fail(intake.error());
  std::string lines = session.words(std::format("读取 {} 行, 接收样品 {}, 已有 {}, 拒收 {}\n", intake->read, intake->taken, intake->already, intake->refused.size()),
                                    std::format("Read {} rows, samples taken {}, there already {}, refused {}\n", intake->read, intake->taken, intake->already, intake->refused.size()));
  for (const auto* remarks : {&intake->refused, &intake->remarks})
    for (const LabRemark& one : *remarks) lines += std::format("  {} {}: {}\n", session.words("第", "row"), one.row, text::labRemarkText(one, session.language));
  session.answer({{"read", intake->read}, {"taken", intake->taken}, {"already", intake->already}, {"refused", remarksOf(intake->refused)}, {"remarks", remarksOf(intake->remarks)},
                  {"encoding", file->encoding}, {"dry_run", options.dryRun}},
                 lines);
  const bool isWhole = intake->refused.empty() && std::ranges::all_of(intake->remarks, [](const LabRemark& one) { return one.fault == LabFault::ItemNotKept; });
  return session.exitCode = isWhole ? Done : LookAt;
}

const char* weatherKey(sampling::Weather weather) {
  return weather == sampling::Weather::Dry ? "dry" : weather == sampling::Weather::Wet ? "wet" : "unknown";
}

Json judgementJson(const sampling::SampleJudgement& one, const rules::Standard* quality) {
  Json json{{"fid", toText(one.sample.fid)}, {"outfall", one.outfallCode}, {"name", one.outfallName}, {"sampled_at", one.sample.sampledAt}, {"class", nullptr}, {"deciding", Json::array()},
            {"standard", nullptr}, {"beyond", Json::array()}, {"weather", weatherKey(one.weather)}, {"dry_flow", one.dryFlow}};
  if (one.quality && quality) {
    json["class"] = sampling::classTitle(*one.quality, *quality);
    for (const rules::LimitRow* row : one.quality->deciding) json["deciding"].push_back(row->item);
  }
  if (one.standard) json["standard"] = one.standard->title() + " " + one.standard->grades[*one.grade];
  for (const rules::Exceedance& item : one.beyond) json["beyond"].push_back({{"item", item.row->item}, {"value", item.value}, {"limit", item.limit}});
  return json;
}

std::string judgementLine(const Session& session, const sampling::SampleJudgement& one, const rules::Standard* quality) {
  std::string line = std::format("{}\t{}\t{}", one.outfallCode.empty() ? one.outfallName : one.outfallCode, one.sample.sampledAt.substr(0, 16),
                                 one.quality && quality ? sampling::classTitle(*one.quality, *quality) : "—");
  for (const rules::Exceedance& item : one.beyond)
    line += std::format("\t{} {:g} {} {:g}", item.row->item, item.value, session.words(item.below ? "低于" : "超过", item.below ? "below" : "above"), item.limit);
  if (one.dryFlow) line += session.words("\t旱天污水直排", "\tflow on a dry day");
  return line + '\n';
}

int reportSamples(Session& session, const SampleOptions& options) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = session.openForReading(options.folder);
  if (!survey) return session.fail(survey.error());
  auto rain = sampling::RainTable::of(survey->reader());
  if (!rain) return session.fail(rain.error());
  if (!options.rain.empty()) {
    auto days = readRain(options.rain);
    if (!days) return session.fail(days.error());
    rain->add(*days);
  }
  std::optional<Fid> outfall;
  if (!options.outfall.empty()) {
    auto record = survey::findRecord(survey->reader(), options.outfall);
    if (!record) return session.fail(record.error());
    if (record->layer != Layer::Outfalls) return session.fail({ErrorCode::ValueInvalid, {.field = "--outfall"}, {options.outfall}, {}});
    outfall = record->fid;
  }
  auto judged = sampling::judgeSamples(survey->reader(), **book, *rain, outfall, Session::stopToken());
  if (!judged) return session.fail(judged.error());
  const rules::Standard* quality = sampling::surfaceWater((*book)->standards());
  Json list = Json::array();
  std::string lines;
  std::size_t beyond = 0, dry = 0, unknown = 0;
  for (const auto& one : *judged) {
    list.push_back(judgementJson(one, quality));
    lines += judgementLine(session, one, quality);
    beyond += !one.beyond.empty();
    dry += one.dryFlow;
    unknown += one.weather == sampling::Weather::Unknown;
  }
  lines += session.words(std::format("样品 {}, 超标 {}, 旱天排水 {}, 雨情不明 {}\n", judged->size(), beyond, dry, unknown),
                         std::format("Samples {}, beyond a limit {}, flow on a dry day {}, rain not known {}\n", judged->size(), beyond, dry, unknown));
  session.answer({{"samples", std::move(list)}, {"beyond", beyond}, {"dry_flow", dry}, {"rain_unknown", unknown}}, lines);
  return session.exitCode = beyond + dry == 0 ? Done : LookAt;
}

int loads(Session& session, const SampleOptions& options) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = session.openForReading(options.folder);
  if (!survey) return session.fail(survey.error());
  auto found = sampling::loadsOf(survey->reader(), **book, options.load, Session::stopToken());
  if (!found) return session.fail(found.error());
  Json list = Json::array();
  std::string lines = session.words("分组\t排污口\t样品\t水量 m3/d\tCOD kg/d\t氨氮 kg/d\t总磷 kg/d\t总氮 kg/d\n", "group\toutfalls\tsamples\tflow m3/d\tCOD kg/d\tNH3-N kg/d\tTP kg/d\tTN kg/d\n");
  std::int64_t without = 0;
  for (const sampling::Load& load : *found) {
    Json one{{"key", load.key}, {"title", load.title}, {"outfalls", load.outfalls}, {"samples", load.samples}, {"flow_of_record", load.flowOfRecord}, {"without_flow", load.withoutFlow},
             {"flow_m3d", load.flowM3PerDay}};
    lines += std::format("{}\t{}\t{}\t{:.1f}", load.title.empty() ? load.key.empty() ? "—" : load.key : load.title, load.outfalls, load.samples, load.flowM3PerDay);
    for (std::size_t i = 0; i < sampling::loadItems.size(); ++i) {
      const sampling::ItemLoad& item = load.items[i];
      const std::string field(sampling::loadItems[i].substr(0, sampling::loadItems[i].find('_')));
      one[field + "_kgd"] = item.outfalls > 0 ? Json(item.kgPerDay) : Json(nullptr);
      one[field + "_outfalls"] = item.outfalls;
      lines += item.outfalls > 0 ? std::format("\t{:.2f}", item.kgPerDay) : "\t—";
    }
    lines += '\n';
    without += load.withoutFlow;
    list.push_back(std::move(one));
  }
  if (without > 0) lines += session.words(std::format("{} 个样品没有流量，未计入\n", without), std::format("{} samples without any flow count for nothing\n", without));
  session.answer({{"loads", std::move(list)}, {"without_flow", without}}, lines);
  return session.exitCode = without > 0 ? LookAt : Done;
}

} // namespace

void addSamples(CLI::App& app, Session& session) {
  auto options = std::make_shared<SampleOptions>();
  CLI::App* verb = addVerb(app, "samples", "Laboratories' results: taken into the survey, and judged");
  verb->require_subcommand(1);
  CLI::App* import = addVerb(*verb, "import", "Take a laboratory's sheet (CSV or XLSX)");
  import->add_option("DIR", options->folder, "Folder of the survey")->required();
  import->add_option("FILE", options->file, "One row a sample with a column an item, or one row a result")->required();
  import->add_option("--sheet", options->sheet, "Sheet of a workbook; the first with anything in it when not given");
  import->add_option("--encoding", options->encoding, "Of a CSV; detected when not given");
  import->add_flag("--dry-run", options->dryRun, "Read and check everything, write nothing");
  import->callback([options, &session] { importSheet(session, *options); });
  CLI::App* judged = addVerb(*verb, "report", "Water quality class, what is beyond the outfall's standard, flow on dry days");
  judged->add_option("DIR", options->folder, "Folder of the survey")->required();
  judged->add_option("--outfall", options->outfall, "CODE, FID or LAYER:FIELD=VALUE");
  judged->add_option("--rain", options->rain, "CSV or XLSX of each day's rain beside what the survey has: date, mm, and the county's code where it differs");
  judged->callback([options, &session] { reportSamples(session, *options); });
  addFieldReadings(*verb, session);
  addRain(*verb, session);
  CLI::App* load = addVerb(*verb, "load", "Loads in kg a day: flow times concentration, each outfall's mean, summed up");
  load->add_option("DIR", options->folder, "Folder of the survey")->required();
  const std::map<std::string, sampling::LoadBy> groups{{"outfall", sampling::LoadBy::Outfall}, {"river", sampling::LoadBy::River}, {"county", sampling::LoadBy::County},
                                                       {"class", sampling::LoadBy::Class}, {"season", sampling::LoadBy::Season}};
  load->add_option("--by", options->load.by, "outfall, river, county, class or season")->transform(CLI::CheckedTransformer(groups));
  load->add_option("--river", options->load.river, "Only the outfalls of this river");
  load->add_option("--high-from", options->load.highFrom, "First month of high water")->check(CLI::Range(1, 12));
  load->add_option("--high-to", options->load.highTo, "Last month of high water")->check(CLI::Range(1, 12));
  load->callback([options, &session] { loads(session, *options); });
}

} // namespace suyuan::cli

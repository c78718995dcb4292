// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sample_verbs.h"
#include "core/sampling/add_sample.h"
#include "core/survey/trace_survey.h"

#include <format>

namespace suyuan::cli {

namespace {

struct ReadingOptions {
  std::string folder, outfall;
  Sample sample;
  std::vector<double> bucketSeconds, floatSeconds, depths;
  double litres = 0, metres = 0, width = 0, diameter = 0, depth = 0, factor = 0;
};

/// The readings of a flow that the options hold; nothing when there are none.
std::optional<sampling::FlowReadings> readingsOf(const ReadingOptions& options, const rules::RuleBook& book) {
  if (options.litres > 0 || !options.bucketSeconds.empty()) return sampling::BucketReadings{options.litres, options.bucketSeconds};
  if (options.metres == 0 && options.floatSeconds.empty()) return std::nullopt;
  sampling::FloatReadings readings{options.metres, options.floatSeconds, {}, options.factor > 0 ? options.factor : book.fieldwork().limits.floatFactor};
  if (options.diameter > 0) readings.section = sampling::PipeSection{options.diameter, options.depth};
  else readings.section = sampling::DitchSection{options.width, options.depths};
  return readings;
}

int add(Session& session, ReadingOptions& options) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = session.openForWriting(options.folder);
  if (!survey) return session.fail(survey.error());
  auto record = survey::findRecord(survey->reader(), options.outfall);
  if (!record) return session.fail(record.error());
  if (record->layer != Layer::Outfalls) return session.fail({ErrorCode::ValueInvalid, {.field = "--outfall"}, {options.outfall}, {}});
  Sample sample = options.sample;
  sample.outfallFid = record->fid;
  std::optional<sampling::FieldFlow> flow;
  if (const auto readings = readingsOf(options, **book)) {
    auto worked = sampling::setFlow(sample, *readings);
    if (!worked) return session.fail(worked.error());
    flow = *worked;
  }
  Fid fid;
  auto done = survey->edit("现场快检", [&](store::Edit& edit) -> Result<> {
    auto added = sampling::addSample(edit, survey->reader(), sample, **book);
    if (!added) return std::unexpected(std::move(added).error());
    fid = *added;
    return {};
  });
  if (!done) return session.fail(done.error());
  Json json{{"fid", toText(fid)}, {"unusual", Json::array()}};
  std::string lines = session.words("已录入", "Recorded") + " " + toText(fid) + "\n";
  if (flow) {
    const bool again = flow->spread > (*book)->fieldwork().limits.flowSpread;
    json["flow_m3s"] = flow->m3PerSecond;
    json["flow_m3d"] = flow->m3PerSecond * 86'400;
    json["spread"] = flow->spread;
    json["measure_again"] = again;
    lines += session.words(std::format("流量 {:.4g} m3/s（{:.4g} m3/d），离散 {:.0f} %{}\n", flow->m3PerSecond, flow->m3PerSecond * 86'400, flow->spread * 100, again ? "，请再测一次" : ""),
                           std::format("Flow {:.4g} m3/s ({:.4g} m3/d), spread {:.0f} %{}\n", flow->m3PerSecond, flow->m3PerSecond * 86'400, flow->spread * 100, again ? ", measure again" : ""));
  }
  const auto faults = sampling::faultsOf(sample, **book);
  for (const auto& fault : faults) {
    json["unusual"].push_back({{"field", fault.field}, {"value", fault.value}, {"low", fault.low}, {"high", fault.high}});
    lines += session.words(std::format("{} = {:g} 超出常见范围 {:g}～{:g}，请复核\n", fault.field, fault.value, fault.low, fault.high),
                           std::format("{} = {:g} is outside the usual {:g} to {:g}: check it\n", fault.field, fault.value, fault.low, fault.high));
  }
  session.answer(json, lines);
  return session.exitCode = faults.empty() ? Done : LookAt;
}

} // namespace

void addFieldReadings(CLI::App& samples, Session& session) {
  auto options = std::make_shared<ReadingOptions>();
  CLI::App* verb = addVerb(samples, "add", "Readings of a field kit, and a flow by bucket or float");
  verb->add_option("DIR", options->folder, "Folder of the survey")->required();
  verb->add_option("--outfall", options->outfall, "CODE, FID or LAYER:FIELD=VALUE")->required();
  verb->add_option("--at", options->sample.sampledAt, "UTC, 2026-05-12T01:30:00.000Z; now when not given");
  const auto reading = [&](const char* name, std::optional<double>& value, const char* help) { verb->add_option(name, value, help); };
  reading("--ph", options->sample.ph, "pH");
  reading("--do", options->sample.dissolvedOxygen, "Dissolved oxygen, mg/L");
  reading("--cod", options->sample.cod, "COD, mg/L");
  reading("--nh3n", options->sample.ammonia, "Ammonia nitrogen, mg/L");
  reading("--tp", options->sample.phosphorus, "Total phosphorus, mg/L");
  reading("--conductivity", options->sample.conductivity, "uS/cm");
  reading("--turbidity", options->sample.turbidity, "NTU");
  reading("--temperature", options->sample.temperature, "Water, °C");
  auto* flow = verb->add_option("--flow", options->sample.flow, "As read, m3/s");
  auto* litres = verb->add_option("--bucket", options->litres, "Litres of the vessel")->excludes(flow);
  auto* seconds = verb->add_option("--fill-times", options->bucketSeconds, "Seconds of each filling, parted by commas")->delimiter(',');
  litres->needs(seconds);
  seconds->needs(litres);
  auto* metres = verb->add_option("--float", options->metres, "Metres that the floats ran")->excludes(flow)->excludes(litres);
  auto* times = verb->add_option("--float-times", options->floatSeconds, "Seconds of each float, parted by commas")->delimiter(',');
  metres->needs(times);
  times->needs(metres);
  auto* width = verb->add_option("--width", options->width, "Of a ditch, metres")->needs(metres);
  verb->add_option("--depths", options->depths, "Across a ditch at even distances, metres, parted by commas; one is the mean")->delimiter(',')->needs(width);
  auto* diameter = verb->add_option("--diameter", options->diameter, "Of a pipe, metres")->needs(metres)->excludes(width);
  verb->add_option("--depth", options->depth, "Of the water in the pipe, metres")->needs(diameter);
  verb->add_option("--factor", options->factor, "Mean speed by the float's; the rule book's when not given")->needs(metres);
  verb->add_option("--note", options->sample.note, "Remark");
  verb->callback([options, &session] { add(session, *options); });
}

} // namespace suyuan::cli

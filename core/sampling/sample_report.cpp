// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/sample_report.h"

#include "core/model/outfall_names.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace suyuan::sampling {

namespace {

/// What a judgement needs of an outfall.
struct OutfallFacts {
  std::string code, name, kind, standard;
  DivisionCode county;
  bool storm = false;
};

std::string firstOf(std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words)
    if (!word.empty()) return std::string(word);
  return {};
}

OutfallFacts factsOf(const Outfall& outfall) {
  OutfallFacts facts;
  facts.code = codeOf(outfall);
  facts.name = outfall.name;
  facts.kind = firstOf({outfall.class3, outfall.class2, outfall.class1});
  facts.standard = outfall.standard;
  facts.county = DivisionCode::parse(outfall.divisionCode).value_or(DivisionCode{});
  // HJ 1312 附录: 城镇雨洪排口, 工业企业雨洪排口, 矿山雨洪排口 …
  for (const std::string* word : {&outfall.class2, &outfall.class3}) facts.storm = facts.storm || word->contains("雨洪");
  return facts;
}

SampleJudgement judge(Sample sample, const OutfallFacts& outfall, const rules::RuleBook& book, const rules::Standard* quality, const RainTable& rain) {
  SampleJudgement out;
  out.outfallCode = outfall.code;
  out.outfallName = outfall.name;
  out.outfallClass = outfall.kind;
  if (quality) out.quality = waterClassOf(sample, *quality);
  if (const auto named = book.standards().read(outfall.standard); named.standard && named.standard->discharge && named.grade) {
    out.standard = named.standard;
    out.grade = named.grade;
    out.beyond = rules::StandardTable::exceedances(sample, *named.standard, *named.grade);
  }
  out.weather = weatherAt(rain, sample.sampledAt, outfall.county, book.fieldwork().limits);
  out.dryFlow = outfall.storm && out.weather == Weather::Dry && sample.flow.value_or(1) > 0;
  out.sample = std::move(sample);
  return out;
}

} // namespace

SampleJudgement judgeSample(Sample sample, const Outfall& outfall, const rules::RuleBook& book, const RainTable& rain) {
  return judge(std::move(sample), factsOf(outfall), book, surfaceWater(book.standards()), rain);
}

Result<std::vector<SampleJudgement>> judgeSamples(store::Reader& reader, const rules::RuleBook& book, const RainTable& rain, std::optional<Fid> outfall, std::stop_token stop) {
  store::Query query;
  if (outfall) query.equals = {{"outfall_fid", toValue(*outfall)}};
  auto samples = reader.all<Sample>(query);
  if (!samples) return std::unexpected(std::move(samples).error());
  const rules::Standard* quality = surfaceWater(book.standards());
  std::unordered_map<Fid, OutfallFacts> known;
  std::vector<SampleJudgement> out;
  for (Sample& sample : *samples) {
    if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
    auto facts = known.find(sample.outfallFid);
    if (facts == known.end()) {
      auto record = reader.get<Outfall>(sample.outfallFid);
      if (!record) return std::unexpected(std::move(record).error());
      facts = known.emplace(sample.outfallFid, *record ? factsOf(**record) : OutfallFacts{}).first;
    }
    out.push_back(judge(std::move(sample), facts->second, book, quality, rain));
  }
  std::ranges::stable_sort(out, {}, [](const SampleJudgement& one) { return std::tie(one.outfallCode, one.outfallName, one.sample.sampledAt); });
  return out;
}

} // namespace suyuan::sampling

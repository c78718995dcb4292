// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/add_sample.h"

#include "core/model/outfall.h"
#include "core/model/utc_time.h"

#include <chrono>
#include <format>
#include <type_traits>

namespace suyuan::sampling {

namespace {

template <class Visit>
void eachReading(const Sample& sample, Visit&& visit) {
  Sample::fields(sample, [&](const FieldDef& field, const auto& member) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::optional<double>>)
      if (member) visit(field, *member);
  });
}

} // namespace

std::vector<ReadingFault> faultsOf(const Sample& sample, const rules::RuleBook& book) {
  std::vector<ReadingFault> faults;
  eachReading(sample, [&](const FieldDef& field, double value) {
    for (const rules::PlausibleRange& range : book.ranges()) {
      if (range.layer != Layer::Samples || range.field != field.name) continue;
      if (!(value >= range.possibleLow && value <= range.possibleHigh)) faults.push_back({range.field, value, range.possibleLow, range.possibleHigh, true});
      else if (value < range.low || value > range.high) faults.push_back({range.field, value, range.low, range.high, false});
    }
  });
  return faults;
}

Result<FieldFlow> setFlow(Sample& sample, const FlowReadings& readings) {
  const auto flow = flowOf(readings);
  if (!flow) return flow;
  sample.flow = flow->m3PerSecond;
  sample.flowMethod = methodTerm(readings);
  sample.flowReadings = toText(readings);
  return flow;
}

Result<Fid> addSample(store::Edit& edit, store::Reader& reader, Sample sample, const rules::RuleBook& book) {
  const auto outfall = reader.get<Outfall>(sample.outfallFid);
  if (!outfall) return std::unexpected(outfall.error());
  if (!*outfall) return failure(ErrorCode::RecordMissing, {.layer = "outfalls"}, {}, {suyuan::toText(sample.outfallFid)});
  for (const ReadingFault& fault : faultsOf(sample, book))
    if (fault.impossible) return failure(ErrorCode::ValueInvalid, {.layer = "samples", .field = fault.field}, {}, {std::format("{:g}", fault.value)});
  bool any = false;
  eachReading(sample, [&](const FieldDef&, double) { any = true; });
  if (!any) return failure(ErrorCode::ValueInvalid, {.layer = "samples"}, "no reading at all", {});
  if (sample.sampledAt.empty()) sample.sampledAt = toIso(std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
  if (sample.kind.empty()) sample.kind = "现场快检";
  return edit.insert(sample);
}

} // namespace suyuan::sampling

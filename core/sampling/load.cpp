// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/load.h"

#include "core/model/outfall_names.h"
#include "core/model/record.h"
#include "core/model/sample.h"
#include "core/model/utc_time.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <tuple>
#include <unordered_map>

namespace suyuan::sampling {

namespace {

constexpr double secondsPerDay = 86'400;

/// One outfall's samples within one group: sums, of which the means are its load.
struct OutfallSums {
  std::int64_t samples = 0, withFlow = 0;
  double flow = 0; ///< m3/d
  struct Item {
    double kg = 0;
    std::int64_t samples = 0;
  };
  std::array<Item, loadItems.size()> items;
};

struct Group {
  Load load;
  std::map<Fid, OutfallSums> outfalls;
};

std::optional<double> itemOf(const Sample& sample, std::size_t item) {
  switch (item) {
  case 0: return sample.cod;
  case 1: return sample.ammonia;
  case 2: return sample.phosphorus;
  default: return sample.nitrogen;
  }
}

bool isHigh(unsigned month, const LoadRequest& request) {
  const int at = static_cast<int>(month);
  return request.highFrom <= request.highTo ? at >= request.highFrom && at <= request.highTo : at >= request.highFrom || at <= request.highTo;
}

struct GroupName {
  std::string key, title;
};

GroupName nameOf(const Sample& sample, const Outfall& outfall, const rules::RuleBook& book, const LoadRequest& request) {
  switch (request.by) {
  case LoadBy::Outfall: {
    const std::string& code = codeOf(outfall);
    return {code.empty() ? toText(outfall.fid) : code, outfall.name};
  }
  case LoadBy::River: return {outfall.riverName, outfall.riverName};
  case LoadBy::County: {
    const auto code = DivisionCode::parse(outfall.divisionCode);
    if (!code || !book.divisions().known(*code)) return {outfall.divisionCode, outfall.divisionCode};
    const DivisionCode now = book.divisions().current(*code);
    return {now.text(), book.divisions().fullName(now)};
  }
  case LoadBy::Class: return {outfall.class1, outfall.class1};
  case LoadBy::Season: break;
  }
  const auto time = parseUtc(sample.sampledAt);
  if (!time) return {};
  const std::chrono::year_month_day day = beijingDay(*time);
  return isHigh(static_cast<unsigned>(day.month()), request) ? GroupName{"high", "汛期"} : GroupName{"low", "非汛期"};
}

void add(Group& group, const Sample& sample, const Outfall& outfall) {
  OutfallSums& sums = group.outfalls[outfall.fid];
  ++sums.samples;
  ++group.load.samples;
  std::optional<double> flow = sample.flow ? std::optional(*sample.flow * secondsPerDay) : std::nullopt;
  if (!flow && outfall.flow) {
    flow = outfall.flow;
    ++group.load.flowOfRecord;
  }
  if (!flow) {
    ++group.load.withoutFlow;
    return;
  }
  ++sums.withFlow;
  sums.flow += *flow;
  for (std::size_t i = 0; i < loadItems.size(); ++i)
    if (const auto concentration = itemOf(sample, i)) {
      sums.items[i].kg += *flow * *concentration / 1000; // m3/d × g/m3 = g/d
      ++sums.items[i].samples;
    }
}

Load finished(Group&& group) {
  Load load = std::move(group.load);
  load.outfalls = static_cast<std::int64_t>(group.outfalls.size());
  for (const auto& [fid, sums] : group.outfalls) {
    if (sums.withFlow > 0) load.flowM3PerDay += sums.flow / static_cast<double>(sums.withFlow);
    for (std::size_t i = 0; i < loadItems.size(); ++i)
      if (sums.items[i].samples > 0) {
        load.items[i].kgPerDay += sums.items[i].kg / static_cast<double>(sums.items[i].samples);
        ++load.items[i].outfalls;
      }
  }
  return load;
}

} // namespace

Result<std::vector<Load>> loadsOf(store::Reader& reader, const rules::RuleBook& book, const LoadRequest& request, std::stop_token stop) {
  auto samples = reader.all<Sample>();
  if (!samples) return std::unexpected(std::move(samples).error());
  std::unordered_map<Fid, std::optional<Outfall>> outfalls;
  std::map<std::string, Group> groups;
  for (const Sample& sample : *samples) {
    if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
    auto outfall = outfalls.find(sample.outfallFid);
    if (outfall == outfalls.end()) {
      auto record = reader.get<Outfall>(sample.outfallFid);
      if (!record) return std::unexpected(std::move(record).error());
      outfall = outfalls.emplace(sample.outfallFid, std::move(*record)).first;
    }
    if (!outfall->second || (!request.river.empty() && outfall->second->riverName != request.river)) continue;
    GroupName name = nameOf(sample, *outfall->second, book, request);
    Group& group = groups[name.key];
    group.load.key = name.key;
    group.load.title = std::move(name.title);
    add(group, sample, *outfall->second);
  }
  std::vector<Load> loads;
  for (auto& [key, group] : groups) loads.push_back(finished(std::move(group)));
  if (request.by != LoadBy::Season)
    std::ranges::stable_sort(loads, std::greater(), [](const Load& load) { return load.items[0].kgPerDay; });
  return loads;
}

} // namespace suyuan::sampling

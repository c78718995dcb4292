// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/outfall.h"
#include "core/rules/rule_book.h"
#include "core/sampling/rain.h"
#include "core/sampling/water_class.h"
#include "core/store/reader.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace suyuan::sampling {

/// What a sample tells.
struct SampleJudgement {
  Sample sample;
  std::string outfallCode, outfallName, outfallClass;
  std::optional<WaterClass> quality;
  const rules::Standard* standard = nullptr; ///< 排放标准 that the outfall's record names with its grade; null: it names none that is known
  std::optional<std::size_t> grade;
  std::vector<rules::Exceedance> beyond; ///< 超标: of the outfall's own standard
  Weather weather = Weather::Unknown;
  bool dryFlow = false; ///< 旱天污水直排: a storm outfall that runs on a dry day

  [[nodiscard]] bool needsALook() const noexcept { return !beyond.empty() || dryFlow; }
};

/// Judges one sample, which need not be in the survey yet. What it returns points into the book.
[[nodiscard]] SampleJudgement judgeSample(Sample sample, const Outfall& outfall, const rules::RuleBook& book, const RainTable& rain);

/// Judges the samples of all outfalls, or of one, by time. A storm outfall's sample counts as flow unless its flow is said to be 0. Errors: the
/// store's, Cancelled. What it returns points into the book.
[[nodiscard]] Result<std::vector<SampleJudgement>> judgeSamples(store::Reader& reader, const rules::RuleBook& book, const RainTable& rain,
                                                                std::optional<Fid> outfall = {}, std::stop_token stop = {});

} // namespace suyuan::sampling

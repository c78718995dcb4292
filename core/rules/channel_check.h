// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/channel.h"
#include "core/model/well.h"
#include "core/rules/rule_book.h"
#include "core/rules/survey_index.h"

#include <functional>
#include <stop_token>

namespace suyuan::rules {

/// What channels may end at, besides one another.
struct ChannelSurroundings {
  std::span<const Channel> channels;
  std::span<const Well> wells;
  std::vector<Point> places;                 ///< units and whatever else a channel may begin or end at
  const SurveyIndex* outfalls = nullptr;     ///< positions of outfalls; null: none
};

/// Rules over the drawn network: ends that meet nothing, channels that cross themselves, that lie twice, that grow
/// narrower or step up downstream. Ends within one metre are one place. Error Cancelled.
[[nodiscard]] Result<> checkChannels(const ChannelSurroundings& around, const RuleBook& book, std::vector<Finding>& out,
                                     std::stop_token stop = {});

/// True when a line crosses or touches itself other than at its two ends.
[[nodiscard]] bool crossesItself(std::span<const Point> line);

} // namespace suyuan::rules

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/rule_book.h"
#include "core/store/reader.h"

#include <array>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace suyuan::sampling {

enum class LoadBy : unsigned char { Outfall, River, County, Class, Season };

struct LoadRequest {
  LoadBy by = LoadBy::Outfall;
  int highFrom = 6, highTo = 9; ///< 汛期: months of high water, both included; highFrom after highTo goes over the year's end
  std::string river;            ///< only outfalls of this river; empty: all
};

/// Items whose loads are counted, in this order: 化学需氧量, 氨氮, 总磷, 总氮.
inline constexpr std::array<std::string_view, 4> loadItems{"cod_mgl", "nh3n_mgl", "tp_mgl", "tn_mgl"};

struct ItemLoad {
  double kgPerDay = 0;
  std::int64_t outfalls = 0; ///< that have a concentration and a flow
};

/// 污染负荷 of a group: the sum over its outfalls of the mean over each one's samples of flow × concentration.
struct Load {
  std::string key, title;         ///< code or fid, river, division code, class, "high" or "low"; for people
  std::int64_t outfalls = 0;      ///< with a sample
  std::int64_t samples = 0;
  std::int64_t flowOfRecord = 0;  ///< samples without a flow of their own, for which the outfall's record has one
  std::int64_t withoutFlow = 0;   ///< samples that count for nothing: no flow is known
  double flowM3PerDay = 0;
  std::array<ItemLoad, loadItems.size()> items;
};

/// Largest load of the first item first; by season high water before low. Errors: the store's, Cancelled.
[[nodiscard]] Result<std::vector<Load>> loadsOf(store::Reader& reader, const rules::RuleBook& book, const LoadRequest& request, std::stop_token stop = {});

} // namespace suyuan::sampling

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fieldwork/duplicate_pairs.h"

#include "core/model/geometry_functions.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace suyuan::desktop {

std::pair<std::int64_t, std::int64_t> asPair(Fid a, Fid b) { return {std::min(a, b).value, std::max(a, b).value}; }

KeptApart keptApartFrom(const std::string& text) {
  KeptApart apart;
  const auto read = nlohmann::json::parse(text, nullptr, false);
  if (!read.is_array()) return apart;
  for (const auto& pair : read) {
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() || !pair[1].is_string()) continue;
    const auto a = parseFid(pair[0].get<std::string>()), b = parseFid(pair[1].get<std::string>());
    if (a && b) apart.insert(asPair(*a, *b));
  }
  return apart;
}

std::string keptApartText(const KeptApart& apart) {
  auto list = nlohmann::json::array();
  for (const auto& [a, b] : apart) list.push_back({toText(Fid{a}), toText(Fid{b})});
  return list.dump();
}

Result<std::vector<DuplicatePair>> duplicatePairs(store::Reader& reader, double withinM, const KeptApart& apart) {
  auto groups = fieldwork::findDuplicates(reader, withinM);
  if (!groups) return std::unexpected(std::move(groups).error());
  std::vector<DuplicatePair> pairs;
  for (const fieldwork::Duplicates& group : *groups)
    for (std::size_t i = 1; i < group.candidates.size(); ++i) {
      const Candidate &first = group.candidates.front(), &second = group.candidates[i];
      if (apart.contains(asPair(first.fid, second.fid))) continue;
      pairs.push_back({first, second, distanceMetres(std::get<Point>(first.geometry), std::get<Point>(second.geometry))});
    }
  std::ranges::stable_sort(pairs, {}, &DuplicatePair::metres);
  return pairs;
}

} // namespace suyuan::desktop

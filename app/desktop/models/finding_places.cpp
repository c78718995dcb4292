// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/finding_places.h"

#include <set>

namespace suyuan::desktop {

Result<FindingPlaces> FindingPlaces::read(store::Reader& reader, const rules::RuleBook& book, std::span<const Finding* const> findings) {
  FindingPlaces made;
  std::set<Layer> layers;
  for (const Finding* finding : findings) {
    made.places_.try_emplace({finding->layer, finding->fid});
    layers.insert(finding->layer);
  }
  std::map<std::string, std::string, std::less<>> names;
  const auto nameOf = [&](const std::string& code) -> const std::string& {
    const auto known = names.find(code);
    if (known != names.end()) return known->second;
    const auto division = DivisionCode::parse(code);
    std::string name = division ? book.divisions().fullName(*division) : std::string();
    return names.emplace(code, name.empty() ? code : std::move(name)).first->second;
  };
  const auto take = [&](Layer layer, const std::vector<Value>& row) {
    const auto* fid = std::get_if<std::int64_t>(&row[0]);
    const auto found = fid ? made.places_.find({layer, Fid{*fid}}) : made.places_.end();
    if (found != made.places_.end()) found->second = {nameOf(toText(row[1])), toText(row[2])};
    return true;
  };
  for (const Layer layer : layers) {
    std::string sql;
    const std::string table(layerName(layer));
    if (layer == Layer::Outfalls) sql = "SELECT fid, division_code, team FROM outfalls";
    else if (layer == Layer::Units || layer == Layer::Candidates) sql = "SELECT fid, division_code, '' FROM " + table;
    else if (layer == Layer::Samples || layer == Layer::Photos || layer == Layer::Visits)
      sql = "SELECT c.fid, o.division_code, o.team FROM " + table + " c JOIN outfalls o ON o.fid = c.outfall_fid";
    else continue; // of no county and no team
    SUYUAN_TRY(reader.select(sql, {}, [&](const std::vector<Value>& row) { return take(layer, row); }));
  }
  return made;
}

const FindingPlaces::Place& FindingPlaces::of(const Finding& finding) const {
  static const Place nowhere;
  const auto found = places_.find({finding.layer, finding.fid});
  return found == places_.end() ? nowhere : found->second;
}

} // namespace suyuan::desktop

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/finding_places.h"

#include <map>

namespace suyuan::desktop {

Result<FindingPlaces> FindingPlaces::read(store::Reader& reader, const rules::RuleBook& book, std::span<const Finding* const> findings) {
  FindingPlaces made;
  for (const Finding* finding : findings) made.places_.try_emplace({finding->layer, finding->fid});
  return fill(reader, book, std::move(made), false);
}

Result<FindingPlaces> FindingPlaces::readFew(store::Reader& reader, const rules::RuleBook& book, std::span<const Record> records) {
  FindingPlaces made;
  for (const Record& record : records) made.places_.try_emplace(record);
  return fill(reader, book, std::move(made), true);
}

Result<FindingPlaces> FindingPlaces::fill(store::Reader& reader, const rules::RuleBook& book, FindingPlaces made, bool few) {
  std::map<Layer, std::string> layers; // the fids of each, as a list
  for (const auto& [record, place] : made.places_) {
    std::string& list = layers[record.first];
    if (few) list += (list.empty() ? "" : ",") + toText(record.second);
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
  for (const auto& [layer, list] : layers) {
    std::string sql;
    const std::string table(layerName(layer));
    if (layer == Layer::Outfalls) sql = "SELECT c.fid, c.division_code, c.team FROM outfalls c";
    else if (layer == Layer::Units || layer == Layer::Candidates) sql = "SELECT c.fid, c.division_code, '' FROM " + table + " c";
    else if (layer == Layer::Samples || layer == Layer::Photos || layer == Layer::Visits)
      sql = "SELECT c.fid, o.division_code, o.team FROM " + table + " c JOIN outfalls o ON o.fid = c.outfall_fid";
    else continue; // of no county and no team
    if (few) sql += " WHERE c.fid IN (" + list + ")";
    SUYUAN_TRY(reader.select(sql, {}, [&](const std::vector<Value>& row) { return take(layer, row); }));
  }
  return made;
}

bool FindingPlaces::put(const FindingPlaces& newer) {
  bool other = false;
  for (const auto& [record, place] : newer.places_) {
    Place& now = places_[record];
    other = other || now != place;
    now = place;
  }
  return other;
}

const FindingPlaces::Place& FindingPlaces::of(const Finding& finding) const {
  static const Place nowhere;
  const auto found = places_.find({finding.layer, finding.fid});
  return found == places_.end() ? nowhere : found->second;
}

} // namespace suyuan::desktop

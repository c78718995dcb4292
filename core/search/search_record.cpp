// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/search_record.h"

#include "core/model/geometry_functions.h"
#include "core/search/search_key.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <unordered_map>

namespace suyuan::search {

namespace {

Point middleOf(const Box& box) { return {(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2}; }

store::Query queryOf(Layer layer) {
  store::Query query;
  query.fields = codeFields(layer);
  query.fields.insert(query.fields.begin(), "name");
  query.geometry = schemaOf(layer).geometry == GeometryKind::Point;
  return query;
}

/// Middles of the boxes of lines and areas, from the R-tree, so that no vertex is read.
Result<std::unordered_map<Fid, Point>> middles(store::Reader& reader, Layer layer) {
  std::unordered_map<Fid, Point> at;
  auto done = reader.select(std::format("SELECT id, minx, miny, maxx, maxy FROM rtree_{}_geom", layerName(layer)), {}, [&](const std::vector<Value>& row) {
    const auto real = [&](std::size_t i) { return std::get<double>(row[i]); };
    at.emplace(Fid{std::get<std::int64_t>(row[0])}, middleOf({real(1), real(2), real(3), real(4)}));
    return true;
  });
  if (!done) return std::unexpected(std::move(done).error());
  return at;
}

void fill(SearchRecord& record, std::size_t fields, const std::function<std::string_view(std::size_t)>& text) {
  record.names.clear();
  record.codes.clear();
  if (const auto name = text(0); !name.empty()) record.names.emplace_back(name);
  for (std::size_t i = 1; i < fields; ++i)
    if (const auto code = text(i); !code.empty() && std::ranges::find(record.codes, code) == record.codes.end()) record.codes.emplace_back(code);
}

} // namespace

bool isSearched(Layer layer) noexcept { return std::ranges::find(searchedLayers, layer) != searchedLayers.end(); }

std::vector<std::string> codeFields(Layer layer) {
  switch (layer) {
  case Layer::Outfalls: return {"code_national", "code_provincial", "code_local", "source_id"};
  case Layer::Units: return {"uscc", "permit_no"};
  case Layer::Rivers:
  case Layer::Lakes:
  case Layer::Divisions: return {"code"};
  default: return {"source_id"};
  }
}

void addFormer(SearchRecord& record, const FormerWords& former) {
  const auto add = [](std::vector<std::string>& into, const std::vector<std::string>& now, const std::set<std::string>& words) {
    std::set<std::u32string> known;
    for (const std::string& word : now) known.insert(searchKey(word));
    for (const std::string& word : words)
      if (known.insert(searchKey(word)).second) into.push_back(word);
  };
  add(record.formerNames, record.names, former.names);
  add(record.formerCodes, record.codes, former.codes);
}

Result<> readSearchRecords(store::Reader& reader, Layer layer, const std::function<bool(SearchRecord&)>& take) {
  const store::Query query = queryOf(layer);
  std::unordered_map<Fid, Point> places;
  if (!query.geometry) {
    auto found = middles(reader, layer);
    if (!found) return std::unexpected(std::move(found).error());
    places = std::move(*found);
  }
  SearchRecord record;
  Geometry geometry;
  return reader.scanColumns(layer, query, [&](const store::RowView& row) {
    fill(record, query.fields.size(), [&](std::size_t i) { return row.text(i).value_or(std::string_view()); });
    if (record.names.empty() && record.codes.empty()) return true;
    record.layer = layer;
    record.fid = row.fid();
    record.formerNames.clear();
    record.formerCodes.clear();
    record.at.reset();
    if (query.geometry) {
      row.geometry(geometry);
      if (const auto* point = std::get_if<Point>(&geometry); point != nullptr && std::isfinite(point->x) && std::isfinite(point->y)) record.at = *point;
    } else if (const auto place = places.find(record.fid); place != places.end()) {
      record.at = place->second;
    }
    return take(record);
  });
}

Result<std::optional<SearchRecord>> readSearchRecord(store::Reader& reader, Layer layer, Fid fid) {
  store::Query query = queryOf(layer);
  query.equals = {{"fid", Value{fid.value}}};
  query.geometry = true;
  std::optional<SearchRecord> found;
  auto done = reader.scan(layer, query, [&](const Row& row) {
    SearchRecord record{.layer = layer, .fid = fid};
    fill(record, query.fields.size(), [&](std::size_t i) {
      const auto* text = std::get_if<std::string>(&row.values[i]);
      return text != nullptr ? std::string_view(*text) : std::string_view();
    });
    if (const Box box = boxOf(row.geometry); !box.isEmpty()) record.at = middleOf(box);
    if (!record.names.empty() || !record.codes.empty()) found = std::move(record);
    return false;
  });
  if (!done) return std::unexpected(std::move(done).error());
  return found;
}

std::vector<SearchRecord> divisionRecords(const coding::DivisionTable& divisions) {
  std::set<DivisionCode> codes;
  for (const DivisionCode county : divisions.knownCounties())
    for (const DivisionCode code : {county.province(), county.prefecture(), county}) codes.insert(code);
  std::vector<SearchRecord> records;
  for (const DivisionCode code : codes) {
    if (!divisions.exists(code)) continue; // one that was given up is a former code of what it became
    SearchRecord record{.layer = Layer::Divisions};
    record.names = {divisions.name(code)};
    if (auto full = divisions.fullName(code); full != record.names.front()) record.names.push_back(std::move(full));
    record.codes = {code.text()};
    for (const coding::DivisionChange& change : divisions.history(code)) {
      if (change.to != code || change.kind == coding::DivisionChangeKind::Carved) continue;
      if (change.from != code) record.formerCodes.push_back(change.from.text());
      if (!change.fromName.empty() && change.fromName != record.names.front()) record.formerNames.push_back(change.fromName);
    }
    for (const coding::TownshipEntry& township : divisions.townshipsOf(code)) {
      SearchRecord below{.layer = Layer::Divisions};
      below.names = {township.name, divisions.fullName(code) + township.name};
      below.codes = {township.code};
      records.push_back(std::move(below));
    }
    records.push_back(std::move(record));
  }
  return records;
}

} // namespace suyuan::search

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/load_survey.h"

#include "gis/layers/columns.h"
#include "gis/layers/table_builder.h"

#include <algorithm>
#include <array>

namespace suyuan::layers {

namespace {

/// Where a table column comes from: positions in the row's values, first non-empty one taken.
struct Source {
  std::array<int, 3> at{-1, -1, -1};
  bool used = false;
};

Source pick(std::span<const std::string_view> names, std::vector<std::string>& fields) {
  Source source;
  for (std::size_t i = 0; i < names.size() && i < source.at.size(); ++i) {
    source.at[i] = static_cast<int>(fields.size());
    fields.emplace_back(names[i]);
    source.used = true;
  }
  return source;
}

std::string_view textOf(const Row& row, const Source& source, std::string& scratch) {
  for (const int at : source.at) {
    if (at < 0 || static_cast<std::size_t>(at) >= row.values.size()) continue;
    const Value& value = row.values[static_cast<std::size_t>(at)];
    if (isNull(value)) continue;
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    scratch = toText(value);
    return scratch;
  }
  return {};
}

Result<FeatureTable> load(store::Reader& reader, Layer layer, store::Query query, const projection::Crs& mapCrs,
                          std::stop_token stop, const LoadProgress& progress, const OwnColumns& own);

} // namespace

std::vector<Layer> drawingOrder() {
  return {Layer::Lakes,  Layer::Divisions, Layer::Zones, Layer::Rivers,     Layer::Reaches, Layer::Tracks, Layer::Inspections,
          Layer::Channels, Layer::Wells,   Layer::Units, Layer::Candidates, Layer::Outfalls};
}

Result<FeatureTable> loadSurveyLayer(store::Reader& reader, Layer layer, const projection::Crs& mapCrs,
                                     std::stop_token stop, const LoadProgress& progress, const OwnColumns& own) {
  return load(reader, layer, {}, mapCrs, stop, progress, own);
}

Result<FeatureTable> loadSurveyRecords(store::Reader& reader, Layer layer, const projection::Crs& mapCrs,
                                       std::span<const Fid> fids, std::stop_token stop, const OwnColumns& own) {
  store::Query query;
  query.where = "fid IN (0";
  for (const Fid fid : fids) query.where += "," + toText(fid);
  query.where += ")";
  return load(reader, layer, std::move(query), mapCrs, stop, {}, own);
}

namespace {

Result<FeatureTable> load(store::Reader& reader, Layer layer, store::Query query, const projection::Crs& mapCrs,
                          std::stop_token stop, const LoadProgress& progress, const OwnColumns& own) {
  FeatureTable table;
  table.name = std::string(layerName(layer));
  table.layer = layer;
  TableBuilder builder(table);

  ColumnChoice choice = columnsOf(layer);
  const std::string_view ownCategory = own.category, ownLabel = own.label;
  const auto has = [&](std::string_view field) { return !field.empty() && schemaOf(layer).indexOf(field) >= 0; };
  if (has(ownCategory)) choice.category = {&ownCategory, 1};
  if (has(ownLabel)) choice.label = {&ownLabel, 1};
  const Source category = pick(choice.category, query.fields);
  const Source status = pick(choice.status, query.fields);
  const Source grade = pick(choice.grade, query.fields);
  const Source label = pick(choice.label, query.fields);
  const Source detail = pick(choice.detail, query.fields);

  std::int64_t read = 0;
  bool cancelled = false;
  std::string scratch;
  auto scanned = reader.scan(layer, query, [&](const Row& row) {
    if ((++read & 0xFFF) == 0) {
      if (stop.stop_requested()) return cancelled = true, false;
      if (progress) progress(read);
    }
    const GeometryKind kind = builder.addGeometry(row.geometry);
    if (!builder.commit(row.fid.value, kind)) return true;
    if (category.used) {
      const std::string_view word = textOf(row, category, scratch);
      table.category.add(own.categoryWords.empty() || std::ranges::find(own.categoryWords, word) != own.categoryWords.end() ? word : std::string_view{});
    }
    if (status.used) table.status.add(textOf(row, status, scratch));
    if (grade.used) table.grade.add(textOf(row, grade, scratch));
    if (label.used) table.label.add(textOf(row, label, scratch));
    if (detail.used) table.detail.add(textOf(row, detail, scratch));
    return true;
  });
  if (!scanned) return std::unexpected(std::move(scanned).error());
  if (cancelled || stop.stop_requested()) return failure(ErrorCode::Cancelled, {.layer = table.name});
  SUYUAN_TRY(builder.finish(projection::surveyCrs(), mapCrs));
  if (progress) progress(read);
  return table;
}

} // namespace

} // namespace suyuan::layers

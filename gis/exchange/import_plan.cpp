// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/import_plan.h"

#include "gis/exchange/column_names.h"
#include "gis/exchange/coordinate_text.h"
#include "gis/projection/gauss_kruger.h"
#include "gis/projection/gcj02.h"

#include <cmath>
#include <format>

namespace suyuan::exchange {

namespace {

using projection::Crs;

Result<> planColumns(ImportPlan& plan, const Source& source, const ImportRequest& request,
                     const std::map<std::string, std::string>& remembered, const NameTables& tables) {
  const LayerSchema& schema = schemaOf(request.as);
  plan.mapping = proposeMapping(source.columns, schema, tables);
  for (const auto& [field, column] : remembered)
    if (columnNamed(source.columns, column)) plan.mapping[field] = column;
  for (const auto& [field, column] : request.mapping) {
    if (column.empty()) {
      plan.mapping.erase(field);
      continue;
    }
    if (schema.indexOf(field) < 0 && !isPositionField(field))
      return failure(ErrorCode::FieldUnknown, {.layer = std::string(layerName(request.as)), .field = field});
    if (!columnNamed(source.columns, column)) return failure(ErrorCode::SourceColumnUnknown, {.file = source.file, .field = column});
    plan.mapping[field] = column;
  }
  const auto want = [&](const std::string& column) {
    const std::size_t index = *columnNamed(source.columns, column);
    for (std::size_t i = 0; i < plan.wanted.size(); ++i)
      if (plan.wanted[i] == index) return i;
    plan.wanted.push_back(index);
    return plan.wanted.size() - 1;
  };
  const bool table = source.kindKnown && source.kind == GeometryKind::None;
  const bool positions = table && schema.geometry == GeometryKind::Point;
  if (!positions) {
    for (const char* position : {"lon", "lat", "height"}) plan.mapping.erase(position);
  }
  for (const auto& [field, column] : plan.mapping) {
    if (field == "lon") plan.lon = want(column);
    else if (field == "lat") plan.lat = want(column);
    else if (field == "height") plan.height = want(column);
    else plan.fields.emplace_back(schema.indexOf(field), want(column));
  }
  if (schema.geometry == GeometryKind::None) return {};
  if (table && !positions) return failure(ErrorCode::GeometryTypeWrong, {.file = source.file, .layer = std::string(layerName(request.as))}, "a table has no lines or areas");
  if (positions && (!plan.lon || !plan.lat))
    return failure(ErrorCode::SourceColumnUnknown, {.file = source.file, .field = plan.lon ? "lat" : "lon"}, "no columns with coordinates");
  if (source.kindKnown && source.kind != GeometryKind::None && source.kind != schema.geometry)
    return failure(ErrorCode::GeometryTypeWrong, {.file = source.file, .layer = std::string(layerName(request.as))}, source.geometryName);
  return {};
}

struct ColumnLook {
  std::size_t degrees = 0, metres = 0, swapped = 0;
  std::optional<projection::EastingGuess> guess;
};

/// Looks at the first rows of the two coordinate columns.
Result<ColumnLook> lookAtColumns(Source& source, const ImportPlan& plan) {
  ColumnLook look;
  std::size_t seen = 0;
  auto done = source.read({plan.wanted[*plan.lon], plan.wanted[*plan.lat]}, [&](const SourceBatch& batch) {
    std::string a, b;
    for (std::size_t row = 0; row < batch.rows; ++row) {
      const auto x = parseCoordinate(batch.columns[0].text(row, a)), y = parseCoordinate(batch.columns[1].text(row, b));
      if (!x || !y) continue;
      if (std::abs(x->value) <= 360 && std::abs(y->value) <= 360) {
        ++look.degrees;
        continue;
      }
      ++look.metres;
      if (const auto guess = projection::guessEasting(x->value, y->value)) {
        if (guess->swapped) ++look.swapped;
        if (!look.guess || (guess->zone && !look.guess->zone)) look.guess = guess;
      }
    }
    return (seen += batch.rows) < 2000;
  });
  if (!done) return std::unexpected(std::move(done).error());
  return look;
}

Result<Crs> crsOfGuess(const std::optional<projection::EastingGuess>& guess, const Source& source) {
  if (guess && guess->zone)
    if (const auto epsg = projection::zoneEpsg(*guess->zone, guess->width, true)) return Crs::parse("EPSG:" + std::to_string(*epsg));
  return failure(ErrorCode::CrsUnknown, {.file = source.file}, "metres without a zone number and without a stated system", {"?"});
}

Result<> planCrs(ImportPlan& plan, Source& source, const ImportRequest& request) {
  if (schemaOf(request.as).geometry == GeometryKind::None) return {};
  std::optional<Crs> asked;
  if (!request.crs.empty()) {
    auto parsed = Crs::parse(request.crs);
    if (!parsed) return std::unexpected(std::move(parsed).error());
    asked = *parsed;
    plan.crsEvidence = "asked";
  }
  if (plan.lon) {
    auto look = lookAtColumns(source, plan);
    if (!look) return std::unexpected(std::move(look).error());
    plan.metres = look->metres > look->degrees;
    plan.exchanged = plan.metres && look->swapped * 2 > look->metres;
    if (plan.exchanged) plan.notes.push_back({.key = NoteKey::NorthingFirst, .args = {}});
    if (!asked && plan.metres) {
      auto found = crsOfGuess(look->guess, source);
      if (!found) return std::unexpected(std::move(found).error());
      asked = *found;
      plan.crsEvidence = "zone-number";
    }
    if (asked && asked->isGeographic() && plan.metres)
      return failure(ErrorCode::CrsFailed, {.file = source.file}, "columns hold metres, the system asked for is in degrees", {asked->name()});
    plan.crs = asked ? *asked : projection::surveyCrs();
    if (!asked) plan.crsEvidence = "degrees";
    return {};
  }
  if (asked) {
    if (source.crs && !source.crs->isSame(*asked))
      plan.notes.push_back({.key = NoteKey::CrsOverridden, .args = {{"stated", source.crs->name()}, {"used", asked->name()}}});
    plan.crs = asked;
    return {};
  }
  if (source.crs) {
    plan.crs = source.crs;
    plan.crsEvidence = "file";
    return {};
  }
  const Box& box = source.extent;
  if (!source.mapUnits && (box.isEmpty() || (box.minX >= -180 && box.maxX <= 180 && box.minY >= -90 && box.maxY <= 90))) {
    plan.crs = projection::surveyCrs();
    plan.crsEvidence = "degrees";
    plan.notes.push_back({.key = NoteKey::CrsAssumedDegrees, .args = {{"used", plan.crs->name()}}});
    return {};
  }
  auto found = crsOfGuess(projection::guessEasting(box.minX, box.minY), source);
  if (!found) return std::unexpected(std::move(found).error());
  plan.crs = *found;
  plan.crsEvidence = "zone-number";
  plan.notes.push_back({.key = NoteKey::CrsAssumedZone, .args = {{"used", found->name()}}});
  return {};
}

} // namespace

Result<ImportPlan> planImport(Source& source, const ImportRequest& request, const std::map<std::string, std::string>& remembered,
                              const NameTables& tables) {
  ImportPlan plan;
  plan.layer = request.as;
  SUYUAN_TRY(planColumns(plan, source, request, remembered, tables));
  SUYUAN_TRY(planCrs(plan, source, request));
  if (plan.crs) {
    const std::string& name = plan.crs->name();
    if (name.contains("Beijing") || name.contains("Xian") || name.contains("Pulkovo"))
      plan.notes.push_back({.key = NoteKey::DatumChange, .args = {{"stated", name}}});
    if (projection::namesGcj02(source.fileName) || projection::namesGcj02(source.layer)) {
      const Point middle = source.extent.isEmpty() || !plan.crs->isGeographic()
                               ? Point{125.3, 43.9}
                               : Point{(source.extent.minX + source.extent.maxX) / 2, (source.extent.minY + source.extent.maxY) / 2};
      plan.notes.push_back({.key = NoteKey::Gcj02Named, .args = {{"metres", std::format("{:.0f}", projection::gcj02OffsetMetres(middle))}}});
    }
  }
  return plan;
}

} // namespace suyuan::exchange

// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/row_maker.h"

#include "gis/exchange/coordinate_text.h"
#include "gis/exchange/wkb_geometry.h"

#include <cmath>
#include <format>

namespace suyuan::exchange {

namespace {

constexpr std::size_t refusalsKept = 1000;

void assignText(Value& out, std::string_view text) {
  if (auto* same = std::get_if<std::string>(&out)) same->assign(text);
  else out.emplace<std::string>(text);
}

/// Degrees of China's box, in the order lon, lat.
bool inChina(double lon, double lat) { return lon > 70 && lon < 140 && lat > 3 && lat < 56; }

} // namespace

RowMaker::RowMaker(const ImportPlan& plan, Recoder recoder, projection::Transformer toSurvey, std::string fileName)
    : plan_(&plan), schema_(&schemaOf(plan.layer)), recoder_(std::move(recoder)), toSurvey_(std::move(toSurvey)),
      geographic_(!plan.crs || plan.crs->isGeographic()), fileName_(std::move(fileName)), sourceId_(schema_->indexOf("source_id")),
      source_(schema_->indexOf("source")) {
  for (const auto& [field, column] : plan.fields) {
    if (field == sourceId_) mapsSourceId_ = true;
    if (field == source_) mapsSource_ = true;
  }
}

Result<RowMaker> RowMaker::make(const Source& source, const ImportPlan& plan) {
  auto recoder = Recoder::make(source.columnEncoding);
  if (!recoder) return std::unexpected(std::move(recoder).error());
  auto transformer = projection::Transformer::make(plan.crs ? *plan.crs : projection::surveyCrs(), projection::surveyCrs());
  if (!transformer) return std::unexpected(std::move(transformer).error());
  return RowMaker(plan, std::move(*recoder), std::move(*transformer), source.fileName);
}

bool RowMaker::refuse(std::string_view why, std::string detail) {
  ++refusedCount;
  if (refused.size() < refusalsKept) refused.push_back({read, std::string(why), std::move(detail)});
  return false;
}

void RowMaker::take(const SourceBatch& batch, std::vector<Row>& rows) {
  std::vector<std::int64_t> numbers;
  numbers.reserve(batch.rows);
  std::size_t used = 0;
  if (rows.size() < batch.rows) rows.resize(batch.rows);
  for (std::size_t at = 0; at < batch.rows; ++at) {
    ++read;
    if (!fill(batch, at, rows[used])) continue;
    numbers.push_back(read);
    ++used;
  }
  rows.resize(used);
  if (plan_->crs) project(rows, numbers);
}

bool RowMaker::fill(const SourceBatch& batch, std::size_t at, Row& row) {
  row.fid = {};
  row.values.resize(schema_->fields.size());
  if (schema_->geometry == GeometryKind::None) row.geometry = std::monostate{};
  else if (!position(batch, at, row)) return false;
  std::vector<Value>& values = row.values;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::holds_alternative<std::string>(values[i])) values[i] = std::monostate{};
  std::uint64_t set[2]{}; // text cells keep their memory; those not set again are cleared below
  for (const auto& [field, column] : plan_->fields) {
    const auto f = static_cast<std::size_t>(field);
    if (!value(batch.columns[column], at, schema_->fields[f], values[f])) return false;
    set[f / 64] |= std::uint64_t{1} << (f % 64);
  }
  const auto given = [&](int field, bool mapped, std::string_view text) {
    const auto f = static_cast<std::size_t>(field);
    if (field < 0 || (mapped && !isNull(values[f]))) return;
    assignText(values[f], text);
    set[f / 64] |= std::uint64_t{1} << (f % 64);
  };
  given(sourceId_, mapsSourceId_, batch.fid.text(at, scratch_));
  given(source_, mapsSource_, fileName_);
  for (std::size_t f = 0; f < values.size(); ++f)
    if (!(set[f / 64] >> (f % 64) & 1)) values[f] = std::monostate{};
  return true;
}

bool RowMaker::position(const SourceBatch& batch, std::size_t at, Row& row) {
  if (!plan_->lon) {
    if (batch.geometry.isNull(at)) return refuse("no-geometry", {});
    switch (shapeOfWkb(batch.geometry.bytes(at), schema_->geometry, row.geometry)) {
    case ShapeOutcome::Read: return true;
    case ShapeOutcome::Empty: return refuse("no-geometry", {});
    case ShapeOutcome::WrongKind: return refuse("wrong-geometry", {});
    case ShapeOutcome::Broken: break;
    }
    return refuse("geometry-broken", {});
  }
  std::string other;
  const std::string_view first = batch.columns[*plan_->lon].text(at, scratch_), second = batch.columns[*plan_->lat].text(at, other);
  if (isNoValue(first) || isNoValue(second)) return refuse("no-coordinates", std::format("{} | {}", first, second));
  const auto a = parseCoordinate(first), b = parseCoordinate(second);
  const auto unreadable = [&](std::string_view why) {
    std::string shown = std::format("{} | {}", first.substr(0, 60), second.substr(0, 60));
    if (!isUtf8(shown)) shown = "?";
    return refuse(why, std::move(shown));
  };
  if (!a || !b) return unreadable("coordinates-unreadable");
  double x = a->value, y = b->value;
  using Axis = CoordinateText::Axis;
  if (plan_->metres) {
    if (std::abs(x) <= 360 || std::abs(y) <= 360) return unreadable("outside-range");
    if (plan_->exchanged) std::swap(x, y);
  } else {
    const bool byLetter = a->axis == Axis::Latitude || b->axis == Axis::Longitude;
    if (byLetter && (a->axis == Axis::Longitude || b->axis == Axis::Latitude)) return unreadable("coordinates-unreadable");
    // Only where no doubt is left: the pair lies in China when exchanged and cannot be a position as it stands.
    if (byLetter || (std::abs(y) > 90 && inChina(y, x))) {
      std::swap(x, y);
      ++exchangedAxes;
    }
    if (std::abs(x) > 180 || std::abs(y) > 90 || (x == 0 && y == 0)) return unreadable("outside-range");
  }
  Point place{x, y};
  if (plan_->height)
    if (const auto height = parseValue(FieldType::Real, batch.columns[*plan_->height].text(at, scratch_)); height && std::holds_alternative<double>(*height))
      place.z = std::get<double>(*height); // a height that cannot be read is none; the place stands
  row.geometry = place;
  return true;
}

bool RowMaker::value(const ArrowCells& cells, std::size_t at, const FieldDef& field, Value& out) {
  if (cells.isNull(at)) {
    out = std::monostate{};
    return true;
  }
  if (field.type == FieldType::Real) {
    if (const auto number = cells.real(at)) {
      if (std::isfinite(*number)) out = *number;
      else out = std::monostate{};
      return true;
    }
    if (const auto whole = cells.integer(at)) {
      out = static_cast<double>(*whole);
      return true;
    }
  } else if (field.type == FieldType::Integer || field.type == FieldType::Boolean || field.type == FieldType::Fid) {
    if (const auto whole = cells.integer(at)) {
      out = *whole;
      return true;
    }
  }
  const std::string_view raw = cells.text(at, scratch_);
  if (!recoder_.toUtf8(raw, text_)) return refuse("text-damaged", std::string(field.name));
  if (text_.contains('\0')) return refuse("text-damaged", std::string(field.name));
  if (field.type == FieldType::Text) {
    std::string_view kept = text_;
    constexpr std::string_view blanks = " \t\r\n";
    const auto from = kept.find_first_not_of(blanks);
    if (from == std::string_view::npos) {
      out = std::monostate{};
      return true;
    }
    assignText(out, kept.substr(from, kept.find_last_not_of(blanks) - from + 1));
    return true;
  }
  if (isNoValue(text_)) {
    out = std::monostate{};
    return true;
  }
  auto parsed = parseValue(field.type, text_);
  if (!parsed) return refuse("value-invalid", std::format("{}={}", field.name, cutUtf8(text_, 60)));
  out = std::move(*parsed);
  return true;
}

void RowMaker::project(std::vector<Row>& rows, const std::vector<std::int64_t>& numbers) {
  x_.clear();
  y_.clear();
  for (Row& row : rows) {
    if (const auto* only = std::get_if<Point>(&row.geometry)) {
      x_.push_back(only->x);
      y_.push_back(only->y);
    } else {
      forEachVertex(row.geometry, [&](Point& p) {
        x_.push_back(p.x);
        y_.push_back(p.y);
      });
    }
  }
  toSurvey_.transform(x_, y_);
  std::size_t vertex = 0, kept = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    bool good = true;
    const auto place = [&](Point& p) {
      p.x = x_[vertex];
      p.y = y_[vertex++];
      if (!(std::abs(p.x) <= 180) || !(std::abs(p.y) <= 90)) good = false;
    };
    if (auto* only = std::get_if<Point>(&rows[i].geometry)) place(*only);
    else forEachVertex(rows[i].geometry, place);
    if (!good) {
      ++refusedCount;
      if (refused.size() < refusalsKept) refused.push_back({numbers[i], "outside-range", {}});
      continue;
    }
    if (kept != i) std::swap(rows[kept], rows[i]);
    ++kept;
  }
  rows.resize(kept);
}

} // namespace suyuan::exchange

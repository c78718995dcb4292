// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/select_records.h"

#include "core/rules/expression_functions.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <format>
#include <unordered_map>

namespace suyuan::survey {

namespace {

constexpr std::array<std::string_view, 11> aroundFunctions{"distance_to_river", "nearest_river", "river_basin", "in_zone", "nearby", "photos",
                                                           "photos_of", "samples", "visits", "sample_most", "distance_to_outfall"};

/// The column that names the linked record, and that record's layer.
struct Link {
  int column = -1;
  Layer layer = Layer::Units;
};
Link linkOf(Layer layer) {
  for (const std::string_view word : {"unit", "outfall"})
    if (const auto linked = rules::linkedLayer(layer, word)) return {schemaOf(layer).indexOf(std::string(word) + "_fid"), *linked};
  return {};
}

rules::Cell cellOf(const Value& value) noexcept {
  if (const auto* text = std::get_if<std::string>(&value)) return rules::cellOf(*text);
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return {false, static_cast<double>(*whole), *whole, {}};
  if (const auto* number = std::get_if<double>(&value)) return rules::cellOf(*number);
  return {};
}

rules::Cell cellOf(const store::RowView& row, std::size_t column) {
  if (const auto text = row.text(column)) return rules::cellOf(*text);
  return cellOf(row.value(column)); // a number: nothing of it points into the value
}

/// What the records of a layer link to, all of it, once it is asked for.
class LinkedRecords {
public:
  Result<> read(store::Reader& reader, Layer layer) {
    store::Query query;
    query.geometry = false;
    return reader.scan(layer, query, [&](const Row& row) {
      rows_.emplace(row.fid.value, row.values);
      return true;
    });
  }
  /// Null when there is none of that number. The cells stand until the next call.
  const rules::Cells* find(std::int64_t fid) {
    const auto found = rows_.find(fid);
    if (found == rows_.end()) return nullptr;
    for (std::size_t i = 0; i < std::min(found->second.size(), rules::mostColumns); ++i) cells_.columns[i] = cellOf(found->second[i]);
    return &cells_;
  }

private:
  std::unordered_map<std::int64_t, std::vector<Value>> rows_;
  rules::Cells cells_;
};

std::string todayOfClock() { return std::format("{:%F}", std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())); }

} // namespace

std::expected<rules::Expression, rules::ExpressionFault> selectCondition(std::string_view text, Layer layer) {
  auto made = rules::Expression::condition(text, layer);
  if (!made) return made;
  for (const std::string& name : made->functions())
    if (std::ranges::contains(aroundFunctions, name))
      return std::unexpected(rules::ExpressionFault{1, std::format("\"{}\" looks at the surroundings, which a selection does not read", name)});
  return made;
}

Result<std::vector<std::int64_t>> recordsWhere(store::Reader& reader, const rules::RuleBook& book, Layer layer, std::string_view text, const std::stop_token& stop) {
  const auto condition = selectCondition(text, layer);
  if (!condition) return failure(ErrorCode::FilterInvalid, {}, std::format("character {}: {}", condition.error().at, condition.error().reason), {std::string(text)});
  const LayerSchema& schema = schemaOf(layer);
  const auto functions = condition->functions();
  // Functions look at columns of their own; without them only what is named is read.
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < std::min(schema.fields.size(), rules::mostColumns); ++i)
    if (!functions.empty() || std::ranges::contains(condition->columns(), schema.fields[i].name)) columns.push_back(i);
  const Link link = linkOf(layer);
  LinkedRecords linked;
  const std::string word = link.column < 0 ? std::string() : link.layer == Layer::Units ? "unit" : "outfall";
  const bool follows = !word.empty() && (text.contains(word + ".") || std::ranges::contains(functions, word + "_found"));
  if (follows) SUYUAN_TRY(linked.read(reader, link.layer));

  const std::string today = todayOfClock();
  rules::Cells cells;
  Geometry geometry;
  rules::EvaluationFacts facts;
  facts.record = &cells;
  facts.book = &book;
  facts.geometry = &geometry;
  facts.today = today;
  facts.linkedLookedUp = follows;
  store::Query query;
  query.geometry = !functions.empty();
  std::vector<std::int64_t> fids;
  auto done = reader.scanColumns(layer, query, [&](const store::RowView& row) {
    for (const std::size_t column : columns) cells.columns[column] = cellOf(row, column);
    if (query.geometry) row.geometry(geometry);
    if (follows) {
      const Value named = row.value(static_cast<std::size_t>(link.column));
      const auto* fid = std::get_if<std::int64_t>(&named);
      facts.linked = fid != nullptr ? linked.find(*fid) : nullptr;
    }
    if (condition->holds(facts)) fids.push_back(row.fid().value);
    return !stop.stop_requested();
  });
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
  if (!done) return std::unexpected(std::move(done).error());
  std::ranges::sort(fids);
  return fids;
}

Result<std::vector<std::int64_t>> allRecords(store::Reader& reader, Layer layer, const std::stop_token& stop) {
  store::Query query;
  query.geometry = false;
  std::vector<std::int64_t> fids;
  auto done = reader.scanColumns(layer, query, [&](const store::RowView& row) {
    fids.push_back(row.fid().value);
    return !stop.stop_requested();
  });
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
  if (!done) return std::unexpected(std::move(done).error());
  std::ranges::sort(fids);
  return fids;
}

} // namespace suyuan::survey

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/lab_sheet.h"

#include "core/model/record.h"
#include "core/sampling/lab_cell.h"

#include <algorithm>
#include <format>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace suyuan::sampling {

namespace {

constexpr std::size_t headingWithin = 30; ///< rows from the top

/// Columns of a sheet once its headings are found.
struct Headings {
  std::size_t row = 0;
  std::map<LabColumn, std::size_t> columns;
  struct Item {
    std::size_t column;
    std::string field, unit, title;
  };
  std::vector<Item> items;
  std::vector<std::string> notKept; ///< headings that have a unit, so are items, but none that a sample keeps

  [[nodiscard]] bool isLong() const { return columns.contains(LabColumn::Item) && columns.contains(LabColumn::Result); }
  [[nodiscard]] bool isWhole() const {
    return columns.contains(LabColumn::Outfall) && (columns.contains(LabColumn::Date) || columns.contains(LabColumn::Time)) && (isLong() || !items.empty());
  }
};

std::string trimmed(const std::string& text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto from = text.find_first_not_of(blanks);
  return from == std::string::npos ? std::string() : text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

std::string cellOf(const std::vector<std::string>& row, std::size_t column) { return column < row.size() ? trimmed(row[column]) : std::string(); }

std::string cellOf(const std::vector<std::string>& row, const Headings& headings, LabColumn column) {
  const auto found = headings.columns.find(column);
  return found == headings.columns.end() ? std::string() : cellOf(row, found->second);
}

Headings headingsOf(const std::vector<std::string>& row, std::size_t number, const LabWords& words) {
  Headings out;
  out.row = number;
  for (std::size_t c = 0; c < row.size(); ++c) {
    const LabHeading heading = readLabHeading(row[c]);
    if (const auto column = words.columnOf(foldedWord(row[c])); column && heading.name == foldedWord(row[c])) out.columns.emplace(*column, c);
    else if (const auto bare = words.columnOf(heading.name); bare && heading.unit.empty()) out.columns.emplace(*bare, c);
    else if (const std::string_view field = words.fieldOf(heading.name); !field.empty()) out.items.push_back({c, std::string(field), heading.unit, trimmed(row[c])});
    else if (!heading.unit.empty()) out.notKept.push_back(trimmed(row[c]));
  }
  return out;
}

/// A row below the headings that has nothing but units: they are the items'.
bool takeUnits(const std::vector<std::string>& row, Headings& headings) {
  std::vector<std::string> units;
  for (const Headings::Item& item : headings.items) {
    const std::string cell = cellOf(row, item.column);
    if (!cell.empty() && (readLabResult(cell) || !unitFactor(cell, schemaOf(Layer::Samples).fields[static_cast<std::size_t>(schemaOf(Layer::Samples).indexOf(item.field))].unit))) return false;
    units.push_back(cell);
  }
  if (std::ranges::all_of(units, &std::string::empty) || !cellOf(row, headings, LabColumn::Outfall).empty()) return false;
  for (std::size_t i = 0; i < units.size(); ++i)
    if (!units[i].empty()) headings.items[i].unit = units[i];
  return true;
}

/// UTC of a row's date and time. 2026年5月12日 is a date, too; 9:30 alone is a time of the date column's day.
std::optional<std::string> timeOf(const std::string& dateCell, const std::string& timeCell) {
  const auto plain = [](std::string text) {
    for (const auto& [from, to] : {std::pair<std::string, std::string>{"年", "-"}, {"月", "-"}, {"日", " "}, {"时", ":"}, {"分", ""}, {"：", ":"}})
      for (auto at = text.find(from); at != std::string::npos; at = text.find(from)) text.replace(at, from.size(), to);
    std::string out = trimmed(text);
    if (out.ends_with(':')) out += "00";
    return out;
  };
  const std::string date = plain(dateCell), time = plain(timeCell);
  const bool timeHasDate = time.find('-') != std::string::npos || time.find('/') != std::string::npos || (time.find(':') == std::string::npos && !time.empty());
  const std::string whole = timeHasDate ? time : date.empty() ? std::string() : time.empty() ? date : date.substr(0, date.find(' ')) + ' ' + time;
  if (whole.empty()) return std::nullopt;
  const bool hasClock = whole.find(':') != std::string::npos;
  const bool hasZone = whole.ends_with('Z') || whole.find('+') != std::string::npos;
  const auto value = parseValue(FieldType::DateTime, hasZone ? whole : hasClock ? whole + "+08:00" : whole + " 00:00+08:00");
  if (!value || !std::holds_alternative<std::string>(*value)) return std::nullopt;
  return std::get<std::string>(*value);
}

class SheetReader {
public:
  SheetReader(LabSheet& sheet, const Headings& headings, const LabWords& words) : sheet_(sheet), headings_(headings), words_(words) {}

  void take(const std::vector<std::string>& row, std::int64_t number) {
    const std::string outfall = cellOf(row, headings_, LabColumn::Outfall);
    const auto refuse = [&](LabFault fault, std::string what) { sheet_.refused.push_back({number, fault, std::move(what)}); };
    if (outfall.empty()) return refuse(LabFault::NoOutfall, {});
    const std::string date = cellOf(row, headings_, LabColumn::Date), time = cellOf(row, headings_, LabColumn::Time);
    const auto at = timeOf(date, time);
    if (!at) return refuse(LabFault::NoTime, date.empty() ? time : date);
    LabSample& sample = sampleOf(row, number, outfall, *at);
    const std::size_t before = taken_;
    if (headings_.isLong()) takeLong(row, number, sample);
    else takeWide(row, number, sample);
    if (taken_ == before) {
      refuse(LabFault::NoValue, outfall);
      if (sample.row == number) forget();
    }
  }

private:
  /// Results of one sample in several rows come together; a wide row is a sample of its own.
  LabSample& sampleOf(const std::vector<std::string>& row, std::int64_t number, const std::string& outfall, const std::string& at) {
    const std::string id = cellOf(row, headings_, LabColumn::Sample);
    if (headings_.isLong()) {
      const auto found = samples_.find({id, outfall, at});
      if (found != samples_.end()) return sheet_.samples[found->second];
      samples_.emplace(std::tuple(id, outfall, at), sheet_.samples.size());
    }
    LabSample& made = sheet_.samples.emplace_back();
    made.row = number;
    made.outfall = outfall;
    made.sample.sourceId = id;
    made.sample.sampledAt = at;
    made.sample.kind = cellOf(row, headings_, LabColumn::Kind);
    made.sample.lab = cellOf(row, headings_, LabColumn::Lab);
    made.sample.note = cellOf(row, headings_, LabColumn::Note);
    return made;
  }

  void forget() {
    std::erase_if(samples_, [&](const auto& one) { return one.second + 1 == sheet_.samples.size(); });
    sheet_.samples.pop_back();
  }

  void takeWide(const std::vector<std::string>& row, std::int64_t number, LabSample& sample) {
    for (const Headings::Item& item : headings_.items) takeResult(cellOf(row, item.column), item.unit, item.field, item.title, number, sample);
  }

  void takeLong(const std::vector<std::string>& row, std::int64_t number, LabSample& sample) {
    const std::string title = cellOf(row, headings_, LabColumn::Item);
    const LabHeading item = readLabHeading(title);
    const std::string_view field = words_.fieldOf(item.name);
    if (field.empty()) {
      if (notKept_.insert(item.name).second) sheet_.remarks.push_back({number, LabFault::ItemNotKept, title});
      ++taken_; // nothing is wrong with the row
      return;
    }
    const std::string unit = cellOf(row, headings_, LabColumn::Unit);
    takeResult(cellOf(row, headings_, LabColumn::Result), unit.empty() ? item.unit : unit, field, title, number, sample);
  }

  void takeResult(const std::string& cell, const std::string& unit, std::string_view field, const std::string& title, std::int64_t number, LabSample& sample) {
    if (isNoResult(cell)) return;
    const auto remark = [&](LabFault fault) { sheet_.remarks.push_back({number, fault, title + ": " + cell + (unit.empty() ? "" : " " + unit)}); };
    const auto result = readLabResult(cell);
    if (!result) return remark(LabFault::ResultUnreadable);
    const LayerSchema& schema = schemaOf(Layer::Samples);
    const auto index = static_cast<std::size_t>(schema.indexOf(field));
    const auto factor = unitFactor(unit, schema.fields[index].unit);
    if (!factor) return remark(LabFault::UnitUnknown);
    std::optional<double>* kept = nullptr;
    Sample::fields(sample.sample, [&](const FieldDef& def, auto& member) {
      if constexpr (std::is_same_v<std::remove_reference_t<decltype(member)>, std::optional<double>>)
        if (def.name == field) kept = &member;
    });
    if (kept->has_value()) return remark(LabFault::ResultTwice);
    ++taken_;
    if (!result->value) return note(sample, title + "未检出");
    // Below the limit of detection half of it counts (HJ 630 and the yearly statistics): the note keeps what was written.
    *kept = *result->value * *factor * (result->below ? 0.5 : 1);
    if (result->below) note(sample, title + " " + cell + "（按检出限一半计）");
  }

  static void note(LabSample& sample, const std::string& words) { sample.sample.note += (sample.sample.note.empty() ? "" : "；") + words; }

  LabSheet& sheet_;
  const Headings& headings_;
  const LabWords& words_;
  std::map<std::tuple<std::string, std::string, std::string>, std::size_t> samples_;
  std::set<std::string> notKept_;
  std::size_t taken_ = 0;
};

bool isEmpty(const std::vector<std::string>& row) {
  return std::ranges::all_of(row, [](const std::string& cell) { return trimmed(cell).empty(); });
}

} // namespace

std::string_view labFaultKey(LabFault fault) noexcept {
  switch (fault) {
  case LabFault::NoOutfall: return "no-outfall";
  case LabFault::OutfallUnknown: return "outfall-unknown";
  case LabFault::OutfallUnsure: return "outfall-unsure";
  case LabFault::NoTime: return "no-time";
  case LabFault::NoValue: return "no-value";
  case LabFault::ResultUnreadable: return "result-unreadable";
  case LabFault::UnitUnknown: return "unit-unknown";
  case LabFault::ResultTwice: return "result-twice";
  case LabFault::ItemNotKept: return "item-not-kept";
  }
  return "";
}

Result<LabSheet> readLabSheet(const TextRows& rows, const LabWords& words, const std::string& file) {
  Headings headings;
  for (std::size_t r = 0; r < std::min(rows.size(), headingWithin) && !headings.isWhole(); ++r) headings = headingsOf(rows[r], r, words);
  if (!headings.isWhole()) return failure(ErrorCode::SourceColumnUnknown, {.file = file, .field = "采样点、采样日期、检测项目"}, "no row has an outfall, a sampling date and an item");
  LabSheet sheet;
  std::size_t from = headings.row + 1;
  if (from < rows.size() && !headings.isLong() && takeUnits(rows[from], headings)) ++from;
  for (const std::string& title : headings.notKept) sheet.remarks.push_back({static_cast<std::int64_t>(headings.row) + 1, LabFault::ItemNotKept, title});
  SheetReader reader(sheet, headings, words);
  for (std::size_t r = from; r < rows.size(); ++r) {
    if (isEmpty(rows[r])) continue;
    ++sheet.read;
    reader.take(rows[r], static_cast<std::int64_t>(r) + 1);
  }
  return sheet;
}

} // namespace suyuan::sampling

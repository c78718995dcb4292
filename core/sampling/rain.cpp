// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/rain.h"

#include "core/model/field.h"
#include "core/model/utc_time.h"
#include "core/sampling/lab_cell.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <format>
#include <tuple>

namespace suyuan::sampling {

namespace {

constexpr double mostRainMm = 2000; ///< on a day; the record of the world is under it

bool isOneOf(const std::string& word, std::initializer_list<std::string_view> words) { return std::ranges::find(words, word) != words.end(); }

struct Columns {
  std::optional<std::size_t> date, rain, division, station;
};

Columns columnsOf(const std::vector<std::string>& heading) {
  Columns found;
  for (std::size_t c = 0; c < heading.size(); ++c) {
    const std::string word = readLabHeading(heading[c]).name;
    if (isOneOf(word, {"日期", "date", "day"})) found.date = c;
    else if (isOneOf(word, {"降雨量", "雨量", "降水量", "日降雨量", "日降水量", "降雨量mm", "降水量mm", "rain", "rainfall", "precipitation", "mm", "rainmm", "rainfallmm"})) found.rain = c;
    else if (isOneOf(word, {"行政区划代码", "行政区代码", "区划代码", "区县代码", "division", "divisioncode", "county", "adcode"})) found.division = c;
    else if (isOneOf(word, {"雨量站", "站名", "测站", "station"})) found.station = c;
  }
  return found;
}

} // namespace

Result<std::vector<RainDay>> readRainDays(const TextRows& rows, const std::string& file) {
  const Columns columns = rows.empty() ? Columns{} : columnsOf(rows.front());
  if (!columns.date || !columns.rain) return failure(ErrorCode::SourceColumnUnknown, {.file = file, .field = !columns.date ? "日期" : "降雨量"});
  std::vector<RainDay> days;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const auto cell = [&](std::size_t c) { return c < rows[r].size() ? rows[r][c] : std::string(); };
    if (cell(*columns.date).empty() && cell(*columns.rain).empty()) continue;
    const auto wrong = [&](const char* field, const std::string& text) {
      return failure(ErrorCode::ValueInvalid, {.file = file, .row = static_cast<std::int64_t>(r) + 1, .field = field}, {}, {text});
    };
    RainDay day;
    day.source = std::filesystem::path(file).filename().string();
    const auto date = parseValue(FieldType::Date, cell(*columns.date).substr(0, 10));
    if (!date || !std::holds_alternative<std::string>(*date)) return wrong("日期", cell(*columns.date));
    day.day = std::get<std::string>(*date);
    day.rain = 0;
    if (const std::string word = foldedWord(cell(*columns.rain)); !isOneOf(word, {"微量", "无雨", "无", "t", "trace"})) {
      const auto amount = readLabResult(cell(*columns.rain));
      if (!amount || !amount->value || *amount->value < 0 || *amount->value > mostRainMm) return wrong("降雨量", cell(*columns.rain));
      day.rain = *amount->value;
    }
    if (columns.division && !cell(*columns.division).empty()) {
      const auto code = DivisionCode::parse(cell(*columns.division));
      if (!code) return wrong("行政区划代码", cell(*columns.division));
      day.divisionCode = code->text();
    }
    if (columns.station) day.station = cell(*columns.station);
    days.push_back(std::move(day));
  }
  return days;
}

Result<RainIntake> takeRain(store::SurveyFile& survey, std::span<const RainDay> days) {
  for (const RainDay& day : days) {
    const auto date = parseValue(FieldType::Date, day.day);
    if (day.day.empty() || !date) return failure(ErrorCode::ValueInvalid, {.layer = "rain", .field = "day"}, {}, {day.day});
    if (!day.rain || !(*day.rain >= 0 && *day.rain <= mostRainMm)) return failure(ErrorCode::ValueInvalid, {.layer = "rain", .field = "rain_mm"}, {}, {day.day});
  }
  auto known = survey.reader().all<RainDay>();
  if (!known) return std::unexpected(std::move(known).error());
  std::map<std::tuple<std::string, std::string, std::string>, RainDay> there;
  const auto keyOf = [](const RainDay& day) { return std::tuple(day.divisionCode, day.station, day.day); };
  for (RainDay& day : *known) there.insert_or_assign(keyOf(day), std::move(day));
  std::map<std::tuple<std::string, std::string, std::string>, RainDay> wanted;
  for (const RainDay& day : days) {
    const auto [at, isNew] = wanted.try_emplace(keyOf(day), day);
    if (!isNew) at->second.rain = std::max(at->second.rain, day.rain);
  }
  RainIntake intake{.read = static_cast<std::int64_t>(days.size())};
  std::vector<Row> fresh;
  std::vector<RainDay> other;
  for (const auto& [key, day] : wanted) {
    const auto at = there.find(key);
    if (at == there.end()) {
      fresh.push_back(toRow(day));
      ++intake.added;
    } else if (at->second.rain == day.rain) {
      ++intake.same;
    } else {
      at->second.rain = day.rain;
      at->second.source = day.source;
      other.push_back(at->second);
      ++intake.changed;
    }
  }
  if (fresh.empty() && other.empty()) return intake;
  auto done = survey.edit("录入降雨量", [&](store::Edit& edit) -> Result<> {
    if (!fresh.empty()) SUYUAN_TRY(edit.insertBulk(Layer::Rain, fresh));
    for (const RainDay& day : other) SUYUAN_TRY(edit.update(day));
    return {};
  });
  if (!done) return std::unexpected(std::move(done).error());
  return intake;
}

Result<RainTable> RainTable::of(store::Reader& reader) {
  auto days = reader.all<RainDay>();
  if (!days) return std::unexpected(std::move(days).error());
  return RainTable(*days);
}

void RainTable::add(std::span<const RainDay> days) {
  for (const RainDay& day : days) {
    if (!day.rain) continue;
    double& kept = days_[{DivisionCode::parse(day.divisionCode).value_or(DivisionCode{}).value, day.day}];
    kept = std::max(kept, *day.rain);
  }
}

std::optional<double> RainTable::on(const std::string& day, DivisionCode county) const {
  for (const std::uint32_t place : {county.value, std::uint32_t{0}})
    if (const auto found = days_.find({place, day}); found != days_.end()) return found->second;
  return std::nullopt;
}

Weather weatherAt(const RainTable& rain, const std::string& at, DivisionCode county, const rules::FieldworkLimits& limits) {
  const auto time = parseUtc(at);
  if (!time) return Weather::Unknown;
  const auto day = beijingDay(*time);
  bool known = true;
  for (int back = 0; back < static_cast<int>(std::lround(limits.dryDays)); ++back) {
    const auto mm = rain.on(std::format("{:%F}", day - std::chrono::days(back)), county);
    if (mm && *mm > limits.dryMostMm) return Weather::Wet;
    known = known && mm;
  }
  return known ? Weather::Dry : Weather::Unknown;
}

} // namespace suyuan::sampling

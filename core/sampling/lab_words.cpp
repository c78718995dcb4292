// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/lab_words.h"

#include "core/json/json_document.h"
#include "core/model/record.h"
#include "core/model/sample.h"
#include "core/sampling/lab_cell.h"

#include <algorithm>
#include <array>
#include <utility>

namespace suyuan::sampling {

namespace {

constexpr std::array<std::pair<std::string_view, LabColumn>, 10> columnNames{{
    {"outfall", LabColumn::Outfall}, {"sample", LabColumn::Sample}, {"date", LabColumn::Date}, {"time", LabColumn::Time}, {"kind", LabColumn::Kind},
    {"lab", LabColumn::Lab}, {"note", LabColumn::Note}, {"item", LabColumn::Item}, {"result", LabColumn::Result}, {"unit", LabColumn::Unit},
}};

std::unexpected<Error> asTableFault(Error error) {
  if (error.code == ErrorCode::RuleFileInvalid) error.code = ErrorCode::ExchangeTableInvalid;
  if (error.code == ErrorCode::RuleFileMissing) error.code = ErrorCode::ResourceMissing;
  return std::unexpected(std::move(error));
}

} // namespace

std::optional<LabColumn> LabWords::columnOf(const std::string& heading) const {
  const auto found = columns.find(heading);
  return found == columns.end() ? std::nullopt : std::optional(found->second);
}

std::string_view LabWords::fieldOf(const std::string& item) const {
  const auto found = items.find(item);
  return found == items.end() ? std::string_view() : std::string_view(found->second);
}

Result<LabWords> readLabWords(const std::filesystem::path& file) {
  auto root = json::readJsonFile(file);
  if (!root) return asTableFault(std::move(root).error());
  LabWords words;
  json::JsonReading reading(file.string());
  json::JsonObject object(reading, *root, "");
  (void)object.optionalText("about");
  object.each("columns", false, [&](json::JsonObject& o) {
    const std::string name = o.text("column");
    const auto column = std::ranges::find(columnNames, std::string_view(name), &std::pair<std::string_view, LabColumn>::first);
    if (o.ok() && column == columnNames.end()) return o.fault("column", "no such column: " + name);
    for (const std::string& word : o.texts("words"))
      if (!words.columns.emplace(foldedWord(word), column->second).second) o.fault("words", "twice: " + word);
  });
  object.each("items", false, [&](json::JsonObject& o) {
    const std::string field = o.text("field");
    const int index = schemaOf(Layer::Samples).indexOf(field);
    if (o.ok() && (index < 0 || schemaOf(Layer::Samples).fields[static_cast<std::size_t>(index)].type != FieldType::Real))
      return o.fault("field", "samples have no number field \"" + field + "\"");
    for (const std::string& word : o.texts("words"))
      if (!words.items.emplace(foldedWord(word), field).second) o.fault("words", "twice: " + word);
  });
  object.finish();
  if (auto done = reading.outcome(); !done) return asTableFault(std::move(done).error());
  return words;
}

} // namespace suyuan::sampling

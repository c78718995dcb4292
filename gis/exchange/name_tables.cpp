// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/name_tables.h"

#include "core/json/json_document.h"
#include "gis/exchange/column_names.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace suyuan::exchange {

namespace {

constexpr std::size_t longestName = 10; // dBASE III: 11 bytes with a closing zero

std::unexpected<Error> wrong(const std::string& file, std::int64_t line, std::string field, std::string reason) {
  return failure(ErrorCode::ExchangeTableInvalid, {.file = file, .row = line, .field = std::move(field)}, std::move(reason));
}

Result<std::string> textOf(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return failure(ErrorCode::ResourceMissing, {.file = file.string()});
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (in.bad()) return failure(ErrorCode::FileUnreadable, {.file = file.string()});
  return text;
}

bool isKnownField(std::string_view field) {
  return field == "lon" || field == "lat" || field == "height" ||
         std::ranges::any_of(allLayers, [&](Layer layer) { return schemaOf(layer).indexOf(field) >= 0; });
}

bool isDbfName(std::string_view name) {
  return !name.empty() && name.size() <= longestName && name[0] >= 'A' && name[0] <= 'Z' &&
         std::ranges::all_of(name, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; });
}

/// The next line without its end; "" and false at the end of the text.
bool nextLine(std::string_view& text, std::string_view& line) {
  if (text.empty()) return false;
  const auto end = text.find('\n');
  line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return true;
}

} // namespace

Result<std::vector<Synonyms>> parseImportNames(std::string_view text, const std::string& file) {
  auto parsed = json::parseJson(text, file);
  if (!parsed) {
    parsed.error().code = ErrorCode::ExchangeTableInvalid;
    return std::unexpected(std::move(parsed).error());
  }
  std::vector<Synonyms> all;
  json::JsonReading reading(file);
  json::JsonObject root(reading, *parsed, "");
  (void)root.optionalText("about");
  root.each("fields", false, [&](json::JsonObject& item) {
    Synonyms one{.field = item.text("field"), .words = item.texts("words")};
    if (!item.ok()) return;
    if (!isKnownField(one.field)) item.fault("field", "no layer has a field \"" + one.field + "\"");
    if (std::ranges::find(all, one.field, &Synonyms::field) != all.end()) item.fault("field", "\"" + one.field + "\" stands twice");
    for (const std::string& word : one.words)
      if (foldedColumn(word) != word) item.fault("words", "\"" + word + "\" must be written as \"" + foldedColumn(word) + "\"");
    all.push_back(std::move(one));
  });
  root.finish();
  if (auto outcome = reading.outcome(); !outcome) {
    outcome.error().code = ErrorCode::ExchangeTableInvalid;
    return std::unexpected(std::move(outcome).error());
  }
  return all;
}

Result<std::vector<Synonyms>> loadImportNames(const std::filesystem::path& folder) {
  const auto file = folder / "import_names.json";
  auto text = textOf(file);
  if (!text) return std::unexpected(std::move(text).error());
  return parseImportNames(*text, file.string());
}

Result<ShapefileNames> ShapefileNames::parse(std::string_view text, const std::string& file) {
  ShapefileNames table;
  for (const Layer layer : allLayers) table.names_[layer].resize(schemaOf(layer).fields.size());
  std::string_view line;
  std::int64_t number = 1;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (!nextLine(text, line) || line != "layer,field,shapefile") return wrong(file, 1, {}, "the first line must be layer,field,shapefile");
  while (nextLine(text, line)) {
    ++number;
    if (line.empty()) continue;
    const auto first = line.find(','), second = line.find(',', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos || line.find(',', second + 1) != std::string_view::npos)
      return wrong(file, number, {}, "three columns are wanted");
    const std::string_view layerWord = line.substr(0, first), field = line.substr(first + 1, second - first - 1), name = line.substr(second + 1);
    if (!isDbfName(name))
      return wrong(file, number, std::string(field), "\"" + std::string(name) + "\" must have 1 to 10 bytes: a capital, then capitals, digits, underscores");
    if (layerWord == "*" && field == "fid") {
      if (!table.fid_.empty()) return wrong(file, number, "fid", "the record number's name stands twice");
      table.fid_ = name;
      continue;
    }
    const auto layer = layerNamed(layerWord);
    if (!layer) return wrong(file, number, std::string(layerWord), "there is no layer \"" + std::string(layerWord) + "\"");
    const int at = schemaOf(*layer).indexOf(field);
    if (at < 0) return wrong(file, number, std::string(field), "the layer " + std::string(layerWord) + " has no field \"" + std::string(field) + "\"");
    auto& names = table.names_[*layer];
    if (!names[static_cast<std::size_t>(at)].empty()) return wrong(file, number, std::string(field), "the field stands twice");
    if (name == table.fid_ || std::ranges::find(names, name) != names.end())
      return wrong(file, number, std::string(field), "\"" + std::string(name) + "\" is another field's name in this layer already");
    names[static_cast<std::size_t>(at)] = name;
  }
  if (table.fid_.empty()) return wrong(file, number, "fid", "the line *,fid,… is missing");
  for (const Layer layer : allLayers)
    for (std::size_t i = 0; i < table.names_[layer].size(); ++i)
      if (const auto field = schemaOf(layer).fields[i].name; table.names_[layer][i].empty())
        return wrong(file, number, std::string(field), "the field " + std::string(layerName(layer)) + "." + std::string(field) + " has no line");
      else if (table.names_[layer][i] == table.fid_)
        return wrong(file, number, std::string(field), "\"" + table.fid_ + "\" is the record number's name");
  return table;
}

Result<ShapefileNames> ShapefileNames::load(const std::filesystem::path& folder) {
  const auto file = folder / "shapefile_fields.csv";
  auto text = textOf(file);
  if (!text) return std::unexpected(std::move(text).error());
  return parse(*text, file.string());
}

Result<NameTables> NameTables::load(const std::filesystem::path& folder) {
  auto synonyms = loadImportNames(folder);
  if (!synonyms) return std::unexpected(std::move(synonyms).error());
  auto shapefile = ShapefileNames::load(folder);
  if (!shapefile) return std::unexpected(std::move(shapefile).error());
  return NameTables{std::move(*synonyms), std::move(*shapefile)};
}

} // namespace suyuan::exchange

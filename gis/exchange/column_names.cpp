// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/column_names.h"

#include <algorithm>

namespace suyuan::exchange {

std::string foldedColumn(std::string_view name) {
  std::string out;
  int depth = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (name.substr(i).starts_with("（")) ++depth, i += 2;
    else if (name.substr(i).starts_with("）")) depth = std::max(0, depth - 1), i += 2;
    else if (c == '(' || c == '[') ++depth;
    else if (c == ')' || c == ']') depth = std::max(0, depth - 1);
    else if (depth > 0 || c == ' ' || c == '_' || c == '-' || c == '.' || c == '\t' || c == '*' || c == '\r' || c == '\n') continue;
    else out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return out;
}

bool isPositionField(std::string_view field) noexcept { return field == "lon" || field == "lat" || field == "height"; }

std::optional<std::size_t> columnNamed(const std::vector<std::string>& columns, std::string_view name) {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i] == name) return i;
  const std::string folded = foldedColumn(name);
  if (folded.empty()) return std::nullopt;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (foldedColumn(columns[i]) == folded) return i;
  return std::nullopt;
}

std::map<std::string, std::string> proposeMapping(const std::vector<std::string>& columns, const LayerSchema& schema,
                                                  const NameTables& tables) {
  std::vector<std::string> folded;
  for (const auto& column : columns) folded.push_back(foldedColumn(column));
  std::vector<bool> taken(columns.size(), false);
  std::map<std::string, std::string> mapping;
  const auto propose = [&](std::string_view field, std::string_view word) {
    if (word.empty() || mapping.contains(std::string(field))) return;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (taken[i] || folded[i] != word) continue;
      taken[i] = true;
      mapping.emplace(field, columns[i]);
      return;
    }
  };
  // A field's own names come first for every field, so that no synonym takes another field's column away.
  const auto& shapefileNames = tables.shapefile.of(schema.layer);
  for (std::size_t i = 0; i < schema.fields.size(); ++i)
    for (const std::string_view own : {schema.fields[i].name, std::string_view(shapefileNames[i]), schema.fields[i].term})
      propose(schema.fields[i].name, foldedColumn(own));
  for (const Synonyms& each : tables.synonyms) {
    if (!isPositionField(each.field) && schema.indexOf(each.field) < 0) continue;
    for (const std::string& word : each.words) propose(each.field, word);
  }
  for (const FieldDef& field : schema.fields) propose(field.name, foldedColumn(field.label));
  return mapping;
}

} // namespace suyuan::exchange

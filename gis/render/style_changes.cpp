// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/style_changes.h"

#include <algorithm>

namespace suyuan::render {

Result<std::shared_ptr<const StyleSheet>> styleOfSurvey(store::Reader& reader, const std::filesystem::path& resources, std::string_view theme,
                                                        std::string_view language) {
  auto changes = reader.setting(styleChangesSetting);
  if (!changes) return std::unexpected(std::move(changes).error());
  if (*changes)
    if (auto own = loadStyle(resources, theme, language, **changes)) return own;
  return loadStyle(resources, theme, language);
}

layers::OwnColumns ownColumns(const StyleSheet& sheet, Layer layer) {
  const auto found = sheet.layers.find(layerName(layer));
  if (found == sheet.layers.end()) return {};
  const LayerStyle& style = *found->second;
  layers::OwnColumns own{style.categoryField, style.labelField, {}};
  if (!own.category.empty())
    for (const SymbolClass& one : style.classes) own.categoryWords.insert(own.categoryWords.end(), one.match.begin(), one.match.end());
  return own;
}

bool readsTheSame(const StyleSheet& a, const StyleSheet& b) {
  return std::ranges::all_of(layers::drawingOrder(), [&](Layer layer) {
    if (ownColumns(a, layer) != ownColumns(b, layer)) return false;
    const auto of = [&](const StyleSheet& sheet) { return sheet.styleFor(layerName(layer), "point"); };
    return std::ranges::equal(of(a)->statuses, of(b)->statuses, {}, &StatusClass::match, &StatusClass::match);
  });
}

} // namespace suyuan::render

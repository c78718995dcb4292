// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/reader.h"
#include "gis/layers/load_survey.h"
#include "gis/render/style.h"

namespace suyuan::render {

// 图层样式修改: what a survey has different from the style files. A JSON object with a layer's name for each member, and in it what
// the style file may say of that layer; laid over it, whatever the theme. Kept among the survey's settings.

inline constexpr const char* styleChangesSetting = "map.styles";

/// The theme with the survey's own changes. Changes that do not fit any more (an older file, another program's) are left out, so
/// that a map is never refused for them. Errors: loadStyle's, the store's.
[[nodiscard]] Result<std::shared_ptr<const StyleSheet>> styleOfSurvey(store::Reader& reader, const std::filesystem::path& resources,
                                                                      std::string_view theme = "day", std::string_view language = "zh");

/// The fields that the layer's style goes by.
[[nodiscard]] layers::OwnColumns ownColumns(const StyleSheet& sheet, Layer layer);

/// True when tables read and marked for one sheet serve the other: the same fields, the statuses in the same order.
[[nodiscard]] bool readsTheSame(const StyleSheet& a, const StyleSheet& b);

} // namespace suyuan::render

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/place_photo.h"
#include "core/model/photo.h"
#include "core/rules/photo_rules.h"

#include <QString>

#include <string>
#include <vector>

namespace suyuan::desktop {

/// 照片类别 in the order of their keys 1 … 9, 0: those of the rule book's views first, then the vocabulary's others.
[[nodiscard]] std::vector<std::string> kindsByKey(const rules::PhotoRules& rules);

/// All that the record of a photo says, as rich text: file, time, place, bearing, whose, why it is where it is, oddities, SHA-256.
[[nodiscard]] QString photoDetails(const Photo& photo, bool fileIsThere);

/// The required views as rich text, those that are missing in red.
[[nodiscard]] QString viewsText(const rules::PhotoRules& rules, const std::vector<std::string>& missing);
/// Their titles, "近景、远景".
[[nodiscard]] QString viewTitles(const rules::PhotoRules& rules, const std::vector<std::string>& ids);

/// "92 %  AB-220102-0001-GY-00: 12 m away; the camera looked at it".
[[nodiscard]] QString targetText(const media::PhotoTarget& target);

/// Red that is read on the theme's ground.
[[nodiscard]] QString missingColour();

} // namespace suyuan::desktop

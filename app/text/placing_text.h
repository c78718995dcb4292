// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/text/language.h"
#include "core/media/place_photo.h"

#include <span>
#include <string>

namespace suyuan::text {

/// What speaks for or against a photo's placing: "12 m away; taken on the visit (3 min)".
[[nodiscard]] std::string placingText(std::span<const media::PlacingReason> reasons, Language language);

} // namespace suyuan::text

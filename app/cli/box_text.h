// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"

#include <optional>
#include <string>

namespace suyuan::cli {

/// "W,S,E,N" in degrees, as the verbs take a place. Nothing for another text, an empty box or numbers that are not finite.
[[nodiscard]] std::optional<Box> parseBox(const std::string& text);

} // namespace suyuan::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace suyuan::text {

/// Fills a sentence's pattern: {name} becomes valueOf(name); a part in [square brackets] is left out when a name in it
/// has no value.
[[nodiscard]] std::string fillPattern(std::string_view pattern, const std::function<std::string(std::string_view)>& valueOf);

} // namespace suyuan::text

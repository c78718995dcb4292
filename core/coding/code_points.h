// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace suyuan::coding {

/// UTF-8 to code points; a byte that is no UTF-8 becomes U+FFFD, so that places can still be counted.
[[nodiscard]] std::u32string toCodePoints(std::string_view utf8);
[[nodiscard]] std::string toUtf8(std::u32string_view points);

} // namespace suyuan::coding

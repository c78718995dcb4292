// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace suyuan::rules {

/// Text of the program's two languages.
struct Bilingual {
  std::string zh, en;
  [[nodiscard]] const std::string& in(std::string_view language) const noexcept {
    return language.starts_with("zh") || en.empty() ? zh : en;
  }
};

} // namespace suyuan::rules

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace suyuan::text {

enum class Language : std::uint8_t { Chinese, English };

/// "zh" or "en", as the rule book's message tables name them.
[[nodiscard]] std::string_view code(Language language) noexcept;
[[nodiscard]] std::optional<Language> languageNamed(std::string_view code) noexcept;

/// SUYUAN_LANGUAGE, then LC_ALL, LC_MESSAGES, LANG; Chinese when none of them asks for English.
[[nodiscard]] Language languageOfEnvironment();

} // namespace suyuan::text

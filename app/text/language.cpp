// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/language.h"

#include <cstdlib>

namespace suyuan::text {

std::string_view code(Language language) noexcept { return language == Language::English ? "en" : "zh"; }

std::optional<Language> languageNamed(std::string_view code) noexcept {
  if (code.starts_with("zh")) return Language::Chinese;
  if (code.starts_with("en")) return Language::English;
  return std::nullopt;
}

Language languageOfEnvironment() {
  for (const char* variable : {"SUYUAN_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(variable); value && *value)
      if (const auto language = languageNamed(value)) return *language;
  return Language::Chinese;
}

} // namespace suyuan::text

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/ids.h"

#include <charconv>
#include <format>

namespace suyuan {

std::optional<Fid> parseFid(std::string_view text) noexcept {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value <= 0) return std::nullopt;
  return Fid{value};
}

std::optional<DivisionCode> DivisionCode::parse(std::string_view digits) noexcept {
  if (digits.size() != 6) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint32_t>(c - '0');
  }
  if (value < 110000 || value > 829999) return std::nullopt;
  return DivisionCode{value};
}

std::string DivisionCode::text() const { return std::format("{:06}", value); }

} // namespace suyuan

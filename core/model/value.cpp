// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/value.h"

#include <charconv>
#include <format>

namespace suyuan {

namespace {

struct TextOf {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(std::int64_t v) const { return std::to_string(v); }
  std::string operator()(double v) const {
    char buffer[64];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, v);
    return error == std::errc{} ? std::string(buffer, end) : std::string();
  }
  std::string operator()(const std::string& v) const { return v; }
  std::string operator()(const Blob& v) const {
    std::string hex;
    hex.reserve(v.size() * 2);
    for (const std::byte b : v) std::format_to(std::back_inserter(hex), "{:02x}", std::to_integer<unsigned>(b));
    return hex;
  }
};

} // namespace

std::string toText(const Value& value) { return std::visit(TextOf{}, value); }

} // namespace suyuan

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/field.h"

#include <charconv>
#include <chrono>
#include <cmath>
#include <format>

namespace suyuan {

void fromValue(const Value& value, std::string& out) { out = toText(value); }

void fromValue(const Value& value, std::optional<double>& out) {
  if (const auto* real = std::get_if<double>(&value)) out = *real;
  else if (const auto* whole = std::get_if<std::int64_t>(&value)) out = static_cast<double>(*whole);
  else out.reset();
}

void fromValue(const Value& value, std::optional<std::int64_t>& out) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) out = *whole;
  else if (const auto* real = std::get_if<double>(&value); real && std::abs(*real) < 9e18) out = std::llround(*real);
  else out.reset();
}

void fromValue(const Value& value, std::optional<bool>& out) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) out = *whole != 0;
  else out.reset();
}

void fromValue(const Value& value, Fid& out) {
  const auto* whole = std::get_if<std::int64_t>(&value);
  out = Fid{whole && *whole > 0 ? *whole : 0};
}

namespace {

/// Full-width ASCII (U+FF01…U+FF5E) and the ideographic space become plain ASCII.
std::string narrow(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto b0 = static_cast<unsigned char>(text[i]);
    if (b0 >= 0xE0 && b0 < 0xF0 && i + 2 < text.size()) {
      const auto code = static_cast<char32_t>(((b0 & 0x0F) << 12) | ((static_cast<unsigned char>(text[i + 1]) & 0x3F) << 6) |
                                              (static_cast<unsigned char>(text[i + 2]) & 0x3F));
      if (code >= 0xFF01 && code <= 0xFF5E) out.push_back(static_cast<char>(code - 0xFF01 + 0x21));
      else if (code == 0x3000) out.push_back(' ');
      else out.append(text.substr(i, 3));
      i += 3;
    } else {
      out.push_back(text[i++]);
    }
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n\v\f";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

template <class Number>
std::optional<Number> wholeNumber(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Reads up to `count` digits; advances the view.
std::optional<int> digits(std::string_view& text, std::size_t count) {
  int value = 0;
  std::size_t n = 0;
  while (n < count && n < text.size() && text[n] >= '0' && text[n] <= '9') value = value * 10 + (text[n++] - '0');
  if (n == 0) return std::nullopt;
  text.remove_prefix(n);
  return value;
}

bool take(std::string_view& text, std::string_view what) {
  if (!text.starts_with(what)) return false;
  text.remove_prefix(what.size());
  return true;
}

/// 2024-1-5, 2024/01/05, 2024.1.5, 2024年1月5日, 20240105
std::optional<std::chrono::year_month_day> date(std::string_view& text) {
  const auto year = digits(text, 4);
  if (!year) return std::nullopt;
  std::optional<int> month, day;
  if (take(text, "-") || take(text, "/") || take(text, ".") || take(text, "年")) {
    month = digits(text, 2);
    if (!(take(text, "-") || take(text, "/") || take(text, ".") || take(text, "月"))) return std::nullopt;
    day = digits(text, 2);
    take(text, "日");
  } else {
    month = digits(text, 2);
    day = digits(text, 2);
  }
  if (!month || !day) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                        std::chrono::day{static_cast<unsigned>(*day)}};
  if (!ymd.ok()) return std::nullopt;
  return ymd;
}

std::optional<Value> dateValue(std::string_view text) {
  const auto ymd = date(text);
  if (!ymd || !(text.empty() || text.front() == ' ' || text.front() == 'T')) return std::nullopt;
  return Value{std::format("{:%F}", *ymd)};
}

std::optional<Value> dateTimeValue(std::string_view text) {
  using namespace std::chrono;
  const auto ymd = date(text);
  if (!ymd) return std::nullopt;
  sys_time<milliseconds> at = sys_days{*ymd};
  if (!text.empty()) {
    if (!take(text, "T") && !take(text, " ")) return std::nullopt;
    text = trimmed(text);
    const auto hour = digits(text, 2);
    if (!hour || *hour > 24 || !take(text, ":")) return std::nullopt;
    const auto minute = digits(text, 2);
    if (!minute || *minute > 59) return std::nullopt;
    at += hours{*hour} + minutes{*minute};
    if (take(text, ":")) {
      const auto second = digits(text, 2);
      if (!second || *second > 60) return std::nullopt;
      at += seconds{*second};
      if (take(text, ".")) {
        int scale = 100, ms = 0;
        while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
          ms += (text.front() - '0') * scale;
          scale /= 10;
          text.remove_prefix(1);
        }
        at += milliseconds{ms};
      }
    }
    text = trimmed(text);
    if (!take(text, "Z") && !text.empty()) {
      const int sign = take(text, "+") ? 1 : take(text, "-") ? -1 : 0;
      const auto offsetHour = sign ? digits(text, 2) : std::nullopt;
      if (!offsetHour) return std::nullopt;
      take(text, ":");
      const auto offsetMinute = text.empty() ? std::optional<int>{0} : digits(text, 2);
      if (!offsetMinute) return std::nullopt;
      at -= sign * (hours{*offsetHour} + minutes{*offsetMinute});
    }
    if (!text.empty()) return std::nullopt;
  }
  return Value{std::format("{:%FT%T}Z", at)};
}

std::optional<Value> booleanValue(std::string_view text) {
  for (const std::string_view yes : {"1", "true", "TRUE", "True", "yes", "Y", "y", "是", "有"})
    if (text == yes) return Value{std::int64_t{1}};
  for (const std::string_view no : {"0", "false", "FALSE", "False", "no", "N", "n", "否", "无"})
    if (text == no) return Value{std::int64_t{0}};
  return std::nullopt;
}

} // namespace

std::optional<Value> parseValue(FieldType type, std::string_view raw) {
  const std::string_view kept = trimmed(raw);
  if (kept.empty()) return Value{};
  if (type == FieldType::Text) return Value{std::string(kept)};
  const std::string plain = narrow(kept);
  const std::string_view text = trimmed(plain);
  switch (type) {
  case FieldType::Text: break;
  case FieldType::Integer:
    if (const auto v = wholeNumber<std::int64_t>(text)) return Value{*v};
    // Spreadsheets hand whole numbers over as "3.0".
    if (const auto v = wholeNumber<double>(text); v && *v == std::floor(*v) && std::abs(*v) < 9e15)
      return Value{static_cast<std::int64_t>(*v)};
    return std::nullopt;
  case FieldType::Real:
    if (const auto v = wholeNumber<double>(text); v && std::isfinite(*v)) return Value{*v};
    return std::nullopt;
  case FieldType::Boolean: return booleanValue(text);
  case FieldType::Date: return dateValue(text);
  case FieldType::DateTime: return dateTimeValue(text);
  case FieldType::Fid:
    if (const auto fid = parseFid(text)) return Value{fid->value};
    return std::nullopt;
  }
  return std::nullopt;
}

} // namespace suyuan

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/lab_cell.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace suyuan::sampling {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 44> plainSigns{{
    {"（", "("}, {"）", ")"}, {"［", "("}, {"］", ")"}, {"[", "("}, {"]", ")"}, {"／", "/"}, {"，", ","}, {"、", ","}, {"＜", "<"}, {"≤", "<"}, {"．", "."}, {"：", ""}, {":", ""},
    {"₀", "0"}, {"₁", "1"}, {"₂", "2"}, {"₃", "3"}, {"₄", "4"}, {"₅", "5"}, {"³", "3"}, {"²", "2"}, {"μ", "u"}, {"µ", "u"}, {"℃", "°c"}, {"×", "x"}, {"　", ""}, {"\xC2\xA0", ""},
    {"－", ""}, {"—", ""}, {"–", ""}, {"*", ""}, {"＊", ""}, {"★", ""}, {"▲", ""}, {"⁻", "-"}, {"⁰", "0"}, {"¹", "1"}, {"⁴", "4"}, {"⁵", "5"}, {"⁶", "6"}, {"＋", "+"}, {"％", "%"}, {"＾", "^"},
}};

/// Signs as plain ones, lower case; blanks, hyphens and underscores stay.
std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto sign = std::ranges::find_if(plainSigns, [&](const auto& one) { return text.substr(i).starts_with(one.first); });
    if (sign != plainSigns.end()) {
      out += sign->second;
      i += sign->first.size();
      continue;
    }
    // Full-width letters and digits, U+FF10 … U+FF5A.
    const auto byte = [&](std::size_t k) { return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U; };
    if (byte(0) == 0xEF && (byte(1) == 0xBC || byte(1) == 0xBD)) {
      const unsigned code = (0xF000U | (byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU);
      if (code >= 0xFF10 && code <= 0xFF5A) {
        const char narrow = static_cast<char>(code - 0xFEE0);
        out += narrow >= 'A' && narrow <= 'Z' ? static_cast<char>(narrow + 32) : narrow;
        i += 3;
        continue;
      }
    }
    const char c = text[i++];
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return out;
}

std::string without(std::string_view text, std::string_view signs) {
  std::string out;
  std::ranges::copy_if(text, std::back_inserter(out), [&](char c) { return !signs.contains(c); });
  return out;
}

/// A number from its first sign to its last: 0.025, 1.2x10^3, 1.2e3, 3x103 is not one.
std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || !std::isfinite(value)) return std::nullopt;
  std::string_view rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (rest.empty()) return value;
  if (!rest.starts_with("x10") ) return std::nullopt;
  rest.remove_prefix(3);
  if (rest.starts_with('^')) rest.remove_prefix(1);
  else if (rest.size() > 1) return std::nullopt; // x103 could be a hundred and three
  int power = 0;
  const auto [last, wrong] = std::from_chars(rest.data(), rest.data() + rest.size(), power);
  if (wrong != std::errc() || last != rest.data() + rest.size() || std::abs(power) > 30) return std::nullopt;
  return value * std::pow(10, power);
}

struct Unit {
  std::string_view written, kept; ///< folded; FieldDef::unit
  double factor;
};
constexpr Unit units[]{
    {"mg/l", "mg/L", 1},        {"ug/l", "mg/L", 1e-3},      {"ng/l", "mg/L", 1e-6},     {"g/l", "mg/L", 1e3},        {"us/cm", "uS/cm", 1},      {"ms/cm", "uS/cm", 1e3},
    {"ms/m", "uS/cm", 10},      {"ntu", "NTU", 1},           {"°c", "°C", 1},            {"摄氏度", "°C", 1},         {"无量纲", "", 1},          {"m3/s", "m3/s", 1},
    {"立方米/秒", "m3/s", 1},   {"m3/h", "m3/s", 1.0 / 3600}, {"t/h", "m3/s", 1.0 / 3600}, {"m3/d", "m3/s", 1.0 / 86400}, {"m3/日", "m3/s", 1.0 / 86400}, {"t/d", "m3/s", 1.0 / 86400},
    {"吨/日", "m3/s", 1.0 / 86400}, {"吨/天", "m3/s", 1.0 / 86400}, {"立方米/日", "m3/s", 1.0 / 86400}, {"立方米/天", "m3/s", 1.0 / 86400}, {"万m3/d", "m3/s", 1e4 / 86400},
    {"万吨/日", "m3/s", 1e4 / 86400}, {"万吨/天", "m3/s", 1e4 / 86400}, {"l/s", "m3/s", 1e-3}, {"升/秒", "m3/s", 1e-3}, {"l/min", "m3/s", 1e-3 / 60},
};

bool isUnit(std::string_view folded) {
  return std::ranges::any_of(units, [&](const Unit& unit) { return unit.written == folded; });
}

} // namespace

std::string foldedWord(std::string_view text) { return without(plain(text), " \t\r\n-_"); }

bool isNoResult(std::string_view text) {
  const std::string word = foldedWord(text);
  constexpr std::array words{"", "/", "//", "na", "n/a", "none", "null", "未测", "未检测", "未监测", "无", "不测"};
  return std::ranges::find(words, word) != words.end();
}

std::optional<LabResult> readLabResult(std::string_view text) {
  std::string word = without(plain(text), " \t\r\n");
  constexpr std::array none{"未检出", "nd", "n.d.", "<dl", "低于检出限"};
  if (std::ranges::find(none, word) != none.end()) return LabResult{std::nullopt, true};
  LabResult result;
  if (word.starts_with('<')) {
    result.below = true;
    word.erase(0, 1);
  } else if (word.size() > 1 && word.ends_with('l')) {
    result.below = true;
    word.pop_back();
  }
  result.value = number(word);
  if (!result.value || (result.below && *result.value < 0)) return std::nullopt;
  return result;
}

LabHeading readLabHeading(std::string_view text) {
  std::string word = plain(text);
  LabHeading heading;
  // Remarks in brackets go; a unit in them is kept.
  for (auto open = word.find('('); open != std::string::npos; open = word.find('(', open)) {
    const auto close = word.find(')', open);
    const std::string inside = foldedWord(word.substr(open + 1, close == std::string::npos ? close : close - open - 1));
    if (isUnit(inside)) heading.unit = inside;
    word.erase(open, close == std::string::npos ? close : close - open + 1);
  }
  word = foldedWord(word);
  // "cod,mg/l", "codmg/l", "总磷/mg/l"
  if (heading.unit.empty()) {
    std::string_view longest;
    for (const Unit& unit : units)
      if (word.size() > unit.written.size() && word.ends_with(unit.written) && unit.written.size() > longest.size()) longest = unit.written;
    heading.unit = longest;
    word.resize(word.size() - longest.size());
  }
  while (word.ends_with(',') || word.ends_with('/')) word.pop_back();
  heading.name = std::move(word);
  return heading;
}

std::optional<double> unitFactor(std::string_view unit, std::string_view kept) {
  const std::string word = foldedWord(unit);
  if (word.empty()) return kept == "m3/s" ? std::nullopt : std::optional(1.0);
  for (const Unit& one : units)
    if (one.written == word && one.kept == kept) return one.factor;
  return std::nullopt;
}

} // namespace suyuan::sampling

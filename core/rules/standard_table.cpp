// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/standard_table.h"

#include <algorithm>

namespace suyuan::rules {

namespace {

constexpr double coldWater = 12; // °C, GB 18918-2002 table 1, note

/// Capitals without blanks, full-width letters and digits plain, every dash one hyphen, Roman numerals as letters.
std::string squeezed(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto rest = text.substr(i);
    const auto take = [&](std::string_view what, std::string_view with) {
      if (!rest.starts_with(what)) return false;
      out += with;
      i += what.size();
      return true;
    };
    if (take(" ", "") || take("\t", "") || take("\u3000", "") || take("\u00A0", "") || take("—", "-") || take("–", "-") || take("－", "-") ||
        take("‑", "-") || take("Ⅰ", "I") || take("Ⅱ", "II") || take("Ⅲ", "III") || take("Ⅳ", "IV") || take("Ⅴ", "V"))
      continue;
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
    if (i + 2 < text.size() && byte(i) == 0xEF) {
      const int code = (byte(i) & 0x0F) << 12 | (byte(i + 1) & 0x3F) << 6 | (byte(i + 2) & 0x3F);
      if (code >= 0xFF01 && code <= 0xFF5E) {
        out.push_back(static_cast<char>(code - 0xFF01 + 0x21));
        i += 3;
        continue;
      }
    }
    out.push_back(text[i++]);
  }
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

} // namespace

StandardReading StandardTable::read(std::string_view text) const {
  StandardReading reading;
  if (text.empty()) return reading;
  const std::string plain = squeezed(text);
  for (const Standard& standard : standards) {
    const std::string number = squeezed(standard.number);
    std::size_t at = plain.find(number);
    while (at != plain.npos && at + number.size() < plain.size() && isDigit(plain[at + number.size()])) at = plain.find(number, at + 1);
    if (at == plain.npos) continue;
    reading.standard = &standard;
    std::size_t rest = at + number.size();
    if (rest < plain.size() && plain[rest] == '-') {
      std::size_t end = rest + 1;
      while (end < plain.size() && isDigit(plain[end]) && end < rest + 5) ++end;
      reading.year = plain.substr(rest + 1, end - rest - 1);
      rest = end;
    }
    // The longest spelling wins: 一级A before 一级, III before I.
    std::size_t longest = 0;
    for (std::size_t g = 0; g < standard.grades.size(); ++g)
      for (const std::string& alias : standard.gradeAliases[g]) {
        const std::string spelled = squeezed(alias);
        if (spelled.size() > longest && plain.find(spelled, rest) != plain.npos) {
          longest = spelled.size();
          reading.grade = g;
        }
      }
    return reading;
  }
  return reading;
}

std::string StandardTable::written(const StandardReading& reading) {
  if (!reading.standard) return {};
  std::string text = reading.standard->title();
  if (reading.grade) text += " " + reading.standard->grades[*reading.grade];
  return text;
}

std::vector<Exceedance> StandardTable::exceedances(const Sample& sample, const Standard& standard, std::size_t grade) {
  std::vector<Exceedance> out;
  const bool maybeCold = !sample.temperature || *sample.temperature <= coldWater;
  Sample::fields(sample, [&](const FieldDef& def, const auto& member) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::optional<double>>) {
      if (!member) return;
      for (const LimitRow& row : standard.rows) {
        if (row.field != def.name) continue;
        const auto of = [&](const std::vector<std::optional<double>>& limits) { return grade < limits.size() ? limits[grade] : std::nullopt; };
        auto most = of(row.most);
        if (const auto cold = of(row.mostCold); cold && maybeCold) most = cold;
        if (most && *member > *most) out.push_back({&row, *member, *most, false});
        if (const auto least = of(row.least); least && *member < *least) out.push_back({&row, *member, *least, true});
      }
    }
  });
  return out;
}

} // namespace suyuan::rules

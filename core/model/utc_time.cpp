// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/utc_time.h"

#include "core/model/field.h"

#include <cstdio>
#include <format>

namespace suyuan {

using namespace std::chrono;

std::string toIso(UtcMillis time) { return std::format("{:%FT%T}Z", time); }

std::optional<UtcMillis> parseUtc(std::string_view text) {
  // A record's text is what parseValue writes; through it the ways that other programs write are read as well.
  if (text.empty()) return std::nullopt;
  const auto value = parseValue(FieldType::DateTime, text);
  if (!value) return std::nullopt;
  const std::string iso = toText(*value);
  int y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0, ms = 0;
  if (std::sscanf(iso.c_str(), "%d-%d-%dT%d:%d:%d.%d", &y, &mo, &d, &h, &mi, &s, &ms) < 6) return std::nullopt;
  const year_month_day date{year{y}, month{static_cast<unsigned>(mo)}, day{static_cast<unsigned>(d)}};
  if (!date.ok()) return std::nullopt;
  return sys_days{date} + hours{h} + minutes{mi} + seconds{s} + milliseconds{ms};
}

sys_days beijingDay(UtcMillis time) noexcept { return floor<days>(time + hours{8}); }

} // namespace suyuan

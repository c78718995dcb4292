// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/projection/position_notation.h"

#include "gis/projection/gauss_kruger.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <format>

namespace suyuan::projection {

namespace {

char letterOf(double degrees, char positive, char negative) noexcept { return degrees < 0 ? negative : positive; }

std::string degreesText(double degrees, char positive, char negative) { return std::format("{:.6f}°{}", std::abs(degrees), letterOf(degrees, positive, negative)); }

std::string minutesText(double degrees, char positive, char negative) {
  const long long parts = std::llround(std::abs(degrees) * 600'000); // of 0.0001′
  return std::format("{}°{:02}.{:04}′{}", parts / 600'000, parts % 600'000 / 10'000, parts % 10'000, letterOf(degrees, positive, negative));
}

} // namespace

std::string dmsText(double degrees, char positive, char negative, int decimals) {
  decimals = std::clamp(decimals, 0, 4);
  long long unit = 1; // parts of a second
  for (int i = 0; i < decimals; ++i) unit *= 10;
  const long long parts = std::llround(std::abs(degrees) * 3600 * static_cast<double>(unit));
  const long long seconds = parts / unit;
  const std::string fraction = decimals > 0 ? std::format(".{:0{}}", parts % unit, decimals) : std::string();
  return std::format("{}°{:02}′{:02}{}″{}", seconds / 3600, seconds / 60 % 60, seconds % 60, fraction, letterOf(degrees, positive, negative));
}

std::string PositionWriter::write(const Point& at, Notation notation) {
  if (!std::isfinite(at.x) || !std::isfinite(at.y)) return {};
  switch (notation) {
  case Notation::GaussKruger:
    if (auto text = inZone(at)) return *text;
    break;
  case Notation::DegreesMinutes: return minutesText(at.y, 'N', 'S') + ' ' + minutesText(at.x, 'E', 'W');
  case Notation::Dms: return dmsText(at.y, 'N', 'S') + ' ' + dmsText(at.x, 'E', 'W');
  case Notation::Degrees: break;
  }
  return degreesText(at.y, 'N', 'S') + ' ' + degreesText(at.x, 'E', 'W');
}

std::optional<std::string> PositionWriter::inZone(const Point& at) {
  const auto epsg = zoneEpsg(zoneOf(at.x), ZoneWidth::ThreeDegrees, true);
  if (!epsg) return std::nullopt;
  if (*epsg != epsg_) {
    epsg_ = *epsg;
    zone_.reset();
    auto from = Crs::parse("EPSG:4490"), to = Crs::parse(std::format("EPSG:{}", *epsg));
    if (from && to)
      if (auto made = Transformer::make(*from, *to)) zone_.emplace(std::move(*made));
  }
  double x = at.x, y = at.y;
  if (!zone_ || zone_->transform({&x, 1}, {&y, 1}) > 0) return std::nullopt;
  return std::format("X {:.2f}  Y {:.2f} (EPSG:{})", y, x, epsg_);
}

} // namespace suyuan::projection

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gnss/satellites.h"

#include <algorithm>
#include <format>

namespace suyuan::gnss {

namespace {

SatelliteId numbered(Constellation constellation, int number, int most) noexcept {
  if (number < 1 || number > most) return {};
  return {constellation, static_cast<std::uint8_t>(number)};
}

/// 33–64 are SBAS under GPS and GLONASS ids of NMEA; 120–158 are its own PRN.
SatelliteId sbas(int written) noexcept { return numbered(Constellation::Sbas, written <= 64 ? written - 13 : written - 100, 58); }

SatelliteId byRange(int n) noexcept {
  if (n <= 32) return numbered(Constellation::Gps, n, 32);
  if (n <= 64) return sbas(n);
  if (n <= 99) return numbered(Constellation::Glonass, n - 64, 35);
  if (n >= 120 && n <= 158) return sbas(n);
  if (n >= 193 && n <= 202) return numbered(Constellation::Qzss, n - 192, 10);
  if (n >= 203 && n <= 264) return numbered(Constellation::BeiDou, n - 200, 64);
  if (n >= 301 && n <= 336) return numbered(Constellation::Galileo, n - 300, 36);
  if (n >= 401 && n <= 464) return numbered(Constellation::BeiDou, n - 400, 64);
  return {};
}

Constellation spoken(Talker talker, int system) noexcept {
  switch (system) {
  case 1: return Constellation::Gps;
  case 2: return Constellation::Glonass;
  case 3: return Constellation::Galileo;
  case 4: return Constellation::BeiDou;
  case 5: return Constellation::Qzss;
  case 6: return Constellation::Navic;
  default: break;
  }
  switch (talker) {
  case Talker::Gps: return Constellation::Gps;
  case Talker::Glonass: return Constellation::Glonass;
  case Talker::Galileo: return Constellation::Galileo;
  case Talker::BeiDou:
  case Talker::BeiDouOld: return Constellation::BeiDou;
  case Talker::Qzss:
  case Talker::QzssOld: return Constellation::Qzss;
  case Talker::Navic: return Constellation::Navic;
  default: return Constellation::Unknown;
  }
}

} // namespace

Talker talkerOf(char first, char second) noexcept {
  if (first == 'G') {
    switch (second) {
    case 'P': return Talker::Gps;
    case 'L': return Talker::Glonass;
    case 'A': return Talker::Galileo;
    case 'B': return Talker::BeiDou;
    case 'Q': return Talker::Qzss;
    case 'I': return Talker::Navic;
    case 'N': return Talker::Combined;
    default: return Talker::Other;
    }
  }
  if (first == 'B' && second == 'D') return Talker::BeiDouOld;
  if (first == 'Q' && second == 'Z') return Talker::QzssOld;
  return Talker::Other;
}

SatelliteId satelliteOf(Talker talker, int system, int written) noexcept {
  if (written < 1) return {};
  switch (spoken(talker, system)) {
  case Constellation::Gps: return byRange(written); // GP sentences of older receivers carry SBAS and QZSS too
  case Constellation::Glonass:
    if (written >= 33 && written <= 64) return sbas(written);
    return numbered(Constellation::Glonass, written > 64 ? written - 64 : written, 35);
  case Constellation::Galileo: return numbered(Constellation::Galileo, written > 300 ? written - 300 : written > 100 ? written - 100 : written, 36);
  case Constellation::BeiDou: return numbered(Constellation::BeiDou, written > 400 ? written - 400 : written > 200 ? written - 200 : written > 100 ? written - 100 : written, 64);
  case Constellation::Qzss: return numbered(Constellation::Qzss, written > 192 ? written - 192 : written, 10);
  case Constellation::Navic: return numbered(Constellation::Navic, written > 900 ? written - 900 : written, 14);
  default: return byRange(written);
  }
}

std::string nameOf(SatelliteId id) {
  static constexpr std::array letters{'?', 'G', 'R', 'E', 'C', 'J', 'I', 'S'};
  return std::format("{}{:02}", letters[static_cast<std::size_t>(id.constellation)], id.number);
}

Satellite* Sky::at(SatelliteId id) noexcept {
  Satellite* const last = satellites.data() + count;
  Satellite* const found = std::find_if(satellites.data(), last, [&](const Satellite& s) { return s.id == id; });
  if (found != last) return found;
  if (count == most) return nullptr;
  ++count;
  *last = Satellite{.id = id};
  return last;
}

std::size_t Sky::usedCount() const noexcept {
  return static_cast<std::size_t>(std::count_if(begin(), end(), [](const Satellite& s) { return s.used; }));
}

} // namespace suyuan::gnss
